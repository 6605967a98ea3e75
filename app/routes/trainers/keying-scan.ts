import type { LoaderFunctionArgs } from "@remix-run/node";
import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { scanToKey } from "#app/features/trainers/exams/exam-scans.server.ts";

/** A page of a script on paper, for who is typing it in. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "key:exams");
  const scan = found(await scanToKey(actor, args.params["keyedScanId"]!));
  return fileAnswer(args.request, scan);
}
