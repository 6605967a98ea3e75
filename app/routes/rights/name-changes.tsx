import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { NAME_CHANGE_STATES } from "#app/features/rights/name-change.ts";
import { NameChangeTable } from "#app/features/rights/name-change-parts.tsx";
import { listNameChanges } from "#app/features/rights/name-changes.server.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.names.title") } satisfies PageHandle;

const SHOWN = [...NAME_CHANGE_STATES, "all"] as const;

/** What waits is what one comes for. */
const shownIn = (url: URL) => SHOWN.find((state) => state === url.searchParams.get("state")) ?? "open";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "correct:certificates");
  const url = new URL(args.request.url);
  const state = shownIn(url);
  return { ...(await listNameChanges(actor, state === "all" ? "" : state, placeIn(url))), state };
}

export default function NameChanges() {
  const { rows, previous, next, state } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("rights.names.title")} lead={t("rights.names.lead")} />
      <FilterBar
        label={t("rights.names.filter")}
        submit={t("common.action.show")}
        reset={state === "open" ? undefined : { href: "/name-changes", label: t("rights.names.open") }}
      >
        <Select
          name="state"
          label={t("rights.names.state")}
          options={SHOWN.map((value) => ({
            value,
            label: value === "all" ? t("rights.names.all") : t(`rights.name.state.${value}`),
          }))}
          defaultValue={state}
        />
      </FilterBar>
      <NameChangeTable rows={rows} filtered={state !== "open"} />
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}
