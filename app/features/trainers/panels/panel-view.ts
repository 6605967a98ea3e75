import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Result } from "#app/lib/result.ts";
import type { Appealable } from "#app/features/trainers/appeals/appeal.ts";
import type { FilePurpose } from "#app/features/trainers/candidacies/candidacy-records.ts";
import type { SignedRating } from "#app/features/trainers/observations/rating-view.ts";
import type { RulingKind } from "#app/features/trainers/candidacies/candidacy.ts";
import type { CandidacySheet } from "#app/features/trainers/candidacies/candidacy-view.ts";
import type { CertificationFact } from "#app/features/trainers/certifications/certification-status.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { StageNames } from "#app/features/trainers/schemes/stage.ts";
import type { SeatState } from "./panel.ts";

/* What the pages of a panel show. */

export type SeatRow = {
  id: string;
  name: string;
  guest: boolean;
  employer: string;
  until: CalendarDay;
  state: SeatState;
  conflict: string;
  vote: string | null;
  words: string;
};

/** `called`: when and why; null: nobody has yet. `decision`: what three votes came to, or why not. */
export type PanelView = {
  of: string;
  outcomes: readonly string[];
  byItself: boolean;
  called: { at: number; reason: string } | null;
  seats: readonly SeatRow[];
  decision: Result<string> | null;
};

export type PastPanel = {
  id: string;
  of: string;
  recordId: string | null;
  outcome: string | null;
  minutes: string;
  closedAt: number;
  seats: readonly SeatRow[];
};

/** Of what: a document of a candidacy, a page of an exam, a paper from before this platform, evidence for a renewal. */
export type CasePaper = { id: string } & (
  | { of: FilePurpose | "past"; name: string; bytes: number }
  | { of: "exam"; day: CalendarDay; bytes: number }
  | { of: "renewal"; day: CalendarDay; name: string }
);

/** One of one's own, on a panel that sits. */
export type MySeat = {
  id: string;
  name: string;
  schemeId: SchemeId;
  appeal: boolean;
  declared: boolean;
  until: CalendarDay;
};

/** What whoever sits reads; the file and its papers only once they have declared. */
export type PanelCase = { name: string; schemeId: SchemeId; papers: readonly CasePaper[] } & (
  | {
      about: "appeal";
      number: string;
      decision: Appealable;
      history:
        readonly { id: string; kind: CertificationFact["kind"]; day: CalendarDay; reason: string }[] | null;
    }
  | {
      about: "candidacy";
      language: string;
      stage: string;
      stageNames: StageNames;
      /** What was decided against them, where they appeal; `stage` is where. */
      appealed: RulingKind | null;
      file:
        | (Pick<CandidacySheet, "asks" | "scores" | "anchors" | "events"> & {
            ratings: readonly SignedRating[];
          })
        | null;
    }
);
