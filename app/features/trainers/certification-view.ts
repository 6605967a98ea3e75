import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { CertificationFact, Standing } from "./certification-status.ts";

/* What the pages of certified people show. */

export type CertificationRow = {
  id: string;
  name: string;
  organisation: string | null;
  number: string;
  schemeId: string;
  language: string;
  validUntil: CalendarDay;
  standing: Standing;
};

export type CertificationSheet = {
  id: string;
  personId: string;
  name: string;
  number: string;
  schemeId: string;
  schemeVersion: string;
  timeZone: string;
  language: string;
  validFrom: CalendarDay;
  basis: string;
  recordedBy: string;
  dates: { windowOpens: CalendarDay; validUntil: CalendarDay; graceEnds: CalendarDay };
  /** The day that was asked about, and what it was worth then. */
  on: CalendarDay;
  standing: Standing;
  today: CalendarDay;
  standingToday: Standing;
  suspendedBy: string | null;
  facts: {
    id: string;
    kind: CertificationFact["kind"];
    day: CalendarDay;
    until: CalendarDay | null;
    reason: string;
    recordedOn: CalendarDay;
    by: string;
  }[];
};
