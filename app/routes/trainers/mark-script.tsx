import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { MarkingForm as Fields } from "#app/features/learning/learning-forms.ts";
import { readMarks, type MarkingItem } from "#app/features/learning/marking.ts";
import { MarkingForm } from "#app/features/learning/marking-form.tsx";
import { markScript, openScript } from "#app/features/trainers/exams/mark-exam.server.ts";
import { BesidePages } from "#app/features/trainers/exams/paper-parts.tsx";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.marking.one") } satisfies PageHandle;

/** Opening the page is a reading of questions, and is written down. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "mark:exams");
  const opened = found(await openScript(actor, args.params["workId"]!));
  return opened.ok ? { script: opened.value, reason: null } : { script: null, reason: opened.reason };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "mark:exams");
  const scriptId = args.params["workId"]!;
  const opened = found(await openScript(actor, scriptId));
  const form = await readForm(args.request, Fields);
  if (!form.ok) return badForm(form.problem);
  if (!opened.ok) return refused(opened.reason, form.values);
  const { items } = opened.value;
  const given = readMarks(items, form.value);
  if (!given.ok) return badForm(given.problem);
  const left = items.find(({ item }) => !given.marks.some((mark) => mark.item === item));
  if (left) return badForm(problemAt(form.values, `points.${left.position}`, "required"));
  const done = found(await markScript(actor, scriptId, given.marks));
  if (!done.ok) return refused(done.reason, form.values);
  return redirectWithNotice("/exam-marking", "exam-script-marked");
}

export default function MarkScript() {
  const { script, reason } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, refusal } = useWords();
  const asked = { form, hint: t("exams.marking.once"), comments: false };
  const onPages = (item: MarkingItem) => ({ ...item, text: t("exams.marking.onPages") });
  return (
    <>
      <PageHeader
        eyebrow={<a href="/exam-marking">{t("exams.marking.title")}</a>}
        title={script ? t("exams.room.number", { number: String(script.number) }) : t("exams.marking.one")}
        lead={script ? t(`trainers.scheme.${script.schemeId as SchemeId}`) : undefined}
      />
      {form.summary}
      {reason && <Alert tone="warn">{refusal(reason)}</Alert>}
      {script?.onPaper ? (
        <BesidePages scans={script.scans} addressOf={paths.examScan}>
          <MarkingForm {...asked} items={script.items.map(onPages)} />
        </BesidePages>
      ) : (
        script && <MarkingForm {...asked} items={script.items} />
      )}
    </>
  );
}
