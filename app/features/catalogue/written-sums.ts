import { isWrittenAs, numbersIn, writeNumber, type WrittenNumber } from "./written-numbers.ts";

/*
 * Sums that a text writes out ("14,200 + 9,100 = 23,300", "(a + b) ÷ c = d ÷ e = 2.8 %"), recomputed from the numbers
 * shown. Whatever cannot be read as such a sum is left alone: words, dots and units between its parts.
 */

export type WrongSum = { sum: string; is: string; not: string };

type Sign = "+" | "−" | "×" | "÷";
type Token =
  | { kind: "number"; number: WrittenNumber; start: number; end: number }
  | { kind: "sign"; sign: Sign; start: number; end: number }
  | { kind: "(" | ")" | "=" | "words"; start: number; end: number };

/** What one side of an equals sign says. */
type Side = {
  text: string;
  value: number;
  /** The number, where the side is nothing else. */
  only: WrittenNumber | null;
  /** Parts of the hundred are added to parts of the hundred only: 7.0 % − 5.0 % = 2.0 points. */
  shares: "all" | "none" | "mixed";
  divides: boolean;
};

export function wrongSums(text: string, language: string): WrongSum[] {
  if (!text.includes("=")) return [];
  const tokens = tokensIn(text, language);
  const wrong: WrongSum[] = [];
  let computed: Side | null = null;
  let reached = -1;
  tokens.forEach((token, at) => {
    if (token.kind !== "=") return;
    const left: Side | null = reached === at ? computed : sideBefore(tokens, at, text);
    const right = sideAfter(tokens, at, text);
    computed = null;
    if (!right) return;
    if (left) {
      const fault = compared(left, right.side, language);
      if (fault) wrong.push(fault);
    }
    // In a chain each number is compared with the last sum, not with the rounded number before it.
    computed = right.side.only && left && !left.only ? left : right.side;
    reached = right.end;
  });
  return wrong;
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────

const SIGNS: Record<string, Sign> = { "+": "+", "−": "−", "-": "−", "×": "×", "÷": "÷" };

function tokensIn(text: string, language: string): Token[] {
  const numbers = new Map(numbersIn(text, language).map((number) => [number.start, number]));
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const number = numbers.get(at);
    const sign = SIGNS[text[at]!];
    const end = number?.end ?? at + 1;
    if (number && !Number.isNaN(number.value)) tokens.push({ kind: "number", number, start: at, end });
    else if (sign && !isHyphen(text, at)) tokens.push({ kind: "sign", sign, start: at, end });
    else if ("()=".includes(text[at]!)) tokens.push({ kind: text[at] as "(" | ")" | "=", start: at, end });
    else if (text[at]!.trim() !== "") tokens.push({ kind: "words", start: at, end });
    at = end;
  }
  return tokens;
}

