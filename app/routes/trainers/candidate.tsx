import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { candidacyInReach, candidacySheet } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { filesForStaff } from "#app/features/trainers/candidacies/candidacy-files.server.ts";
import { CandidacyAppealDesk } from "#app/features/trainers/appeals/candidacy-appeal-parts.tsx";
import {
  ActOffer,
  NotTakenBecause,
  RecordOffer,
} from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import { CandidacyPageForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { offersFor } from "#app/features/trainers/candidacies/candidacy-offers.server.ts";
import {
  CandidacyFacts,
  CandidacyFiles,
  CandidacyHistory,
  CandidacyPath,
  ScoreTable,
  StageTag,
  WhatCounts,
  WhatIsNext,
} from "#app/features/trainers/candidacies/candidacy-parts.tsx";
import { isActKind } from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  candidacyPanels,
  openCandidacyPanel,
} from "#app/features/trainers/candidacies/candidacy-panel.server.ts";
import { takeCandidacyForm } from "#app/features/trainers/candidacies/take-candidacy-form.server.ts";
import { complaintsAbout } from "#app/features/trainers/complaints/complaint-links.server.ts";
import { LinkedComplaints } from "#app/features/trainers/complaints/complaint-parts.tsx";
import { certificateOf } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { isPanelForm, PANEL_NOTICE } from "#app/features/trainers/panels/panel-forms.ts";
import { PanelDesk, PastPanels } from "#app/features/trainers/panels/panel-parts.tsx";
import { actOnPanel } from "#app/features/trainers/panels/panels.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { InWordsOf } from "#app/features/trainers/observations/anchors.tsx";
import { badForm, notTaken, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (t, page: PageData | undefined) => page?.sheet.name ?? t("candidacy.queue.title"),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:candidacies");
  const candidacy = found(await candidacyInReach(actor, args.params["candidacyId"]!));
  const sheet = await candidacySheet(candidacy);
  return {
    sheet: { ...sheet, files: await filesForStaff(actor, sheet) },
    offers: await offersFor(actor, candidacy, sheet.events),
    ...(await candidacyPanels(actor, sheet.id)),
    mayPlan: reachOf(actor.grants, "decide:candidacies").length > 0,
    complaints: await complaintsAbout(actor, "candidacy", sheet.id),
    provisional: (await certificateOf({ candidacyId: sheet.id }))?.number ?? null,
    formId: newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "act:on-candidacies");
  const candidacyId = args.params["candidacyId"]!;
  const candidacy = found(await candidacyInReach(actor, candidacyId));
  const form = await readForm(args.request, CandidacyPageForm);
  if (!form.ok) return badForm(form.problem);
  if (isPanelForm(form.value)) {
    const done = found(await actOnPanel(form.value, openCandidacyPanel(actor, candidacyId)));
    return done.ok
      ? redirectWithNotice(paths.candidate(candidacyId), PANEL_NOTICE[done.value])
      : refused(done.reason, form.values);
  }
  const answer = await takeCandidacyForm(actor, candidacy, form.value);
  if (!answer.ok) return notTaken(answer, form.values);
  const { intent } = form.value;
  const notice = isActKind(intent) || intent === "panel-decision" ? "candidacy-acted" : "candidacy-recorded";
  return redirectWithNotice(paths.candidate(candidacyId), notice);
}

export default function Candidate() {
  const { sheet, offers, panel, past, mayPlan, complaints, provisional, formId } =
    useLoaderData<typeof loader>();
  const answer = useActionData() as FormAnswer;
  const form = useForm(answer);
  const { t, language } = useWords();
  const scheme = t(`trainers.scheme.${sheet.schemeId as SchemeId}`);
  const helped = { form, sheet, formId };
  const { certificationId } = sheet;
  return (
    <InWordsOf anchors={sheet.anchors}>
      <PageHeader
        title={<DirText>{sheet.name}</DirText>}
        eyebrow={
          <>
            <a href="/candidates">{t("candidacy.queue.title")}</a> ·{" "}
            {t("candidacy.page.of", { scheme, language: language(sheet.language) })}
          </>
        }
        lead={<StageTag {...sheet} />}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      <LinkedComplaints complaints={complaints} />
      {sheet.appeal?.state === "waits" && <CandidacyAppealDesk panel={panel} {...helped} />}
      {(sheet.turnOf || sheet.appeal?.state === "waits") && <WhatCounts {...sheet} />}
      <WhatIsNext sheet={sheet}>
        {provisional && (
          <p>
            <a href={paths.provisional(sheet.id)}>
              {t("candidacy.page.provisional", { number: provisional })}
            </a>
          </p>
        )}
        {certificationId && (
          <p>
            <a href={paths.certification(certificationId)}>{t("candidacy.page.certification")}</a>
          </p>
        )}
      </WhatIsNext>
      {offers.acts.length > 0 && (
        <Sheet title={t("candidacy.page.acts")}>
          <div className="stack">
            {offers.acts.map((offer) => (
              <ActOffer key={offer.kind} offer={offer} {...helped} />
            ))}
          </div>
        </Sheet>
      )}
      {panel && sheet.appeal?.state !== "waits" && (
        <Sheet title={t("panels.title")}>
          <PanelDesk panel={panel} form={form} act={{ id: formId, seen: sheet.seen }} />
        </Sheet>
      )}
      {mayPlan && (
        <p>
          <a href={paths.observations(sheet.id)}>{t("observation.list.title")}</a>
        </p>
      )}
      {offers.records.length > 0 && (
        <Sheet title={t("candidacy.page.write")}>
          <div className="stack">
            {offers.records.map((kind) =>
              kind === "checklist" ? (
                <p key={kind}>
                  <a href={paths.observedSession(sheet.id)}>{t("candidacy.session.open")}</a>
                </p>
              ) : (
                <RecordOffer key={kind} kind={kind} offers={offers} {...helped} />
              ),
            )}
          </div>
        </Sheet>
      )}
      <CandidacyPath {...sheet} title={t("candidacy.page.whereTheir")} />
      {sheet.scores && <ScoreTable scores={sheet.scores} />}
      <CandidacyFiles files={sheet.files} />
      <CandidacyHistory events={sheet.events} />
      <PastPanels panels={past} />
      <Sheet title={t("candidacy.page.evidence")}>
        <CandidacyFacts sheet={sheet} />
      </Sheet>
    </InWordsOf>
  );
}
