import type { ReactNode } from "react";

type DisclosureProps = {
  summary: ReactNode;
  open?: boolean | undefined;
  id?: string | undefined;
  children: ReactNode;
};

export function Disclosure({ summary, open, id, children }: DisclosureProps) {
  return (
    <details className="disclosure" open={open} id={id}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
