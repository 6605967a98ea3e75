import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NeedsFields, PassportFields } from "#app/features/cohorts/travel-parts.tsx";
import { TravelForm } from "#app/features/cohorts/travel-forms.ts";
import { forgetPassport, myTravel, saveNeeds, savePassport } from "#app/features/cohorts/travel.server.ts";
import { passportGoneFrom } from "#app/features/cohorts/travel.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.travel.title") } satisfies PageHandle;

/** What one needs on the way and there; and, apart, what a visa letter needs. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const { needs, passport } = await myTravel(course.id);
  return {
    enrolmentId: course.id,
    course: courseTitle(course.version.outline, args.context.words.locale),
    gone: passportGoneFrom(course.cohort.endDate),
    needs,
    passport,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const form = await readForm(args.request, TravelForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const here = paths.myTravel(course.id);
  if (value.intent === "forget") {
    await forgetPassport(actor, course.id);
    return redirectWithNotice(here, "travel-forget");
  }
  const outcome =
    value.intent === "needs"
      ? await saveNeeds(actor, course, value)
      : await savePassport(actor, course, value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(here, `travel-${value.intent}`);
}

export default function MyTravel() {
  const { enrolmentId, course, gone, needs, passport } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  return (
    <div className="narrow">
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("cohorts.travel.title") },
        ]}
      />
      <PageHeader title={t("cohorts.travel.title")} lead={t("cohorts.travel.lead")} />
      {form.summary}
      <NeedsFields needs={needs} form={form} />
      <Sheet title={t("cohorts.travel.passport.title")}>
        <p>{t("cohorts.travel.passport.text", { day: date(gone) })}</p>
        <PassportFields passport={passport} form={form} />
      </Sheet>
    </div>
  );
}
