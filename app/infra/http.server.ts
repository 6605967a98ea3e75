import { data, redirect } from "@remix-run/node";
import type * as z from "zod";
import { parseForm, type FormProblem, type FormResult } from "#app/lib/form.ts";
import type { Refusal } from "#app/lib/result.ts";
import { cookie } from "./cookies.server.ts";

/** The posted fields; a body that is no form at all is a 400. */
export async function readFields(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** The posted form, parsed. */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<FormResult<z.output<Schema>>> {
  return parseForm((await readFields(request)).entries(), schema);
}

const wholeBodies = new WeakMap<Response, string | Uint8Array>();

/** An answer whose body is there as a whole: the door writes it at once, where a stream costs more than most pages. */
export function wholeAnswer(body: string | Uint8Array, init: ResponseInit): Response {
  const answer = new Response(null, init);
  wholeBodies.set(answer, body);
  return answer;
}

export const wholeBodyOf = (answer: Response) => wholeBodies.get(answer);

/** A small fact for an enhancement. */
export function jsonAnswer(value: unknown, status = 200, headers = new Headers()): Response {
  headers.set("Content-Type", "application/json");
  return wholeAnswer(JSON.stringify(value), { status, headers });
}

/** The form again, with its errors: 400. */
export const badForm = (problem: FormProblem) => data({ problem, refusal: null }, { status: 400 });

/** A rule said no: 409 with the reason as a sentence; what was typed stays. */
export const refused = (refusal: Refusal, values: FormProblem["values"] = {}) =>
  data({ problem: { values, errors: [] }, refusal }, { status: 409 });

/** The same with what is missing, each thing named: the page lists it under the reason. */
export const notTaken = <More extends object>(
  { reason, ...more }: { reason: Refusal } & More,
  values: FormProblem["values"] = {},
) => data({ ...more, problem: { values, errors: [] }, refusal: reason }, { status: 409 });

export const NOTICE_COOKIE = "notice";
export type Notice = { key: string; params?: Record<string, string | number> };

/** After an act: go on, and say in words that it happened (key under `common.notice`). */
export function redirectWithNotice(
  to: string,
  key: string,
  params?: Notice["params"],
  headers = new Headers(),
) {
  return redirect(to, { headers: withNotice(key, params, headers) });
}

/** The next page says it. */
export function withNotice(key: string, params?: Notice["params"], headers = new Headers()): Headers {
  const notice: Notice = params ? { key, params } : { key };
  const value = Buffer.from(JSON.stringify(notice)).toString("base64url");
  headers.append("Set-Cookie", cookie(NOTICE_COOKIE, value, { maxAge: 60 }));
  return headers;
}

/** A path of ours, or the fallback: nobody is sent elsewhere by a link. */
export function safePath(path: string | null | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])/.test(path) || /[\u0000-\u001f]/.test(path)) return fallback;
  const url = new URL(path, "http://here.invalid");
  const here = url.pathname + url.search + url.hash;
  // "/.//evil" is a path of ours only until its dots are resolved.
  return url.origin === "http://here.invalid" && !here.startsWith("//") ? here : fallback;
}
