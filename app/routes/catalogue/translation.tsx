import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { inLanguage } from "#app/features/catalogue/course-outline.ts";
import { PublishReviewsForm } from "#app/features/catalogue/review.ts";
import { publishReviews } from "#app/features/catalogue/review-translations.server.ts";
import {
  isSuperseded,
  textsToReview,
  type ModuleToReview,
  type TextToReview,
} from "#app/features/catalogue/texts-to-review.server.ts";
import { NewerVersion } from "#app/features/catalogue/newer-version.tsx";
import { useWordsTitle } from "#app/features/catalogue/review-words.tsx";
import { nextMinor } from "#app/features/catalogue/version-number.ts";
import { translationOpenTo } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { locale }: { locale: string }) =>
    t("catalogue.review.title", { language: LANGUAGE_NAMES[locale] ?? locale }),
} satisfies PageHandle;

async function translationOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const actor = await requirePermission(args, "review:translations");
  const { versionId = "", locale = "" } = args.params;
  return { actor, translation: found(await translationOpenTo(actor, { versionId, locale })) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { translation } = await translationOf(args);
  const { id, outline, locale } = translation;
  return {
    versionId: id,
    locale,
    title: inLanguage(outline.texts, locale, outline.source).text.title,
    next: nextMinor(outline.version),
    newer: isSuperseded(translation) ? outline.version : null,
    ...(await textsToReview(translation)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, translation } = await translationOf(args);
  const form = await readForm(args.request, PublishReviewsForm);
  if (!form.ok) return badForm(form.problem);
  const newest = paths.translation(translation.id, translation.locale);
  // Pressed twice, or on a page that was open while another was published: what it showed is no longer what waits.
  if (isSuperseded(translation))
    return redirectWithNotice(newest, "translations-published-already", { version: translation.version });
  const outcome = await publishReviews(actor, translation);
  if (!outcome.ok) return refused(outcome.reason);
  const { versionId, version } = outcome.value;
  return redirectWithNotice(paths.translation(versionId, translation.locale), "translations-published", {
    version,
  });
}

export default function TranslationToReview() {
  const { versionId, locale, title, next, newer, course, modules } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const waiting = [...course, ...modules.flatMap(textsOf)].filter((text) => text.waiting).length;
  return (
    <>
      <PageHeader
        eyebrow={<bdi {...writtenIn(locale)}>{title}</bdi>}
        title={t("catalogue.review.title", { language: LANGUAGE_NAMES[locale] ?? locale })}
        lead={t("catalogue.review.lead")}
      />
      {form.summary}
      <NewerVersion version={newer} />
      {waiting > 0 ? (
        <Form action={paths.translation(versionId, locale)}>
          <div className="actions">
            <Button name="intent" value="publish">
              {t("catalogue.review.publish", { count: waiting, version: next })}
            </Button>
          </div>
        </Form>
      ) : (
        <p className="soft">{t("catalogue.review.nothing")}</p>
      )}
      {course.length > 0 && (
        <Texts caption={t("catalogue.review.course")} texts={course} versionId={versionId} locale={locale} />
      )}
      {modules.map((module) => (
        <Module key={module.id} module={module} versionId={versionId} locale={locale} />
      ))}
    </>
  );
}

type ModuleProps = { module: ModuleToReview; versionId: string; locale: string };

const textsOf = ({ units, words, items }: ModuleToReview) => [...units, ...words, ...items];
const isChecked = ({ state, waiting }: TextToReview) => waiting || state === "reviewed";

function Module({ module, versionId, locale }: ModuleProps) {
  const { t } = useWords();
  const all = textsOf(module);
  const tables = [
    { caption: t("catalogue.review.texts", { title: module.title }), texts: module.units },
    { caption: t("catalogue.review.words", { title: module.title }), texts: module.words },
    { caption: t("catalogue.review.items", { title: module.title }), texts: module.items },
  ];
  const counts = t("catalogue.review.checked", { checked: all.filter(isChecked).length, all: all.length });
  return (
    <Disclosure
      summary={
        <>
          <bdi {...writtenIn(locale)}>{module.title}</bdi> <span className="soft">{counts}</span>
        </>
      }
    >
      <div className="stack">
        {tables
          .filter(({ texts }) => texts.length > 0)
          .map((table) => (
            <Texts key={table.caption} {...table} versionId={versionId} locale={locale} />
          ))}
      </div>
    </Disclosure>
  );
}

type TextsProps = { caption: string; texts: TextToReview[]; versionId: string; locale: string };

function Texts({ caption, texts, versionId, locale }: TextsProps) {
  const { t } = useWords();
  const what = useWordsTitle(locale);
  return (
    <DataTable
      caption={caption}
      rows={texts}
      rowKey={({ part }) => part}
      columns={[
        {
          key: "text",
          header: t("catalogue.review.text"),
          rowHeader: true,
          cell: ({ moduleId, part, title, state }) =>
            state === "missing" ? (
              what(part, title)
            ) : (
              <a href={paths.reviewText(versionId, locale, moduleId, part)}>{what(part, title)}</a>
            ),
        },
        {
          key: "state",
          header: t("catalogue.review.state"),
          cell: ({ state, waiting }) =>
            waiting ? (
              <Tag tone="good">{t("catalogue.review.waiting")}</Tag>
            ) : (
              <Tag tone={state === "reviewed" ? "good" : "quiet"}>
                {state === "missing" ? t("catalogue.review.missing") : t(`catalogue.translation.${state}`)}
              </Tag>
            ),
        },
      ]}
    />
  );
}
