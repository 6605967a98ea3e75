import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { AnswersForm } from "#app/features/learning/learning-forms.ts";
import { keepExamAnswers } from "#app/features/trainers/exams/sit-exam.server.ts";
import { jsonAnswer, readForm } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";

/** Somebody who had to sign in again comes back to the exam. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.myExam(encodeURIComponent(params.scriptId ?? "")));

/** One answer as it is given, from the page's enhancement: what it says comes back in words. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, AnswersForm);
  if (!form.ok) return jsonAnswer({ saved: false }, 400);
  const kept = found(await keepExamAnswers(actor, args.params["scriptId"]!, form.value));
  if (kept.kind === "bad") return jsonAnswer({ saved: false }, 400);
  if (kept.kind === "over") return jsonAnswer({ saved: false }, 409);
  const { t, time } = args.context.words;
  return jsonAnswer({
    saved: true,
    at: kept.savedAt,
    said: t("learning.paper.saved", { time: time(kept.savedAt) }),
  });
}
