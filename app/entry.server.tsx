import { RemixServer } from "@remix-run/react";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { cookie } from "#app/infra/cookies.server.ts";
import { statementsSoFar } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { NOTICE_COOKIE } from "#app/infra/http.server.ts";
import { log } from "#app/infra/log.server.ts";
import { WordsProvider } from "#app/ui/words.tsx";
import { frameOf } from "./frame.server.ts";
import { FrameProvider } from "./frame.tsx";

/* What server.ts needs from the app, so that both share one database client and one set of words. */
export { createLoadContext } from "./load-context.server.ts";
export { startBackgroundWork } from "./jobs.server.ts";
export { checkReadiness } from "./infra/readiness.server.ts";
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
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </FrameProvider>
    </WordsProvider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (context.notice) headers.append("Set-Cookie", cookie(NOTICE_COOKIE, "", { maxAge: 0 })); // said now
  if (env.APP_MODE === "test")
    headers.set("X-Statements", String(statementsSoFar() - context.statementsBefore));
  return new Response(`<!doctype html>${markup}`, { status, headers });
}

export function handleError(error: unknown, { request, context }: { request: Request; context: unknown }) {
  if (request.signal.aborted) return;
  const { requestId } = context as AppLoadContext;
  log.error({ requestId, path: new URL(request.url).pathname, err: error }, "unexpected error");
}
