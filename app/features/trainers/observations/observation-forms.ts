import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { CRITERIA, SCORES, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { isLink } from "#app/features/trainers/exams/exam-sitting.ts";
import { amount, ENTRY_KINDS, FIGURES, isScore, type Figure, type RatingEntry } from "./rating.ts";
import { FIRST_SOURCES, SOURCES } from "./observation.ts";

/* What the pages of an observation send. */

const Id = z.string().min(1).max(100);
const Day = z.string().refine(isCalendarDay, "form:day");
const Reason = z.string().min(3).max(2000);
/** Only where the assessor has trained the candidate. */
const Exception = z.union([z.literal(""), Reason]).default("");

/** Where the recording is seen. */
const Video = z.union([z.literal(""), z.string().max(500).refine(isLink, "form:https-link")]).default("");

// ── The officer ─────────────────────────────────────────────────────────────────────────────────────

export const ObservationsForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("plan"),
    halfDayId: z.string().max(100).default(""),
    day: z.union([z.literal(""), Day]).default(""),
    place: z.string().max(300).default(""),
    assessorId: Id,
    source: z.enum(FIRST_SOURCES).default("live"),
    video: Video,
    exception: Exception,
  }),
  z.object({
    intent: z.literal("second"),
    observationId: Id,
    assessorId: Id,
    source: z.enum(SOURCES),
    video: Video,
    exception: Exception,
  }),
  z.object({
    intent: z.literal("replace"),
    ratingId: Id,
    assessorId: Id,
    source: z.enum(SOURCES),
    video: Video,
    exception: Exception,
    reason: Reason,
  }),
  z.object({ intent: z.literal("cancel"), observationId: Id, reason: Reason }),
]);
export type ObservationsForm = z.output<typeof ObservationsForm>;
export type NewObservation = Extract<ObservationsForm, { intent: "plan" }>;
export type SecondRater = Omit<Extract<ObservationsForm, { intent: "second" }>, "intent">;
export type OtherRater = Omit<Extract<ObservationsForm, { intent: "replace" }>, "intent">;

// ── The entries of a rating ─────────────────────────────────────────────────────────────────────────

export const MOST_WORDS = 4000;
/** In one request: an hour without a line is sent in a few. */
export const MOST_ENTRIES = 50;

const EntryId = z.string().regex(/^[\w.-]{8,80}$/);
const MOST: Record<Figure, number> = {
  minutes: 1000,
  present: 1000,
  women: 1000,
  men: 1000,
  responses: 1000,
  mean: 500,
};
const isFigure = (name: string): name is Figure => FIGURES.some((one) => one === name);

const wellMade = ({ kind, about, value, text }: RatingEntry): boolean => {
  const isCriterion = CRITERIA.some((one) => one === about);
  switch (kind) {
    case "note":
      return (about === "" || isCriterion) && value === null;
    case "clock":
      return about === "" && (value === 0 || value === 1) && text === "";
    case "score":
      return isCriterion && isScore(value) && text === "";
    case "figure":
      return (
        isFigure(about) &&
        text === "" &&
        (value === null || (value >= (about === "mean" ? 100 : 0) && value <= MOST[about]))
      );
    case "feedback":
      return about === "" && value === null;
  }
};

/** JSON brings in what a form cannot: NUL and halves of characters. */
const storable = (text: string): boolean =>
  !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

export const Entry: z.ZodType<RatingEntry> = z
  .object({
    id: EntryId,
    kind: z.enum(ENTRY_KINDS),
    about: z.string().max(20),
    value: z.number().int().min(0).max(100_000).nullable(),
    text: z.string().max(MOST_WORDS).refine(storable),
    replaces: z.array(EntryId).max(20),
    at: z.number().int().min(0).max(8_640_000_000_000_000),
  })
  .refine(wellMade);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** From a device: entries as JSON, `e[]` each. */
export const EntriesForm = z.object({
  /** What the clock of the device says when it sends them. */
  now: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .nullable()
    .default(null),
  e: z.array(z.string().transform(parsed).pipe(Entry)).max(MOST_ENTRIES).default([]),
});

