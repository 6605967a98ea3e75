import { Alert } from "#app/ui/alert.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { useWords } from "#app/ui/words.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import type { ResultPage } from "./question-view.ts";

/** Passed or not in one large sentence, then the figures. */
export function ResultVerdict({ page }: { page: ResultPage }) {
  const { t, number, dateTime } = useWords();
  const { attempt } = page;
  return (
    <>
      <Sentence page={page} />
      {attempt.practice && <Alert tone="warn">{t("learning.result.practice")}</Alert>}
      <FactList
        facts={[
          ...(attempt.points === null
            ? []
            : [
                {
                  term: t("learning.result.points"),
                  value: t("learning.result.pointsOf", {
                    points: number(attempt.points / 100),
                    max: number(attempt.maxPoints / 100),
                  }),
                },
              ]),
          {
            term: t("learning.result.handedIn"),
            value: attempt.submittedAt === null ? "–" : dateTime(attempt.submittedAt),
          },
        ]}
      />
    </>
  );
}

function Sentence({ page: { attempt, percent, pass } }: { page: ResultPage }) {
  const words = useWords();
  const { t } = words;
  if (attempt.state === "voided")
    return (
      <Verdict tone="danger" word={t("learning.result.voidedWord")}>
        {t("learning.result.voidedText")}
      </Verdict>
    );
  if (percent === null)
    return (
      <Verdict tone="warn" word={t("learning.result.waitingWord")}>
        {t("learning.result.waitingText")}
      </Verdict>
    );
  const figures = { percent: words.percent(percent / 100), pass: words.percent(pass / 100) };
  return attempt.passed ? (
    <Verdict tone="good" word={t("learning.result.passedWord")}>
      {t("learning.result.passedText", figures)}
    </Verdict>
  ) : (
    <Verdict tone="warn" word={t("learning.result.notPassedWord")}>
      {t("learning.result.notPassedText", figures)}
    </Verdict>
  );
}
