import { checkAddress } from "#app/features/certification/certificate-facts.ts";
import type { TemplateText } from "#app/features/certification/template.ts";
import { isUnderScheme, type PrintedFacts } from "#app/features/certification/licence-facts.ts";

/** What a badge shows: an achievement, in the words of one language. Nothing of whoever achieved it. */
export type BadgeFace = {
  issuer: string;
  programme: string;
  kind: string;
  title: string;
  /** Where to check it. */
  address: string;
  colours: { ring: string; words: string };
};

/** @param template that it was issued in; null: as the platform prints by itself. */
export const badgeFace = (facts: PrintedFacts, kind: string, template: TemplateText | null): BadgeFace => ({
  issuer: facts.issuer,
  programme: facts.programme,
  kind,
  title: isUnderScheme(facts) ? facts.scheme.title : facts.course.title,
  address: checkAddress(facts),
  colours: template
    ? { ring: template.colours.frame, words: template.colours.accent }
    : { ring: colourOf(facts), words: colourOf(facts) },
});

/** Of a course, of somebody who trains, of an attestation, of an organisation. */
function colourOf({ kind }: PrintedFacts): string {
  if (kind === "licence") return "#3d4a7a";
  if (kind === "facilitator" || kind === "national-trainer") return "#1f6448";
  return kind === "provisional" || kind === "trainer" || kind === "master-trainer" ? "#a8401f" : "#14545f";
}
