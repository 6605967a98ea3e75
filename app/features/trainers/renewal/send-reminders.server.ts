import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { hourIn, isWorkingDay, weekendOf } from "#app/lib/working-days.ts";
import { datesOf, type Certification } from "#app/features/trainers/certifications/certification-status.ts";
import { LEAVE_MONTHS } from "#app/features/trainers/certifications/employment.ts";
import {
  endsWithin,
  withHolder,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { Words } from "#app/locales/words.ts";
import { bridgedAs, coursesToTake, fileUnder, missingOf } from "./renewal-file.ts";
import { refreshersTaken } from "./renewal-file.server.ts";
import type { CourseOffer } from "./renewal-view.ts";
import { offersOf } from "./courses-to-take.server.ts";
import { coursesAssigned } from "./renewal.ts";
import { endOf, isQuiet, needsReminding, reminderDue, type Reminder } from "./reminder-ladder.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

const AT_ONCE = 200;

export type Clock = { at: Date; dayIn: (timeZone: string) => CalendarDay };

/** Of these certifications, those whose end nobody need be reminded of that day. */
export type LeaveOut = (
  certificationIds: readonly string[],
  day: CalendarDay,
) => Promise<ReadonlySet<string>>;
const NOBODY: LeaveOut = async () => new Set();

/**
 * Reminds holders of the end of their certification: what is due and not yet sent, each once, whenever it runs and
 * however long it did not. On weekends, holidays and at night it waits.
 */
export async function sendReminders(
  leaveOut: LeaveOut = NOBODY,
  clock: Clock = { at: now(), dayIn: today },
): Promise<void> {
  const book = await loadSchemes();
  for (const id of book.ids) await remindHoldersOf(book, id, leaveOut, clock);
}

async function remindHoldersOf(
  book: SchemeBook,
  schemeId: string,
  leaveOut: LeaveOut,
  clock: Clock,
): Promise<void> {
  const day = clock.dayIn(book.current(schemeId).timeZone);
  const holidays = await holidaysAround(day);
  for (let last = ""; ;) {
    const rows = await db.certification.findMany({
      where: { AND: [{ schemeId, id: { gt: last } }, endsAround(book.versions(schemeId), day)] },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      include: withHolder(HOLDER),
    });
    const reached = rows.flatMap((row) => {
      const certification = readCertification(row);
      const { validity } = book.judging(row, day);
      const { graceEnds } = datesOf(certification, validity);
      const { until, back, ...ladder } = endOf(certification, validity, day);
      const reminder = reminderDue(ladder, row.id, until, new Set(), day);
      return reminder ? [{ row, certification, validity, reminder, until, back, graceEnds }] : [];
    });
    const sent = await sentOf(reached.map(({ reminder }) => reminder));
    const due = reached.filter(
      ({ row, certification, validity, reminder }) =>
        !sent.has(keyOf(reminder)) &&
        mayWrite(row.person, clock, holidays) &&
        needsReminding(certification, validity, day),
    );
    const out =
      due.length > 0
        ? await leaveOut(
            due.map(({ row }) => row.id),
            day,
          )
        : new Set<string>();
    const wanted = due.filter(({ row }) => !out.has(row.id));
    if (wanted.length > 0) {
      const refreshers = await assignedRefreshers(book, schemeId, wanted, day);
      await inTransaction(async (tx) => {
        for (const one of wanted) await remind(tx, one, day, refreshers.get(one.row.id) ?? []);
      });
    }
    if (rows.length < AT_ONCE) return;
    last = rows.at(-1)!.id;
  }
}

type Holder = {
  id: string;
  name: string;
  email: string | null;
  locale: string;
  timeZone: string;
  country: string | null;
};
const HOLDER = { id: true, name: true, email: true, locale: true, timeZone: true, country: true } as const;

/**
 * A first selection in the query: those whose end may be on the ladder on this day, by themselves or as extended, under
 * whichever version, and those whose leave began so lately that it may be what sets it.
 */
function endsAround(versions: readonly Scheme[], day: CalendarDay): Prisma.CertificationWhereInput {
  const from = addDays(day, -Math.max(...versions.map(({ validity }) => validity.graceDays)));
  const until = addDays(day, -Math.min(...versions.flatMap(({ validity }) => validity.reminders)));
  return {
    person: { deactivatedAt: null },
    OR: [
      endsWithin({ gte: from, lte: until }),
      {
        attestation: {
          person: { leaves: { some: { from: { gte: addMonths(day, -LEAVE_MONTHS), lte: day } } } },
        },
      },
    ],
  };
}

/** By day, and on a working day, where the holder lives: there it may be Saturday already. */
export function mayWrite({ timeZone, country }: Holder, { at, dayIn }: Clock, holidays: Holidays): boolean {
  const day = dayIn(timeZone);
  const ofCountry = holidays.get(country ?? "") ?? new Set();
  return (
    !isQuiet(hourIn(timeZone, at)) && isWorkingDay(day, { weekend: weekendOf(country), holidays: ofCountry })
  );
}

const keyOf = ({ key }: Reminder): string => `certification-reminder:${key}`;

async function sentOf(reminders: readonly Reminder[]): Promise<Set<string>> {
  const rows = await db.outboxMessage.findMany({
    where: { key: { in: reminders.map(keyOf) } },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

/** By country. */
type Holidays = ReadonlyMap<string, ReadonlySet<CalendarDay>>;

/** Of a day and of those beside it, which it is elsewhere. */
export async function holidaysAround(day: CalendarDay): Promise<Holidays> {
  const rows = await db.holiday.findMany({
    where: { date: { gte: addDays(day, -1), lte: addDays(day, 1) } },
    select: { country: true, date: true },
  });
  const of = (country: string) => rows.filter((row) => row.country === country).map(({ date }) => date);
  return new Map(rows.map(({ country }) => [country, new Set(of(country))]));
}

type Due = {
  row: { id: string; number: string; person: Holder };
  reminder: Reminder;
  until: CalendarDay;
  back: boolean;
  graceEnds: CalendarDay;
};

type Reminded = {
  row: Parameters<SchemeBook["judging"]>[0] & { id: string; person: Holder };
  certification: Certification;
};

/** The refreshers or workshops each of them is to take, in their language: none for who has taken one. */
async function assignedRefreshers(
  book: SchemeBook,
  schemeId: string,
  wanted: readonly Reminded[],
  day: CalendarDay,
): Promise<ReadonlyMap<string, readonly CourseOffer[]>> {
  const taken = await refreshersTaken(
    db,
    { id: { in: wanted.map(({ row }) => row.person.id) } },
    schemeId,
    book.versions(schemeId),
  );
  const offers = new Map<string, CourseOffer[]>();
  const assigned = new Map<string, readonly CourseOffer[]>();
  for (const { row, certification } of wanted) {
    const scheme = book.judging(row, day);
    if (!coursesAssigned(certification, scheme.validity, day)) continue;
    // What would bridge is no refresher: the file says it.
    const edition = bridgedAs(scheme, { own: true, since: null });
    const holder = { certification, work: taken(row.person.id), edition };
    const courses = coursesToTake(scheme, edition, missingOf(fileUnder(scheme, holder, day)));
    const { locale } = row.person;
    const key = [locale, ...courses.map(({ courseId }) => courseId)].join(" ");
    if (!offers.has(key)) offers.set(key, await offersOf(courses, locale));
    assigned.set(row.id, offers.get(key)!);
  }
  return assigned;
}

/** What they are called, and where each can be applied for. */
function refresherWords({ t, date, list }: Words, offers: readonly CourseOffer[]): string {
  const courses = list(offers.map(({ title }) => title.words));
  const calls = offers.flatMap((offer) => offer.calls.filter(({ open }) => open));
  const lines = calls.map(({ id, name, startDate, closesOn }) =>
    t("trainers.mail.reminder.refresherCall", {
      name,
      start: date(startDate),
      closes: date(closesOn),
      link: linkTo(paths.call(id)),
    }),
  );
  const said = t(`trainers.mail.reminder.${calls.length > 0 ? "refresherOpen" : "refresherNone"}`, {
    courses,
  });
  return [said, ...lines].join("\n");
}

async function remind(
  tx: Tx,
  { row, reminder, until, back, graceEnds }: Due,
  day: CalendarDay,
  refreshers: readonly CourseOffer[],
): Promise<void> {
  const { id, name, email, locale, timeZone } = row.person;
  const words = wordsFor(locale, timeZone);
  const { t, date } = words;
  const action = paths.myCertification(row.id);
  const when = back ? "back" : day <= until ? "before" : "after";
  const params = {
    name,
    number: row.number,
    until: date(until),
    grace: date(graceEnds),
    link: linkTo(action),
  };
  await notify(tx, {
    key: keyOf(reminder),
    personId: id,
    address: email,
    kind: "certification-reminder",
    action,
    locale,
    subject: t(`trainers.mail.reminder.${when}Subject`, params),
    body: [
      t(`trainers.mail.reminder.${when}`, params),
      ...(refreshers.length > 0 ? [refresherWords(words, refreshers)] : []),
    ].join("\n\n"),
  });
}
