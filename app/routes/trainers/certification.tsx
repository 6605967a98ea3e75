import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RefreshersHeld } from "#app/features/attestation/refreshers-held.tsx";
import { refreshersOf } from "#app/features/attestation/refreshers-held.server.ts";
import { ProposedEnding, ProposeEnding } from "#app/features/certification/ending-parts.tsx";
import { answerPaperForm, paperLog } from "#app/features/certification/paper-log.server.ts";
import { isPaperForm } from "#app/features/certification/paper-log.ts";
import { PaperSheet } from "#app/features/certification/paper-parts.tsx";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import {
  actOnCertification,
  actsFor,
} from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { actOnError, errorFor } from "#app/features/trainers/certifications/certification-error.server.ts";
import { AppealSheet } from "#app/features/trainers/appeals/appeal-parts.tsx";
import {
  appealPanels,
  decideOnAppeal,
  openAppeal,
  panelsToRead,
} from "#app/features/trainers/appeals/appeals.server.ts";
import { CorrectTrainerCertificate } from "#app/features/trainers/certifications/correction-parts.tsx";
import {
  correctionOf,
  correctTrainerCertificate,
} from "#app/features/trainers/certifications/correct-trainer-certificate.server.ts";
import {
  CertificationForm,
  ERROR_NOTICE,
  isErrorForm,
  isLetterForm,
  LETTER_NOTICE,
} from "#app/features/trainers/certifications/certification-forms.ts";
import { CertificationAct } from "#app/features/trainers/certifications/certification-parts.tsx";
import {
  CertificationNow,
  CertificationRecord,
} from "#app/features/trainers/certifications/certification-record.tsx";
import {
  findCertification,
  reachableCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { actOnLetter, letterFor } from "#app/features/trainers/certifications/hand-back-letter.server.ts";
import { EnterLetter, LetterWaits } from "#app/features/trainers/certifications/hand-back-parts.tsx";
import { pastPapers } from "#app/features/trainers/certifications/past-papers.server.ts";
import { complaintsAbout } from "#app/features/trainers/complaints/complaint-links.server.ts";
import { LinkedComplaints } from "#app/features/trainers/complaints/complaint-parts.tsx";
import { isPanelForm, PANEL_NOTICE } from "#app/features/trainers/panels/panel-forms.ts";
import { PastPanels } from "#app/features/trainers/panels/panel-parts.tsx";
import { actOnPanel } from "#app/features/trainers/panels/panels.server.ts";
import { inactiveAmong } from "#app/features/trainers/renewal/inactive.server.ts";
import { InactiveNotice } from "#app/features/trainers/renewal/inactive-parts.tsx";
import { TrainerEditions } from "#app/features/trainers/certifications/trainer-editions.tsx";
import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import {
  certificateOf,
  editionsOf,
  findTrainerPaper,
  issueDecided,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { askedDays } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, page: PageData | undefined) => page?.certification.number ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certifications");
  const asked = askedDays(new URL(args.request.url));
  const certification = found(await findCertification(actor, args.params["certificationId"]!, asked));
  const officer = { ...actor, reach: reachOf(actor.grants, "keep:certifications") };
  const offered = officer.reach.length > 0 ? await actsFor(officer, certification.id) : null;
  const { ending, mayPropose } = await errorFor(actor, certification.id);
  const { letter, mayEnter } = await letterFor(actor, certification.id);
  const certificate = await certificateOf({ certificationId: certification.id });
  return {
    certification,
    asked,
    certificate,
    editions: await editionsOf({ certificationId: certification.id }),
    paper:
      certificate &&
      (await paperLog({ certificateId: certificate.id }, await findTrainerPaper(officer, certificate.id))),
    today: today(certificate?.facts.timeZone ?? actor.timeZone),
    complaints: await complaintsAbout(actor, "certification", certification.id),
    officer: offered,
    correction: certificate && offered && !offered.conflict ? await correctionOf(certification.id) : null,
    ending,
    mayPropose,
    letter,
    mayEnter,
    panels: offered?.mayDecideAppeal ? await appealPanels(officer, certification.id) : [],
    papers: await pastPapers(certification.id),
    refreshers: await refreshersOf(certification.id),
    past: offered ? await panelsToRead(officer, certification.id) : [],
    inactive: (await inactiveAmong([certification.id], () => certification.on)).get(certification.id) ?? null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requirePermission(args, "act:on-certificates");
  const certificationId = args.params["certificationId"]!;
  found(await reachableCertification(asking, certificationId));
  const form = await readForm(args.request, CertificationForm);
  if (!form.ok) return badForm(form.problem);
  const here = paths.certification(certificationId);
  if (isErrorForm(form.value)) {
    const { intent, ...said } = form.value;
    const done = found(await actOnError(asking, certificationId, intent, said));
    forgetStatusLists();
    return done.ok ? redirectWithNotice(here, ERROR_NOTICE[intent]) : refused(done.reason, form.values);
  }
  if (isLetterForm(form.value)) {
    const done = found(await actOnLetter(asking, certificationId, form.value));
    forgetStatusLists();
    return done.ok
      ? redirectWithNotice(here, LETTER_NOTICE[form.value.intent])
      : refused(done.reason, form.values);
  }
  const actor = asHolderOf(asking, "keep:certifications");
  if (!actor) throw new Response(null, { status: 403 });
  found(await reachableCertification(actor, certificationId));
  if (isPaperForm(form.value)) {
    const certificate = found(await certificateOf({ certificationId }));
    const day = today(certificate.facts.timeZone);
    const asked = { form: form.value, values: form.values, here, today: day };
    return answerPaperForm((tx) => findTrainerPaper(actor, certificate.id, tx), asked);
  }
  if (isPanelForm(form.value)) {
    const done = found(await actOnPanel(form.value, openAppeal(actor, certificationId)));
    return done.ok ? redirectWithNotice(here, PANEL_NOTICE[done.value]) : refused(done.reason, form.values);
  }
  if (form.value.intent === "panel-decision") {
    const done = found(await decideOnAppeal(actor, certificationId, form.value));
    return done.ok
      ? redirectWithNotice(here, "certification-appeal-decided")
      : refused(done.reason, form.values);
  }
  if (form.value.intent === "issue-certificate") {
    const done = found(await issueDecided(actor, certificationId));
    if (!done.ok) return refused(done.reason, form.values);
    if (done.value) drawSoon([done.value.id]);
    return redirectWithNotice(here, "trainer-certificate-issued");
  }
  if (form.value.intent === "correct-certificate") {
    const done = found(await correctTrainerCertificate(actor, certificationId, form.value));
    if (!done.ok) return refused(done.reason, form.values);
    drawSoon([done.value.id]);
    forgetStatusLists();
    return redirectWithNotice(here, "certificate-corrected", { number: done.value.number });
  }
  const { intent, until, word, topics = [], reason } = form.value;
  const act = { kind: intent, until: until || null, word, topics };
  const done = found(await actOnCertification(actor, certificationId, act, reason));
  forgetStatusLists();
  return done.ok
    ? redirectWithNotice(here, `certification-${done.value}`)
    : refused(done.reason, form.values);
}

export default function CertificationPage() {
  const page = useLoaderData<typeof loader>();
  const { certification, certificate, asked, complaints, officer, panels, papers, past, ending, mayPropose } =
    page;
  const { inactive } = page;
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  const { id, name, number, standing, appeals, topics } = certification;
  return (
    <>
      <PageHeader
        title={<DirText>{name}</DirText>}
        eyebrow={
          <>
            <a href="/certifications">{t("trainers.register.title")}</a> · {number}
          </>
        }
        lead={standing && <StandingTag standing={standing} />}
        actions={
          !officer?.conflict && (
            <ButtonLink href={paths.renewal(id)} tone="quiet">
              {t("trainers.renewal.link")}
            </ButtonLink>
          )
        }
      />
      {form.summary}
      <CertificationNow
        certification={certification}
        asked={asked}
        here={paths.certification(id)}
        hearing={t(officer?.revokeByAnother ? "trainers.hearing.byAnother" : "trainers.hearing.text")}
      />
      {inactive && <InactiveNotice inactive={inactive} />}
      {ending && <ProposedEnding ending={ending} />}
      {page.letter && <LetterWaits letter={page.letter} href={paths.pastPaper} form={form} />}
      <LinkedComplaints complaints={complaints} />
      {officer?.conflict && <Alert>{t("common.refusal.certification-conflict")}</Alert>}
      {officer?.liftByAnother && <Alert>{t("trainers.act.liftByAnother")}</Alert>}
      {appeals.map((appeal) => (
        <AppealSheet key={appeal.appealId} appeal={appeal} panels={panels} form={form} />
      ))}
      <CertificationRecord
        certification={certification}
        certificate={certificate}
        papers={papers}
        paper={
          <>
            <TrainerEditions editions={page.editions} />
            {certificate && page.paper && (
              <PaperSheet
                {...page.paper}
                href={(copy) => paths.certificateCopy(certificate.id, copy)}
                today={page.today}
                form={form}
              />
            )}
          </>
        }
        href={paths.certification}
        issue={
          !certificate &&
          officer?.mayIssue && (
            <Form>
              <Actions>
                <Button name="intent" value="issue-certificate">
                  {t("trainers.certificate.issue")}
                </Button>
              </Actions>
            </Form>
          )
        }
      >
        <RefreshersHeld refreshers={page.refreshers} />
        <PastPanels panels={past} />
      </CertificationRecord>
      {officer?.acts.map((act) => (
        <CertificationAct key={act} act={act} topics={topics} parts={certification.parts} form={form} />
      ))}
      {page.correction && (
        <CorrectTrainerCertificate proposed={page.correction} language={certification.language} form={form} />
      )}
      {page.mayEnter && <EnterLetter form={form} />}
      {mayPropose.map((as) => (
        <ProposeEnding key={as} as={as} form={form} />
      ))}
    </>
  );
}
