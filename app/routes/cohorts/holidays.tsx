import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HolidayForm } from "#app/features/cohorts/holiday-forms.ts";
import { readHolidayList } from "#app/features/cohorts/holidays.ts";
import { keepHolidays, listHolidays, removeHoliday } from "#app/features/cohorts/holidays.server.ts";
import { CountrySelect } from "#app/features/identity/country-select.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import { problemAt } from "#app/lib/form.ts";
import { choiceFilter } from "#app/lib/paging.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.holidays.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "manage:holidays");
  const country = choiceFilter(new URL(args.request.url), "country", COUNTRIES);
  return { country, holidays: await listHolidays(country) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:holidays");
  const form = await readForm(args.request, HolidayForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "remove") {
    found((await removeHoliday(actor, form.value.id)) || null);
    return redirectWithNotice("/holidays", "holiday-removed");
  }
  const { country } = form.value;
  const read = form.value.intent === "add" ? { days: [form.value] } : readHolidayList(form.value.text);
  if ("badLine" in read)
    return badForm(problemAt(form.values, "text", "holiday-line", { line: read.badLine }));
  if (read.days.length === 0) return badForm(problemAt(form.values, "text", "required"));
  const count = await keepHolidays(actor, country, read.days);
  return redirectWithNotice(`/holidays?country=${country}`, "holidays-kept", { count });
}

export default function Holidays() {
  const { country: chosen, holidays } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, country } = useWords();
  const adding = form.value("intent") !== "import";
  return (
    <>
      <PageHeader title={t("cohorts.holidays.title")} lead={t("cohorts.holidays.lead")} />
      {form.summary}
      {chosen && (
        <p>
          <a href="/holidays">{t("cohorts.holidays.all")}</a>
        </p>
      )}
      <DataTable
        caption={t("cohorts.holidays.title")}
        hideCaption
        rows={holidays}
        rowKey={({ id }) => id}
        columns={[
          { key: "day", header: t("cohorts.holidays.day"), rowHeader: true, cell: (row) => date(row.date) },
          {
            key: "country",
            header: t("cohorts.holidays.country"),
            cell: (row) => <a href={`/holidays?country=${row.country}`}>{country(row.country)}</a>,
          },
          {
            key: "name",
            header: t("cohorts.holidays.name"),
            cell: ({ name }) => <DirText>{name}</DirText>,
          },
          {
            key: "act",
            header: t("cohorts.holidays.remove"),
            hideHeader: true,
            cell: ({ id, name }) => (
              <form method="post">
                <input type="hidden" name="id" value={id} />
                <Button
                  tone="quiet"
                  size="small"
                  name="intent"
                  value="remove"
                  aria-label={t("cohorts.holidays.removeSpoken", { name })}
                >
                  {t("cohorts.holidays.remove")}
                </Button>
              </form>
            ),
          },
        ]}
        empty={<EmptyState title={t("cohorts.holidays.none")}>{t("cohorts.holidays.noneText")}</EmptyState>}
      />
      <Sheet title={t("cohorts.holidays.add")}>
        <Form>
          <CountrySelect
            value={adding ? form.value("country", chosen) : chosen}
            error={adding ? form.error("country") : undefined}
          />
          <TextInput
            type="date"
            name="date"
            label={t("cohorts.holidays.day")}
            defaultValue={form.value("date")}
            error={form.error("date")}
          />
          <TextInput
            name="name"
            dir="auto"
            label={t("cohorts.holidays.name")}
            defaultValue={form.value("name")}
            error={form.error("name")}
          />
          <Actions>
            <Button name="intent" value="add">
              {t("cohorts.holidays.addAct")}
            </Button>
          </Actions>
        </Form>
      </Sheet>
      <Sheet title={t("cohorts.holidays.import")}>
        <Form>
          <CountrySelect
            id="import-country"
            value={adding ? chosen : form.value("country", chosen)}
            error={adding ? undefined : form.error("country")}
          />
          <TextArea
            name="text"
            dir="auto"
            label={t("cohorts.holidays.list")}
            hint={t("cohorts.holidays.listHint")}
            defaultValue={form.value("text")}
            error={form.error("text")}
          />
          <Actions>
            <Button name="intent" value="import">
              {t("cohorts.holidays.importAct")}
            </Button>
          </Actions>
        </Form>
      </Sheet>
    </>
  );
}
