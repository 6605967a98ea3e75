import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { Hundredths } from "#app/lib/hundredths.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { askKey, schemesBeside, spelledOut } from "./asked.ts";
import { ANCHORED, type Anchored } from "./anchors.ts";
import { stepsToChoose } from "./checklist.ts";
import { coursesTwice, NAMED_FOR, TEST_PARTS, testCourses } from "./courses.ts";
import { CRITERIA, SCORES } from "./criteria.ts";
import {
  asksDeliveries,
  MASTER_PARTS,
  PART_FIGURES,
  RENEWAL_PARTS,
  TRAINER_PARTS,
  type Actor,
  type RenewalAsks,
  type RenewalPart,
  type Requirement,
  type Scheme,
  type Stage,
} from "./scheme.ts";
import { VOLUME_SCHEMES } from "./schemes.ts";
import { issuesOf, LONGEST_ANCHOR } from "./scheme-text.ts";
import { topicsOf } from "./topics.ts";

/*
 * What an officer may change of a scheme in a form: a list of figures and choices, each with its place in the text. The
 * form, what is wrong with it, and what a version changed all follow from this list; what a stage asks at all is added to
 * and shortened by asked.ts (ADR 0049).
 */

export type Unit =
  | "count"
  | "assessors"
  | "days"
  | "months"
  | "years"
  | "share"
  | "mark"
  | "score"
  | "minutes"
  | "yes"
  | "who"
  | "recommender"
  | "until"
  | "reminders"
  | "practice"
  | "name"
  | "anchor"
  | "step"
  | "steps"
  | "parts"
  | "schemes"
  | "sections"
  | "courses"
  | "about"
  | "criteria";
type Path = readonly (string | number)[];
export type Value = number | boolean | string | null | readonly number[] | readonly string[];

export type SchemeField = {
  /** As the form sends it: by what is asked, so that it stays its own when the list is ordered anew. */
  name: string;
  /** Under which heading: a stage, or one of those that are of no stage. */
  group: string;
  /** Of which requirement of the stage (asked.ts); null: of the stage or the group itself. */
  asked: string | null;
  /** Which sentence names it, under `schemes.field.`. */
  label: string;
  unit: Unit;
  path: Path;
  /** Of a list: what may be ticked. */
  choices?: readonly string[];
};

/** The parts of a scheme that are of no stage, each a form of its own. */
export const GROUPS = ["courses", "validity", "renewal", "candidacy", "checklist"] as const;

/** What the scores stand for, of one criterion or of whichever: the part of the form it stands in. */
const anchorPart = (of: Anchored) => `anchors-${of}`;
export const anchoredIn = (part: string): Anchored | undefined =>
  ANCHORED.find((of) => anchorPart(of) === part);

/** Each part of a scheme that has a form, in the order of the page. */
export const partsOf = (scheme: Scheme): string[] => [...new Set(fieldsOf(scheme).map(({ group }) => group))];

/** Who may be made to decide on a stage, by those who decide on any: people, and not the system. */
export const DECIDERS = [
  "officer",
  "cohort-administrator",
  "master-trainer",
] as const satisfies readonly Actor[];

/** Of an employer's own attestation besides. */
const OF_EMPLOYERS = ["attester", "training-department"] as const satisfies readonly Actor[];

/** Who may be made to decide under a scheme, or to say that a candidate is ready, where anybody must. */
export const decidersOf = ({ kind }: Pick<Scheme, "kind">): readonly Decider[] =>
  kind === "facilitator" ? [...DECIDERS, ...OF_EMPLOYERS] : DECIDERS;
export type Decider = (typeof DECIDERS | typeof OF_EMPLOYERS)[number];

export const PRACTICES = ["presentation", "micro-teaching"] as const;

const LIST_UNITS = ["parts", "schemes", "sections", "courses", "about", "criteria", "steps"] as const;
type ListUnit = (typeof LIST_UNITS)[number];
export const isList = (unit: Unit): unit is ListUnit => LIST_UNITS.some((one) => one === unit);
/** Of these none may be ticked. */
const MAY_BE_NONE: readonly ListUnit[] = ["sections", "courses", "about", "steps"];

