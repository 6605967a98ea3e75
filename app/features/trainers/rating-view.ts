import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Criterion, Scores } from "./criteria.ts";
import type { Difference, MissingInRating, SecondReason, Source, Standing } from "./observation.ts";
import type { RatingEntry, Span } from "./rating.ts";

/* What the pages of an observation show. */

export type SaidBy = Pick<RatingEntry, "id" | "value" | "text" | "at">;
export type CellView = { name: string; heads: readonly SaidBy[]; clash: boolean };

/** Both ratings, once both are signed. */
export type OutcomeView = {
  standing: Standing;
  differences: readonly Difference[];
  moderate: boolean;
  agreed: {
    number: number;
    scores: Scores;
    reason: string;
    proposedBy: string;
    mine: boolean;
    signed: boolean;
  } | null;
};

export type RatingPage = {
  id: string;
  personId: string;
  candidate: string;
  day: CalendarDay;
  place: string;
  source: Source;
  signedAt: number | null;
  criteria: readonly Criterion[];
  notes: readonly { id: string; about: string; text: string; at: number }[];
  spans: readonly Span[];
  running: boolean;
  minutes: number;
  cells: readonly CellView[];
  missing: readonly MissingInRating[];
  session: Readonly<Record<string, number | null>>;
  late: number;
  /** null: the other rating is not signed, or there is none. */
  outcome: OutcomeView | null;
  waitsForOther: boolean;
};

export type RatingRow = {
  id: string;
  candidate: string;
  day: CalendarDay;
  place: string;
  source: Source;
  signed: boolean;
  standing: Standing;
};

export type ObservationView = {
  id: string;
  day: CalendarDay;
  place: string;
  standing: Standing;
  cancelReason: string;
  reasons: readonly SecondReason[];
  ratings: readonly {
    id: string;
    turn: number;
    assessor: string;
    source: Source;
    signedAt: number | null;
  }[];
  outcome: OutcomeView | null;
};
