import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CoverageMatrix, CoverageWords, TopicTable } from "#app/features/attestation/coverage-parts.tsx";
import { coverageOf, employersWithCoverage } from "#app/features/attestation/coverage.server.ts";
import { SCHEME_ID } from "#app/features/attestation/attestations.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { choiceFilter, dayFilter, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("attestation.coverage.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:coverage");
  const url = new URL(args.request.url);
  const employers = await employersWithCoverage(actor);
  const asked = textFilter(url, "organisation") || employers[0]?.id;
  const on = dayFilter(url, "on") || null;
  return {
    on,
    topics: topicsOf(SCHEME_ID),
    topic: choiceFilter(url, "topic", topicsOf(SCHEME_ID)),
    employers,
    page: asked ? found(await coverageOf(actor, asked, on)) : null,
  };
}

export default function Coverage() {
  const { page, employers, topics, topic, on } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  if (!page)
    return (
      <>
        <PageHeader title={t("attestation.coverage.title")} />
        <EmptyState title={t("attestation.coverage.noEmployer")}>
          {t("attestation.coverage.noEmployerText")}
        </EmptyState>
      </>
    );
  const asked = { organisation: page.employer.id, on, topic };
  return (
    <>
      <PageHeader
        eyebrow={<DirText>{page.employer.name}</DirText>}
        title={t("attestation.coverage.title")}
        lead={t("attestation.coverage.lead", { day: date(page.day) })}
        actions={
          <ButtonLink href={paths.employer(page.employer.id)} tone="quiet">
            {t("attestation.employer.title")}
          </ButtonLink>
        }
      />
      <FilterBar
        label={t("attestation.coverage.filter")}
        submit={t("common.action.show")}
        reset={
          on || topic
            ? {
                href: paths.coverage({ organisation: page.employer.id }),
                label: t("attestation.coverage.reset"),
              }
            : undefined
        }
        actions={
          page.settled && (
            <ButtonLink href={paths.coverageCsv(asked)} tone="quiet" icon="download">
              {t("attestation.coverage.csv")}
            </ButtonLink>
          )
        }
      >
        {employers.length > 1 && (
          <Select
            name="organisation"
            label={t("attestation.coverage.employer")}
            options={employers.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={page.employer.id}
          />
        )}
        <Select
          name="topic"
          label={t("attestation.coverage.topic")}
          placeholder={t("attestation.coverage.allTopics")}
          options={topics.map((one) => ({ value: one, label: t(`trainers.topic.${one}`) }))}
          defaultValue={topic}
        />
        <TextInput name="on" type="date" label={t("attestation.coverage.on")} defaultValue={on ?? ""} />
      </FilterBar>
      {!page.settled ? (
        <EmptyState
          title={t("attestation.coverage.unsettled")}
          action={
            <ButtonLink href={paths.employer(page.employer.id)}>{t("attestation.needs.title")}</ButtonLink>
          }
        >
          {t("attestation.coverage.unsettledText")}
        </EmptyState>
      ) : topic ? (
        <TopicTable page={page} on={on} topic={topic} />
      ) : (
        <CoverageMatrix page={page} on={on} />
      )}
      {page.settled && <CoverageWords />}
    </>
  );
}
