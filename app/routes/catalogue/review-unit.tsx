import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LessonText } from "#app/features/catalogue/lesson-text.tsx";
import { UnitReviewForm } from "#app/features/catalogue/review.ts";
import { ReviewFaults } from "#app/features/catalogue/review-faults.tsx";
import { NewerVersion } from "#app/features/catalogue/newer-version.tsx";
import { approveText, lookAtUnit } from "#app/features/catalogue/review-translations.server.ts";
import {
  hasUnitMoved,
  isSuperseded,
  textAfter,
  unitToReview,
} from "#app/features/catalogue/texts-to-review.server.ts";
import { translationOpenTo } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (_t, { unit }: { unit: { own: { title: string } } }) => unit.own.title,
} satisfies PageHandle;

async function unitOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const actor = await requirePermission(args, "review:translations");
  const { versionId = "", locale = "", moduleId = "", unitId = "" } = args.params;
  const translation = found(await translationOpenTo(actor, { versionId, locale }));
  return {
    actor,
    translation,
    moduleId,
    unitId,
    unit: found(await unitToReview(translation, { moduleId, unitId })),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { translation, unit } = await unitOf(args);
  const newer = isSuperseded(translation) ? translation.version : null;
  return { unit, versionId: translation.id, locale: translation.locale, newer };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, translation, moduleId, unitId, unit } = await unitOf(args);
  const form = await readForm(args.request, UnitReviewForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, ...typed } = form.value;
  if (await hasUnitMoved(translation, { moduleId, unitId }, unit))
    return refused({ key: "catalogue.source-moved" }, form.values);
  const seen = lookAtUnit(translation, unitId, unit, typed);
  if (intent === "look" || seen.faults.length > 0)
    return data(
      { problem: { values: form.values, errors: [] }, refusal: null, seen },
      { status: intent === "look" ? 200 : 409 },
    );
  const at = { moduleId, part: unitId };
  await approveText(actor, translation, { ...at, of: unit.source.mark }, typed);
  const { href, notice } = await textAfter(translation, at);
  return redirectWithNotice(href, notice);
}

export default function ReviewUnit() {
  const { unit, versionId, locale, newer } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  const { source, own, moduleTitle } = unit;
  const seen = (answer as { seen?: ReturnType<typeof lookAtUnit> } | undefined)?.seen ?? null;
  const language = LANGUAGE_NAMES[locale] ?? locale;
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: paths.translation(versionId, locale), label: t("catalogue.review.title", { language }) },
          { label: own.title },
        ]}
      />
      <PageHeader
        eyebrow={<bdi {...writtenIn(locale)}>{moduleTitle}</bdi>}
        title={<bdi {...writtenIn(locale)}>{own.title}</bdi>}
      />
      {form.summary}
      <NewerVersion version={newer} />
      {seen && <ReviewFaults faults={seen.faults} />}
      <div className="beside wide">
        <Sheet
          title={t("catalogue.review.original", { language: LANGUAGE_NAMES[source.locale] ?? source.locale })}
        >
          <h3 {...writtenIn(source.locale)}>{source.title}</h3>
          <LessonText html={source.html} locale={source.locale} unitsAt="" />
          <Disclosure summary={t("catalogue.review.written")}>
            <pre className="written" {...writtenIn(source.locale)}>
              {source.markdown}
            </pre>
          </Disclosure>
        </Sheet>
        <Sheet title={t("catalogue.review.draft", { language })}>
          <Form action={paths.reviewText(versionId, locale, unit.moduleId, unit.unitId)}>
            <TextInput
              name="title"
              label={t("catalogue.review.titleField")}
              maxLength={200}
              required
              defaultValue={form.value("title", own.title)}
              error={form.error("title")}
              {...writtenIn(locale)}
            />
            <TextArea
              name="markdown"
              label={t("catalogue.review.markdown")}
              hint={t("catalogue.review.markdownHint")}
              rows={28}
              required
              defaultValue={form.value("markdown", own.markdown)}
              error={form.error("markdown")}
              {...writtenIn(locale)}
            />
            <div className="actions">
              <Button name="intent" value="look" tone="quiet">
                {t("catalogue.review.look")}
              </Button>
              <Button name="intent" value="approve">
                {t("catalogue.review.approve")}
              </Button>
            </div>
          </Form>
        </Sheet>
      </div>
      {seen && (
        <Sheet title={t("catalogue.review.willLook")}>
          <LessonText html={seen.html} locale={locale} unitsAt="" />
        </Sheet>
      )}
    </>
  );
}
