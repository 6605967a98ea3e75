import newMark from "qrcode-generator";

/** From how much of a mark may be lost, 7 %, up to 30 %. */
type Repair = "L" | "M" | "Q" | "H";
const REPAIR: readonly Repair[] = ["L", "M", "Q", "H"];

/**
 * The dots of a QR mark, row by row, true where dark, without the quiet zone around it. It is as small as the text and at
 * least that repair allow, and then repairs as much as its size has room for. Digits at the end are packed as digits:
 * three in ten bits, where a letter has eight.
 */
export function qrDots(text: string, least: Repair): boolean[][] {
  const mark = made(text, 0, least);
  const size = mark.getModuleCount();
  const stronger = REPAIR.slice(REPAIR.indexOf(least) + 1).reverse();
  const strongest =
    firstThatFits(stronger.map((repair) => () => made(text, (size - 17) / 4, repair))) ?? mark;
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => strongest.isDark(y, x)),
  );
}

type Version = Parameters<typeof newMark>[0];

/** @param version 0: the smallest there is. @throws where the text does not fit */
function made(text: string, version: number, repair: Repair) {
  const [, words = "", digits = ""] = /^([^]*?)(\d{12,})?$/.exec(text) ?? [];
  const mark = newMark(version as Version, repair);
  if (words) mark.addData(words, "Byte");
  if (digits) mark.addData(digits, "Numeric");
  mark.make();
  return mark;
}

function firstThatFits<Made>(attempts: (() => Made)[]): Made | null {
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch {
      // too long for that much repair
    }
  }
  return null;
}
