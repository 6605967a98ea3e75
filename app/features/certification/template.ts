import * as z from "zod";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { COLOUR, tint } from "#app/lib/colour.ts";
import { fold } from "#app/lib/fold.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { day, line, MOST_SIGNATORIES, type CertificateFacts } from "./certificate-facts.ts";

/*
 * How the certificates of a programme look and who signs them. A template is its versions, and a version never changes:
 * a certificate names the one it was issued in, and is drawn in it for ever (docs/decisions/0045).
 */

export const TEMPLATE_IDS = [
  "management-course",
  "management-trainer",
  "financial-education-course",
  "financial-education-trainer",
  "management-licence",
  "financial-education-licence",
] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];
export type TemplateFamily = "course" | "trainer" | "licence";

type Covered = { programme: "management" | "financial-education"; kinds: readonly TemplateKind[] };

const COURSE_KINDS = ["achievement", "participation", "attendance-statement"] as const;
const MANAGEMENT_KINDS = ["trainer", "master-trainer", "provisional"] as const;
const EDUCATION_KINDS = ["facilitator", "national-trainer", "provisional"] as const;
const LICENCE_KINDS = ["licence"] as const;
export type TemplateKind =
  | (typeof COURSE_KINDS)[number]
  | (typeof MANAGEMENT_KINDS)[number]
  | (typeof EDUCATION_KINDS)[number]
  | (typeof LICENCE_KINDS)[number];

/** What each is for; the first kind is the one it is shown by. */
export const TEMPLATES: Record<TemplateId, Covered> = {
  "management-course": { programme: "management", kinds: COURSE_KINDS },
  "management-trainer": { programme: "management", kinds: MANAGEMENT_KINDS },
  "financial-education-course": { programme: "financial-education", kinds: COURSE_KINDS },
  "financial-education-trainer": { programme: "financial-education", kinds: EDUCATION_KINDS },
  "management-licence": { programme: "management", kinds: LICENCE_KINDS },
  "financial-education-licence": { programme: "financial-education", kinds: LICENCE_KINDS },
};

export const isTemplateId = (id: string | undefined): id is TemplateId =>
  id !== undefined && Object.hasOwn(TEMPLATES, id);

export const templateIdOf = (programme: string, family: TemplateFamily): TemplateId | null => {
  const id = `${programme}-${family}`;
  return isTemplateId(id) ? id : null;
};

// ── What it says ────────────────────────────────────────────────────────────────────────────────────

/** Whoever holds a post signs from the first of these days to the last. */
const Holder = z.strictObject({ role: line(120), name: line(120), from: day, until: day.optional() });
export type Holder = z.infer<typeof Holder>;
export const MOST_HOLDERS = 8;

