import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

export type TagTone = "good" | "warn" | "due" | "danger" | "quiet";

/** A state in a word or two; colour only repeats what the word says. */
export function Tag({ tone = "quiet", children }: { tone?: TagTone | undefined; children: ReactNode }) {
  return <span className={cx("tag", tone)}>{children}</span>;
}
