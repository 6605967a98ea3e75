import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { SessionFileForm } from "#app/features/cohorts/session-file-forms.ts";
import { SessionFiles } from "#app/features/cohorts/session-file-parts.tsx";
import {
  addSessionFiles,
  removeSessionFile,
  sessionFiles,
} from "#app/features/cohorts/session-files.server.ts";
import { SessionWhen } from "#app/features/cohorts/session-parts.tsx";
import { findSession } from "#app/features/cohorts/sessions.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.files.handout.title") } satisfies PageHandle;

/** What a trainer hands out with a session; its learners find it among their days. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const { id, name, timeZone, closed } = found(await findRunCohort(actor, args.params["cohortId"]!));
  const session = found(await findSession(id, args.params["halfDayId"]!));
  return {
    cohort: { id, name, timeZone, closed },
    session,
    files: await sessionFiles(session.id, "handout"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const session = found(await findSession(cohort.id, args.params["halfDayId"]!));
  const form = await readForm(args.request, SessionFileForm);
  if (!form.ok) return badForm(form.problem);
  const address = { cohortId: cohort.id, halfDayId: session.id };
  const here = paths.handouts(cohort.id, session.id);
  if (form.value.intent === "remove") {
    const outcome = await removeSessionFile(actor, address, "handout", form.value);
    if (!outcome.ok) return refused(outcome.reason, form.values);
    return redirectWithNotice(here, "session-file-removed");
  }
  const outcome = await addSessionFiles(actor, address, "handout", form.value.files);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(here, "files-handed-out", { count: outcome.value });
}

export default function Handouts() {
  const { cohort, session, files } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.calendar(cohort.id)}>
            <DirText>{cohort.name}</DirText>
          </a>
        }
        title={t("cohorts.files.handout.title")}
        lead={<SessionWhen session={session} timeZone={cohort.timeZone} />}
      />
      <p>{t("cohorts.files.handout.lead")}</p>
      {form.summary}
      <SessionFiles purpose="handout" files={files} closed={cohort.closed} form={form} />
    </>
  );
}
