import { wholeAnswer } from "#app/infra/http.server.ts";

/* What machines of other sites read: by anybody, from anywhere, and soon again. */

/** A status that changes is told by every copy within five minutes: one for us, one on the way, three at the reader. */
export const KEPT_SECONDS = 60;

export const publicDocument = (value: object, type = "application/json"): Response =>
  wholeAnswer(JSON.stringify(value), {
    headers: {
      "Content-Type": type,
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": `public, max-age=${KEPT_SECONDS}`,
    },
  });

export const noDocument = (): Response =>
  wholeAnswer(JSON.stringify({ error: "unknown" }), {
    status: 404,
    headers: {
      "Content-Type": "application/json",
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "no-store",
    },
  });
