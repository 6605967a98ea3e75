import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type * as z from "zod";
import { now } from "#app/infra/clock.server.ts";
import { sign, unsign } from "#app/infra/cookies.server.ts";
import { signingSecret } from "#app/infra/secret.server.ts";
import { isSecret, parseForm, type FormResult } from "#app/lib/form.ts";
import { authorOfSession, readSessionId } from "./session.server.ts";

/*
 * Typed work outlives a session. A form posted after the session ended comes back, signed, inside the sign-in
 * page; once its author is signed in again it is sent by one press. Nothing is stored, nobody else can send it.
 */

/** Told apart from the other things we sign. */
const PURPOSE = "kept:";
const LARGEST = 256 * 1024;
const KEPT_FOR = 24 * 60 * 60_000;
const SEND_AGAIN = "/send-again";

export type KeptWork = { personId: string; path: string; fields: [string, string][]; at: number };

/** What the sign-in page shows after a form was posted without a session. */
export type SignInAgain = { kept: string | null; next: string };

export async function keepWork({ request }: ActionFunctionArgs | LoaderFunctionArgs): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const sessionId = readSessionId(request.headers.get("Cookie"));
  const personId = sessionId ? await authorOfSession(sessionId) : null;
  const fields = personId ? await textFields(request) : null;
  const work = personId && fields && { personId, path: pathname + search, fields, at: now().getTime() };
  const kept = work ? sign(await signingSecret(), PURPOSE + encode(work)) : null;
  return Response.json(
    { kept: alreadyKept(pathname, fields) ?? kept, next: pathname } satisfies SignInAgain,
    {
      status: 401,
    },
  );
}

/** The page that sends kept work again lost its session too: the same work stays kept. */
const alreadyKept = (pathname: string, fields: [string, string][] | null) =>
  pathname === SEND_AGAIN ? (fields?.find(([name]) => name === "kept")?.[1] ?? null) : null;

/** Kept work of this person, or null: not ours, somebody else's, or older than a day. */
export async function openKeptWork(kept: string, personId: string): Promise<KeptWork | null> {
  const text = unsign(await signingSecret(), kept);
  if (!text?.startsWith(PURPOSE)) return null;
  const work = JSON.parse(Buffer.from(text.slice(PURPOSE.length), "base64url").toString()) as KeptWork;
  return work.personId === personId && now().getTime() - work.at < KEPT_FOR ? work : null;
}

/** A form that carries kept work beside its own fields; kept work may be longer than any text somebody types. */
export async function readFormWithKept<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ kept: string | null; form: FormResult<z.output<Schema>> }> {
  const fields = await request.formData().catch(() => {
    throw new Response(null, { status: 400 });
  });
  const kept = fields.get("kept");
  fields.delete("kept");
  return { kept: typeof kept === "string" ? kept : null, form: parseForm(fields.entries(), schema) };
}

const encode = (work: KeptWork) => Buffer.from(JSON.stringify(work)).toString("base64url");

async function textFields(request: Request): Promise<[string, string][] | null> {
  try {
    const form = await request.formData();
    const fields = [...form.entries()].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && !isSecret(entry[0]),
    );
    return JSON.stringify(fields).length <= LARGEST ? fields : null;
  } catch {
    return null;
  }
}
