import { reachOf } from "#app/features/identity/permissions.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import { type Prisma, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { loadCandidacy, loadPast } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { Nearness } from "./exam-marking.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";

/* Who is too near a script to judge it, or to say alone what stands on it. */

type Script = Prisma.ExamScriptGetPayload<{ include: { sitting: true } }>;

/**
 * How near the actor is to each of these scripts, by today's roles and by what the trail says of the sittings.
 * @param apart acts there that bring nobody nearer for what is asked
 */
export async function nearnessOf(
  tx: Tx,
  { personId, grants }: Actor,
  scripts: readonly Script[],
  apart: string[],
): Promise<(script: Script) => Nearness> {
  const own = await accountsOf(tx, personId);
  const isOwn = (id: string | null) => id !== null && own.includes(id);
  const hand = await tx.auditEntry.findMany({
    where: {
      subjectKind: "exam-sitting",
      subjectId: { in: [...new Set(scripts.map(({ sittingId }) => sittingId))] },
      OR: [
        { actorId: { in: own }, action: { notIn: apart } },
        ...own.map((id) => ({
          action: "exam-sitting.invigilator",
          detail: { contains: JSON.stringify(id) },
        })),
      ],
    },
    distinct: ["subjectId"],
    select: { subjectId: true },
  });
  const tookPart = new Set(hand.map(({ subjectId }) => subjectId));
  const keeping = { reach: reachOf(grants, "keep:exam-sittings") };
  const reads = reachOf(grants, "see:audit").length > 0;
  return ({ sittingId, checkedBy, sitting }) => ({
    keeps: reads || reachesAll(keeping) || reachedIds(keeping, "programme").includes(sitting.programme),
    planned: isOwn(sitting.plannedBy),
    invigilates: isOwn(sitting.invigilatorId),
    tookPart: tookPart.has(sittingId),
    sawPapers: isOwn(checkedBy),
  });
}

/** Shares an employer, a tie or a course with whose script it is. */
export async function knowsCandidate(tx: Tx, actor: Actor, script: Script): Promise<boolean> {
  const row = (await loadCandidacy({ id: script.candidacyId }, tx))!;
  const past = await loadPast(tx, row.personId);
  const about = { ...past, candidateId: row.personId, byEmployer: false, deciding: true };
  const bars = await barsOn("assess", actor.personId, about, script.sitting.day, tx);
  return bars.some((bar) => bar !== "not-a-valid-master" && bar !== "not-attested");
}
