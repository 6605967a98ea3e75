import { createContext, useContext, type ReactNode } from "react";
import { useWords } from "#app/ui/words.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import {
  ownAnchor,
  type Anchored,
  type Anchors as OwnAnchors,
} from "#app/features/trainers/schemes/anchors.ts";
import { SCORES, type Criterion, type Score } from "#app/features/trainers/schemes/criteria.ts";

/* What a score stands for: in the words of the scheme's version, or as the training of trainers teaches it. */

const Own = createContext<OwnAnchors | undefined>(undefined);

/** All scores within are read in the words of one version. */
export const InWordsOf = ({
  anchors,
  children,
}: {
  anchors: OwnAnchors | undefined;
  children: ReactNode;
}) => <Own.Provider value={anchors}>{children}</Own.Provider>;

/** What a score of a criterion stands for, or of whichever. */
export function useAnchors(): (of: Anchored, score: Score) => string {
  const anchors = useContext(Own);
  const { t, locale } = useWords();
  return (of, score) =>
    ownAnchor(anchors, of, score, locale) ??
    t(of === "any" ? `candidacy.anchor.${score}` : `anchors.${of}.${score}`);
}

/** Each score with its meaning, as a choice in a list. */
export function useScoreChoices(of: Anchored = "any"): { value: Score; label: string }[] {
  const { t, number } = useWords();
  const meaning = useAnchors();
  return SCORES.map((score) => ({
    value: score,
    label: t("candidacy.anchors.option", { score: number(score), meaning: meaning(of, score) }),
  }));
}

export function AnchorList({ of = "any" }: { of?: Anchored }) {
  return (
    <ul className="plain anchors">
      {useScoreChoices(of).map(({ value, label }) => (
        <li key={value}>{label}</li>
      ))}
    </ul>
  );
}

export function Anchors({ criterion }: { criterion: Criterion }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("observation.rating.anchorsOf")}>
      <AnchorList of={criterion} />
    </Disclosure>
  );
}

/** A score with what one sees at it. */
export function Scored({ criterion, score }: { criterion: Criterion; score: Score }) {
  const { number } = useWords();
  const meaning = useAnchors();
  return (
    <>
      {number(score)}
      <br />
      <span className="soft">{meaning(criterion, score)}</span>
    </>
  );
}
