import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { myDataArchive } from "#app/features/rights/my-data.server.ts";
import { today } from "#app/infra/clock.server.ts";

/** Somebody who had to sign in again comes back to the page with the button. */
export const loader = () => redirect("/me/data");

/** A press of the button and not a link: taking everything is an act, and no other page can cause it. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const archive = await myDataArchive(actor, args.context.words.t);
  return new Response(archive, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="my-data-${today(actor.timeZone)}.zip"`,
      "Cache-Control": "private, no-store, no-transform",
    },
  });
}
