import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { closePanel, OPEN_PANEL } from "#app/features/trainers/panels/panels.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { mayConfirmError, openError, type ErrorRule } from "./certification-error.ts";
import { addFact } from "./certification-facts.server.ts";
import { tellOfDecision } from "./certification-mail.server.ts";
import { certificationsInReach, holdLine, loadCertification, WITH_FACTS } from "./certifications.server.ts";
import {
  addingTo,
  declareError,
  ERROR_NEEDS,
  errorShown,
  type Declarable,
  type ErrorAct,
  type ErrorShown,
} from "./declare-error.server.ts";
import { withOneAuthority } from "./deputy-acts.server.ts";
import { stepAside } from "./give-way.server.ts";

/* A certification that should never have been decided (declare-error.server.ts). */

/** Null: not the actor's to do. */
export async function actOnError(
  asking: Actor,
  certificationId: string,
  act: ErrorAct,
  said: { reason?: string; seen?: string } = {},
): Promise<Result<void> | null> {
  const holder = asHolderOf(asking, ERROR_NEEDS[act]);
  return holder && declareError((tx) => declarable(tx, holder, certificationId), act, said);
}

type Row = NonNullable<Awaited<ReturnType<typeof loadCertification>>>;

async function declarable(
  tx: Tx,
  asking: Actor,
  certificationId: string,
): Promise<Result<Declarable> | null> {
  await holdLine(tx, certificationId);
  const row = await loadCertification(tx, asking, certificationId);
  if (!row) return null;
  const { actor, conflict, day, facts, may } = await standpointOf(tx, asking, row);
  if (conflict) return refuse("certification-conflict");
  return ok({
    actorId: actor.personId,
    facts,
    may,
    add: addingTo(row, day, (to, fact) => addFact(tx, actor, to, fact)),
    declared: async (factId, reason) => {
      await tellOfDecision(tx, row, factId, { kind: "in-error", day, reason });
      await restoreBefore(tx, actor, row, reason);
    },
  });
}

/** The period before stands again; a panel that was to decide about its end has nothing to decide. */
async function restoreBefore(tx: Tx, actor: Actor, row: Row, reason: string): Promise<void> {
  const { voided } = await stepAside(tx, actor, row, { day: await dayOf(tx, row), reason });
  const panels = await tx.panel.findMany({ where: { of: { in: voided }, openKey: OPEN_PANEL } });
  for (const { id, certificationId } of panels) {
    const matter = { subject: { kind: "certification", id: certificationId! } } as const;
    await closePanel(tx, { actor, matter }, id, { outcome: null, minutes: reason, recordId: null });
  }
}

const dayOf = async (tx: Tx, { schemeId }: Row) => today((await loadSchemes(tx)).current(schemeId).timeZone);

/** By whose authority somebody acts, whether with an interest of their own, and what the same authority has recorded. */
async function standpointOf(tx: Tx, asking: Actor, row: Row) {
  const actor = actingIn(asking, programmeScope(row.programme));
  const book = await loadSchemes(tx);
  const day = await dayOf(tx, row);
  const own = isOwnRecord(actor, row.personId);
  const facts = await withOneAuthority(tx, actor, row.facts);
  return {
    actor,
    conflict: !own && (await hasConflict(tx, actor, row.personId, book.judging(row, day), day)),
    day,
    facts,
    may: (rule: ErrorRule) => rule(row.personId, facts, own ? row.personId : actor.personId),
  };
}

/** What was said of an error and what of that the actor may do. */
export async function errorFor(asking: Actor, certificationId: string): Promise<ErrorShown> {
  const holder = asHolderOf(asking, "act:on-certificates");
  const row = holder && (await loadCertification(db, holder, certificationId));
  if (!row) return errorShown(null, null);
  const { conflict, may } = await standpointOf(db, holder, row);
  if (conflict) return errorShown(null, null);
  return errorShown({ said: row.facts, may }, asHolderOf(asking, ERROR_NEEDS["propose-ending"]) && { may });
}

/** What others have said and the actor may confirm: for the list of what waits. */
export async function errorWork(asking: Actor) {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const rows = await db.certification.findMany({
    where: { AND: [{ facts: { some: { kind: "error-proposed" } } }, certificationsInReach(actor)] },
    include: WITH_FACTS,
    orderBy: { id: "asc" },
  });
  const open: typeof rows = [];
  for (const row of rows) {
    if (!openError(row.facts)) continue;
    const { conflict, may } = await standpointOf(db, actor, row);
    if (!conflict && may(mayConfirmError).ok) open.push(row);
  }
  const [first] = open;
  if (!first) return [];
  return [{ kind: "certificates-to-end" as const, count: open.length, href: paths.certification(first.id) }];
}
