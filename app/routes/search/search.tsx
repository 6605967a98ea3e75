import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { SearchBox } from "#app/features/search/search-box.tsx";
import { SearchGroups } from "#app/features/search/search-groups.tsx";
import { search } from "#app/features/search/search.server.ts";
import { asksEnough, SHOWN } from "#app/features/search/search.ts";
import { textFilter } from "#app/lib/paging.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("search.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "search:records");
  const q = textFilter(new URL(args.request.url), "q");
  return { q, groups: await search(actor, q, SHOWN, args.context.words) };
}

export default function Search() {
  const { q, groups } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("search.title")} lead={t("search.lead")} />
      <SearchBox id="search" q={q} />
      {groups.length === 0 && q !== "" && (
        <EmptyState title={t(asksEnough(q) ? "search.none" : "search.tooShort")}>
          {t(asksEnough(q) ? "search.noneText" : "search.tooShortText")}
        </EmptyState>
      )}
      <SearchGroups groups={groups} q={q} />
    </>
  );
}
