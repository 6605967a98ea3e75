import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { drawAndSeal } from "#app/features/certification/draw-and-seal.server.ts";
import { poppler } from "#tests/support/judges.ts";
import { NAMES } from "#tests/support/names-in-scripts.ts";
import { aCertificate, aSeal } from "#tests/support/sealed-papers.ts";

/* What is signed, not only what is drawn: its text in every script, and its length, in the two languages that need most. */

const MOST_BYTES = 60_000;

const folder = mkdtempSync(path.join(tmpdir(), "sealed-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As of a trainer: as long as the longest token and the largest mark that were seen. */
async function sealed(name: string): Promise<Buffer> {
  const { attachment, ...seal } = await aSeal();
  const one = aCertificate({ kind: "trainer", locale: "km", second: "en", change: { holder: { name } } });
  const token = Buffer.from(Array.from({ length: 3600 }, (_, at) => 48 + ((at * at * 31 + at * 7) % 74)));
  const drawing = { set: [{ ...one, mark: `${one.facts.verifyUrl}#${"8".repeat(220)}` }] };
  return Buffer.from(
    await drawAndSeal({ ...drawing, seal: { ...seal, attachment: { ...attachment!, bytes: token } } }),
  );
}

test.each(Object.entries(NAMES))(
  "%s: signed, found again in its text, and no longer than 60 kB",
  async (_, name) => {
    const pdf = await sealed(name);
    const file = path.join(folder, "sealed.pdf");
    writeFileSync(file, pdf);
    const text = execFileSync(poppler().pdftotext, [file, "-"], { encoding: "utf8" });
    const lines = text
      .replace(/[\u200E\u200F\u202A-\u202E\f]/g, "")
      .normalize("NFC")
      .split("\n");
    expect(lines).toContain(name.normalize("NFC"));
    expect(pdf.includes("ETSI.CAdES.detached")).toBe(true);
    expect(pdf.length).toBeLessThanOrEqual(MOST_BYTES);
  },
);
