import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import enhancement from "#app/features/learning/attempt.client.ts?worker&url";
import { PaperSheets } from "#app/features/learning/paper-form.tsx";
import { afterSaveAt, hrefAt, paperView } from "#app/features/learning/paper-path.ts";
import { SitExamForm } from "#app/features/trainers/exams/exam-forms.ts";
import { ExamDoor, ExamOver, ExamTime } from "#app/features/trainers/exams/my-exam-parts.tsx";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import {
  beginExam,
  handInExam,
  keepExamAnswers,
  myExam,
} from "#app/features/trainers/exams/sit-exam.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("exams.mine.title"),
  scripts: [enhancement],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const exam = found(await myExam(actor, args.params["scriptId"]!));
  const view = paperView(new URL(args.request.url));
  const only = view.only !== null && view.only <= exam.questions.length ? view.only : null;
  return { exam, view: { ...view, only }, personId: actor.personId, now: now().getTime() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const scriptId = args.params["scriptId"]!;
  const here = paths.myExam(scriptId);
  const form = await readForm(args.request, SitExamForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, save, opening, ...fields } = form.value;
  if (intent === "begin") {
    const begun = found(await beginExam(actor, scriptId, opening ?? ""));
    return begun.ok ? redirect(here) : refused(begun.reason, form.values);
  }
  const view = paperView(new URL(args.request.url));
  const kept = found(await keepExamAnswers(actor, scriptId, fields));
  if (kept.kind === "bad") return badForm(problemAt(form.values, kept.field, "choose"));
  if (kept.kind === "over") return redirectWithNotice(here, "exam-over");
  if (intent === "save") return redirect(afterSaveAt(here, view, save ?? 1));
  if (intent === "submit" && kept.gaps > 0)
    return redirect(hrefAt(here, { ...view, only: null, checking: true }));
  await handInExam(actor, scriptId);
  return redirectWithNotice(here, "exam-handed-in");
}

export default function MyExam() {
  const { exam, view, personId, now: instant } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const writing = exam.state === "writing" && !exam.onPaper;
  const here = paths.myExam(exam.id);
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.myCandidacy(exam.candidacyId)}>{t("candidacy.page.where")}</a>}
        title={t("exams.mine.of", { scheme: t(`trainers.scheme.${exam.schemeId as SchemeId}`) })}
        lead={t("exams.mine.number", { number: String(exam.number) })}
      />
      {form.summary}
      {writing ? (
        <>
          <ExamTime deadlineAt={exam.deadlineAt} now={instant} view={view} here={here} />
          <PaperSheets
            id={exam.id}
            questions={exam.questions}
            saveAt={paths.saveExamAnswer(exam.id)}
            hrefOf={(asked) => hrefAt(here, asked)}
            personId={personId}
            view={view}
            form={form}
          />
        </>
      ) : exam.state === "expected" || exam.state === "checked" ? (
        <ExamDoor exam={exam} form={form} />
      ) : (
        <ExamOver exam={exam} />
      )}
    </>
  );
}
