import { recordAudit } from "#app/features/audit/record.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingIn, isOwnRecord, programmeScope, reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { attestingEmployer, standBehind } from "./attestation.server.ts";
import type { RecordCertificationForm } from "./certification-forms.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { scopeToStore } from "#app/features/trainers/schemes/topics.ts";
import { PROGRAMME_OF } from "#app/features/trainers/schemes/schemes.ts";

/** Only what is certified topic by topic says for which. */
type ToRecord = Omit<RecordCertificationForm, "topics"> & Partial<Pick<RecordCertificationForm, "topics">>;

/**
 * Enters a certification that was decided on paper, with its original number. Its last day follows from the version of the
 * scheme that was in force on its first. Nobody enters their own or that of somebody close to them, and a number is entered
 * once.
 */
export async function recordCertification(
  asking: Actor,
  { username, schemeId, number, language, topics = [], validFrom, basis }: ToRecord,
): Promise<Result<string>> {
  const programme = PROGRAMME_OF[schemeId];
  if (!reachesAll(asking) && !reachedIds(asking, "programme").includes(programme))
    return refuse("certification-not-your-programme");
  const actor = actingIn(asking, programmeScope(programme));
  const id = newId();
  try {
    return await inTransaction(async (tx) => {
      const person = await tx.person.findFirst({
        where: { AND: [peopleInReach(actor), { username: username.toLowerCase(), deactivatedAt: null }] },
        select: { id: true },
      });
      if (!person) return refuse("certification-nobody", { username });
      if (isOwnRecord(actor, person.id)) return refuse("certification-own-record");
      const book = await loadSchemes(tx);
      const scheme = book.inForce(schemeId, validFrom);
      const day = today(book.current(schemeId).timeZone);
      if (validFrom > day) return refuse("certification-to-come");
      if (await hasConflict(tx, actor, person.id, scheme, day)) return refuse("certification-conflict");
      await tx.certification.create({
        data: {
          id,
          number: number.toUpperCase(),
          personId: person.id,
          programme,
          schemeId,
          schemeVersion: scheme.version,
          language,
          topics: scopeToStore(schemeId, topics),
          validFrom,
          validUntil: lastValidDay(scheme.validity, validFrom),
          origin: "recorded",
          basis,
          recordedAt: now(),
          recordedBy: actor.personId,
        },
      });
      await standBehind(tx, { id, personId: person.id }, await attestingEmployer(tx, person.id, scheme.kind));
      await recordAudit(
        tx,
        actor,
        "certification.recorded",
        { kind: "certification", id },
        { schemeId, basis },
      );
      return ok(id);
    });
  } catch (error) {
    if (isUniqueViolation(error, "number")) return refuse("certification-number-taken", { number });
    throw error;
  }
}
