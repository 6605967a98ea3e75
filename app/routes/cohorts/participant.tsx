import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findCohort } from "#app/features/cohorts/cohorts.server.ts";
import { ParticipantForm } from "#app/features/cohorts/enrol-forms.ts";
import { newsLetter } from "#app/features/cohorts/news-letter.server.ts";
import { findParticipant, learningOf, moveParticipant } from "#app/features/cohorts/participant.server.ts";
import { ManageEnrolment, ParticipantFacts } from "#app/features/cohorts/participant-parts.tsx";
import { modulesOf } from "#app/features/cohorts/module-states.ts";
import { ParticipantProgress } from "#app/features/cohorts/participant-progress.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { assessmentsOf } from "#app/features/learning/assessments-of.ts";
import { proposesNoShow } from "#app/features/learning/enrolment.ts";
import { PermitAttemptForm } from "#app/features/learning/learning-forms.ts";
import { permitAttempt } from "#app/features/learning/permit-attempt.server.ts";
import { PersonAssessments } from "#app/features/learning/permit-attempts.tsx";
import { badForm, readFields, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, data: PageData | undefined) => data?.participant.name ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:cohorts");
  const cohort = found(await findCohort(actor, args.params["cohortId"]!));
  const participant = found(await findParticipant(actor, cohort.id, args.params["enrolmentId"]!));
  const learning = await learningOf(actor, participant.enrolmentId);
  const { locale } = args.context.words;
  const mayMove = reachOf(actor.grants, "permit:attempts").length > 0 && cohort.runs && !cohort.closed;
  return {
    cohort: { id: cohort.id, name: cohort.name },
    participant,
    mayOpenPerson: reachOf(actor.grants, "see:people").length > 0,
    modules: learning && modulesOf(learning, locale),
    assessments: learning ? assessmentsOf(learning, locale) : [],
    mayMove,
    grantId: mayMove ? newId() : null,
    hasLetter:
      cohort.runs &&
      reachOf(actor.grants, "manage:cohorts").length > 0 &&
      (await newsLetter(cohort, participant.enrolmentId)) !== null,
    mayTransfer:
      cohort.runs &&
      (!cohort.closed || participant.status === "deferred") &&
      reachOf(actor.grants, "manage:cohorts").length > 0,
    electives: mayMove && learning?.version.outline.selection ? learning.progress.electivesLeft : null,
    noShow: proposesNoShow(participant.status, participant.attendedHalfDays),
  };
}

/** Grants for attempts, and moves of the enrolment. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const { cohortId = "", enrolmentId = "" } = args.params;
  found(await findParticipant(actor, cohortId, enrolmentId));
  const intent = (await readFields(args.request.clone())).get("intent");
  return intent === "permit" ? grant(actor, args) : move(actor, args);
}

async function grant(actor: Actor, { request, params }: ActionFunctionArgs) {
  const { cohortId = "", enrolmentId = "" } = params;
  const learning = found(await learningOf(actor, enrolmentId));
  const form = await readForm(request, PermitAttemptForm);
  if (!form.ok) return badForm(form.problem);
  const granted = await permitAttempt(actor, learning, form.value);
  if (!granted.ok) return refused(granted.reason, form.values);
  return redirectWithNotice(paths.participant(cohortId, enrolmentId), "attempt-permitted");
}

async function move(actor: Actor, { request, params }: ActionFunctionArgs) {
  const { cohortId = "", enrolmentId = "" } = params;
  const form = await readForm(request, ParticipantForm);
  if (!form.ok) return badForm(form.problem);
  const moved = await moveParticipant(actor, cohortId, enrolmentId, form.value);
  if (!moved.ok) return refused(moved.reason, form.values);
  return redirectWithNotice(paths.participant(cohortId, enrolmentId), `participant-${form.value.intent}`);
}

export default function ParticipantPage() {
  const { cohort, participant, mayOpenPerson, modules, assessments, grantId, ...data } =
    useLoaderData<typeof loader>();
  const { noShow, mayMove, mayTransfer, hasLetter, electives } = data;
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={<DirText>{participant.name}</DirText>}
      />
      {form.summary}
      <ParticipantFacts participant={participant} mayOpenPerson={mayOpenPerson} />
      {mayMove && <ManageEnrolment status={participant.status} proposesNoShow={noShow} form={form} />}
      {mayTransfer && (
        <p>
          <a href={paths.moveParticipant(cohort.id, participant.enrolmentId)}>
            {t("cohorts.personMove.title")}
          </a>
        </p>
      )}
      {hasLetter && (
        <p>
          <a href={paths.newsLetter(cohort.id, participant.enrolmentId)}>{t("cohorts.participant.letter")}</a>
        </p>
      )}
      {electives !== null && (
        <p>
          <a href={paths.participantElectives(cohort.id, participant.enrolmentId)}>
            {t("learning.electives.titleStaff")}
          </a>{" "}
          {electives > 0 && <Tag tone="warn">{t("learning.counts.electives", { count: electives })}</Tag>}
        </p>
      )}
      {modules && (
        <>
          <ParticipantProgress modules={modules} />
          <h2>{t("cohorts.participant.tests")}</h2>
          <PersonAssessments assessments={assessments} grantId={grantId} form={form} />
        </>
      )}
    </>
  );
}
