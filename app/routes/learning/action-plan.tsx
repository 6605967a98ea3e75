import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { mayWrite } from "#app/features/learning/action-plan.ts";
import { planOf, submitActionPlan } from "#app/features/learning/action-plans.server.ts";
import { isLearning } from "#app/features/learning/enrolment.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { PlanForm } from "#app/features/learning/learning-forms.ts";
import { PlanGoals, PlanState } from "#app/features/learning/plan-goals.tsx";
import { courseTitle, unitTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.plan.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const { outline } = course.version;
  const { locale } = args.context.words;
  const { prompts, ...plan } = await planOf(course);
  return {
    enrolmentId: course.id,
    course: courseTitle(outline, locale),
    plan,
    goals: prompts.map(({ moduleId, unitId, goal }) => ({
      title: unitTitle(outline, moduleId, unitId, locale),
      href: paths.unit(course.id, moduleId, unitId),
      goal,
    })),
    open: mayWrite(plan.state) && isLearning(course.status),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const form = await readForm(args.request, PlanForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await submitActionPlan(actor, course);
  if (!outcome.ok) return refused(outcome.reason);
  return redirectWithNotice(paths.actionPlan(course.id), "plan-submitted");
}

export default function ActionPlan() {
  const { enrolmentId, course, plan, goals, open } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  const left = goals.filter(({ goal }) => goal === null).length;
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("learning.plan.title") },
        ]}
      />
      <PageHeader title={t("learning.plan.title")} lead={t("learning.plan.lead")} />
      {form.summary}
      {goals.length === 0 ? (
        <EmptyState title={t("learning.plan.none")} />
      ) : (
        <>
          <PlanState plan={plan} />
          <PlanGoals goals={goals} open={open} />
          {open && left > 0 && <p className="soft">{t("learning.plan.goalsLeft", { count: left })}</p>}
          {open && left === 0 && (
            <form method="post" className="stack tight">
              <p>{t("learning.plan.submitText")}</p>
              <div className="actions">
                <Button name="intent" value="submit">
                  {t("learning.plan.submit")}
                </Button>
              </div>
            </form>
          )}
        </>
      )}
    </>
  );
}
