import { found } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { findRunCohort } from "./cohorts.server.ts";
import { SessionFileForm } from "./session-file-forms.ts";
import type { Purpose } from "./session-file.ts";
import { addSessionFiles, removeSessionFile, sessionFiles } from "./session-files.server.ts";
import { findSession } from "./sessions.server.ts";

/* What the two pages of a session's files share: photos of its signed sheet, and what is handed out with it. */

type Params = Partial<Record<string, string>>;

export async function loadSessionFiles(actor: Actor, params: Params, purpose: Purpose) {
  const { id, name, timeZone, closed } = found(await findRunCohort(actor, params["cohortId"]!));
  const session = found(await findSession(id, params["halfDayId"]!));
  return { cohort: { id, name, timeZone, closed }, session, files: await sessionFiles(session.id, purpose) };
}

/** The form of the page: files come, or one goes with a reason; then back to the page, with `added` in words. */
export async function changeSessionFiles(
  actor: Actor,
  { params, request }: { params: Params; request: Request },
  purpose: Purpose,
  { pageOf, added }: { pageOf: (cohortId: string, halfDayId: string) => string; added: string },
) {
  const cohort = found(await findRunCohort(actor, params["cohortId"]!));
  const session = found(await findSession(cohort.id, params["halfDayId"]!));
  const form = await readForm(request, SessionFileForm);
  if (!form.ok) return badForm(form.problem);
  const address = { cohortId: cohort.id, halfDayId: session.id };
  const here = pageOf(cohort.id, session.id);
  if (form.value.intent === "remove") {
    const outcome = await removeSessionFile(actor, address, purpose, form.value);
    if (!outcome.ok) return refused(outcome.reason, form.values);
    return redirectWithNotice(here, "session-file-removed");
  }
  const outcome = await addSessionFiles(actor, address, purpose, form.value.files);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(here, added, { count: outcome.value });
}
