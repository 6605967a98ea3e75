import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { findParticipant, learningOf } from "#app/features/cohorts/participant.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { electivesPage } from "#app/features/learning/choose-electives.ts";
import { chooseElectives } from "#app/features/learning/choose-electives.server.ts";
import { ElectiveFields } from "#app/features/learning/elective-fields.tsx";
import { ElectivesForm } from "#app/features/learning/learning-forms.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.electives.titleStaff") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const { cohort, participant, course } = await findHere(actor, args.params);
  const page = electivesPage(course, "staff", today(cohort.timeZone), args.context.words.locale);
  return {
    page: found(page),
    cohort: { id: cohort.id, name: cohort.name },
    participant: { enrolmentId: participant.enrolmentId, name: participant.name },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const { cohort, course } = await findHere(actor, args.params);
  const form = await readForm(args.request, ElectivesForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await chooseElectives(actor, course, form.value, "staff");
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.participant(cohort.id, course.id), "electives-chosen");
}

async function findHere(actor: Actor, params: ActionFunctionArgs["params"]) {
  const cohort = found(await findRunCohort(actor, params["cohortId"]!));
  const participant = found(await findParticipant(actor, cohort.id, params["enrolmentId"]!));
  return { cohort, participant, course: found(await learningOf(actor, participant.enrolmentId)) };
}

export default function ParticipantElectives() {
  const { page, cohort, participant } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const back = paths.participant(cohort.id, participant.enrolmentId);
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={back}>
            <DirText>{participant.name}</DirText>
          </a>
        }
        title={t("learning.electives.titleStaff")}
        lead={t("learning.electives.leadStaff")}
      />
      <ElectiveFields page={page} form={form} backTo={back} />
    </>
  );
}
