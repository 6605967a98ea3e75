import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HandOverForm, PART_SIZE } from "#app/features/certification/hand-over.ts";
import { HandOverList, PrintPart } from "#app/features/certification/hand-over-list.tsx";
import {
  handOverList,
  printPart,
  recordHandOvers,
  takeBackHandOver,
} from "#app/features/certification/hand-overs.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { pageNumber } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("certification.handOver.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "hand-over:certificates");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const page = pageNumber(new URL(args.request.url));
  const list = await handOverList(cohort.id, page);
  return { cohort: { id: cohort.id, name: cohort.name }, page, today: today(cohort.timeZone), ...list };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "hand-over:certificates");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, HandOverForm);
  if (!form.ok) return badForm(form.problem);
  const { value, values } = form;
  const url = new URL(args.request.url);
  const here = paths.handOver(cohort.id) + url.search;
  const day = today(cohort.timeZone);
  switch (value.intent) {
    case "print": {
      const printed = found(await printPart(actor, cohort.id, { ...value, part: pageNumber(url) }, day));
      if (printed.ok) return redirectWithNotice(here, "certificates-printed", { count: printed.value.count });
      return printed.reason.key === "paper.why-again"
        ? badForm(problemAt(values, "reason", "required"))
        : refused(printed.reason, values);
    }
    case "take-back": {
      const taken = found(await takeBackHandOver(actor, cohort.id, value.certificateId, day));
      return taken.ok ? redirectWithNotice(here, "hand-over-taken-back") : refused(taken.reason);
    }
    case "record": {
      const recorded = found(await recordHandOvers(actor, cohort.id, value, day));
      if (!recorded.ok) return refused(recorded.reason, values);
      return redirectWithNotice(here, "handed-over", { count: recorded.value });
    }
  }
}

export default function HandOver() {
  const { cohort, page, today: day, rows, total, handedOver, printing } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, number } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("certification.handOver.title")}
        lead={total > 0 && t("certification.handOver.lead", { count: total, done: number(handedOver) })}
      />
      {form.summary}
      {rows.length > 0 && (
        <>
          <p className="soft no-print">
            {t("certification.handOver.howTo")} {t("certification.handOver.print")}
          </p>
          <PrintPart cohortId={cohort.id} rows={rows} printing={printing} form={form} />
        </>
      )}
      <HandOverList rows={rows} first={(page - 1) * PART_SIZE + 1} today={day} form={form} />
      <Pages page={page} size={PART_SIZE} total={total} />
    </>
  );
}
