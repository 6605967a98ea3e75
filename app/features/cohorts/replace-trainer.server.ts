import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { becomesTrainerOf } from "#app/features/identity/person-roles.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import { passingOver } from "./replace-trainer.ts";
import { ANYBODY, type StandCheck } from "./sessions.server.ts";
import { DELIVERS, type TrainerRole } from "./session.ts";

type Replacing = { from: string; to: string };
type Cohort = { id: string; name: string };

/** What is still to be held passes to the other trainer, in the same role; hours that were given stay. Answers how many. */
export async function replaceTrainer(
  actor: Actor,
  cohortId: string,
  { from, to }: Replacing,
  mayStand: StandCheck = ANYBODY,
): Promise<Result<number>> {
  return inTransaction(async (tx) => {
    const cohort = await tx.cohort.findFirst({
      where: { id: cohortId, closedAt: null, ...cohortsRunBy(actor) },
      select: {
        id: true,
        name: true,
        timeZone: true,
        halfDays: {
          select: {
            id: true,
            date: true,
            modules: true,
            verifiedAt: true,
            trainers: { select: { personId: true, role: true } },
          },
        },
      },
    });
    if (!cohort) return refuse("cohort.closed");
    const comes = await tx.person.count({
      where: { id: to, deactivatedAt: null, roles: { some: { role: "trainer", endedAt: null } } },
    });
    if (comes !== 1 || from === to) return refuse("calendar.no-such-trainer");
    const { halfDays } = cohort;
    const held = halfDays.map(({ verifiedAt, trainers, ...halfDay }) => ({
      ...halfDay,
      verified: verifiedAt !== null,
      trainerIds: trainers.map(({ personId }) => personId),
    }));
    const ids = passingOver(held, from, today(cohort.timeZone));
    if (ids.length === 0) return refuse("calendar.nothing-to-pass-over");
    const before = halfDays
      .filter(({ id }) => ids.includes(id))
      .map(({ id, date, modules, trainers }) => ({
        id,
        date,
        modules: JSON.parse(modules) as string[],
        trainers: trainers.map(({ personId, role }) => ({ id: personId, role })),
      }));
    const after = before.map((session) => ({
      ...session,
      trainers: session.trainers
        .filter(({ id }) => id !== to)
        .map((one) => (one.id === from ? { ...one, id: to } : one)),
    }));
    const may = await mayStand(tx, cohortId, before, after);
    if (!may.ok) return may;
    const roles = new Map(
      halfDays.map(({ id, trainers }) => [id, trainers.find(({ personId }) => personId === from)?.role]),
    );
    await tx.halfDayTrainer.deleteMany({ where: { halfDayId: { in: ids }, personId: { in: [from, to] } } });
    await tx.halfDayTrainer.createMany({
      data: ids.map((halfDayId) => ({ halfDayId, personId: to, role: roles.get(halfDayId)! })),
    });
    if (ids.some((id) => DELIVERS.includes(roles.get(id) as TrainerRole)))
      await becomesTrainerOf(tx, actor, to, cohortId);
    const detail = { from, to, halfDays: ids.length };
    await recordAudit(tx, actor, "calendar.trainer-replaced", { kind: "cohort", id: cohortId }, detail);
    await write(tx, cohort, from, "trainer-out", ids.length);
    await write(tx, cohort, to, "trainer-in", ids.length);
    return ok(ids.length);
  });
}

async function write(
  tx: Tx,
  cohort: Cohort,
  personId: string,
  letter: "trainer-out" | "trainer-in",
  count: number,
): Promise<void> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true, locale: true, timeZone: true },
  });
  if (!person.email) return;
  const { t } = wordsFor(person.locale, person.timeZone);
  const link = linkTo(letter === "trainer-in" ? paths.calendar(cohort.id) : "/me/calendar");
  const params = { name: person.name, cohort: cohort.name, count, link };
  await enqueue(tx, {
    key: `${letter}:${cohort.id}:${personId}:${now().getTime()}`,
    personId,
    address: person.email,
    kind: letter,
    locale: person.locale,
    subject: t(`cohorts.mail.${letter}.subject`, params),
    body: t(`cohorts.mail.${letter}.body`, params),
  });
}
