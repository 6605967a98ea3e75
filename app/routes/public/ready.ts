import { checkReadiness } from "#app/infra/readiness.server.ts";

/** The database is what we think it is and takes a write. */
export async function loader() {
  try {
    await checkReadiness();
    return new Response("ready\n", { headers: { "Content-Type": "text/plain" } });
  } catch {
    return new Response("not ready\n", { status: 503, headers: { "Content-Type": "text/plain" } });
  }
}
