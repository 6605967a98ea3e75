import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { SUSPENSION_GROUNDS } from "#app/features/trainers/certifications/certification-acts.ts";
import { ProposeSuspensionForm } from "#app/features/trainers/certifications/proposal-forms.ts";
import { ProposalFacts, ProposalTable } from "#app/features/trainers/certifications/proposal-parts.tsx";
import { DAYS_TO_DECIDE } from "#app/features/trainers/certifications/suspension-proposal.ts";
import {
  listProposals,
  proposeSuspension,
} from "#app/features/trainers/certifications/suspension-proposals.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.proposal.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:suspension-proposals");
  return {
    ...(await listProposals(actor)),
    decides: reachOf(actor.grants, "keep:certifications").length > 0,
    proposes: reachOf(actor.grants, "propose:suspensions").length > 0,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "propose:suspensions");
  const form = await readForm(args.request, ProposeSuspensionForm);
  if (!form.ok) return badForm(form.problem);
  const done = await proposeSuspension(actor, form.value);
  return done.ok
    ? redirectWithNotice("/suspension-proposals", "suspension-proposed")
    : refused(done.reason, form.values);
}

export default function SuspensionProposals() {
  const { own, all, decides, proposes } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  const field = (name: string) => ({
    name,
    defaultValue: form.value(name),
    error: form.error(name),
    required: true,
  });
  return (
    <>
      <PageHeader
        title={t("trainers.proposal.title")}
        lead={t("trainers.proposal.lead", { count: DAYS_TO_DECIDE })}
      />
      {form.summary}
      {decides && <ProposalTable rows={all} caption={t("trainers.proposal.title")} />}
      {proposes && (
        <Sheet title={t("trainers.proposal.propose")}>
          <Form>
            <TextInput
              label={t("trainers.proposal.number")}
              autoCapitalize="characters"
              {...field("number")}
            />
            <Select
              label={t("trainers.act.ground")}
              placeholder={t("trainers.record.choose")}
              options={SUSPENSION_GROUNDS.map((value) => ({ value, label: t(`trainers.ground.${value}`) }))}
              {...field("ground")}
            />
            <TextArea rows={4} dir="auto" label={t("trainers.proposal.reason")} {...field("reason")} />
            <TextArea
              rows={3}
              dir="auto"
              label={t("trainers.proposal.evidence")}
              hint={t("trainers.proposal.evidenceHint")}
              {...field("evidence")}
            />
            <Actions>
              <Button>{t("trainers.proposal.do")}</Button>
            </Actions>
          </Form>
        </Sheet>
      )}
      {own.map((proposal) => (
        <Sheet key={proposal.id} title={t("trainers.proposal.yours")}>
          <ProposalFacts proposal={proposal} />
        </Sheet>
      ))}
    </>
  );
}
