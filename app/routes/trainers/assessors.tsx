import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { AssessorTable } from "#app/features/trainers/observations/assessor-table.tsx";
import { assessors } from "#app/features/trainers/observations/assessors.server.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.assessors.title") } satisfies PageHandle;

/** Who assesses how much, and who rates otherwise than the others: for whoever assigns and decides. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "decide:candidacies");
  return assessors(actor);
}

export default function Assessors() {
  const { since, rows } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href="/candidates">{t("candidacy.queue.title")}</a>}
        title={t("candidacy.assessors.title")}
        lead={t("candidacy.assessors.lead", { day: date(since) })}
      />
      <AssessorTable rows={rows} />
      <Sheet title={t("candidacy.assessors.howTitle")}>
        <p>{t("candidacy.assessors.how")}</p>
      </Sheet>
    </>
  );
}
