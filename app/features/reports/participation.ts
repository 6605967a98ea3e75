import { gainOf } from "#app/features/cohorts/cohort-test.ts";

/*
 * What is counted about participants (domain §5, cohort report): by sex, country and organisation type, who attended,
 * completed, sat the final test and was certified. Counted in cells as small as any table or chart asks for, and added
 * up from there, so that all of them agree.
 */

/** So many people of one sex, country and organisation in one cohort. */
export type Cell = Counts & {
  cohortId: string;
  cohort: string;
  startDate: string;
  programme: string;
  courseId: string;
  versionId: string;
  /** "" where it is not known, as in the two below. */
  sex: string;
  country: string;
  organisationId: string;
  organisation: string;
  organisationKind: string;
};

/** Shares are added up in millionths, so that their sum is the same in whatever order it is made. */
export type Counts = {
  /** Without those who withdrew or never came. */
  people: number;
  left: number;
  /** There for a half-day at least. */
  attended: number;
  attendanceMet: number;
  /** Of people in cohorts that have half-days: what they attended of those held so far. */
  halves: number;
  ofHalves: number;
  completed: number;
  participated: number;
  /** In cohorts that are closed: of whom it is known how they ended. */
  ended: number;
  finalTaken: number;
  finalPassed: number;
  finalMillionths: number;
  /** Who sat the cohort's test before and after, and the sums of both. */
  testPairs: number;
  preMillionths: number;
  postMillionths: number;
  plansApproved: number;
  /** With a certificate of participation or achievement that is valid. */
  certified: number;
};

export const COUNTS = [
  "people",
  "left",
  "attended",
  "attendanceMet",
  "halves",
  "ofHalves",
  "completed",
  "participated",
  "ended",
  "finalTaken",
  "finalPassed",
  "finalMillionths",
  "testPairs",
  "preMillionths",
  "postMillionths",
  "plansApproved",
  "certified",
] as const satisfies (keyof Counts)[];

export const countsOf = (cells: readonly Counts[]): Counts =>
  Object.fromEntries(
    COUNTS.map((count) => [count, cells.reduce((sum, cell) => sum + cell[count], 0)]),
  ) as Counts;

/** Of 1; null where there is nobody to take it of. */
const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
export const attendanceRate = ({ halves, ofHalves }: Counts) => share(halves, ofHalves);
export const finalMean = ({ finalMillionths, finalTaken }: Counts) =>
  share(finalMillionths, finalTaken * 1_000_000);
export const preMean = ({ preMillionths, testPairs }: Counts) => share(preMillionths, testPairs * 1_000_000);
export const postMean = ({ postMillionths, testPairs }: Counts) =>
  share(postMillionths, testPairs * 1_000_000);
/** Of the means of those who sat both (cohorts/cohort-test.ts). */
export const gain = (counts: Counts): number | null => {
  const [pre, post] = [preMean(counts), postMean(counts)];
  return pre === null || post === null ? null : gainOf(pre, post);
};

export const GROUPINGS = ["cohort", "organisation", "course", "programme", "country"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Group = Counts & {
  id: string;
  /** As it is written where it has a name of its own: a cohort's, an organisation's. */
  name: string;
  versionId: string;
  startDate: string;
  women: number;
};

type Named = { id: string; name: string };
const NAMED: Record<Grouping, (cell: Cell) => Named> = {
  cohort: ({ cohortId, cohort }) => ({ id: cohortId, name: cohort }),
  organisation: ({ organisationId, organisation }) => ({ id: organisationId, name: organisation }),
  course: ({ courseId }) => ({ id: courseId, name: "" }),
  programme: ({ programme }) => ({ id: programme, name: "" }),
  country: ({ country }) => ({ id: country, name: "" }),
};

/** The groups with most people first; cohorts the newest first. */
export function groupsOf(cells: readonly Cell[], by: Grouping): Group[] {
  const groups = [...parted(cells, (cell) => NAMED[by](cell).id)].map(([id, own]): Group => {
    const women = countsOf(own.filter(({ sex }) => sex === "female")).people;
    const newest = own.reduce((one, other) => (other.startDate > one.startDate ? other : one));
    const { versionId, startDate } = newest;
    return { ...countsOf(own), id, name: NAMED[by](newest).name, versionId, startDate, women };
  });
  return groups.sort(by === "cohort" ? newestFirst : mostFirst);
}

const inOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const newestFirst = (one: Group, other: Group) =>
  inOrder(other.startDate, one.startDate) || inOrder(one.name, other.name) || inOrder(one.id, other.id);
const mostFirst = (one: Group, other: Group) =>
  other.people - one.people || inOrder(one.name, other.name) || inOrder(one.id, other.id);

export type Counted = { value: string; people: number };

/** How many people by sex, country or organisation type, most first. */
export const countedBy = (cells: readonly Cell[], by: "sex" | "country" | "organisationKind"): Counted[] =>
  [...parted(cells, (cell) => cell[by])]
    .map(([value, own]) => ({ value, people: countsOf(own).people }))
    .filter(({ people }) => people > 0)
    .sort((one, other) => other.people - one.people || inOrder(one.value, other.value));

const MOST_MONTHS = 24;

/** People by the month their course began, months without any among them; the last two years of them. */
export function countedByMonth(cells: readonly Cell[]): Counted[] {
  const months = parted(cells, ({ startDate }) => startDate.slice(0, 7));
  const known = [...months.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  return monthsBetween(first, last)
    .slice(-MOST_MONTHS)
    .map((value) => ({ value, people: countsOf(months.get(value) ?? []).people }));
}

function monthsBetween(first: string, last: string): string[] {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: count(last) - count(first) + 1 }, (_, index) => {
    const month = count(first) + index;
    const year = String(Math.floor(month / 12)).padStart(4, "0");
    return `${year}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

export const organisationsIn = (cells: readonly Cell[]): number =>
  new Set(
    cells.flatMap(({ organisationId, people }) => (organisationId && people > 0 ? [organisationId] : [])),
  ).size;
export const cohortsIn = (cells: readonly Cell[]): number =>
  new Set(cells.map(({ cohortId }) => cohortId)).size;

function parted<Item>(items: readonly Item[], by: (item: Item) => string): Map<string, Item[]> {
  const parts = new Map<string, Item[]>();
  for (const item of items) {
    const part = parts.get(by(item));
    if (part) part.push(item);
    else parts.set(by(item), [item]);
  }
  return parts;
}

// ── evaluations ─────────────────────────────────────────────────────────────────────────────────────

/** One day of a cohort that has ballots enough to be shown: the sums of its scales. */
export type BallotDay = { ballots: number; expected: number; sums: Record<string, number> };

/** Each ballot alike; null without any day to be shown. Means in hundredths. */
export function evaluationOf<Scale extends string>(
  days: readonly BallotDay[],
  scales: readonly Scale[],
): { ballots: number; expected: number; means: Record<Scale, number> } | null {
  const ballots = days.reduce((sum, day) => sum + day.ballots, 0);
  if (ballots === 0) return null;
  const mean = (scale: Scale) =>
    Math.round((days.reduce((sum, { sums }) => sum + (sums[scale] ?? 0), 0) * 100) / ballots);
  return {
    ballots,
    expected: days.reduce((sum, day) => sum + day.expected, 0),
    means: Object.fromEntries(scales.map((scale) => [scale, mean(scale)])) as Record<Scale, number>,
  };
}
