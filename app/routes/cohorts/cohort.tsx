import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { closeCohort, openBeforeClosing } from "#app/features/cohorts/close-cohort.server.ts";
import { CohortHead } from "#app/features/cohorts/cohort-head.tsx";
import { findCohort, findRunCohort, titleOf } from "#app/features/cohorts/cohorts.server.ts";
import { cohortPhase } from "#app/features/cohorts/cohort-phase.ts";
import { listParticipants } from "#app/features/cohorts/participants.server.ts";
import { ParticipantTable } from "#app/features/cohorts/participant-table.tsx";
import { StillOpen } from "#app/features/cohorts/still-open.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { complaintsAbout } from "#app/features/trainers/complaints/complaint-links.server.ts";
import { LinkedComplaints } from "#app/features/trainers/complaints/complaint-parts.tsx";
import { today } from "#app/infra/clock.server.ts";
import { redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { choiceFilter, PAGE_SIZE, pageNumber, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, data: PageData | undefined) => data?.cohort.name ?? "",
} satisfies PageHandle;

const SHOW = ["name-open", "plan-open"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:cohorts");
  const cohort = found(await findCohort(actor, args.params["cohortId"]!));
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    show: choiceFilter(url, "show", SHOW),
    sorting: sortingIn(url, ["name"], "name"),
    page: pageNumber(url),
  };
  const { total, rows } = await listParticipants(actor, cohort, filters);
  const phase = cohortPhase(cohort, today(cohort.timeZone));
  const may = (permission: Parameters<typeof reachOf>[1]) =>
    cohort.runs && reachOf(actor.grants, permission).length > 0;
  return {
    cohort: {
      id: cohort.id,
      name: cohort.name,
      courseTitle: titleOf(cohort.version, args.context.words.locale),
      versionId: cohort.version.id,
      format: cohort.format,
      place: cohort.place,
      codes: cohort.codes,
      cancelledBecause: cohort.cancelledBecause,
      startDate: cohort.startDate,
      endDate: cohort.endDate,
      phase,
      halfDays: cohort.halfDays.length,
      unverified: cohort.halfDays.filter(({ verified }) => !verified).length,
      reportState: cohort.reportState,
    },
    may: {
      see: true,
      edit: may("manage:cohorts"),
      select: may("see:applications"),
      enrol: reachOf(actor.grants, "enrol:people").length > 0,
      attend: may("take:attendance"),
      report: may("submit:training-report") || may("validate:training-report"),
      certify: may("issue:certificates"),
      evidence: may("take:evidence"),
      handOver: may("hand-over:certificates"),
      codes: may("issue:sign-in-codes"),
      fees: may("keep:fees"),
    },
    open: phase === "ended" && may("manage:cohorts") ? await openBeforeClosing(cohort.id) : null,
    complaints: await complaintsAbout(actor, "cohort", cohort.id),
    filters,
    total,
    rows,
  };
}

/** Closing is the last act: the cohort becomes read-only. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const outcome = await closeCohort(actor, cohort, today(cohort.timeZone));
  if (!outcome.ok) return refused(outcome.reason);
  return redirectWithNotice(paths.cohort(cohort.id), "cohort-closed");
}

export default function Cohort() {
  const { cohort, may, open, complaints, filters, total, rows } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const sortable = useSortable(filters.sorting);
  return (
    <>
      <CohortHead cohort={cohort} may={may} />
      {form.summary}
      <LinkedComplaints complaints={complaints} />
      <FilterBar
        label={t("cohorts.table.filter")}
        submit={t("common.action.show")}
        reset={
          filters.q || filters.show
            ? { href: paths.cohort(cohort.id), label: t("cohorts.table.everyone") }
            : undefined
        }
      >
        <TextInput name="q" type="search" label={t("cohorts.table.find")} defaultValue={filters.q} />
        <Select
          name="show"
          label={t("cohorts.table.show")}
          placeholder={t("cohorts.table.everyone")}
          options={SHOW.map((show) => ({ value: show, label: t(`cohorts.table.show-${show}`) }))}
          defaultValue={filters.show}
        />
      </FilterBar>
      <ParticipantTable
        cohortId={cohort.id}
        rows={rows}
        mayEnrol={may.enrol}
        sortable={sortable}
        filtered={filters.q !== "" || filters.show !== ""}
      />
      <Pages page={filters.page} size={PAGE_SIZE} total={total} />
      {open && (
        <Disclosure summary={t("cohorts.close.title")}>
          <p>{t("cohorts.close.consequence")}</p>
          <StillOpen open={open} />
          <form method="post">
            <Button tone="danger">{t("cohorts.close.act")}</Button>
          </form>
        </Disclosure>
      )}
    </>
  );
}
