import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MeetingForm } from "#app/features/cohorts/meeting-forms.ts";
import {
  findMeeting,
  lookAtMeeting,
  previewAssigned,
  takeMeetingMarks,
  type MeetingPreview,
} from "#app/features/cohorts/meeting-marks.server.ts";
import { ChooseReport, ConfirmMarks } from "#app/features/cohorts/meeting-steps.tsx";
import { SessionWhen } from "#app/features/cohorts/session-parts.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Refusal } from "#app/lib/result.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.meeting.title") } satisfies PageHandle;

/** From the participant list of an online meeting to marks: looked at first, then taken over. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const { cohortId = "", halfDayId = "" } = args.params;
  const { cohort, session, verified } = found(await findMeeting(actor, cohortId, halfDayId));
  return { cohort, session, verified };
}

type Look = { preview: MeetingPreview; again: boolean; reason: string; refusal: Refusal | null };
const look = (preview: MeetingPreview, reason = "", refusal: Refusal | null = null): Look => ({
  preview,
  again: false,
  reason,
  refusal,
});

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const { cohortId = "", halfDayId = "" } = args.params;
  const meeting = found(await findMeeting(actor, cohortId, halfDayId));
  const form = await readForm(args.request, MeetingForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "look") {
    const bytes = new Uint8Array(await form.value.file.arrayBuffer());
    const looked = lookAtMeeting(meeting, bytes, form.value.timeZone);
    return looked.ok ? look(looked.value) : refused(looked.reason, form.values);
  }
  if (!meeting.session.startsAt) return refused({ key: "meeting.no-hour" });
  const { reason } = form.value;
  if (form.value.intent === "again") return look(previewAssigned(meeting, form.value), reason);
  const outcome = await takeMeetingMarks(actor, meeting, form.value, today(meeting.cohort.timeZone));
  if (!outcome.ok) return look(previewAssigned(meeting, form.value), reason, outcome.reason);
  if (outcome.value.kind === "look-again") return { ...look(outcome.value.preview, reason), again: true };
  const { changed, clashes } = outcome.value.taken;
  return redirectWithNotice(
    paths.attendance(cohortId, halfDayId),
    clashes.length > 0 ? "meeting-clashes" : "attendance-saved",
    { count: clashes.length > 0 ? clashes.length : changed },
  );
}

export default function MeetingMarks() {
  const { cohort, session, verified } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const step = answer && "preview" in answer ? answer : null;
  const form = useForm(step ? undefined : (answer as FormAnswer));
  const { t, refusal } = useWords();
  const here = paths.meetingMarks(cohort.id, session.id);
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.attendance(cohort.id, session.id)}>
            <DirText>{cohort.name}</DirText>
          </a>
        }
        title={t("cohorts.meeting.title")}
        lead={<SessionWhen session={session} timeZone={cohort.timeZone} />}
      />
      {form.summary}
      {step?.refusal && (
        <div role="alert">
          <Alert tone="danger">{refusal(step.refusal)}</Alert>
        </div>
      )}
      {cohort.closed && <Alert>{t("cohorts.session.closed")}</Alert>}
      {!cohort.closed && !session.startsAt && (
        <Alert tone="warn">
          {t("cohorts.meeting.noHour")}{" "}
          <a href={paths.session(cohort.id, session.id)}>{t("cohorts.meeting.setHour")}</a>
        </Alert>
      )}
      {!cohort.closed &&
        session.startsAt &&
        (step ? (
          <ConfirmMarks {...step} verified={verified} here={here} />
        ) : (
          <ChooseReport timeZone={cohort.timeZone} form={form} />
        ))}
    </>
  );
}
