import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { addable, ask, askEarlier, askKey, askNoMore } from "#app/features/trainers/schemes/asked.ts";
import { saveDraft, schemeDraft } from "#app/features/trainers/schemes/scheme-drafts.server.ts";
import { SchemeFlaws, SchemePartForm } from "#app/features/trainers/schemes/scheme-editor.tsx";
import {
  anchoredIn,
  fieldsOfPart,
  partsOf,
  valuesForm,
  withValues,
} from "#app/features/trainers/schemes/scheme-fields.ts";
import { PartIntent } from "#app/features/trainers/schemes/scheme-forms.ts";
import { coursesFor, isSchemeId } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import { groupWords } from "#app/features/trainers/schemes/scheme-words.tsx";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { badForm, readFields, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { parseForm, problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Narrow } from "#app/ui/sheet.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("schemes.draft.title") } satisfies PageHandle;

async function partOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:schemes");
  const { keptSchemeId, schemePart: part = "" } = args.params;
  const schemeId = found(isSchemeId(keptSchemeId) ? keptSchemeId : null);
  const { current, draft } = found(await schemeDraft(actor, schemeId));
  const scheme = draft ?? current;
  const courses = await coursesFor(schemeId, args.context.words.locale);
  return { actor, schemeId, part: found(partsOf(scheme).includes(part) ? part : null), scheme, ...courses };
}

export async function loader(args: LoaderFunctionArgs) {
  const { actor: _, ...shown } = await partOf(args);
  return { ...shown, flaws: flawsOf(shown.scheme).filter(({ stage }) => stage === shown.part) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, schemeId, part, scheme, choices: courses } = await partOf(args);
  const fields = [...(await readFields(args.request)).entries()];
  const sent = parseForm(fields, PartIntent);
  if (!sent.ok) return badForm(sent.problem);
  const { intent, asked, add } = sent.value;
  const stage = stageOf(scheme, part);
  if (intent.act === "add" && !(stage && addable(scheme, stage).includes(add)))
    return badForm(problemAt(sent.values, "add", "choose"));
  const but = intent.act === "remove" ? intent.key : undefined;
  const form = parseForm(fields, valuesForm(scheme, fieldsOfPart(scheme, part, { but, courses })));
  if (!form.ok) return badForm(form.problem);
  const saved = found(
    await saveDraft(
      actor,
      schemeId,
      (draft) => changed(withValues(draft, form.value), part, sent.value),
      (draft) => keysIn(draft, part) === asked,
    ),
  );
  if (!saved.ok) return refused(saved.reason, form.values);
  if (intent.act === "save") return redirectWithNotice(paths.schemeDraft(schemeId), "scheme-saved");
  const at = intent.act === "add" ? add : intent.key;
  return redirectWithNotice(`${paths.schemePart(schemeId, part)}#asked-${at}`, "scheme-part-saved");
}

const keysIn = (scheme: Scheme, part: string): string =>
  (stageOf(scheme, part)?.asks ?? []).map(askKey).join(" ");

/** What the button that was pressed does to the list. */
function changed(scheme: Scheme, part: string, { intent: { act, key }, add }: PartIntent): Scheme {
  switch (act) {
    case "save":
      return scheme;
    case "add":
      return ask(scheme, part, add);
    case "remove":
      return askNoMore(scheme, part, key);
    case "up":
      return askEarlier(scheme, part, key, -1);
    case "down":
      return askEarlier(scheme, part, key, 1);
  }
}

export default function SchemePart() {
  const { schemeId, part, scheme, titles, choices, flaws } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const words = useWords();
  const { t } = words;
  const isStage = scheme.stages.some(({ id }) => id === part);
  return (
    <Narrow>
      <PageHeader
        eyebrow={
          <>
            {t(`trainers.scheme.${schemeId}`)} ·{" "}
            <a href={paths.schemeDraft(schemeId)}>{t("schemes.draft.title")}</a>
          </>
        }
        title={groupWords(words, scheme, part)}
        lead={t(
          isStage
            ? "schemes.part.lead"
            : part === "checklist"
              ? "schemes.checklist.lead"
              : anchoredIn(part)
                ? "schemes.anchors.lead"
                : "schemes.part.leadFigures",
        )}
      />
      {form.summary}
      <SchemeFlaws scheme={scheme} flaws={flaws} />
      <SchemePartForm {...{ scheme, part, titles, choices, form }} />
    </Narrow>
  );
}
