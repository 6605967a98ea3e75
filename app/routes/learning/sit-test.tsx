import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { isSitting, type Sitting } from "#app/features/cohorts/cohort-test.ts";
import { SittingForm } from "#app/features/cohorts/cohort-test-forms.ts";
import { OwnResult } from "#app/features/cohorts/own-result.tsx";
import { formIn, myTest, sitTest } from "#app/features/cohorts/sit-test.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { askedLanguage } from "#app/features/learning/course-path.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { LanguageSwitch } from "#app/features/learning/language-switch.tsx";
import { QuestionField } from "#app/features/learning/question-field.tsx";
import { courseTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;
export const handle = {
  title: (t, data: PageData | undefined) => t(`cohorts.test.${data?.sitting ?? "pre"}`),
} satisfies PageHandle;

const sittingIn = (name: string | undefined): Sitting => {
  if (!isSitting(name)) throw new Response(null, { status: 404 });
  return name;
};

/** One's own sitting of the cohort's test: the questions once, and afterwards what came of it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const sitting = sittingIn(args.params["sitting"]);
  const test = found(await myTest(course));
  const { phase, score } = test.sittings.find((each) => each.sitting === sitting)!;
  const { outline } = course.version;
  const asked = readingLanguage(askedLanguage(new URL(args.request.url)), args.context.words.locale);
  const open = phase === "open" && !score && !course.cohort.closed;
  return {
    sitting,
    phase,
    score,
    gain: sitting === "post" ? test.gain : null,
    questions: open ? await formIn(course.cohort.id, sitting, course.version, asked) : null,
    languages: outline.languages,
    locale: outline.languages.includes(asked) ? asked : outline.source,
    enrolmentId: course.id,
    course: courseTitle(outline, args.context.words.locale),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const sitting = sittingIn(args.params["sitting"]);
  const form = await readForm(args.request, SittingForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await sitTest(actor, course, sitting, form.value);
  if ("bad" in outcome) return badForm(problemAt(form.values, outcome.bad, "choose"));
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.sitTest(course.id, sitting), "cohort-test-sat");
}

export default function SitTest() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const { sitting, phase, score, gain, questions, enrolmentId, course } = page;
  const back = paths.myCourse(enrolmentId);
  return (
    <div className="narrow">
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[{ href: back, label: course.words }, { label: t(`cohorts.test.${sitting}`) }]}
      />
      <PageHeader title={t(`cohorts.test.${sitting}`)} lead={t(`cohorts.test.lead-${sitting}`)} />
      {form.summary}
      {score && <OwnResult score={score} gain={gain} />}
      {!score && !questions && <Alert>{t(`cohorts.test.is-${phase === "open" ? "over" : phase}`)}</Alert>}
      {questions && (
        <>
          <LanguageSwitch locales={page.languages} locale={page.locale} hrefOf={(each) => `?lang=${each}`} />
          <Form>
            {questions.map((question) => (
              <section key={question.item} className="sheet">
                <QuestionField question={question} form={form} />
              </section>
            ))}
            <p>{t("cohorts.test.once")}</p>
            <Actions>
              <Button>{t("learning.paper.handIn")}</Button>
              <ButtonLink href={back} tone="quiet">
                {t("common.action.back")}
              </ButtonLink>
            </Actions>
          </Form>
        </>
      )}
    </div>
  );
}
