import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { planInReach, reviewActionPlan } from "#app/features/learning/action-plans.server.ts";
import { ReviewForm } from "#app/features/learning/learning-forms.ts";
import { PlanGoals, PlanState } from "#app/features/learning/plan-goals.tsx";
import { courseTitle, unitTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { name }: { name: string }) => t("learning.review.planOf", { name }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "review:action-plans");
  const { enrolment, name, plan } = found(await planInReach(actor, args.params["enrolmentId"] ?? ""));
  const { outline } = enrolment.version;
  const { locale } = args.context.words;
  const { prompts, ...state } = plan;
  return {
    name,
    course: courseTitle(outline, locale),
    cohort: enrolment.cohort.name,
    plan: state,
    own: enrolment.personId === actor.personId,
    goals: prompts.map(({ moduleId, unitId, goal }) => ({
      title: unitTitle(outline, moduleId, unitId, locale),
      href: null,
      goal,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "review:action-plans");
  const plan = found(await planInReach(actor, args.params["enrolmentId"] ?? ""));
  const form = await readForm(args.request, ReviewForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await reviewActionPlan(actor, plan, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice("/action-plans", `plan-${form.value.verdict}`);
}

export default function ReviewActionPlan() {
  const { name, course, cohort, plan, goals, own } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  const title = t("learning.review.planOf", { name });
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[{ href: "/action-plans", label: t("learning.review.title") }, { label: title }]}
      />
      <PageHeader
        eyebrow={
          <>
            <bdi>{course.words}</bdi>
            {" · "}
            <bdi>{cohort}</bdi>
          </>
        }
        title={title}
      />
      {form.summary}
      {plan.state !== "submitted" && <PlanState plan={plan} />}
      <PlanGoals goals={goals} open={false} />
      {own && <Alert>{t("learning.review.own")}</Alert>}
      {plan.state === "submitted" && !own && (
        <Form>
          <input type="hidden" name="version" value={plan.version} />
          <RadioGroup
            name="verdict"
            legend={t("learning.review.verdict")}
            required
            boxed
            choices={(["approved", "returned"] as const).map((value) => ({
              value,
              label: t(`learning.review.${value}`),
              hint: t(`learning.review.${value}Hint`),
            }))}
            value={form.value("verdict") || undefined}
            error={form.error("verdict")}
          />
          <TextArea
            name="note"
            label={t("learning.review.note")}
            hint={t("learning.review.noteHint")}
            maxLength={4000}
            defaultValue={form.value("note")}
            error={form.error("note")}
          />
          <Button>{t("learning.review.decide")}</Button>
        </Form>
      )}
    </>
  );
}