const UNIT_OF: Readonly<Record<string, Unit>> = {
  assessors: "assessors",
  "second.share": "share",
  "second.marks": "count",
  "second.mean": "mark",
  "second.apart": "count",
  total: "share",
  mayMiss: "count",
  madeUp: "yes",
  share: "share",
  count: "count",
  localised: "yes",
  feedback: "yes",
  floor: "score",
  mean: "mark",
  pass: "share",
  firstFrom: "days",
  firstUntil: "days",
  resits: "count",
  resitFrom: "days",
  resitUntil: "days",
  near: "share",
  modules: "count",
  sections: "count",
  minutes: "minutes",
  observedMinutes: "minutes",
  atLeast: "count",
  shareOfPresent: "share",
  months: "months",
  withinMonths: "months",
  observed: "count",
  data: "yes",
  reported: "yes",
  coreModules: "count",
  withinDays: "days",
  practice: "practice",
  schemes: "schemes",
  each: "schemes",
  of: "criteria",
  coreSections: "sections",
};

/** What may be ticked of a list that is asked for. */
function choicesOf(scheme: Scheme, unit: Unit, param: string): readonly string[] | undefined {
  if (unit === "criteria") return CRITERIA;
  if (unit === "sections") return topicsOf(scheme.into ?? scheme.id);
  if (unit === "schemes") return param === "each" ? VOLUME_SCHEMES : schemesBeside(scheme);
  return undefined;
}

export const RENEWAL_UNITS: Record<keyof RenewalAsks, Unit> = {
  deliveries: "count",
  modulesLed: "count",
  refresherPass: "share",
  refresherMonths: "months",
  floor: "score",
  recentMonths: "months",
  participantMean: "mark",
  responses: "count",
  trainings: "count",
  calibrations: "count",
  difference: "mark",
};

const field = (
  [group, asked]: readonly [string, string | null],
  label: string,
  unit: Unit,
  path: Path,
  choices?: readonly string[],
): SchemeField => {
  // A place in the text is by number, its name by what stands there.
  const [, , , , ...within] = path;
  const name = path[0] !== "stages" ? path : asked ? [group, asked, ...within] : [group, ...path.slice(2)];
  return { name: name.join("."), group, asked, label, unit, path, ...(choices ? { choices } : {}) };
};

/** Courses that may be ticked, besides those that are already: of the programme, and as a refresher. */
export type CourseChoices = { ofProgramme: readonly string[]; refreshing: readonly string[] };
const NO_COURSES: CourseChoices = { ofProgramme: [], refreshing: [] };

export function fieldsOf(scheme: Scheme, courses: CourseChoices = NO_COURSES): SchemeField[] {
  const whole = (group: string, label: string, unit: Unit, ...path: Path) =>
    field([group, null], label, unit, path);
  return [
    ...(scheme.kind === "licence"
      ? []
      : [courseField("courses", "about", ["courses"], scheme.courses, courses.ofProgramme)]),
    whole("validity", "lasts", "months", "validity", "lasts", "months"),
    whole("validity", "until", "until", "validity", "lasts", "until"),
    whole("validity", "windowDays", "days", "validity", "windowDays"),
    whole("validity", "graceDays", "days", "validity", "graceDays"),
    whole("validity", "decideWithinDays", "days", "validity", "decideWithinDays"),
    whole("validity", "reminders", "reminders", "validity", "reminders"),
    ...renewalFields(scheme, courses),
    ...(scheme.stages.length > 0 && scheme.kind !== "licence"
      ? [
          whole("candidacy", "reapplyAfterDays", "days", "reapplyAfterDays"),
          whole("candidacy", "keepGatesMonths", "months", "keepGatesMonths"),
        ]
      : []),
    ...spelledOut(scheme).stages.flatMap((stage, index) => [
      ...stage.asks.flatMap((asked, which) =>
        fieldsOfAsked(scheme, [stage.id, askKey(asked)], asked, ["stages", index, "asks", which]),
      ),
      ...fieldsOfStage(scheme, stage, index),
    ]),
    ...(scheme.stages.some(({ asks }) => asks.some(({ kind }) => kind === "criteria-scored"))
      ? ANCHOR_FIELDS
      : []),
    ...(scheme.stages.some(({ asks }) => asks.some(({ kind }) => kind === "checklist"))
      ? checklistFields(scheme)
      : []),
  ];
}

