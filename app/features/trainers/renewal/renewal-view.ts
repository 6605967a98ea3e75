import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Refusal } from "#app/lib/result.ts";
import type { Entered, EvidenceKind, FilePart } from "./renewal-file.ts";
import type { Delivery, RenewalBand } from "./renewal.ts";
import type { ReEntry } from "#app/features/trainers/schemes/way-back.ts";
import type { Title } from "#app/features/learning/titles.ts";
import type { Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import type { TestPart } from "#app/features/trainers/schemes/courses.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Renewal } from "#app/features/trainers/schemes/scheme.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* What the pages of a renewal show. */

export type EvidenceRow = Entered & { id: string; note: string; file: string | null; by: string };

export type ObservedRow = {
  id: string;
  on: CalendarDay;
  place: string;
  scores: Scores;
  feedback: string;
  raters: readonly { personId: string; name: string }[];
  bars: readonly Bar[];
};

/** The test of a course, and what it can fill. */
export type TestRow = { courseId: string; title: Title; on: CalendarDay; score: number; parts: TestPart[] };

/** A course whose test fills what is missing, and the calls for it that are open or announced. */
export type CourseOffer = {
  courseId: string;
  parts: TestPart[];
  title: Title;
  calls: {
    id: string;
    open: boolean;
    opensOn: CalendarDay;
    closesOn: CalendarDay;
    name: string;
    place: string;
    startDate: CalendarDay;
  }[];
};

export type RenewalSheet = {
  id: string;
  personId: string;
  name: string;
  number: string;
  schemeId: SchemeId;
  observedBy: Renewal["observedBy"];
  /** A delivery is rated here on the twelve criteria. */
  onInstrument: boolean;
  /** That each of the twelve has to reach. */
  floor: number;
  /** What an officer may enter for it. */
  kinds: EvidenceKind[];
  today: CalendarDay;
  dates: { windowOpens: CalendarDay; validUntil: CalendarDay; graceEnds: CalendarDay };
  /** The day the file that waits was handed in; null: none waits. */
  waits: CalendarDay | null;
  /** Of today, or of the day it was handed in. */
  band: RenewalBand;
  file: FilePart[];
  /** Of one that waits: as it was counted when it was handed in (null: nobody wrote it down), and as it would be today. */
  handedIn?: FilePart[] | null;
  now?: FilePart[];
  /** As it was each time. */
  past: { what: "renewal-submitted" | "renewal-refused" | "renewed"; day: CalendarDay; file: FilePart[] }[];
  /** Other schemes whose courses count as well, while it ends with what it widens. */
  widens: SchemeId[];
  deliveries: Delivery[];
  tests: TestRow[];
  /** Recordings rated, each with how far from the consensus, in hundredths of a mark. */
  calibrations: { on: CalendarDay; place: string; difference: number }[];
  /** Rated on the instrument; counted where nothing bars those who rated. */
  observed: ObservedRow[];
  entered: EvidenceRow[];
  mayHandIn: boolean;
  /** Why not; null: it may be. */
  refusal: Refusal | null;
  /** From the day the window opens until nothing of it is missing: what can be taken, and where the holder sits already. */
  toTake: { offers: CourseOffer[]; seat: { enrolmentId: string; name: string } | null } | null;
  /** Once it has expired or was revoked: the way back with the candidacy that is open, or from when there is one. */
  back: { way: ReEntry; candidacyId: string | null } | { from: CalendarDay } | null;
};
