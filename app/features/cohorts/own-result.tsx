import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";
import { shareOf, type Score } from "./cohort-test.ts";
import type { OwnTest } from "./sit-test.server.ts";

/** What one had right, and after both what one gained; which questions they were is not said, others sit them yet. */
export function OwnResult({ score, gain }: { score: Score; gain: OwnTest["gain"] }) {
  const { t, number, percent } = useWords();
  return (
    <Alert
      title={t("cohorts.test.yourScore", {
        right: number(score.right),
        of: number(score.questions),
        share: percent(shareOf(score), 0),
      })}
    >
      {gain === null
        ? t("cohorts.test.countsNothing")
        : gain === "ceiling"
          ? t("cohorts.test.yourCeiling")
          : t("cohorts.test.yourGain", { gain: percent(gain, 0) })}
    </Alert>
  );
}
