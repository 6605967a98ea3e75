import { gzipSync } from "node:zlib";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { cookie } from "#app/infra/cookies.server.ts";
import { statementsSoFar } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { NOTICE_COOKIE, wholeAnswer } from "#app/infra/http.server.ts";
import { log } from "#app/infra/log.server.ts";
import { WordsProvider } from "#app/ui/words.tsx";
import { frameOf } from "./frame.server.ts";
import { FrameProvider } from "./frame.tsx";

/* What server.ts needs from the app, so that both share one database client and one set of words. */
export { createLoadContext } from "./load-context.server.ts";
export { startBackgroundWork } from "./jobs.server.ts";
export { checkReadiness } from "./infra/readiness.server.ts";
export { wholeBodyOf } from "./infra/http.server.ts";
export { log } from "#app/infra/log.server.ts";
export { env } from "#app/infra/env.server.ts";

/** Pages are plain HTML: nothing hydrates, so markup is drawn in one go (docs/decisions/0003). */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Response {
  const markup = renderToStaticMarkup(
    <WordsProvider words={context.words}>
      <FrameProvider value={frameOf(request, context)}>
        <RemixServer context={onlyThisPage(remix)} url={request.url} nonce={context.nonce} />
      </FrameProvider>
    </WordsProvider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (context.notice) headers.append("Set-Cookie", cookie(NOTICE_COOKIE, "", { maxAge: 0 })); // said now
  if (env.APP_MODE === "test")
    headers.set("X-Statements", String(statementsSoFar() - context.statementsBefore));
  return wholeAnswer(packed(`<!doctype html>${markup}`, request, headers), { status, headers });
}

/** A whole page at once costs a tenth of a stream through the compressing middleware, which leaves it alone then. */
function packed(page: string, request: Request, headers: Headers): string | Uint8Array {
  headers.append("Vary", "Accept-Encoding");
  if (!/\bgzip\b/.test(request.headers.get("Accept-Encoding") ?? "")) return page;
  headers.set("Content-Encoding", "gzip");
  return gzipSync(page, { level: 4, memLevel: 7 });
}

/** React Router compiles every route it is given, for each page anew; a page that never hydrates needs its own only. */
function onlyThisPage(remix: EntryContext): EntryContext {
  const { routes } = remix.manifest;
  const ids = remix.staticHandlerContext.matches.map(({ route }) => route.id);
  const own = Object.fromEntries(ids.map((id) => [id, routes[id]!]));
  return { ...remix, manifest: { ...remix.manifest, routes: { root: routes["root"]!, ...own } } };
}

/** Our bugs, by the pattern of the address: what stands in its gaps may be somebody's secret. */
export function handleError(error: unknown, { request, params, context }: LoaderFunctionArgs) {
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const { requestId } = context;
  const gaps = Object.entries(params).filter(([, value]) => value);
  const path = gaps.reduce(
    (pattern, [name, value]) => pattern.replace(encodeURI(value!), `:${name}`).replace(value!, `:${name}`),
    new URL(request.url).pathname,
  );
  log.error({ requestId, path, err: error }, "unexpected error");
}
