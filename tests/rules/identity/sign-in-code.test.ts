import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeValidUntil, groupCode, readCode } from "#app/features/identity/sign-in-code.ts";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const code = fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 10, maxLength: 10 });

describe("reading a code from a card", () => {
  test.each([
    ["K7PQ2-9XM4T", "K7PQ29XM4T"],
    ["k7pq2 9xm4t", "K7PQ29XM4T"],
    [" K7PQ2–9XM4T\u200b", "K7PQ29XM4T"],
    ["OoIlL-00111", "0011100111"],
    ["Ｋ７ＰＱ２９ＸＭ４Ｔ", "K7PQ29XM4T"],
  ])("%s", (typed, read) => expect(readCode(typed)).toBe(read));

  test.each(["", "K7PQ2-9XM4", "K7PQ2-9XM4TT", "K7PQ2-9XM4U", "K7PQ2/9XM4T", "💥💥💥💥💥💥💥💥💥💥"])(
    "%s is none",
    (typed) => expect(readCode(typed)).toBeNull(),
  );

  test("whatever is printed is read back, however it is copied", () => {
    const copied = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.replace("-", " "),
      (text) => text.replaceAll("0", "O").replaceAll("1", "l"),
    );
    fc.assert(fc.property(code, copied, (printed, copy) => readCode(copy(groupCode(printed))) === printed));
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (typed) => readCode(typed) === null || true));
  });
});

describe("how long a code is valid", () => {
  const phnomPenh = (startDate: string) => ({ startDate, timeZone: "Asia/Phnom_Penh" });
  const now = Date.parse("2026-11-02T05:00:00Z");

  test("to the end of the 14th day after the course starts, in the course's zone", () => {
    expect(codeValidUntil(phnomPenh("2026-11-09"), now)).toBe(Date.parse("2026-11-24T00:00:00+07:00"));
  });
  test("re-issued later than that, seven days more", () => {
    expect(codeValidUntil(phnomPenh("2026-09-01"), now)).toBe(Date.parse("2026-11-10T00:00:00+07:00"));
  });
  test("14 days without a course", () => {
    expect(codeValidUntil(null, now)).toBe(Date.parse("2026-11-16T05:00:00Z"));
  });
});
