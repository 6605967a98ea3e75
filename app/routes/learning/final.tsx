import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FINAL } from "#app/features/catalogue/course-outline.ts";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { AssessmentCard } from "#app/features/learning/assessment-card.tsx";
import { assessmentView } from "#app/features/learning/assessment-view.ts";
import { askedLanguage } from "#app/features/learning/course-path.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { StartForm } from "#app/features/learning/learning-forms.ts";
import { startHref } from "#app/features/learning/paper-path.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import { newSecret } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.final.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const asked = askedLanguage(new URL(args.request.url));
  const locale = readingLanguage(asked, args.context.words.locale);
  return {
    view: found(assessmentView(course, FINAL)),
    enrolmentId: course.id,
    course: courseTitle(course.version.outline, locale),
    asked,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  found(assessmentView(course, FINAL));
  const form = await readForm(args.request, StartForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await startAttempt(actor, course, FINAL, newSecret());
  if (!outcome.ok) return refused(outcome.reason);
  const asked = askedLanguage(new URL(args.request.url));
  return redirect(startHref(outcome.value.attemptId, asked, args.request.headers.get("Sec-CH-UA-Mobile")));
}

export default function Final() {
  const { view, enrolmentId, course, asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("learning.final.title") },
        ]}
      />
      <article className="lesson">
        <h1>{t("learning.final.title")}</h1>
        <p>{t("learning.final.lead")}</p>
        {form.summary}
        <AssessmentCard view={view} asked={asked} />
        <p>
          <a href={paths.myCourse(enrolmentId)}>{t("learning.module.back")}</a>
        </p>
      </article>
    </>
  );
}
