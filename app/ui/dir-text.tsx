import type { ReactNode } from "react";

/** A name or title whose writing direction we do not know: it never reorders the words around it. */
export function DirText({ lang, children }: { lang?: string | undefined; children: ReactNode }) {
  return <bdi lang={lang}>{children}</bdi>;
}
