import {
  shownError,
  type ErrorAct,
} from "#app/features/trainers/certifications/certification-error.server.ts";
import { openError } from "#app/features/trainers/certifications/certification-error.ts";
import { withOneAuthority } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { isInError, successionTo } from "#app/features/trainers/certifications/certification-status.ts";
import type { ShownEnding } from "#app/features/certification/ending.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { addLicenceFact } from "./licence-facts.server.ts";
import { tellLicensee } from "./licence-mail.server.ts";
import { holdLicensee, licencesInReach, licenseeInReach, worksAt } from "./licence-scope.server.ts";
import { mayConfirmLicenceError, mayDropLicenceError, maySayLicenceError } from "./licence.ts";
import { licencesOf, readLicence, WITH_LICENCE_FACTS, type LicenceRecord } from "./licences.server.ts";

/* That a licence should never have been given: one says why, another confirms it (docs/decisions/0056). */

const NEEDS = {
  "propose-ending": "declare:issued-in-error",
  "confirm-ending": "act:on-certificates",
  "take-back-ending": "act:on-certificates",
} as const satisfies Record<ErrorAct, Permission>;

/** Null: not the actor's to do. Of two who act at once one is told. */
export async function actOnLicenceError(
  asking: Actor,
  licenceId: string,
  act: ErrorAct,
  said: { reason?: string | undefined; seen?: string | undefined },
): Promise<Result<void> | null> {
  try {
    return await inTransaction((tx) => decideAndAdd(tx, asking, licenceId, act, said));
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

async function decideAndAdd(
  tx: Tx,
  asking: Actor,
  licenceId: string,
  act: ErrorAct,
  { reason = "", seen = "" }: { reason?: string | undefined; seen?: string | undefined },
): Promise<Result<void> | null> {
  const found = await findFor(tx, asking, licenceId, NEEDS[act]);
  if (!found) return null;
  const { actor, row, acting, facts } = found;
  const open = openError(facts);
  const day = today((await loadSchemes(tx)).current(row.schemeId).timeZone);
  const add = (kind: "error-proposed" | "error-dropped" | "in-error", why: string) =>
    addLicenceFact(tx, actor, row, { kind, day, reason: why, recordedOn: day });
  switch (act) {
    case "propose-ending": {
      if (open?.recordedBy === actor.personId && open.reason === reason) return ok(undefined);
      const may = maySayLicenceError(facts, acting);
      if (!may.ok) return may;
      await add("error-proposed", reason);
      return ok(undefined);
    }
    case "take-back-ending": {
      const may = mayDropLicenceError(facts, acting);
      if (!may.ok) return may;
      await add("error-dropped", open!.reason);
      return ok(undefined);
    }
    case "confirm-ending": {
      const may = mayConfirmLicenceError(facts, acting);
      if (!may.ok) return may;
      if (open!.id !== seen) return refuse("changed-meanwhile");
      const key = await add("in-error", open!.reason);
      await voidSuccession(tx, actor, row, { day, reason: open!.reason });
      const { organisationId, organisation } = row;
      const news = { what: "fact", kind: "in-error", day } as const;
      const schemeId = row.schemeId as LicenceSchemeId;
      await tellLicensee(tx, {
        key,
        organisationId,
        organisation: organisation.name,
        schemeId,
        reason: open!.reason,
        news,
      });
      return ok(undefined);
    }
  }
}

/**
 * What it took over from was never taken over from it, and stands again as far as its own dates go; where a newer one
 * took over from the one in error, that one does. The request that was given in error is decided, and can be made again.
 */
async function voidSuccession(
  tx: Tx,
  actor: Actor,
  row: LicenceRecord,
  { day, reason }: { day: CalendarDay; reason: string },
) {
  await holdLicensee(tx, row.organisationId);
  const rows = await licencesOf(tx, row.organisationId, row.schemeId as LicenceSchemeId);
  const before = rows.find((one) => one.id !== row.id && succession(one, row) !== null);
  if (!before) return;
  const newer = rows.find((one) => succession(row, one) !== null && !isInError(readLicence(one)));
  const common = { day, reason, recordedOn: day };
  await addLicenceFact(tx, actor, before, {
    ...common,
    kind: "succession-voided",
    about: succession(before, row)!.id,
  });
  await addLicenceFact(
    tx,
    actor,
    { ...before, facts: [...before.facts, null] },
    newer
      ? { ...common, kind: "succeeded", day: newer.validFrom, word: newer.origin }
      : { ...common, kind: "renewal-refused" },
  );
}

const succession = (old: LicenceRecord, next: LicenceRecord) =>
  successionTo(readLicence(old).facts, next.validFrom);

const WITH_NAME = { ...WITH_LICENCE_FACTS, organisation: { select: { name: true } } } as const;

/** With the actor as who they are towards it, and what the same authority has recorded. */
async function findFor(tx: Tx, asking: Actor, licenceId: string, permission: Permission) {
  const row = await tx.licence.findUnique({ where: { id: licenceId }, include: WITH_NAME });
  if (!row) return null;
  const { organisationId } = row;
  const found = await licenseeInReach(
    asking,
    permission,
    organisationId,
    row.schemeId as LicenceSchemeId,
    tx,
  );
  if (!found) return null;
  const { actor } = found;
  const acting = { actorId: actor.personId, worksThere: await worksAt(tx, actor, organisationId) };
  return { actor, row, acting, facts: await withOneAuthority(tx, actor, row.facts) };
}

/** What was said of an error and what of that the actor may do; who works there does not learn of it before it is so. */
export async function licenceErrorFor(
  asking: Actor,
  licenceId: string,
): Promise<{ ending: ShownEnding | null; mayPropose: "in-error"[] }> {
  const nothing = { ending: null, mayPropose: [] };
  const found = await findFor(db, asking, licenceId, "act:on-certificates");
  if (!found) return nothing;
  const { row, acting, facts } = found;
  const open = openError(row.facts);
  if (!open) {
    const proposer = await findFor(db, asking, licenceId, "declare:issued-in-error");
    const may = proposer !== null && maySayLicenceError(proposer.facts, proposer.acting).ok;
    return { ...nothing, mayPropose: may ? ["in-error"] : [] };
  }
  if (!mayDropLicenceError(facts, acting).ok) return nothing;
  const ending = await shownError(open, mayConfirmLicenceError(facts, acting).ok);
  return { ...nothing, ending };
}

/** What others have said and the actor may confirm: for the list of what waits. */
export async function licenceErrorWork(asking: Actor) {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const rows = await db.licence.findMany({
    where: { AND: [{ facts: { some: { kind: "error-proposed" } } }, licencesInReach(actor)] },
    include: WITH_LICENCE_FACTS,
    orderBy: { id: "asc" },
  });
  const open = [];
  for (const row of rows.filter(({ facts }) => openError(facts))) {
    const found = await findFor(db, asking, row.id, "act:on-certificates");
    if (found && mayConfirmLicenceError(found.facts, found.acting).ok) open.push(row);
  }
  const [first] = open;
  if (!first) return [];
  const href = paths.licence(first.organisationId, first.schemeId);
  return [{ kind: "certificates-to-end" as const, count: open.length, href }];
}
