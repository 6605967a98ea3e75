import type { TrainerFacts } from "#app/features/certification/trainer-facts.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Standing } from "./certification-status.ts";
import type { PublicStanding } from "./public-standing.ts";

/* Trainers' certificates as pages show them: to those who may open them, and in the public check. */

/** The newest edition. */
export type ShownCertificate = {
  id: string;
  code: string;
  number: string;
  facts: TrainerFacts;
  standing: Standing;
  /** Why a provisional one should not have been issued. */
  endedBecause: string | null;
  /** Of the file; null before it was drawn. */
  bytes: number | null;
};

/** One of them, for staff. */
export type TrainerEdition = {
  edition: number;
  number: string;
  issuedOn: CalendarDay;
  correctedBecause: string | null;
};

type Checked = {
  number: string;
  standing: PublicStanding;
  /** A newer edition says something else. */
  replacedOn: CalendarDay | null;
  present: Present | null;
};

/** What the holder has today where this was replaced, by a newer edition or in a later period. */
export type Present = { number: string; standing: PublicStanding };

export type CheckedCertificate = Checked & { facts: TrainerFacts; factsSha256: string };

export type CheckedNumber = Checked & {
  provisional: boolean;
  /** Decided on paper before this system. */
  imported: boolean;
};
