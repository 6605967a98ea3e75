import type { ReactNode } from "react";

type ErrorPageProps = {
  /** “Error 404”, small, for whoever has to report it. */
  code?: ReactNode;
  /** What happened. */
  title: ReactNode;
  /** What was kept and what to do next. */
  children?: ReactNode;
  actions?: ReactNode;
};

/** The inside of `<main className="narrow">` when a page cannot be shown. */
export function ErrorPage({ code, title, children, actions }: ErrorPageProps) {
  return (
    <div className="sheet engraved">
      <span className="guilloche">
        <img src="/guilloche.svg" alt="" width="192" height="192" />
      </span>
      <header>
        <div>
          {code && <p className="eyebrow">{code}</p>}
          <h1>{title}</h1>
        </div>
      </header>
      <div className="stack tight">
        {typeof children === "string" ? <p>{children}</p> : children}
        {actions && <div className="actions">{actions}</div>}
      </div>
    </div>
  );
}
