import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CertificateFacts } from "#app/features/certification/certificate-facts.ts";
import {
  renderCertificatePdf,
  type PrintedCertificate,
} from "#app/features/certification/certificate-pdf.server.tsx";
import { certificateWords } from "#app/features/certification/certificate-words.server.ts";
import type { Drawing } from "#app/features/certification/draw-and-seal.server.ts";
import { DeadlineThread } from "#app/infra/deadline-thread.server.ts";
import { forgetTimeService } from "#app/infra/sealed-pdf.server.ts";
import { aSeal } from "#tests/support/sealed-papers.ts";

const facts: CertificateFacts = {
  number: "PB-2026-000417-C",
  code: "7GQ2M4RX9KTB3WVZ0HNCJ5PDA8",
  verifyUrl: "https://passbook.example/v/7GQ2M4RX9KTB3WVZ0HNCJ5PDA8",
  kind: "participation",
  locale: "en",
  issuer: "Mekong Institute",
  programme: "Management in microfinance",
  course: { title: "Management essentials", version: "1.0" },
  cohort: "Phnom Penh, autumn",
  format: "standard",
  startDate: "2026-11-09",
  endDate: "2026-11-20",
  holder: { name: "ចាន់ សុភា" },
  minutes: 3600,
  halfDays: { attended: 19, total: 20 },
  modules: [],
  signatories: [],
  issuedOn: "2026-11-20",
  edition: 1,
};

let folder: string;
beforeAll(async () => {
  // Beside the packages, as in the build: what the thread imports is looked up from where its file lies.
  folder = await mkdtemp(path.resolve("node_modules/.cache/drawing-"));
});
afterAll(() => rm(folder, { recursive: true }));

const unsigned = (set: PrintedCertificate[]): Drawing => ({ set, seal: null });
const settings = { limitMs: 60_000, idleMs: 60_000, memory: { maxOldGenerationSizeMb: 160 } };

/** As the build bundles it. */
async function drawingThread(idleMs = 60_000) {
  const outfile = path.join(folder, "drawing-thread.mjs");
  await build({
    entryPoints: ["app/features/certification/drawing-thread.server.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  return new DeadlineThread<Drawing, Uint8Array>(outfile, { ...settings, idleMs });
}

test("the thread draws the same bytes as this one, as the build bundles it", async () => {
  const thread = await drawingThread();
  const words = certificateWords(facts);
  const here = await renderCertificatePdf(facts, words);
  expect(Buffer.from(await thread.ask(unsigned([{ facts, words }]))).equals(Buffer.from(here))).toBe(true);
  const unprintable = { ...facts, holder: { name: "ნ" } };
  await expect(thread.ask(unsigned([{ facts: unprintable, words }]))).rejects.toThrow("No font has ნ");
  expect((await thread.ask(unsigned([{ facts, words }]))).length).toBe(here.length);
  await thread.close();
}, 60_000);

test("a thread that ended for want of work leaves to the next what it knew of the time service", async () => {
  let asked = 0;
  const out = createServer((_, response) => {
    asked += 1;
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => out.listen(0, "127.0.0.1", resolve));
  const timeService = `http://127.0.0.1:${(out.address() as AddressInfo).port}`;
  const thread = await drawingThread(1);
  forgetTimeService();
  try {
    const drawing: Drawing = { set: [{ facts, words: certificateWords(facts) }], seal: await aSeal() };
    const lengths: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const pdf = await thread.ask({ ...drawing, seal: { ...drawing.seal!, timeService } });
      lengths.push(pdf.length);
      await new Promise((resolve) => setTimeout(resolve, 200)); // idle for longer than it lives
    }
    expect(asked).toBe(1);
    expect(lengths.every((length) => length === lengths[0])).toBe(true);
  } finally {
    forgetTimeService();
    await thread.close();
    await new Promise((resolve) => out.close(resolve));
  }
}, 60_000);

describe("a thread with a deadline", () => {
  /** Answers each text with itself; hangs, breaks and eats memory where it is told to. */
  const ECHO = `
    import { parentPort, threadId } from "node:worker_threads";
    parentPort.on("message", (asked) => {
      if (asked === "hang") for (;;);
      if (asked === "break") throw new Error("broken");
      if (asked === "eat") { const all = []; for (;;) all.push(new Array(10_000).fill(all.length)); }
      parentPort.postMessage({ answer: asked + " " + threadId });
    });`;

  const echo = async (limitMs: number) => {
    const file = path.join(folder, "echo.mjs");
    await writeFile(file, ECHO);
    return new DeadlineThread<string, string>(file, {
      limitMs,
      idleMs: 60_000,
      memory: { maxOldGenerationSizeMb: 16 },
    });
  };

  test("answers one after the other, in the order asked", async () => {
    const thread = await echo(10_000);
    const answers = await Promise.all(["a", "b", "c"].map((text) => thread.ask(text)));
    expect(answers.map((answer) => answer[0])).toEqual(["a", "b", "c"]);
    expect(new Set(answers.map((answer) => answer.slice(2))).size).toBe(1);
    await thread.close();
  });

  test.each(["hang", "break", "eat"])(
    "what goes wrong (%s) fails alone; the next asker is answered",
    async (what) => {
      const thread = await echo(what === "hang" ? 1_500 : 30_000);
      const [wrong, next] = await Promise.allSettled([thread.ask(what), thread.ask("next")]);
      expect(wrong.status).toBe("rejected");
      expect(next).toMatchObject({ status: "fulfilled", value: expect.stringMatching(/^next /) });
      await thread.close();
    },
  );
});
