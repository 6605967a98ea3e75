import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { HIT } from "#app/features/search/search-links.ts";
import { search } from "#app/features/search/search.server.ts";
import { SUGGESTED } from "#app/features/search/search.ts";
import { jsonAnswer } from "#app/infra/http.server.ts";
import { textFilter } from "#app/lib/paging.ts";

/** The first of what /search would show, for its box while one types. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "search:records");
  const { words } = args.context;
  const groups = await search(actor, textFilter(new URL(args.request.url), "q"), SUGGESTED, words);
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  return jsonAnswer({
    said: words.t(count === 0 ? "search.none" : "search.suggested", { count }),
    groups: groups.map(({ kind, hits }) => ({
      title: words.t(`search.kind.${kind}`),
      hits: hits.map(({ id, name, about }) => ({ href: HIT[kind](id), name, about })),
    })),
  });
}
