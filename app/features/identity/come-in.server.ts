import type { ActionFunctionArgs } from "@remix-run/node";
import { cookie, readCookie } from "#app/infra/cookies.server.ts";
import { db } from "#app/infra/db.server.ts";
import { log } from "#app/infra/log.server.ts";
import { availableLocales } from "#app/infra/words.server.ts";
import { deviceName } from "./device-name.ts";
import { rememberDevice } from "./known-device.server.ts";
import { homeOf } from "./home.ts";
import { endSession, grantsOf, startSession } from "./session.server.ts";
import type { Visit } from "./sign-in.server.ts";

export const visitOf = ({ request, context }: ActionFunctionArgs): Visit => ({
  cookies: request.headers.get("Cookie"),
  address: context.address,
  requestId: context.requestId,
});

/** What was chosen on this device for whoever sat here before. */
export const forgetChoices = (headers: Headers): Headers => {
  for (const name of ["lang", "theme"]) headers.append("Set-Cookie", cookie(name, "", { maxAge: 0 }));
  return headers;
};

/** The headers that sign a person in, and the page they start from. */
export type CameIn = { headers: Headers; home: string };

/**
 * Always a new session, the old one ended (an id somebody planted is worth nothing); language and looks follow the
 * person's own profile. At the very first time the language they chose on the way in becomes theirs.
 */
export async function comeIn(
  { request, context }: ActionFunctionArgs,
  personId: string,
  { firstTime = false } = {},
): Promise<CameIn> {
  const cookies = request.headers.get("Cookie");
  const chosen = readCookie(cookies, "lang");
  if (firstTime && chosen && availableLocales.includes(chosen))
    await db.person.updateMany({ where: { id: personId }, data: { locale: chosen } });
  if (context.sessionId) await endSession(context.sessionId);
  const grants = await grantsOf(personId);
  const device = deviceName(request.headers.get("User-Agent"));
  const headers = new Headers();
  headers.append("Set-Cookie", await startSession(personId, device, grants));
  headers.append("Set-Cookie", await rememberDevice(cookies, personId));
  log.info({ requestId: context.requestId, personId }, "signed in");
  return { headers: forgetChoices(headers), home: homeOf(grants) };
}
