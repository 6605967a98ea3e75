import type { SuspensionGround } from "#app/features/trainers/certifications/certification-acts.ts";
import type { CertificationFact } from "#app/features/trainers/certifications/certification-status.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { LicenceActKind, LicenceStanding } from "./licence.ts";
import type { LicenceChange } from "./licence-preview.ts";
import type { LicencePart } from "./qualification.ts";

/* What the pages of licensed organisations show. */

export type LicenceRow = {
  organisationId: string;
  organisation: string;
  country: string;
  schemeId: LicenceSchemeId;
  /** Null: no licence yet. */
  licence: { number: string; validUntil: CalendarDay; standing: LicenceStanding } | null;
  waits: "assessment" | "decision" | null;
  /** Valid, with fewer certified trainers today than the scheme asks for. */
  short: boolean;
};

export type TrainerLine = {
  certificationId: string;
  personId: string;
  name: string;
  schemeId: string;
  validUntil: CalendarDay;
};

export type FileLine = {
  id: string;
  document: string;
  name: string;
  bytes: number;
  addedOn: CalendarDay;
  /** For the next decision; what was handed in for an earlier one is only kept. */
  counts: boolean;
};

export type FactLine = {
  id: string;
  kind: CertificationFact["kind"];
  day: CalendarDay;
  until: CalendarDay | null;
  word: SuspensionGround | null;
  reason: string;
  by: string;
  behalf: string | null;
};

export type LicenceShown = {
  id: string;
  number: string;
  schemeVersion: string;
  validFrom: CalendarDay;
  dates: { windowOpens: CalendarDay; validUntil: CalendarDay; graceEnds: CalendarDay };
  origin: string;
  basis: string;
  recordedBy: string;
  /** Its certificate; null: it was decided on paper, or went without. */
  printed: { code: string; verifyUrl: string } | null;
  /** On the day that was asked, as it was known then. */
  on: CalendarDay;
  standing: LicenceStanding;
  standingToday: LicenceStanding;
  hearing: { by: string; on: CalendarDay } | null;
  facts: FactLine[];
};

export type RequestShown = {
  id: string;
  renews: boolean;
  askedOn: CalendarDay;
  askedBy: string;
  behalf: string | null;
  note: string;
  assessment: {
    on: CalendarDay;
    by: string;
    behalf: string | null;
    recommended: boolean;
    words: string;
  } | null;
  decision: { on: CalendarDay; by: string; behalf: string | null; outcome: string; reason: string } | null;
};

export type LicenceSheet = {
  organisation: { id: string; name: string; country: string };
  schemeId: LicenceSchemeId;
  schemeVersion: string;
  timeZone: string;
  today: CalendarDay;
  licence: LicenceShown | null;
  others: { id: string; number: string; validFrom: CalendarDay; validUntil: CalendarDay }[];
  parts: LicencePart[];
  trainers: TrainerLine[];
  /** `asked`: a request was made with it, so that it stays. */
  files: (FileLine & { asked: boolean })[];
  open: RequestShown | null;
  decided: RequestShown[];
};

/** What the reader may do on the page, and what keeps them from it. */
export type LicenceOffers = {
  hand: boolean;
  /** Null: not theirs to ask. */
  ask: { refusal: string | null; params?: Record<string, string | number> | undefined } | null;
  /** A request waits that the reader may take back. */
  withdraw: boolean;
  /** The present licence may be given up by the reader. */
  handBack: boolean;
  assess: boolean;
  decide: boolean;
  /** Why not, where it is theirs by role. */
  decideNot: string | null;
  acts: LicenceActKind[];
  record: boolean;
  /** The present licence went without its paper. */
  paper: boolean;
};

// ── What another version would do ───────────────────────────────────────────────────────────────────

export type LicenceTouched = LicenceChange & {
  organisationId: string;
  name: string;
  number: string;
  validUntil: CalendarDay;
};

export type LicencePreview = {
  /** Licences that run, and of those whose next date or request would change, one page. */
  running: number;
  touched: number;
  licences: readonly LicenceTouched[];
};
