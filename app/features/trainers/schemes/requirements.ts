import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Step } from "./checklist.ts";
import { below, CRITERIA, meanReaches, unscored, type Scores } from "./criteria.ts";
import type { Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import { mayAskForRemarking, remarkableUntil } from "#app/features/trainers/exams/remarking.ts";
import type { Requirement } from "./scheme.ts";

/*
 * What a stage asks, held against what is recorded. Each thing that is missing names itself, what there is, what is
 * needed, until when, and how it is cured; the same answer draws the candidate's checklist and refuses an act.
 */

/** One sitting of the exam; the score in hundredths of a percent. */
export type Sitting = {
  on: CalendarDay;
  releasedOn: CalendarDay | null;
  score: number;
  /** What it was about; left out, all of the scheme. */
  topics?: readonly string[] | undefined;
  /** The candidate asked for another marking of it; `score` is that of the last one. */
  remarking?: "asked" | "done";
};
export type Practice = {
  practice: "presentation" | "micro-teaching";
  on: CalendarDay;
  localised: boolean;
  feedback: boolean;
  scores: Scores;
};
export type AssessmentForm = { on: CalendarDay; assessorId: string; scores: Scores; ready: boolean };
/** What was led in public courses: one row for each module led. */
export type ModuleLed = { moduleId: string; sectionId: string; minutes: number };
/** A whole course led, as its report tells; marks of 1 to 5 in hundredths, summed over those who answered. */
export type Cycle = {
  on: CalendarDay;
  observedBy: string | null;
  /** Both tests, before and after, are there. */
  data: boolean;
  reported: boolean;
  responses: number;
  marks: number;
};
export type Feedback = { responses: number; marks: number; present: number };

export type Refresher = { on: CalendarDay; score: number };

/** What is recorded of a candidate in one stage. */
export type StageFacts = {
  enrolledOn: CalendarDay | null;
  /** The last course day, from which the exam is counted. */
  endedOn: CalendarDay | null;
  ledByMasterTrainer: boolean;
  halfDays: { missed: number; madeUp: number };
  debriefs: { attended: number; held: number };
  practices: readonly Practice[];
  form: AssessmentForm | null;
  sittings: readonly Sitting[];
  /** A later last day for the next sitting, given by the officer to somebody who was excused. */
  excusedUntil: CalendarDay | null;
  led: readonly ModuleLed[];
  observedMinutes: number;
  /** Of the deciding observation; after a repeat, as they stand with what was scored again. */
  scores: Scores;
  feedback: Feedback | null;
  cycles: readonly Cycle[];
  /** Of which scheme the training was, once for each that was led beside a master trainer. */
  mentored: readonly string[];
  /** One taken elsewhere. */
  refresher: Refresher | null;
  report: "missing" | "filed" | "accepted";
  /** `topics`: what the session was about, where it was said. */
  checklist: {
    done: number;
    steps: number;
    criticalMissed: number;
    /** Which, where they were ticked one by one. */
    missed?: readonly Step[] | undefined;
    topics?: readonly string[] | undefined;
  } | null;
  bars: readonly Bar[];
};

/** Valid today, and without a gap since. */
export type Held = { schemeId: string; since: CalendarDay };

export type CandidateFacts = {
  selection: { total: number; parts: Readonly<Record<string, number>> } | null;
  /** One for each that was handed in. */
  documents: readonly string[];
  /** What the register says of the candidate today; left out where the scheme does not ask. */
  held?: readonly Held[];
  /** Refreshers taken here; left out where the scheme does not ask. */
  refreshers?: readonly Refresher[];
  /** What a candidate who came with papers was tested in. */
  tested?: readonly string[];
  stages: Readonly<Record<string, StageFacts>>;
};

/** How what is missing is mended, or who may waive it. */
export type Cure =
  "do" | "wait" | "repeat" | "another-form" | "reapply" | "other-assessor" | "officer-may-waive";

export type Unmet = {
  kind: Requirement["kind"];
  /** Which sentence says it: a locale key under `trainers.unmet.`. */
  says: string;
  have: number;
  need: number;
  what: readonly string[];
  /** Of a checklist, the steps that were missed. */
  steps?: readonly Step[] | undefined;
  by: CalendarDay | null;
  cure: Cure;
};

/** Whether it is the assessment that decides: somebody sees the candidate train, who has not trained them (domain §0a). */
export const isDeciding = (requirement: Requirement): boolean =>
  requirement.kind === "criteria-scored" ||
  requirement.kind === "checklist" ||
  (requirement.kind === "cycles" && requirement.observed > 0);

/** To leave the course the form is filed, whatever it says (T5); what it says is asked where it is decided on (T6, T7). */
export const isFiledOnly = ({ mean, floor }: Extract<Requirement, { kind: "assessment-form" }>): boolean =>
  mean === 0 && floor === 0;

/** Whether what is missing of it may be more than the candidate can still do: `unmet` says so with its cure. */
export const mayBeFinal = (requirement: Requirement): boolean => {
  if (requirement.kind === "feedback") return requirement.mean > 0;
  if (requirement.kind === "assessment-form") return !isFiledOnly(requirement);
  return FINAL.includes(requirement.kind);
};

const FINAL: readonly Requirement["kind"][] = [
  "selection",
  "held",
  "attendance",
  "last-micro-teaching",
  "exam",
  "criteria-floor",
  "checklist",
];

export const NOTHING_YET: StageFacts = {
  enrolledOn: null,
  endedOn: null,
  ledByMasterTrainer: false,
  halfDays: { missed: 0, madeUp: 0 },
  debriefs: { attended: 0, held: 0 },
  practices: [],
  form: null,
  sittings: [],
  excusedUntil: null,
  led: [],
  observedMinutes: 0,
  scores: {},
  feedback: null,
  cycles: [],
  mentored: [],
  refresher: null,
  report: "missing",
  checklist: null,
  bars: [],
};

export function unmet(
  requirement: Requirement,
  facts: CandidateFacts,
  stageId: string,
  today: CalendarDay,
): Unmet[] {
  const stage = facts.stages[stageId] ?? NOTHING_YET;
  const missing = (says: string, more: Partial<Omit<Unmet, "kind" | "says">> = {}): Unmet => ({
    kind: requirement.kind,
    says,
    have: 0,
    need: 0,
    what: [],
    by: null,
    cure: "do",
    ...more,
  });
  const unless = (met: boolean, ...otherwise: Parameters<typeof missing>): Unmet[] =>
    met ? [] : [missing(...otherwise)];

  switch (requirement.kind) {
    case "selection": {
      const { selection } = facts;
      if (!selection) return [missing("selection.none")];
      const short = Object.entries(requirement.minimums)
        .filter(([part, least]) => (selection.parts[part] ?? 0) < least)
        .map(([part]) => part);
      return [
        ...unless(short.length === 0, "selection.minimum", { what: short, cure: "officer-may-waive" }),
        ...unless(selection.total >= requirement.total, "selection.total", {
          have: selection.total,
          need: requirement.total,
          cure: "officer-may-waive",
        }),
      ];
    }
    // An organisation's (licences/qualification.ts).
    case "trainers-in-force":
    case "reports-filed":
    case "contact":
      return [];
    case "document": {
      const { document, count = 1 } = requirement;
      const have = facts.documents.filter((handedIn) => handedIn === document).length;
      return count > 1
        ? unless(have >= count, "documents", { what: [document], have, need: count })
        : unless(have > 0, "document", { what: [document] });
    }
    case "held":
      return unmetHeld(requirement, facts.held ?? [], today, missing);
    case "cycles":
      return unmetCycles(requirement, stage.cycles, missing);
    case "mentored": {
      const held = requirement.each.filter((id) => facts.held?.some(({ schemeId }) => schemeId === id));
      const asked = held.length > 0 ? held : requirement.each.slice(0, 1);
      return asked.flatMap((schemeId) => {
        const have = stage.mentored.filter((of) => of === schemeId).length;
        return unless(have >= requirement.count, "mentored", {
          what: [schemeId],
          have,
          need: requirement.count,
        });
      });
    }
    case "refresher": {
      const taken = [...(facts.refreshers ?? []), ...(stage.refresher ? [stage.refresher] : [])];
      const recent = taken.filter(({ on }) => addMonths(on, requirement.withinMonths) >= today);
      const best = recent.reduce((most, { score }) => Math.max(most, score), 0);
      if (taken.length === 0) return [missing("refresher.none")];
      if (recent.length === 0) return [missing("refresher.old", { need: requirement.withinMonths })];
      return unless(best >= requirement.pass, "refresher.score", { have: best, need: requirement.pass });
    }
    case "enrolled":
      return unless(stage.enrolledOn !== null && stage.enrolledOn <= today, "enrolled");
    case "led-by-master-trainer":
      return unless(stage.ledByMasterTrainer, "ledByMasterTrainer");
    case "attendance": {
      const { missed, madeUp } = stage.halfDays;
      const owed = requirement.madeUp ? missed - madeUp : 0;
      return [
        ...unless(missed <= requirement.mayMiss, "attendance.missed", {
          have: missed,
          need: requirement.mayMiss,
          cure: "officer-may-waive",
        }),
        ...unless(missed > requirement.mayMiss || owed <= 0, "attendance.makeUp", {
          have: madeUp,
          need: missed,
        }),
      ];
    }
    case "debriefs": {
      const { attended, held } = stage.debriefs;
      const met = held > 0 && attended * 10_000 >= requirement.share * held;
      return unless(met, "debriefs", {
        have: attended,
        need: Math.ceil((requirement.share * held) / 10_000),
      });
    }
    case "practice": {
      const counted = stage.practices.filter(
        ({ practice, localised, feedback }) =>
          practice === requirement.practice &&
          (localised || !requirement.localised) &&
          (feedback || !requirement.feedback),
      ).length;
      return unless(counted >= requirement.count, `practice.${requirement.practice}`, {
        have: counted,
        need: requirement.count,
      });
    }
    case "last-micro-teaching": {
      const last = stage.practices.filter(({ practice }) => practice === "micro-teaching").at(-1);
      if (!last) return [missing("lastMicroTeaching.none")];
      const weak = [
        ...unscored(last.scores, requirement.of),
        ...below(last.scores, requirement.floor, requirement.of),
      ];
      return unless(weak.length === 0, "lastMicroTeaching.below", {
        what: weak,
        need: requirement.floor,
        cure: "repeat",
      });
    }
    case "assessment-form": {
      const { form } = stage;
      if (!form) return [missing("form.none", { cure: "wait" })];
      if (isFiledOnly(requirement)) return [];
      if (!form.ready) return [missing("form.notReady", { cure: "another-form" })];
      const weak = below(form.scores, requirement.floor);
      return [
        ...unless(weak.length === 0, "form.below", {
          what: weak,
          need: requirement.floor,
          cure: "another-form",
        }),
        ...unless(requirement.mean === 0 || meanReaches(form.scores, requirement.mean), "form.mean", {
          need: requirement.mean,
          cure: "another-form",
        }),
      ];
    }
    case "exam":
      return unmetExam(requirement, stage, today, missing);
    case "delivery": {
      const sections = new Set(stage.led.map(({ sectionId }) => sectionId)).size;
      const modules = new Set(stage.led.map(({ moduleId }) => moduleId)).size;
      const { coreModules = 0, coreSections = [] } = requirement;
      const inCore = stage.led.filter(({ sectionId }) => coreSections.includes(sectionId));
      const core = new Set(inCore.map(({ moduleId }) => moduleId)).size;
      const minutes = stage.led.reduce((sum, led) => sum + led.minutes, 0);
      return [
        ...unless(modules >= requirement.modules, "delivery.modules", {
          have: modules,
          need: requirement.modules,
        }),
        ...unless(sections >= requirement.sections, "delivery.sections", {
          have: sections,
          need: requirement.sections,
        }),
        ...unless(minutes >= requirement.minutes, "delivery.minutes", {
          have: minutes,
          need: requirement.minutes,
        }),
        ...unless(stage.observedMinutes >= requirement.observedMinutes, "delivery.observed", {
          have: stage.observedMinutes,
          need: requirement.observedMinutes,
        }),
        ...unless(core >= coreModules, "delivery.core", { have: core, need: coreModules }),
      ];
    }
    case "criteria-scored": {
      const open = unscored(stage.scores);
      return unless(open.length === 0, "criteria.unscored", {
        what: open,
        have: CRITERIA.length - open.length,
        need: 12,
      });
    }
    case "criteria-floor": {
      const weak = [...unscored(stage.scores), ...below(stage.scores, requirement.floor)];
      return unless(weak.length === 0, "criteria.below", {
        what: weak,
        need: requirement.floor,
        cure: "repeat",
      });
    }
    case "feedback": {
      const { responses, marks, present } = stage.feedback ?? { responses: 0, marks: 0, present: 0 };
      const need = Math.min(requirement.atLeast, Math.ceil((requirement.shareOfPresent * present) / 10_000));
      const enough = stage.feedback !== null && responses > 0 && responses >= need;
      return [
        ...unless(enough, "feedback.few", { have: responses, need: Math.max(1, need) }),
        ...unless(!enough || marks >= requirement.mean * responses, "feedback.mean", {
          have: responses > 0 ? Math.floor(marks / responses) : 0,
          need: requirement.mean,
          cure: "repeat",
        }),
      ];
    }
    case "report":
      return unless(stage.report === "accepted", `report.${stage.report}`, {
        cure: stage.report === "filed" ? "wait" : "do",
      });
    case "checklist": {
      const { checklist } = stage;
      if (!checklist) return [missing("checklist.none")];
      const { done, steps, criticalMissed, missed } = checklist;
      return [
        ...unless(criticalMissed === 0, missed ? "checklist.criticalNamed" : "checklist.critical", {
          have: criticalMissed,
          ...(missed && { steps: missed.filter(({ critical }) => critical) }),
          cure: "repeat",
        }),
        ...unless(
          done * 10_000 >= requirement.share * steps,
          missed ? "checklist.shareNamed" : "checklist.share",
          {
            have: done,
            need: Math.ceil((requirement.share * steps) / 10_000),
            ...(missed && { steps: missed }),
            cure: "repeat",
          },
        ),
        ...unless(sawWhatWasTested(facts, checklist.topics), "checklist.topics", { cure: "repeat" }),
      ];
    }
    case "impartial": {
      const bars = [...new Set(Object.values(facts.stages).flatMap((one) => one.bars))];
      return unless(bars.length === 0, "impartial", { what: bars, cure: "other-assessor" });
    }
  }
}

/** What the test was about that let the candidate through; null: all of the scheme, or nobody said. */
export const testedTopics = ({ stages, tested = [] }: CandidateFacts): readonly string[] | null => {
  const last = Object.values(stages)
    .flatMap(({ sittings }) => sittings)
    .at(-1);
  return last?.topics ?? (tested.length > 0 && !last ? tested : null);
};

/** What the observed session was about; null: nobody said. */
export const observedTopics = ({ stages }: CandidateFacts): readonly string[] | null =>
  Object.values(stages)
    .flatMap(({ checklist }) => checklist ?? [])
    .at(-1)?.topics ?? null;

/** A session about something they were never tested in shows nothing of what they are attested for. */
function sawWhatWasTested(facts: CandidateFacts, observed: readonly string[] | undefined): boolean {
  const tested = testedTopics(facts);
  return !observed || tested === null || observed.some((topic) => tested.includes(topic));
}

/**
 * The days on which what is missing of it changes though nothing was written down; null: any day, since it is asked of the
 * register.
 */
export function turningDays(requirement: Requirement, stage: StageFacts): readonly CalendarDay[] | null {
  switch (requirement.kind) {
    case "held":
    case "mentored":
    case "refresher":
      return null;
    case "enrolled":
      return stage.enrolledOn ? [stage.enrolledOn] : [];
    case "exam": {
      const days = sittingDays(requirement, stage);
      const lastDays = "until" in days ? [days.until] : [];
      const asked = remarkableUntil(stage.sittings, requirement.pass);
      return [
        ...("from" in days ? [days.from] : []),
        ...[...lastDays, ...(asked ? [asked] : [])].map((day) => addDays(day, 1)),
      ];
    }
    default:
      return [];
  }
}

// ── What was held and done before ───────────────────────────────────────────────────────────────────

type Missing = (says: string, more?: Partial<Omit<Unmet, "kind" | "says">>) => Unmet;

/** Held long enough, by the one held longest; who holds none cannot go on. */
function unmetHeld(
  { schemes, months }: Extract<Requirement, { kind: "held" }>,
  held: readonly Held[],
  today: CalendarDay,
  missing: Missing,
): Unmet[] {
  const since = held.filter(({ schemeId }) => schemes.includes(schemeId)).map((one) => one.since);
  const [longest] = since.sort();
  if (!longest) return [missing("held.none", { what: schemes, cure: "reapply" })];
  const from = addMonths(longest, months);
  return from <= today ? [] : [missing("held.months", { need: months, by: from, cure: "wait" })];
}

/** Those that count, and of them as many as lie within the months of each other. */
function unmetCycles(
  asked: Extract<Requirement, { kind: "cycles" }>,
  cycles: readonly Cycle[],
  missing: Missing,
): Unmet[] {
  const counting = cycles.filter(
    ({ data, reported }) => (data || !asked.data) && (reported || !asked.reported),
  );
  const from = ({ on }: Cycle) =>
    counting.filter(
      (other) => other.on >= on && (asked.withinMonths === 0 || other.on < addMonths(on, asked.withinMonths)),
    );
  const runs = asked.withinMonths === 0 ? [counting] : counting.map(from);
  const seen = (run: readonly Cycle[]) => run.filter(({ observedBy }) => observedBy !== null).length;
  // Of two runs as long as asked, the one that was observed more counts.
  const worth = (run: readonly Cycle[]) =>
    Math.min(run.length, asked.count) * 1000 + Math.min(seen(run), asked.observed);
  const best = runs.reduce<readonly Cycle[]>((one, run) => (worth(run) > worth(one) ? run : one), []);
  const responses = best.reduce((sum, cycle) => sum + cycle.responses, 0);
  const marks = best.reduce((sum, cycle) => sum + cycle.marks, 0);
  const meanMissed = asked.mean > 0 && (responses === 0 || marks < asked.mean * responses);
  return [
    ...(best.length < asked.count ? [missing("cycles.few", { have: best.length, need: asked.count })] : []),
    ...(seen(best) < asked.observed
      ? [missing("cycles.observed", { have: seen(best), need: asked.observed })]
      : []),
    ...(meanMissed && best.length > 0
      ? [
          missing("cycles.mean", {
            have: responses > 0 ? Math.floor(marks / responses) : 0,
            need: asked.mean,
          }),
        ]
      : []),
  ];
}

/** A certification and the periods before it, as far as they join without a day between. */
export function heldSince(
  schemeId: string,
  periods: readonly { schemeId: string; validFrom: CalendarDay; validUntil: CalendarDay }[],
  today: CalendarDay,
): CalendarDay | null {
  const own = periods.filter((period) => period.schemeId === schemeId && period.validFrom <= today);
  let since: CalendarDay = addDays(today, 1);
  for (;;) {
    const joined = own.filter(
      ({ validFrom, validUntil }) => validFrom < since && addDays(validUntil, 1) >= since,
    );
    const [earliest] = joined.map(({ validFrom }) => validFrom).sort();
    if (!earliest) return since > today ? null : since;
    since = earliest;
  }
}

// ── The exam ────────────────────────────────────────────────────────────────────────────────────────

type Exam = Extract<Requirement, { kind: "exam" }>;

/** The days on which a candidate may sit next, or why never again. */
export type NextSitting =
  | { from: CalendarDay; until: CalendarDay }
  | { never: "passed" | "used-up" | "too-late" }
  | { notYet: "course-running" | "result-waiting" };

/**
 * The days of the next sitting, over or not: first from `firstFrom` to `firstUntil` days after the course; a re-sit counted
 * from the release of the last result.
 */
export function sittingDays(
  exam: Exam,
  { endedOn, sittings, excusedUntil }: Pick<StageFacts, "endedOn" | "sittings" | "excusedUntil">,
): NextSitting {
  if (sittings.some(({ releasedOn, score }) => releasedOn !== null && score >= exam.pass))
    return { never: "passed" };
  const last = sittings.at(-1);
  if (last && last.releasedOn === null) return { notYet: "result-waiting" };
  if (sittings.length > exam.resits) return { never: "used-up" };
  const counted = last ? last.releasedOn : endedOn;
  if (counted === null) return { notYet: "course-running" };
  const [from, until] = last ? [exam.resitFrom, exam.resitUntil] : [exam.firstFrom, exam.firstUntil];
  const regular = addDays(counted, until);
  return {
    from: addDays(counted, from),
    until: excusedUntil !== null && excusedUntil > regular ? excusedUntil : regular,
  };
}

/** What of them is left on a day. */
export function nextSitting(
  exam: Exam,
  endedOn: CalendarDay | null,
  sittings: readonly Sitting[],
  today: CalendarDay,
  excusedUntil: CalendarDay | null = null,
): NextSitting {
  const days = sittingDays(exam, { endedOn, sittings, excusedUntil });
  return "until" in days && today > days.until ? { never: "too-late" } : days;
}

function unmetExam(
  exam: Exam,
  { endedOn, sittings, excusedUntil }: StageFacts,
  today: CalendarDay,
  missing: (says: string, more?: Partial<Omit<Unmet, "kind" | "says">>) => Unmet,
): Unmet[] {
  const next = nextSitting(exam, endedOn, sittings, today, excusedUntil);
  const scores = sittings.filter(({ releasedOn }) => releasedOn !== null).map(({ score }) => score);
  const best = { have: Math.max(0, ...scores), need: exam.pass };
  if ("notYet" in next) return [missing(`exam.${next.notYet}`, { ...best, cure: "wait" })];
  if ("from" in next) {
    const says = sittings.length === 0 ? "exam.first" : "exam.resit";
    return [
      missing(says, { ...best, what: [next.from], by: next.until, cure: today < next.from ? "wait" : "do" }),
    ];
  }
  if (next.never === "passed") return [];
  // While another marking may be asked for nothing is over (domain §6.2 T6, T7).
  const may = mayAskForRemarking(sittings, exam.pass, today);
  if (!("no" in may)) return [missing("exam.mark-again", { ...best, by: may.until })];
  return [
    missing(`exam.${next.never}`, {
      ...best,
      cure: next.never === "too-late" ? "officer-may-waive" : "reapply",
    }),
  ];
}
