import fc from "fast-check";
import { expect, test } from "vitest";
import { byteRange } from "#app/features/catalogue/byte-range.ts";

test.each([null, "", "bytes=", "bytes=-", "bytes=1-0", "items=0-1", "bytes=0-1,4-5", "bytes=a-b"])(
  "%s asks for the whole file",
  (header) => expect(byteRange(header, 100)).toBe("whole"),
);

test.each([
  ["bytes=100-", 100],
  ["bytes=-0", 100],
  ["bytes=0-", 0],
])("%s of %i bytes is nowhere", (header, bytes) => expect(byteRange(header, bytes)).toBeNull());

test("a part always lies inside the file and never is empty", () => {
  const number = fc.nat({ max: 2000 });
  fc.assert(
    fc.property(fc.option(number), fc.option(number), number, (first, last, bytes) => {
      const range = byteRange(`bytes=${first ?? ""}-${last ?? ""}`, bytes);
      if (range === null || range === "whole") return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThan(bytes);
    }),
  );
});
