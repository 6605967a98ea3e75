import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { SessionForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { barWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { takeCandidacyForm } from "#app/features/trainers/candidacies/take-candidacy-form.server.ts";
import { jsonAnswer, readForm, withNotice } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";

/** Somebody who had to sign in again comes back to the session. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.observedSession(encodeURIComponent(params["candidacyId"] ?? "")));

/** A record that waited on a phone; what is refused stays there, and the phone says why. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "attest:facilitators");
  const { words } = args.context;
  const refused = (said: string, status: number) => jsonAnswer({ saved: false, said }, status);
  const candidacy = await candidacyInReach(actor, args.params["candidacyId"]!);
  if (!candidacy) return refused(words.t("candidacy.session.notYours"), 404);
  const form = await readForm(args.request, SessionForm);
  if (!form.ok) return refused(words.t("observation.rating.unreadable"), 400);
  const taken = await takeCandidacyForm(actor, candidacy, form.value);
  if (!taken.ok)
    return refused([words.refusal(taken.reason), barWords(words, taken.bars)].filter(Boolean).join(" "), 409);
  return jsonAnswer({ saved: true }, 200, withNotice("candidacy-recorded"));
}
