import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, rowsOf, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  isAhead,
  promptsOf,
  reviewPlan,
  submitPlan,
  type Goal,
  type PlanState,
  type Review,
} from "./action-plan.ts";
import { clockFor } from "./clock.server.ts";
import { isLearning } from "./enrolment.ts";
import { own, reachedEnrolments } from "./enrolment-scope.server.ts";
import { inQueueOrder, seeking } from "./work-queue.server.ts";
import type { QueueFilters } from "./work-queue.ts";
import { enrolmentInReach, type EnrolmentFacts } from "./enrolments.server.ts";
import { planState } from "./learning-records.server.ts";
import { tellLearner } from "./learning-mail.server.ts";
import { countsIn, moduleIn } from "./progress.ts";

export type Prompt = { moduleId: string; unitId: string; titles: Record<string, string>; goal: Goal | null };

export type Plan = {
  state: PlanState;
  submittedAt: Date | null;
  reviewedAt: Date | null;
  reviewNote: string | null;
  version: number;
  prompts: Prompt[];
};

/** The plan of an enrolment that was found within reach: every prompt of the course with its goal. */
export async function planOf(enrolment: EnrolmentFacts, tx: Tx = db): Promise<Plan> {
  const where = { enrolmentId: enrolment.id };
  const [plan, goals] = await Promise.all([
    tx.actionPlan.findUnique({ where }),
    tx.actionPlanGoal.findMany({ where }),
  ]);
  const counting = enrolment.progress.sections.flatMap(({ modules }) => modules.filter(countsIn));
  const prompts = promptsOf(enrolment.version.outline, new Set(counting.map(({ module }) => module.id)));
  return {
    state: planState(plan?.state ?? null) ?? "draft",
    submittedAt: plan?.submittedAt ?? null,
    reviewedAt: plan?.reviewedAt ?? null,
    reviewNote: plan?.reviewNote ?? null,
    version: plan?.version ?? 0,
    prompts: prompts.map(({ moduleId, unit }) => {
      const row = goals.find((each) => each.moduleId === moduleId && each.unitId === unit.id);
      const goal = row && {
        goal: row.goal,
        firstStep: row.firstStep,
        byDate: row.byDate,
        indicator: row.indicator,
      };
      return { moduleId, unitId: unit.id, titles: unit.titles, goal: goal ?? null };
    }),
  };
}

// ── the learner ─────────────────────────────────────────────────────────────────────────────────────

type Unit = { moduleId: string; unitId: string };

/** Writes the goal of one prompt while the plan is the learner's to write. */
export async function saveGoal(
  actor: Actor,
  enrolment: EnrolmentFacts,
  at: Unit,
  goal: Goal,
): Promise<Result<void>> {
  const module = moduleIn(enrolment.progress, at.moduleId);
  const unit = module?.units.find(({ unit: { id, kind } }) => id === at.unitId && kind === "action-plan");
  if (!module || !unit) return refuse("learning.no-such-prompt");
  if (module.lock) return refuse("learning.module-locked");
  if (!isLearning(enrolment.status)) return refuse("learning.course-over");
  if (!isAhead(goal, clockFor(enrolment.cohort.timeZone).today)) return refuse("learning.goal-in-the-past");
  return inTransaction(async (tx) => {
    if (!(await holdOpenPlan(tx, actor, enrolment.id))) return refuse("learning.plan-not-open");
    const key = { enrolmentId: enrolment.id, ...at };
    const data = { ...goal, updatedAt: now() };
    await tx.actionPlanGoal.upsert({
      where: { enrolmentId_moduleId_unitId: key },
      create: { ...key, ...data },
      update: data,
    });
    await recordAudit(tx, actor, "action-plan.goal-written", { kind: "enrolment", id: enrolment.id }, at);
    return ok(undefined);
  });
}

export async function submitActionPlan(actor: Actor, enrolment: EnrolmentFacts): Promise<Result<void>> {
  if (!isLearning(enrolment.status)) return refuse("learning.course-over");
  return inTransaction(async (tx) => {
    const held = await holdOpenPlan(tx, actor, enrolment.id);
    const plan = await planOf(enrolment, tx);
    const missingGoals = plan.prompts.filter(({ goal }) => goal === null).length;
    if (plan.state === "submitted") return ok(undefined); // pressed twice
    const decision = submitPlan({ state: plan.state, authorId: enrolment.personId, missingGoals });
    if (!decision.ok) return decision;
    if (!held) return refuse("changed-meanwhile");
    const where = { enrolmentId: enrolment.id };
    await tx.actionPlan.update({ where, data: { state: decision.value, submittedAt: now() } });
    await recordAudit(tx, actor, "action-plan.submitted", { kind: "enrolment", id: enrolment.id });
    return ok(undefined);
  });
}

