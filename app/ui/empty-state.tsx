import type { ReactNode } from "react";

type EmptyStateProps = {
  title: ReactNode;
  /** Why it is empty and what fills it. */
  children?: ReactNode;
  action?: ReactNode;
  headingLevel?: 1 | 2 | 3 | undefined;
};

export function EmptyState({ title, children, action, headingLevel = 2 }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="empty">
      <img src="/guilloche.svg" alt="" width="176" height="176" />
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action && <div className="actions">{action}</div>}
    </div>
  );
}
