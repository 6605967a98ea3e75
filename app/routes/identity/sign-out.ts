import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { goOut } from "#app/features/identity/way-out.server.ts";
import { redirectWithNotice } from "#app/infra/http.server.ts";

/** Signing out is a button, never a link somebody else can make one follow. */
export const loader = () => redirect("/");

/** Public on purpose: whoever is signed out already is signed out. */
export async function action(args: ActionFunctionArgs) {
  return redirectWithNotice("/sign-in", "signed-out", undefined, await goOut(args));
}
