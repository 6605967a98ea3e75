import { beforeAll, expect, test } from "vitest";
import {
  countDeadJobs,
  listJobs,
  newestJobAbout,
  purgeDoneJobs,
  retryJob,
} from "#app/features/jobs/job-list.server.ts";
import { enqueueJob, putDownSweeps } from "#app/features/jobs/jobs.server.ts";
import { SWEEPS } from "#app/features/jobs/job.ts";
import { tryJob } from "#app/features/jobs/run-job.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actorWith, everybody } from "#tests/support/identity-fixture.ts";
import { auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const admin = actorWith(newId(), everybody);
const narrow = actorWith(newId(), { kind: "organisation", id: newId() });
const ids: Record<string, string> = {};
const before = new Date(Date.now() - 60_000);
const later = new Date(Date.now() + 3_600_000);

beforeAll(async () => {
  const doer = { personId: await makePerson("Aminata Diallo"), requestId: "test" };
  const put = async (key: string, data: object) => {
    const id = await inTransaction((tx) =>
      enqueueJob(tx, doer, { kind: "issue-certificates", payload: {}, key, subjectId: key, of: 12 }),
    );
    await db.job.update({ where: { id }, data });
    ids[key] = id;
  };
  await put("done", { doneAt: before, key: null, progressDone: 12 });
  await put("waiting", {});
  await put("running", { leasedBy: "here", leasedUntil: later, progressDone: 4, attempts: 1 });
  await put("left", { leasedBy: "gone", leasedUntil: before, attempts: 1 });
  await put("dead", { deadAt: before, attempts: 8, lastError: "no" });
});

const about = async (state: Parameters<typeof listJobs>[1]) =>
  (await listJobs(admin, state, null)).rows.map(({ subjectId }) => subjectId);

test("jobs by their state, newest first; what is done only when asked for", async () => {
  expect(await about("")).toEqual(["dead", "left", "running", "waiting"]);
  expect(await about("waiting")).toEqual(["left", "waiting"]);
  expect(await about("running")).toEqual(["running"]);
  expect(await about("dead")).toEqual(["dead"]);
  expect(await about("done")).toEqual(["done"]);
  const { rows } = await listJobs(admin, "", null);
  expect(rows.map(({ state }) => state)).toEqual(["dead", "waiting", "running", "waiting"]);
  expect(rows[2]).toMatchObject({ by: "Aminata Diallo", done: 4, of: 12, kind: "issue-certificates" });
  expect(await countDeadJobs(admin)).toBe(1);
});

test("nobody reads or starts them who does not reach everybody", async () => {
  expect((await listJobs(narrow, "", null)).rows).toEqual([]);
  expect(await countDeadJobs(narrow)).toBe(0);
  expect(await retryJob(narrow, ids["dead"]!)).toBe(false);
});

test("a dead job begins anew, once; any other goes on as it was", async () => {
  for (const key of ["done", "waiting", "running"]) expect(await retryJob(admin, ids[key]!)).toBe(false);
  expect(await retryJob(admin, newId())).toBe(false);
  expect(await retryJob(admin, ids["dead"]!)).toBe(true);
  expect(await retryJob(admin, ids["dead"]!)).toBe(false);
  expect(await auditOf(ids["dead"]!)).toEqual(["job.asked", "job.retried"]);
  let tries = 0;
  await tryJob({ "issue-certificates": async () => void (tries += 1) }, ids["dead"]!, "one");
  expect(tries).toBe(1);
  expect(await about("dead")).toEqual([]);
});

test("the newest job about something is the one its page tells of", async () => {
  expect(await newestJobAbout("issue-certificates", "running")).toMatchObject({ progressDone: 4 });
  expect(await newestJobAbout("issue-certificates", "nothing")).toBeNull();
});

test("what is done is forgotten after a month", async () => {
  await purgeDoneJobs();
  expect(await about("done")).toContain("done");
  await db.job.updateMany({
    where: { id: ids["done"]! },
    data: { doneAt: new Date(Date.now() - 31 * 86_400_000) },
  });
  await purgeDoneJobs();
  expect(await about("done")).not.toContain("done");
  expect(await about("waiting")).toContain("waiting");
});

test("each sweep is put down once a day, and one that failed waits for a person", async () => {
  const sweeps = () =>
    db.job.findMany({
      where: { kind: { in: [...SWEEPS] } },
      select: { id: true, kind: true },
      orderBy: { id: "asc" },
    });
  await Promise.all([putDownSweeps(), putDownSweeps()]);
  const put = await sweeps();
  expect(put.map(({ kind }) => kind).sort()).toEqual([...SWEEPS].sort());
  const [done, again, dead] = put.map(({ id }) => id) as [string, string, string];
  const yesterday = new Date(Date.now() - 86_400_000);
  await db.job.update({ where: { id: done }, data: { doneAt: new Date(), key: null } });
  await db.job.update({ where: { id: again }, data: { doneAt: yesterday, createdAt: yesterday, key: null } });
  await db.job.update({ where: { id: dead }, data: { deadAt: yesterday, createdAt: yesterday } });
  await putDownSweeps();
  const added = (await sweeps()).filter(({ id }) => !put.some((sweep) => sweep.id === id));
  expect(added.map(({ kind }) => kind)).toEqual([put.find(({ id }) => id === again)!.kind]);
  await db.job.deleteMany({ where: { kind: { in: [...SWEEPS] } } });
});
