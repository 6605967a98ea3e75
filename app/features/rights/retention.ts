import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * How long what is held is kept, from when, and what happens then: one table, shown on a page. Nothing in it goes by
 * itself: whoever purges sees the list of what is due first (domain §0a: one retention table; a purge shows its list).
 * Proof outlives course data: certificates, decisions and the trail stay.
 */

/** What is purged on a person's word, with its days from the end of its use. */
export const PURGES = {
  "name-evidence": { days: 30, from: "decided" },
  mails: { days: 365, from: "sent" },
  applications: { days: 365, from: "call-closed" },
  answers: { days: 3 * 365, from: "cohort-closed" },
  "data-requests": { days: 5 * 365, from: "answered" },
  complaints: { days: 5 * 365, from: "decided" },
  "exam-pages": { days: 5 * 365, from: "released" },
  guests: { days: 5 * 365, from: "link-over" },
} as const satisfies Record<string, { days: number; from: string }>;

export type PurgeKind = keyof typeof PURGES;
export const PURGE_KINDS = Object.keys(PURGES) as PurgeKind[];
export const isPurgeKind = (text: string | undefined): text is PurgeKind =>
  PURGE_KINDS.some((kind) => kind === text);

/** What stays for good, and the keys that stop working at their hour and then go by themselves. */
export const STAYS = ["certificates", "decisions", "attendance", "trail"] as const;
export const GOES_BY_ITSELF = ["sessions", "ways-in", "jobs", "passports"] as const;

/** As much as is listed, and purged, at once. */
export const MOST_AT_ONCE = 200;

/** What ended before this day is due: its days are over. */
export const dueBefore = (kind: PurgeKind, today: CalendarDay): CalendarDay =>
  addDays(today, -PURGES[kind].days);
