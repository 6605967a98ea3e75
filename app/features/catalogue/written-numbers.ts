import { typedNumber } from "#app/lib/decimal.ts";

/* Numbers as each language writes them: 478,000 and 7.0 in English, 478 000 and 7,0 in French, 478.000 and 7,0 in
 * Spanish; Khmer and others as English. Found in running text, with what they claim: so many decimals, per cent or not. */

export type WrittenNumber = {
  /** As it stands, with its sign of per cent: "7.0 %". */
  text: string;
  start: number;
  end: number;
  /** Without sign; "7.0 %" is 7. NaN when the language does not write numbers so. */
  value: number;
  decimals: number;
  percent: boolean;
};

type Writing = { thousands: string[]; decimal: string };

const SPACES = " \u00a0\u2009\u202f";
const ENGLISH: Writing = { thousands: [","], decimal: "." };
const WRITINGS: Record<string, Writing> = {
  fr: { thousands: [SPACES], decimal: "," },
  es: { thousands: [".", SPACES], decimal: "," },
};

const writingOf = (language: string): Writing => WRITINGS[language] ?? ENGLISH;

/** A letter before it makes it a code: B-087, PAR30. */
const NO_CODE = String.raw`(?<![\p{Script=Latin}_][\p{Script=Latin}\d_‑-]*|\d[.,]?)`;
/** And so does one after it, unless it counts places: the 131st day, le 131e jour. */
const CODE_GOES_ON = /^(?!(?:st|nd|rd|th|er|re|e)(?![\p{L}\d]))\p{Script=Latin}/u;
const candidates = (groups: string) => new RegExp(String.raw`${NO_CODE}(?:${groups}\d+)(?:[.,]\d+)*`, "gu");
const PLAIN = candidates("");
const SPACED = candidates(String.raw`\d{1,3}(?:[${SPACES}]\d{3})+(?!\d)|`);
const PERCENT = new RegExp(`^[${SPACES}]?%`);

export function numbersIn(text: string, language: string): WrittenNumber[] {
  const writing = writingOf(language);
  const pattern = writing.thousands.includes(SPACES) ? SPACED : PLAIN;
  return [...text.matchAll(pattern)].flatMap(({ 0: digits, index }) => {
    const after = text.slice(index + digits.length);
    if (/^\d+$/.test(digits) && CODE_GOES_ON.test(after)) return [];
    const sign = PERCENT.exec(after)?.[0] ?? "";
    return [
      {
        text: digits + sign,
        start: index,
        end: index + digits.length + sign.length,
        ...valueOf(digits, writing),
        percent: sign !== "",
      },
    ];
  });
}

function valueOf(digits: string, { thousands, decimal }: Writing): { value: number; decimals: number } {
  const groups = thousands.map((signs) => `(?:[${signs}]\\d{3})+`).join("|");
  const form = new RegExp(`^(\\d{1,3}(?:${groups})|\\d+)(?:[${decimal}](\\d+))?$`);
  const [, whole, fraction = ""] = form.exec(digits) ?? [];
  if (whole === undefined) return { value: Number.NaN, decimals: 0 };
  return { value: Number(`${whole.replace(/\D/g, "")}.${fraction}`), decimals: fraction.length };
}

/**
 * Whether a number claims something that is counted or computed: it has a sign of per cent, decimals, or three digits
 * and more, and is no year.
 */
export function claims({ text, value, decimals, percent }: WrittenNumber): boolean {
  if (/^(?:199\d|20[0-3]\d)$/.test(text)) return false;
  return percent || decimals > 0 || !(value < 100);
}

/** "5.8, 5.5 and 7.0 %", "a fall of 2.2 points": the sign stands once, and sometimes as a word. */
export const speaksOfShares = (text: string): boolean => /%|\b(?:points?|puntos?)\b|ពិន្ទុ/.test(text);

/** Whether `value` may be written so: its sign is said in words as often, and rounding may go either way from the half. */
export function isWrittenAs(value: number, { value: written, decimals }: WrittenNumber): boolean {
  const size = Math.abs(value);
  return Math.abs(size - written) <= 0.5 * 10 ** -decimals + 1e-9 + 1e-14 * size;
}

/** A number as its language writes it. */
export function writeNumber(value: number, decimals: number, language: string): string {
  const { thousands, decimal } = writingOf(language);
  const [whole = "", fraction] = rounded(decimals).format(Math.abs(value)).split(".");
  const between = thousands[0] === SPACES ? "\u00a0" : thousands[0]!;
  const grouped = whole.replace(/\d(?=(?:\d{3})+$)/g, `$&${between}`);
  const sign = value < 0 && /[1-9]/.test(whole + (fraction ?? "")) ? "−" : "";
  return `${sign}${grouped}${fraction === undefined ? "" : decimal + fraction}`;
}

export const writeShare = (share: number, decimals: number, language: string): string =>
  `${writeNumber(Number((share * 100).toPrecision(15)), decimals, language)}\u00a0%`;

const roundings = new Map<number, Intl.NumberFormat>();

/** Half away from zero, by the decimals a number shows and not by the fraction it is kept as: 1.005 is 1.01. */
function rounded(decimals: number): Intl.NumberFormat {
  const known = roundings.get(decimals);
  if (known) return known;
  const exactly = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = new Intl.NumberFormat("en", { useGrouping: false, ...exactly });
  roundings.set(decimals, format);
  return format;
}

/** A number as somebody types it under a text in this language; null when it is none. */
export function readNumber(typed: string, language: string): number | null {
  const { thousands, decimal } = writingOf(language);
  return typedNumber(typed, { decimal, points: thousands.includes(".") });
}
