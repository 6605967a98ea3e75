import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

export type VerdictTone = "good" | "warn" | "danger";

type VerdictProps = {
  tone: VerdictTone;
  /** “Valid.” */
  word: string;
  /** The rest of the one sentence. */
  children: ReactNode;
};

/** The answer in one large sentence, before any detail. */
export function Verdict({ tone, word, children }: VerdictProps) {
  return (
    <h1 className={cx("verdict", tone)}>
      <em>{word}</em> {children}
    </h1>
  );
}
