import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import type { Request as Asked, RequestHandler, Response as Answer } from "express";

/*
 * Between Express and Remix: what `@remix-run/express` does, without what costs more than most of our pages. Bodies that
 * are there as a whole are written at once, requests carry no signal (nothing here waits for one), and Remix is given
 * only the routes that can answer, because it compiles all it is given for each request anew.
 */

type Serving = {
  build: ServerBuild;
  /** Where the app is open to its visitors. */
  origin: string;
  /** And where it was: a machine that asks there is answered by that name. */
  formerOrigins: readonly string[];
  getLoadContext: (request: Asked, response: Answer) => Promise<AppLoadContext>;
  /** The body of an answer that was made as a whole (app/infra/http.server.ts). */
  wholeBodyOf: (answer: Response) => string | Uint8Array | undefined;
  /** For bodies that come as a stream; a whole one is packed already, or too short to be. */
  compress: RequestHandler;
};

export function servePages({
  build,
  origin,
  formerOrigins,
  getLoadContext,
  wholeBodyOf,
  compress,
}: Serving): RequestHandler {
  const handlerFor = handlersByFirstPart(build);
  const byHost = new Map([...formerOrigins, origin].map((one) => [new URL(one).host, one]));
  return (request, response, next) => {
    // The first part as Remix reads it: decoded, in either case, without the suffix of a request for data alone.
    const part = decodeURIComponent(partOf(request.path.slice(1)));
    const handle = handlerFor(part.toLowerCase().replace(/\.data$/, ""));
    const answer = async () => {
      const [asked, context] = [
        await asRequest(request, byHost.get(request.get("host") ?? "") ?? origin),
        await getLoadContext(request, response),
      ];
      const answered = await handle(asked, context);
      const whole = wholeBodyOf(answered);
      sendHead(response, answered);
      if (whole !== undefined) sendWhole(response, whole);
      else if (!answered.body) response.end();
      else {
        compress(request, response, () => {});
        await pipeline(Readable.fromWeb(answered.body as NodeReadableStream), response);
      }
    };
    answer().then(undefined, next);
  };
}

const partOf = (address = "") => address.split("/")[0]!;

/** Routes that share the first part of an address; no other could answer it. */
function handlersByFirstPart(build: ServerBuild) {
  const routes = Object.entries(build.routes).map(([id, route]) => ({
    id,
    route,
    part: partOf(route.path),
  }));
  const handlers = new Map<string, ReturnType<typeof createRequestHandler>>();
  for (const { part } of routes) {
    const own = routes.filter((route) => route.id === "root" || route.part === part || route.part === "*");
    const some = { ...build, routes: Object.fromEntries(own.map(({ id, route }) => [id, route])) };
    handlers.set(part, createRequestHandler(some));
  }
  return (part: string) => handlers.get(part === "_root" ? "" : part) ?? handlers.get("*")!;
}

async function asRequest(asked: Asked, origin: string): Promise<Request> {
  const headers = new Headers();
  for (const [name, values] of Object.entries(asked.headers))
    for (const value of [values ?? []].flat()) headers.append(name, value);
  // The door has looked at where a form came from; Remix would look again, at what a proxy made of our name.
  for (const name of ["origin", "x-forwarded-host"]) headers.delete(name);
  headers.set("host", new URL(origin).host);
  const url = origin + asked.originalUrl; // what the visitor calls our host is nothing to build on, unless we were told of it
  const { method } = asked;
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  // The door has looked at its declared length: what comes fits into memory.
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
}

function sendHead(response: Answer, answered: Response) {
  response.status(answered.status);
  for (const [name, value] of answered.headers) response.append(name, value);
}

/** Head and text go to the line in one piece, as long as Node is given the text and not its bytes. */
function sendWhole(response: Answer, whole: string | Uint8Array) {
  response.setHeader("Content-Length", Buffer.byteLength(whole));
  response.end(whole);
}
