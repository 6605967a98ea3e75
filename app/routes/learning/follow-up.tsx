import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FOLLOW_UPS, GOAL_STATES, goalKey } from "#app/features/cohorts/follow-up.ts";
import { FollowUpForm, goalsIn, noteField, stateField } from "#app/features/cohorts/follow-up-forms.ts";
import { answerFollowUp, goalsOf, myFollowUps } from "#app/features/cohorts/follow-ups.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { courseTitle, unitTitle } from "#app/features/learning/titles.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.followUp.title") } satisfies PageHandle;

async function findHere(actor: Actor, params: LoaderFunctionArgs["params"]) {
  const course = found(await myEnrolment(actor, params["enrolmentId"] ?? ""));
  const months = found(FOLLOW_UPS.find((each) => String(each) === params["months"]) ?? null);
  return { course, months, goals: await goalsOf(course) };
}

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { course, months, goals } = await findHere(actor, args.params);
  const { outline } = course.version;
  const { locale } = args.context.words;
  const followUp = (await myFollowUps(course)).find((each) => each.months === months)!;
  return {
    enrolmentId: course.id,
    course: courseTitle(outline, locale),
    followUp,
    goals: goals.map(({ moduleId, unitId, goal }) => ({
      key: goalKey({ moduleId, unitId }),
      title: unitTitle(outline, moduleId, unitId, locale),
      goal: goal!.goal,
      indicator: goal!.indicator,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { course, months, goals } = await findHere(actor, args.params);
  const form = await readForm(args.request, FollowUpForm);
  if (!form.ok) return badForm(form.problem);
  const { answers, errors } = goalsIn(form.value, goals);
  if (errors.length > 0) return badForm({ values: form.values, errors });
  const outcome = await answerFollowUp(actor, course, months, answers, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.followUp(course.id, months), "followed-up");
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function FollowUp() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  const { enrolmentId, course, followUp, goals } = page;
  const confirmation = followUp.answer?.confirmation ?? null;
  return (
    <div className="narrow">
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("cohorts.followUp.title") },
        ]}
      />
      <PageHeader
        title={t("cohorts.followUp.after", { count: followUp.months })}
        lead={t("cohorts.followUp.lead")}
      />
      {form.summary}
      {followUp.phase !== "open" && (
        <Alert>{t(`cohorts.followUp.is-${followUp.phase}`, { day: date(followUp.dueOn) })}</Alert>
      )}
      {confirmation && (
        <Alert tone={confirmation === "confirmed" ? "good" : "warn"}>
          {t(`cohorts.followUp.was-${confirmation}`, { name: followUp.answer!.supervisorName })}
          {followUp.answer!.comment && (
            <>
              <br />
              <DirText>{followUp.answer!.comment}</DirText>
            </>
          )}
        </Alert>
      )}
      {goals.length === 0 ? (
        <EmptyState title={t("cohorts.followUp.noGoals")}>{t("cohorts.followUp.noGoalsText")}</EmptyState>
      ) : (
        <GoalFields page={page} form={form} open={followUp.phase === "open" && !confirmation} />
      )}
    </div>
  );
}

function GoalFields({ page, form, open }: { page: PageData; form: FormHelp; open: boolean }) {
  const { t } = useWords();
  const { followUp, goals, enrolmentId } = page;
  const { answer } = followUp;
  return (
    <Form>
      {goals.map(({ key, title, goal, indicator }, index) => {
        const [state, note] = [stateField(index + 1), noteField(index + 1)];
        return (
          <Sheet key={key} eyebrow={<Titled of={title} />} title={<DirText>{goal}</DirText>}>
            <div className="stack">
              <p className="soft">
                {t("cohorts.followUp.indicator")} <DirText>{indicator}</DirText>
              </p>
              <RadioGroup
                name={state}
                legend={t("cohorts.followUp.state")}
                disabled={!open}
                value={form.value(state, answer?.goals[key]?.state) || undefined}
                error={form.error(state)}
                choices={GOAL_STATES.map((each) => ({
                  value: each,
                  label: t(`cohorts.followUp.goal-${each}`),
                }))}
              />
              <TextArea
                name={note}
                dir="auto"
                rows={2}
                disabled={!open}
                label={t("cohorts.followUp.note")}
                optional={t("common.form.optional")}
                defaultValue={form.value(note, answer?.goals[key]?.note)}
                error={form.error(note)}
              />
            </div>
          </Sheet>
        );
      })}
      <Sheet title={t("cohorts.followUp.supervisor")}>
        <div className="stack">
          <p>{t("cohorts.followUp.supervisorText")}</p>
          <TextInput
            name="supervisorName"
            dir="auto"
            disabled={!open}
            label={t("cohorts.followUp.supervisorName")}
            optional={t("common.form.optional")}
            defaultValue={form.value("supervisorName", answer?.supervisorName)}
            error={form.error("supervisorName")}
          />
          <TextInput
            name="supervisorEmail"
            type="email"
            disabled={!open}
            label={t("cohorts.followUp.supervisorEmail")}
            optional={t("common.form.optional")}
            defaultValue={form.value("supervisorEmail", answer?.supervisorEmail)}
            error={form.error("supervisorEmail")}
          />
        </div>
      </Sheet>
      <Actions>
        {open && <Button>{t("cohorts.followUp.send")}</Button>}
        <ButtonLink href={paths.myCourse(enrolmentId)} tone="quiet">
          {t("common.action.back")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}
