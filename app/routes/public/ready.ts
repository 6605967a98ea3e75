import { checkReadiness } from "#app/infra/readiness.server.ts";

const EVERY_MS = 1000;
let asked = { at: -EVERY_MS, ready: Promise.resolve(false) };

/** The database is what we think it is and takes a write; asked of it once a second, however many want to know. */
export async function loader() {
  const at = performance.now();
  if (at - asked.at >= EVERY_MS)
    asked = {
      at,
      ready: checkReadiness().then(
        () => true,
        () => false,
      ),
    };
  const ready = await asked.ready;
  const headers = { "Content-Type": "text/plain" };
  return ready ? new Response("ready\n", { headers }) : new Response("not ready\n", { status: 503, headers });
}