/** "1-30" is a range and "kg-price" a word; a minus of the keyboard stands apart or before a number. */
const isHyphen = (text: string, at: number): boolean =>
  text[at] === "-" && /[^\s(=]/.test(text[at - 1] ?? " ");

/** The longest sum that ends before the equals sign. */
function sideBefore(tokens: Token[], equals: number, text: string): Side | null {
  let start = equals;
  while (start > 0 && !["=", "words"].includes(tokens[start - 1]!.kind)) start -= 1;
  for (; start < equals; start += 1) {
    const side = sideOf(tokens.slice(start, equals), text);
    if (side) return mayBegin(side, tokens[start]!, tokens[start - 1], text) ? side : null;
  }
  return null;
}

/** The longest sum that begins after it, and the token it ends at. */
function sideAfter(tokens: Token[], equals: number, text: string): { side: Side; end: number } | null {
  let end = equals + 1;
  while (end < tokens.length && !["=", "words"].includes(tokens[end]!.kind)) end += 1;
  for (; end > equals + 1; end -= 1) {
    const side = sideOf(tokens.slice(equals + 1, end), text);
    if (side) return mayEnd(tokens[end - 1]!, tokens[end], text) ? { side, end } : null;
  }
  return null;
}

/**
 * Not in the middle of something that was not understood ("… + 50", "2 h × 2", "3/4", "5 % of 600 + 20"), nor in a
 * name: "PAR 30 = 33,500 ÷ 478,000".
 */
function mayBegin(side: Side, first: Token, before: Token | undefined, text: string): boolean {
  if (before?.kind === "number" || before?.kind === "sign") return false;
  const words = text.slice(0, first.start);
  if ((side.only || first.kind === "sign") && /[\p{L}\d]\s*$/u.test(words)) return false;
  return !/(?:[…/·*^√<>≈~]|\d\s*[–-]|%\s+(?:of|de|des|du|del))\s*$/u.test(words);
}

function mayEnd(last: Token, after: Token | undefined, text: string): boolean {
  if (after?.kind === "number" || after?.kind === "sign" || after?.kind === "(") return false;
  return !/^\s*(?:[…/·*^–]|(?:of|de|des|du|del)\s+[\d(])/u.test(text.slice(last.end));
}

// ── computing ───────────────────────────────────────────────────────────────────────────────────────

/** The tokens as one sum, or null when they are none. */
function sideOf(tokens: Token[], text: string): Side | null {
  const value = new SumReader(tokens).read();
  if (value === null || !Number.isFinite(value) || addsShareToAmount(tokens)) return null;
  const [first] = tokens;
  const numbers = tokens.flatMap((token) => (token.kind === "number" ? [token.number] : []));
  const signed = first!.kind === "sign";
  const adds = !tokens.some(multiplies);
  const percents = numbers.filter(({ percent }) => percent).length;
  return {
    text: text.slice(first!.start, tokens.at(-1)!.end).replace(/\s+/g, " "),
    value,
    only: numbers.length === 1 && tokens.length === (signed ? 2 : 1) ? numbers[0]! : null,
    shares: percents === 0 ? "none" : percents === numbers.length && adds ? "all" : "mixed",
    divides: tokens.some((token) => token.kind === "sign" && token.sign === "÷"),
  };
}

const multiplies = (token: Token | undefined): boolean => token?.kind === "sign" && "×÷".includes(token.sign);

/** "60 + 20 %" means a fifth more, as pocket calculators have it; not every reader does. */
function addsShareToAmount(tokens: Token[]): boolean {
  const alone = tokens.flatMap((token, at) =>
    token.kind === "number" && !multiplies(tokens[at - 1]) && !multiplies(tokens[at + 1])
      ? [token.number.percent]
      : [],
  );
  return alone.includes(true) && alone.includes(false);
}

/** × and ÷ before + and −, each from left to right; null where the tokens are no whole sum. */
class SumReader {
  private readonly tokens: Token[];
  private at = 0;

  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  read(): number | null {
    const value = this.sum();
    return this.at === this.tokens.length ? value : null;
  }

  private takes(signs: string): Sign | null {
    const token = this.tokens[this.at];
    if (token?.kind !== "sign" || !signs.includes(token.sign)) return null;
    this.at += 1;
    return token.sign;
  }

  private sum(): number | null {
    let value = this.product();
    for (let sign = this.takes("+−"); sign; sign = this.takes("+−")) {
      const next = this.product();
      value = value === null || next === null ? null : sign === "+" ? value + next : value - next;
    }
    return value;
  }

  private product(): number | null {
    let value = this.part();
    for (let sign = this.takes("×÷"); sign; sign = this.takes("×÷")) {
      const next = this.part();
      value = value === null || next === null ? null : sign === "×" ? value * next : value / next;
    }
    return value;
  }

  private part(): number | null {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === "number") return token.number.value / (token.number.percent ? 100 : 1);
    if (token?.kind === "sign" && "+−".includes(token.sign)) {
      const value = this.part();
      return value === null || token.sign === "+" ? value : -value;
    }
    if (token?.kind !== "(") return null;
    const value = this.sum();
    const closed = this.tokens[this.at]?.kind === ")";
    this.at += 1;
    return closed ? value : null;
  }
}

// ── comparing ───────────────────────────────────────────────────────────────────────────────────────

/** Two sums may differ by what a thousandth makes, since one may be of rounded numbers. */
const NEARLY = 0.001;

function compared(left: Side, right: Side, language: string): WrongSum | null {
  if (left.only && right.only) return null;
  if (!left.only && !right.only) {
    const near = Math.abs(left.value - right.value) <= NEARLY * Math.max(Math.abs(left.value), 1e-9);
    return near ? null : { sum: left.text, is: inFull(left.value, language), not: right.text };
  }
  const [sum, shown] = right.only ? [left, right] : [right, left];
  const number = shown.only!;
  const scales = scalesOf(sum, number);
  if (scales.some((scale) => isWrittenAs(sum.value * scale, number) && signFits(sum, shown))) return null;
  const is = `${writeNumber(sum.value * scales[0]!, number.decimals, language)}${number.percent ? " %" : ""}`;
  return { sum: sum.text, is, not: shown.text };
}

/** A result is written with its sign, unless it is written as nothing. */
const signFits = (sum: Side, shown: Side): boolean =>
  shown.value === 0 || Math.sign(sum.value) === Math.sign(shown.value);

/** By what a sum is multiplied to become the number shown: by a hundred where that has a sign of per cent. */
function scalesOf({ shares, divides }: Side, { percent }: WrittenNumber): number[] {
  if (percent) return shares === "none" && !divides ? [100, 1] : [100]; // 9.2 − 7.0 = 2.2 %
  return shares === "all" ? [1, 100] : [1];
}

/** With the decimals it needs to be told from another. */
const inFull = (value: number, language: string): string =>
  writeNumber(value, Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 2 : 4, language);
