import { beforeEach, describe, expect, test } from "vitest";
import {
  countUnreached,
  listUnreached,
  noteTold,
  takeBackTold,
} from "#app/features/cohorts/unreached.server.ts";
import { markRead } from "#app/features/notifications/inbox.server.ts";
import { MOST_TRIES } from "#app/features/notifications/delivery-plan.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import * as fresh from "#tests/support/fresh.ts";

beforeEach(async () => {
  await db.outboxMessage.deleteMany();
});

async function write(address: string | null): Promise<{ personId: string; id: string }> {
  const { personId } = await fresh.someone({ phone: "+855 12 345 678" });
  const key = newId();
  await inTransaction((tx) =>
    notify(tx, {
      key,
      personId,
      address,
      kind: "plan-returned",
      action: "/learn",
      locale: "en",
      subject: "Your plan",
      body: "Look at it.",
    }),
  );
  return { personId, id: (await db.outboxMessage.findUniqueOrThrow({ where: { key } })).id };
}

const administrator = async () => (await fresh.staff("platform-administrator")).actor;
const OPEN = { cohortId: null, told: false };
const idsOf = async (told = false) =>
  (await listUnreached(await administrator(), { ...OPEN, told }, null)).rows.map(({ id }) => id);

describe("who stands on the list", () => {
  test("no address and a mail that would not go; not a mail on its way, nor what was read", async () => {
    const without = await write(null);
    const dead = await write("gone@rumdul.example");
    await write("dara@rumdul.example");
    const read = await write(null);
    await markRead(read, read.id, true);
    await db.outboxMessage.update({ where: { id: dead.id }, data: { attempts: MOST_TRIES } });
    expect((await idsOf()).sort()).toEqual([without.id, dead.id].sort());
    const { rows } = await listUnreached(await administrator(), OPEN, null);
    expect(rows.map(({ why }) => why).sort()).toEqual(["failed", "no-address"]);
    expect(await countUnreached(await administrator())).toBe(2);
  });

  test("not to whom the person is foreign, who cannot note it either", async () => {
    const { id } = await write(null);
    const { actor } = await fresh.staff("training-head");
    const stranger = { ...actor, reach: [{ kind: "organisation" as const, id: newId() }] };
    expect((await listUnreached(stranger, OPEN, null)).rows).toEqual([]);
    expect(await noteTold(stranger, id, { means: "phone", day: "2026-01-05" })).toBeNull();
    expect(await takeBackTold(stranger, id)).toBe(false);
  });
});

describe("telling otherwise", () => {
  test("is noted once, with who and when, and can be taken back", async () => {
    const { id } = await write(null);
    const actor = await administrator();
    await inParallel(5, 5, () => noteTold(actor, id, { means: "phone", day: "2026-01-05" }));
    expect(await idsOf()).toEqual([]);
    const { rows } = await listUnreached(actor, { ...OPEN, told: true }, null);
    expect(rows).toMatchObject([{ id, told: { means: "phone", day: "2026-01-05", by: expect.any(String) } }]);
    expect(
      await db.auditEntry.count({ where: { action: "mail.told-otherwise", actorId: actor.personId } }),
    ).toBe(1);
    expect(await takeBackTold(actor, id)).toBe(true);
    expect(await idsOf()).toEqual([id]);
  });

  test("not before it happened", async () => {
    const { id } = await write(null);
    const day = addDays(today("UTC"), 3);
    const noted = await noteTold(await administrator(), id, { means: "phone", day });
    expect(noted).toMatchObject({ ok: false, reason: { key: "told-not-yet" } });
  });
});
