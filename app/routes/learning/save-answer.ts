import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { AnswersForm } from "#app/features/learning/learning-forms.ts";
import { keepAnswer } from "#app/features/learning/save-answers.server.ts";
import { jsonAnswer, readForm } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";

/** Somebody who had to sign in again comes back to the paper. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.attempt(encodeURIComponent(params.attemptId ?? "")));

/** One answer as it is given, from the page's enhancement: what it says comes back in words. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const form = await readForm(args.request, AnswersForm);
  if (!form.ok) return jsonAnswer({ saved: false }, 400);
  const { attemptId = "" } = args.params;
  const outcome = found(await keepAnswer(actor, attemptId, form.value));
  if (outcome.kind === "bad") return jsonAnswer({ saved: false }, 400);
  if (outcome.kind === "over") return jsonAnswer({ saved: false }, 409);
  const { savedAt, revision } = outcome.saved;
  const { t, time } = args.context.words;
  return jsonAnswer({
    saved: true,
    at: savedAt.getTime(),
    revision,
    said: t("learning.paper.saved", { time: time(savedAt) }),
  });
}
