import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SessionFileForm } from "#app/features/cohorts/session-file-forms.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { addScans, removeScan, scansOf } from "#app/features/trainers/exams/exam-scans.server.ts";
import { ScriptPages } from "#app/features/trainers/exams/paper-parts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.scan.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "invigilate:exams");
  return found(await scansOf(actor, args.params["pagesId"]!));
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "invigilate:exams");
  const scriptId = args.params["pagesId"]!;
  found(await scansOf(actor, scriptId));
  const form = await readForm(args.request, SessionFileForm);
  if (!form.ok) return badForm(form.problem);
  const here = paths.scriptPages(scriptId);
  if (form.value.intent === "remove") {
    const removed = found(await removeScan(actor, scriptId, form.value));
    return removed.ok
      ? redirectWithNotice(here, "session-file-removed")
      : refused(removed.reason, form.values);
  }
  const added = found(await addScans(actor, scriptId, form.value.files));
  if (!added.ok) return refused(added.reason, form.values);
  return redirectWithNotice(here, "pages-kept", { count: added.value });
}

export default function ScriptPagesPage() {
  const script = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={
          <a href={paths.invigilate(script.sittingId)}>
            {t("exams.sitting.on", { day: date(script.day), hour: script.startsAt })}
          </a>
        }
        title={t("exams.scan.of", { number: String(script.number) })}
        lead={t("exams.scan.lead")}
      />
      {form.summary}
      <ScriptPages pages={script.pages} frozen={script.frozen} form={form} />
    </div>
  );
}
