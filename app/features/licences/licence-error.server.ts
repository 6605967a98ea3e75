import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import {
  mayConfirmError,
  openError,
  type ErrorRule,
} from "#app/features/trainers/certifications/certification-error.ts";
import { isInError, successionTo } from "#app/features/trainers/certifications/certification-status.ts";
import {
  addingTo,
  declareError,
  ERROR_NEEDS,
  errorShown,
  voidSuccession,
  type ErrorAct,
  type ErrorShown,
} from "#app/features/trainers/certifications/declare-error.server.ts";
import { withOneAuthority } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, type Result } from "#app/lib/result.ts";
import { addLicenceFact } from "./licence-facts.server.ts";
import { tellLicensee } from "./licence-mail.server.ts";
import { holdLicensee, licencesInReach, licenseeInReach, worksAt } from "./licence-scope.server.ts";
import { judgeLicenceError } from "./licence.ts";
import { licencesOf, readLicence, WITH_LICENCE_FACTS } from "./licences.server.ts";

/* A licence that should never have been given (trainers/certifications/declare-error.server.ts). */

/** Null: not the actor's to do. */
export const actOnLicenceError = (
  asking: Actor,
  licenceId: string,
  act: ErrorAct,
  said: { reason?: string | undefined; seen?: string | undefined },
): Promise<Result<void> | null> =>
  declareError(
    async (tx) => {
      const found = await findFor(tx, asking, licenceId, ERROR_NEEDS[act]);
      if (!found) return null;
      const { actor, row, facts, may } = found;
      const day = today((await loadSchemes(tx)).current(row.schemeId).timeZone);
      return ok({
        actorId: actor.personId,
        facts,
        may,
        add: addingTo(row, day, (to, fact) => addLicenceFact(tx, actor, to, fact)),
        declared: (factId, reason) => followError(tx, actor, row, { factId, day, reason }),
      });
    },
    act,
    said,
  );

type Row = NonNullable<Awaited<ReturnType<typeof findFor>>>["row"];

/**
 * The period before stands again; the request that was given in error is decided, and can be made again. The organisation
 * is told.
 */
async function followError(
  tx: Tx,
  actor: Actor,
  row: Row,
  { factId, day, reason }: { factId: string; day: CalendarDay; reason: string },
): Promise<void> {
  const { organisationId, organisation, validFrom } = row;
  const schemeId = row.schemeId as LicenceSchemeId;
  await holdLicensee(tx, organisationId);
  const rows = (await licencesOf(tx, organisationId, schemeId)).filter(({ id }) => id !== row.id);
  const before = rows.find((one) => followsOn(one, validFrom));
  if (before) {
    const newer = rows.find((one) => followsOn(row, one.validFrom) && !isInError(readLicence(one))) ?? null;
    const add = addingTo(before, day, (to, fact) => addLicenceFact(tx, actor, to, fact));
    await voidSuccession({ before: readLicence(before), validFrom, add, newer }, reason);
    if (!newer) await add({ kind: "renewal-refused", reason });
  }
  const news = { what: "fact", kind: "in-error", day } as const;
  const { name } = organisation;
  await tellLicensee(tx, { key: factId, organisationId, organisation: name, schemeId, reason, news });
}

const followsOn = (old: Parameters<typeof readLicence>[0], validFrom: CalendarDay): boolean =>
  successionTo(readLicence(old).facts, validFrom) !== null;

const WITH_NAME = { ...WITH_LICENCE_FACTS, organisation: { select: { name: true } } } as const;

/** With the actor as who they are towards it, and what the same authority has recorded. */
async function findFor(tx: Tx, asking: Actor, licenceId: string, permission: Permission) {
  const row = await tx.licence.findUnique({ where: { id: licenceId }, include: WITH_NAME });
  if (!row) return null;
  const { organisationId } = row;
  const schemeId = row.schemeId as LicenceSchemeId;
  const found = await licenseeInReach(asking, permission, organisationId, schemeId, tx);
  if (!found) return null;
  const { actor } = found;
  const acting = { actorId: actor.personId, worksThere: await worksAt(tx, actor, organisationId) };
  const facts = await withOneAuthority(tx, actor, row.facts);
  const may = (rule: ErrorRule) => judgeLicenceError(rule, facts, acting);
  return { actor, row, facts, may };
}

/** What was said of an error and what of that the actor may do; who works there does not learn of it before it is so. */
export async function licenceErrorFor(asking: Actor, licenceId: string): Promise<ErrorShown> {
  const found = await findFor(db, asking, licenceId, ERROR_NEEDS["confirm-ending"]);
  const proposer = await findFor(db, asking, licenceId, ERROR_NEEDS["propose-ending"]);
  return errorShown(found && { said: found.row.facts, may: found.may }, proposer);
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
    if (found?.may(mayConfirmError).ok) open.push(row);
  }
  const [first] = open;
  if (!first) return [];
  const href = paths.licence(first.organisationId, first.schemeId);
  return [{ kind: "certificates-to-end" as const, count: open.length, href }];
}
