import { saveGoal } from "#app/features/learning/action-plans.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

const GOAL = {
  goal: "PAR 30 under 5 %",
  firstStep: "Visit late clients",
  byDate: "2027-01-15",
  indicator: "The monthly report",
};

/** A tool filled in: two boxes, and two of its lines (sheet-form.ts names them by their places). */
const TYPED = {
  f1: "478,000",
  f2: "October",
  "f3.1": "D-114",
  "f4.1": "350",
  "f5.1": "35",
  "f3.8": "B-087",
  "f4.8": "1 200,5",
  "f5.8": "5",
};

const atUnit = (unitId: string, fields: Fields) => async (): Promise<Scene> => {
  const { cookie, enrolmentId } = await fresh.learner();
  return { path: paths.unit(enrolmentId, "risk", unitId), cookie, fields };
};

async function withGoal(): Promise<fresh.Learner> {
  const learner = await fresh.learner();
  const saved = await saveGoal(
    learner.actor,
    await fresh.enrolmentOf(learner),
    { moduleId: "risk", unitId: "goal" },
    GOAL,
  );
  if (!saved.ok) throw new Error(saved.reason.key);
  return learner;
}

const paper = (intent: string) => async (): Promise<Scene> => {
  const sitting = await fresh.sitting("test");
  return {
    path: paths.attempt(sitting.attemptId),
    cookie: sitting.cookie,
    fields: { intent, ...fresh.answersTo(sitting) },
  };
};

export const LEARNING: Record<string, ValidForms> = {
  "/learn/:enrolmentId/:moduleId/:unitId": {
    done: atUnit("par", { intent: "done" }),
    start: atUnit("test", { intent: "start" }),
    goal: atUnit("goal", { intent: "goal", ...GOAL }),
    "work out": atUnit("watch-list", { intent: "work-out", ...TYPED }),
    example: atUnit("watch-list", { intent: "example" }),
  },
  "/preview/:versionId/:moduleId/:unitId": {
    "work out": async () =>
      as("trainer", paths.previewUnit(await fresh.course(), "risk", "watch-list"), {
        intent: "work-out",
        ...TYPED,
      }),
  },
  "/learn/:enrolmentId/final": {
    start: async () => {
      const { cookie, enrolmentId } = await fresh.learnerBeforeFinal();
      return { path: paths.final(enrolmentId), cookie, fields: { intent: "start" } };
    },
  },
  "/learn/:enrolmentId/action-plan": {
    submit: async () => {
      const { cookie, enrolmentId } = await withGoal();
      return { path: paths.actionPlan(enrolmentId), cookie, fields: { intent: "submit" } };
    },
  },
  "/learn/:enrolmentId/days/:date": {
    answer: async () => {
      const { cookie, enrolmentId, cohortId } = await fresh.learner();
      const date = today("Asia/Phnom_Penh");
      await fresh.halfDay(cohortId, false, date);
      const fields = { relevance: "5", knowledge: "4", clarity: "3", timing: "2", participation: "5" };
      return {
        path: paths.evaluation(enrolmentId, date),
        cookie,
        fields: { ...fields, good: "The list.", better: "Time." },
      };
    },
  },
  "/learn/:enrolmentId/electives": {
    choose: async () => {
      const { cookie, enrolmentId } = await fresh.learnerWithElectives();
      return { path: paths.electives(enrolmentId), cookie, fields: { "electives[]": ["savings"], seen: "" } };
    },
  },
  "/learn/:enrolmentId/name": {
    confirm: async () => {
      const { cookie, enrolmentId } = await fresh.learner();
      return {
        path: paths.printedName(enrolmentId),
        cookie,
        fields: { printedName: "Sok Dara", printedNameLocal: "សុខ តារា" },
      };
    },
  },
  "/attempts/:attemptId": {
    save: paper("save"),
    submit: paper("submit"),
    "submit anyway": paper("submit-anyway"),
  },
  "/attempts/:attemptId/answers": {
    save: async () => {
      const sitting = await fresh.sitting("test");
      const position = String(1 + sitting.paper.findIndex(({ item }) => item === "risk/know-matching"));
      const own = Object.entries(fresh.answersTo(sitting)).filter(([name]) =>
        name.startsWith(`a${position}.`),
      );
      return {
        path: paths.saveAnswer(sitting.attemptId),
        cookie: sitting.cookie,
        fields: { "shown[]": position, ...Object.fromEntries(own) },
      };
    },
  },
  "/marking/:attemptId": {
    mark: async () => {
      const { attemptId } = await fresh.handedIn();
      return as("trainer", paths.markAttempt(attemptId), { "points.1": "2.5", "comment.1": "Say why." });
    },
  },
  "/action-plans/:enrolmentId": {
    approve: async () => {
      const { enrolmentId } = await withGoal();
      await db.actionPlan.upsert({
        where: { enrolmentId },
        update: { state: "submitted", submittedAt: now(), version: 7 },
        create: { id: newId(), enrolmentId, state: "submitted", submittedAt: now(), version: 7 },
      });
      return as("trainer", paths.reviewActionPlan(enrolmentId), {
        verdict: "approved",
        note: "Well thought.",
        version: "7",
      });
    },
  },
};
