import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CalendarForm } from "#app/features/cohorts/attendance-forms.ts";
import { PARTS } from "#app/features/cohorts/calendar.ts";
import { electiveDemand } from "#app/features/cohorts/elective-demand.server.ts";
import { ElectiveDemandTable } from "#app/features/cohorts/elective-demand.tsx";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import { holidaysOfCohort } from "#app/features/cohorts/holidays.server.ts";
import { ClashTags, Room, SessionWhen, TrainerList } from "#app/features/cohorts/session-parts.tsx";
import { ReplaceTrainer } from "#app/features/cohorts/replace-trainer-form.tsx";
import { replaceTrainer } from "#app/features/cohorts/replace-trainer.server.ts";
import { clashesAmong, sessionsOf, trainersToAssign } from "#app/features/cohorts/sessions.server.ts";
import { planHalfDays, removeHalfDay } from "#app/features/cohorts/plan-calendar.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { agendaCapacity } from "#app/features/trainers/candidacies/agenda-capacity.server.ts";
import { byFinding, LeadAlert } from "#app/features/trainers/certifications/lead-parts.tsx";
import { leadFindingsOf, mayStandOn } from "#app/features/trainers/certifications/may-lead.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.calendar.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const { id, name, startDate, endDate, timeZone, closed, version } = found(
    await findRunCohort(actor, args.params["cohortId"]!),
  );
  const halfDays = await sessionsOf(id);
  const clashes = await clashesAmong(halfDays, { name, timeZone });
  const leads = await leadFindingsOf(
    id,
    halfDays.filter(({ verified }) => !verified),
  );
  const demand = await electiveDemand(id, version.outline, args.context.words.locale);
  const words = args.context.words;
  const dates = [
    ...halfDays.map(({ date, title }) => ({ date, what: title })),
    ...(closed ? [] : [{ date: endDate, what: words.t("cohorts.holidays.courseEnds") }]),
  ];
  return {
    holidays: await holidaysOfCohort(id, dates),
    cohort: { id, name, startDate, endDate, timeZone, closed },
    halfDays: halfDays.map((each) => ({ ...each, clashes: clashes.get(each.id) ?? [] })),
    leads: byFinding(halfDays.map((each) => ({ date: each.date, findings: leads.get(each.id) ?? [] }))),
    capacity: await agendaCapacity(
      id,
      halfDays.map(({ modules, contactMinutes }) => ({ modules, minutes: contactMinutes })),
    ),
    demand,
    trainers: closed ? [] : await trainersToAssign(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, CalendarForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "remove") {
    const outcome = await removeHalfDay(actor, cohort.id, form.value.halfDayId);
    if (!outcome.ok) return refused(outcome.reason);
    return redirectWithNotice(paths.calendar(cohort.id), "half-day-removed");
  }
  if (form.value.intent === "replace") {
    const replaced = await replaceTrainer(actor, cohort.id, form.value, mayStandOn);
    if (!replaced.ok) return refused(replaced.reason, form.values);
    return redirectWithNotice(paths.calendar(cohort.id), "trainer-replaced", { count: replaced.value });
  }
  const outcome = await planHalfDays(actor, cohort.id, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.calendar(cohort.id), "half-days-planned", { count: outcome.value });
}

