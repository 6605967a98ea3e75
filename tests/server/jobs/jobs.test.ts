import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MOST_TRIES } from "#app/features/jobs/job.ts";
import { wakeJob } from "#app/features/jobs/job-runner.server.ts";
import { enqueueJob, type NewJob } from "#app/features/jobs/jobs.server.ts";
import {
  GiveUp,
  startJobs,
  tryJob,
  type Handler,
  type Handlers,
  type Run,
} from "#app/features/jobs/run-job.server.ts";
import { databaseKind, db, inTransaction, sql } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { inParallel, signal } from "#tests/support/concurrency.ts";
import { auditOf } from "#tests/support/learning-fixture.ts";

const doer = { personId: newId(), requestId: "test" };
const stops: (() => Promise<void>)[] = [];

beforeEach(() => db.job.deleteMany());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const put = (more: Partial<NewJob> = {}) =>
  inTransaction((tx) =>
    enqueueJob(tx, doer, {
      kind: "issue-certificates",
      payload: {},
      key: null,
      subjectId: null,
      of: 3,
      ...more,
    }),
  );
const handling = (handler: Handler): Partial<Handlers> => ({ "issue-certificates": handler });
const start = (handler: Handler) => {
  const stop = startJobs(handling(handler));
  stops.push(stop);
  return stop;
};
const jobOf = (id: string) => db.job.findUniqueOrThrow({ where: { id } });
const untilDone = (count: number) =>
  vi.waitFor(async () => expect(await db.job.count({ where: { doneAt: { not: null } } })).toBe(count), {
    timeout: 15_000,
    interval: 50,
  });
const minute = (count: number) => new Date(Date.now() + count * 60_000);

/** As a process leaves a job that is killed in the middle of it. */
async function leaveLeased(id: string, until: Date): Promise<void> {
  await db.job.update({ where: { id }, data: { attempts: 1, leasedBy: "gone", leasedUntil: until } });
  if (databaseKind === "postgresql")
    await db.$executeRaw(sql`
      UPDATE graphile_worker._private_jobs SET locked_by = 'gone', locked_at = now(), attempts = 1 WHERE key = ${id}`);
}

describe("putting a job down", () => {
  test("the same key is one job, pressed twice or at once, until it is done", async () => {
    const ids = new Set<string>();
    await inParallel(10, 10, async () => ids.add(await put({ key: "cohort" })));
    expect(ids.size).toBe(1);
    const [first] = [...ids];
    expect(await auditOf(first!)).toEqual(["job.asked"]);
    await tryJob(
      handling(async () => {}),
      first!,
      "one",
    );
    expect(await put({ key: "cohort" })).not.toBe(first);
  });

  test("what is rolled back never runs", async () => {
    const ran: string[] = [];
    start(async (_payload, { id }) => void ran.push(id));
    const failed = inTransaction(async (tx) => {
      await enqueueJob(tx, doer, {
        kind: "issue-certificates",
        payload: {},
        key: null,
        subjectId: null,
        of: 0,
      });
      throw new Error("the cohort could not be closed");
    });
    await expect(failed).rejects.toThrow("could not be closed");
    const other = await put();
    await untilDone(1);
    expect(ran).toEqual([other]);
  });
});

