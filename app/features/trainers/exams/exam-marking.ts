import { passes } from "#app/features/learning/quiz-marking.ts";

/*
 * What a person has to judge is marked blind. Near the pass mark a second marker judges anew; where the two part over
 * passing, a third decides. Points are whole hundredths, `pass` and `near` hundredths of a per cent.
 */

/** The fourth is a marking that was asked for after the release: it stands (ADR 0026). */
export type Round = 1 | 2 | 3 | 4;
export const REMARKING: Round = 4;

/** Of a version of a scheme that says nothing of it: five points of a hundred either way. */
export const NEAR_THE_PASS = 500;

/** How somebody comes to know which number is whose. */
export type Nearness = {
  /** Reaches the page where names stand beside numbers, or the trail of who did what there. */
  keeps: boolean;
  planned: boolean;
  invigilates: boolean;
  /** Has had a hand in the sitting, or was its invigilator once. */
  tookPart: boolean;
  sawPapers: boolean;
};

export const marksBlind = (near: Nearness): boolean => !Object.values(near).includes(true);

export type Rounds = {
  /** False on paper, until the answers are typed in. */
  answered: boolean;
  maxPoints: number;
  /** What the rules gave, and what items give that were voided. */
  closed: number;
  /** Whether there is anything for a person to mark. */
  open: boolean;
  /** What each round gave for the open answers, in its order. */
  given: readonly number[];
  /** What was given when it was marked again. */
  again: number | null;
  pass: number;
  near: number;
};

export type Standing = { ready: true; points: number } | { ready: false; needs: Round | "keying" };

const passed = ({ maxPoints, pass }: Rounds, points: number) => passes(points * 100, maxPoints, pass);

/** Within the band on either side of the pass mark. */
export const isNear = ({ maxPoints, pass, near }: Rounds, points: number): boolean =>
  Math.abs(points * 10_000 - pass * maxPoints) <= near * maxPoints;

export function standingOf(rounds: Rounds): Standing {
  const { answered, closed, open, again } = rounds;
  if (!answered) return { ready: false, needs: "keying" };
  if (!open) return { ready: true, points: closed };
  if (again !== null) return { ready: true, points: closed + again };
  const [first, second, third] = rounds.given.map((points) => closed + points);
  if (first === undefined) return { ready: false, needs: 1 };
  if (second === undefined)
    return isNear(rounds, first) ? { ready: false, needs: 2 } : { ready: true, points: first };
  if (passed(rounds, first) === passed(rounds, second)) {
    // In the candidate's favour by half a hundredth: it never turns two that agree.
    const mean = Math.ceil((first + second) / 2);
    // An item that was voided since can make two agree who had not: what the third gave then is not taken back.
    return { ready: true, points: Math.max(mean, third ?? 0) };
  }
  return third === undefined ? { ready: false, needs: 3 } : { ready: true, points: third };
}

/** Hundredths of a per cent, rounded down: what is not reached is not rounded to. */
export const scoreOf = (points: number, maxPoints: number): number =>
  maxPoints === 0 ? 0 : Math.floor((points * 10_000) / maxPoints);

/** With an item voided after the release: where two now part over passing, the better one counts; nobody loses. */
export function afterVoiding(before: Rounds, after: Rounds): number {
  const standing = standingOf({ ...after, near: -1 });
  const points = standing.ready ? standing.points : after.closed + Math.max(0, ...after.given);
  const earlier = standingOf({ ...before, near: -1 });
  return Math.max(points, earlier.ready ? earlier.points : 0);
}
