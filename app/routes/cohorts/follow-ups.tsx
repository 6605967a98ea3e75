import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { FOLLOW_UPS, GOAL_STATES } from "#app/features/cohorts/follow-up.ts";
import { AskForm } from "#app/features/cohorts/follow-up-forms.ts";
import {
  askForFollowUp,
  cohortFollowUps,
  type CohortFollowUp,
} from "#app/features/cohorts/follow-ups.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.followUp.results") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  return { cohort: { id: cohort.id, name: cohort.name }, followUps: await cohortFollowUps(cohort) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, AskForm);
  if (!form.ok) return badForm(form.problem);
  const months = found(FOLLOW_UPS.find((each) => each === form.value.months) ?? null);
  const outcome = await askForFollowUp(actor, cohort, months);
  if (!outcome.ok) return refused(outcome.reason);
  return redirectWithNotice(paths.followUps(cohort.id), "cohort-written-to", { count: outcome.value });
}

export default function FollowUps() {
  const { cohort, followUps } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.followUp.results")}
        lead={t("cohorts.followUp.resultsLead")}
      />
      {form.summary}
      {followUps.map((followUp) => (
        <Wave key={followUp.months} followUp={followUp} cohortId={cohort.id} />
      ))}
    </>
  );
}

function Wave({ followUp, cohortId }: { followUp: CohortFollowUp; cohortId: string }) {
  const { t, date, number, list } = useWords();
  const { months, phase, asked, answered, confirmed, goals, people } = followUp;
  const ofAll = (count: number, all: number) =>
    t("cohorts.table.of", { done: number(count), all: number(all) });
  return (
    <Sheet
      title={t("cohorts.followUp.after", { count: months })}
      aside={<Tag tone={phase === "open" ? "good" : "quiet"}>{t(`cohorts.followUp.phase-${phase}`)}</Tag>}
    >
      <div className="stack">
        <FactList
          facts={[
            { term: t("cohorts.followUp.dueOn"), value: date(followUp.dueOn) },
            { term: t("cohorts.followUp.answered"), value: ofAll(answered, asked) },
            { term: t("cohorts.followUp.confirmed"), value: ofAll(confirmed, answered) },
            {
              term: t("cohorts.followUp.goals"),
              value: list(
                GOAL_STATES.map((state) =>
                  t("cohorts.figures.counted", {
                    name: t(`cohorts.followUp.goal-${state}`),
                    count: number(goals[state]),
                  }),
                ),
              ),
            },
          ]}
        />
        {phase !== "to-come" && (
          <DataTable
            caption={t("cohorts.followUp.people")}
            hideCaption
            rows={people}
            rowKey={({ enrolmentId }) => enrolmentId}
            columns={[
              {
                key: "name",
                header: t("cohorts.table.name"),
                rowHeader: true,
                cell: ({ enrolmentId, name }) => (
                  <a href={paths.participant(cohortId, enrolmentId)}>
                    <DirText>{name}</DirText>
                  </a>
                ),
              },
              {
                key: "answered",
                header: t("cohorts.followUp.answered"),
                cell: (person) => t(person.answered ? "admission.answer.yes" : "admission.answer.no"),
              },
              {
                key: "confirmed",
                header: t("cohorts.followUp.confirmed"),
                cell: ({ confirmation }) =>
                  confirmation ? t(`cohorts.followUp.short-${confirmation}`) : "–",
              },
            ]}
          />
        )}
        {phase === "open" && answered < asked && (
          <form method="post">
            <Button name="months" value={String(months)} tone="quiet">
              {t("cohorts.followUp.ask", { count: asked - answered })}
            </Button>
          </form>
        )}
      </div>
    </Sheet>
  );
}
