import type { ReactNode } from "react";

export type FieldError = { field: string; message: string };

type ErrorSummaryProps = {
  /** Says how many: “2 answers need another look”. */
  title: ReactNode;
  errors: FieldError[];
  /** What was kept, what to do next. */
  children?: ReactNode;
  /** A form posting to `action="#errors"` lands here with the focus, without a script. */
  id?: string | undefined;
};

export function ErrorSummary({ title, errors, children, id = "errors" }: ErrorSummaryProps) {
  return (
    <div className="error-summary" id={id} role="alert" tabIndex={-1} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children && <p>{children}</p>}
      <ul className="plain">
        {errors.map((error) => (
          <li key={`${error.field} ${error.message}`}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
