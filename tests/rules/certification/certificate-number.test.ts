import fc from "fast-check";
import { expect, test } from "vitest";
import {
  certificateNumber,
  checkCharacter,
  readCertificateCode,
  readCertificateNumber,
} from "#app/features/certification/certificate-number.ts";

test("ISO 7064 MOD 37,36, by the example of the GRid standard", () => {
  expect(checkCharacter("A12425GABC1234002")).toBe("M");
});

test("a number reads as people write it", () => {
  const number = certificateNumber("2026", 123);
  expect(number).toMatch(/^PB-2026-000123-[0-9A-Z]$/);
  for (const typed of [
    number,
    number.toLowerCase(),
    number.replaceAll("-", " "),
    ` ${number.replaceAll("-", "")} `,
  ])
    expect(readCertificateNumber(typed)).toEqual({ ok: true, number });
  expect(readCertificateNumber(number.replace("0", "O"))).toEqual({ ok: true, number });
  expect(readCertificateNumber("hello")).toEqual({ ok: false, reason: "not-a-number" });
});

const year = fc.integer({ min: 2000, max: 2999 }).map(String);
const count = fc.integer({ min: 1, max: 9_999_999 });

const digitsOf = (number: string) =>
  [...number].flatMap((character, index) =>
    /\d/.test(character) && index < number.length - 1 ? [index] : [],
  );

test("every wrong digit is noticed", () => {
  fc.assert(
    fc.property(year, count, fc.nat(), fc.integer({ min: 1, max: 9 }), (y, n, at, shift) => {
      const number = certificateNumber(y, n);
      const digits = digitsOf(number);
      const index = digits[at % digits.length]!;
      const wrong = number.slice(0, index) + ((Number(number[index]) + shift) % 10) + number.slice(index + 1);
      expect(readCertificateNumber(wrong)).toEqual({ ok: false, reason: "mistyped" });
    }),
  );
});

test("of swapped neighbours at least 99 in 100 are noticed, as the standard promises", () => {
  let [swaps, noticed] = [0, 0];
  for (let n = 1; n <= 20_000; n += 7) {
    const number = certificateNumber("2026", n);
    for (const index of digitsOf(number)) {
      const [one, next] = [number[index]!, number[index + 1]!];
      if (!/\d/.test(next) || index + 1 === number.length - 1 || one === next) continue;
      swaps += 1;
      const swapped = number.slice(0, index) + next + one + number.slice(index + 2);
      if (!readCertificateNumber(swapped).ok) noticed += 1;
    }
  }
  expect(swaps).toBeGreaterThan(10_000);
  expect(noticed / swaps).toBeGreaterThan(0.99);
});

test("a code is 26 Crockford characters, read forgivingly", () => {
  expect(readCertificateCode("0123456789abcdefghjkmnpqrs")).toBe("0123456789ABCDEFGHJKMNPQRS");
  expect(readCertificateCode("O123456789ABCDEFGHJKMNPQRS")).toBe("0123456789ABCDEFGHJKMNPQRS");
  expect(readCertificateCode("0123456789ABCDEFGHJKMNPQR")).toBeNull();
  expect(readCertificateCode("U123456789ABCDEFGHJKMNPQRS")).toBeNull();
});
