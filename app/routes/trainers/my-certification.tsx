import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RefreshersHeld } from "#app/features/attestation/refreshers-held.tsx";
import { refreshersOf } from "#app/features/attestation/refreshers-held.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { AppealForm, AppealSheet } from "#app/features/trainers/appeals/appeal-parts.tsx";
import { appeal, handBack } from "#app/features/trainers/appeals/appeals.server.ts";
import { mayHandBack } from "#app/features/trainers/certifications/certification-acts.ts";
import { MyCertificationForm } from "#app/features/trainers/certifications/certification-forms.ts";
import {
  CertificationNow,
  CertificationRecord,
} from "#app/features/trainers/certifications/certification-record.tsx";
import { myCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { pastPapers } from "#app/features/trainers/certifications/past-papers.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import { ReasonForm } from "#app/features/trainers/certifications/reasoned-act.tsx";
import { certificateOf } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { askedDays } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, page: PageData | undefined) => page?.certification.number ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const asked = askedDays(new URL(args.request.url));
  const certification = found(await myCertification(actor, args.params["certificationId"]!, asked));
  return {
    certification,
    certificate: await certificateOf({ certificationId: certification.id }),
    papers: await pastPapers(certification.id),
    refreshers: await refreshersOf(certification.id),
    asked,
    mayHandBack: mayHandBack(certification.certification, certification.validity, certification.today).ok,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const id = args.params["certificationId"]!;
  found(await myCertification(actor, id));
  const form = await readForm(args.request, MyCertificationForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, reason } = form.value;
  const done = found(
    intent === "appeal" ? await appeal(actor, id, form.value.of, reason) : await handBack(actor, id, reason),
  );
  const notice = intent === "appeal" ? "certification-appealed" : "certification-surrendered";
  return done.ok ? redirectWithNotice(paths.myCertification(id), notice) : refused(done.reason, form.values);
}

export default function MyCertification() {
  const { certification, certificate, papers, refreshers, asked, mayHandBack } =
    useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  const { id, number, schemeId, standing, appealable, appeals } = certification;
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            <a href="/me/certifications">{t("trainers.mine.title")}</a> · {number}
          </>
        }
        title={t(`trainers.scheme.${schemeId as SchemeId}`)}
        lead={standing && <StandingTag standing={standing} />}
        actions={<ButtonLink href={paths.myRenewal(id)}>{t("trainers.renewal.link")}</ButtonLink>}
      />
      {form.summary}
      <CertificationNow
        certification={certification}
        asked={asked}
        here={paths.myCertification(id)}
        hearing={t("trainers.hearing.yours")}
      />
      {appealable.map((decision) => (
        <AppealForm key={decision.factId} decision={decision} form={form} />
      ))}
      {appeals.map((waiting) => (
        <AppealSheet key={waiting.appealId} appeal={waiting} form={form} />
      ))}
      <CertificationRecord
        certification={certification}
        certificate={certificate}
        papers={papers}
        href={paths.myCertification}
      >
        <RefreshersHeld refreshers={refreshers} />
      </CertificationRecord>
      {mayHandBack && (
        <ReasonForm
          intent="hand-back"
          title={t("trainers.handBack.title")}
          consequence={t("trainers.handBack.consequence")}
          act={{ label: t("trainers.handBack.do"), tone: "danger" }}
          form={form}
        />
      )}
    </>
  );
}