const ANCHOR_FIELDS: readonly SchemeField[] = ANCHORED.flatMap((of) =>
  SCORES.flatMap((score) =>
    LOCALES.map((locale) =>
      field([anchorPart(of), null], "anchor", "anchor", ["anchors", of, String(score), locale]),
    ),
  ),
);

const checklistFields = ({ checklist }: Scheme): SchemeField[] => {
  const steps = stepsToChoose(checklist);
  return [
    ...(["asked", "critical"] as const).map((which) =>
      field(["checklist", null], `steps.${which}`, "steps", ["checklist", which], steps),
    ),
    ...steps.flatMap((step) =>
      LOCALES.map((locale) =>
        field(["checklist", null], "step", "step", ["checklist", "says", step, locale]),
      ),
    ),
  ];
};

/** Which parts a renewal may ask for at all. */
const renewalParts = ({ kind }: Scheme): readonly RenewalPart[] =>
  kind === "licence" ? [] : kind === "master-trainer" ? [...TRAINER_PARTS, ...MASTER_PARTS] : TRAINER_PARTS;

function courseField(
  label: string,
  unit: "courses" | "about",
  path: readonly [group: string, ...within: string[]],
  ticked: readonly string[] = [],
  offered: readonly string[],
): SchemeField {
  return field([path[0], null], label, unit, path, [...new Set([...ticked, ...offered])]);
}

function renewalFields(scheme: Scheme, courses: CourseChoices): SchemeField[] {
  const { parts, observedBy, trainings } = scheme.renewal;
  const choices = renewalParts(scheme);
  const figures = RENEWAL_PARTS.filter((part) => parts.includes(part)).flatMap((part) => PART_FIGURES[part]);
  const once = [...new Set(figures)].filter((figure) => !(observedBy === "checklist" && figure === "floor"));
  return [
    ...(choices.length > 0
      ? [field(["renewal", null], "renewal.parts", "parts", ["renewal", "parts"], choices)]
      : []),
    ...once.map((figure) =>
      field(["renewal", null], `renewal.${figure}`, RENEWAL_UNITS[figure], ["renewal", "asks", figure]),
    ),
    ...TEST_PARTS.filter((part) => parts.includes(part)).map((part) => {
      const named = NAMED_FOR[part];
      const ticked = testCourses(scheme, part);
      return courseField(`renewal.${named}`, "courses", ["renewal", named], ticked, courses.refreshing);
    }),
    ...(parts.includes("M1")
      ? [
          courseField(
            "renewal.trainingCourses",
            "courses",
            ["renewal", "trainings"],
            trainings,
            courses.ofProgramme,
          ),
        ]
      : []),
    ...(asksDeliveries(scheme)
      ? [field(["renewal", null], "renewal.activeMonths", "months", ["renewal", "activeMonths"])]
      : []),
    ...(scheme.kind === "facilitator"
      ? [
          field(
            ["renewal", null],
            "renewal.seenTopics",
            "sections",
            ["renewal", "seenTopics"],
            topicsOf(scheme.id),
          ),
        ]
      : []),
  ];
}

function fieldsOfAsked(
  scheme: Scheme,
  at: readonly [string, string],
  { kind, ...params }: Requirement,
  path: Path,
): SchemeField[] {
  return Object.entries(params).flatMap(([param, value]) => {
    const here = [...path, param];
    if (param === "minimums")
      return Object.keys(value as object).map((years) =>
        field(at, `years.${years}`, "years", [...here, years]),
      );
    if (param === "second")
      return Object.keys(value as object).map((part) =>
        field(at, `${kind}.second.${part}`, UNIT_OF[`second.${part}`]!, [...here, part]),
      );
    const unit = UNIT_OF[param];
    if (!unit) return [];
    const choices = choicesOf(scheme, unit, param);
    return unit === "sections" && choices?.length === 0
      ? []
      : [field(at, `${kind}.${param}`, unit, here, choices)];
  });
}

