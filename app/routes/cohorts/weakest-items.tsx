import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FEWEST_PEOPLE } from "#app/features/cohorts/weakest-items.ts";
import { weakestPage } from "#app/features/cohorts/weakest-items.server.ts";
import { WeakestItems } from "#app/features/cohorts/weakest-items.tsx";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { coursesExaminedOn } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { textFilter } from "#app/lib/paging.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.weakest.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:weakest-items");
  const url = new URL(args.request.url);
  const asked = { course: textFilter(url, "course"), organisation: textFilter(url, "organisation") };
  // It says which answer is right, and why.
  return weakestPage(actor, asked, args.context.words.locale, await coursesExaminedOn(actor));
}

export default function Weakest() {
  const { courses, organisations, chosen } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const nameIn = (choices: { id: string; name: string }[], id: string) =>
    choices.find((choice) => choice.id === id)?.name;
  const optionsOf = (choices: { id: string; name: string }[]) =>
    choices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <PageHeader
        eyebrow={
          chosen && (
            <>
              <bdi>{nameIn(courses, chosen.courseId)}</bdi>
              {" · "}
              <bdi>{nameIn(organisations, chosen.organisationId)}</bdi>
            </>
          )
        }
        title={t("cohorts.weakest.title")}
        lead={t("cohorts.weakest.lead", { fewest: FEWEST_PEOPLE })}
      />
      {chosen && (
        <FilterBar label={t("cohorts.weakest.filter")} submit={t("common.action.show")}>
          <Select
            name="course"
            label={t("cohorts.weakest.course")}
            options={optionsOf(courses)}
            defaultValue={chosen.courseId}
          />
          <Select
            name="organisation"
            label={t("cohorts.weakest.organisation")}
            options={optionsOf(organisations)}
            defaultValue={chosen.organisationId}
          />
        </FilterBar>
      )}
      {chosen && chosen.items.length > 0 ? (
        <WeakestItems items={chosen.items} versionId={chosen.versionId} />
      ) : (
        <EmptyState title={t("cohorts.weakest.none")}>
          {t("cohorts.weakest.noneText", { fewest: FEWEST_PEOPLE })}
        </EmptyState>
      )}
    </>
  );
}
