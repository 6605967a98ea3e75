import { beforeEach, describe, expect, test } from "vitest";
import { deliverOutbox } from "#app/features/notifications/deliver-outbox.server.ts";
import {
  chooseMailed,
  mailedTopics,
  markRead,
  myInbox,
  openMessage,
} from "#app/features/notifications/inbox.server.ts";
import { listMail } from "#app/features/notifications/outbox-messages.server.ts";
import { notify, type PersonalMessage } from "#app/features/notifications/outbox.server.ts";
import { findSignedIn } from "#app/features/identity/session.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Mail } from "#app/infra/mailer.server.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import * as fresh from "#tests/support/fresh.ts";

beforeEach(async () => {
  await db.outboxMessage.deleteMany();
});

const sent: Mail[] = [];
const mailer = { send: async (mail: Mail) => void sent.push(mail) };

const actorOf = (personId: string) => ({
  personId,
  name: "Dara",
  grants: [],
  reach: [],
  requestId: "test",
  timeZone: "UTC",
  locale: "en",
});

const write = (personId: string, more: Partial<PersonalMessage> = {}) =>
  inTransaction((tx) =>
    notify(tx, {
      key: newId(),
      personId,
      address: "dara@rumdul.example",
      kind: "plan-returned",
      action: "/learn/1/action-plan",
      locale: "fr",
      subject: "Votre plan",
      body: `Bonjour,\n\nle voici :\n\n${env.PUBLIC_ORIGIN}/learn/1/action-plan\n`,
      ...more,
    }),
  );

const unreadOf = async (cookie: string) => (await findSignedIn(cookie.split("=")[1]!))?.unread;

describe("one row, mail and inbox", () => {
  test("the mail goes once, and the words stay for the inbox alone", async () => {
    const { personId } = await fresh.someone();
    await inParallel(8, 8, () => write(personId, { key: "plan:1" }));
    sent.length = 0;
    await inParallel(3, 3, () => deliverOutbox(mailer));
    expect(sent).toHaveLength(1);
    const { rows } = await myInbox({ personId }, null);
    expect(rows).toMatchObject([{ subject: "Votre plan", locale: "fr", read: false }]);
    expect(rows[0]!.lines).toEqual([
      { kind: "text", text: "Bonjour," },
      { kind: "text", text: "le voici :" },
      { kind: "action" },
    ]);
    const all = { reach: [{ kind: "all" as const, id: "" }] };
    expect((await listMail(all, "", null)).rows).toMatchObject([{ body: "" }]);
  });

  test("who has no address reads it there, and no mail server is asked", async () => {
    const { personId } = await fresh.someone();
    await write(personId, { address: null });
    sent.length = 0;
    await deliverOutbox(mailer);
    expect(sent).toEqual([]);
    expect((await myInbox({ personId }, null)).rows).toHaveLength(1);
    expect(await db.inboxMessage.findFirst()).toMatchObject({ mail: "no-address" });
  });
});

describe("what somebody chose", () => {
  test("goes to the inbox only; a decision is mailed all the same", async () => {
    const { personId } = await fresh.someone();
    await chooseMailed(actorOf(personId), ["cohort"]);
    expect(await mailedTopics({ personId })).toEqual(["cohort"]);
    await write(personId);
    await write(personId, { kind: "certificate-ready" });
    await write(personId, { kind: "cohort-message" });
    sent.length = 0;
    await deliverOutbox(mailer);
    expect(sent).toHaveLength(2);
    expect((await myInbox({ personId }, null)).rows).toHaveLength(3);
    await chooseMailed(actorOf(personId), ["cohort", "results", "reminders", "digest"]);
    await write(personId);
    sent.length = 0;
    await deliverOutbox(mailer);
    expect(sent).toHaveLength(1);
  });
});

describe("reading", () => {
  test("opening marks it read, leads on, and is nobody else's", async () => {
    const dara = await fresh.someone();
    const bopha = await fresh.someone();
    await write(dara.personId);
    await write(dara.personId);
    expect(await unreadOf(dara.cookie)).toBe(2);
    expect(await unreadOf(bopha.cookie)).toBe(0);
    const { rows } = await myInbox(dara, null);
    const id = rows[0]!.id;
    expect(await openMessage(bopha, id)).toBeNull();
    expect(await markRead(bopha, id, true)).toBe(false);
    expect(await unreadOf(dara.cookie)).toBe(2);
    expect(await openMessage(dara, id)).toBe("/learn/1/action-plan");
    expect(await unreadOf(dara.cookie)).toBe(1);
    await markRead(dara, id, false);
    expect(await unreadOf(dara.cookie)).toBe(2);
  });
});