describe("running", () => {
  test("each job once, however many workers there are, with what was put down and by whom", async () => {
    const ran: { payload: unknown; by: Run["doer"]; id: string }[] = [];
    const handler: Handler = async (payload, { id, doer: by }) => void ran.push({ payload, by, id });
    start(handler);
    start(handler);
    start(handler);
    await inParallel(15, 5, (index) => put({ payload: { index } }));
    await untilDone(15);
    expect(ran.map(({ payload }) => (payload as { index: number }).index).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, index) => index),
    );
    const [{ by, id } = ran[0]!] = ran;
    expect(by).toEqual({ personId: doer.personId, requestId: id });
  });

  test("says how far it is", async () => {
    const half = signal();
    const goOn = signal();
    start(async (_payload, { step }) => {
      await step(1, { issued: 1 });
      half.send();
      await goOn.sent;
      await step(3, { issued: 3 });
    });
    const id = await put();
    await half.sent;
    expect(await jobOf(id)).toMatchObject({
      progressDone: 1,
      progressOf: 3,
      outcome: '{"issued":1}',
      doneAt: null,
    });
    goOn.send();
    await untilDone(1);
    expect(await jobOf(id)).toMatchObject({ progressDone: 3, attempts: 1, leasedBy: null, key: null });
  });

  test("what a killed process had is taken up again, and not before its lease is over", async () => {
    const ran: string[] = [];
    const id = await put();
    await leaveLeased(id, minute(1));
    const stop = start(async (_payload, run) => void ran.push(run.id));
    const other = await put();
    await untilDone(1);
    expect(ran).toEqual([other]);
    await stop();
    await leaveLeased(id, minute(-1));
    start(async (_payload, run) => void ran.push(run.id));
    await untilDone(2);
    expect(ran).toEqual([other, id]);
    expect(await jobOf(id)).toMatchObject({ attempts: 2 });
  });

  test("who has lost the lease stops at the next step and ends nothing", async () => {
    const id = await put();
    let steps = 0;
    await tryJob(
      handling(async (_payload, { step }) => {
        await step((steps += 1), null);
        await leaveLeased(id, minute(1));
        await step((steps += 1), null);
        steps += 1;
      }),
      id,
      "one",
    );
    expect(steps).toBe(2);
    expect(await jobOf(id)).toMatchObject({
      leasedBy: "gone",
      doneAt: null,
      progressDone: 1,
      lastError: null,
    });
  });

  test("stopping waits for the step under way; the next worker goes on at once, and no try is counted", async () => {
    const begun = signal();
    const goOn = signal();
    const steps: string[] = [];
    const handler = (name: string) =>
      (async (_payload, { step }) => {
        steps.push(`${name} 1`);
        begun.send();
        await goOn.sent;
        await step(1, null);
        steps.push(`${name} 2`);
      }) satisfies Handler;
    const stop = start(handler("first"));
    const id = await put();
    await begun.sent;
    const stopped = stop();
    goOn.send();
    await stopped;
    expect(await jobOf(id)).toMatchObject({ leasedUntil: null, doneAt: null, attempts: 0, progressDone: 1 });
    start(handler("second"));
    await untilDone(1);
    expect(steps).toEqual(["first 1", "second 1", "second 2"]);
  });
});

describe("failing", () => {
  test("it waits and is tried again", async () => {
    let tries = 0;
    const handler: Handler = async () => {
      tries += 1;
      if (tries === 1) throw new Error("the mail server\nsaid no");
    };
    start(handler);
    const id = await put();
    await vi.waitFor(async () => expect((await jobOf(id)).lastError).toBe("the mail server said no"), 15_000);
    const waiting = await jobOf(id);
    expect(waiting).toMatchObject({ attempts: 1, leasedUntil: null, deadAt: null });
    expect(waiting.runAfter.getTime()).toBeGreaterThan(Date.now() + 5_000);
    await inTransaction(async (tx) => {
      await tx.job.update({ where: { id }, data: { runAfter: new Date() } });
      await wakeJob(tx, id, 0);
    });
    await untilDone(1);
    expect(await jobOf(id)).toMatchObject({ attempts: 2, lastError: null });
  });

  test("tried in vain often enough, it is dead; asked for again, it begins anew", async () => {
    const failing = handling(async () => {
      throw new Error("no");
    });
    const id = await put({ key: "cohort" });
    for (let count = 0; count < MOST_TRIES + 2; count += 1) await tryJob(failing, id, "one");
    expect(await jobOf(id)).toMatchObject({ attempts: MOST_TRIES, lastError: "no", key: "cohort" });
    expect((await jobOf(id)).deadAt).not.toBeNull();
    expect(await put({ key: "cohort", of: 5 })).toBe(id);
    expect(await jobOf(id)).toMatchObject({ attempts: 0, deadAt: null, lastError: null, progressOf: 5 });
  });

  test("what no try can cure is dead at once", async () => {
    const id = await put();
    const hopeless = handling(async () => {
      throw new GiveUp("nobody may");
    });
    await tryJob(hopeless, id, "one");
    expect(await jobOf(id)).toMatchObject({ attempts: 1, lastError: "nobody may" });
    expect((await jobOf(id)).deadAt).not.toBeNull();
  });

  test("interrupted each time, it does not come back for ever", async () => {
    let tries = 0;
    const handler = handling(async () => void (tries += 1));
    const id = await put();
    await leaveLeased(id, minute(-1));
    await db.job.update({ where: { id }, data: { attempts: MOST_TRIES } });
    await tryJob(handler, id, "one");
    expect(tries).toBe(0);
    expect((await jobOf(id)).deadAt).not.toBeNull();
  });
});
