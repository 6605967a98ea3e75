import type { DigestLine } from "#app/features/cohorts/send-digests.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Words } from "#app/locales/words.ts";
import { waitingAppeals } from "#app/features/trainers/appeals/appeal.ts";
import { datesOf, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  certificationsInReach,
  DECIDED_ON_ITS_HOLDER,
  endsWithin,
  factsThatCount,
  withHolder,
  readCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { endOf, needsReminding } from "./reminder-ladder.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/** A digest names so many; the rest is a number. */
const NAMED = 15;
const READERS: readonly Role[] = ["training-head", "certification-officer"];
/** So many days after its end somebody may still wait for a decision. */
const LONGEST_BACK = 366 + 180;

const WHAT = ["undecided", "due", "lapsed", "back"] as const;

/**
 * Lines of the weekly digest for the heads of training and the officer, for each scheme: who is in the window it gives
 * for a renewal and has handed nothing in, who has lapsed, who is back from leave and has until which day, and what
 * should have been decided by now; the first to end first. Of people who work there today: a former employer is told nothing.
 */
export async function certificationsDue(actor: Actor, words: Words, day: CalendarDay): Promise<DigestLine[]> {
  const { t } = words;
  const grants = actor.grants.filter(({ role }) => READERS.includes(role));
  const reach = reachOf(grants, "see:certifications");
  if (reach.length === 0) return [];
  const book = await loadSchemes();
  const rules = book.ids.flatMap((id) => book.versions(id).map(({ validity }) => validity));
  const longest = (days: "graceDays" | "windowDays") => Math.max(...rules.map((rule) => rule[days]));
  const rows = await db.certification.findMany({
    where: {
      AND: [
        certificationsInReach({ ...actor, reach }),
        { person: { deactivatedAt: null } },
        endsWithin({ gte: addDays(day, -longest("graceDays") - LONGEST_BACK) }),
        {
          OR: [
            { validUntil: { lte: addDays(day, longest("windowDays")) } },
            { facts: { some: {} } },
            DECIDED_ON_ITS_HOLDER,
          ],
        },
        // What is said of the next period before it begins is said of the one it follows.
        { OR: [{ predecessorId: null }, { validFrom: { lte: day } }] },
      ],
    },
    orderBy: [{ person: { name: "asc" } }, { id: "asc" }],
    include: withHolder({ name: true }),
  });
  const told = new Map<string, string[]>();
  const tell = (schemeId: string, what: (typeof WHAT)[number], name: string) => {
    const key = `${schemeId} ${what}`;
    told.set(key, [...(told.get(key) ?? []), name]);
  };
  // An appeal is its holder's, and counts for each of their periods: it is told once.
  const toldOf = new Set<string>();
  const read = rows.map((row) => {
    const { validity } = book.judging(row, day);
    const certification = readCertification(row);
    return { row, validity, certification, dates: datesOf(certification, validity) };
  });
  read.sort((one, other) => one.dates.validUntil.localeCompare(other.dates.validUntil));
  for (const { row, validity, certification, dates } of read) {
    const { schemeId, person } = row;
    const { status, alarm } = standingOn(certification, validity, day);
    const open = needsReminding(certification, validity, day);
    const { windowOpens, validUntil } = dates;
    const { until, back } = endOf(certification, validity, day);
    if (open && back && day >= windowOpens)
      tell(schemeId, "back", t("trainers.digest.backUntil", { name: person.name, day: words.date(until) }));
    else if (open && status === "lapsed") tell(schemeId, "lapsed", person.name);
    else if (open && day >= windowOpens && day <= validUntil) tell(schemeId, "due", person.name);
    const late = waitingAppeals(factsThatCount(row), day).filter(
      ({ appealId, overdue }) => overdue && !toldOf.has(appealId),
    );
    for (const { appealId } of late) toldOf.add(appealId);
    if (alarm || late.length > 0) tell(schemeId, "undecided", person.name);
  }
  return book.ids.flatMap((schemeId) =>
    WHAT.flatMap((what) => {
      const names = told.get(`${schemeId} ${what}`) ?? [];
      if (names.length === 0) return [];
      const scheme = t(`trainers.scheme.${schemeId as SchemeId}`);
      return [
        {
          text: t(`trainers.digest.${what}`, { count: names.length, scheme, names: someOf(names, words) }),
          path: `/certifications?scheme=${schemeId}&sort=until`,
        },
      ];
    }),
  );
}

/** So many by name, the rest as a number. */
export const someOf = (names: string[], { t, list }: Words): string =>
  list(
    names.length > NAMED
      ? [...names.slice(0, NAMED), t("trainers.digest.more", { count: names.length - NAMED })]
      : names,
  );
