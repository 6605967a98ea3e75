import { beforeAll, expect, test } from "vitest";
import { MOST_TRIES } from "#app/features/notifications/delivery-plan.ts";
import { isGivenUp, mailState } from "#app/features/notifications/mail-state.ts";
import { countFailedMail, listMail, retryMail } from "#app/features/notifications/outbox-messages.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actorWith, everybody } from "#tests/support/identity-fixture.ts";
import { auditOf } from "#tests/support/learning-fixture.ts";

const admin = actorWith(newId(), everybody);
const narrow = actorWith(newId(), { kind: "organisation", id: newId() });
const ids: Record<string, string> = {};

beforeAll(async () => {
  const put = async (key: string, data: object = {}) => {
    const mail = {
      personId: null,
      address: "a@b.example",
      kind: "invitation",
      locale: "en",
      subject: key,
      body: "Come in",
    };
    await enqueue(db, { key, ...mail });
    const { id } = await db.outboxMessage.update({ where: { key }, data });
    ids[key] = id;
  };
  await put("sent", { sentAt: new Date(), attempts: 1, body: "" });
  await put("waiting");
  await put("failing", { attempts: 3, lastError: "ECONNREFUSED", sendAfter: new Date("2030-01-01") });
  await put("dead", { attempts: MOST_TRIES, lastError: "EENVELOPE 550" });
});

const subjects = async (state: Parameters<typeof listMail>[1]) =>
  (await listMail(admin, state, null)).rows.map(({ subject }) => subject);

test("mail by its state, newest first; the words and the list agree", async () => {
  expect(await subjects("")).toEqual(["dead", "failing", "waiting", "sent"]);
  expect(await subjects("failed")).toEqual(["dead", "failing"]);
  expect(await subjects("waiting")).toEqual(["waiting"]);
  expect(await subjects("sent")).toEqual(["sent"]);
  const { rows } = await listMail(admin, "", null);
  expect(rows.map(mailState)).toEqual(["failed", "failed", "waiting", "sent"]);
  expect(rows.map(isGivenUp)).toEqual([true, false, false, false]);
  expect(await countFailedMail(admin)).toBe(2);
});

test("nobody reads or sends it who does not reach everybody", async () => {
  expect((await listMail(narrow, "", null)).rows).toEqual([]);
  expect(await countFailedMail(narrow)).toBe(0);
  expect(await retryMail(narrow, ids["dead"]!)).toBe(false);
});

test("trying again begins anew; what was sent stays sent", async () => {
  expect(await retryMail(admin, ids["dead"]!)).toBe(true);
  const mail = await db.outboxMessage.findUniqueOrThrow({ where: { id: ids["dead"]! } });
  expect(mail).toMatchObject({ attempts: 0, lastError: null });
  expect(mail.sendAfter.getTime()).toBeLessThanOrEqual(Date.now());
  expect(await auditOf(ids["dead"]!)).toEqual(["mail.retried"]);
  expect(await retryMail(admin, ids["sent"]!)).toBe(false);
  expect(await retryMail(admin, newId())).toBe(false);
});

test("what is confidential is read by nobody here, waiting or failed", async () => {
  const link = "https://example.org/complaints/SECRET";
  for (const kind of ["complaint-receipt", "complaint-answer", "panel-guest"])
    await enqueue(db, {
      key: kind, personId: null, address: "a@b.example", kind, locale: "en", subject: kind, body: `Open ${link}`,
    }); // prettier-ignore
  const { rows } = await listMail(admin, "", null);
  expect(rows.map(({ subject }) => subject)).toContain("panel-guest");
  expect(JSON.stringify(rows)).not.toContain("SECRET");
  expect(JSON.stringify(rows)).toContain("Come in");
});
