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
const candidates = (groups: string) => new RegExp(String.raw`${NO_CODE}(?:${groups}\d+)(?:[.,]\d+)*`, "gu");
const PLAIN = candidates("");
const SPACED = candidates(String.raw`\d{1,3}(?:[${SPACES}]\d{3})+(?!\d)|`);
const PERCENT = new RegExp(`^[${SPACES}]?%`);

export function numbersIn(text: string, language: string): WrittenNumber[] {
  const writing = writingOf(language);
  const pattern = writing.thousands.includes(SPACES) ? SPACED : PLAIN;
  return [...text.matchAll(pattern)].flatMap(({ 0: digits, index }) => {
    const after = text.slice(index + digits.length);
    if (/^\d+$/.test(digits) && /^\p{Script=Latin}/u.test(after)) return [];
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

/** Whether `value` may be written so: its sign is said in words as often, and rounding may go either way from the half. */
export function isWrittenAs(value: number, { value: written, decimals }: WrittenNumber): boolean {
  const size = Math.abs(value);
  return Math.abs(size - written) <= 0.5 * 10 ** -decimals + 1e-9 + 1e-14 * size;
}

/** A number as its language writes it. */
export function writeNumber(value: number, decimals: number, language: string): string {
  const { thousands, decimal } = writingOf(language);
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const between = thousands[0] === SPACES ? "\u00a0" : thousands[0]!;
  const grouped = whole.replace(/\d(?=(?:\d{3})+$)/g, `$&${between}`);
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? "−" : "";
  return `${sign}${grouped}${fraction === undefined ? "" : decimal + fraction}`;
}
