import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { modulesInOrder } from "#app/features/catalogue/course-outline.ts";
import { SessionForm, trainerField } from "#app/features/cohorts/attendance-forms.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import { holidaysOfCohort, restDayIn } from "#app/features/cohorts/holidays.server.ts";
import { IncidentForm } from "#app/features/cohorts/incident-forms.ts";
import { IncidentSheet } from "#app/features/cohorts/incident-parts.tsx";
import { incidentNotes, noteIncident } from "#app/features/cohorts/incidents.server.ts";
import { ClashTags } from "#app/features/cohorts/session-parts.tsx";
import {
  clashesAmong,
  findSession,
  planSession,
  trainersToAssign,
} from "#app/features/cohorts/sessions.server.ts";
import { TRAINER_ROLES } from "#app/features/cohorts/session.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { moduleTitle } from "#app/features/learning/titles.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { byFinding, LeadAlert } from "#app/features/trainers/certifications/lead-parts.tsx";
import { leadFindingsOf, mayStandOn } from "#app/features/trainers/certifications/may-lead.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.session.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const session = found(await findSession(cohort.id, args.params["halfDayId"]!));
  const { outline } = cohort.version;
  const { locale } = args.context.words;
  const clashes = await clashesAmong([session], cohort);
  const leads = await leadFindingsOf(cohort.id, [session]);
  return {
    cohort: { id: cohort.id, name: cohort.name, timeZone: cohort.timeZone, closed: cohort.closed },
    session,
    clashes: clashes.get(session.id) ?? [],
    leads: byFinding([{ date: session.date, findings: leads.get(session.id) ?? [] }]),
    holidays: await holidaysOfCohort(cohort.id, [{ date: session.date, what: session.title }]),
    restDayIn: await restDayIn(cohort, session.date),
    modules: modulesInOrder(outline).map(({ id }) => ({ id, title: moduleTitle(outline, id, locale) })),
    trainers: await trainersToAssign(),
    notes: await incidentNotes(session.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const session = found(await findSession(cohort.id, args.params["halfDayId"]!));
  const form = await readForm(args.request, z.union([IncidentForm, SessionForm]));
  if (!form.ok) return badForm(form.problem);
  if ("intent" in form.value) {
    const noted = await noteIncident(actor, { cohortId: cohort.id, halfDayId: session.id }, form.value);
    if (!noted.ok) return refused(noted.reason, form.values);
    return redirectWithNotice(paths.session(cohort.id, session.id), "incident-noted");
  }
  const outcome = await planSession(actor, cohort.id, session.id, form.value, mayStandOn);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.calendar(cohort.id), "session-planned");
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Session() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, country } = useWords();
  const { cohort, session, clashes } = page;
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.calendar(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.calendar.dayPart", {
          day: date(session.date),
          part: t(`cohorts.part.${session.part}`),
        })}
        lead={t("cohorts.days.zone", { zone: cohort.timeZone })}
      />
      {form.summary}
      {clashes.length > 0 && (
        <Alert tone="warn">
          <ClashTags clashes={clashes} />
        </Alert>
      )}
      <LeadAlert findings={page.leads} />
      <HolidayAlert warnings={page.holidays} />
      {page.restDayIn && (
        <Alert tone="warn">{t("cohorts.holidays.weekend", { country: country(page.restDayIn) })}</Alert>
      )}
      {cohort.closed ? (
        <Alert>{t("cohorts.session.closed")}</Alert>
      ) : (
        <SessionFields page={page} form={form} />
      )}
      <IncidentSheet notes={page.notes} locked={cohort.closed} form={form} />
    </>
  );
}

function SessionFields({ page, form }: { page: PageData; form: FormHelp }) {
  const { t } = useWords();
  const { cohort, session, modules } = page;
  const text = (name: "title" | "startsAt" | "room") => ({
    name,
    defaultValue: form.value(name, session[name]),
    error: form.error(name),
  });
  const optional = t("common.form.optional");
  return (
    <Form>
      <TextInput label={t("cohorts.calendar.topic")} dir="auto" optional={optional} {...text("title")} />
      <div className="field-row">
        <TextInput
          type="time"
          label={t("cohorts.session.startsAt")}
          hint={t("cohorts.session.startsAtHint")}
          {...text("startsAt")}
        />
        <TextInput
          name="contactMinutes"
          type="number"
          label={t("cohorts.calendar.minutes")}
          defaultValue={form.value("contactMinutes", String(session.contactMinutes))}
          error={form.error("contactMinutes")}
        />
      </div>
      <TextInput
        label={t("cohorts.session.room")}
        hint={t("cohorts.session.roomHint")}
        dir="auto"
        optional={optional}
        {...text("room")}
      />
      <CheckboxGroup
        id="modules"
        name="modules[]"
        legend={t("cohorts.session.modules")}
        optional={optional}
        values={form.values("modules", session.modules)}
        choices={modules.map(({ id, title }) => ({ value: id, label: <Titled of={title} /> }))}
      />
      <TrainerFields page={page} form={form} />
      <Actions>
        <Button>{t("common.action.save")}</Button>
        <ButtonLink href={paths.calendar(cohort.id)} tone="quiet">
          {t("common.action.back")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

function TrainerFields({ page, form }: { page: PageData; form: FormHelp }) {
  const { t } = useWords();
  const { session, trainers } = page;
  const roleOf = (id: string) => session.trainers.find((each) => each.id === id)?.role ?? "";
  return (
    <fieldset className="stack">
      <legend className="large">{t("cohorts.session.trainers")}</legend>
      <p className="soft">
        {t(session.verified ? "cohorts.session.delivered" : "cohorts.session.trainersText")}
      </p>
      {trainers.map(({ id, name }) => (
        <Select
          key={id}
          name={trainerField(id)}
          label={<bdi>{name}</bdi>}
          span="medium"
          placeholder={t("cohorts.session.notThere")}
          options={TRAINER_ROLES.map((role) => ({ value: role, label: t(`cohorts.trainerRole.${role}`) }))}
          defaultValue={form.value(trainerField(id), roleOf(id))}
        />
      ))}
    </fieldset>
  );
}