function fieldsOfStage({ kind }: Scheme, stage: Stage, index: number): SchemeField[] {
  const of = (label: string, unit: Unit, ...path: Path) =>
    field([stage.id, null], label, unit, ["stages", index, ...path]);
  const by = (label: string, unit: Unit) =>
    field([stage.id, null], label, unit, ["stages", index, label], decidersOf({ kind }));
  if (kind === "licence") return [];
  return [
    by("recommendedBy", "recommender"),
    ...(stage.decidedBy === "system" ? [] : [by("decidedBy", "who")]),
    ...(stage.panel === undefined ? [] : [of("panel", "yes", "panel")]),
    ...(stage.leaveWithin
      ? [
          of("leaveWithin", "months", "leaveWithin", "months"),
          of("extendMonths", "months", "leaveWithin", "extendMonths"),
        ]
      : []),
    ...(stage.repeat
      ? [of("repeatTimes", "count", "repeat", "times"), of("weakAtMost", "count", "repeat", "weakAtMost")]
      : []),
    ...LOCALES.map((locale) => of(`names.${locale}`, "name", "names", locale)),
  ];
}

// ── Reading and writing a place ─────────────────────────────────────────────────────────────────────

/** How long it lasts is one number and one day, whichever way it is stored. */
function lasting({ validity: { lasts } }: Scheme): { months: number; until: string | null } {
  if ("years" in lasts) return { months: lasts.years * 12, until: null };
  if ("months" in lasts) return { months: lasts.months, until: null };
  return { months: lasts.atLeastMonths, until: lasts.until };
}

/** Words a scheme may leave to the platform. */
export const isOwnWords = (unit: Unit): boolean => unit === "name" || unit === "anchor" || unit === "step";

/** Of a field of this very scheme; where it has no words of its own they are empty. */
export function valueOf(scheme: Scheme, { path, unit }: SchemeField): Value {
  if (path[1] === "lasts") return lasting(scheme)[path[2] as "months" | "until"];
  const found = path.reduce<unknown>(
    (part, step) => (part as Record<string | number, unknown> | undefined)?.[step],
    path[0] === "anchors" || path[0] === "checklist" ? scheme : spelledOut(scheme),
  ) as Value | undefined;
  return found ?? (isOwnWords(unit) ? "" : isList(unit) ? [] : null);
}

function lastsFor(scheme: Scheme, months: number, until: string | null): Scheme["validity"]["lasts"] {
  const before = lasting(scheme);
  if (before.months === months && before.until === until) return scheme.validity.lasts;
  if (until) return { until, atLeastMonths: months };
  return months % 12 === 0 ? { years: months / 12 } : { months };
}

/** The scheme with other figures; what is not said stays. */
export function withValues(scheme: Scheme, values: Readonly<Record<string, Value>>): Scheme {
  const changed = structuredClone(spelledOut(scheme));
  const { months, until } = lasting(scheme);
  for (const { name, path } of fieldsOf(scheme)) {
    const value = values[name];
    if (value === undefined || path[1] === "lasts") continue;
    // Words of a scheme's own may be the first there are.
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((part, step) => ((part as Record<string | number, unknown>)[step] ??= {}), changed);
    (holder as Record<string | number, Value>)[path.at(-1)!] = value;
  }
  for (const stage of changed.stages) stage.names = given(stage.names);
  changed.anchors = given(changed.anchors);
  changed.checklist = onTheList(changed.checklist);
  if (changed.courses?.length === 0) delete changed.courses;
  changed.validity.lasts = lastsFor(
    scheme,
    (values["validity.lasts.months"] as number | undefined) ?? months,
    values["validity.lasts.until"] === undefined ? until : (values["validity.lasts.until"] as string | null),
  );
  // Whoever lets go of a stage lets into the next.
  const [, ...later] = changed.stages;
  later.forEach((stage, index) => {
    stage.enteredBy = changed.stages[index]!.decidedBy;
  });
  return changed;
}

