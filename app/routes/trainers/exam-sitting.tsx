import { randomInt, randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { correctionOf, correctSitting } from "#app/features/trainers/exams/correct-sitting.server.ts";
import { CorrectSitting } from "#app/features/trainers/exams/plan-sitting-form.tsx";
import { SittingForm } from "#app/features/trainers/exams/exam-forms.ts";
import { readAsked, reachedSitting, sittingPage } from "#app/features/trainers/exams/exam-pages.server.ts";
import {
  Incidents,
  PhaseTag,
  VoidScriptForm,
  WhenAndWhere,
} from "#app/features/trainers/exams/exam-sitting-parts.tsx";
import {
  admit,
  cancelSitting,
  changeInvigilator,
  moveSitting,
  removeFromSitting,
} from "#app/features/trainers/exams/exam-sittings.server.ts";
import { closeLeftOpen } from "#app/features/trainers/exams/invigilate.server.ts";
import { releaseSitting } from "#app/features/trainers/exams/release-exam.server.ts";
import { RemarkingForms } from "#app/features/trainers/exams/remarking-parts.tsx";
import { releaseRemarking } from "#app/features/trainers/exams/remark-exam.server.ts";
import {
  ItemTable,
  ReleaseForm,
  ResultsBeside,
  VoidPreview,
} from "#app/features/trainers/exams/release-parts.tsx";
import { voidItem, voidPreview } from "#app/features/trainers/exams/void-item.server.ts";
import { countAgain, voidScript } from "#app/features/trainers/exams/void-script.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import {
  AdmitForm,
  AdmittedTable,
  CancelSitting,
  CloseLeftOpen,
  InvigilatorForm,
  MoveSitting,
} from "#app/features/trainers/exams/sitting-acts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.sitting.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-sittings");
  const sittingId = args.params["sittingId"]!;
  const item = new URL(args.request.url).searchParams.get("void");
  const page = found(await sittingPage(actor, sittingId));
  const changes = item === null ? null : await voidPreview(actor, sittingId, item);
  const asked = new URL(args.request.url).searchParams.get("bank");
  return {
    ...page,
    preview: item !== null && changes ? { item, changes } : null,
    correction: await correctionOf(actor, sittingId, asked),
    choosing: asked !== null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-sittings");
  const sittingId = args.params["sittingId"]!;
  found(await reachedSitting(actor, sittingId));
  const form = await readForm(args.request, SittingForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "correct") return correct(actor, sittingId, form.value, form.values);
  const done = found(await take(actor, sittingId, form.value));
  if (!done.ok && done.reason.key === "exam.otherLanguage")
    return badForm(problemAt(form.values, "otherLanguage", "other-language"));
  if (!done.ok) return refused(done.reason, form.values);
  const { aside, waits } =
    typeof done.value === "object" && done.value !== null ? done.value : { aside: 0, waits: 0 };
  const here = paths.sitting(sittingId);
  if (waits > 0) return redirectWithNotice(here, "exam-sitting-waits", { count: waits });
  if (aside > 0) return redirectWithNotice(here, "exam-sitting-aside", { count: aside });
  return redirectWithNotice(here, `exam-sitting-${form.value.intent}`);
}

async function correct(
  actor: Actor,
  sittingId: string,
  form: Intent<"correct">,
  values: FormProblem["values"],
) {
  const { bankId, topics } = form;
  const asked = found(await readAsked(actor, form));
  if ("error" in asked) return badForm({ values, errors: [asked.error] });
  const done = found(await correctSitting(actor, sittingId, { bankId, topics, ...asked }));
  return done.ok
    ? redirectWithNotice(paths.sitting(sittingId), "exam-sitting-correct")
    : refused(done.reason, values);
}

function take(actor: Actor, sittingId: string, form: Exclude<SittingForm, Intent<"correct">>) {
  switch (form.intent) {
    case "admit":
      return admit(actor, sittingId, form, { seed: randomUUID(), number: randomInt(1000, 10_000) });
    case "remove":
      return removeFromSitting(actor, sittingId, form.scriptId);
    case "invigilator":
      return changeInvigilator(actor, sittingId, form.invigilator);
    case "move":
      return moveSitting(actor, sittingId, form);
    case "cancel":
      return cancelSitting(actor, sittingId, form.reason);
    case "close":
      return closeLeftOpen(actor, sittingId);
    case "release":
      return releaseSitting(actor, sittingId);
    case "remark":
      return releaseRemarking(actor, sittingId, form.scriptId);
    case "void":
      return voidItem(actor, sittingId, form);
    case "void-script":
      return voidScript(actor, sittingId, form);
    case "count-script":
      return countAgain(actor, sittingId, form.scriptId);
  }
}

