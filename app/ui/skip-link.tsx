import type { ReactNode } from "react";

/** First in the body: jumps to `<main id="main">`. */
export function SkipLink({ children, target = "main" }: { children: ReactNode; target?: string }) {
  return (
    <a className="skip" href={`#${target}`}>
      {children}
    </a>
  );
}
