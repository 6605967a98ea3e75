import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import enhancement from "#app/features/cohorts/attendance.client.ts?worker&url";
import offlinePage from "#app/features/learning/offline.client.ts?worker&url";
import { AttendanceForm } from "#app/features/cohorts/attendance-forms.ts";
import { AttendanceRows } from "#app/features/cohorts/attendance-rows.tsx";
import { attendanceSheet } from "#app/features/cohorts/attendance-sheet.server.ts";
import { takeAttendance, verifyHalfDay } from "#app/features/cohorts/take-attendance.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("cohorts.sheet.title"),
  scripts: [enhancement, offlinePage],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const { cohortId = "", halfDayId = "" } = args.params;
  const sheet = found(await attendanceSheet(actor, cohortId, halfDayId));
  return { ...sheet, halfDayId, personId: actor.personId };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const address = { cohortId: args.params["cohortId"]!, halfDayId: args.params["halfDayId"]! };
  const sheet = found(await attendanceSheet(actor, address.cohortId, address.halfDayId));
  const form = await readForm(args.request, AttendanceForm);
  if (!form.ok) return badForm(form.problem);
  const { entries, reason, intent } = form.value;
  const day = today(sheet.cohort.timeZone);
  const taken = await takeAttendance(actor, address, entries, reason, day);
  if (!taken.ok) return refused(taken.reason, form.values);
  if (intent === "save")
    return redirectWithNotice(paths.attendance(address.cohortId, address.halfDayId), "attendance-saved", {
      count: taken.value.changed,
    });
  const verified = await verifyHalfDay(actor, address);
  if (!verified.ok) return refused(verified.reason, form.values);
  return redirectWithNotice(paths.calendar(address.cohortId), "half-day-verified");
}

export default function AttendanceSheet() {
  const {
    cohort,
    halfDayId,
    personId,
    date: day,
    part,
    title,
    verifiedAt,
    rows,
    changes,
    pages,
  } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, dateTime } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.calendar(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.calendar.dayPart", { day: date(day), part: t(`cohorts.part.${part}`) })}
        lead={title}
      />
      {form.summary}
      {verifiedAt !== null && (
        <Alert tone="good">{t("cohorts.sheet.verified", { at: dateTime(verifiedAt) })}</Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t("cohorts.table.none")}>{t("cohorts.table.noneText")}</EmptyState>
      ) : (
        <form
          method="post"
          className="form"
          data-marks={paths.saveMarks(cohort.id, halfDayId)}
          data-person={personId}
          data-open={verifiedAt === null && !cohort.closed ? "yes" : ""}
          data-waiting={t("cohorts.sheet.waiting")}
          data-sending={t("cohorts.sheet.sending")}
          data-kept={t("cohorts.sheet.kept")}
          data-sign-in={t("cohorts.sheet.signIn")}
          data-sign-in-link={t("common.nav.signIn")}
        >
          <AttendanceRows rows={rows} form={form} locked={cohort.closed} presumed={verifiedAt === null} />
          {verifiedAt !== null && !cohort.closed && (
            <TextInput
              name="reason"
              label={t("cohorts.sheet.reason")}
              hint={t("cohorts.sheet.reasonHint")}
              defaultValue={form.value("reason")}
            />
          )}
          <p className="saved" role="status" data-line="" />
          {!cohort.closed && (
            <div className="actions">
              <Button name="intent" value="save">
                {t("cohorts.sheet.save")}
              </Button>
              {verifiedAt === null && (
                <Button name="intent" value="verify" tone="quiet" icon="lock">
                  {t("cohorts.sheet.verify")}
                </Button>
              )}
              <ButtonLink href={paths.printSheet(cohort.id, halfDayId)} tone="quiet" icon="print">
                {t("cohorts.print.title")}
              </ButtonLink>
              <ButtonLink href={paths.meetingMarks(cohort.id, halfDayId)} tone="quiet">
                {t("cohorts.meeting.title")}
              </ButtonLink>
              <ButtonLink href={paths.signedSheet(cohort.id, halfDayId)} tone="quiet">
                {t("cohorts.files.signed-sheet.title")}
              </ButtonLink>
              <ButtonLink href={paths.calendar(cohort.id)} tone="quiet">
                {t("common.action.back")}
              </ButtonLink>
            </div>
          )}
        </form>
      )}
      {pages > 0 && (
        <p>
          <a href={paths.signedSheet(cohort.id, halfDayId)}>{t("cohorts.files.signed-sheet.title")}</a>
          {": "}
          {t("cohorts.files.kept", { count: pages })}
        </p>
      )}
      {changes.length > 0 && (
        <Sheet title={t("cohorts.sheet.changes")}>
          <ul>
            {changes.map(({ name, from, to, reason, at }) => (
              <li key={`${at} ${name}`}>
                <DirText>{name}</DirText>
                {": "}
                {t("cohorts.sheet.change", {
                  from: t(`cohorts.mark.${from ?? "none"}`),
                  to: t(`cohorts.mark.${to}`),
                  reason,
                  at: dateTime(at),
                })}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
