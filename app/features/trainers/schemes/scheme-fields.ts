import * as z from "zod";
import {
  ASSESSORS,
  SECOND_RATING,
  type Actor,
  type RenewalAsks,
  type RenewalPart,
  type Scheme,
} from "./scheme.ts";

/*
 * What an officer may change of a scheme: a list of figures, each with its place in the text. The form, what is wrong with
 * it, and what a version changed all follow from this list; the stages and what they ask are the machine's (ADR 0028).
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
  | "until"
  | "reminders";
type Path = readonly (string | number)[];
type Value = number | boolean | string | null | readonly number[];

export type SchemeField = {
  /** As the form sends it. */
  name: string;
  /** Under which heading: a stage, or one of the three that are of no stage. */
  group: string;
  /** Which sentence names it, under `schemes.field.`. */
  label: string;
  unit: Unit;
  path: Path;
};

/** Who may be made to decide on a stage, by those who decide on any: people, and not the system. */
export const DECIDERS = [
  "officer",
  "cohort-administrator",
  "master-trainer",
] as const satisfies readonly Actor[];

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
};

const RENEWAL_FIELDS: readonly (readonly [RenewalPart, keyof RenewalAsks, Unit])[] = [
  ["R1", "deliveries", "count"],
  ["R1", "modulesLed", "count"],
  ["R2", "refresherPass", "share"],
  ["R2", "refresherMonths", "months"],
  ["R3", "floor", "score"],
  ["R3", "recentMonths", "months"],
  ["R5", "participantMean", "mark"],
  ["R5", "responses", "count"],
  ["M1", "trainings", "count"],
  ["M3", "refresherPass", "share"],
  ["M3", "refresherMonths", "months"],
  ["M4", "calibrations", "count"],
  ["M4", "difference", "mark"],
];

/** With the figures that hold where a version says nothing of them. */
const spelledOut = (scheme: Scheme): Scheme => ({
  ...scheme,
  stages: scheme.stages.map((stage) => ({
    ...stage,
    ...(stage.decidedBy === "officer" && scheme.kind !== "licence" ? { panel: stage.panel ?? false } : {}),
    asks: stage.asks.map((asked) =>
      asked.kind === "criteria-scored"
        ? { ...asked, assessors: asked.assessors ?? ASSESSORS, second: asked.second ?? SECOND_RATING }
        : asked,
    ),
  })),
});

export function fieldsOf(scheme: Scheme): SchemeField[] {
  const of = (group: string, label: string, unit: Unit, ...path: Path): SchemeField => ({
    name: path.join("-"),
    group,
    label,
    unit,
    path,
  });
  const checklist = scheme.renewal.observedBy === "checklist";
  const licence = scheme.kind === "licence";
  return [
    of("validity", "lasts", "months", "validity", "lasts", "months"),
    of("validity", "until", "until", "validity", "lasts", "until"),
    of("validity", "windowDays", "days", "validity", "windowDays"),
    of("validity", "graceDays", "days", "validity", "graceDays"),
    of("validity", "decideWithinDays", "days", "validity", "decideWithinDays"),
    of("validity", "reminders", "reminders", "validity", "reminders"),
    ...RENEWAL_FIELDS.filter(
      ([part, asked]) => scheme.renewal.parts.includes(part) && !(checklist && asked === "floor"),
    ).map(([, asked, unit]) => of("renewal", `renewal.${asked}`, unit, "renewal", "asks", asked)),
    ...(scheme.stages.length > 0 && !licence
      ? [
          of("candidacy", "reapplyAfterDays", "days", "reapplyAfterDays"),
          of("candidacy", "keepGatesMonths", "months", "keepGatesMonths"),
        ]
      : []),
    ...spelledOut(scheme).stages.flatMap((stage, index) => [
      ...stage.asks.flatMap((asked, which) => {
        const { kind, ...params } = asked;
        return Object.entries(params).flatMap(([param, value]) => {
          const path = ["stages", index, "asks", which, param];
          if (param === "minimums")
            return Object.keys(value as object).map((years) =>
              of(stage.id, `years.${years}`, "years", ...path, years),
            );
          if (param === "second")
            return Object.keys(value as object).map((part) =>
              of(stage.id, `${kind}.second.${part}`, UNIT_OF[`second.${part}`]!, ...path, part),
            );
          const unit = UNIT_OF[param];
          return unit ? [of(stage.id, `${kind}.${param}`, unit, ...path)] : [];
        });
      }),
      ...(stage.decidedBy === "system" || licence
        ? []
        : [of(stage.id, "decidedBy", "who", "stages", index, "decidedBy")]),
      ...(stage.panel === undefined ? [] : [of(stage.id, "panel", "yes", "stages", index, "panel")]),
      ...(stage.leaveWithin
        ? [
            of(stage.id, "leaveWithin", "months", "stages", index, "leaveWithin", "months"),
            of(stage.id, "extendMonths", "months", "stages", index, "leaveWithin", "extendMonths"),
          ]
        : []),
      ...(stage.repeat
        ? [
            of(stage.id, "repeatTimes", "count", "stages", index, "repeat", "times"),
            of(stage.id, "weakAtMost", "count", "stages", index, "repeat", "weakAtMost"),
          ]
        : []),
    ]),
  ];
}

