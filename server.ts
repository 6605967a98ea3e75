import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { longestBody } from "./app/lib/body-limit.ts";
import { servePages } from "./app/serve-pages.server.ts";

/* The door: origin check, headers, limits, static files, then Remix. Everything about people is behind it. */

type AppModule = typeof import("./app/entry.server.tsx");
type AppBuild = ServerBuild & { entry: { module: AppModule } };

const SAFE_METHODS = ["GET", "HEAD"];
const clientDir = path.resolve("build/client");

// A variable keeps the bundler from following the import: the app is built apart from this file.
const buildFile = path.resolve("build/server/index.js");
const build = (await import(buildFile)) as AppBuild;
const { createLoadContext, checkReadiness, startBackgroundWork, wholeBodyOf, env, log } = build.entry.module;

const app = express();
app.disable("x-powered-by");
app.set("trust proxy", env.TRUST_PROXY);
const compress = compression({ level: 5, threshold: 512 });
app.use(identify, securityHeaders());
app.use(
  "/assets",
  compress,
  express.static(path.join(clientDir, "assets"), { immutable: true, maxAge: "1y", index: false }),
);
app.get(publicFiles(), compress, express.static(clientDir, { maxAge: "1d", index: false, redirect: false }));
app.use(keepNothing, sameOrigin, limitBody);
const { PUBLIC_ORIGIN: origin, FORMER_ORIGINS: formerOrigins } = env;
app.all("*", servePages({ build, origin, formerOrigins, getLoadContext, wholeBodyOf, compress }));
app.use(lastResort);

function getLoadContext(request: Request, response: Response) {
  return createLoadContext({
    cookies: request.headers.cookie,
    acceptLanguage: request.headers["accept-language"],
    requestId: response.locals.requestId,
    nonce: response.locals.nonce,
    address: request.ip ?? "",
    refusedAs: response.locals.refusedAs ?? null,
  });
}

function identify(request: Request, response: Response, next: NextFunction) {
  const started = performance.now();
  response.locals.requestId = randomUUID();
  response.locals.nonce = randomBytes(16).toString("base64url");
  response.setHeader("X-Request-Id", response.locals.requestId);
  response.on("finish", () =>
    log.info({
      requestId: response.locals.requestId,
      method: request.method,
      area: request.path.split("/")[1], // the rest of an address may be a secret
      status: response.statusCode,
      ms: Math.round(performance.now() - started),
    }),
  );
  next();
}

/** Known at the start, so that no page asks the disk whether it is a file. */
function publicFiles(): string[] {
  return readdirSync(clientDir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `/${name}`);
}

/** Drawn in a frame of our own page beside it, and in no other. */
const SHOWN_IN_A_PAGE = /^\/certificate-templates\/[a-z-]+\/preview(\?|$)/;

function securityHeaders() {
  const nonce = (_request: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", nonce],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": [(request) => (SHOWN_IN_A_PAGE.test(request.url!) ? "'self'" : "'none'")],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
      },
    },
    strictTransportSecurity: env.PUBLIC_ORIGIN.startsWith("https:")
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
}

/** Files of a published version, and what machines of other sites read of us. */
const SAYS_HOW_LONG = /^\/(files|keys|status|achievements|\.well-known|api)\//;

/** Pages are somebody's; what is everybody's says for itself how long it is good for. */
function keepNothing(request: Request, response: Response, next: NextFunction) {
  if (!SAYS_HOW_LONG.test(request.path)) response.setHeader("Cache-Control", "private, no-store");
  next();
}

/** Remix checks neither `?_data=` nor resource routes (docs/decisions/0005): nothing foreign passes here. */
function sameOrigin(request: Request, response: Response, next: NextFunction) {
  // Read as Remix reads it: Express stops at a thousand parameters. No name or id has a NUL, no database takes one.
  const query = new URLSearchParams(request.originalUrl.split("?").slice(1).join("?"));
  if (query.has("_data") || request.originalUrl.includes("%00"))
    return void response.status(400).type("text").send("Not understood.");
  if (SAFE_METHODS.includes(request.method)) return next();
  if (request.method !== "POST")
    return void response.status(405).set("Allow", "GET, HEAD, POST").type("text").send("Not allowed.");
  if (isFromMachine(request)) return next();
  const site = request.get("Sec-Fetch-Site");
  const same = site ? site === "same-origin" : request.get("Origin") === env.PUBLIC_ORIGIN;
  if (!same) return void response.status(403).type("text").send("This form came from another site.");
  next();
}

/** Public and about nobody who is signed in; no page of another site can send JSON without asking first, and is told nothing. */
const isFromMachine = (request: Request): boolean =>
  request.path === "/api/credentials" && /^application\/json\b/.test(request.get("Content-Type") ?? "");

/** Node holds a body to its declared length, so a declared length is all there is to check. */
function limitBody(request: Request, response: Response, next: NextFunction) {
  if (SAFE_METHODS.includes(request.method)) return next();
  const length = request.get("Content-Length");
  if (length === undefined && request.get("Transfer-Encoding"))
    return void response.status(411).type("text").send("Say how long it is.");
  if (Number(length ?? 0) > longestBody(request.path)) {
    // Read by nobody: a page of our own says so, in the visitor's language.
    response.locals.refusedAs = 413;
    request.method = "GET";
    request.originalUrl = "/refused";
  }
  // A page that refused without reading the form leaves it in the line, before the next request.
  response.on("finish", () => request.removeAllListeners("data").resume());
  next();
}

/** Only a malformed address or host comes here (a stray %, say); a bug inside a page has its own error page. */
function lastResort(error: unknown, request: Request, response: Response, _next: NextFunction) {
  if (response.headersSent || request.destroyed) return response.destroy(); // gone, or broken off half way
  const noAddress = error instanceof TypeError && error.message.includes("URL");
  const malformed = error instanceof URIError || noAddress || (error as { status?: number })?.status === 400;
  if (!malformed) log.error({ requestId: response.locals.requestId, err: error }, "unexpected error");
  response
    .status(malformed ? 400 : 500)
    .type("text")
    .send(malformed ? "Not understood." : "Something went wrong on our side.");
}

function stopGracefully(server: Server, stopWork: () => Promise<void>) {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      const workStopped = stopWork();
      server.close(() => void workStopped.finally(() => process.exit(0)));
      server.closeIdleConnections();
      setTimeout(() => process.exit(0), 10_000).unref();
    });
}

await checkReadiness();
const server = app.listen(env.PORT, env.HOST, () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.PORT;
  log.info({ port }, "listening");
  process.stdout.write(`Passbook is open at ${env.PUBLIC_ORIGIN.replace(/:0$/, `:${port}`)}\n`);
});
// Ten megabytes on a slow line take minutes; what says nothing of itself for half a minute is nobody.
server.headersTimeout = 30_000;
server.requestTimeout = 300_000;
stopGracefully(server, startBackgroundWork());
