import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { AttendanceForm } from "#app/features/cohorts/attendance-forms.ts";
import { attendanceSheet } from "#app/features/cohorts/attendance-sheet.server.ts";
import { takeAttendance } from "#app/features/cohorts/take-attendance.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { jsonAnswer, readForm } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";

/** Somebody who had to sign in again comes back to the sheet. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(
    paths.attendance(
      encodeURIComponent(params["cohortId"] ?? ""),
      encodeURIComponent(params["halfDayId"] ?? ""),
    ),
  );

/** Marks as they are given, from the page's enhancement; a mark somebody else gave meanwhile is told, not overwritten. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const address = { cohortId: args.params["cohortId"]!, halfDayId: args.params["halfDayId"]! };
  const sheet = found(await attendanceSheet(actor, address.cohortId, address.halfDayId));
  const form = await readForm(args.request, AttendanceForm);
  const { t, time, refusal } = args.context.words;
  if (!form.ok) return jsonAnswer({ saved: false, said: t("cohorts.sheet.unreadable") }, 400);
  const { entries, reason } = form.value;
  const taken = await takeAttendance(actor, address, entries, reason, today(sheet.cohort.timeZone));
  if (!taken.ok) return jsonAnswer({ saved: false, said: refusal(taken.reason) }, 409);
  return jsonAnswer({
    saved: true,
    said: t("cohorts.sheet.savedAt", { time: time(now()) }),
    clashes: taken.value.clashes.map(({ who, stands, given }) => ({
      who,
      stands,
      said: t("cohorts.sheet.clash", {
        stands: t(`cohorts.mark.${stands}`),
        given: t(`cohorts.mark.${given}`),
      }),
    })),
  });
}