// ── Reading and writing a place ─────────────────────────────────────────────────────────────────────

/** How long it lasts is one number and one day, whichever way it is stored. */
function lasting({ validity: { lasts } }: Scheme): { months: number; until: string | null } {
  if ("years" in lasts) return { months: lasts.years * 12, until: null };
  if ("months" in lasts) return { months: lasts.months, until: null };
  return { months: lasts.atLeastMonths, until: lasts.until };
}

export function valueOf(scheme: Scheme, { path }: SchemeField): Value {
  if (path[1] === "lasts") return lasting(scheme)[path[2] as "months" | "until"];
  return path.reduce<unknown>(
    (part, step) => (part as Record<string | number, unknown>)[step],
    spelledOut(scheme),
  ) as Value;
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
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], changed);
    (holder as Record<string | number, Value>)[path.at(-1)!] = value;
  }
  changed.validity.lasts = lastsFor(
    scheme,
    (values["validity-lasts-months"] as number | undefined) ?? months,
    values["validity-lasts-until"] === undefined ? until : (values["validity-lasts-until"] as string | null),
  );
  // Whoever lets go of a stage lets into the next.
  const [, ...later] = changed.stages;
  later.forEach((stage, index) => {
    stage.enteredBy = changed.stages[index]!.decidedBy;
  });
  return changed;
}

export type SchemeChange = { field: SchemeField; before: Value; after: Value };

/** What another version changed, in the order of the form. */
export const changesBetween = (before: Scheme, after: Scheme): SchemeChange[] =>
  fieldsOf(after).flatMap((field) => {
    const [old, now] = [valueOf(before, field), valueOf(after, field)];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ field, before: old, after: now }];
  });

// ── Typed ───────────────────────────────────────────────────────────────────────────────────────────

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, "form:whole-number")
    .transform(Number)
    .pipe(z.number().min(least).max(most));
/** "72.5" or "3,5", stored in hundredths. */
const hundredths = (most: number) =>
  z
    .string()
    .regex(/^\d{1,3}([.,]\d{1,2})?$/, "form:number")
    .transform((text) => Number(text.replace(",", ".")))
    .pipe(z.number().max(most))
    .transform((value) => Math.round(value * 100));

const TYPED: Record<Unit, z.ZodType<Value, string>> = {
  count: whole(0, 100),
  assessors: whole(1, 2),
  years: whole(0, 60),
  days: whole(0, 3650),
  months: whole(0, 120),
  minutes: whole(0, 6000),
  score: whole(0, 5),
  share: hundredths(100),
  mark: hundredths(5),
  yes: z.enum(["yes", "no"]).transform((said) => said === "yes"),
  who: z.enum(DECIDERS),
  until: z
    .string()
    .regex(/^(|(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]|30|31))$/, "form:day-of-year")
    .transform((text) => text || null),
  reminders: z
    .string()
    .regex(/^\s*[-+]?\d{1,4}(\s*[,;]\s*[-+]?\d{1,4})*\s*$/, "form:list-of-days")
    .transform((text) => [...new Set(text.split(/[,;]/).map(Number))].sort((a, b) => a - b)),
};

/** As it stands in the form. */
export function typedValue(value: Value, unit: Unit): string {
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
  const found: Fault[] = [];
  if (months === 0) found.push(["validity-lasts-months", "lasts-something"]);
  if (windowDays >= months * 28) found.push(["validity-windowDays", "window-within"]);
  if (reminders.some((days) => days > graceDays)) found.push(["validity-reminders", "reminders-within"]);
  if ("until" in lasts && ["02-30", "02-31", "04-31", "06-31", "09-31", "11-31"].includes(lasts.until))
    found.push(["validity-lasts-until", "day-of-year"]);
  scheme.stages.forEach(({ asks }, index) =>
    asks.forEach((asked, which) => {
      if (asked.kind !== "exam") return;
      const at = (param: string) => `stages-${index}-asks-${which}-${param}`;
      if (asked.firstUntil < asked.firstFrom) found.push([at("firstUntil"), "end-before-start"]);
      if (asked.resitUntil < asked.resitFrom) found.push([at("resitUntil"), "end-before-start"]);
    }),
  );
  return found;
}

/** The form of a scheme: reads what was typed into the scheme with other figures. */
export const schemeForm = (scheme: Scheme) =>
  z
    .object(Object.fromEntries(fieldsOf(scheme).map(({ name, unit }) => [name, TYPED[unit]])))
    .transform((values) => withValues(scheme, values as Record<string, Value>))
    .superRefine((changed, context) => {
      for (const [field, key] of faults(changed))
        context.addIssue({ code: "custom", path: [field], message: `form:${key}` });
    });
