import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { bookletAnswer } from "#app/features/trainers/exams/draw-booklet.server.ts";
import { bookletOf } from "#app/features/trainers/exams/exam-papers.server.ts";

/** One candidate's booklet; fetching it is a reading of questions, and is written down. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-banks");
  const booklet = found(await bookletOf(actor, args.params["bookletId"]!));
  return bookletAnswer(args.request, booklet);
}
