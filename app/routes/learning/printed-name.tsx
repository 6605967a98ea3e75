import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { confirmPrintedName, printedNameOf } from "#app/features/learning/confirm-name.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { PrintedNameForm } from "#app/features/learning/learning-forms.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Button } from "#app/ui/button.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.name.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  return {
    name: await printedNameOf(actor.personId),
    enrolmentId: course.id,
    course: courseTitle(course.version.outline, args.context.words.locale),
    closed: course.cohort.closed,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const form = await readForm(args.request, PrintedNameForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await confirmPrintedName(actor, course, form.value);
  if (outcome.ok) return redirectWithNotice(paths.myCourse(course.id), "name-confirmed");
  return "problem" in outcome ? badForm(outcome.problem) : refused(outcome.reason, form.values);
}

export default function PrintedName() {
  const { name, enrolmentId, course, closed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t, date, timeZone } = useWords();
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("learning.name.title") },
        ]}
      />
      <PageHeader title={t("learning.name.title")} lead={t("learning.name.lead")} />
      {form.summary}
      {name.confirmedAt && (
        <p>{t("learning.name.confirmedOn", { day: date(dayIn(timeZone, name.confirmedAt)) })}</p>
      )}
      {closed ? (
        <>
          <Alert>{t("learning.name.fixedText")}</Alert>
          <FactList
            facts={[
              { term: t("learning.name.latin"), value: <bdi>{name.printedName ?? name.name}</bdi> },
              { term: t("learning.name.local"), value: <bdi>{name.printedNameLocal ?? "–"}</bdi> },
            ]}
          />
        </>
      ) : (
        <Form>
          <TextInput
            name="printedName"
            label={t("learning.name.latin")}
            hint={t("learning.name.latinHint")}
            required
            maxLength={120}
            autoComplete="name"
            dir="ltr"
            defaultValue={form.value("printedName", name.printedName ?? name.name)}
            error={form.error("printedName")}
          />
          <TextInput
            name="printedNameLocal"
            label={t("learning.name.local")}
            optional={t("common.form.optional")}
            hint={t("learning.name.localHint")}
            maxLength={120}
            dir="auto"
            defaultValue={form.value("printedNameLocal", name.printedNameLocal)}
            error={form.error("printedNameLocal")}
          />
          <Button icon="check">{t("learning.name.confirm")}</Button>
        </Form>
      )}
    </>
  );
}
