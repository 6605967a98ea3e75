import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import { countToReview } from "#app/features/learning/action-plans.server.ts";
import { countDeadJobs } from "#app/features/jobs/job-list.server.ts";
import { ENROLMENT_STATUSES, isLearning } from "#app/features/learning/enrolment.ts";
import { countToMark } from "#app/features/learning/mark-attempt.server.ts";
import { countFailedMail } from "#app/features/notifications/outbox-messages.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { cohortsRunBy, enrolmentsInReach } from "./cohort-scope.server.ts";
import { countUnreached } from "./unreached.server.ts";
import { WORK_KINDS, type WorkKind, type WorkLine } from "./work-list.ts";

const NAMES_DAYS_BEFORE = 14;
const LEARNING = ENROLMENT_STATUSES.filter(isLearning);

type Waiting = { count: number; href: string };
type Question = { permission: Permission; ask: (actor: Actor, shut: readonly string[]) => Promise<Waiting> };

/** Each line asks once, within the reach of the permission its work needs. */
const QUESTIONS: Record<WorkKind, Question> = {
  "mail-failed": {
    permission: "see:outbox",
    ask: async (actor) => ({ count: await countFailedMail(actor), href: "/outbox?state=failed" }),
  },
  "jobs-dead": {
    permission: "see:jobs",
    ask: async (actor) => ({ count: await countDeadJobs(actor), href: "/jobs?state=dead" }),
  },
  "answers-to-mark": {
    permission: "mark:answers",
    ask: async (actor, shut) => ({ count: await countToMark({ ...actor, shut }), href: "/marking" }),
  },
  "half-days-to-verify": { permission: "verify:attendance", ask: halfDaysToVerify },
  "names-to-confirm": { permission: "take:attendance", ask: namesToConfirm },
  "plans-to-review": {
    permission: "review:action-plans",
    ask: async (actor) => ({ count: await countToReview(actor), href: "/action-plans" }),
  },
  "reports-to-validate": { permission: "validate:training-report", ask: reportsToValidate },
  "cohorts-to-close": { permission: "manage:cohorts", ask: cohortsToClose },
  "not-reached": {
    permission: "tell:people",
    ask: async (actor) => ({ count: await countUnreached(actor), href: "/unreached" }),
  },
  "first-sign-ins": { permission: "issue:sign-in-codes", ask: firstSignIns },
};

/**
 * What waits for the actor, as numbers that lead to it.
 * @param shut courses whose answers somebody else marks
 */
export async function workList(actor: Actor, shut: readonly string[] = []): Promise<WorkLine[]> {
  const lines = await Promise.all(
    WORK_KINDS.map(async (kind) => {
      const { permission, ask } = QUESTIONS[kind];
      const holder = asHolderOf(actor, permission);
      return { kind, ...(holder ? await ask(holder, shut) : { count: 0, href: "" }) };
    }),
  );
  return lines.filter(({ count }) => count > 0);
}

type Group = { cohortId: string; _count: number };

/** The sum, and the way to the cohort where most waits. */
function inCohorts(groups: Group[], hrefOf: (cohortId: string) => string): Waiting {
  const [most] = [...groups].sort((one, other) => other._count - one._count);
  return {
    count: groups.reduce((sum, { _count }) => sum + _count, 0),
    href: most ? hrefOf(most.cohortId) : "/cohorts",
  };
}

async function halfDaysToVerify(actor: Actor): Promise<Waiting> {
  const groups = await db.halfDay.groupBy({
    by: ["cohortId"],
    where: { verifiedAt: null, date: { lt: today() }, cohort: { closedAt: null, ...cohortsRunBy(actor) } },
    _count: true,
  });
  return inCohorts(groups, paths.calendar);
}

async function namesToConfirm(actor: Actor): Promise<Waiting> {
  const soon = addDays(today(), NAMES_DAYS_BEFORE);
  const groups = await db.enrolment.groupBy({
    by: ["cohortId"],
    where: {
      AND: [
        enrolmentsInReach(actor),
        { status: { in: LEARNING }, person: { nameConfirmedAt: null } },
        { cohort: { closedAt: null, endDate: { lte: soon } } },
      ],
    },
    _count: true,
  });
  return inCohorts(groups, (cohortId) => `${paths.cohort(cohortId)}?show=name-open`);
}

async function reportsToValidate(actor: Actor): Promise<Waiting> {
  const groups = await db.trainingReport.groupBy({
    by: ["cohortId"],
    where: {
      state: "submitted",
      cohort: cohortsRunBy(actor),
      OR: [{ submittedBy: null }, { submittedBy: { not: actor.personId } }],
    },
    _count: true,
  });
  return inCohorts(groups, paths.trainingReport);
}

async function cohortsToClose(actor: Actor): Promise<Waiting> {
  const where = { closedAt: null, endDate: { lt: today() }, ...cohortsRunBy(actor) };
  return { count: await db.cohort.count({ where }), href: "/cohorts?phase=ended" };
}

async function firstSignIns(actor: Actor): Promise<Waiting> {
  const count = await db.person.count({
    where: {
      AND: [
        peopleInReach(actor),
        { deactivatedAt: null, passwordHash: null },
        { enrolments: { some: { status: { in: LEARNING }, cohort: { closedAt: null } } } },
      ],
    },
  });
  return { count, href: "/people?state=not-yet" };
}
