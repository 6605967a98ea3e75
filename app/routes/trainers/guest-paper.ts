import type { LoaderFunctionArgs } from "@remix-run/node";
import { paperAnswer } from "#app/features/trainers/panels/paper-answer.server.ts";
import { paperOfSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import { guestSeat } from "#app/features/trainers/panels/panels.server.ts";

/** A paper for a guest of a panel: public by their link, and gone when that is. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { token = "", casePaperId = "" } = params;
  const reader = { personId: null, requestId: context.requestId };
  const paper = await paperOfSeat(guestSeat(token), casePaperId, reader);
  return paper ? paperAnswer(request, paper) : new Response(null, { status: 410 });
}
