import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { DecideProposalForm } from "#app/features/trainers/certifications/proposal-forms.ts";
import { ProposalFacts, ProposalTag } from "#app/features/trainers/certifications/proposal-parts.tsx";
import { ReasonForm } from "#app/features/trainers/certifications/reasoned-act.tsx";
import {
  decideProposal,
  findProposal,
} from "#app/features/trainers/certifications/suspension-proposals.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { fieldsOf } from "#app/ui/one-of-forms.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.proposal.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const officer = await requirePermission(args, "keep:certifications");
  const { view, may } = found(await findProposal(officer, args.params["proposalId"]!));
  return { proposal: view, open: view.state === "waiting" || view.state === "overdue", may: may.ok };
}

export async function action(args: ActionFunctionArgs) {
  const officer = await requirePermission(args, "keep:certifications");
  const id = args.params["proposalId"]!;
  found(await findProposal(officer, id));
  const form = await readForm(args.request, DecideProposalForm);
  if (!form.ok) return badForm(form.problem);
  const done = found(await decideProposal(officer, id, form.value));
  if (!done.ok) return refused(done.reason, form.values);
  forgetStatusLists();
  return redirectWithNotice(
    paths.proposal(id),
    form.value.intent === "suspend" ? "certification-suspended" : "proposal-declined",
  );
}

export default function SuspensionProposal() {
  const { proposal, open, may } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  const { own } = fieldsOf(form, "suspend");
  return (
    <>
      <PageHeader
        eyebrow={<a href="/suspension-proposals">{t("trainers.proposal.title")}</a>}
        title={<DirText>{proposal.name}</DirText>}
        lead={<ProposalTag state={proposal.state} />}
      />
      {form.summary}
      <Sheet title={t("trainers.proposal.one")}>
        <div className="stack tight">
          <ProposalFacts proposal={proposal} by={proposal.by} />
          <p>
            <a href={paths.certification(proposal.certificationId)}>{proposal.number}</a>
          </p>
        </div>
      </Sheet>
      {open && !may && <Alert>{t("common.refusal.proposal.by-another")}</Alert>}
      {open && may && (
        <>
          <ReasonForm
            intent="suspend"
            title={t("trainers.act.suspend.title")}
            consequence={t("trainers.act.suspend.consequence")}
            reason={{ hint: t("trainers.act.reasonHint") }}
            act={{ label: t("trainers.act.suspend.do"), tone: "danger" }}
            form={form}
          >
            <TextInput type="date" label={t("trainers.act.decideBy")} {...own("until")} />
          </ReasonForm>
          <ReasonForm
            intent="decline"
            title={t("trainers.proposal.decline")}
            consequence={t("trainers.proposal.declineMeans")}
            act={{ label: t("trainers.proposal.declineDo"), tone: "quiet" }}
            form={form}
          />
        </>
      )}
    </>
  );
}
