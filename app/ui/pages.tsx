import { useLocation } from "@remix-run/react";
import { pageHref } from "#app/lib/paging.ts";
import { Pagination } from "./pagination.tsx";
import { useWords } from "./words.tsx";

/** "26–50 of 1,204" with the pages before and after; nothing where one page holds all. */
export function Pages({ page, size, total }: { page: number; size: number; total: number }) {
  const { t, number } = useWords();
  const { search } = useLocation();
  if (total === 0) return null;
  const first = (page - 1) * size + 1;
  const last = Math.min(page * size, total);
  return (
    <Pagination
      label={t("common.pages.label")}
      summary={t("common.pages.position", { first: number(first), last: number(last), total: number(total) })}
      previous={
        page > 1 ? { href: pageHref(search, page - 1), label: t("common.pages.previous") } : undefined
      }
      next={last < total ? { href: pageHref(search, page + 1), label: t("common.pages.next") } : undefined}
    />
  );
}
