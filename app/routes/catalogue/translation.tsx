import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { inLanguage } from "#app/features/catalogue/course-outline.ts";
import { PublishReviewsForm } from "#app/features/catalogue/review.ts";
import {
  modulesToReview,
  publishReviews,
  translationInReach,
  type ModuleToReview,
  type TextToReview,
} from "#app/features/catalogue/review-translations.server.ts";
import { nextMinor } from "#app/features/catalogue/version-number.ts";
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
  return { actor, translation: found(await translationInReach(actor, { versionId, locale })) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { translation } = await translationOf(args);
  const { id, outline, locale } = translation;
  return {
    versionId: id,
    locale,
    course: inLanguage(outline.texts, locale, outline.source).text.title,
    next: nextMinor(outline.version),
    modules: await modulesToReview(translation),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, translation } = await translationOf(args);
  const form = await readForm(args.request, PublishReviewsForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await publishReviews(actor, translation);
  if (!outcome.ok) return refused(outcome.reason);
  const { versionId, version } = outcome.value;
  return redirectWithNotice(paths.translation(versionId, translation.locale), "translations-published", {
    version,
  });
}

export default function TranslationToReview() {
  const { versionId, locale, course, next, modules } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const waiting = modules
    .flatMap(({ units, items }) => [...units, ...items])
    .filter((text) => text.waiting).length;
  return (
    <>
      <PageHeader
        eyebrow={<bdi {...writtenIn(locale)}>{course}</bdi>}
        title={t("catalogue.review.title", { language: LANGUAGE_NAMES[locale] ?? locale })}
        lead={t("catalogue.review.lead")}
      />
      {form.summary}
      {waiting > 0 ? (
        <Form>
          <div className="actions">
            <Button name="intent" value="publish">
              {t("catalogue.review.publish", { count: waiting, version: next })}
            </Button>
          </div>
        </Form>
      ) : (
        <p className="soft">{t("catalogue.review.nothing")}</p>
      )}
      {modules.map((module) => (
        <Module key={module.id} module={module} versionId={versionId} locale={locale} />
      ))}
    </>
  );
}

type ModuleProps = { module: ModuleToReview; versionId: string; locale: string };

const isChecked = ({ state, waiting }: TextToReview) => waiting || state === "reviewed";

function Module({ module, versionId, locale }: ModuleProps) {
  const { t } = useWords();
  const all = [...module.units, ...module.items];
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
        <Texts
          caption={t("catalogue.review.texts", { title: module.title })}
          texts={module.units}
          locale={locale}
          hrefOf={({ id }) => paths.reviewUnit(versionId, locale, module.id, id)}
        />
        <Texts
          caption={t("catalogue.review.items", { title: module.title })}
          texts={module.items}
          locale={locale}
          hrefOf={({ id }) => paths.reviewItem(versionId, locale, module.id, id)}
        />
      </div>
    </Disclosure>
  );
}

type TextsProps = {
  caption: string;
  texts: TextToReview[];
  locale: string;
  hrefOf: (text: TextToReview) => string;
};

function Texts({ caption, texts, locale, hrefOf }: TextsProps) {
  const { t } = useWords();
  return (
    <DataTable
      caption={caption}
      rows={texts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "text",
          header: t("catalogue.review.text"),
          rowHeader: true,
          cell: (text) =>
            text.state === "missing" ? (
              text.title
            ) : (
              <a href={hrefOf(text)} {...writtenIn(locale)}>
                {text.title}
              </a>
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
