import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Anchors } from "#app/features/trainers/schemes/anchors.ts";
import type { Criterion, Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Difference, MissingInRating, SecondReason, Source, Standing } from "./observation.ts";
import type { RatingEntry, Span } from "./rating.ts";

/* What the pages of an observation show. */

export type SaidBy = Pick<RatingEntry, "id" | "value" | "text" | "at">;
export type CellView = { name: string; heads: readonly SaidBy[]; clash: boolean };

export type LateEntry = Omit<RatingEntry, "replaces">;

export type NoteView = { id: string; about: string; text: string; at: number };

/** Both ratings, once both are signed. */
export type OutcomeView = {
  /** What the scores stood for when they were given, where the version says it itself. */
  anchors: Anchors | undefined;
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
  /** Where the recording is seen, for whoever rates from one; "": nobody said. */
  video: string;
  signedAt: number | null;
  /** Why nothing of it counts any more. */
  over: "replaced" | "cancelled" | null;
  criteria: readonly Criterion[];
  anchors: Anchors | undefined;
  /** For whoever rates from notes; null: from what they see. */
  toRateFrom: { there: boolean; minutes: number; notes: readonly NoteView[] } | null;
  notes: readonly NoteView[];
  spans: readonly Span[];
  running: boolean;
  minutes: number;
  /** Of what the scheme asks, before this rating. */
  minutesLeft: number;
  cells: readonly CellView[];
  missing: readonly MissingInRating[];
  session: Readonly<Record<string, number | null>>;
  /** Kept beside the rating, not counted. */
  late: readonly LateEntry[];
  /** null: the other rating is not signed, or there is none. */
  outcome: OutcomeView | null;
  waitsForOther: boolean;
};

export type RatingRow = {
  id: string;
  candidate: string;
  /** Towards a renewal; else as a candidate. */
  renewal: boolean;
  day: CalendarDay;
  place: string;
  source: Source;
  signed: boolean;
  standing: Standing;
};

/** As a panel reads it. */
export type SignedRating = {
  id: string;
  assessor: string;
  day: CalendarDay;
  place: string;
  minutes: number;
  scores: Scores;
  notes: readonly NoteView[];
  feedback: string;
};

export type RaterView = {
  id: string;
  turn: number;
  assessorId: string;
  assessor: string;
  source: Source;
  signedAt: number | null;
  exception: string;
  late: readonly LateEntry[];
};

export type ObservationView = {
  id: string;
  day: CalendarDay;
  place: string;
  standing: Standing;
  cancelReason: string;
  reasons: readonly SecondReason[];
  ratings: readonly RaterView[];
  /** Whose place somebody else took, and why. */
  replaced: readonly (RaterView & { at: number; reason: string })[];
  outcome: OutcomeView | null;
};
