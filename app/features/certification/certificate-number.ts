/*
 * Certificate numbers PB-2026-000123-C: the year of issue, a count without gaps, and an ISO 7064 MOD 37,36 check
 * character over the rest, so that a mistyped number is told apart from an unknown one.
 */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const M = ALPHABET.length;

/** ISO 7064 hybrid system MOD 37,36 over letters and digits. */
export function checkCharacter(text: string): string {
  let product = M;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % M || M;
    product = (sum * 2) % (M + 1);
  }
  return ALPHABET[(M + 1 - product) % M]!;
}

/** `count` is the year's running number, from 1. */
export function certificateNumber(year: string, count: number): string {
  const serial = String(count).padStart(6, "0");
  return `PB-${year}-${serial}-${checkCharacter(`PB${year}${serial}`)}`;
}

export type ReadNumber = { ok: true; number: string } | { ok: false; reason: "not-a-number" | "mistyped" };

/** A number as people type it: any case, any spaces or dashes, O for 0 and I or L for 1 among the digits. */
export function readCertificateNumber(typed: string): ReadNumber {
  const plain = typed.toUpperCase().replace(/[\s\-–—.]/g, "");
  const match = /^PB([0-9OIL]{4})([0-9OIL]{6,})([0-9A-Z])$/.exec(plain);
  if (!match) return { ok: false, reason: "not-a-number" };
  const digits = (text: string) => text.replaceAll("O", "0").replace(/[IL]/g, "1");
  const [year, serial, check] = [digits(match[1]!), digits(match[2]!), match[3]!];
  if (checkCharacter(`PB${year}${serial}`) !== check) return { ok: false, reason: "mistyped" };
  return { ok: true, number: `PB-${year}-${serial}-${check}` };
}

const CROCKFORD = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** A code of 26 Crockford characters as scanned or typed, or null when it cannot be one. */
export function readCertificateCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return CROCKFORD.test(plain) ? plain : null;
}

/** As it is printed, to be read by eye: "7GQ2 M4RX 9KTB 3WVZ 0HNC J5PD A8". */
export const printedCode = (code: string): string => code.replace(/.{4}(?=.)/g, "$& ");
