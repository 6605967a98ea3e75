import { useLocation } from "@remix-run/react";
import { placeHref } from "#app/lib/keyset.ts";
import { Pagination } from "./pagination.tsx";
import { useWords } from "./words.tsx";

/** The pages before and after of a list that starts at a row; nothing where one page holds all. */
export function NeighbourPages({ previous, next }: { previous: string | null; next: string | null }) {
  const { t } = useWords();
  const { search } = useLocation();
  if (!previous && !next) return null;
  return (
    <Pagination
      label={t("common.pages.label")}
      previous={
        previous
          ? { href: placeHref(search, "before", previous), label: t("common.pages.previous") }
          : undefined
      }
      next={next ? { href: placeHref(search, "after", next), label: t("common.pages.next") } : undefined}
    />
  );
}