/** Re-encoded by us (template-logo.server.ts); the bytes are a stored file. */
const Logo = z.strictObject({
  sha256: z.string().length(64),
  type: z.enum(["png", "jpg"]),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Logo = z.infer<typeof Logo>;

const Colour = z.string().regex(COLOUR);

export const TemplateText = z.strictObject({
  colours: z.strictObject({ accent: Colour, frame: Colour }),
  logo: Logo.nullable(),
  holders: z.array(Holder).max(MOST_HOLDERS),
  /** Printed beside the holder's own language, where it is another. */
  second: z.enum(LOCALES).nullable(),
  /** By language and part; what is not there is said as always. */
  wording: z.partialRecord(z.enum(LOCALES), z.record(z.string(), line(160))),
});
export type TemplateText = z.infer<typeof TemplateText>;
export type TemplateColours = TemplateText["colours"];

/** Version 0 of every template: what the platform prints by itself. */
export const FIRST_TEMPLATE: TemplateText = {
  colours: { accent: "#a8401f", frame: "#14545f" },
  logo: null,
  holders: [],
  second: null,
  wording: {},
};

/** One that was published. */
export type Template = { id: TemplateId; version: number; text: TemplateText };

// ── Colours ─────────────────────────────────────────────────────────────────────────────────────────

/** On white, and so nearly on the paper: words are set in the accent, the frame is only lines (WCAG 2.2, AA). */
export const LEAST_CONTRAST: Record<keyof TemplateColours, number> = { accent: 4.5, frame: 3 };

export type Palette = TemplateColours & { engraved: string; engravedWarm: string };

/** The lines of the ornament are lighter than what they belong to; the platform's own were mixed by hand. */
export const paletteOf = ({ accent, frame }: TemplateColours): Palette => ({
  accent,
  frame,
  engraved: frame === FIRST_TEMPLATE.colours.frame ? "#a9c4c3" : tint(frame, 0.36),
  engravedWarm: accent === FIRST_TEMPLATE.colours.accent ? "#e2c3b3" : tint(accent, 0.33),
});

// ── Who signs ───────────────────────────────────────────────────────────────────────────────────────

type Signatory = CertificateFacts["signatories"][number];

const samePost = (one: string, other: string): boolean => fold(one) === fold(other);

/** In the order they were first named. */
export const postsOf = (holders: readonly Holder[]): string[] =>
  holders
    .map(({ role }) => role)
    .filter((role, index, all) => all.findIndex((other) => samePost(other, role)) === index);

export const tooManyPosts = (holders: readonly Holder[]): boolean =>
  postsOf(holders).length > MOST_SIGNATORIES;

/** Of two, who began later, as somebody acts for a director on leave. */
export const holderOn = (holders: readonly Holder[], post: string, on: CalendarDay): Holder | undefined =>
  holders
    .filter(({ role, from, until }) => samePost(role, post) && from <= on && (!until || on <= until))
    .sort((one, other) => (one.from < other.from ? 1 : -1))[0];

/** Who holds each post on the day. */
export function signatoriesOn(holders: readonly Holder[], on: CalendarDay): Result<Signatory[]> {
  const signing: Signatory[] = [];
  for (const post of postsOf(holders)) {
    const holder = holderOn(holders, post, on);
    if (!holder) return refuse("certificate.nobody-signs", { post, day: on });
    signing.push({ name: holder.name, role: holder.role });
  }
  return ok(signing);
}

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────

/** "title-achievement", "completed-achievement", "closing": as they are named in a form and in `wording`. */
export type WordingPart = {
  name: string;
  most: number;
  part: "title" | "completed" | "closing";
  kind?: TemplateKind;
};

export const wordingParts = (id: TemplateId): WordingPart[] => [
  ...TEMPLATES[id].kinds.flatMap((kind): WordingPart[] => [
    { name: `title-${kind}`, most: 70, part: "title", kind },
    { name: `completed-${kind}`, most: 100, part: "completed", kind },
  ]),
  { name: "closing", most: 160, part: "closing" },
];

export const wordedAs = (text: TemplateText, locale: string, name: string): string | undefined =>
  text.wording[locale as (typeof LOCALES)[number]]?.[name];

// ── A draft in its template ─────────────────────────────────────────────────────────────────────────

/** What a certificate says in the language beside its own. */
export type SecondTexts = { programme: string; title: string; topics?: string[] };

type Dressable = Pick<CertificateFacts, "locale" | "signatories" | "issuedOn" | "template" | "second">;

/**
 * The draft as the newest version has it: by reference how it looks, and by name who signs on its day. Refused on a day
 * on which somebody should sign and nobody holds the post.
 */
export function inTemplate<Draft extends Dressable>(
  draft: Draft,
  template: Template | null,
  textsIn: (locale: string) => SecondTexts,
): Result<Draft> {
  if (!template) return ok(draft);
  const { id, version, text } = template;
  const signing =
    text.holders.length > 0 ? signatoriesOn(text.holders, draft.issuedOn) : ok(draft.signatories);
  if (!signing.ok) return signing;
  const second =
    text.second && text.second !== draft.locale
      ? { locale: text.second, ...textsIn(text.second) }
      : undefined;
  return ok({ ...draft, template: { id, version }, signatories: signing.value, second });
}
