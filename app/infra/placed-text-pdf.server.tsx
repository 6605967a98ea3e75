import { Text } from "@react-pdf/renderer";
import { fontStack, type FamilyName, type Style, type Weight } from "./font-families.server.ts";
import { ASCENT, fitText, type Direction, type Face, type ShapedFonts } from "./shaped-fonts.server.ts";

/*
 * Lines of text at their places on a page, broken and sized from HarfBuzz's measures before the renderer sees them: a
 * long text gets smaller or takes another line, nothing runs into anything else, and the renderer's own paging, which
 * never ends when a line is taller than its box, has nothing to decide. Import it where something is to be drawn: the
 * renderer is large.
 */

/** The inks of everything printed. */
export const ink = "#14343b";
export const soft = "#4a666b";
export const terracotta = "#a8401f";
export const hairline = "#ddd2bd";

/** In points. */
export const A4 = { width: 595.28, height: 841.89 };

export type Align = "left" | "right" | "center";

export type PlacedText = {
  text: string;
  left: number;
  width: number;
  baseline: number;
  /** How far its letters may reach above and below the baseline. */
  above: number;
  below: number;
  size: number;
  face: Face;
  color: string;
  align: Align;
  direction: Direction;
};

export type TextLook = {
  size: number;
  style?: Style;
  weight?: Weight;
  color?: string;
  align?: Align;
  direction: Direction;
  mostLines?: number;
  /** How small it may get, against its size, before it takes a second line. */
  mayShrinkTo?: number;
};

type Proportions = { above: number; below: number; size: number };

/**
 * Room above and below the baseline, and a size, in which each script looks as large as Latin beside it: Khmer
 * stacks consonants below, Arabic has deep tails and small bodies, Urdu falls from right to left.
 */
const proportions: Partial<Record<FamilyName, Proportions>> = {
  "Passbook Khmer": { above: 1.1, below: 0.52, size: 0.96 },
  "Passbook Arabic": { above: 1.02, below: 0.58, size: 1.14 },
  "Passbook Urdu": { above: 1.5, below: 0.95, size: 0.86 },
  "Passbook Lao": { above: 1.2, below: 0.45, size: 1 },
  "Passbook Thai": { above: 1.2, below: 0.45, size: 1 },
  "Passbook Burmese": { above: 1.15, below: 0.75, size: 0.92 },
  "Passbook Bengali": { above: 1.05, below: 0.5, size: 1 },
  "Passbook Tamil": { above: 1.05, below: 0.45, size: 0.92 },
  "Passbook Chinese": { above: 1, below: 0.3, size: 0.94 },
};
const DEVANAGARI: Proportions = { above: 1.1, below: 0.48, size: 1 };
const latinProportions: Proportions = { above: 1, below: 0.34, size: 1 };

function proportionsOf(text: string, [family]: FamilyName[]): Proportions {
  // Noto Sans draws it too.
  if (/\p{sc=Devanagari}/u.test(text)) return DEVANAGARI;
  return (family && proportions[family]) ?? latinProportions;
}

/** The text in lines that fit the column, from `top` down. */
export function placeText(
  text: string,
  look: TextLook,
  column: { left: number; width: number },
  top: number,
  fonts: ShapedFonts,
): { lines: PlacedText[]; bottom: number } {
  const { style = "sans", weight = 400, color = ink, align = "left", direction } = look;
  const face = { stack: fontStack(text, style), weight };
  const { above, below, size: ratio } = proportionsOf(text, face.stack);
  const wanted = look.size * ratio;
  const box = {
    width: column.width,
    size: wanted,
    smallest: wanted * 0.62,
    mostLines: look.mostLines ?? 1,
    oneLineFrom: wanted * (look.mayShrinkTo ?? 1),
  };
  const { lines, size } = fitText(text, face, box, fonts);
  const pitch = (above + below) * size;
  const placed = lines.map((line, index): PlacedText => ({
    left: column.left,
    width: column.width,
    text: line,
    baseline: top + index * pitch + above * size,
    above: above * size,
    below: below * size,
    size,
    face,
    color,
    align,
    direction,
  }));
  return { lines: placed, bottom: top + lines.length * pitch };
}

/** The renderer adds widths up in another order; a hair too little and it would break the line. */
const SLACK = 6;

export function TextLine({ text, left, width, baseline, size, face, color, align, direction }: PlacedText) {
  return (
    <Text
      style={{
        position: "absolute",
        left: align === "left" ? left : left - SLACK,
        width: align === "center" ? width + 2 * SLACK : width + SLACK,
        top: baseline - ASCENT * size,
        fontFamily: face.stack,
        fontWeight: face.weight,
        fontSize: size,
        color,
        textAlign: align,
        direction,
      }}
    >
      {text}
    </Text>
  );
}

const opposite = { left: "right", right: "left", center: "center" } as const;

/** The same on a page for readers from right to left; a line keeps its own direction. */
export const mirrored = (line: PlacedText, pageWidth: number): PlacedText => ({
  ...line,
  left: pageWidth - line.left - line.width,
  align: opposite[line.align],
});
