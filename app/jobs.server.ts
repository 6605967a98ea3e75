import { firstSetUpLink } from "./features/identity/first-administrator.server.ts";
import { purgeOldWaysIn } from "./features/identity/person-tokens.server.ts";
import { purgeOldSessions } from "./features/identity/session.server.ts";
import { submitExpired } from "./features/learning/submit-attempt.server.ts";
import { deliverOutbox } from "./features/notifications/deliver-outbox.server.ts";
import { env } from "./infra/env.server.ts";
import { log } from "./infra/log.server.ts";

type Job = { name: string; everySeconds: number; run: () => Promise<void> };

/** What happens on a clock: each entry is safe to run at any time and twice. */
const JOBS: Job[] = [
  { name: "deliver-outbox", everySeconds: env.OUTBOX_SECONDS, run: () => deliverOutbox() },
  { name: "hand-in-expired", everySeconds: 60, run: async () => void (await submitExpired()) },
  { name: "purge-sessions", everySeconds: 3600, run: purgeOldSessions },
  { name: "purge-ways-in", everySeconds: 3600, run: purgeOldWaysIn },
];

/** Starts the clock, and says at the first start how to become the first administrator. Answers how to stop. */
export function startBackgroundWork(): () => void {
  const timers = JOBS.map((job) => setInterval(() => attempt(job), job.everySeconds * 1000).unref());
  attempt({ name: "announce-set-up", run: announceSetUp });
  log.debug({ jobs: JOBS.map(({ name }) => name) }, "background work started");
  return () => timers.forEach((timer) => clearInterval(timer));
}

function attempt({ name, run }: Pick<Job, "name" | "run">): void {
  run().catch((error: unknown) => log.error({ job: name, err: error }, "background work failed"));
}

async function announceSetUp(): Promise<void> {
  const link = await firstSetUpLink();
  if (link)
    process.stdout.write(
      `Nobody has an account yet. Open this to become the first administrator:\n  ${link}\n`,
    );
}
