import { LOCALES, type Locale } from "#app/lib/locales.ts";
import { CRITERIA, SCORES, type Criterion, type Score, type Scores } from "./criteria.ts";

/*
 * What a score stands for. The platform says it as the training of trainers teaches it; a version of a scheme may say it
 * otherwise, of one criterion or of whichever, and whoever was rated under that version is read in its words.
 */

export const ANCHORED = ["any", ...CRITERIA] as const;
export type Anchored = (typeof ANCHORED)[number];
export type Anchors = Partial<Record<Anchored, Partial<Record<`${Score}`, Partial<Record<Locale, string>>>>>>;

/** What the scheme says; nothing where the platform's words hold. */
export const ownAnchor = (
  anchors: Anchors | undefined,
  of: Anchored,
  score: Score,
  locale: string,
): string | undefined => anchors?.[of]?.[score]?.[locale as Locale];

/** Said in one language only: in the others people would be rated by the platform's words, which mean something else. */
export const halfTranslated = (anchors: Anchors = {}): Anchored[] =>
  ANCHORED.filter((of) =>
    SCORES.some((score) => {
      const said = LOCALES.filter((locale) => ownAnchor(anchors, of, score, locale));
      return said.length > 0 && said.length < LOCALES.length;
    }),
  );

// ── Which version's ─────────────────────────────────────────────────────────────────────────────────

/** A move to another version, with the one it left. */
export type Move = { at: number; from: string };

/** The version a candidacy had at an instant, by the one it has now and the moves that led there, in their order. */
export const versionAt = (now: string, moves: readonly Move[], at: number): string =>
  moves.find((move) => move.at > at)?.from ?? now;

/** Each criterion in the words of the version under which the score that stands was given; else in those of now. */
export function anchorsOfScores(
  now: Anchors | undefined,
  scored: readonly { scores: Scores; anchors: Anchors | undefined }[],
  standing: Scores,
): Anchors {
  const anchors: Anchors = { ...now };
  for (const { scores, anchors: then } of scored)
    for (const criterion of Object.keys(scores) as Criterion[]) {
      if (scores[criterion] !== standing[criterion]) continue;
      if (then?.[criterion]) anchors[criterion] = then[criterion];
      else delete anchors[criterion];
    }
  return anchors;
}
