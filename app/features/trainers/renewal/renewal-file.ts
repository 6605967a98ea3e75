import * as z from "zod";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  allTestCourses,
  isCourseOf,
  TEST_PARTS,
  testCourses,
  type TestPart,
} from "#app/features/trainers/schemes/courses.ts";
import { editionOf, type SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import {
  asOnePeriod,
  backSince,
  datesOf,
  standingOn,
  suspensionsOf,
  widenedBy,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import { CRITERIA, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  renewalChecklist,
  type Counted,
  type Delivery,
  type Edition,
  type Period,
  type RenewalEvidence,
} from "./renewal.ts";
import {
  checklistPass,
  PART_FIGURES,
  RENEWAL_PARTS,
  type Renewal,
  type RenewalAsks,
  type RenewalPart,
  type Scheme,
} from "#app/features/trainers/schemes/scheme.ts";

/* The file of one renewal: what the scheme asks, what the platform knows, what an officer entered from paper. */

export const EVIDENCE_KINDS = [
  "delivery",
  "training",
  "refresher",
  "workshop",
  "observation",
  "calibration",
  "finding",
  "bridging",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What an officer may enter for a scheme: of what it does not ask, nothing. */
export function evidenceKindsFor({ parts }: Pick<Renewal, "parts">): EvidenceKind[] {
  const forPart = {
    delivery: ["R1", "M2"],
    training: ["M1"],
    refresher: ["R2"],
    workshop: ["M3"],
    observation: ["R3"],
    calibration: ["M4"],
    finding: ["R6"],
    bridging: ["R7"],
  } as const satisfies Record<EvidenceKind, readonly RenewalPart[]>;
  return EVIDENCE_KINDS.filter((kind) => forPart[kind].some((part) => parts.includes(part)));
}

export type Entered = {
  kind: EvidenceKind;
  day: CalendarDay;
  score: number | null;
  modules: number | null;
  responses: number | null;
  reported: boolean | null;
  closedOn: CalendarDay | null;
};

/** What the platform knows by itself. */
export type Known = {
  deliveries: readonly Delivery[];
  refreshers: RenewalEvidence["refreshers"];
  suspensions: RenewalEvidence["suspensions"];
  workshops: RenewalEvidence["workshops"];
  rated: RenewalEvidence["rated"];
  calibrations: RenewalEvidence["calibrations"];
  /** Deliveries rated on the twelve criteria. */
  observations: RenewalEvidence["observations"];
  edition: RenewalEvidence["edition"];
  bridged: RenewalEvidence["bridged"];
  /** Of a checklist, so much makes a good observation; hundredths of a percent. */
  checklistPass?: number;
} & Pick<RenewalEvidence, "backSince" | "earnedOn" | "mightLead">;

export function evidenceOf(
  { observedBy }: Renewal,
  { checklistPass: asked, ...known }: Known,
  entered: readonly Entered[],
): RenewalEvidence {
  const of = (kind: EvidenceKind) => entered.filter((one) => one.kind === kind);
  const results = (kind: EvidenceKind) => of(kind).map(({ day, score }) => ({ on: day, score: score ?? 0 }));
  const pass = asked ?? checklistPass({ stages: [] });
  return {
    ...known,
    deliveries: [
      ...known.deliveries,
      ...[...of("delivery"), ...of("training")].map(({ kind, day, modules, responses, score, reported }) => ({
        on: day,
        training: kind === "training",
        verified: true, // an officer has seen its papers
        modulesLed: modules ?? 0,
        reportFiled: reported ?? false,
        reportOwed: day,
        responses: responses ?? 0,
        marks: (responses ?? 0) * (score ?? 0),
      })),
    ],
    refreshers: [...known.refreshers, ...results("refresher")],
    workshops: [...known.workshops, ...results("workshop")],
    calibrations: [
      ...known.calibrations,
      ...of("calibration").map(({ day, score }) => ({ on: day, difference: score ?? 500 })),
    ],
    observations: [
      ...known.observations,
      ...of("observation").map(({ day, score }) => ({
        on: day,
        scores: allScored(observedBy === "checklist" ? ((score ?? 0) >= pass ? 5 : 1) : lowest(score)),
      })),
    ],
    openMajorFindings: of("finding").filter(({ closedOn }) => closedOn === null).length,
    bridged: [...known.bridged, ...of("bridging").map(({ day }) => day)],
  };
}

const lowest = (hundredths: number | null): Score => {
  const score = Math.floor((hundredths ?? 100) / 100);
  return score >= 5 ? 5 : score >= 4 ? 4 : score >= 3 ? 3 : score >= 2 ? 2 : 1;
};

/** The lowest score decides, so it may stand for all twelve. */
const allScored = (score: Score): Scores =>
  Object.fromEntries(CRITERIA.map((criterion) => [criterion, score]));

export type Waiver = { part: string; until: CalendarDay };
export type FilePart = Counted & {
  part: RenewalPart;
  waived: CalendarDay | null;
  /** What it is held to. */
  figures: Partial<RenewalAsks>;
};

/** The checklist as of the day the file is handed in; what is waived that day counts as met. */
export function renewalFile(
  { asks, parts }: Renewal,
  evidence: RenewalEvidence,
  waivers: readonly Waiver[],
  period: Period,
  day: CalendarDay,
): FilePart[] {
  const checklist = renewalChecklist(asks, evidence, period, day);
  return parts.map((part) => {
    const waived = waivers.find((waiver) => waiver.part === part && waiver.until >= day)?.until ?? null;
    const counted = checklist[part];
    const { met } = counted;
    const figures = Object.fromEntries(PART_FIGURES[part].map((figure) => [figure, asks[figure]]));
    return { ...counted, part, met: met || waived !== null, waived: met ? null : waived, figures };
  });
}

// ── Of one holder, by whichever version ─────────────────────────────────────────────────────────────

/** What is recorded of somebody, before a version says what of it counts as what. */
export type Work = {
  deliveries: readonly (Delivery & { courseId: string; asLead: boolean })[];
  /** Graded tests. */
  tests: readonly { courseId: string; on: CalendarDay; score: number }[];
  rated: readonly CalendarDay[];
  /** What they rated from recordings, by how far from what was agreed on. */
  calibrations: RenewalEvidence["calibrations"];
  /** Settled; whoever rated was not barred. */
  observed: RenewalEvidence["observations"];
  entered: readonly Entered[];
};

/** `widens`: schemes whose courses count beside those of the version. */
export type Holder = {
  certification: Certification;
  work: Work;
  edition: Edition;
  widens?: readonly Scheme[] | undefined;
};

/**
 * What widens a certification ends when that one does (domain §0a), and in what is left of the period its holder goes on
 * leading both: courses of either count. The next period is its own.
 */
export function widenedFrom(book: SchemeBook, certification: Certification): Scheme[] {
  const widened = widenedBy(certification);
  return widened ? [book.current(widened.schemeId), ...widenedFrom(book, widened.of)] : [];
}

/** The edition that holds, as whoever was certified under a version is bridged to it (R7). */
export function editionFor(
  book: SchemeBook,
  { schemeId, schemeVersion }: { schemeId: string; schemeVersion: string },
): Edition {
  const current = book.current(schemeId);
  const number = editionOf(current.version);
  const first = book.versions(schemeId).find(({ version }) => editionOf(version) === number)!;
  return bridgedAs(current, { own: editionOf(schemeVersion) === number, since: book.since(first) });
}

/** By the courses a version names. */
export const bridgedAs = (scheme: Scheme, { own, since }: Pick<Edition, "own" | "since">): Edition => ({
  own,
  since,
  courses: testCourses(scheme, "R7"),
  pass: scheme.renewal.asks.refresherPass,
});

/** Which courses count, and which are a training of trainers, is the scheme's to say. */
export function deliveriesUnder(
  scheme: Scheme,
  { deliveries }: Work,
  widens: readonly Scheme[] = [],
): Delivery[] {
  const { trainings = [] } = scheme.renewal;
  return deliveries
    .filter(({ courseId }) => [scheme, ...widens].some((one) => isCourseOf(one, courseId)))
    .map(({ courseId, asLead, ...delivery }) => ({
      ...delivery,
      training: asLead && trainings.includes(courseId),
    }));
}

type Test = Work["tests"][number];

/** What the test of a course can fill: nothing is left to bridge for whoever was certified under the edition that holds. */
const partsFilledBy = (courseId: string, scheme: Scheme, edition: Edition): TestPart[] => {
  const coursesOf = (part: TestPart) =>
    part !== "R7" ? testCourses(scheme, part) : edition.own ? [] : edition.courses;
  return TEST_PARTS.filter(
    (part) => scheme.renewal.parts.includes(part) && coursesOf(part).includes(courseId),
  );
};

/** Tests that can fill a part of the file, and which; one taken before the edition held bridges nobody to it. */
export const testsUnder = <Taken extends Test>(
  scheme: Scheme,
  edition: Edition,
  tests: readonly Taken[],
): (Taken & { parts: TestPart[] })[] =>
  tests
    .map((test) => {
      const inTime = (part: TestPart) => part !== "R7" || test.on >= (edition.since ?? test.on);
      return { ...test, parts: partsFilledBy(test.courseId, scheme, edition).filter(inTime) };
    })
    .filter(({ parts }) => parts.length > 0);

/** Courses whose test would fill what is missing, each with what that is. */
export function coursesToTake(
  scheme: Scheme,
  edition: Edition,
  missing: readonly RenewalPart[],
): { courseId: string; parts: TestPart[] }[] {
  const courses = [...new Set([...allTestCourses([scheme]), ...edition.courses])];
  return courses
    .map((courseId) => {
      const parts = partsFilledBy(courseId, scheme, edition);
      return { courseId, parts: parts.filter((part) => missing.includes(part)) };
    })
    .filter(({ parts }) => parts.length > 0);
}

/** Everything that counts on a day by one version. */
export function fileUnder(
  scheme: Scheme,
  { certification, work, edition, widens }: Holder,
  day: CalendarDay,
): FilePart[] {
  const { validity, renewal, stages } = scheme;
  const whole = asOnePeriod(certification);
  const tests = testsUnder(scheme, edition, work.tests);
  const of = (part: TestPart) => tests.filter(({ parts }) => parts.includes(part));
  const evidence = evidenceOf(
    renewal,
    {
      deliveries: deliveriesUnder(scheme, work, widens),
      refreshers: of("R2"),
      workshops: of("M3"),
      edition,
      bridged: of("R7").flatMap(({ on, score }) => (score >= edition.pass ? [on] : [])),
      rated: work.rated,
      calibrations: work.calibrations,
      observations: work.observed,
      suspensions: suspensionsOf(whole),
      checklistPass: checklistPass({ stages }),
      backSince: backSince(whole, day),
      earnedOn: whole.earnedOn ?? null,
      mightLead: (on) => standingOn(whole, validity, on).valid,
    },
    work.entered,
  );
  const waivers = whole.facts.flatMap((fact) => (fact.kind === "waived" ? [fact] : []));
  const period = { validFrom: whole.validFrom, validUntil: datesOf(whole, validity).validUntil };
  return renewalFile(renewal, evidence, waivers, period, day);
}

type Paper = Pick<Entered, "kind"> & { recordedBy: string };

/** That somebody was seen at work is known from papers of one authority alone: it does not decide on them as well. */
export const isSeenOnlyByPapersOf = (
  authorities: readonly string[],
  { observed, entered }: { observed: readonly unknown[]; entered: readonly Paper[] },
): boolean => {
  const papers = entered.filter(({ kind }) => kind === "observation");
  const theirs = papers.every(({ recordedBy }) => authorities.includes(recordedBy));
  return observed.length === 0 && papers.length > 0 && theirs;
};

export const missingOf = (file: readonly FilePart[]): RenewalPart[] =>
  file.filter(({ met }) => !met).map(({ part }) => part);

// ── As it was ───────────────────────────────────────────────────────────────────────────────────────

const Frozen = z.object({
  file: z.array(
    z.object({
      part: z.enum(RENEWAL_PARTS),
      met: z.boolean(),
      have: z.number(),
      need: z.number(),
      courses: z.number().optional(),
      waived: z.string().nullable(),
      figures: z.record(z.string(), z.number()),
    }),
  ),
});

/** What a file held when it was handed in or decided on; null: of those days nobody wrote it down. */
export function frozenFile(inputs: string | null): FilePart[] | null {
  const read = inputs === null ? null : Frozen.safeParse(JSON.parse(inputs));
  return read?.success ? read.data.file : null;
}

/**
 * A file that waits: what was complete when it was handed in stays so, whatever is asked for since, so that a slow office
 * harms nobody; a finding of yesterday is not passed over.
 */
export const asHandedIn = (file: readonly FilePart[]): FilePart[] =>
  file.map((counted) => (counted.part === "R6" ? counted : { ...counted, met: true }));
