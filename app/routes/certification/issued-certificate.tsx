import { type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { CorrectCertificate } from "#app/features/certification/certificate-acts.tsx";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { CertificateActForm } from "#app/features/certification/certification-forms.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import {
  confirmEnding,
  endingFor,
  proposeEnding,
  takeBackEnding,
} from "#app/features/certification/end-certificate.server.ts";
import { ProposedEnding, ProposeEnding } from "#app/features/certification/ending-parts.tsx";
import { EditionTable } from "#app/features/certification/edition-table.tsx";
import { CertificateFactList } from "#app/features/certification/facts-list.tsx";
import { IssuedHead } from "#app/features/certification/issued-head.tsx";
import { findCoursePaper, findIssued } from "#app/features/certification/issued-certificate.server.ts";
import { answerPaperForm, paperLog } from "#app/features/certification/paper-log.server.ts";
import { isPaperForm } from "#app/features/certification/paper-log.ts";
import { PaperSheet } from "#app/features/certification/paper-parts.tsx";
import { othersToCorrect, proposedCorrection } from "#app/features/certification/correction.server.ts";
import type { IssuedCertificate as IssuedCertificateView } from "#app/features/certification/certificate-view.ts";
import { TranscriptLinks } from "#app/features/certification/transcript-links.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { FormProblem } from "#app/lib/form.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, page: PageData | undefined) => page?.certificate.number ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certificates");
  const certificate = found(await findIssued(actor, args.params["certificateId"]!));
  const officer = { ...actor, reach: reachOf(actor.grants, "correct:certificates") };
  const mayAct = officer.reach.length > 0 && (await findIssued(officer, certificate.id)) !== null;
  const facts = {
    holderId: certificate.holderId,
    superseded: certificate.supersededOn !== null,
    revoked: certificate.revokedOn !== null,
  };
  const own = certificate.holderId === actor.personId;
  const keeper = asHolderOf(actor, "hand-over:certificates");
  const open = !own && !facts.superseded && !isNameless(certificate.facts);
  const proposed = mayAct && open ? await proposedCorrection(certificate) : null;
  return {
    certificate,
    own,
    proposed,
    others: proposed ? await othersToCorrect(officer, certificate, proposed.now) : [],
    ...(await endingFor(actor, certificate.id)),
    paper: await paperLog(
      { certificateId: certificate.id },
      keeper && (await findCoursePaper(keeper, certificate.id)),
    ),
    today: paperDay(actor, certificate),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "act:on-certificates");
  const certificateId = args.params["certificateId"]!;
  const certificate = found(await findIssued(actor, certificateId));
  const form = await readForm(args.request, CertificateActForm);
  if (!form.ok) return badForm(form.problem);
  const { value, values } = form;
  const here = paths.issuedCertificate(certificateId);
  if (isPaperForm(value)) {
    const keeper = { ...actor, reach: reachOf(actor.grants, "hand-over:certificates") };
    const asked = { form: value, values, here, today: paperDay(actor, certificate) };
    return answerPaperForm((tx) => findCoursePaper(keeper, certificateId, tx), asked);
  }
  switch (value.intent) {
    case "propose-ending": {
      const proposed = found(await proposeEnding(actor, certificateId, value));
      return proposed.ok ? redirectWithNotice(here, "ending-proposed") : refused(proposed.reason, values);
    }
    case "confirm-ending": {
      const ended = found(await confirmEnding(actor, certificateId, value));
      forgetStatusLists();
      return ended.ok ? redirectWithNotice(here, `certificate-${value.as}`) : refused(ended.reason, values);
    }
    case "take-back-ending": {
      const taken = found(await takeBackEnding(actor, certificateId));
      return taken.ok ? redirectWithNotice(here, "ending-taken-back") : refused(taken.reason, values);
    }
    case "correct":
      return correct(actor, certificateId, value, values);
  }
}

/** As the list of its cohort has it. */
const paperDay = ({ timeZone }: Actor, { cohort }: IssuedCertificateView) =>
  today(cohort?.timeZone ?? timeZone);

async function correct(
  actor: Actor,
  certificateId: string,
  asked: { reason: string; seen: string },
  values: FormProblem["values"],
) {
  const officer = asHolderOf(actor, "correct:certificates");
  if (!officer) throw new Response(null, { status: 403 });
  const corrected = found(await correctCertificate(officer, certificateId, asked));
  if (!corrected.ok) return refused(corrected.reason, values);
  const { id, number } = corrected.value;
  forgetStatusLists();
  drawSoon([id]);
  return redirectWithNotice(paths.issuedCertificate(id), "certificate-corrected", { number });
}

export default function IssuedCertificate() {
  const page = useLoaderData<typeof loader>();
  const { certificate, own, proposed, others, ending, mayPropose, paper } = page;
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  return (
    <>
      <IssuedHead certificate={certificate} own={own} others={others} />
      {form.summary}
      {ending && <ProposedEnding ending={ending} />}
      <Sheet title={t("certification.issued.facts")}>
        <CertificateFactList
          facts={certificate.facts}
          more={[
            {
              term: t("certification.facts.fingerprint"),
              value: <small>{certificate.factsSha256}</small>,
            },
          ]}
        />
        <TranscriptLinks id={certificate.id} facts={certificate.facts} />
      </Sheet>
      <EditionTable editions={certificate.editions} current={certificate.id} />
      <PaperSheet
        {...paper}
        href={(copy) => paths.certificateCopy(certificate.id, copy)}
        today={page.today}
        form={form}
      />
      {proposed && (
        <CorrectCertificate
          frozen={certificate.facts}
          proposed={proposed}
          revoked={certificate.revokedOn !== null}
          form={form}
        />
      )}
      {mayPropose.map((as) => (
        <ProposeEnding key={as} as={as} form={form} />
      ))}
    </>
  );
}
