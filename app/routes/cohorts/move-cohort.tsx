import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { cancelCohort, previewCancelled } from "#app/features/admission/cancel-cohort.server.ts";
import { isArchived, cohortPhase } from "#app/features/cohorts/cohort-phase.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import type { HolidayWarning } from "#app/features/cohorts/holidays.ts";
import { MoveForm } from "#app/features/cohorts/move-forms.ts";
import type { LetterPreview } from "#app/features/cohorts/letter-preview.ts";
import { LetterPreviews } from "#app/features/cohorts/letter-preview.tsx";
import { postponeCohort, previewPostponed, repeatCohort } from "#app/features/cohorts/move-cohort.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { licensedToHost } from "#app/features/licences/may-host.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.move.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const { halfDays, ...cohort } = found(await findRunCohort(actor, args.params["cohortId"]!));
  const { id, name, startDate, endDate } = cohort;
  const phase = cohortPhase(cohort, today(cohort.timeZone));
  return { cohort: { id, name, startDate, endDate, phase, halfDays: halfDays.length } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, MoveForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "repeat") {
    const repeated = await repeatCohort(actor, cohort, form.value, licensedToHost);
    if (!repeated.ok) return refused(repeated.reason, form.values);
    return redirectWithNotice(paths.cohort(repeated.value.cohortId), "cohort-repeated");
  }
  const shown = (letters: LetterPreview[], holidays: HolidayWarning[] = []) => ({
    previews: { letters, holidays },
    problem: { values: form.values, errors: [] },
    refusal: null,
  });
  if ("reason" in form.value) {
    const { intent, reason } = form.value;
    if (intent === "preview-cancel") return shown(await previewCancelled(cohort, reason));
    const cancelled = await cancelCohort(actor, cohort, reason);
    if (!cancelled.ok) return refused(cancelled.reason, form.values);
    return redirectWithNotice(paths.cohort(cohort.id), "cohort-cancelled", { count: cancelled.value });
  }
  if (form.value.intent === "preview-postpone") {
    const previews = await previewPostponed(cohort, form.value, licensedToHost);
    if (!previews.ok) return refused(previews.reason, form.values);
    return shown(previews.value.letters, previews.value.holidays);
  }
  const postponed = await postponeCohort(actor, cohort, form.value, licensedToHost);
  if (!postponed.ok) return refused(postponed.reason, form.values);
  return redirectWithNotice(paths.cohort(cohort.id), "cohort-postponed", { count: postponed.value });
}

export default function MoveCohort() {
  const { cohort } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t, date } = useWords();
  const sent = form.value("intent", "postpone").replace("preview-", "");
  const previews = answer && "previews" in answer ? answer.previews : null;
  const stands = (intent: "repeat" | "postpone", field: string, stored: string) =>
    sent === intent ? form.value(field, stored) : stored;
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.move.title")}
        lead={t("cohorts.list.fromTo", { from: date(cohort.startDate), to: date(cohort.endDate) })}
      />
      {form.summary}
      {!isArchived(cohort.phase) && (
        <Sheet title={t("cohorts.move.postpone")}>
          <p>{t("cohorts.move.postponeText", { count: cohort.halfDays })}</p>
          <Form>
            <TextInput
              name="startDate"
              type="date"
              span="medium"
              label={t("cohorts.move.begins")}
              defaultValue={stands("postpone", "startDate", cohort.startDate)}
              error={sent === "postpone" ? form.error("startDate") : undefined}
            />
            <TextArea
              name="note"
              dir="auto"
              rows={3}
              label={t("cohorts.move.note")}
              optional={t("common.form.optional")}
              defaultValue={form.value("note")}
            />
            {previews && sent === "postpone" && (
              <>
                <HolidayAlert warnings={previews.holidays} />
                <LetterPreviews previews={previews.letters} />
              </>
            )}
            <Actions>
              <Button name="intent" value="preview-postpone" tone="quiet">
                {t("cohorts.behind.preview")}
              </Button>
              <Button name="intent" value="postpone">
                {t("cohorts.move.postponeAct")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
      )}
      <Sheet title={t("cohorts.move.repeat")}>
        <p>{t("cohorts.move.repeatText", { count: cohort.halfDays })}</p>
        <Form>
          <TextInput
            id="repeat-name"
            name="name"
            dir="auto"
            label={t("cohorts.form.name")}
            defaultValue={form.value("name", cohort.name)}
            error={form.error("name")}
          />
          <TextInput
            id="repeat-start"
            name="startDate"
            type="date"
            span="medium"
            label={t("cohorts.move.begins")}
            defaultValue={stands("repeat", "startDate", cohort.startDate)}
            error={sent === "repeat" ? form.error("startDate") : undefined}
          />
          <Actions>
            <Button name="intent" value="repeat" tone="quiet">
              {t("cohorts.move.repeatAct")}
            </Button>
            <ButtonLink href={paths.cohort(cohort.id)} tone="quiet">
              {t("common.action.back")}
            </ButtonLink>
          </Actions>
        </Form>
      </Sheet>
      {(cohort.phase === "planned" || cohort.phase === "running") && (
        <Sheet title={t("cohorts.cancel.title")}>
          <p>{t("cohorts.cancel.consequence")}</p>
          <Form>
            <TextArea
              name="reason"
              dir="auto"
              rows={3}
              label={t("cohorts.cancel.reason")}
              hint={t("cohorts.cancel.reasonHint")}
              defaultValue={form.value("reason")}
              error={form.error("reason")}
            />
            {previews && sent === "cancel" && <LetterPreviews previews={previews.letters} />}
            <Actions>
              <Button name="intent" value="preview-cancel" tone="quiet">
                {t("cohorts.behind.preview")}
              </Button>
              <Button name="intent" value="cancel" tone="danger">
                {t("cohorts.cancel.act")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
      )}
    </>
  );
}
