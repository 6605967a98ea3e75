import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { StaffListForm } from "#app/features/identity/import-forms.ts";
import { confirmImport, previewImport } from "#app/features/identity/import-people.server.ts";
import { ColumnHelp, ConfirmList, ListFile, ListImported } from "#app/features/identity/import-steps.tsx";
import { findOrganisation } from "#app/features/identity/organisations.server.ts";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.staffList.title") } satisfies PageHandle;

/** An organisation whose people the actor manages: placing somebody in any does not reach its whole staff. */
async function organisationAsked(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:people");
  const { id, name } = found(await findOrganisation(actor, args.params["organisationId"]!));
  return { actor, organisation: { id, name } };
}

export async function loader(args: LoaderFunctionArgs) {
  const { organisation } = await organisationAsked(args);
  return { organisation };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, organisation } = await organisationAsked(args);
  const form = await readForm(args.request, StaffListForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "import") {
    const outcome = await confirmImport(actor, form.value.carried);
    return outcome.ok ? outcome.value : refused(outcome.reason);
  }
  const { file, complete } = form.value;
  const { locale, timeZone } = actor;
  const outcome = await previewImport(actor, new Uint8Array(await file.arrayBuffer()), {
    organisationId: organisation.id,
    locale,
    timeZone,
    complete: complete === "yes",
  });
  return outcome.ok
    ? { kind: "looked" as const, previewed: outcome.value }
    : refused(outcome.reason, { complete: complete ?? "" });
}

export default function StaffList() {
  const { organisation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  const step = answer && "kind" in answer ? answer : null;
  const again = paths.staffList(organisation.id);
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.organisation(organisation.id)}>
            <DirText>{organisation.name}</DirText>
          </a>
        }
        title={t("admin.staffList.title")}
        lead={step ? undefined : t("admin.staffList.lead")}
      />
      {!step && <ChooseFile organisation={organisation} answer={answer as FormAnswer} />}
      {step?.kind === "looked" && <ConfirmList {...step.previewed} enrols={false} again={again} />}
      {step?.kind === "changed" && <ConfirmList {...step.previewed} enrols={false} again={again} changed />}
      {step?.kind === "imported" && <ListImported {...step.imported} reachable />}
    </>
  );
}

function ChooseFile({ organisation, answer }: { organisation: { id: string }; answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <>
      {form.summary}
      <Form encType="multipart/form-data">
        <ListFile error={form.error("file")} />
        <Checkbox
          name="complete"
          value="yes"
          label={t("admin.staffList.complete")}
          hint={t("admin.staffList.completeHint")}
          defaultChecked={form.value("complete", "yes") === "yes"}
        />
        <Actions>
          <Button name="intent" value="look">
            {t("admin.import.look")}
          </Button>
          <ButtonLink href={paths.organisation(organisation.id)} tone="quiet">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
      <ColumnHelp />
    </>
  );
}
