import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { electivesPage } from "#app/features/learning/choose-electives.ts";
import { chooseElectives } from "#app/features/learning/choose-electives.server.ts";
import { ElectiveFields } from "#app/features/learning/elective-fields.tsx";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { ElectivesForm } from "#app/features/learning/learning-forms.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.electives.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const { locale } = args.context.words;
  return {
    page: found(electivesPage(course, "learner", today(course.cohort.timeZone), locale)),
    enrolmentId: course.id,
    course: courseTitle(course.version.outline, locale),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const form = await readForm(args.request, ElectivesForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await chooseElectives(actor, course, form.value, "learner");
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.myCourse(course.id), "electives-chosen");
}

export default function Electives() {
  const { page, enrolmentId, course } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("learning.electives.title") },
        ]}
      />
      <PageHeader title={t("learning.electives.title")} lead={t("learning.electives.lead")} />
      <ElectiveFields page={page} form={form} backTo={paths.myCourse(enrolmentId)} />
    </>
  );
}
