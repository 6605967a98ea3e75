import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BEST, SCALES } from "#app/features/cohorts/evaluation.ts";
import { EvaluationForm } from "#app/features/cohorts/evaluation-forms.ts";
import { evaluate, myEvaluations } from "#app/features/cohorts/evaluations.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.evaluation.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const day = found((await myEvaluations(course)).find(({ date }) => date === args.params["date"]) ?? null);
  return {
    day,
    enrolmentId: course.id,
    course: courseTitle(course.version.outline, args.context.words.locale),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const form = await readForm(args.request, EvaluationForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await evaluate(course, args.params["date"] ?? "", form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.myDays(course.id), "evaluated");
}

export default function Evaluation() {
  const { day, enrolmentId, course } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, number } = useWords();
  const open = day.phase === "open" && !day.answered;
  return (
    <div className="narrow">
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: paths.myCourse(enrolmentId), label: course.words },
          { href: paths.myDays(enrolmentId), label: t("cohorts.days.title") },
          { label: t("cohorts.evaluation.title") },
        ]}
      />
      <PageHeader
        title={t("cohorts.evaluation.of", { day: date(day.date) })}
        lead={t("cohorts.evaluation.anonymous")}
      />
      {form.summary}
      {!open && (
        <Alert>
          {t(day.answered ? "cohorts.evaluation.answered" : `cohorts.evaluation.is-${day.phase}`)}
        </Alert>
      )}
      {open && (
        <Form>
          {SCALES.map((scale) => (
            <RadioGroup
              key={scale}
              name={scale}
              inline
              legend={t(`cohorts.evaluation.ask-${scale}`)}
              hint={t("cohorts.evaluation.scale")}
              value={form.value(scale) || undefined}
              error={form.error(scale)}
              choices={Array.from({ length: BEST }, (_, index) => ({
                value: String(index + 1),
                label: number(index + 1),
              }))}
            />
          ))}
          {(["good", "better"] as const).map((what) => (
            <TextArea
              key={what}
              name={what}
              dir="auto"
              rows={3}
              label={t(`cohorts.evaluation.ask-${what}`)}
              optional={t("common.form.optional")}
              defaultValue={form.value(what)}
              error={form.error(what)}
            />
          ))}
          <Actions>
            <Button>{t("cohorts.evaluation.send")}</Button>
            <ButtonLink href={paths.myDays(enrolmentId)} tone="quiet">
              {t("common.action.back")}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </div>
  );
}
