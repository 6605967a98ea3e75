/*
 * The twelve criteria an observed delivery is rated on (domain §2.1), each from 1 to 5. The verdict is
 * non-compensatory: one score below the floor fails, whatever the others are.
 */

export const CRITERIA = [
  "C1", // helps to market and organise the course
  "C2", // took enough part in a public event to be judged
  "C3", // reaches the objectives of the session
  "C4", // knows the content and conveys it
  "C5", // localises the materials
  "C6", // gets the main messages across
  "C7", // tailors to the audience in the room
  "C8", // keeps time
  "C9", // links the modules
  "C10", // mainstreams gender
  "C11", // motivates participation
  "C12", // is as professional as the course deserves
] as const;
export type Criterion = (typeof CRITERIA)[number];

export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];
export type Scores = Partial<Record<Criterion, Score>>;

/** Rated again after a failed practicum, beside what failed. */
export const ALWAYS_AGAIN: readonly Criterion[] = ["C3", "C4"];

export const unscored = (scores: Scores, of: readonly Criterion[] = CRITERIA): Criterion[] =>
  of.filter((criterion) => scores[criterion] === undefined);

export const below = (scores: Scores, floor: number, of: readonly Criterion[] = CRITERIA): Criterion[] =>
  of.filter((criterion) => (scores[criterion] ?? Infinity) < floor);

/** Whether the mean of what is scored reaches `hundredths`; nothing scored reaches nothing. */
export function meanReaches(scores: Scores, hundredths: number): boolean {
  const given = Object.values(scores);
  return given.length > 0 && given.reduce((sum, score) => sum + score, 0) * 100 >= hundredths * given.length;
}

/** Of a criterion that was seen twice in one practicum the lower score stands: another day does not make up for a weak one. */
export const lowerOf = (one: Scores, other: Scores): Scores =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const given = [one[criterion], other[criterion]].filter((score) => score !== undefined);
      return given.length > 0 ? [[criterion, Math.min(...given)]] : [];
    }),
  );

export const toScoreAgain = (first: Scores, floor: number): Criterion[] =>
  CRITERIA.filter((criterion) => ALWAYS_AGAIN.includes(criterion) || (first[criterion] ?? 0) < floor);
