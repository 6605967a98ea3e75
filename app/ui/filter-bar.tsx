import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

type FilterBarProps = {
  /** Where the list is; the filters end up in its address. */
  action?: string | undefined;
  /** What the form does, for those who jump between forms: “Filter participants”. */
  label: string;
  submit: string;
  /** Leads back to the unfiltered list; give it only while a filter is on. */
  reset?: { href: string; label: string } | undefined;
  /** Acts on the whole list, outside the form: export, add. */
  actions?: ReactNode;
  children: ReactNode;
};

export function FilterBar({ action, label, submit, reset, actions, children }: FilterBarProps) {
  const sort = new URLSearchParams(useLocation().search).get("sort");
  return (
    <div className="filters">
      <form method="get" action={action} aria-label={label}>
        {children}
        {sort && <input type="hidden" name="sort" value={sort} />}
        <Button tone="quiet" icon="search">
          {submit}
        </Button>
        {reset && (
          <a className="reset" href={reset.href}>
            {reset.label}
          </a>
        )}
      </form>
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