type Intent<Name extends SittingForm["intent"]> = Extract<SittingForm, { intent: Name }>;

export default function ExamSitting() {
  const page = useLoaderData<typeof loader>();
  const { sheet, leftToDo, invigilator, recordedBy, proposed, waiting, keying, again, items } = page;
  const { preview, correction, choosing } = page;
  const form = useForm(useActionData<typeof action>());
  const { t, date, dateTime, language, list, number } = useWords();
  const admitting = sheet.phase === "planned" || sheet.phase === "open";
  const bringing = sheet.phase === "closed" && sheet.onPaper;
  return (
    <>
      <PageHeader
        eyebrow={<a href="/exam-sittings">{t("exams.sitting.title")}</a>}
        title={t("exams.sitting.on", { day: date(sheet.day), hour: sheet.startsAt })}
        lead={<PhaseTag phase={sheet.phase} />}
      />
      {form.summary}
      {sheet.recorded && (
        <Alert tone="info" title={t("exams.room.recorded")}>
          {t("exams.room.recordedBy", {
            at: dateTime(sheet.recorded.at),
            name: recordedBy,
            reason: sheet.recorded.reason,
          })}
        </Alert>
      )}
      {leftToDo === "close" && <CloseLeftOpen day={sheet.day} />}
      {leftToDo === "not-held" && (
        <Alert tone="warn">{t("exams.sitting.notHeld", { day: date(sheet.day) })}</Alert>
      )}
      {leftToDo === "write-down" && (
        <Alert tone="warn" title={t("exams.sitting.notWrittenDown")}>
          {t("exams.sitting.notWrittenDownText", { day: date(sheet.day), name: invigilator.name })}
        </Alert>
      )}
      {sheet.phase === "cancelled" && (
        <Alert tone="warn" title={t("exams.phase.cancelled")}>
          <DirText>{sheet.cancelReason}</DirText>
        </Alert>
      )}
      <Sheet
        title={t("exams.bank.of", {
          scheme: t(`trainers.scheme.${sheet.schemeId as SchemeId}`),
          language: language(sheet.language),
        })}
      >
        <div className="stack">
          <WhenAndWhere
            {...sheet}
            more={[
              {
                term: t("exams.sitting.written"),
                value: t(sheet.onPaper ? "exams.sitting.onPaper" : "exams.sitting.onScreen"),
              },
              { term: t("exams.sitting.items"), value: number(sheet.items) },
              ...(sheet.topics.length > 0
                ? [
                    {
                      term: t("exams.sitting.topics"),
                      value: list(sheet.topics.map((topic) => t(`trainers.topic.${topic}`))),
                    },
                  ]
                : []),
              { term: t("exams.sitting.invigilatorName"), value: <DirText>{invigilator.name}</DirText> },
            ]}
          />
          {sheet.phase === "planned" && (
            <MoveSitting planned={{ ...sheet, invigilator: invigilator.username ?? "" }} form={form} />
          )}
          {correction && (
            <CorrectSitting {...correction} topics={sheet.topics} choosing={choosing} form={form} />
          )}
          {(sheet.phase === "open" || leftToDo === "write-down" || bringing) && (
            <InvigilatorForm username={invigilator.username} closed={bringing} form={form} />
          )}
          {admitting && <CancelSitting form={form} />}
        </div>
      </Sheet>
      {sheet.phase === "closed" && (
        <ReleaseForm
          waiting={waiting}
          keying={keying}
          pageless={sheet.scripts.filter(({ pages }) => pages === 0).length}
        />
      )}
      <ResultsBeside
        results={sheet.scripts.flatMap(({ aside, ...script }) => (aside ? [{ ...script, aside }] : []))}
      />
      <RemarkingForms again={again} />
      {preview && <VoidPreview sittingId={sheet.id} {...preview} form={form} />}
      <AdmittedTable scripts={sheet.scripts} admitting={admitting} released={sheet.phase === "released"} />
      <VoidScriptForm scripts={sheet.scripts} form={form} />
      {admitting && leftToDo !== "close" && leftToDo !== "not-held" && (
        <AdmitForm proposed={proposed} language={sheet.language} form={form} />
      )}
      {sheet.phase !== "planned" && <Incidents incidents={sheet.incidents} />}
      {(sheet.phase === "closed" || sheet.phase === "released") && (
        <ItemTable sittingId={sheet.id} items={items} />
      )}
    </>
  );
}
