import { beforeEach, expect, test } from "vitest";
import { sendDigests } from "#app/features/cohorts/send-digests.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import * as fresh from "#tests/support/fresh.ts";

beforeEach(async () => {
  await db.outboxMessage.deleteMany();
  await db.digest.deleteMany();
  await db.roleAssignment.deleteMany();
});

const WEEK = 7 * 24 * 3_600_000;
const inWeeks = (weeks: number) => new Date(now().getTime() + weeks * WEEK);
const digests = () => db.outboxMessage.findMany({ where: { kind: "digest" } });

async function head(): Promise<string> {
  const { personId } = await fresh.someone({ email: `${newId()}@rumdul.example`, locale: "fr" });
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role: "platform-administrator",
      scopeKind: "all",
      scopeId: "",
      grantedAt: now(),
    },
  });
  return personId;
}

/** Something waits for whoever looks after people: a message that reached nobody. */
async function somethingWaits(): Promise<void> {
  const { personId } = await fresh.someone();
  const words = { locale: "en", subject: "S", body: "B" };
  await notify(db, {
    key: newId(),
    personId,
    address: null,
    kind: "plan-approved",
    action: "/learn",
    ...words,
  });
}

test("once a week, however often and by how many it is asked; in the reader's language", async () => {
  const personId = await head();
  await somethingWaits();
  await sendDigests(now());
  expect(await digests()).toEqual([]);
  await inParallel(4, 4, () => sendDigests(inWeeks(1)));
  const sent = await digests();
  expect(sent).toMatchObject([{ personId, locale: "fr" }]);
  expect(sent[0]!.body).toContain("atteint");
  await sendDigests(inWeeks(2));
  expect(await digests()).toHaveLength(2);
});

test("after an outage once, and not backwards", async () => {
  await head();
  await somethingWaits();
  await sendDigests(inWeeks(5));
  await sendDigests(inWeeks(3));
  await sendDigests(inWeeks(5));
  expect(await digests()).toHaveLength(1);
});

test("nothing waits, nothing is sent: not on Thursday either, when something does", async () => {
  const personId = await head();
  await db.person.updateMany({ data: { deactivatedAt: now() }, where: { id: { not: personId } } });
  await db.person.update({ where: { id: personId }, data: { passwordHash: "x" } });
  const { count } = await db.job.deleteMany();
  expect(count).toBeGreaterThanOrEqual(0);
  await sendDigests(inWeeks(1));
  const before = (await digests()).length;
  await somethingWaits();
  await sendDigests(inWeeks(1));
  expect(await digests()).toHaveLength(before);
});

test("a learner has none, nor has who left", async () => {
  const personId = await head();
  await somethingWaits();
  await db.person.update({ where: { id: personId }, data: { deactivatedAt: now() } });
  await sendDigests(inWeeks(1));
  expect(await digests()).toEqual([]);
});
