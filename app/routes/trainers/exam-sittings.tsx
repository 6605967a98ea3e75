import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { PlanSittingForm } from "#app/features/trainers/exams/exam-forms.ts";
import {
  banksToDraw,
  groupsOf,
  listSittings,
  readAsked,
} from "#app/features/trainers/exams/exam-pages.server.ts";
import { PhaseTag, Place } from "#app/features/trainers/exams/exam-sitting-parts.tsx";
import { planSitting } from "#app/features/trainers/exams/exam-sittings.server.ts";
import { PlanSitting } from "#app/features/trainers/exams/plan-sitting-form.tsx";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.sitting.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-sittings");
  const url = new URL(args.request.url);
  const page = pageNumber(url);
  const [list, banks] = await Promise.all([listSittings(actor, page), banksToDraw(actor)]);
  const asked = url.searchParams.get("bank");
  const bank = banks.find(({ id }) => id === asked) ?? (banks.length === 1 ? banks[0] : undefined);
  const chosen = bank ? { bank, groups: await groupsOf(bank.id) } : null;
  return { page, ...list, banks, chosen, timeZone: actor.timeZone };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-sittings");
  const form = await readForm(args.request, PlanSittingForm);
  if (!form.ok) return badForm(form.problem);
  const { bankId, day, startsAt, timeZone, place, minutes, onPaper, invigilator, topics } = form.value;
  const asked = found(await readAsked(actor, form.value));
  if ("error" in asked) return badForm({ values: form.values, errors: [asked.error] });
  const when = { day, startsAt, timeZone, place, minutes, onPaper, invigilator };
  const planned = found(await planSitting(actor, { bankId, ...when, topics, ...asked }));
  if (!planned.ok) return refused(planned.reason, form.values);
  return redirectWithNotice(paths.sitting(planned.value), "exam-sitting-planned");
}

export default function ExamSittings() {
  const { page, total, rows, banks, chosen, timeZone } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, number, language } = useWords();
  return (
    <>
      <PageHeader title={t("exams.sitting.title")} lead={t("exams.sitting.lead")} />
      {form.summary}
      <DataTable
        caption={t("exams.sitting.table")}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("exams.sitting.none")}>{t("exams.sitting.noneText")}</EmptyState>}
        columns={[
          {
            key: "day",
            header: t("exams.sitting.day"),
            rowHeader: true,
            cell: ({ id, day, startsAt }) => (
              <a href={paths.sitting(id)}>{t("exams.sitting.on", { day: date(day), hour: startsAt })}</a>
            ),
          },
          {
            key: "scheme",
            header: t("exams.sitting.exam"),
            cell: ({ schemeId, language: of }) =>
              t("exams.bank.of", {
                scheme: t(`trainers.scheme.${schemeId as SchemeId}`),
                language: language(of),
              }),
          },
          { key: "place", header: t("exams.sitting.place"), cell: ({ place }) => <Place place={place} /> },
          {
            key: "candidates",
            header: t("exams.sitting.candidates"),
            numeric: true,
            cell: ({ candidates }) => number(candidates),
          },
          { key: "phase", header: t("exams.sitting.state"), cell: ({ phase }) => <PhaseTag phase={phase} /> },
        ]}
      />
      <Pages page={page} total={total} size={PAGE_SIZE} />
      {banks.length === 0 ? (
        <p>{t("exams.sitting.noBank")}</p>
      ) : (
        <PlanSitting banks={banks} chosen={chosen} timeZone={timeZone} form={form} />
      )}
    </>
  );
}
