import { wholeAnswer } from "#app/infra/http.server.ts";

/* What machines of other sites read: by anybody and from anywhere. */

/** A state that changes is told by every copy within five minutes: one for us, one on the way, three at the reader. */
export const KEPT_SECONDS = 60;

const answer = (text: string, type: string, kept: string, { status = 200, headers = {} } = {}): Response =>
  wholeAnswer(text, {
    status,
    headers: { "Content-Type": type, "Access-Control-Allow-Origin": "*", "Cache-Control": kept, ...headers },
  });

/** Everybody's, and kept by whoever passes it on. */
export const publicDocument = (value: object, type = "application/json", headers = {}): Response =>
  publicText(JSON.stringify(value), type, headers);

export const publicText = (text: string, type: string, headers = {}): Response =>
  answer(text, type, `public, max-age=${KEPT_SECONDS}`, { headers });

/** For whoever asked, and kept by nobody. */
export const ownDocument = (value: object, init?: { status?: number; headers?: Record<string, string> }) =>
  ownText(JSON.stringify(value), "application/json", init);

export const ownText = (
  text: string,
  type: string,
  init?: { status?: number; headers?: Record<string, string> },
) => answer(text, type, "no-store", init);

export const noDocument = (): Response => ownDocument({ error: "unknown" }, { status: 404 });
