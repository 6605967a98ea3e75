import type { LoaderFunctionArgs } from "@remix-run/node";
import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { scanToMark } from "#app/features/trainers/exams/exam-scans.server.ts";

/** A page of a script on paper, for who is marking it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "mark:exams");
  const scan = found(await scanToMark(actor, args.params["scanId"]!));
  return fileAnswer(args.request, scan);
}
