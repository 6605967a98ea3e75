import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { NeedsSheet, TravelTable } from "#app/features/cohorts/travel-parts.tsx";
import { needsInSum, travellers } from "#app/features/cohorts/travel.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { PAGE_SIZE, pageNumber } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.travel.title") } satisfies PageHandle;

/** What a cohort's people need: in numbers for who trains, by name for who administers. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:needs");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const byName = reachOf(actor.grants, "see:travel").length > 0;
  const administers = byName ? await requirePermission(args, "see:travel") : null;
  const named = administers !== null && (await findRunCohort(administers, cohort.id)) !== null;
  const page = pageNumber(new URL(args.request.url));
  const sum = await needsInSum(cohort.id);
  return {
    cohort: { id: cohort.id, name: cohort.name },
    sum,
    page,
    people: named ? await travellers(cohort.id, page) : null,
    mayReadPassports: reachOf(actor.grants, "read:passports").length > 0,
  };
}

export default function Travel() {
  const { cohort, sum, page, people, mayReadPassports } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.travel.title")}
        lead={t(people ? "cohorts.travel.leadAll" : "cohorts.travel.leadSum")}
      />
      <NeedsSheet sum={sum} />
      {people && (
        <>
          <TravelTable cohortId={cohort.id} rows={people} mayReadPassports={mayReadPassports} />
          <Pages page={page} size={PAGE_SIZE} total={sum.people} />
        </>
      )}
    </>
  );
}
