/*
 * Exact decimals, and what people write when they mean one: 7,0 and 7.0, 478 000 and 478,000, ٧٫٥ and ៧,៥.
 * Numeric answers are compared as decimals, never as binary fractions (decisions 14); tools compute with numbers.
 */

export type Decimal = { units: bigint; scale: number };

const LONGEST = 40;

/** The zero of each set of decimal digits a learner's keyboard may have. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0x1040, 0x17e0];

export function decimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`not a decimal: ${text}`);
  const [, sign, whole = "", fraction = ""] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/** Is |a − b| ≤ tolerance? */
export function isWithin(a: Decimal, b: Decimal, tolerance: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale, tolerance.scale);
  const at = (value: Decimal) => value.units * 10n ** BigInt(scale - value.scale);
  const difference = at(a) - at(b);
  return (difference < 0n ? -difference : difference) <= at(tolerance);
}

/**
 * The numbers a typed text can mean: none when it is no number, two where one comma or point may be a decimal sign or part
 * three digits (1,250 and 45.000), the one with decimals first.
 */
export function readings(typed: string): Decimal[] {
  const text = plain(typed);
  if (text.length > LONGEST) return [];
  return [...new Set(readingsOf(text))].map(decimal);
}

const NONE = decimal("0");

/** Whether two texts can mean the same numbers and no others: 7,5 and ៧.50, but not 1,250 and 1250. */
export function sameNumbers(one: string, other: string): boolean {
  const [ours, theirs] = [readings(one), readings(other)];
  return (
    ours.length > 0 &&
    ours.length === theirs.length &&
    ours.every((number) => theirs.some((each) => isWithin(number, each, NONE)))
  );
}

/** How a language parts a number: the sign before its decimals, and whether points part its thousands. */
export type NumberSigns = { decimal: string; points: boolean };

/** More digits than a number keeps. */
const TOO_LARGE = 1e15;

/**
 * The number meant, where the language tells a sign before three digits that parts thousands from one that parts
 * decimals; null when it is none.
 */
export function typedNumber(typed: string, { decimal: sign, points }: NumberSigns): number | null {
  const all = readings(typed);
  const parts = plain(typed).includes(",") ? sign !== "," : points;
  const meant = parts ? all.at(-1) : all[0];
  const number = meant ? Number(`${meant.units}e-${meant.scale}`) : null;
  return number !== null && Math.abs(number) < TOO_LARGE ? number : null;
}

/** ASCII digits, "-" and no white space, no "+" and no per cent sign. */
const plain = (typed: string) =>
  withAsciiDigits(typed)
    .replace(/[\s\u200b-\u200f\u202f\u2060'’٬]/gu, "")
    .replace("٫", ".")
    .replace("−", "-")
    .replace(/^\+/, "")
    .replace(/[%٪]$/, "");

/** The digits of other scripts as those of a keyboard in English. */
export const withAsciiDigits = (text: string): string => Array.from(text, asciiDigit).join("");

function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? character : String(code - zero);
}

function readingsOf(text: string): string[] {
  const one = (pattern: RegExp, read: () => string): string[] => (pattern.test(text) ? [read()] : []);
  return [
    ...one(/^-?\d+(\.\d+)?$/, () => text),
    ...one(/^-?\d+,\d+$/, () => text.replace(",", ".")),
    ...one(/^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/, () => text.replaceAll(",", "")),
    ...one(/^-?\d{1,3}(\.\d{3})+,\d+$/, () => text.replaceAll(".", "").replace(",", ".")),
    ...one(/^-?[1-9]\d{0,2}(\.\d{3})+$/, () => text.replaceAll(".", "")),
  ];
}
