import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { fieldsMoved, WordsReviewForm, wordsFrom, type WordKind } from "#app/features/catalogue/review.ts";
import { ReviewFaults } from "#app/features/catalogue/review-faults.tsx";
import { NewerVersion } from "#app/features/catalogue/newer-version.tsx";
import { approveText, drawingOf, lookAtWords } from "#app/features/catalogue/review-translations.server.ts";
import { ReviewWords, useWordsTitle } from "#app/features/catalogue/review-words.tsx";
import {
  isSuperseded,
  textAfter,
  wordsMovedFrom,
  wordsToReview,
} from "#app/features/catalogue/texts-to-review.server.ts";
import { translationOpenTo } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { words: { kind, title } }: { words: { kind: WordKind; title: string } }) =>
    `${t(`catalogue.review.kind.${kind}`)} · ${title}`,
} satisfies PageHandle;

async function wordsOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const actor = await requirePermission(args, "review:translations");
  const { versionId = "", locale = "", moduleId = "", kind = "", id = "" } = args.params;
  const translation = found(await translationOpenTo(actor, { versionId, locale }));
  const at = { moduleId, part: `${kind}/${id}` };
  return { actor, translation, at, words: found(await wordsToReview(translation, at)) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { translation, words } = await wordsOf(args);
  const { id: versionId, locale } = translation;
  const drawing = await drawingOf(translation, words, words.own.words);
  const newer = isSuperseded(translation) ? translation.version : null;
  return { words, drawing, versionId, locale, newer };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, translation, at, words } = await wordsOf(args);
  const form = await readForm(args.request, WordsReviewForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, ...fields } = form.value;
  const before = await wordsMovedFrom(translation, at, words);
  if (before)
    return refused({ key: "catalogue.source-moved" }, fieldsMoved(before, words.source.words, fields));
  const typed = wordsFrom(words.source.words, fields);
  if (!typed.ok)
    return badForm({ values: form.values, errors: typed.empty.map((field) => ({ field, key: "required" })) });
  const faults = lookAtWords(translation, words, typed.words);
  if (intent === "look" || faults.length > 0) {
    const seen = { faults, drawing: await drawingOf(translation, words, typed.words) };
    return data(
      { problem: { values: form.values, errors: [] }, refusal: null, seen },
      { status: intent === "look" ? 200 : 409 },
    );
  }
  await approveText(actor, translation, { ...at, of: words.source.mark }, typed.words);
  const { href, notice } = await textAfter(translation, at);
  return redirectWithNotice(href, notice);
}

type Seen = { faults: ReturnType<typeof lookAtWords>; drawing: Awaited<ReturnType<typeof drawingOf>> };

export default function ReviewWordsPage() {
  const { words, versionId, locale, newer, ...loaded } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  const { moduleId, part, kind, title, within, source, own } = words;
  const seen = (answer as { seen?: Seen } | undefined)?.seen;
  const drawing = seen?.drawing ?? loaded.drawing;
  const language = LANGUAGE_NAMES[locale] ?? locale;
  const original = LANGUAGE_NAMES[source.locale] ?? source.locale;
  const what = useWordsTitle(locale);
  const heading = kind === "items" ? t("catalogue.review.item", { id: title }) : what(part, title);
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: paths.translation(versionId, locale), label: t("catalogue.review.title", { language }) },
          { label: title },
        ]}
      />
      <PageHeader eyebrow={<bdi {...writtenIn(locale)}>{within}</bdi>} title={heading} />
      {form.summary}
      <NewerVersion version={newer} />
      {seen && <ReviewFaults faults={seen.faults} />}
      {drawing && (
        <div className="beside wide">
          <Sheet title={t("catalogue.review.original", { language: original })}>
            <img src={drawing.source} alt={t("catalogue.review.original", { language: original })} />
          </Sheet>
          <Sheet title={t("catalogue.review.draft", { language })}>
            <img src={drawing.own} alt={t("catalogue.review.draft", { language })} />
          </Sheet>
        </div>
      )}
      <Sheet title={t("catalogue.review.pair", { original, language })}>
        <div className="pairs">
          <Form action={paths.reviewText(versionId, locale, moduleId, part)}>
            <ReviewWords kind={kind} source={source} own={{ ...own, locale }} form={form} />
            <div className="actions">
              <Button name="intent" value="look" tone="quiet">
                {t("catalogue.review.look")}
              </Button>
              <Button name="intent" value="approve">
                {t("catalogue.review.approve")}
              </Button>
            </div>
          </Form>
        </div>
      </Sheet>
    </>
  );
}
