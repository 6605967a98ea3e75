import { unitOf } from "#app/features/catalogue/course-outline.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { own } from "./enrolment-scope.server.ts";
import { isLearning } from "./enrolment.ts";
import { activate, type EnrolmentFacts } from "./enrolments.server.ts";
import { moduleIn } from "./progress.ts";

type Unit = { moduleId: string; unitId: string };

/** "Done, next": one mark per unit whatever is pressed twice; once the course is over nothing is recorded. */
export async function recordProgress(
  actor: Actor,
  enrolment: EnrolmentFacts,
  { moduleId, unitId }: Unit,
): Promise<Result<void>> {
  const module = moduleIn(enrolment.progress, moduleId);
  const unit = module && unitOf(module.module, unitId);
  if (!module || !unit || unit.kind === "quiz" || unit.kind === "action-plan")
    return refuse("learning.not-read-but-done");
  if (module.lock) return refuse("learning.module-locked");
  if (!isLearning(enrolment.status)) return ok(undefined);
  if (enrolment.status === "active") await insertMark(db, actor, enrolment.id, { moduleId, unitId });
  else
    await inTransaction(async (tx) => {
      await activate(tx, actor, enrolment);
      await insertMark(tx, actor, enrolment.id, { moduleId, unitId });
    });
  return ok(undefined);
}

const insertMark = (tx: Tx, actor: Actor, enrolmentId: string, { moduleId, unitId }: Unit) =>
  tx.$executeRaw(sql`
    INSERT INTO "UnitMark" ("enrolmentId", "moduleId", "unitId", "doneAt")
    SELECT e."id", ${moduleId}, ${unitId}, ${now()} FROM "Enrolment" e
      WHERE e."id" = ${enrolmentId} AND ${own(actor)} AND e."status" IN ('confirmed', 'active')
    ON CONFLICT DO NOTHING`);
