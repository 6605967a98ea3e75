import { useWords } from "#app/ui/words.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { SCORES, type Criterion, type Score } from "#app/features/trainers/schemes/criteria.ts";

/* What one sees at each score of a criterion, as the training of trainers teaches it. */

export function Anchors({ criterion }: { criterion: Criterion }) {
  const { t, number } = useWords();
  return (
    <Disclosure summary={t("observation.rating.anchorsOf")}>
      <ul className="plain anchors">
        {SCORES.map((score) => (
          <li key={score}>
            {t("candidacy.anchors.option", {
              score: number(score),
              meaning: t(`anchors.${criterion}.${score}`),
            })}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** A score with what one sees at it. */
export function Scored({ criterion, score }: { criterion: Criterion; score: Score }) {
  const { t, number } = useWords();
  return (
    <>
      {number(score)}
      <br />
      <span className="soft">{t(`anchors.${criterion}.${score}`)}</span>
    </>
  );
}
