import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  discardTemplate,
  publishTemplate,
  saveTemplate,
  templateSheet,
} from "#app/features/certification/template-drafts.server.ts";
import {
  DiscardTemplateForm,
  PublishTemplateForm,
  templateForm,
  TemplateIntent,
} from "#app/features/certification/template-forms.ts";
import {
  TemplateFields,
  TemplateHistory,
  TemplatePreview,
} from "#app/features/certification/template-parts.tsx";
import enhancement from "#app/features/certification/template-preview.client.ts?worker&url";
import { isTemplateId } from "#app/features/certification/template.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readFields, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { parseForm } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (t, data: PageData | undefined) =>
    data ? t(`certification.template.name.${data.sheet.id}`) : t("certification.template.title"),
  scripts: [enhancement],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:certificate-templates");
  const { templateId } = args.params;
  return { sheet: found(isTemplateId(templateId) ? await templateSheet(actor, templateId) : null) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:certificate-templates");
  const { templateId: id } = args.params;
  if (!isTemplateId(id)) return found(null);
  found(await templateSheet(actor, id));
  const fields = [...(await readFields(args.request)).entries()];
  const sent = parseForm(fields, TemplateIntent);
  if (!sent.ok) return badForm(sent.problem);
  const here = paths.template(id);
  switch (sent.value.intent) {
    case "discard": {
      const form = parseForm(fields, DiscardTemplateForm);
      if (!form.ok) return badForm(form.problem);
      const discarded = found(await discardTemplate(actor, id, form.value.seen));
      if (!discarded.ok) return refused(discarded.reason);
      return redirectWithNotice(here, "template-discarded");
    }
    case "save": {
      const form = parseForm(fields, templateForm(id));
      if (!form.ok) return badForm(form.problem);
      const saved = found(await saveTemplate(actor, id, form.value));
      if (saved.ok) return redirectWithNotice(here, "template-saved");
      if ("error" in saved) return badForm({ values: form.values, errors: [saved.error] });
      // Told of what another saved, whoever saves again means it.
      const { seen: _, ...typed } = form.values;
      return refused(saved.reason, typed);
    }
    case "publish": {
      const form = parseForm(fields, PublishTemplateForm);
      if (!form.ok) return badForm(form.problem);
      const published = found(await publishTemplate(actor, id, form.value));
      if (!published.ok) return refused(published.reason, form.values);
      return redirectWithNotice(here, "template-published", { version: published.value });
    }
  }
}

export default function Template() {
  const { sheet } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>() as FormAnswer);
  const { t, locale, refusal } = useWords();
  const { id, version, seen, draft, nobodySigns, history } = sheet;
  return (
    <>
      <PageHeader
        eyebrow={<a href="/certificate-templates">{t("certification.template.title")}</a>}
        title={t(`certification.template.name.${id}`)}
        lead={
          version === 0
            ? t("certification.template.isOriginal")
            : t("certification.template.isVersion", { version })
        }
      />
      {form.summary}
      {nobodySigns && <Alert tone="warn">{refusal(nobodySigns)}</Alert>}
      <form className="stack" method="post" encType="multipart/form-data">
        {/* What was sent to publish says what was read there. */}
        <input
          type="hidden"
          name="seen"
          value={form.value("intent") === "save" ? form.value("seen", seen) : seen}
        />
        <TemplateFields sheet={sheet} form={form} />
        <TemplatePreview id={id} form={form} language={locale} />
        <Actions>
          <Button name="intent" value="save">
            {t("certification.template.save")}
          </Button>
          {draft && (
            <Button name="intent" value="discard" tone="quiet" formNoValidate>
              {t("certification.template.discard")}
            </Button>
          )}
        </Actions>
      </form>
      {draft && <Publish savedAt={draft.savedAt} seen={seen} version={version} form={form} />}
      <Sheet title={t("certification.template.history")}>
        <TemplateHistory history={history} />
      </Sheet>
    </>
  );
}

type PublishProps = { savedAt: number; seen: string; version: number; form: FormHelp };

function Publish({ savedAt, seen, version, form }: PublishProps) {
  const { t, dateTime } = useWords();
  return (
    <Sheet title={t("certification.template.publish", { version: version + 1 })} accent>
      <p>{t("certification.template.savedAt", { at: dateTime(savedAt) })}</p>
      <Form>
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="over" value={version} />
        <Alert tone="warn">{t("certification.template.consequence")}</Alert>
        <TextArea
          name="reason"
          rows={2}
          dir="auto"
          required
          label={t("certification.template.reason")}
          hint={t("certification.template.reasonHint")}
          defaultValue={form.value("reason")}
          error={form.error("reason")}
        />
        <Actions>
          <Button name="intent" value="publish">
            {t("certification.template.publishAct")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
