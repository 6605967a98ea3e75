import {
  actOnCandidacy,
  recordOnCandidacy,
  type AskedAct,
  type NotTaken,
  type Taken,
} from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { findCandidacy } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { handIn } from "#app/features/trainers/candidacies/candidacy-files.server.ts";
import { deliveryRecord, seatRecord } from "#app/features/trainers/candidacies/candidacy-offers.server.ts";
import type { CandidacyRecord, DocumentKind } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { CRITERIA, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { applyForCertification } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import type { OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * A candidacy as it is lived, one stage after another, through the acts the pages use: for the demonstration, and for the
 * tests that need somebody in a certain state. The days pass as they would.
 */

export type Cast = {
  officer: Actor;
  /** Leads the training of trainers and recommends. */
  master: Actor;
  /** Has not trained the candidate: observes the practicum. */
  assessor: Actor;
  administrator: Actor;
  cohorts: { course: string; toT: string; practicum: string };
};

export type Way = {
  schemeId: OpenSchemeId;
  language: string;
  from: CalendarDay;
  scores?: Scores;
  /** Of a future master trainer: trainers of which volume were trained. */
  mentoredOf?: string;
};

/** All twelve the same, but for some. */
export const scored = (score: Score, but: Scores = {}): Scores => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])),
  ...but,
});

/** Works as if it were that day; the day before is there again afterwards. */
export async function on<Answer>(day: CalendarDay | undefined, work: () => Promise<Answer>): Promise<Answer> {
  const mine = { day };
  if (days.length === 0) usual = env.FIXED_TODAY;
  days.push(mine);
  env.FIXED_TODAY = day;
  try {
    return await work();
  } finally {
    days.splice(days.indexOf(mine), 1);
    const last = days.at(-1);
    env.FIXED_TODAY = last ? last.day : usual;
  }
}
/** The days that are being played, the last one begun at the end: two at once must not leave one of theirs behind. */
const days: { day: CalendarDay | undefined }[] = [];
let usual: CalendarDay | undefined;

export function taken(answer: Taken | NotTaken | null): string {
  if (!answer?.ok) throw new Error(`the story was refused: ${JSON.stringify(answer)}`);
  return answer.value.state;
}

export const seenNow = (candidacyId: string) => db.candidacyEvent.count({ where: { candidacyId } });

export const act = async (
  actor: Actor,
  candidacyId: string,
  kind: AskedAct["kind"],
  reason = "",
  more: Partial<AskedAct> = {},
) =>
  actOnCandidacy(actor, candidacyId, {
    id: newId(),
    seen: await seenNow(candidacyId),
    kind,
    reason,
    ...(kind === "decline" && { code: "experience" as const }),
    ...more,
  });

export const record = (actor: Actor, candidacyId: string, said: CandidacyRecord, reason = "") =>
  recordOnCandidacy(actor, candidacyId, { id: newId(), reason, ...said });

export async function seat(actor: Actor, candidacyId: string, cohortId: string): Promise<void> {
  const found = (await findCandidacy({ id: candidacyId }))!;
  const seated = await seatRecord(actor, found, cohortId);
  if (!seated.ok) throw new Error(`no seat: ${seated.reason.key}`);
  taken(await record(actor, candidacyId, seated.value));
}

const paper = (candidate: Actor, candidacyId: string, document: DocumentKind, words: string) =>
  handIn(candidate, candidacyId, { id: newId(), document, upload: null, words });

type Part = { cast: Cast; candidate: Actor; candidacyId: string; way: Way };

