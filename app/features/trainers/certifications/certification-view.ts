import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { OpenToAppeal, WaitingAppeal } from "#app/features/trainers/appeals/appeal.ts";
import type { Certification, CertificationFact, Standing } from "./certification-status.ts";
import type { RenewalPart, ValidityRule } from "#app/features/trainers/schemes/scheme.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";

/* What the pages of certified people show. */

export type PanelName = { name: string; guest: boolean; employer: string };

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
  /** By which it is judged today. */
  validity: ValidityRule;
  /** Of a renewal, what is asked of it. */
  parts: readonly RenewalPart[];
  timeZone: string;
  language: string;
  topics: Topic[];
  validFrom: CalendarDay;
  /** recorded: on paper before this system; or decided, renewed, reduced here. */
  origin: string;
  basis: string;
  recordedBy: string;
  dates: { windowOpens: CalendarDay; validUntil: CalendarDay; graceEnds: CalendarDay };
  /**
   * The day that was asked about, what it was worth then as known on a day (null: today), and as known now. As known
   * before it was recorded here, nothing is said.
   */
  on: CalendarDay;
  known: CalendarDay | null;
  recordedOn: CalendarDay | null;
  standing: Standing | null;
  standingNow: Standing;
  today: CalendarDay;
  standingToday: Standing;
  /** The facts as they stand today, for the rules. */
  certification: Certification;
  hearing: { by: string; on: CalendarDay } | null;
  appealable: OpenToAppeal[];
  appeals: WaitingAppeal[];
  /** Other periods of the same person in the same scheme, the newest first. */
  others: { id: string; number: string; validFrom: CalendarDay; validUntil: CalendarDay }[];
  /** Without one of these that holds on the day, it does not hold either. */
  holdsBy: { id: string; number: string; standing: Standing }[];
  facts: {
    id: string;
    kind: CertificationFact["kind"];
    day: CalendarDay;
    until: CalendarDay | null;
    word: string | null;
    reason: string;
    recordedOn: CalendarDay;
    by: string;
    /** For whom a deputy decided. */
    behalf: string | null;
    /** The period it was written to, where that is another one: what is decided on the holder counts for both. */
    under: { id: string; number: string } | null;
    /** Who decided on an appeal. */
    panel: PanelName[];
  }[];
};
