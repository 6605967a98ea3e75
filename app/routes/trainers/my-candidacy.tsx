import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import {
  actOnCandidacy,
  recordOnCandidacy,
} from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { MyExams } from "#app/features/trainers/exams/my-exam-parts.tsx";
import { examsOf } from "#app/features/trainers/exams/sit-exam.server.ts";
import { candidacySheet, ownCandidacy } from "#app/features/trainers/candidacies/candidacies.server.ts";
import {
  ActOffer,
  NotTakenBecause,
  RecordOffer,
} from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import { MyCandidacyAppeal } from "#app/features/trainers/appeals/candidacy-appeal-parts.tsx";
import { appealOnCandidacy, handIn } from "#app/features/trainers/candidacies/candidacy-files.server.ts";
import { OwnCandidacyForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { NO_OFFERS } from "#app/features/trainers/candidacies/candidacy-view.ts";
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
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { InWordsOf } from "#app/features/trainers/observations/anchors.tsx";
import { badForm, notTaken, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.page.where") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const own = found(await ownCandidacy(actor.personId, args.params["candidacyId"]!));
  const [sheet, exams] = await Promise.all([candidacySheet(own), examsOf(actor, own.row.id)]);
  return { sheet, exams, formId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const candidacyId = args.params["candidacyId"]!;
  found(await ownCandidacy(actor.personId, candidacyId));
  const form = await readForm(args.request, OwnCandidacyForm);
  if (!form.ok) return badForm(form.problem);
  const answer = found(await take(actor, candidacyId, form.value));
  if (!answer.ok) return notTaken(answer, form.values);
  return redirectWithNotice(paths.myCandidacy(candidacyId), NOTICES[form.value.intent]);
}

const NOTICES = {
  document: "candidacy-handed-in",
  remarking: "candidacy-remarking",
  withdraw: "candidacy-withdrawn",
  appeal: "candidacy-appealed",
};

function take(actor: Actor, candidacyId: string, form: OwnCandidacyForm) {
  switch (form.intent) {
    case "document":
      return handIn(actor, candidacyId, { ...form, upload: form.file });
    case "remarking":
      return recordOnCandidacy(actor, candidacyId, {
        id: form.id,
        reason: form.reason,
        kind: "remarking",
        body: {},
      });
    case "withdraw":
      return actOnCandidacy(actor, candidacyId, { ...form, kind: "withdraw" });
    case "appeal":
      return appealOnCandidacy(actor, candidacyId, form);
  }
}

export default function MyCandidacy() {
  const { sheet, exams, formId } = useLoaderData<typeof loader>();
  const answer = useActionData() as FormAnswer;
  const form = useForm(answer);
  const { t, language, date } = useWords();
  const scheme = t(`trainers.scheme.${sheet.schemeId as SchemeId}`);
  const helped = { form, sheet, formId };
  return (
    <InWordsOf anchors={sheet.anchors}>
      <PageHeader
        title={t("candidacy.page.where")}
        eyebrow={
          <>
            <a href="/candidacies">{t("candidacy.mine.title")}</a> ·{" "}
            {t("candidacy.page.of", { scheme, language: language(sheet.language) })}
          </>
        }
        lead={<StageTag {...sheet} />}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      <MyCandidacyAppeal {...helped} />
      <MyExams exams={exams} />
      <CandidacyPath {...sheet} title={t("candidacy.page.path")} />
      {sheet.turnOf && <WhatCounts {...sheet} />}
      <WhatIsNext sheet={sheet}>
        <p>
          <a href="/certificates">{t("candidacy.page.certification")}</a>
        </p>
      </WhatIsNext>
      {sheet.remarkUntil && (
        <Sheet title={t("candidacy.page.remarking")}>
          <p>{t("candidacy.page.remarkUntil", { day: date(sheet.remarkUntil) })}</p>
          <RecordOffer kind="remarking" offers={NO_OFFERS} {...helped} />
        </Sheet>
      )}
      {sheet.turnOf && <RecordOffer kind="document" offers={NO_OFFERS} {...helped} />}
      <CandidacyFiles files={sheet.files} />
      {sheet.scores && <ScoreTable scores={sheet.scores} />}
      <CandidacyHistory events={sheet.events} />
      <Sheet title={t("candidacy.page.evidence")}>
        <CandidacyFacts sheet={sheet} />
      </Sheet>
      {sheet.turnOf && (
        <ActOffer
          offer={{ kind: "withdraw", as: "candidate", to: null, refused: null, waivable: [] }}
          {...helped}
        />
      )}
    </InWordsOf>
  );
}
