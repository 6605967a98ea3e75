import { foldOlderCertificates } from "#app/features/certification/printed-text.server.ts";
import { unneededOf } from "./features/attestation/unneeded.server.ts";
import { issueInBulk } from "./features/certification/bulk-issue.server.ts";
import { eraseOldPassports } from "./features/cohorts/travel.server.ts";
import { sendDigests } from "./features/cohorts/send-digests.server.ts";
import { drawSoon } from "./features/credentials/certificate-files.server.ts";
import { signingKeys } from "./features/credentials/issuer-keys.server.ts";
import { keepSnapshot } from "./features/credentials/keep-snapshot.server.ts";
import { sealingKey, timeServiceRoots } from "./features/credentials/sealing-keys.server.ts";
import { firstSetUpLink } from "./features/identity/first-administrator.server.ts";
import { purgeOldWaysIn } from "./features/identity/person-tokens.server.ts";
import { purgeOldSessions } from "./features/identity/session.server.ts";
import { purgeDoneJobs } from "./features/jobs/job-list.server.ts";
import { putDownSweeps } from "./features/jobs/jobs.server.ts";
import { startJobs, type Handler, type Handlers } from "./features/jobs/run-job.server.ts";
import { submitExpired } from "./features/learning/submit-attempt.server.ts";
import { licencesDue } from "./features/licences/licences-due.server.ts";
import { remindLicensees } from "./features/licences/remind-licensees.server.ts";
import { deliverOutbox } from "./features/notifications/deliver-outbox.server.ts";
import { raiseComplaints } from "./features/trainers/complaints/complaint-readers.server.ts";
import { remindOfPages } from "./features/trainers/exams/remind-pages.server.ts";
import { certificationsDue } from "./features/trainers/renewal/certifications-due.server.ts";
import { moveToVersion } from "./features/trainers/schemes/move-to-version.server.ts";
import { sendReminders } from "./features/trainers/renewal/send-reminders.server.ts";
import { allWork } from "./features/work/all-work.server.ts";
import { now } from "./infra/clock.server.ts";
import { env } from "./infra/env.server.ts";
import { log } from "./infra/log.server.ts";
import { eraseUnnamed } from "./infra/unnamed-files.server.ts";

type OnClock = { name: string; everySeconds: number; run: () => Promise<void> };

/** What happens on a clock: each entry is safe to run at any time and twice. */
const ON_CLOCK: OnClock[] = [
  { name: "deliver-outbox", everySeconds: env.OUTBOX_SECONDS, run: () => deliverOutbox() },
  {
    name: "send-digests",
    everySeconds: 900,
    run: () => sendDigests(undefined, [certificationsDue, licencesDue], allWork),
  },
  { name: "send-reminders", everySeconds: 3600, run: () => sendReminders(unneededOf) },
  { name: "remind-licensees", everySeconds: 3600, run: () => remindLicensees() },
  { name: "raise-complaints", everySeconds: 3600, run: () => raiseComplaints() },
  { name: "remind-of-pages", everySeconds: 3600, run: () => remindOfPages() },
  { name: "hand-in-expired", everySeconds: 60, run: async () => void (await submitExpired()) },
  { name: "keep-snapshot", everySeconds: 240, run: keepSnapshot },
  { name: "put-down-sweeps", everySeconds: 3600, run: putDownSweeps },
];

/** A sweep is one piece of work; where it answers how much it swept, that is kept with the job. */
const sweeping =
  (sweep: () => Promise<unknown>): Handler =>
  async (_payload, run) => {
    const swept = await sweep();
    await run.step(1, typeof swept === "number" ? { swept } : null);
  };

/** What somebody asked for, and what the night asks for: each handler does what is left of its work (decision 0013). */
const HANDLERS: Handlers = {
  "issue-certificates": async (payload, run) => drawSoon(await issueInBulk(payload, run)),
  "move-to-version": moveToVersion,
  "purge-sessions": sweeping(purgeOldSessions),
  "purge-ways-in": sweeping(purgeOldWaysIn),
  "erase-passports": sweeping(() => eraseOldPassports()),
  "erase-unnamed-files": sweeping(() => eraseUnnamed(now())),
  "purge-done-jobs": sweeping(purgeDoneJobs),
};

/**
 * Starts the clock and the jobs, and says at the first start how to become the first administrator. Answers how to
 * stop: when it has, no job is under way.
 */
export function startBackgroundWork(): () => Promise<void> {
  const timers = ON_CLOCK.map((one) => setInterval(() => attempt(one), one.everySeconds * 1000).unref());
  const stopJobs = startJobs(HANDLERS);
  attempt({ name: "issuer-keys", run: async () => void (await signingKeys()) });
  attempt({ name: "sealing-key", run: async () => void (await sealingKey()) });
  attempt({ name: "time-services", run: async () => void (await timeServiceRoots()) });
  attempt({ name: "keep-snapshot", run: keepSnapshot });
  attempt({ name: "fold-older-certificates", run: foldOlderCertificates });
  attempt({ name: "announce-set-up", run: announceSetUp });
  log.debug({ onClock: ON_CLOCK.map(({ name }) => name) }, "background work started");
  return () => {
    timers.forEach((timer) => clearInterval(timer));
    return stopJobs();
  };
}

function attempt({ name, run }: Pick<OnClock, "name" | "run">): void {
  run().catch((error: unknown) => log.error({ job: name, err: error }, "background work failed"));
}

async function announceSetUp(): Promise<void> {
  const link = await firstSetUpLink();
  if (link)
    process.stdout.write(
      `Nobody has an account yet. Open this to become the first administrator:\n  ${link}\n`,
    );
}
