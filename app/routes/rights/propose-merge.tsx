import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { MoveTable, SharedCohorts, SideBySide } from "#app/features/rights/merge-parts.tsx";
import { proposeMerge } from "#app/features/rights/merge-people.server.ts";
import { lookAtMerge } from "#app/features/rights/merge-view.server.ts";
import { MERGE_FIELDS, ProposeMergeForm, UNDO_DAYS } from "#app/features/rights/person-merge.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.merge.title") } satisfies PageHandle;

const pairIn = ({ params }: LoaderFunctionArgs) => ({
  keptId: params["personId"]!,
  goneId: params["otherId"]!,
});

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "merge:people");
  return found(await lookAtMerge(actor, pairIn(args)));
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "merge:people");
  const pair = pairIn(args);
  found(await lookAtMerge(actor, pair));
  const form = await readForm(args.request, ProposeMergeForm);
  if (!form.ok) return badForm(form.problem);
  const { words, ...rest } = form.value;
  const choices = rest.intent === "propose" ? rest : null;
  const outcome = found(await proposeMerge(actor, pair, { choices, words }));
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return choices
    ? redirectWithNotice(paths.merge(outcome.value.mergeId), "merge-proposed")
    : redirectWithNotice("/people/duplicates", "two-people");
}

export default function ProposeMerge() {
  const { kept, gone, lines, shared } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const differing = MERGE_FIELDS.filter((field) => gone[field] !== null && gone[field] !== kept[field]);
  return (
    <>
      <PageHeader
        eyebrow={<a href="/people/duplicates">{t("admin.duplicates.title")}</a>}
        title={t("rights.merge.title")}
        lead={t("rights.merge.lead", { days: UNDO_DAYS })}
      />
      {form.summary}
      <Sheet
        title={t("rights.merge.sideBySide")}
        aside={<a href={paths.proposeMerge(gone.id, kept.id)}>{t("rights.merge.otherWay")}</a>}
      >
        <SideBySide kept={kept} gone={gone} />
      </Sheet>
      <Sheet title={t("rights.merge.moves")}>
        <div className="stack">
          <p>{t("rights.merge.movesText")}</p>
          <MoveTable lines={lines} />
          <SharedCohorts shared={shared} />
        </div>
      </Sheet>
      <Sheet accent title={t("rights.merge.propose")}>
        <Form>
          {differing.map((field) => (
            <RadioGroup
              key={field}
              name={field}
              legend={t(`rights.merge.stays-${field}`)}
              hint={field === "username" ? t("rights.merge.usernameHint") : undefined}
              choices={(["kept", "gone"] as const).map((value) => ({
                value,
                label: <DirText>{(value === "kept" ? kept : gone)[field] ?? "–"}</DirText>,
              }))}
              value={form.value(field, kept[field] === null ? "gone" : "kept")}
              error={form.error(field)}
            />
          ))}
          <TextArea
            name="words"
            rows={2}
            label={t("rights.merge.words")}
            hint={t("rights.merge.wordsHint")}
            maxLength={1000}
            defaultValue={form.value("words")}
            error={form.error("words")}
          />
          <p>{t("rights.merge.second")}</p>
          <Actions>
            <Button name="intent" value="propose">
              {t("rights.merge.proposeAct")}
            </Button>
            <Button name="intent" value="two-people" tone="quiet">
              {t("rights.merge.twoPeople")}
            </Button>
          </Actions>
        </Form>
      </Sheet>
    </>
  );
}
