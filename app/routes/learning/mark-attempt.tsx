import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { MarkingForm as Fields } from "#app/features/learning/learning-forms.ts";
import {
  attemptToMark,
  markAttempt,
  markingPage,
  toMarkOf,
} from "#app/features/learning/mark-attempt.server.ts";
import { readMarks } from "#app/features/learning/marking.ts";
import { MarkingForm } from "#app/features/learning/marking-form.tsx";
import { asMarker } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { title }: { title: string }) => t("learning.marking.markOf", { title }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await asMarker(await requirePermission(args, "mark:answers"));
  const attempt = found(await attemptToMark(actor, args.params["attemptId"] ?? ""));
  return markingPage(attempt, args.context.words.locale);
}

export async function action(args: ActionFunctionArgs) {
  const actor = await asMarker(await requirePermission(args, "mark:answers"));
  const attempt = found(await attemptToMark(actor, args.params["attemptId"] ?? ""));
  const form = await readForm(args.request, Fields);
  if (!form.ok) return badForm(form.problem);
  const given = readMarks(toMarkOf(attempt), form.value);
  if (!given.ok) return badForm(given.problem);
  const outcome = await markAttempt(actor, attempt.sitting, given.marks);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return outcome.value.graded
    ? redirectWithNotice("/marking", "attempt-graded")
    : redirectWithNotice(paths.markAttempt(attempt.sitting.attemptId), "marks-saved");
}

export default function MarkAttempt() {
  const { title, items } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  const heading = t("learning.marking.markOf", { title });
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[{ href: "/marking", label: t("learning.marking.title") }, { label: heading }]}
      />
      <PageHeader title={heading} />
      {form.summary}
      <MarkingForm items={items} form={form} />
    </>
  );
}
