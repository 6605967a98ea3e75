import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { unitOf } from "#app/features/catalogue/course-outline.ts";
import { unitSheet } from "#app/features/catalogue/courses.server.ts";
import { statusOf, workedIn, workOut } from "#app/features/catalogue/sheet-form.ts";
import { ToolView } from "#app/features/catalogue/tool-view.tsx";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { UnitView } from "#app/features/catalogue/unit-view.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { saveGoal } from "#app/features/learning/action-plans.server.ts";
import { AssessmentCard } from "#app/features/learning/assessment-card.tsx";
import { askedLanguage, pathAfter, withLanguage } from "#app/features/learning/course-path.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { GoalForm } from "#app/features/learning/goal-form.tsx";
import { UnitForm } from "#app/features/learning/learning-forms.ts";
import { LockNotice } from "#app/features/learning/lock-notice.tsx";
import { moduleIn } from "#app/features/learning/progress.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { startHref } from "#app/features/learning/paper-path.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { UnitFoot } from "#app/features/learning/unit-foot.tsx";
import { unitPage } from "#app/features/learning/unit-page.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { newSecret } from "#app/infra/ids.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = {
  title: (_t, { page }: { page: { reading: { title: { words: string } } } }) => page.reading.title.words,
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { enrolmentId = "", moduleId = "", unitId = "" } = args.params;
  const course = found(await myEnrolment(actor, enrolmentId));
  const asked = askedLanguage(new URL(args.request.url));
  const locale = readingLanguage(asked, args.context.words.locale);
  return { page: found(await unitPage(course, moduleId, unitId, locale)), asked };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { enrolmentId = "", moduleId = "", unitId = "" } = args.params;
  const course = found(await myEnrolment(actor, enrolmentId));
  const { module, lock } = found(moduleIn(course.progress, moduleId));
  found(unitOf(module, unitId));
  const form = await readForm(args.request, UnitForm);
  if (!form.ok) return badForm(form.problem);
  const at = { moduleId, unitId };
  const asked = askedLanguage(new URL(args.request.url));
  const after = withLanguage(pathAfter(course.id, module, unitId), asked);
  switch (form.value.intent) {
    case "work-out":
    case "example":
    case "empty": {
      const locale = readingLanguage(asked, args.context.words.locale);
      const tool = lock ? null : await unitSheet(course.version.id, moduleId, unitId, locale);
      const outcome = workOut(found(tool), form.value);
      return data(outcome, { status: statusOf(outcome) });
    }
    case "done": {
      const outcome = await recordProgress(actor, course, at);
      return outcome.ok ? redirect(after) : refused(outcome.reason);
    }
    case "start": {
      const outcome = await startAttempt(actor, course, at, newSecret());
      if (!outcome.ok) return refused(outcome.reason);
      return redirect(
        startHref(outcome.value.attemptId, asked, args.request.headers.get("Sec-CH-UA-Mobile")),
      );
    }
    case "goal": {
      const { intent: _, ...goal } = form.value;
      const outcome = await saveGoal(actor, course, at, goal);
      if (outcome.ok) return redirectWithNotice(after, "goal-saved");
      return outcome.reason.key === "learning.goal-in-the-past"
        ? badForm(problemAt(form.values, "byDate", "past-day"))
        : refused(outcome.reason, form.values);
    }
  }
}

export default function UnitOfCourse() {
  const { page, asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { enrolmentId, moduleId, unitId, reading, lock, assessment, goal } = page;
  const { tool } = reading;
  const here = paths.unit(enrolmentId, moduleId, unitId);
  return (
    <UnitView
      reading={lock ? { ...reading, text: null, file: null } : reading}
      unitsAt={paths.myCourse(enrolmentId)}
      inLanguage={(locale) => withLanguage(here, locale)}
    >
      {(lock || !tool) && form.summary}
      {lock && <LockNotice lock={lock} />}
      {!lock && tool && (
        <ToolView
          reading={{ ...reading, tool }}
          form={form}
          worked={workedIn(answer)}
          here={withLanguage(here, asked)}
          inLanguage={(locale) => withLanguage(here, locale)}
        />
      )}
      {!lock && assessment && <AssessmentCard view={assessment} asked={asked} />}
      {!lock && goal && <GoalForm view={goal} form={form} />}
      <UnitFoot page={page} asked={asked} />
    </UnitView>
  );
}
