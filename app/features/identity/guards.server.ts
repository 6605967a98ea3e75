import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import type { Actor } from "#app/lib/actor.ts";
import { keepWork } from "./kept-work.server.ts";
import { reachOf, type Permission } from "./permissions.ts";
import { PRIVACY_NOTICE_VERSION } from "./privacy-notice.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The first statement of every loader and action that is not public. Answers who acts and how far this
 * permission reaches for them; otherwise throws: to the sign-in page, to the privacy notice, or 403.
 */
export async function requirePermission(args: Args, permission: Permission): Promise<Actor> {
  const { visitor, requestId } = args.context;
  if (!visitor) throw await toSignIn(args);
  const reach = reachOf(visitor.grants, permission);
  if (reach.length === 0) throw new Response(null, { status: 403 });
  if (mustReadNotice(visitor.noticeVersion, args)) throw redirect(`/welcome?next=${pathOf(args)}`);
  const { personId, name, grants, timeZone, locale } = visitor;
  return { personId, name, grants, reach, requestId, timeZone, locale };
}

/** A new version is shown with the next page one opens: a form filled in under the old one is not lost to it. */
const mustReadNotice = (accepted: string | null, { request }: Args): boolean =>
  accepted !== PRIVACY_NOTICE_VERSION && (accepted === null || isRead(request));

const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/** For the few pages one needs before the privacy notice is accepted: the notice itself, signing out. */
export async function requireSignedIn(args: Args): Promise<{ personId: string; requestId: string }> {
  const { visitor, requestId } = args.context;
  if (!visitor) throw await toSignIn(args);
  return { personId: visitor.personId, requestId };
}

/** What the query found, or 404: a foreign object answers exactly like an unknown one. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Response(null, { status: 404 });
  return value;
}

const pathOf = ({ request }: Args) => {
  const { pathname, search } = new URL(request.url);
  return encodeURIComponent(pathname + search);
};

/** A read goes to the sign-in page and comes back; a write is kept there and sent again by its author. */
async function toSignIn(args: Args): Promise<Response> {
  if (isRead(args.request)) return redirect(`/sign-in?next=${pathOf(args)}`);
  return keepWork(args);
}
