import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { papersToPrint } from "#app/features/trainers/exams/exam-papers.server.ts";
import { Booklets } from "#app/features/trainers/exams/paper-parts.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.papers.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-banks");
  return { sittings: await papersToPrint(actor) };
}

export default function ExamPapers() {
  const { sittings } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("exams.papers.title")} lead={t("exams.papers.lead")} />
      {sittings.length === 0 ? (
        <EmptyState title={t("exams.papers.none")}>{t("exams.papers.noneText")}</EmptyState>
      ) : (
        sittings.map((sitting) => <Booklets key={sitting.id} {...sitting} />)
      )}
    </>
  );
}
