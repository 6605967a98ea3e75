import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { scriptsToMark } from "#app/features/trainers/exams/mark-exam.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.marking.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "mark:exams");
  return { scripts: await scriptsToMark(actor) };
}

export default function ExamMarking() {
  const { scripts } = useLoaderData<typeof loader>();
  const { t, date, number } = useWords();
  return (
    <>
      <PageHeader title={t("exams.marking.title")} lead={t("exams.marking.lead")} />
      <DataTable
        caption={t("exams.marking.table")}
        rows={scripts}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("exams.marking.none")}>{t("exams.marking.noneText")}</EmptyState>}
        columns={[
          {
            key: "number",
            header: t("exams.sitting.number"),
            rowHeader: true,
            cell: ({ id, number: of }) => <a href={paths.markScript(id)}>{String(of)}</a>,
          },
          {
            key: "scheme",
            header: t("exams.sitting.exam"),
            cell: ({ schemeId }) => t(`trainers.scheme.${schemeId as SchemeId}`),
          },
          { key: "day", header: t("exams.sitting.day"), cell: ({ day }) => date(day) },
          {
            key: "answers",
            header: t("exams.marking.answers"),
            numeric: true,
            cell: ({ answers }) => number(answers),
          },
        ]}
      />
    </>
  );
}
