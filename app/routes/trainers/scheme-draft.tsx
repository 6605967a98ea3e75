import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { LicencesTouched } from "#app/features/licences/licence-preview-parts.tsx";
import { licencePreview } from "#app/features/licences/licence-preview.server.ts";
import { publishDraft } from "#app/features/trainers/schemes/publish-draft.server.ts";
import {
  discardDraft,
  schemeDraft,
  schemePreview,
} from "#app/features/trainers/schemes/scheme-drafts.server.ts";
import { SchemeFlaws, SchemePartList } from "#app/features/trainers/schemes/scheme-editor.tsx";
import { PublishForm, SchemeIntent } from "#app/features/trainers/schemes/scheme-forms.ts";
import { coursesFor, isSchemeId, keepsScheme } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import { PeopleNeeded, SchemeChanges } from "#app/features/trainers/schemes/scheme-parts.tsx";
import {
  CandidaciesTouched,
  CertificationsTouched,
} from "#app/features/trainers/schemes/scheme-preview-parts.tsx";
import { nextVersion } from "#app/features/trainers/schemes/scheme-preview.ts";
import { schemeSeen, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import type { SchemePreview } from "#app/features/trainers/schemes/scheme-view.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { badForm, notTaken, readFields, redirectWithNotice } from "#app/infra/http.server.ts";
import { parseForm } from "#app/lib/form.ts";
import { pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("schemes.draft.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:schemes");
  const { keptSchemeId } = args.params;
  const schemeId = found(isSchemeId(keptSchemeId) ? keptSchemeId : null);
  const { current, draft } = found(await schemeDraft(actor, schemeId));
  const page = pageNumber(new URL(args.request.url));
  const { titles } = await coursesFor(schemeId, args.context.words.locale);
  return {
    schemeId,
    titles,
    page,
    current,
    draft,
    preview: draft && (await schemePreview(draft, page)),
    licences: draft && (await licencePreview(draft, page)),
    seen: draft && writeScheme(draft),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:schemes");
  const { keptSchemeId: schemeId } = args.params;
  if (!isSchemeId(schemeId)) return found(null);
  found(keepsScheme(actor, schemeId) || null);
  const fields = [...(await readFields(args.request)).entries()];
  const sent = parseForm(fields, SchemeIntent);
  if (!sent.ok) return badForm(sent.problem);
  switch (sent.value.intent) {
    case "discard":
      found(await discardDraft(actor, schemeId));
      return redirectWithNotice(paths.scheme(schemeId), "scheme-discarded");
    case "publish": {
      const form = parseForm(fields, PublishForm);
      if (!form.ok) return badForm(form.problem);
      const { everybody, candidacies } = form.value;
      const asked = { ...form.value, candidacies: everybody ? ("all" as const) : candidacies };
      const published = found(await publishDraft(actor, schemeId, asked));
      if (published.ok)
        return redirectWithNotice(paths.scheme(schemeId), "scheme-published", { version: published.value });
      return notTaken({ reason: published.reason, seen: schemeSeen(form.value.seen) }, form.values);
    }
  }
}

export default function SchemeDraft() {
  const { schemeId, titles, current, draft, preview, licences, seen, page } = useLoaderData<typeof loader>();
  const answer = useActionData() as (FormAnswer & { seen?: Scheme | null }) | undefined;
  const form = useForm(answer);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.scheme(schemeId)}>{t(`trainers.scheme.${schemeId}`)}</a>}
        title={t("schemes.draft.title")}
        lead={t("schemes.draft.lead")}
      />
      {form.summary}
      {answer?.seen && draft && (
        <SchemeChanges
          before={answer.seen}
          after={draft}
          titles={titles}
          caption={t("schemes.draft.since")}
        />
      )}
      <SchemePartList schemeId={schemeId} current={current} draft={draft ?? current} />
      {!draft && <p className="soft">{t("schemes.draft.none")}</p>}
      {draft && preview && seen && (
        <>
          <SchemeChanges before={current} after={draft} titles={titles} />
          <SchemeFlaws scheme={draft} flaws={preview.flaws} />
          <Form>
            <Actions>
              <Button name="intent" value="discard" tone="quiet">
                {t("schemes.draft.discard")}
              </Button>
            </Actions>
          </Form>
          <PeopleNeeded
            people={preview.people}
            blockedNow={preview.blockedNow}
            licence={current.kind === "licence"}
          />
          {licences ? (
            <LicencesTouched preview={licences} schemeId={schemeId} page={page} />
          ) : (
            <Touched preview={preview} page={page} />
          )}
          {preview.flaws.length === 0 && (
            <Publish current={current} preview={preview} seen={seen} form={form} />
          )}
        </>
      )}
    </>
  );
}

function Touched({ preview, page }: { preview: SchemePreview; page: number }) {
  const { t, number } = useWords();
  const { running, touched, certifications } = preview;
  return (
    <Sheet title={t("schemes.preview.certifications")}>
      <p>
        {touched === 0
          ? t("schemes.preview.none")
          : t("schemes.preview.summary", { running: number(running), count: touched })}
      </p>
      {touched > 0 && (
        <>
          <p className="soft">{t("schemes.preview.explain")}</p>
          <CertificationsTouched rows={certifications} />
          <Pages page={page} size={PAGE_SIZE} total={touched} />
        </>
      )}
    </Sheet>
  );
}

type PublishProps = { current: Scheme; preview: SchemePreview; seen: string; form: FormHelp };

function Publish({ current, preview, seen, form }: PublishProps) {
  const { t } = useWords();
  return (
    <Sheet title={t("schemes.publish.title")} accent>
      <form method="post" className="stack">
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="over" value={current.version} />
        <Alert tone="warn">{t("schemes.publish.warning")}</Alert>
        <RadioGroup
          name="step"
          legend={t("schemes.publish.step")}
          value={form.value("step", "figures")}
          error={form.error("step")}
          choices={(["figures", "bridging"] as const).map((value) => ({
            value,
            label: t(`schemes.publish.${value}`, { version: nextVersion(current.version, value) }),
          }))}
        />
        {current.kind === "licence" ? (
          <input type="hidden" name="certifications" value="keep" />
        ) : (
          <RadioGroup
            name="certifications"
            legend={t("schemes.publish.certifications")}
            value={form.value("certifications", "keep")}
            error={form.error("certifications")}
            choices={(["keep", "move"] as const).map((value) => ({
              value,
              label: t(`schemes.publish.${value}`),
            }))}
          />
        )}
        {preview.candidacies.length > 1 && (
          <Checkbox
            name="everybody"
            value="yes"
            defaultChecked={form.value("everybody") === "yes"}
            label={t("schemes.publish.everybody")}
            hint={t("schemes.publish.everybodyHint")}
          />
        )}
        {current.kind !== "licence" && (
          <>
            <CandidaciesTouched rows={preview.candidacies} ticked={form.values("candidacies")} />
            <p className="soft">{t("schemes.preview.gates")}</p>
          </>
        )}
        <TextArea
          name="reason"
          rows={2}
          dir="auto"
          label={t("schemes.publish.reason")}
          hint={t("schemes.publish.reasonHint")}
          required
          defaultValue={form.value("reason")}
          error={form.error("reason")}
        />
        <Checkbox
          name="confirm"
          value="yes"
          required
          label={t("schemes.publish.confirm")}
          error={form.error("confirm")}
        />
        <Actions>
          <Button name="intent" value="publish">
            {t("schemes.publish.act")}
          </Button>
        </Actions>
      </form>
    </Sheet>
  );
}
