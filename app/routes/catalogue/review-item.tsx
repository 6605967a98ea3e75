import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ItemReviewForm, itemPart, itemWords, passagesOf } from "#app/features/catalogue/review.ts";
import { ReviewFaults } from "#app/features/catalogue/review-faults.tsx";
import {
  approveText,
  itemToReview,
  lookAtItem,
  translationInReach,
} from "#app/features/catalogue/review-translations.server.ts";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Button } from "#app/ui/button.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { itemId }: { itemId: string }) => t("catalogue.review.item", { id: itemId }),
} satisfies PageHandle;

async function itemOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const actor = await requirePermission(args, "review:translations");
  const { versionId = "", locale = "", moduleId = "", itemId = "" } = args.params;
  const translation = found(await translationInReach(actor, { versionId, locale }));
  return {
    actor,
    translation,
    moduleId,
    itemId,
    item: found(await itemToReview(translation, { moduleId, itemId })),
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { translation, itemId, item } = await itemOf(args);
  return { item, itemId, versionId: translation.id, locale: translation.locale };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, translation, moduleId, itemId, item } = await itemOf(args);
  const form = await readForm(args.request, ItemReviewForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, ...fields } = form.value;
  const typed = itemWords(item.source.words, fields);
  if (!typed.ok)
    return badForm({ values: form.values, errors: typed.empty.map((field) => ({ field, key: "required" })) });
  const faults = lookAtItem(translation, item, typed.words);
  if (intent === "look" || faults.length > 0)
    return data(
      { problem: { values: form.values, errors: [] }, refusal: null, faults },
      { status: intent === "look" ? 200 : 409 },
    );
  await approveText(
    actor,
    translation,
    { moduleId, part: itemPart(itemId), of: item.source.mark },
    typed.words,
  );
  return redirectWithNotice(paths.translation(translation.id, translation.locale), "translation-approved");
}

type Part =
  "prompt" | "options" | "left" | "right" | "unit" | "accept" | "guidance" | "explain" | "distractors";

export default function ReviewItem() {
  const { item, itemId, versionId, locale } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t } = useWords();
  const { source, own, moduleTitle } = item;
  const faults = (answer as { faults?: ReturnType<typeof lookAtItem> } | undefined)?.faults ?? null;
  const language = LANGUAGE_NAMES[locale] ?? locale;
  const drafts = new Map(passagesOf(own.words).map(({ field, text }) => [field, text]));
  const passages = passagesOf(source.words).map(({ field, text }) => {
    const [part = "", id = ""] = field.split(".");
    const number = Number(id) + 1;
    return { field, text, label: t(`catalogue.review.part.${part as Part}`, { id, number }) };
  });
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: paths.translation(versionId, locale), label: t("catalogue.review.title", { language }) },
          { label: itemId },
        ]}
      />
      <PageHeader
        eyebrow={<bdi {...writtenIn(locale)}>{moduleTitle}</bdi>}
        title={t("catalogue.review.item", { id: itemId })}
      />
      {form.summary}
      {faults && <ReviewFaults faults={faults} />}
      <div className="beside wide">
        <Sheet
          title={t("catalogue.review.original", { language: LANGUAGE_NAMES[source.locale] ?? source.locale })}
        >
          <FactList
            facts={passages.map(({ label, text }) => ({
              term: label,
              value: <span {...writtenIn(source.locale)}>{text}</span>,
            }))}
          />
        </Sheet>
        <Sheet title={t("catalogue.review.draft", { language })}>
          <Form>
            {passages.map(({ field, label }) => (
              <TextArea
                key={field}
                name={field}
                label={label}
                rows={field === "prompt" || field === "explain" ? 4 : 2}
                maxLength={4000}
                required
                defaultValue={form.value(field, drafts.get(field))}
                error={form.error(field)}
                {...writtenIn(locale)}
              />
            ))}
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
    </>
  );
}
