import { type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  ConfirmRevocation,
  CorrectCertificate,
  RevokeCertificate,
} from "#app/features/certification/certificate-acts.tsx";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { CertificateActForm } from "#app/features/certification/certification-forms.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import { mayRevoke } from "#app/features/certification/correction.ts";
import { EditionTable } from "#app/features/certification/edition-table.tsx";
import { CertificateFactList } from "#app/features/certification/facts-list.tsx";
import { IssuedHead } from "#app/features/certification/issued-head.tsx";
import { findIssued } from "#app/features/certification/issued-certificate.server.ts";
import { othersToCorrect, proposedCorrection } from "#app/features/certification/correction.server.ts";
import { revokeCertificate } from "#app/features/certification/revoke-certificate.server.ts";
import { TranscriptLinks } from "#app/features/certification/transcript-links.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
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
    holderId: certificate.personId,
    superseded: certificate.supersededOn !== null,
    revoked: certificate.revokedOn !== null,
  };
  const own = certificate.personId === actor.personId;
  const proposed = mayAct && !own && !facts.superseded ? await proposedCorrection(certificate) : null;
  return {
    certificate,
    own,
    proposed,
    others: proposed ? await othersToCorrect(officer, certificate, proposed.now) : [],
    mayRevoke: mayAct && mayRevoke(facts, actor.personId).ok,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "correct:certificates");
  const certificateId = args.params["certificateId"]!;
  found(await findIssued(actor, certificateId));
  const form = await readForm(args.request, CertificateActForm);
  if (!form.ok) return badForm(form.problem);
  const { value, values } = form;
  if (value.intent === "ask-revoke")
    return { problem: { values, errors: [] }, refusal: null, revoking: value.reason };
  if (value.intent === "revoke") {
    const revoked = found(await revokeCertificate(actor, certificateId, value.reason));
    forgetStatusLists();
    return revoked.ok
      ? redirectWithNotice(paths.issuedCertificate(certificateId), "certificate-revoked")
      : refused(revoked.reason, values);
  }
  const corrected = found(await correctCertificate(actor, certificateId, value));
  if (!corrected.ok) return refused(corrected.reason, values);
  const { id, number } = corrected.value;
  forgetStatusLists();
  drawSoon([id]);
  return redirectWithNotice(paths.issuedCertificate(id), "certificate-corrected", { number });
}

export default function IssuedCertificate() {
  const { certificate, own, proposed, others, mayRevoke: revocable } = useLoaderData<typeof loader>();
  const answer = useActionData() as FormAnswer & { revoking?: string };
  const form = useForm(answer);
  const { t } = useWords();
  const revoking = answer?.revoking ?? null;
  return (
    <>
      <IssuedHead certificate={certificate} own={own} others={others} />
      {form.summary}
      {revocable && revoking !== null && (
        <ConfirmRevocation reason={revoking} cancel={paths.issuedCertificate(certificate.id)} />
      )}
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
      {proposed && (
        <CorrectCertificate
          frozen={certificate.facts}
          proposed={proposed}
          revoked={certificate.status === "revoked"}
          form={form}
        />
      )}
      {revocable && revoking === null && <RevokeCertificate form={form} />}
    </>
  );
}
