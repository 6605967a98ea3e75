import { recordAudit } from "#app/features/audit/record.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { choiceSeen, decideElectives, type Chooser } from "./choose-electives.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import type { ElectivesForm } from "./learning-forms.ts";

/** Keeps a choice of electives, unless another was kept since the page was drawn; the caller has found the enrolment within its reach. */
export async function chooseElectives(
  actor: Actor,
  course: EnrolmentFacts,
  { electives: wanted, seen }: ElectivesForm,
  by: Chooser,
): Promise<Result<string[]>> {
  if (seen !== choiceSeen(course)) return refuse("changed-meanwhile");
  const decision = decideElectives(course, wanted, by, today(course.cohort.timeZone));
  if (!decision.ok) return decision;
  const electives = decision.value;
  return inTransaction(async (tx) => {
    const { count } = await tx.enrolment.updateMany({
      where: { id: course.id, electives: JSON.stringify(course.electives), status: course.status },
      data: { electives: JSON.stringify(electives) },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      "enrolment.electives-chosen",
      { kind: "enrolment", id: course.id },
      {
        electives,
        before: course.electives,
        by,
      },
    );
    return ok(electives);
  });
}
