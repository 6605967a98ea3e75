import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { actingIn, ownRecordsOf, programmeScope, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { decideAppeal, mayAppeal } from "./appeal.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { tellOfDecision } from "#app/features/trainers/certifications/certification-mail.server.ts";
import { mayHandBack } from "#app/features/trainers/certifications/certification-acts.ts";
import type { AppealOutcome } from "#app/features/trainers/certifications/certification-status.ts";
import {
  WITH_FACTS,
  loadCertification,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { canDecide } from "./panel-guest.ts";
import { guestsSitting, seatGuests } from "./panel-guests.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/* What a holder does with their own certification, and what becomes of an appeal. */

const loadMine = (tx: Tx, { personId }: Actor, id: string) =>
  tx.certification.findFirst({ where: { id, personId }, include: WITH_FACTS });

/** Null: not one's own. */
export const appeal = (actor: Actor, certificationId: string, of: string, reason: string) =>
  once(async (tx) => {
    const row = await loadMine(tx, actor, certificationId);
    if (!row) return null;
    const day = today((await loadSchemes(tx)).current(row.schemeId).timeZone);
    const again = row.facts.find(({ kind, about }) => kind === "appealed" && about === of);
    if (again?.reason === reason) return ok(null);
    const allowed = mayAppeal(row.facts, of, { holderId: row.personId, actorId: actor.personId }, day);
    if (!allowed.ok) return allowed;
    await addFact(tx, actor, row, { kind: "appealed", day, about: of, reason, recordedOn: day });
    return ok(null);
  });

/** The holder gives it up; it does not come back. Null: not one's own. */
export const handBack = (actor: Actor, certificationId: string, reason: string) =>
  once(async (tx) => {
    const row = await loadMine(tx, actor, certificationId);
    if (!row) return null;
    const book = await loadSchemes(tx);
    const day = today(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, day);
    if (row.facts.at(-1)?.kind === "surrendered") return ok(null);
    const decided = mayHandBack(readCertification(row), validity, day);
    if (!decided.ok) return decided;
    await addFact(tx, actor, row, { kind: "surrendered", day, reason, recordedOn: day });
    return ok(null);
  });

type Decision = {
  of: string;
  outcome: AppealOutcome;
  /** Usernames; guests who have answered sit beside them. */
  panel: string[];
  reason: string;
};

/** What the panel of three said, entered by somebody who had no part in it. Null: not the actor's to act on. */
export const decideOnAppeal = (
  asking: Actor,
  certificationId: string,
  { of, outcome, panel, reason }: Decision,
) =>
  once(async (tx) => {
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    const day = today((await loadSchemes(tx)).current(row.schemeId).timeZone);
    const members = await tx.person.findMany({
      where: {
        AND: [
          peopleInReach(actor),
          { username: { in: panel.map((name) => name.toLowerCase()) }, deactivatedAt: null },
        ],
      },
      select: { id: true, username: true },
    });
    const unknown = panel.find((name) => !members.some(({ username }) => username === name.toLowerCase()));
    if (unknown !== undefined) return refuse("certification-nobody", { username: unknown });
    const sitting = await guestsSitting(tx, certificationId, of);
    const votes = sitting.map((guest) => guest.outcome as AppealOutcome);
    if (!canDecide(outcome, votes)) return refuse("panel-guest-said");
    const allowed = decideAppeal(
      row.facts,
      { of, outcome, panel: [...members, ...sitting].map(({ id }) => id) },
      {
        holderId: row.personId,
        authorities: ownRecordsOf(actor),
        principals: await principalsBehind(
          tx,
          row.facts.map(({ id }) => id),
        ),
      },
      day,
    );
    if (!allowed.ok) return allowed;
    const fact = { kind: "appeal-decided", day, about: of, word: outcome, reason, recordedOn: day } as const;
    const factId = await addFact(tx, actor, row, fact);
    await tx.appealPanelMember.createMany({ data: members.map(({ id }) => ({ factId, personId: id })) });
    await seatGuests(
      tx,
      { certificationId, of },
      factId,
      sitting.map(({ id }) => id),
    );
    if (allowed.value.kind === "succeeded" && outcome !== "upheld")
      await endReduced(tx, actor, row.id, { day, reason });
    await tellOfDecision(tx, row, factId, fact);
    return ok(null);
  });

/** The reduced certification gives way to the one before, which stands again. */
async function endReduced(tx: Tx, actor: Actor, predecessorId: string, why: { day: string; reason: string }) {
  const reduced = await tx.certification.findFirst({
    where: { predecessorId, origin: "reduced" },
    orderBy: { recordedAt: "desc" },
    include: WITH_FACTS,
  });
  if (reduced)
    await addFact(tx, actor, reduced, {
      kind: "succeeded",
      day: why.day,
      word: "appeal",
      reason: why.reason,
      recordedOn: why.day,
    });
}

async function once(act: (tx: Tx) => Promise<Result<null> | null>): Promise<Result<null> | null> {
  try {
    return await inTransaction(act);
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}
