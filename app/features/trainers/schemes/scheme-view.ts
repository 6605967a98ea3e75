import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Manned, SeatAct } from "./people-needed.ts";
import type { CandidacyChange, CertificationChange, PartChange } from "./scheme-preview.ts";
import type { Scheme } from "./scheme.ts";
import type { Flaw } from "./sound-scheme.ts";
import type { StageNames } from "./stage.ts";

/* What the pages of the schemes show. */

export type SchemeRow = {
  schemeId: string;
  version: string;
  /** Null: as the platform brought it. */
  publishedAt: number | null;
  certifications: number;
  candidacies: number;
  draft: boolean;
};

export type PublishedVersion = {
  scheme: Scheme;
  publishedAt: number | null;
  by: string | null;
  reason: string | null;
};

/** As everybody may read it, the newest version first; `since` null: from the start. */
export type PublishedScheme = {
  scheme: Scheme;
  current: string;
  versions: readonly { version: string; since: CalendarDay | null }[];
};

export type SchemeSheet = {
  schemeId: string;
  current: Scheme;
  /** The newest first. */
  versions: readonly PublishedVersion[];
  people: Manned;
  mayEdit: boolean;
  draft: boolean;
};

export type CertificationTouched = CertificationChange & {
  id: string;
  name: string;
  number: string;
  validUntil: CalendarDay;
  renewal: readonly PartChange[];
};
export type CandidacyTouched = CandidacyChange & {
  id: string;
  name: string;
  state: string;
  stageNames: StageNames;
  version: string;
};

/** Who keeps an earlier version than the one that holds. */
export type StillBehind = {
  version: string;
  behind: number;
  certifications: readonly CertificationTouched[];
  candidacies: readonly CandidacyTouched[];
};

export type SchemePreview = {
  /** Certifications that run, and of those whose dates or renewal would change, one page. */
  running: number;
  touched: number;
  certifications: readonly CertificationTouched[];
  /** Every candidacy that is open: each keeps its version unless it is moved. */
  candidacies: readonly CandidacyTouched[];
  /** Why it cannot be published, and the people it needs; `blockedNow` is what it alone would block. */
  flaws: readonly Flaw[];
  people: Manned;
  blockedNow: readonly SeatAct[];
};