export default function Calendar() {
  const { cohort, halfDays, leads, capacity, demand, trainers } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, number } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.calendar.title")}
        lead={t("cohorts.calendar.lead", { zone: cohort.timeZone })}
      />
      {form.summary}
      <LeadAlert findings={leads} />
      {capacity && (
        <p className="soft">
          {t("trainers.lead.carries", { count: capacity.carries })}{" "}
          {t("trainers.lead.seated", { count: capacity.seated })}
        </p>
      )}
      <HolidayAlert warnings={useLoaderData<typeof loader>().holidays} />
      <DataTable
        caption={t("cohorts.calendar.title")}
        hideCaption
        rows={halfDays}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "date",
            header: t("cohorts.calendar.halfDay"),
            rowHeader: true,
            cell: (halfDay) => (
              <a href={paths.attendance(cohort.id, halfDay.id)}>
                <SessionWhen session={halfDay} timeZone={cohort.timeZone} />
              </a>
            ),
          },
          {
            key: "title",
            header: t("cohorts.calendar.topic"),
            cell: ({ title, room, clashes }) => (
              <div>
                {title ? <DirText>{title}</DirText> : "–"}
                {room && (
                  <>
                    <br />
                    <small className="soft">
                      <Room room={room} />
                    </small>
                  </>
                )}{" "}
                <ClashTags clashes={clashes} />
              </div>
            ),
          },
          {
            key: "trainers",
            header: t("cohorts.session.trainers"),
            cell: ({ trainers }) => <TrainerList trainers={trainers} />,
          },
          {
            key: "minutes",
            header: t("cohorts.calendar.minutes"),
            numeric: true,
            cell: ({ contactMinutes }) => number(contactMinutes),
          },
          {
            key: "state",
            header: t("cohorts.calendar.state"),
            cell: ({ verified }) => (
              <Tag tone={verified ? "good" : "quiet"}>
                {t(verified ? "cohorts.calendar.verified" : "cohorts.calendar.open")}
              </Tag>
            ),
          },
          {
            key: "remove",
            header: t("cohorts.calendar.remove"),
            hideHeader: true,
            cell: ({ id, verified }) => (
              <div className="actions">
                <a href={paths.handouts(cohort.id, id)}>{t("cohorts.files.handouts")}</a>
                {!cohort.closed && (
                  <>
                    <a href={paths.session(cohort.id, id)}>{t("common.action.edit")}</a>
                    {!verified && (
                      <form method="post">
                        <input type="hidden" name="intent" value="remove" />
                        <input type="hidden" name="halfDayId" value={id} />
                        <Button tone="quiet" size="small">
                          {t("cohorts.calendar.remove")}
                        </Button>
                      </form>
                    )}
                  </>
                )}
              </div>
            ),
          },
        ]}
        empty={<EmptyState title={t("cohorts.calendar.none")}>{t("cohorts.calendar.noneText")}</EmptyState>}
      />
      <p>
        <a href="/sheets">{t("cohorts.print.find")}</a>
      </p>
      {demand && <ElectiveDemandTable demand={demand} />}
      {!cohort.closed && <ReplaceTrainer halfDays={halfDays} trainers={trainers} form={form} />}
      {!cohort.closed && (
        <Sheet title={t("cohorts.calendar.plan")}>
          <Form>
            <input type="hidden" name="intent" value="plan" />
            <div className="field-row">
              <TextInput
                type="date"
                name="first"
                label={t("cohorts.calendar.first")}
                defaultValue={form.value("first", cohort.startDate)}
                error={form.error("first")}
              />
              <TextInput
                type="date"
                name="last"
                label={t("cohorts.calendar.last")}
                defaultValue={form.value("last", cohort.endDate)}
                error={form.error("last")}
              />
            </div>
            <CheckboxGroup
              id="without"
              name="without[]"
              legend={t("cohorts.calendar.without")}
              choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                value: String(day),
                label: t(`cohorts.weekday.${day as 1}`),
              }))}
              values={form.values("without", ["6", "7"])}
            />
            <CheckboxGroup
              id="parts"
              name="parts[]"
              legend={t("cohorts.calendar.parts")}
              choices={PARTS.map((part) => ({ value: part, label: t(`cohorts.part.${part}`) }))}
              values={form.values("parts", [...PARTS])}
              error={form.error("parts")}
            />
            <TextInput
              name="title"
              label={t("cohorts.calendar.topic")}
              optional={t("common.form.optional")}
              defaultValue={form.value("title")}
            />
            <TextInput
              name="contactMinutes"
              type="number"
              span="short"
              label={t("cohorts.calendar.minutes")}
              defaultValue={form.value("contactMinutes", "180")}
              error={form.error("contactMinutes")}
            />
            <div className="field-row">
              <TextInput
                name="amStarts"
                type="time"
                label={t("cohorts.calendar.amStarts")}
                defaultValue={form.value("amStarts", "08:30")}
                error={form.error("amStarts")}
              />
              <TextInput
                name="pmStarts"
                type="time"
                label={t("cohorts.calendar.pmStarts")}
                defaultValue={form.value("pmStarts", "13:30")}
                error={form.error("pmStarts")}
              />
            </div>
            <TextInput
              name="room"
              dir="auto"
              label={t("cohorts.session.room")}
              hint={t("cohorts.session.roomHint")}
              optional={t("common.form.optional")}
              defaultValue={form.value("room")}
            />
            <div className="actions">
              <Button>{t("cohorts.calendar.add")}</Button>
              <ButtonLink tone="quiet" href={paths.cohort(cohort.id)}>
                {t("common.action.back")}
              </ButtonLink>
            </div>
          </Form>
        </Sheet>
      )}
    </>
  );
}
