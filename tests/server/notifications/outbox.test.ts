import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { deliverOutbox } from "#app/features/notifications/deliver-outbox.server.ts";
import { MOST_TRIES } from "#app/features/notifications/delivery-plan.ts";
import { enqueue, type Message } from "#app/features/notifications/outbox.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { makeMailer } from "#app/infra/mailer.server.ts";
import { inParallel } from "#tests/support/concurrency.ts";

/* A real mail server on loopback; `refusing` makes it answer 451 to every receiver. */
const received: string[] = [];
let refusing = false;
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  logger: false,
  onRcptTo: (_address, _session, answer) =>
    answer(refusing ? Object.assign(new Error("later, please"), { responseCode: 451 }) : null),
  onData(stream, _session, answer) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      received.push(Buffer.concat(chunks).toString());
      answer();
    });
  },
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.server.address() as AddressInfo;
const mailer = makeMailer(`smtp://127.0.0.1:${port}`, "Passbook <no-reply@passbook.example>");
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

beforeEach(async () => {
  await db.outboxMessage.deleteMany();
  received.length = 0;
  refusing = false;
});

const message = (more: Partial<Message> = {}): Message => ({
  key: newId(),
  personId: null,
  address: "dara@rumdul.example",
  kind: "test",
  locale: "en",
  subject: "Your certificate",
  body: "It is ready.\n",
  ...more,
});
const put = (more: Partial<Message> = {}) => inTransaction((tx) => enqueue(tx, message(more)));
const only = () => db.outboxMessage.findFirstOrThrow();
const makeDue = () => db.outboxMessage.updateMany({ data: { sendAfter: new Date(Date.now() - 1000) } });

describe("putting mail in", () => {
  test("the same key is one mail, pressed twice or at once", async () => {
    await inParallel(10, 10, () => put({ key: "certificate:1" }));
    expect(await db.outboxMessage.count()).toBe(1);
  });

  test("what is rolled back is not sent", async () => {
    const failed = inTransaction(async (tx) => {
      await enqueue(tx, message());
      throw new Error("the certificate could not be issued");
    });
    await expect(failed).rejects.toThrow("could not be issued");
    expect(await db.outboxMessage.count()).toBe(0);
  });
});

describe("sending", () => {
  test("each mail once, however many are sending, in any script", async () => {
    await inParallel(12, 4, (index) => put({ subject: `លិខិត ${index}`, body: "ប័ណ្ណរបស់អ្នក\n", locale: "km" }));
    await inParallel(6, 6, () => deliverOutbox(mailer));
    expect(received).toHaveLength(12);
    expect(new Set(received.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1])).size).toBe(12);
    expect(received[0]).toMatch(/^From: Passbook <no-reply@passbook.example>$/m);
    expect(received[0]).toMatch(/^To: dara@rumdul.example$/m);
    expect(received[0]).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(await db.outboxMessage.count({ where: { sentAt: null } })).toBe(0);
  });

  test("words that nobody has checked say so below the mail, and nowhere else", async () => {
    const said = async (locale: string) => {
      received.length = 0;
      await put({ key: `drafted-${locale}`, locale, body: "It is ready.\n" });
      expect(await db.outboxMessage.findFirst({ where: { sentAt: null } })).toMatchObject({
        body: "It is ready.\n",
      });
      await deliverOutbox(mailer);
      return received[0]!;
    };
    expect(await said("en")).not.toMatch(/^-- $/m);
    const spanish = await said("es");
    expect(spanish).toMatch(/^Content-Language: es$/im);
    expect(spanish).toMatch(/^It is ready\.\r?\n\r?\n(-- |--=20)\r?\nLos textos/m);
  });

  test("what was sent keeps no body: it may have held a link", async () => {
    await put({ body: "https://passbook.example/reset-password/secret\n" });
    await deliverOutbox(mailer);
    expect(received[0]).toContain("reset-password/secret");
    expect(await only()).toMatchObject({ body: "", attempts: 1, lastError: null });
  });

  test("without a mail server it stays, to be read", async () => {
    await put();
    await deliverOutbox(null);
    expect(await only()).toMatchObject({ attempts: 0, sentAt: null, body: "It is ready.\n" });
  });

  test("an address with a line break in it sends nothing to anybody else", async () => {
    await put({
      address: "dara@rumdul.example\r\nBcc: all@rumdul.example",
      subject: "One\r\nBcc: all@rumdul.example",
    });
    await deliverOutbox(mailer);
    expect(received.join("\n")).not.toMatch(/^Bcc:/m);
  });
});

describe("when the mail server will not", () => {
  test("it is tried again later, not at once, and the reason names no address", async () => {
    await put();
    refusing = true;
    await deliverOutbox(mailer);
    await deliverOutbox(mailer);
    const waiting = await only();
    expect(waiting).toMatchObject({ attempts: 1, sentAt: null, body: "It is ready.\n" });
    expect(waiting.lastError).toContain("451");
    expect(waiting.lastError).not.toContain("@");
    expect(waiting.sendAfter.getTime()).toBeGreaterThan(Date.now());
    refusing = false;
    await makeDue();
    await deliverOutbox(mailer);
    expect(received).toHaveLength(1);
    expect(await only()).toMatchObject({ attempts: 2, lastError: null });
  });

  test("given up after the last try", async () => {
    await put();
    refusing = true;
    for (let count = 0; count < MOST_TRIES + 3; count++) {
      await makeDue();
      await deliverOutbox(mailer);
    }
    expect(await only()).toMatchObject({ attempts: MOST_TRIES, sentAt: null });
  });

  test("nobody at the other end harms nothing", async () => {
    await put();
    await deliverOutbox(makeMailer("smtp://127.0.0.1:1"));
    expect(await only()).toMatchObject({ attempts: 1, sentAt: null, lastError: "ESOCKET" });
  });
});
