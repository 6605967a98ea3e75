import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { InvigilateForm } from "#app/features/trainers/exams/exam-forms.ts";
import { invigilatorPage, ownRoom } from "#app/features/trainers/exams/exam-pages.server.ts";
import { PhaseTag, WhenAndWhere } from "#app/features/trainers/exams/exam-sitting-parts.tsx";
import { invigilate } from "#app/features/trainers/exams/invigilate.server.ts";
import { CandidateCards, IncidentLog, TheRoom } from "#app/features/trainers/exams/invigilator-parts.tsx";
import { recordDay } from "#app/features/trainers/exams/record-day.server.ts";
import { RecordDayForm } from "#app/features/trainers/exams/record-day-form.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.room.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "invigilate:exams");
  return found(await invigilatorPage(actor, args.params["roomId"]!));
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "invigilate:exams");
  const sittingId = args.params["roomId"]!;
  found(await ownRoom(actor, sittingId));
  const form = await readForm(args.request, InvigilateForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "record") {
    const { intent: _intent, reason, ...fields } = form.value;
    const recorded = found(await recordDay(actor, sittingId, reason, fields));
    if ("error" in recorded) return badForm({ values: form.values, errors: [recorded.error] });
    if (!recorded.ok) return refused(recorded.reason, form.values);
    return redirectWithNotice(paths.invigilate(sittingId), "exam-room-record");
  }
  const done = found(await invigilate(actor, sittingId, form.value));
  if (!done.ok && done.reason.key === "exam.staleBooklet")
    return badForm(problemAt(form.values, "edition", "stale-booklet", done.reason.params));
  if (!done.ok && done.reason.key === "exam.incidentHour")
    return badForm(problemAt(form.values, "hour", "hour-of-day"));
  if (!done.ok) return refused(done.reason, form.values);
  return redirectWithNotice(paths.invigilate(sittingId), `exam-room-${form.value.intent}`);
}

export default function Invigilate() {
  const { sheet, code, today, recordable } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, dateTime } = useWords();
  const { phase, scripts, incidents } = sheet;
  const going = phase === "planned" || phase === "open";
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={t("exams.room.title")}
        title={t("exams.sitting.on", { day: date(sheet.day), hour: sheet.startsAt })}
        lead={<PhaseTag phase={phase} />}
      />
      {form.summary}
      <TheRoom
        phase={phase}
        onPaper={sheet.onPaper}
        code={code}
        day={sheet.day}
        today={today}
        recording={recordable && <RecordDayForm scripts={scripts} form={form} />}
      />
      {sheet.recorded && (
        <Alert tone="info" title={t("exams.room.recorded")}>
          {t("exams.room.recordedAt", { at: dateTime(sheet.recorded.at), reason: sheet.recorded.reason })}
        </Alert>
      )}
      {!recordable && (
        <CandidateCards
          scripts={scripts}
          phase={phase}
          onPaper={sheet.onPaper}
          asksEdition={sheet.asksEdition}
          itsDay={today === sheet.day}
          form={form}
        />
      )}
      <IncidentLog
        incidents={incidents}
        scripts={scripts}
        open={going || phase === "closed"}
        afterwards={today > sheet.day}
        form={form}
      />
      <Disclosure summary={t("exams.room.details")}>
        <WhenAndWhere {...sheet} />
      </Disclosure>
    </div>
  );
}