/** Of what is on it alone; nothing where nothing is. */
function onTheList(checklist: Scheme["checklist"]): Scheme["checklist"] {
  const { asked = [], critical = [], says } = checklist ?? {};
  if (asked.length === 0) return undefined;
  const listed = Object.fromEntries(asked.map((step) => [step, says?.[step] ?? {}]));
  return { asked, critical: critical.filter((step) => asked.includes(step)), says: given(listed) };
}

/** Without what was left empty, and without what then holds nothing. */
function given<Said extends object>(words: Said | undefined): Said | undefined {
  const said = Object.entries(words ?? {})
    .map(([key, one]: [string, unknown]) => [key, typeof one === "string" ? one : given(one as object)])
    .filter(([, one]) => one);
  return said.length > 0 ? (Object.fromEntries(said) as Said) : undefined;
}

// ── What another version changed ────────────────────────────────────────────────────────────────────

export type SchemeChange =
  | { kind: "figure"; field: SchemeField; before: Value; after: Value }
  | { kind: "added" | "removed"; stage: string; asked: Requirement }
  | { kind: "order"; stage: string };

/** In the order of the form. A figure of something that is asked only now stands with what is added. */
export function changesBetween(before: Scheme, after: Scheme): SchemeChange[] {
  const known = new Map(fieldsOf(before).map((own) => [own.name, valueOf(before, own)]));
  const figures = fieldsOf(after).flatMap((own): SchemeChange[] => {
    const now = valueOf(after, own);
    const old = known.get(own.name) ?? (own.unit === "yes" ? false : null);
    const isNew = !known.has(own.name) && own.asked !== null;
    if (isNew || JSON.stringify(old) === JSON.stringify(now)) return [];
    return [{ kind: "figure", field: own, before: old, after: now }];
  });
  return [...figures, ...after.stages.flatMap((stage) => changesIn(stage, before))];
}

function changesIn({ id: stage, asks: now }: Stage, { stages }: Scheme): SchemeChange[] {
  const old = stages.find(({ id }) => id === stage)?.asks ?? [];
  const [newKeys, oldKeys] = [now.map(askKey), old.map(askKey)];
  const staying = (keys: readonly string[], other: readonly string[]) =>
    keys.filter((key) => other.includes(key)).join();
  return [
    ...now
      .filter((asked) => !oldKeys.includes(askKey(asked)))
      .map((asked) => ({ kind: "added" as const, stage, asked })),
    ...old
      .filter((asked) => !newKeys.includes(askKey(asked)))
      .map((asked) => ({ kind: "removed" as const, stage, asked })),
    ...(staying(newKeys, oldKeys) === staying(oldKeys, newKeys) ? [] : [{ kind: "order" as const, stage }]),
  ];
}

/** For the trail: what was changed, without its figures. */
export const changeName = (change: SchemeChange): string => {
  switch (change.kind) {
    case "figure":
      return change.field.name;
    case "order":
      return `${change.stage} order`;
    default:
      return `${change.stage} ${change.kind} ${askKey(change.asked)}`;
  }
};

// ── Typed ───────────────────────────────────────────────────────────────────────────────────────────

/** How much is too much is said in one place: where the text is held against its form (scheme-text.ts). */
const whole = z
  .string()
  .regex(/^\d{1,5}$/, "form:whole-number")
  .transform(Number);

/** A day every year has: 29 February is none. */
const A_COMMON_YEAR = "2027";

const TYPED: Record<Exclude<Unit, ListUnit | "who" | "recommender">, z.ZodType<Value, string>> = {
  count: whole,
  assessors: whole,
  years: whole,
  days: whole,
  months: whole,
  minutes: whole,
  score: whole,
  share: Hundredths(0, 100),
  mark: Hundredths(0, 5),
  yes: z.enum(["yes", "no"]).transform((said) => said === "yes"),
  practice: z.enum(PRACTICES),
  name: z.string().max(80),
  anchor: z.string().max(LONGEST_ANCHOR),
  step: z.string().max(LONGEST_ANCHOR),
  until: z
    .string()
    .refine((text) => text === "" || isCalendarDay(`${A_COMMON_YEAR}-${text}`), "form:day-of-year")
    .transform((text) => text || null),
  reminders: z
    .string()
    .regex(/^\s*[-+]?\d{1,4}(\s*[,;]\s*[-+]?\d{1,4})*\s*$/, "form:list-of-days")
    .transform((text) => [...new Set(text.split(/[,;]/).map(Number))].sort((a, b) => a - b)),
};

