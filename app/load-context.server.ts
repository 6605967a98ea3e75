import { match } from "@formatjs/intl-localematcher";
import type { AppLoadContext } from "@remix-run/node";
import * as z from "zod";
import { findSignedIn, readSessionId, type SignedIn } from "./features/identity/session.server.ts";
import { readCookie } from "./infra/cookies.server.ts";
import { statementsSoFar } from "./infra/db.server.ts";
import { NOTICE_COOKIE, type Notice } from "./infra/http.server.ts";
import { availableLocales, wordsFor } from "./infra/words.server.ts";
import { LOCALES } from "./lib/locales.ts";
import type { Words } from "./locales/words.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Who is signed in, read once per request. */
    visitor: SignedIn | null;
    sessionId: string | null;
    words: Words;
    theme: string;
    /** Said once, after an act. */
    notice: Notice | null;
    requestId: string;
    nonce: string;
    /** The client's network address, for throttling only. */
    address: string;
    /** The status with which the door refused what was sent; the page only says so. */
    refusedAs: number | null;
    /** Statements run before this request (APP_MODE=test): queries per page are a test. */
    statementsBefore: number;
  }
}

export type RequestFacts = {
  cookies: string | undefined;
  acceptLanguage: string | undefined;
  requestId: string;
  nonce: string;
  address: string;
  refusedAs: number | null;
};

/** Everything a request is known by before Remix sees it. */
export async function createLoadContext(facts: RequestFacts): Promise<AppLoadContext> {
  const statementsBefore = statementsSoFar();
  const sessionId = readSessionId(facts.cookies);
  const visitor = sessionId ? await findSignedIn(sessionId) : null;
  const locale = chooseLocale(readCookie(facts.cookies, "lang"), visitor?.locale, facts.acceptLanguage);
  return {
    visitor,
    sessionId,
    words: wordsFor(locale, visitor?.timeZone ?? "UTC"),
    theme: readCookie(facts.cookies, "theme") ?? visitor?.theme ?? "system",
    notice: readNotice(readCookie(facts.cookies, NOTICE_COOKIE)),
    requestId: facts.requestId,
    nonce: facts.nonce,
    address: facts.address,
    refusedAs: facts.refusedAs,
    statementsBefore,
  };
}

/** What was chosen on this device, else the person's own language, else what the browser asks for. */
function chooseLocale(chosen: string | null, own: string | undefined, asked: string | undefined): string {
  for (const locale of [chosen, own]) if (locale && availableLocales.includes(locale)) return locale;
  const wanted = (asked ?? "")
    .split(",")
    .map((part) => part.split(";")[0]?.trim() ?? "")
    .filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag))
    .slice(0, 10);
  return match(wanted, LOCALES, "en");
}

const NoticeCookie = z.object({
  key: z.string().regex(/^[a-z-]+$/),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

function readNotice(value: string | null): Notice | null {
  if (!value || value.length > 1000) return null;
  try {
    return NoticeCookie.parse(JSON.parse(Buffer.from(value, "base64url").toString()));
  } catch {
    return null;
  }
}
