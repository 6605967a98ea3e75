import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { withLanguage } from "#app/features/learning/course-path.ts";
import enhancement from "#app/features/learning/attempt.client.ts?worker&url";
import { paperPage } from "#app/features/learning/attempt-pages.server.ts";
import { PaperForm as Fields } from "#app/features/learning/learning-forms.ts";
import { PaperForm } from "#app/features/learning/paper-form.tsx";
import { PaperHead } from "#app/features/learning/paper-head.tsx";
import { handInPaper } from "#app/features/learning/hand-in-paper.server.ts";
import { afterSave, paperHref, paperView } from "#app/features/learning/paper-path.ts";
import { now } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = {
  title: (t, { paper }: { paper: { title: { words: string } | null } }) =>
    paper.title ? t("learning.paper.titleOf", { title: paper.title.words }) : t("learning.final.title"),
  scripts: [enhancement],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { attemptId = "" } = args.params;
  const view = paperView(new URL(args.request.url));
  const paper = found(
    await paperPage(actor, attemptId, readingLanguage(view.asked, args.context.words.locale)),
  );
  if (paper === "over") throw redirect(withLanguage(paths.attemptResult(attemptId), view.asked));
  return { paper, view, personId: actor.personId, now: now().getTime() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { attemptId = "" } = args.params;
  const form = await readForm(args.request, Fields);
  if (!form.ok) return badForm(form.problem);
  const { intent, save, ...fields } = form.value;
  const view = paperView(new URL(args.request.url));
  const result = withLanguage(paths.attemptResult(attemptId), view.asked);
  const outcome = found(await handInPaper(actor, attemptId, fields, intent));
  switch (outcome.kind) {
    case "bad":
      return badForm(problemAt(form.values, outcome.field, "choose"));
    case "over":
      return redirectWithNotice(result, "attempt-over");
    case "handed-in":
      return redirect(result);
    case "missing":
      return redirect(paperHref(attemptId, { ...view, only: null, checking: true }));
    case "saved":
      return redirect(afterSave(attemptId, view, save ?? 1));
  }
}

export default function Attempt() {
  const { paper, view, personId, now: instant } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const only = view.only !== null && view.only <= paper.questions.length ? view.only : null;
  return (
    <>
      <PaperHead paper={paper} view={{ ...view, only }} now={instant} />
      {form.summary}
      <PaperForm paper={paper} personId={personId} view={{ ...view, only }} form={form} />
    </>
  );
}
