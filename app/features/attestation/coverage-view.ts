import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import type { SeenSession } from "./day-view.ts";
import type { CoverageRow, CoverageState } from "./coverage.ts";

/* What the pages of coverage show. */

export type CoveragePage = {
  employer: { id: string; name: string };
  day: CalendarDay;
  today: CalendarDay;
  /** Somebody has said who should hold what. */
  settled: boolean;
  topics: string[];
  rows: CoverageRow[];
  total: CoverageRow;
};

/** What a cell of the matrix is asked about. */
export type CellAsked = { unit: string; topic: string; state: CoverageState | "" };

export type PersonInCell = {
  personId: string;
  username: string;
  name: string;
  unit: string | null;
  position: string | null;
  state: CoverageState;
  /** Of what they hold, or held last; null: nothing. */
  certification: { id: string; standing: Standing; validUntil: CalendarDay } | null;
  /** Where an open candidacy stands; null: none. */
  candidacy: { id: string; state: string } | null;
  /** The session they were observed in last, for a refresher; null: in none. */
  observed: SeenSession | null;
};
