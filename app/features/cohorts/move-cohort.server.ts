import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortSearchText } from "./cohort-forms.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { holidaysOfCohort } from "./holidays.server.ts";
import type { HolidayWarning } from "./holidays.ts";
import { previewsOf, type LetterPreview } from "./letter-preview.ts";
import { keepCodes, type HostGate, type Hosting } from "./keep-cohort.server.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import type { PostponeForm, RepeatForm } from "./move-forms.ts";
import { mayPostpone, moved, shiftTo } from "./move-cohort.ts";

/** Moves a cohort and its calendar to another start, and writes one letter to everybody in it. Answers how many. */
export async function postponeCohort(
  actor: Actor,
  cohort: CohortFacts,
  form: PostponeForm,
  mayHost: HostGate,
): Promise<Result<number>> {
  return inTransaction(
    async (tx) => {
      const marks = await tx.attendanceMark.count({ where: { halfDay: { cohortId: cohort.id } } });
      const shift = mayPostpone(cohort, form.startDate, marks, today(cohort.timeZone));
      if (!shift.ok) return shift;
      const hosted = await mayHost(tx, hostingFrom(form.startDate, cohort));
      if (!hosted.ok) return hosted;
      const { count } = await tx.cohort.updateMany({
        where: { id: cohort.id, version: cohort.rowVersion, closedAt: null, ...cohortsRunBy(actor) },
        data: { ...moved(cohort, shift.value), version: { increment: 1 } },
      });
      if (count !== 1) return refuse("changed-meanwhile");
      await moveHalfDays(tx, cohort, shift.value);
      await recordAudit(
        tx,
        actor,
        "cohort.postponed",
        { kind: "cohort", id: cohort.id },
        {
          from: cohort.startDate,
          to: form.startDate,
        },
      );
      return ok(await tellEverybody(tx, cohort, form, shift.value));
    },
    { timeoutMs: 30_000 },
  );
}

const hostingFrom = (startDate: CalendarDay, { host, programme, audience }: CohortFacts): Hosting => ({
  hostId: host?.id ?? "",
  programme,
  audience,
  startDate,
});

/** The later first where they go later, so that no half-day steps on another of the same cohort on the way. */
async function moveHalfDays(tx: Tx, cohort: CohortFacts, shift: number): Promise<void> {
  const days = [...cohort.halfDays].sort((a, b) => (a.date < b.date ? -1 : 1));
  for (const { id, date } of shift > 0 ? days.reverse() : days)
    await tx.halfDay.update({ where: { id }, data: { date: addDays(date, shift) } });
}

async function tellEverybody(
  tx: Tx,
  cohort: CohortFacts,
  { note }: PostponeForm,
  shift: number,
): Promise<number> {
  const enrolments = await tx.enrolment.findMany({
    where: { cohortId: cohort.id, status: { in: ["confirmed", "active"] } },
    select: {
      id: true,
      person: { select: { id: true, name: true, email: true, locale: true, timeZone: true } },
    },
  });
  const { startDate } = moved(cohort, shift);
  for (const { id, person } of enrolments)
    await notify(tx, {
      key: `cohort-postponed:${cohort.id}:${startDate}:${person.id}`,
      personId: person.id,
      address: person.email,
      kind: "cohort-postponed",
      action: paths.myDays(id),
      locale: person.locale,
      ...postponedText(cohort, shift, note, { ...person, link: linkTo(paths.myDays(id)) }),
    });
  return enrolments.length;
}

type Reader = { name: string; locale: string; timeZone: string; link: string };

function postponedText(cohort: CohortFacts, shift: number, note: string, reader: Reader) {
  const { t, date } = wordsFor(reader.locale, reader.timeZone);
  const { startDate, endDate } = moved(cohort, shift);
  const params = {
    name: reader.name,
    course: courseTitle(cohort.version.outline, reader.locale).words,
    cohort: cohort.name,
    from: date(startDate),
    to: date(endDate),
    before: date(cohort.startDate),
    note: note ? `${note}\n\n` : "",
    link: reader.link,
  };
  return {
    subject: t("cohorts.mail.postponed.subject", params),
    body: t("cohorts.mail.postponed.body", params),
  };
}

export type PostponePreview = { letters: LetterPreview[]; holidays: HolidayWarning[] };

/**
 * The letter as it would be written, once for each language it is read in, and the half-days that would fall on a holiday;
 * nothing is moved and nothing sent.
 */
export async function previewPostponed(
  cohort: CohortFacts,
  { startDate, note }: PostponeForm,
  mayHost: HostGate,
): Promise<Result<PostponePreview>> {
  const marks = await db.attendanceMark.count({ where: { halfDay: { cohortId: cohort.id } } });
  const shift = mayPostpone(cohort, startDate, marks, today(cohort.timeZone));
  if (!shift.ok) return shift;
  const hosted = await mayHost(db, hostingFrom(startDate, cohort));
  if (!hosted.ok) return hosted;
  const days = cohort.halfDays.map(({ date, title }) => ({ date: addDays(date, shift.value), what: title }));
  const people = await readersOf(cohort.id);
  return ok({
    letters: previewsOf(people, (reader) => postponedText(cohort, shift.value, note, reader)),
    holidays: await holidaysOfCohort(cohort.id, days),
  });
}

/** Who is enrolled now. */
async function readersOf(cohortId: string): Promise<Reader[]> {
  const enrolments = await db.enrolment.findMany({
    where: { cohortId, status: { in: ["confirmed", "active"] } },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    select: { id: true, person: { select: { name: true, locale: true, timeZone: true } } },
  });
  return enrolments.map(({ id, person }) => ({ ...person, link: linkTo(paths.myDays(id)) }));
}

/** The same course again: its facts, its calendar with hours, rooms, modules and trainers; nobody is enrolled. */
export async function repeatCohort(
  actor: Actor,
  cohort: CohortFacts,
  form: RepeatForm,
  mayHost: HostGate,
): Promise<Result<{ cohortId: string }>> {
  const cohortId = newId();
  return inTransaction(async (tx) => {
    const row = await tx.cohort.findFirst({
      where: { id: cohort.id, ...cohortsRunBy(actor) },
      include: { halfDays: { include: { trainers: true } } },
    });
    if (!row) return refuse("cohort.outside-reach");
    const hosted = await mayHost(tx, hostingFrom(form.startDate, cohort));
    if (!hosted.ok) return hosted;
    const { halfDays, ...facts } = row;
    const shift = shiftTo(facts, form.startDate);
    await tx.cohort.create({
      data: {
        ...facts,
        id: cohortId,
        name: form.name,
        searchText: cohortSearchText({ ...facts, ...cohort.codes, name: form.name }),
        ...moved(cohort, shift),
        closedAt: null,
        createdAt: now(),
        version: 1,
      },
    });
    await keepCodes(tx, cohortId, cohort.codes);
    for (const { trainers, id: _id, verifiedAt: _at, verifiedBy: _by, ...halfDay } of halfDays) {
      const id = newId();
      const date = addDays(halfDay.date, shift);
      await tx.halfDay.create({
        data: { ...halfDay, id, cohortId, date, verifiedAt: null, verifiedBy: null },
      });
      await tx.halfDayTrainer.createMany({
        data: trainers.map(({ personId, role }) => ({ halfDayId: id, personId, role })),
      });
    }
    await recordAudit(tx, actor, "cohort.created", { kind: "cohort", id: cohortId }, { repeats: cohort.id });
    return ok({ cohortId });
  });
}
