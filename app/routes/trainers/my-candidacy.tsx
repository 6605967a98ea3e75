import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { actOnCandidacy } from "#app/features/trainers/add-to-candidacy.server.ts";
import { candidacySheet, ownCandidacy } from "#app/features/trainers/candidacies.server.ts";
import { ActOffer, NotTakenBecause, RecordOffer } from "#app/features/trainers/candidacy-acts.tsx";
import { handIn } from "#app/features/trainers/candidacy-files.server.ts";
import { OwnCandidacyForm } from "#app/features/trainers/candidacy-forms.ts";
import { NO_OFFERS } from "#app/features/trainers/candidacy-view.ts";
import {
  CandidacyFacts,
  CandidacyFiles,
  CandidacyHistory,
  CandidacyPath,
  ScoreTable,
  StageTag,
  WhatCounts,
  WhatIsNext,
} from "#app/features/trainers/candidacy-parts.tsx";
import type { SchemeId } from "#app/features/trainers/schemes.ts";
import { badForm, notTaken, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
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
  return { sheet: await candidacySheet(own), formId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const candidacyId = args.params["candidacyId"]!;
  found(await ownCandidacy(actor.personId, candidacyId));
  const form = await readForm(args.request, OwnCandidacyForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const answer = found(
    value.intent === "document"
      ? await handIn(actor, candidacyId, { ...value, upload: value.file })
      : await actOnCandidacy(actor, candidacyId, { ...value, kind: "withdraw" }),
  );
  if (!answer.ok) return notTaken(answer, form.values);
  const notice = value.intent === "document" ? "candidacy-handed-in" : "candidacy-withdrawn";
  return redirectWithNotice(paths.myCandidacy(candidacyId), notice);
}

export default function MyCandidacy() {
  const { sheet, formId } = useLoaderData<typeof loader>();
  const answer = useActionData() as FormAnswer;
  const form = useForm(answer);
  const { t, language } = useWords();
  const scheme = t(`trainers.scheme.${sheet.schemeId as SchemeId}`);
  const helped = { form, sheet, formId };
  return (
    <>
      <PageHeader
        title={t("candidacy.page.where")}
        eyebrow={
          <>
            <a href="/candidacies">{t("candidacy.mine.title")}</a> ·{" "}
            {t("candidacy.page.of", { scheme, language: language(sheet.language) })}
          </>
        }
        lead={<StageTag state={sheet.state} />}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      <CandidacyPath path={sheet.path} title={t("candidacy.page.path")} />
      {sheet.turnOf && <WhatCounts asks={sheet.asks} ahead={sheet.ahead} />}
      <WhatIsNext sheet={sheet}>
        <p>
          <a href="/certificates">{t("candidacy.page.certification")}</a>
        </p>
      </WhatIsNext>
      {sheet.turnOf && <RecordOffer kind="document" offers={NO_OFFERS} {...helped} />}
      <CandidacyFiles files={sheet.files} />
      {sheet.scores && <ScoreTable scores={sheet.scores} />}
      <CandidacyHistory events={sheet.events} />
      <Sheet title={t("candidacy.page.evidence")}>
        <CandidacyFacts sheet={sheet} />
      </Sheet>
      {sheet.turnOf && (
        <ActOffer offer={{ kind: "withdraw", to: null, refused: null, waivable: [] }} {...helped} />
      )}
    </>
  );
}