/** Ticked from a list. */
const ticked = (unit: ListUnit, choices: readonly string[]) =>
  z
    .array(z.string().refine((one) => choices.includes(one), "form:choose"))
    .default([])
    .refine((list) => MAY_BE_NONE.includes(unit) || list.length > 0, "form:choose")
    .transform((list) => choices.filter((one) => list.includes(one)));

const typed = ({ unit, choices = [] }: SchemeField): z.ZodType<Value> => {
  if (isList(unit)) return ticked(unit, choices);
  if (unit === "who") return z.enum(choices);
  if (unit === "recommender") return z.enum(["", ...choices]).transform((who) => who || null);
  return TYPED[unit];
};

/** As it stands in the form: of a list, what is ticked. */
export function typedValue(value: Value, unit: Unit): string | string[] {
  if (isList(unit)) return [...(value as readonly string[])];
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") return value.join(", ");
  return unit === "share" || unit === "mark" ? String(Number(value) / 100) : String(value);
}

type Fault = [field: string, key: string];

/** Figures that are each right and cannot all hold. */
function faults(scheme: Scheme): Fault[] {
  const { windowDays, graceDays, reminders, lasts } = scheme.validity;
  const { months } = lasting(scheme);
  const { parts } = scheme.renewal;
  const found: Fault[] = [];
  const twice = coursesTwice(scheme);
  for (const own of fieldsOf(scheme).filter(({ unit }) => unit === "courses" || unit === "about"))
    if ((valueOf(scheme, own) as readonly string[]).some((one) => twice.includes(one)))
      found.push([own.name, "first-course"]);
  if (months === 0) found.push(["validity.lasts.months", "lasts-something"]);
  if (months > ("years" in lasts ? 240 : 120)) found.push(["validity.lasts.months", "lasts-too-long"]);
  if (windowDays >= months * 28) found.push(["validity.windowDays", "window-within"]);
  if (reminders.some((days) => days > graceDays)) found.push(["validity.reminders", "reminders-within"]);
  if ("until" in lasts && ["02-30", "02-31", "04-31", "06-31", "09-31", "11-31"].includes(lasts.until))
    found.push(["validity.lasts.until", "day-of-year"]);
  if (parts.length > 0 && !parts.includes("R6")) found.push(["renewal.parts", "renewal-without-findings"]);
  for (const { id, asks } of scheme.stages)
    for (const asked of asks) {
      if (asked.kind !== "exam") continue;
      const at = (param: string) => `${id}.exam.${param}`;
      if (asked.firstUntil < asked.firstFrom) found.push([at("firstUntil"), "end-before-start"]);
      if (asked.resitUntil < asked.resitFrom) found.push([at("resitUntil"), "end-before-start"]);
    }
  return found;
}

/** The form of some fields, or of all: reads what was typed into their values, which the text takes and which all can hold. */
export const valuesForm = (scheme: Scheme, fields: readonly SchemeField[] = fieldsOf(scheme)) =>
  z
    .object(Object.fromEntries(fields.map((own) => [own.name, typed(own)])))
    // Only what was read whole is held against the rest.
    .transform((values) => values)
    .superRefine((values, context) => {
      const changed = withValues(scheme, values);
      for (const issue of issuesOf(changed)) {
        const own = fields.find(({ path }) => path.every((step, at) => issue.path[at] === step));
        if (own) context.addIssue({ ...issue, path: [own.name] });
      }
      for (const [name, key] of faults(changed))
        if (fields.some((own) => own.name === name))
          context.addIssue({ code: "custom", path: [name], message: `form:${key}` });
    });

/** The fields of one part; `but` is a requirement that is taken away with the same form. */
export const fieldsOfPart = (
  scheme: Scheme,
  part: string,
  { but, courses }: { but?: string | undefined; courses?: CourseChoices } = {},
): SchemeField[] =>
  fieldsOf(scheme, courses).filter(({ group, asked }) => group === part && (!but || asked !== but));
