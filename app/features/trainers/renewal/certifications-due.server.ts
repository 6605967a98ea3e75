import { reachOf } from "#app/features/identity/permissions.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Words } from "#app/locales/words.ts";
import { waitingAppeals } from "#app/features/trainers/appeals/appeal.ts";
import { datesOf, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  certificationsInReach,
  withHolder,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { needsReminding } from "./reminder-ladder.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/** A digest names so many; the rest is a number. */
const NAMED = 15;
const SOON_DAYS = 30;
const READERS: readonly Role[] = ["training-head", "certification-officer"];
/** A year of extension, and the longest suspension. */
const LONGEST_BACK = 366 + 180;

/**
 * Lines of the weekly digest for the heads of training and the officer: whose certification ends soon or has lapsed,
 * and what should have been decided by now. Of people who work there today: a former employer is told nothing.
 */
export async function certificationsDue(
  actor: Actor,
  { t, list }: Words,
  day: CalendarDay,
): Promise<string[]> {
  const grants = actor.grants.filter(({ role }) => READERS.includes(role));
  const reach = reachOf(grants, "see:certifications");
  if (reach.length === 0) return [];
  const book = await loadSchemes();
  const versions = book.ids.flatMap((id) => book.versions(id));
  const longestGrace = Math.max(...versions.map(({ validity }) => validity.graceDays));
  const rows = await db.certification.findMany({
    where: {
      AND: [
        certificationsInReach({ ...actor, reach }),
        { person: { deactivatedAt: null } },
        {
          validUntil: { gte: addDays(day, -longestGrace - LONGEST_BACK) },
          OR: [{ validUntil: { lte: addDays(day, SOON_DAYS) } }, { facts: { some: {} } }],
        },
      ],
    },
    orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
    include: withHolder({ name: true }),
  });
  const told: Record<"due" | "lapsed" | "undecided", string[]> = { due: [], lapsed: [], undecided: [] };
  for (const row of rows) {
    const { person } = row;
    const { validity } = book.judging(row, day);
    const certification = readCertification(row);
    const { status, alarm } = standingOn(certification, validity, day);
    const open = needsReminding(certification, validity, day);
    const { validUntil } = datesOf(certification, validity);
    if (open && status === "lapsed") told.lapsed.push(person.name);
    else if (open && validUntil >= day && validUntil <= addDays(day, SOON_DAYS)) told.due.push(person.name);
    if (alarm || waitingAppeals(row.facts, day).some(({ overdue }) => overdue))
      told.undecided.push(person.name);
  }
  return (["undecided", "due", "lapsed"] as const).flatMap((what) => {
    const names = told[what];
    if (names.length === 0) return [];
    const named =
      names.length > NAMED
        ? [...names.slice(0, NAMED), t("trainers.digest.more", { count: names.length - NAMED })]
        : names;
    return [t(`trainers.digest.${what}`, { count: names.length, names: list(named) })];
  });
}
