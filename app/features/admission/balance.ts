import { holdsSeat, type Standing } from "./application.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/* Who applied, who is on the way in, who holds a seat: seen while selecting, so that nobody is left out unseen. */

export type Applicant = Standing & { sex: string | null; country: string; organisationKind: string };
export type Share = { value: string; applied: number; shortlisted: number; seats: number };
export type Balance = { sex: Share[]; country: Share[]; organisationKind: Share[] };

export function balanceOf(applicants: readonly Applicant[], today: CalendarDay): Balance {
  const applied = applicants.filter(({ state }) => state !== "withdrawn");
  const by = (valueOf: (applicant: Applicant) => string): Share[] => {
    const shares = new Map<string, Share>();
    for (const applicant of applied) {
      const value = valueOf(applicant);
      const share = shares.get(value) ?? { value, applied: 0, shortlisted: 0, seats: 0 };
      share.applied += 1;
      if (applicant.state === "shortlisted") share.shortlisted += 1;
      if (holdsSeat(applicant, today)) share.seats += 1;
      shares.set(value, share);
    }
    return [...shares.values()].sort((a, b) => b.applied - a.applied || (a.value < b.value ? -1 : 1));
  };
  return {
    sex: by(({ sex }) => sex ?? ""),
    country: by(({ country }) => country),
    organisationKind: by(({ organisationKind }) => organisationKind),
  };
}
