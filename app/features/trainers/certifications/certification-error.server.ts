import type { Ending, ShownEnding } from "#app/features/certification/ending.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { closePanel, OPEN_PANEL } from "#app/features/trainers/panels/panels.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { mayConfirmError, mayDropError, maySayError, openError } from "./certification-error.ts";
import { addFact } from "./certification-facts.server.ts";
import { tellOfDecision } from "./certification-mail.server.ts";
import { successionTo } from "./certification-status.ts";
import { certificationsInReach, loadCertification, readPeriod, WITH_FACTS } from "./certifications.server.ts";
import { withOneAuthority } from "./deputy-acts.server.ts";

export type ErrorAct = "propose-ending" | "confirm-ending" | "take-back-ending";

const NEEDS = {
  "propose-ending": "declare:issued-in-error",
  "confirm-ending": "act:on-certificates",
  "take-back-ending": "act:on-certificates",
} as const;

/** Null: not the actor's to do. Of two who act at once one is told. */
export async function actOnError(
  asking: Actor,
  certificationId: string,
  act: ErrorAct,
  /** Why, of the first who says so; of who confirms, the fact they have read. */
  { reason = "", seen = "" }: { reason?: string; seen?: string } = {},
): Promise<Result<void> | null> {
  const holder = asHolderOf(asking, NEEDS[act]);
  if (!holder) return null;
  try {
    return await inTransaction((tx) => decideAndAdd(tx, holder, certificationId, act, { reason, seen }));
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

async function decideAndAdd(
  tx: Tx,
  asking: Actor,
  certificationId: string,
  act: ErrorAct,
  { reason, seen }: { reason: string; seen: string },
): Promise<Result<void> | null> {
  const row = await loadCertification(tx, asking, certificationId);
  if (!row) return null;
  const { actor, actorId, conflict, day, facts } = await standpointOf(tx, asking, row);
  if (conflict) return refuse("certification-conflict");
  const open = openError(facts);
  const add = (kind: "error-proposed" | "error-dropped" | "in-error", why: string) =>
    addFact(tx, actor, row, { kind, day, reason: why, recordedOn: day });
  switch (act) {
    case "propose-ending": {
      if (open?.recordedBy === actor.personId && open.reason === reason) return ok(undefined);
      const may = maySayError(row.personId, facts, actorId);
      if (!may.ok) return may;
      await add("error-proposed", reason);
      return ok(undefined);
    }
    case "take-back-ending": {
      const may = mayDropError(row.personId, facts, actorId);
      if (!may.ok) return may;
      await add("error-dropped", open!.reason);
      return ok(undefined);
    }
    case "confirm-ending": {
      const may = mayConfirmError(row.personId, facts, actorId);
      if (!may.ok) return may;
      if (open!.id !== seen) return refuse("changed-meanwhile");
      const fact = { kind: "in-error", day, reason: open!.reason } as const;
      await tellOfDecision(tx, row, await add(fact.kind, fact.reason), fact);
      await voidSuccession(tx, actor, row, { day, reason: fact.reason });
      return ok(undefined);
    }
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof loadCertification>>>;

/**
 * What it took over from was never taken over from it, and stands again as far as its own dates go; where a newer period
 * than the one in error is there, that one takes over.
 */
async function voidSuccession(
  tx: Tx,
  actor: Actor,
  row: Row,
  { day, reason }: { day: CalendarDay; reason: string },
) {
  if (row.predecessorId === null) return;
  const before = await tx.certification.findUniqueOrThrow({
    where: { id: row.predecessorId },
    include: WITH_FACTS,
  });
  const succession = successionTo(readPeriod(before).facts, row.validFrom);
  if (!succession) return;
  const common = { day, reason, recordedOn: day };
  await addFact(tx, actor, before, { ...common, kind: "succession-voided", about: succession.id });
  const newer = await tx.certification.findFirst({
    where: { predecessorId: row.id, facts: { none: { kind: "in-error" } } },
    orderBy: { validFrom: "asc" },
  });
  if (newer) {
    const facts = [...before.facts, null];
    await addFact(tx, actor, { ...before, facts }, { ...common, kind: "succeeded", day: newer.validFrom, word: newer.origin }); // prettier-ignore
  }
  const panel = await tx.panel.findFirst({ where: { of: succession.id, openKey: OPEN_PANEL } });
  const matter = { subject: { kind: "certification", id: before.id } } as const;
  if (panel)
    await closePanel(tx, { actor, matter }, panel.id, { outcome: null, minutes: reason, recordId: null });
}

/** By whose authority somebody acts, whether with an interest of their own, and what the same authority has recorded. */
async function standpointOf(tx: Tx, asking: Actor, row: Row) {
  const actor = actingIn(asking, programmeScope(row.programme));
  const book = await loadSchemes(tx);
  const day = today(book.current(row.schemeId).timeZone);
  const own = isOwnRecord(actor, row.personId);
  return {
    actor,
    actorId: own ? row.personId : actor.personId,
    conflict: !own && (await hasConflict(tx, actor, row.personId, book.judging(row, day), day)),
    day,
    facts: await withOneAuthority(tx, actor, row.facts),
  };
}

/** What was said of an error and what of that the actor may do. */
export async function errorFor(
  asking: Actor,
  certificationId: string,
): Promise<{ ending: ShownEnding | null; mayPropose: Ending[] }> {
  const nothing = { ending: null, mayPropose: [] };
  const holder = asHolderOf(asking, "act:on-certificates");
  const row = holder && (await loadCertification(db, holder, certificationId));
  if (!row) return nothing;
  const { actorId, conflict, facts } = await standpointOf(db, holder, row);
  if (conflict) return nothing;
  const open = openError(row.facts);
  if (!open) {
    const may = asHolderOf(asking, "declare:issued-in-error") && maySayError(row.personId, facts, actorId).ok;
    return { ...nothing, mayPropose: may ? ["in-error"] : [] };
  }
  if (!mayDropError(row.personId, facts, actorId).ok) return nothing;
  const ending = await shownError(open, mayConfirmError(row.personId, facts, actorId).ok);
  return { ...nothing, ending };
}

/** What somebody said, to whoever may take it back; a certification's and a licence's alike. */
export async function shownError(
  open: { id: string; reason: string; recordedBy: string; recordedAt: Date },
  mayConfirm: boolean,
): Promise<ShownEnding> {
  const by = await db.person.findUnique({ where: { id: open.recordedBy }, select: { name: true } });
  return {
    as: "in-error",
    reason: open.reason,
    proposedBy: by?.name ?? "",
    proposedAt: open.recordedAt.getTime(),
    confirmed: false,
    mayConfirm,
    mayTakeBack: true,
    seen: open.id,
  };
}

/** What others have said, within the actor's reach: for the list of what waits. */
export async function errorWork(asking: Actor) {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const rows = await db.certification.findMany({
    where: { AND: [{ facts: { some: { kind: "error-proposed" } } }, certificationsInReach(actor)] },
    include: WITH_FACTS,
    orderBy: { id: "asc" },
  });
  const open = rows.filter(({ personId, facts }) => {
    const by = openError(facts)?.recordedBy;
    return by !== undefined && by !== actor.personId && personId !== actor.personId;
  });
  const [first] = open;
  if (!first) return [];
  return [{ kind: "certificates-to-end" as const, count: open.length, href: paths.certification(first.id) }];
}
