import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { APPLICATION_STATES, ORDERS } from "#app/features/admission/application.ts";
import { DecisionForm } from "#app/features/admission/application-forms.ts";
import { listApplications } from "#app/features/admission/applications.server.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { DecisionFields } from "#app/features/admission/decision-fields.tsx";
import { decideApplications } from "#app/features/admission/decide-applications.server.ts";
import { ApplicationTable, BalanceTables } from "#app/features/admission/selection-tables.tsx";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import { holidaysOfCohort } from "#app/features/cohorts/holidays.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { choiceFilter, PAGE_SIZE, pageNumber, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = { title: (t) => t("admission.list.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:applications");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const call = await callOf(cohort.id);
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    state: choiceFilter(url, "state", APPLICATION_STATES),
    order: choiceFilter(url, "order", ORDERS) || ("score" as const),
    page: pageNumber(url),
  };
  const mayDecide = !cohort.closed && reachOf(actor.grants, "select:applicants").length > 0;
  const replyBy = addDays(today(cohort.timeZone), 10);
  const mayManage = reachOf(actor.grants, "manage:calls").length > 0;
  return {
    cohort: { id: cohort.id, name: cohort.name },
    call: call && { seats: call.seats, phase: call.phase },
    list: call && (await listApplications(actor, call, filters)),
    filters,
    mayManage,
    mayDecide,
    replyBy,
    holidays: mayDecide
      ? await holidaysOfCohort(cohort.id, [
          { date: replyBy, what: args.context.words.t("admission.decide.replyBy") },
        ])
      : [],
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "select:applicants");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const call = found(await callOf(cohort.id));
  const form = await readForm(args.request, DecisionForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await decideApplications(actor, call, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.applications(cohort.id), "applications-decided", { count: outcome.value });
}

export default function Applications() {
  const page = useLoaderData<typeof loader>();
  const { t, number } = useWords();
  const { cohort, call, list, mayManage } = page;
  const edit = mayManage && (
    <ButtonLink href={paths.editCall(cohort.id)} tone="quiet" icon="edit">
      {t("admission.edit.title")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("admission.list.title")}
        lead={
          call &&
          list &&
          t("admission.list.lead", { count: list.all, held: number(list.held), seats: number(call.seats) })
        }
        actions={edit}
      />
      {list ? (
        <Selection page={page} list={list} />
      ) : (
        <EmptyState title={t("admission.list.noCall")} action={edit}>
          {t("admission.list.noCallText")}
        </EmptyState>
      )}
    </>
  );
}

function Selection({ page, list }: { page: PageData; list: NonNullable<PageData["list"]> }) {
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const { cohort, filters, mayDecide, replyBy } = page;
  const filtered = filters.q !== "" || filters.state !== "";
  return (
    <>
      {form.summary}
      {list.all > 0 && <BalanceTables balance={list.balance} />}
      <FilterBar
        label={t("admission.list.filter")}
        submit={t("common.action.show")}
        reset={
          filtered ? { href: paths.applications(cohort.id), label: t("admission.list.everyone") } : undefined
        }
      >
        <TextInput name="q" type="search" label={t("admission.list.find")} defaultValue={filters.q} />
        <Select
          name="state"
          label={t("admission.list.state")}
          placeholder={t("admission.list.everyone")}
          options={APPLICATION_STATES.map((state) => ({
            value: state,
            label: t(`admission.state.${state}`),
          }))}
          defaultValue={filters.state}
        />
        <Select
          name="order"
          label={t("admission.list.order")}
          options={ORDERS.map((order) => ({ value: order, label: t(`admission.list.by-${order}`) }))}
          defaultValue={filters.order}
        />
      </FilterBar>
      <form method="post" className="stack">
        <ApplicationTable cohortId={cohort.id} rows={list.rows} mayDecide={mayDecide} filtered={filtered} />
        {mayDecide && list.rows.length > 0 && <HolidayAlert warnings={page.holidays} />}
        {mayDecide && list.rows.length > 0 && <DecisionFields form={form} replyBy={replyBy} />}
      </form>
      <Pages page={filters.page} size={PAGE_SIZE} total={list.total} />
    </>
  );
}
