import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { datesOf } from "#app/features/trainers/certifications/certification-status.ts";
import { needsReminding, reminderDue } from "#app/features/trainers/renewal/reminder-ladder.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import {
  holidaysAround,
  mayWrite,
  type Clock,
} from "#app/features/trainers/renewal/send-reminders.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { reminded } from "./licence-mail.server.ts";
import { readLicence, WITH_LICENCE_FACTS } from "./licences.server.ts";

/** A licence may be extended by a year; none is reminded of longer after its end. */
const AROUND_DAYS = 400;

/**
 * Reminds the heads of licensed organisations on the ladder of the scheme: each rung once for each of them, whenever it runs
 * and however long it did not.
 */
export async function remindLicensees(clock: Clock = { at: now(), dayIn: today }): Promise<void> {
  const book = await loadSchemes();
  const day = clock.dayIn("UTC");
  const rows = await db.licence.findMany({
    where: { validUntil: { gte: addDays(day, -2 * AROUND_DAYS), lte: addDays(day, AROUND_DAYS) } },
    orderBy: { id: "asc" },
    include: { ...WITH_LICENCE_FACTS, organisation: { select: { name: true } } },
  });
  for (const row of rows) {
    const onDay = clock.dayIn(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, onDay);
    const licence = readLicence(row);
    const { validUntil, graceEnds } = datesOf(licence, validity);
    const reminder = reminderDue(validity, row.id, validUntil, new Set(), onDay);
    if (!reminder || !needsReminding(licence, validity, onDay)) continue;
    const action = paths.licence(row.organisationId, row.schemeId);
    const when = onDay <= validUntil ? "before" : "after";
    const holidays = await holidaysAround(onDay);
    await inTransaction(async (tx) => {
      for (const reader of await reminded(tx, row)) {
        if (!mayWrite(reader, clock, holidays)) continue;
        const { t, date } = wordsFor(reader.locale, reader.timeZone);
        const params = {
          name: reader.name,
          organisation: row.organisation.name,
          number: row.number,
          until: date(validUntil),
          grace: date(graceEnds),
          link: linkTo(action),
        };
        await notify(tx, {
          key: `licence-reminder:${reminder.key}:${reader.id}`,
          personId: reader.id,
          address: reader.email,
          kind: "licence-reminder",
          action,
          locale: reader.locale,
          subject: t(`licences.mail.reminder.${when}Subject`, params),
          body: t(`licences.mail.reminder.${when}`, params),
        });
      }
    });
  }
}
