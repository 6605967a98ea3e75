import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import {
  readCertification,
  WITH_EMPLOYMENT,
  WITH_FACTS,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { goOn } from "#app/features/trainers/certifications/successor.server.ts";
import { storedTopics } from "#app/features/trainers/schemes/topics.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { isOwnRecord, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { schemeDay, SCHEME_ID } from "./attestations.server.ts";
import type { Recognisable } from "./employer-view.ts";
import { actingAt, employerInReach, type EmployerInReach } from "./employer-scope.server.ts";
import { leftToRecognise } from "./refresh.ts";

/** Who works here now, and was attested in an employment they have left, with days to run. */
export async function recognisable(employer: EmployerInReach): Promise<Recognisable[]> {
  const [day, book] = await Promise.all([schemeDay(), loadSchemes()]);
  const rows = await db.certification.findMany({
    where: attestedBefore(employer),
    orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
    include: {
      ...withHolder({ name: true }),
      attestation: {
        select: { ...WITH_EMPLOYMENT.attestation.select, organisation: { select: { name: true } } },
      },
    },
  });
  return rows.flatMap((row) => {
    const validUntil = daysToRun(book, row, day);
    return validUntil === null
      ? []
      : [{ id: row.id, name: row.person.name, number: row.number, employer: row.attestation!.organisation.name, validUntil }]; // prettier-ignore
  });
}

/** The new employer stands behind what is left of it: the same topics, the same last day. Null: not in reach. */
export async function recognise(
  asking: Actor,
  organisationId: string,
  certificationId: string,
  reason: string,
): Promise<Result<string> | null> {
  try {
    return await inTransaction(async (tx) => {
      const employer = await employerInReach(asking, organisationId, tx);
      if (!employer) return null;
      const actor = actingAt(asking, employer);
      const row = await find(tx, employer, certificationId);
      const day = await schemeDay(tx);
      const validUntil = row && daysToRun(await loadSchemes(tx), row, day);
      if (!row || !validUntil) return refuse("attestation-not-recognisable");
      if (isOwnRecord(actor, row.personId)) return refuse("attestation-own-record");
      await addFact(tx, actor, row, { kind: "succeeded", day, word: "recognised", reason, recordedOn: day });
      const next = { validFrom: day, validUntil, topics: storedTopics(row), basis: reason } as const;
      return ok(await goOn(tx, actor, row, { ...next, origin: "recognised" }, organisationId));
    });
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

/** Attested by another employer, or by this one in an employment that has ended. */
const attestedBefore = ({ id: organisationId, places }: EmployerInReach): Prisma.CertificationWhereInput => ({
  schemeId: SCHEME_ID,
  OR: [
    { attestation: { organisationId: { not: organisationId } } },
    {
      attestation: { organisationId },
      person: { affiliations: { some: { organisationId, until: { not: null } } } },
    },
  ],
  person: { deactivatedAt: null, affiliations: { some: { ...places, ...holdsToday() } } },
});

const find = (tx: Tx, employer: EmployerInReach, id: string) =>
  tx.certification.findFirst({
    where: { id, ...attestedBefore(employer) },
    include: WITH_FACTS,
  });

type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The last day of an attestation that only the end of the employment ended; null: nothing is left of it. */
function daysToRun(book: SchemeBook, row: Row, day: CalendarDay): CalendarDay | null {
  return leftToRecognise(readCertification(row), book.judging(row, day).validity, day);
}