/** Whole numbers, and a mean of "4.25". */
const Amount = z
  .union([z.literal(""), z.string().regex(/^\d{1,4}([.,]\d{1,2})?$/, "form:number")])
  .optional();

const SCORE_FIELDS = Object.fromEntries(
  CRITERIA.map((criterion) => [
    criterion,
    z.union([z.literal(""), z.enum(["1", "2", "3", "4", "5"])]).optional(),
  ]),
);
const FIGURE_FIELDS = Object.fromEntries(FIGURES.map((figure) => [figure, Amount]));

/** The page without its script: all that stands in the form, and which button it was. */
export const RatingForm = z
  .looseObject({
    intent: z.enum(["save", "start", "stop", "sign"]).default("save"),
    id: EntryId,
    note: z.string().max(MOST_WORDS).default(""),
    about: z.string().max(20).default(""),
    feedback: z.string().max(MOST_WORDS).optional(),
    ...SCORE_FIELDS,
    ...FIGURE_FIELDS,
  })
  .transform((form, context) => ({ ...form, entries: entriesOf(form, context) }));

type Posted = { intent: string; id: string; note: string; about: string; [name: string]: unknown };

/** What the form says otherwise than it did when it was drawn: `was.<cell>` is what stood there, `h.<cell>` its entries. */
function entriesOf(form: Posted, context: z.RefinementCtx): Omit<RatingEntry, "at">[] {
  const entries: Omit<RatingEntry, "at">[] = [];
  const heads = (cell: string) => {
    const ids = form[`h.${cell}`];
    return typeof ids === "string" && ids !== "" ? ids.split(" ") : [];
  };
  const add = (cell: string, entry: Omit<RatingEntry, "id" | "at" | "replaces">) =>
    entries.push({ ...entry, id: `${form.id}.${cell}`, replaces: heads(cell) });
  const changed = (cell: string) =>
    typeof form[cell] === "string" && form[cell] !== (form[`was.${cell}`] ?? "");
  for (const criterion of CRITERIA)
    if (changed(criterion) && form[criterion] !== "")
      add(criterion, { kind: "score", about: criterion, value: Number(form[criterion]), text: "" });
  for (const figure of FIGURES) {
    if (!changed(figure)) continue;
    const value = amount(figure, form[figure] as string);
    if (value === undefined || (value !== null && value > MOST[figure]))
      context.addIssue({ code: "custom", path: [figure], message: "form:number" });
    else add(figure, { kind: "figure", about: figure, value, text: "" });
  }
  if (changed("feedback"))
    add("feedback", { kind: "feedback", about: "", value: null, text: form["feedback"] as string });
  const about = CRITERIA.find((criterion) => criterion === form.about) ?? "";
  if (form.note !== "")
    entries.push({ id: `${form.id}.note`, kind: "note", about, value: null, text: form.note, replaces: [] });
  if (form.intent === "start" || form.intent === "stop")
    entries.push({
      id: `${form.id}.clock`,
      kind: "clock",
      about: "",
      value: form.intent === "start" ? 1 : 0,
      text: "",
      replaces: [],
    });
  return entries.filter((entry) => Entry.safeParse({ ...entry, at: 0 }).success);
}

// ── What the two agree on ───────────────────────────────────────────────────────────────────────────

const AGREED_FIELDS = Object.fromEntries(
  CRITERIA.map((criterion) => [
    `agreed.${criterion}`,
    z
      .string()
      .regex(/^[1-5]?$/)
      .optional(),
  ]),
);

export const AgreeForm = z.discriminatedUnion("intent", [
  z.looseObject({ intent: z.literal("propose"), reason: Reason, ...AGREED_FIELDS }),
  z.object({
    intent: z.literal("countersign"),
    number: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number),
  }),
]);
export type AgreeForm = z.output<typeof AgreeForm>;

export const agreedIn = (form: Record<string, unknown>): Scores =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const given = SCORES.find((score) => String(score) === form[`agreed.${criterion}`]);
      return given ? [[criterion, given]] : [];
    }),
  );
