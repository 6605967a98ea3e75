import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { hasLapsed } from "#app/features/admission/application.ts";
import { ScoreForm, scoresIn } from "#app/features/admission/application-forms.ts";
import { findApplication, scoresOf } from "#app/features/admission/applications.server.ts";
import { questionViews } from "#app/features/admission/call-view.ts";
import { letterOf } from "#app/features/admission/letter.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { ApplicantFacts, ScoreFields, ScoresGiven } from "#app/features/admission/score-parts.tsx";
import { scoreApplication } from "#app/features/admission/score-application.server.ts";
import { gridResult } from "#app/features/admission/selection-grid.ts";
import { ApplicationStateTag } from "#app/features/admission/selection-tables.tsx";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, data: PageData | undefined) => data?.application.name ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:applications");
  const { cohort, call, application } = await findHere(actor, args.params);
  const open = ["received", "shortlisted", "waiting"].includes(application.state);
  const own = application.personId === actor.personId;
  const mayScore = open && !own && !cohort.closed && reachOf(actor.grants, "score:applications").length > 0;
  const scores = await scoresOf(actor, application.id, mayScore);
  return {
    cohort: { id: cohort.id, name: cohort.name },
    application,
    lapsed: hasLapsed(application, today(cohort.timeZone)),
    questions: questionViews(call.questions, args.context.words.locale),
    grid: call.grid,
    scores,
    result: gridResult(
      call.grid,
      scores.map((each) => each.scores),
    ),
    mayScore,
    letter:
      letterOf(application.state) && reachOf(actor.grants, "select:applicants").length > 0
        ? paths.applicantLetter(cohort.id, application.id)
        : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "score:applications");
  const { cohort, call, application } = await findHere(actor, args.params);
  const form = await readForm(args.request, ScoreForm);
  if (!form.ok) return badForm(form.problem);
  const { scores, errors } = scoresIn(form.value, call.grid.criteria);
  if (errors.length > 0) return badForm({ values: form.values, errors });
  const outcome = await scoreApplication(actor, cohort.id, application.id, scores, form.value.comment);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.applicationOf(cohort.id, application.id), "application-scored");
}

async function findHere(actor: Actor, params: ActionFunctionArgs["params"]) {
  const cohort = found(await findRunCohort(actor, params["cohortId"]!));
  const call = found(await callOf(cohort.id));
  return {
    cohort,
    call,
    application: found(await findApplication(actor, cohort.id, params["applicationId"]!)),
  };
}

export default function ScoreApplication() {
  const { cohort, application, lapsed, questions, grid, scores, result, mayScore, letter } =
    useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const mine = scores.find((each) => each.mine);
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            <a href={paths.applications(cohort.id)}>{cohort.name}</a>{" "}
            <ApplicationStateTag state={application.state} lapsed={lapsed} />
          </>
        }
        title={<DirText>{application.name}</DirText>}
        actions={
          letter && (
            <ButtonLink href={letter} tone="quiet" icon="download">
              {t("admission.score.letter")}
            </ButtonLink>
          )
        }
      />
      {form.summary}
      <ApplicantFacts application={application} questions={questions} />
      {scores.length > 0 && <ScoresGiven grid={grid} scores={scores} result={result} />}
      {mayScore && <ScoreFields grid={grid} mine={mine ?? null} form={form} />}
    </>
  );
}