/** What is done in each stage of the trainer scheme, and after how many days one leaves it. */
const STAGES: Record<string, { after: number; leave: (part: Part) => Promise<void> }> = {
  applied: {
    after: 10,
    leave: async ({ cast, candidacyId }) => {
      const years = { microfinanceYears: 7, managementYears: 3, trainingYears: 2 };
      taken(await record(cast.officer, candidacyId, { kind: "selection", body: { total: 7400, ...years } }));
      taken(await act(cast.officer, candidacyId, "advance", "Experience and letter are convincing."));
    },
  },
  admitted: {
    after: 14,
    leave: async ({ cast, candidacyId }) => {
      await seat(cast.administrator, candidacyId, cast.cohorts.course);
      taken(await act(cast.administrator, candidacyId, "advance", "A seat in the course."));
    },
  },
  "phase-1": {
    after: 12,
    leave: async ({ cast, candidacyId }) => {
      const day = today();
      const attendance = { missed: 1, madeUp: 0, endedOn: day };
      taken(await record(cast.administrator, candidacyId, { kind: "attendance", body: attendance }));
      const practice = { practice: "presentation", localised: true, feedback: true } as const;
      taken(
        await record(cast.master, candidacyId, {
          kind: "practice",
          body: { ...practice, on: day, scores: scored(3) },
        }),
      );
      const debriefs = { attended: 9, held: 10 };
      taken(await record(cast.master, candidacyId, { kind: "debriefs", body: debriefs }));
      const form = { on: day, ready: true, scores: scored(4, { C10: 3 }) };
      taken(await record(cast.master, candidacyId, { kind: "form", body: form }));
      taken(await act(cast.master, candidacyId, "recommend"));
    },
  },
  "phase-1-exam": {
    after: 30,
    leave: async ({ cast, candidacyId }) => {
      const day = today();
      const sitting = { on: addDays(day, -5), score: 8150, releasedOn: day };
      taken(await record(cast.officer, candidacyId, { kind: "sitting", body: sitting }));
      taken(await act(cast.master, candidacyId, "recommend"));
      taken(await act(cast.officer, candidacyId, "advance", "Exam passed, and recommended."));
    },
  },
  "phase-2-eligible": {
    after: 40,
    leave: async ({ cast, candidacyId }) => {
      await seat(cast.administrator, candidacyId, cast.cohorts.toT);
      taken(await act(cast.administrator, candidacyId, "advance", "A seat in the training of trainers."));
    },
  },
  "phase-2": {
    after: 6,
    leave: async ({ cast, candidacyId }) => {
      const day = today();
      const attendance = { missed: 0, madeUp: 0, endedOn: day };
      taken(await record(cast.administrator, candidacyId, { kind: "attendance", body: attendance }));
      for (const score of [3, 4] as const) {
        const practice = { practice: "micro-teaching", localised: true, feedback: true } as const;
        const body = { ...practice, on: day, scores: scored(score) };
        taken(await record(cast.master, candidacyId, { kind: "practice", body }));
      }
      taken(await act(cast.master, candidacyId, "recommend"));
      taken(await act(cast.officer, candidacyId, "advance", "Two localised sessions, the second one good."));
    },
  },
  provisional: {
    after: 45,
    leave: async ({ cast, candidacyId }) => {
      await seat(cast.administrator, candidacyId, cast.cohorts.practicum);
      taken(await act(cast.administrator, candidacyId, "advance", "Co-trainer of a public course."));
    },
  },
  "national-applied": {
    after: 12,
    leave: async ({ cast, candidacyId }) => {
      taken(await act(cast.officer, candidacyId, "advance", "The branches ask for her."));
    },
  },
  "national-training": {
    after: 25,
    leave: async ({ cast, candidacyId }) => {
      await seat(cast.administrator, candidacyId, cast.cohorts.course);
      const attendance = { missed: 0, madeUp: 0, endedOn: today() };
      taken(await record(cast.administrator, candidacyId, { kind: "attendance", body: attendance }));
      taken(await act(cast.administrator, candidacyId, "advance", "Took part from beginning to end."));
    },
  },
  "language-applied": {
    after: 10,
    leave: async ({ cast, candidate, candidacyId }) => {
      taken(
        await paper(candidate, candidacyId, "localised-case", "The rice bank of Takeo, told in English."),
      );
      taken(await act(cast.officer, candidacyId, "advance", "The case is well told in the new language."));
    },
  },
  "volume-applied": {
    after: 7,
    leave: async ({ cast, candidacyId }) => {
      taken(
        await act(cast.officer, candidacyId, "advance", "Certified in the one volume, asks for the other."),
      );
    },
  },
  "volume-exam": {
    after: 21,
    leave: async ({ cast, candidacyId }) => {
      const day = today();
      const sitting = { on: addDays(day, -4), score: 7900, releasedOn: day };
      taken(await record(cast.officer, candidacyId, { kind: "sitting", body: sitting }));
      taken(await act(cast.officer, candidacyId, "advance", "The exam of the other volume is passed."));
    },
  },
  "volume-practicum": {
    after: 30,
    leave: async (part) => {
      await seat(part.cast.administrator, part.candidacyId, part.cast.cohorts.practicum);
      await practicum(part, part.way.scores ?? scored(4));
    },
  },
  "master-nominated": {
    after: 20,
    leave: async ({ cast, candidate, candidacyId }) => {
      const course = { observedBy: null, data: true, reported: true };
      for (const [title, ago, responses, mean] of [
        ["Five days in Battambang", 620, 18, 430],
        ["Five days in Kampot", 480, 21, 410],
        ["Five days in Siem Reap", 300, 16, 440],
        ["Ten half-days in Phnom Penh", 150, 22, 425],
      ] as const) {
        const body = { ...course, title, on: addDays(today(), -ago), responses, marks: responses * mean };
        taken(await record(cast.officer, candidacyId, { kind: "cycle", body }));
      }
      for (const words of ["She makes a tired room think.", "We have sent her our managers four times."])
        taken(await paper(candidate, candidacyId, "reference", words));
      taken(await act(cast.officer, candidacyId, "advance", "Four courses, and two who saw her train."));
    },
  },
  "master-training": {
    after: 40,
    leave: async ({ cast, candidacyId }) => {
      await seat(cast.administrator, candidacyId, cast.cohorts.toT);
      const attendance = { missed: 0, madeUp: 0, endedOn: today() };
      taken(await record(cast.administrator, candidacyId, { kind: "attendance", body: attendance }));
      taken(await act(cast.administrator, candidacyId, "advance", "She took part from beginning to end."));
    },
  },
  "master-supervised": {
    after: 90,
    leave: async ({ cast, candidacyId, way }) => {
      const of = way.mentoredOf ?? "mmw-volume-1-trainer";
      const body = { of, title: "Training of trainers, six days", on: today() };
      taken(await record(cast.master, candidacyId, { kind: "mentored", body }));
      taken(await act(cast.master, candidacyId, "recommend"));
      taken(await act(cast.officer, candidacyId, "advance", "One whole training of trainers, well led."));
    },
  },
  "master-refreshment": {
    after: 30,
    leave: async ({ cast, candidacyId }) => {
      const body = { on: today(), score: 8400 };
      taken(await record(cast.administrator, candidacyId, { kind: "refresher", body }));
      taken(await act(cast.administrator, candidacyId, "advance", "The workshop is done."));
    },
  },
  "master-exam": {
    after: 20,
    leave: async ({ cast, candidacyId }) => {
      const day = today();
      const sitting = { on: addDays(day, -5), score: 8000, releasedOn: day };
      taken(await record(cast.officer, candidacyId, { kind: "sitting", body: sitting }));
      taken(await act(cast.master, candidacyId, "recommend"));
      taken(await act(cast.officer, candidacyId, "advance", "Passed, and recommended."));
    },
  },
  "phase-3": { after: 20, leave: (part) => practicum(part, part.way.scores ?? scored(4)) },
  decision: {
    after: 15,
    leave: async ({ cast, candidate, candidacyId }) => {
      taken(await paper(candidate, candidacyId, "report", "The course in ten pages, with the evaluations."));
      taken(await record(cast.officer, candidacyId, { kind: "report", body: {} }));
      const why = "All twelve criteria hold, the participants agree, the report is in.";
      taken(await act(cast.officer, candidacyId, "advance", why));
    },
  },
};

