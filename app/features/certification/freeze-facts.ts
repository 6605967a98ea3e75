import * as z from "zod";
import { refuse, ok, type Result } from "#app/lib/result.ts";
import { CertificateFacts, MOST_MODULES } from "./certificate-facts.ts";
import { LicenceDraft } from "./licence-facts.ts";
import { TrainerDraft } from "./trainer-facts.ts";

/*
 * What will stand on a certificate is looked at before a number is spent on it: every text must fit its line and
 * be printable. Who issues learns which text, and where it is put right.
 */

/** All but what the moment of issue adds. */
export const FactsDraft = CertificateFacts.omit({ number: true, code: true, verifyUrl: true });
export type FactsDraft = z.infer<typeof FactsDraft>;

const AnyDraft = z.discriminatedUnion("kind", [FactsDraft, TrainerDraft, LicenceDraft]);

/** `uncovered` lists the characters of a text that no printing font has. */
export function checkDraft<Draft extends FactsDraft | TrainerDraft | LicenceDraft>(
  draft: Draft,
  uncovered: (text: string) => string[],
): Result<Draft> {
  const parsed = AnyDraft.safeParse(draft);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code !== "too_big") throw parsed.error;
    return refuse("certificate.text-too-long", {
      text: String(issue.path.reduce(step, draft as unknown)),
      max: Number(issue.maximum),
    });
  }
  for (const text of textsOf(parsed.data)) {
    const characters = uncovered(text);
    if (characters.length > 0)
      return refuse("certificate.text-unprintable", { text, characters: characters.join(" ") });
  }
  return ok(parsed.data as Draft);
}

const step = (value: unknown, key: PropertyKey): unknown => (value as Record<PropertyKey, unknown>)[key];

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** As many rows as a page holds; the rest become one, so that the hours still add up. */
export function fittingModules(
  modules: FactsDraft["modules"],
  andMore: (count: number) => string,
): FactsDraft["modules"] {
  if (modules.length <= MOST_MODULES) return modules;
  const rest = modules.slice(MOST_MODULES - 1);
  const minutes = rest.reduce((sum, module) => sum + (module.minutes ?? 0), 0);
  return [...modules.slice(0, MOST_MODULES - 1), { title: andMore(rest.length), minutes }];
}

const LONGEST_TITLE = 160;

/** A session's title as it can be printed: cut to its line, or `otherwise` where a font lacks a character. */
export function printableTitle(
  title: string,
  otherwise: string,
  uncovered: (text: string) => string[],
): string {
  if (title.trim() === "" || uncovered(title).length > 0) return otherwise;
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
}