/** Makes the plan if there is none and takes its row, so that nothing is written into one that is being handed in. */
async function holdOpenPlan(tx: Tx, actor: Actor, enrolmentId: string): Promise<boolean> {
  await tx.$executeRaw(sql`
    INSERT INTO "ActionPlan" ("id", "enrolmentId", "state", "version")
    SELECT ${newId()}, e."id", 'draft', 0 FROM "Enrolment" e WHERE e."id" = ${enrolmentId} AND ${own(actor)}
    ON CONFLICT ("enrolmentId") DO NOTHING`);
  const held = await tx.$executeRaw(sql`
    UPDATE "ActionPlan" SET "version" = "version" + 1
      WHERE "enrolmentId" = ${enrolmentId} AND "state" IN ('draft', 'returned')
        AND "enrolmentId" IN (SELECT e."id" FROM "Enrolment" e WHERE ${own(actor)})`);
  return held === 1;
}

// ── the reviewer ────────────────────────────────────────────────────────────────────────────────────

type Reaching = Pick<Actor, "reach" | "personId">;

const toReview = (actor: Reaching): Prisma.Sql => sql`
  FROM "ActionPlan" w
  JOIN "Enrolment" e ON e."id" = w."enrolmentId"
  JOIN "Cohort" c ON c."id" = e."cohortId"
  JOIN "Person" who ON who."id" = e."personId"
  WHERE w."state" = 'submitted' AND e."personId" <> ${actor.personId} AND ${reachedEnrolments(actor)}`;

export async function countToReview(actor: Reaching): Promise<number> {
  const [row] = await rowsOf<{ count: bigint }>(sql`SELECT COUNT(*) AS "count" ${toReview(actor)}`);
  return Number(row?.count ?? 0);
}

export type PlanRow = { enrolmentId: string; name: string; cohort: string; submittedAt: Date };

/** One page of the plans that wait. */
export async function listToReview(
  actor: Reaching,
  filters: QueueFilters,
): Promise<{ total: number; rows: PlanRow[] }> {
  const sought = sql`${toReview(actor)} AND ${seeking(filters.q)}`;
  const [[counted], rows] = await Promise.all([
    rowsOf<{ count: bigint }>(sql`SELECT COUNT(*) AS "count" ${sought}`),
    rowsOf<PlanRow>(sql`
      SELECT e."id" AS "enrolmentId", who."name", c."name" AS "cohort", w."submittedAt"
        ${sought} ${inQueueOrder(filters, PAGE_SIZE)}`),
  ]);
  return { total: Number(counted?.count ?? 0), rows };
}

export type PlanToReview = { enrolment: EnrolmentFacts; name: string; plan: Plan };

/** Any plan within reach, also one that was reviewed already; a draft is its author's own. */
export async function planInReach(actor: Reaching, enrolmentId: string): Promise<PlanToReview | null> {
  const enrolment = await enrolmentInReach(actor, enrolmentId);
  if (!enrolment) return null;
  const plan = await planOf(enrolment);
  if (plan.state === "draft") return null;
  const { name } = await db.person.findUniqueOrThrow({
    where: { id: enrolment.personId },
    select: { name: true },
  });
  return { enrolment, name, plan };
}

/** `version` is the one the reviewer has read: a plan that came in again meanwhile is read again. */
export async function reviewActionPlan(
  actor: Actor,
  { enrolment, plan }: PlanToReview,
  review: Review & { version: number },
): Promise<Result<void>> {
  if (plan.state === review.verdict && plan.version === review.version + 1) return ok(undefined); // pressed twice
  const decision = reviewPlan(
    { state: plan.state, authorId: enrolment.personId, missingGoals: 0 },
    actor.personId,
    review,
  );
  if (!decision.ok) return decision;
  return inTransaction(async (tx) => {
    const { count } = await tx.actionPlan.updateMany({
      where: { enrolmentId: enrolment.id, state: "submitted", version: review.version },
      data: {
        state: decision.value,
        reviewedAt: now(),
        reviewedBy: actor.personId,
        reviewNote: review.note,
        version: { increment: 1 },
      },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const subject = { kind: "enrolment", id: enrolment.id };
    await recordAudit(tx, actor, `action-plan.${decision.value}`, subject);
    await tellLearner(tx, enrolment.personId, `plan-${decision.value}`, {
      key: `plan-reviewed ${enrolment.id} ${review.version}`,
      path: paths.actionPlan(enrolment.id),
    });
    return ok(undefined);
  });
}