/** A practicum that counts: three modules in two sections, observed by somebody independent. */
export async function practicum({ cast, candidacyId }: Part, scores: Scores): Promise<void> {
  const day = today();
  const found = (await findCandidacy({ id: candidacyId }))!;
  for (const moduleId of await modulesOf(cast.cohorts.practicum)) {
    const led = await deliveryRecord(found, { moduleId, on: addDays(day, -3), minutes: 150 }, "en");
    if (!led.ok) throw new Error(`no delivery: ${led.reason.key}`);
    taken(await record(cast.assessor, candidacyId, led.value));
  }
  const observation = {
    on: addDays(day, -3),
    minutes: 195,
    scores,
    notes: "Clear, calm, close to the room.",
  };
  taken(await record(cast.assessor, candidacyId, { kind: "observation", body: observation }));
  const feedback = { responses: 14, present: 18, marks: 14 * 430 };
  taken(await record(cast.administrator, candidacyId, { kind: "feedback", body: feedback }));
  taken(await act(cast.assessor, candidacyId, "advance", "The practicum is complete."));
}

/** Three modules that stand in two sections at least. */
export async function modulesOf(cohortId: string): Promise<string[]> {
  const cohort = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
  const { outline } = (await courseVersion(cohort.courseVersionId))!;
  const firsts = outline.sections.map(({ modules }) => modules[0]!);
  const others = outline.sections.flatMap(({ modules }) => modules.slice(1));
  return [...firsts, ...others].slice(0, 3);
}

/** Applies, and goes on until `until` is reached; answers the candidacy and the day it got there. */
export async function walk(
  cast: Cast,
  candidate: Actor,
  way: Way,
  until: string,
): Promise<{ id: string; day: CalendarDay }> {
  let day = way.from;
  const id = await on(day, async () => {
    const opened = await applyForCertification(candidate, { ...way, reason: "" });
    if (!opened.ok) throw new Error(`the story was refused: ${opened.reason.key}`);
    taken(
      await paper(candidate, opened.value, "cv", "Nine years in microfinance, three as a branch manager."),
    );
    taken(
      await paper(candidate, opened.value, "commitment", "I will offer two courses a year with my network."),
    );
    taken(await paper(candidate, opened.value, "conflicts", "None."));
    return opened.value;
  });
  day = await goOn({ cast, candidate, candidacyId: id, way }, day, until);
  return { id, day };
}

/** From wherever it stands. */
export async function goOn(part: Part, from: CalendarDay, until: string): Promise<CalendarDay> {
  let day = from;
  for (;;) {
    const { state } = await db.candidacy.findUniqueOrThrow({ where: { id: part.candidacyId } });
    const stage = STAGES[state];
    if (state === until || !stage) return day;
    day = addDays(day, stage.after);
    await on(day, () => stage.leave(part));
  }
}
