import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { printedNameOf } from "#app/features/learning/confirm-name.server.ts";
import { AskNameForm, NAME_REASONS } from "#app/features/rights/name-change.ts";
import { NameChangeHistory } from "#app/features/rights/name-change-parts.tsx";
import { askForName, myNameChanges, withdrawNameChange } from "#app/features/rights/name-changes.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.name.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const { personId } = await requirePermission(args, "use:own-account");
  const [name, changes] = await Promise.all([printedNameOf(personId), myNameChanges(personId)]);
  return { name, changes };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, AskNameForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "withdraw") {
    await withdrawNameChange(actor);
    return redirectWithNotice("/me/name", "name-change-withdrawn");
  }
  const outcome = await askForName(actor, form.value);
  if (outcome.ok) return redirectWithNotice("/me/name", "name-change-asked");
  if ("reason" in outcome) return refused(outcome.reason, form.values);
  return badForm({ ...outcome.problem, values: form.values });
}

export default function MyName() {
  const { name, changes } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const open = changes.some(({ state }) => state === "open");
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={<a href="/me">{t("identity.profile.title")}</a>}
        title={t("rights.name.title")}
        lead={t("rights.name.lead")}
      />
      {form.summary}
      <FactList
        facts={[
          { term: t("learning.name.latin"), value: <DirText>{name.printedName ?? name.name}</DirText> },
          { term: t("learning.name.local"), value: <DirText>{name.printedNameLocal ?? "–"}</DirText> },
        ]}
      />
      {open ? (
        <Alert
          title={t("rights.name.waits")}
          action={
            <form method="post">
              <Button name="intent" value="withdraw" tone="quiet" size="small">
                {t("rights.name.withdraw")}
              </Button>
            </form>
          }
        >
          {t("rights.name.waitsText")}
        </Alert>
      ) : (
        <Sheet title={t("rights.name.ask")}>
          <Form encType="multipart/form-data">
            <TextInput
              name="printedName"
              label={t("rights.name.new")}
              hint={t("learning.name.latinHint")}
              required
              maxLength={120}
              dir="ltr"
              defaultValue={form.value("printedName", name.printedName ?? name.name)}
              error={form.error("printedName")}
            />
            <TextInput
              name="printedNameLocal"
              label={t("learning.name.local")}
              optional={t("common.form.optional")}
              maxLength={120}
              dir="auto"
              defaultValue={form.value("printedNameLocal", name.printedNameLocal)}
              error={form.error("printedNameLocal")}
            />
            <RadioGroup
              name="why"
              legend={t("rights.name.why")}
              choices={NAME_REASONS.map((value) => ({ value, label: t(`rights.name.reason.${value}`) }))}
              value={form.value("why")}
              error={form.error("why")}
              required
            />
            <TextArea
              name="words"
              rows={2}
              label={t("rights.name.words")}
              optional={t("common.form.optional")}
              maxLength={1000}
              defaultValue={form.value("words")}
              error={form.error("words")}
            />
            <FileInput
              name="evidence"
              label={t("rights.name.evidence")}
              optional={t("common.form.optional")}
              hint={t("rights.name.evidenceHint")}
              accept="image/png,image/jpeg,application/pdf"
              error={form.error("evidence")}
            />
            <Actions>
              <Button name="intent" value="ask">
                {t("rights.name.send")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
      )}
      <NameChangeHistory changes={changes} />
    </div>
  );
}
