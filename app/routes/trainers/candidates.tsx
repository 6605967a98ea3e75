import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { countQueues, listCandidacies } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { QUEUES } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { CandidacyTable } from "#app/features/trainers/candidacies/candidacy-table.tsx";
import { choiceFilter, pageNumber, PAGE_SIZE, textFilter } from "#app/lib/paging.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { WorkList } from "#app/ui/work-list.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.queue.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:candidacies");
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    queue: choiceFilter(url, "queue", QUEUES),
    page: pageNumber(url),
  };
  const mayNominate = reachOf(actor.grants, "nominate:candidates").length > 0;
  const [list, counts] = await Promise.all([listCandidacies(actor, filters), countQueues(actor, QUEUES)]);
  const mayDecide = reachOf(actor.grants, "decide:candidacies").length > 0;
  return { filters, mayNominate, mayDecide, counts, ...list };
}

export default function Candidates() {
  const { filters, mayNominate, mayDecide, counts, total, rows } = useLoaderData<typeof loader>();
  const { t, number } = useWords();
  const { q, queue, page } = filters;
  const filtered = q !== "" || queue !== "";
  return (
    <>
      <PageHeader
        title={t("candidacy.queue.title")}
        lead={t("candidacy.queue.lead")}
        actions={
          <>
            {mayNominate && <ButtonLink href="/candidates/new">{t("candidacy.nominate.title")}</ButtonLink>}
            {mayDecide && (
              <ButtonLink href="/candidates/assessors" tone="quiet">
                {t("candidacy.assessors.title")}
              </ButtonLink>
            )}
          </>
        }
      />
      <WorkList
        label={t("candidacy.queue.queues")}
        items={QUEUES.filter((name) => counts[name] > 0).map((name) => ({
          count: number(counts[name]),
          text: t(`candidacy.queue.${name}`),
          href: `/candidates?queue=${name}`,
        }))}
      />
      <FilterBar
        label={t("candidacy.queue.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href: "/candidates", label: t("candidacy.queue.everybody") } : undefined}
      >
        <TextInput name="q" type="search" label={t("candidacy.queue.find")} defaultValue={q} />
        <Select
          name="queue"
          label={t("candidacy.queue.queues")}
          placeholder={t("candidacy.queue.all")}
          options={QUEUES.map((value) => ({ value, label: t(`candidacy.queue.${value}`) }))}
          defaultValue={queue}
        />
      </FilterBar>
      <CandidacyTable rows={rows} filtered={filtered} />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
