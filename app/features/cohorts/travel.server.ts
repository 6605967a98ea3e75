import { recordAudit } from "#app/features/audit/record.server.ts";
import { mayRead } from "#app/features/learning/enrolment.ts";
import type { EnrolmentFacts } from "#app/features/learning/enrolment-facts.ts";
import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { countedNeeds, passportGoneFrom, passportsDueBefore, type NeedCount } from "./travel.ts";
import type { NeedsForm, PassportForm } from "./travel-forms.ts";

/** Somebody's own, as they wrote it. */
export const myTravel = async (enrolmentId: string) => ({
  needs: await db.travelNeeds.findUnique({ where: { enrolmentId }, omit: { updatedAt: true } }),
  passport: await db.passport.findUnique({ where: { enrolmentId }, omit: { writtenAt: true } }),
});

/** Until the passports of the course are erased one may write both; who left may not. */
function mayWrite({ status, cohort }: EnrolmentFacts): Result<void> {
  const over = today(cohort.timeZone) >= passportGoneFrom(cohort.endDate);
  return over || cohort.closed || !mayRead(status) ? refuse("learning.course-over") : ok(undefined);
}

export async function saveNeeds(
  actor: Actor,
  enrolment: EnrolmentFacts,
  { intent: _intent, ...needs }: NeedsForm,
): Promise<Result<void>> {
  const allowed = mayWrite(enrolment);
  if (!allowed.ok) return allowed;
  const enrolmentId = enrolment.id;
  return inTransaction(async (tx) => {
    const data = { ...needs, updatedAt: now() };
    await tx.travelNeeds.upsert({ where: { enrolmentId }, create: { enrolmentId, ...data }, update: data });
    // That they wrote, and nothing of what: diet and access tell of faith and health.
    await recordAudit(tx, actor, "travel.needs-written", { kind: "enrolment", id: enrolmentId });
    return ok(undefined);
  });
}

export async function savePassport(
  actor: Actor,
  enrolment: EnrolmentFacts,
  { intent: _intent, ...passport }: PassportForm,
): Promise<Result<void>> {
  const allowed = mayWrite(enrolment);
  if (!allowed.ok) return allowed;
  const enrolmentId = enrolment.id;
  return inTransaction(async (tx) => {
    const data = { ...passport, writtenAt: now() };
    await tx.passport.upsert({ where: { enrolmentId }, create: { enrolmentId, ...data }, update: data });
    await recordAudit(tx, actor, "travel.passport-written", { kind: "enrolment", id: enrolmentId });
    return ok(undefined);
  });
}

/** Taken back by whose it is, at any time. */
export async function forgetPassport(actor: Actor, enrolmentId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.passport.deleteMany({ where: { enrolmentId } });
    if (count > 0)
      await recordAudit(tx, actor, "travel.passport-erased", { kind: "enrolment", id: enrolmentId });
  });
}

// ── for those who run the cohort ────────────────────────────────────────────────────────────────────

const COMES = { status: { notIn: SEATLESS } };

export type NeedsInSum = { people: number; answered: number; diet: NeedCount[]; access: NeedCount[] };

/** How many need what, and nobody's name. */
export async function needsInSum(cohortId: string): Promise<NeedsInSum> {
  const [people, needs] = await Promise.all([
    db.enrolment.count({ where: { cohortId, ...COMES } }),
    db.travelNeeds.findMany({
      where: { enrolment: { cohortId, ...COMES } },
      orderBy: { updatedAt: "asc" },
      select: { diet: true, access: true },
    }),
  ]);
  return {
    people,
    answered: needs.length,
    diet: countedNeeds(needs.map(({ diet }) => diet)),
    access: countedNeeds(needs.map(({ access }) => access)),
  };
}

export type Traveller = {
  enrolmentId: string;
  name: string;
  needs: Omit<NeedsForm, "intent"> | null;
  /** That there is one, and nothing of it. */
  hasPassport: boolean;
};

export async function travellers(cohortId: string, page: number): Promise<Traveller[]> {
  const rows = await db.enrolment.findMany({
    where: { cohortId, ...COMES },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    take: PAGE_SIZE,
    skip: (page - 1) * PAGE_SIZE,
    select: {
      id: true,
      person: { select: { name: true } },
      travel: {
        select: {
          arrivesOn: true,
          arrival: true,
          diet: true,
          access: true,
          contactName: true,
          contactPhone: true,
        },
      },
      passport: { select: { enrolmentId: true } },
    },
  });
  return rows.map(({ id, person, travel, passport }) => ({
    enrolmentId: id,
    name: person.name,
    needs: travel,
    hasPassport: passport !== null,
  }));
}

export type PassportFacts = Omit<PassportForm, "intent">;

/** What stands in a passport; that it was read, and by whom, is recorded before it is. */
export async function readPassport(
  actor: Actor,
  cohort: CohortFacts,
  enrolmentId: string,
): Promise<PassportFacts | null> {
  return inTransaction(async (tx) => {
    const passport = await tx.passport.findFirst({
      where: { enrolmentId, enrolment: { cohortId: cohort.id } },
      select: { name: true, number: true, nationality: true, birthDate: true, expiresOn: true },
    });
    if (!passport) return null;
    await recordAudit(tx, actor, "travel.passport-read", { kind: "enrolment", id: enrolmentId });
    return passport;
  });
}

/** Every night: what was needed for a visa is gone thirty days after its course. */
export async function eraseOldPassports(): Promise<number> {
  const where = { enrolment: { cohort: { endDate: { lte: passportsDueBefore(today()) } } } };
  return inTransaction(async (tx) => {
    const due = await tx.passport.findMany({ where, select: { enrolmentId: true }, take: 500 });
    const ids = due.map(({ enrolmentId }) => enrolmentId);
    if (ids.length === 0) return 0;
    const { count } = await tx.passport.deleteMany({ where: { enrolmentId: { in: ids } } });
    const platform = { personId: null, requestId: "erase-passports" };
    for (const id of ids)
      await recordAudit(tx, platform, "travel.passport-erased", { kind: "enrolment", id });
    return count;
  });
}
