import { expect, test } from "vitest";
import { openEnvelope } from "#app/features/credentials/pdf-envelope.ts";

/* What a signed file looks like from outside, before anything is believed. */

/** With a place of so many bytes for a signature of 2,000. */
function signedFile(place: number): Uint8Array {
  const tail = "\n/M (D:20261102080000Z)\n%%EOF";
  const hole = `<${"308207cc".padEnd(2 * place, "0")}>`;
  const upTo = (start: number) =>
    `%PDF-1.7\n/ByteRange [0 ${start} ${start + hole.length} ${tail.length}]\n/Contents `;
  const start = Array.from({ length: 80 }, (_, at) => at).find((at) => upTo(at).length === at)!;
  return new TextEncoder().encode(upTo(start) + hole + tail);
}

test("a place longer than any signature can be is not read", () => {
  expect(openEnvelope(signedFile(20_000)).found).toBe("ok");
  expect(openEnvelope(signedFile(70_000)).found).toBe("not-whole");
});
