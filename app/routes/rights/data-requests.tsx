import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { DAYS_TO_ANSWER, EnterForm, REQUEST_KINDS } from "#app/features/rights/data-request.ts";
import { DataRequestTable } from "#app/features/rights/data-request-parts.tsx";
import {
  enterDataRequest,
  listDataRequests,
  REGISTER_SHOWS,
} from "#app/features/rights/data-requests.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.register.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "answer:data-requests");
  const url = new URL(args.request.url);
  const show = REGISTER_SHOWS.find((each) => each === url.searchParams.get("show")) ?? "unanswered";
  const page = pageNumber(url);
  return {
    show,
    shows: [...REGISTER_SHOWS],
    page,
    today: today(actor.timeZone),
    ...(await listDataRequests(show, page)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "answer:data-requests");
  const form = await readForm(args.request, EnterForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.askedOn > today(actor.timeZone))
    return badForm(problemAt(form.values, "askedOn", "not-to-come"));
  const id = await enterDataRequest(actor, form.value);
  return id === null
    ? badForm(problemAt(form.values, "identifier", "nobody-of-that-name"))
    : redirectWithNotice(paths.dataRequest(id), "data-request-entered");
}

export default function DataRequests() {
  const { show, shows, page, total, rows, today: day } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        title={t("rights.register.title")}
        lead={t("rights.register.lead", { days: DAYS_TO_ANSWER })}
      />
      {form.summary}
      <FilterBar
        label={t("rights.register.filter")}
        submit={t("common.action.show")}
        reset={
          show === "unanswered"
            ? undefined
            : { href: "/data-requests", label: t("rights.register.show.unanswered") }
        }
      >
        <Select
          name="show"
          label={t("rights.names.state")}
          options={shows.map((value) => ({ value, label: t(`rights.register.show.${value}`) }))}
          defaultValue={show}
        />
      </FilterBar>
      <DataRequestTable rows={rows} waiting={show === "unanswered"} />
      <Pages page={page} size={PAGE_SIZE} total={total} />
      <Disclosure summary={t("rights.register.enter")} open={answer !== undefined || undefined}>
        <Form>
          <p>{t("rights.register.enterText")}</p>
          <TextInput
            name="identifier"
            label={t("rights.register.identifier")}
            autoComplete="off"
            required
            defaultValue={form.value("identifier")}
            error={form.error("identifier")}
          />
          <Select
            name="kind"
            label={t("rights.request.what")}
            options={REQUEST_KINDS.map((value) => ({ value, label: t(`rights.request.kind.${value}`) }))}
            defaultValue={form.value("kind", "access")}
            error={form.error("kind")}
          />
          <TextInput
            name="askedOn"
            type="date"
            label={t("rights.request.askedOn")}
            hint={t("rights.register.askedOnHint")}
            span="short"
            required
            max={day}
            defaultValue={form.value("askedOn", day)}
            error={form.error("askedOn")}
          />
          <TextArea
            name="words"
            rows={3}
            label={t("rights.request.words")}
            optional={t("common.form.optional")}
            maxLength={2000}
            defaultValue={form.value("words")}
            error={form.error("words")}
          />
          <Actions>
            <Button>{t("rights.register.enterAct")}</Button>
          </Actions>
        </Form>
      </Disclosure>
    </>
  );
}
