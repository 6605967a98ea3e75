import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { paperOfSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import { mySeat } from "#app/features/trainers/panels/panels.server.ts";
import { paperAnswer } from "#app/features/trainers/panels/paper-answer.server.ts";

/** A paper of what one sits on, while the seat is one's own and once one has declared. */
export async function loader(args: LoaderFunctionArgs) {
  const { personId, requestId } = await requirePermission(args, "use:own-account");
  const { readSeatId, casePaperId } = args.params;
  const reader = { personId, requestId };
  return paperAnswer(
    args.request,
    found(await paperOfSeat(mySeat(readSeatId!, personId), casePaperId!, reader)),
  );
}
