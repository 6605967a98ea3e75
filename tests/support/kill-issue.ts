import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { startSession } from "#app/features/identity/session.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ask, formBody } from "./ask.ts";
import { finishedCohort } from "./certification-fixture.ts";
import type { Stage } from "./stage.ts";

/* A cohort's certificates are issued as one job; the server dies in the middle of it, twice, and comes back. */

const LEARNERS = 60;
/** A lease has to run out before another process takes the job up. */
const TAKEN_UP_WITHIN_MS = 60_000;
/** Two deaths. */
export const KILLED_ISSUE_MS = 2 * TAKEN_UP_WITHIN_MS + 60_000;

type Issued = {
  /** What stood there after the first death, before anybody came back: the control. */
  leftByTheFirst: string[];
  complaints: string[];
  tries: number;
};

export async function killWhileIssuing(stage: Stage): Promise<Issued> {
  const { cohortId, learners, administrator } = await finishedCohort(
    Array.from({ length: LEARNERS }, (_, index) => `Learner ${letters(index)}`),
  );
  const cookie = await cookieOfAdministrator(administrator.personId);
  let app = await stage.start();
  const { status } = await ask(app.origin, paths.issueCertificates(cohortId), {
    cookie,
    body: formBody({ intent: "all" }),
  });
  expect(status).toBe(302);
  await untilIssued(cohortId, 5);
  await app.kill();
  const people = learners.map(({ personId }) => personId);
  const leftByTheFirst = await complaintsAbout(people);
  const before = await countOf(cohortId);
  expect(before).toBeGreaterThanOrEqual(5);
  expect(before).toBeLessThan(LEARNERS);

  app = await stage.start();
  await untilIssued(cohortId, before + 5);
  await app.kill();
  expect(await countOf(cohortId)).toBeLessThan(LEARNERS);

  app = await stage.start();
  const job = await untilDone(cohortId);
  const page = await ask(app.origin, paths.issueCertificates(cohortId), { cookie });
  expect(page.text).toContain(`${LEARNERS} of ${LEARNERS} issued`);
  await app.stop();
  return { leftByTheFirst, complaints: await complaintsAbout(people), tries: job.attempts };
}

/** Names that print: AA, AB … */
const letters = (index: number) => String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));

async function cookieOfAdministrator(personId: string): Promise<string> {
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role: "cohort-administrator",
      scopeKind: "programme",
      scopeId: "management",
      grantedAt: now(),
    },
  });
  const [cookie = ""] = (await startSession(personId, "Test")).split(";");
  return cookie;
}

const countOf = (cohortId: string) => db.certificateEnrolment.count({ where: { enrolment: { cohortId } } });

async function untilIssued(cohortId: string, count: number): Promise<void> {
  const end = Date.now() + TAKEN_UP_WITHIN_MS;
  while ((await countOf(cohortId)) < count) {
    if (Date.now() > end) throw new Error(`not ${count} issued: ${JSON.stringify(await db.job.findMany())}`);
    await pause(2);
  }
}

async function untilDone(cohortId: string) {
  const end = Date.now() + TAKEN_UP_WITHIN_MS;
  for (;;) {
    const job = await db.job.findFirstOrThrow({ where: { subjectId: cohortId } });
    if (job.doneAt) return job;
    if (Date.now() > end) throw new Error(`the job does not end: ${JSON.stringify(job)}`);
    await pause(50);
  }
}

/** Everybody has one certificate, told once and recorded once, and the numbers have no gap. */
async function complaintsAbout(people: string[]): Promise<string[]> {
  const certificates = await db.certificate.findMany({ select: { id: true, personId: true, number: true } });
  const lines = await db.auditEntry.findMany({ where: { action: "certificate.issued" } });
  const mails = await db.outboxMessage.findMany({ where: { key: { startsWith: "certificate-ready:" } } });
  const complaints: string[] = [];
  for (const person of people) {
    const own = certificates.filter(({ personId }) => personId === person);
    if (own.length !== 1) complaints.push(`${person} has ${own.length} certificates`);
  }
  for (const { id, number } of certificates) {
    const recorded = lines.filter(({ subjectId }) => subjectId === id).length;
    const told = mails.filter(({ key }) => key === `certificate-ready:${id}`).length;
    if (recorded !== 1) complaints.push(`${number} is recorded ${recorded} times`);
    if (told !== 1) complaints.push(`${number} is told ${told} times`);
  }
  const given = certificates.map(({ number }) => Number(number.slice(8, 14))).sort((a, b) => a - b);
  const gap = given.findIndex((count, index) => count !== index + 1);
  if (gap >= 0) complaints.push(`number ${gap + 1} is missing or doubled`);
  const counters = await db.certificateCounter.findMany();
  const last = counters.reduce((sum, counter) => sum + counter.last, 0);
  if (last !== given.length) complaints.push(`${last} numbers taken for ${given.length} certificates`);
  return complaints;
}
