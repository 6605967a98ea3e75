import { readFileSync } from "node:fs";
import { fontFile, fontStack, type Style, type Weight } from "./font-families.server.ts";
import { textDirection } from "./shaped-fonts.server.ts";

/*
 * Text as outlines, for drawings that must look the same where none of our fonts are: each letter a path, shaped by
 * HarfBuzz from the fonts of printed documents.
 */

export type Outline = { path: string; width: number };

/** One line at the size 1000, from its left end and on its base line; y grows downwards. */
export async function outlineText(text: string, style: Style, weight: Weight): Promise<Outline> {
  const [harfbuzz, bidi] = await (engine ??= load());
  const fonts = fontStack(text, style).map((family) => fontFor(harfbuzz, fontFile(family, weight)));
  const pen = { path: "", x: 0 };
  for (const run of visualRuns(text, fonts, bidi)) draw(run, pen, harfbuzz);
  return { path: pen.path, width: pen.x };
}

type HarfBuzz = typeof import("harfbuzzjs");
type Bidi = import("bidi-js").Bidi;
type Font = { font: InstanceType<HarfBuzz["Font"]>; scale: number };
type Run = { text: string; font: Font; level: number };

let engine: Promise<[HarfBuzz, Bidi]> | null = null;

const load = async (): Promise<[HarfBuzz, Bidi]> => {
  const [harfbuzz, { default: bidiFactory }] = await Promise.all([import("harfbuzzjs"), import("bidi-js")]);
  return [harfbuzz, bidiFactory()];
};

const loaded = new Map<string, Font>();

function fontFor(harfbuzz: HarfBuzz, file: string): Font {
  const known = loaded.get(file);
  if (known) return known;
  const face = new harfbuzz.Face(new harfbuzz.Blob(readFileSync(file)));
  const font = { font: new harfbuzz.Font(face), scale: 1000 / face.upem };
  loaded.set(file, font);
  return font;
}

/** Pieces of one font and one direction, from left to right. */
function visualRuns(text: string, fonts: Font[], bidi: Bidi): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text, textDirection(text));
  const runs: Run[] = [];
  let at = 0;
  for (const character of text) {
    const level = levels[at]!;
    const last = runs.at(-1);
    const holds = ({ font }: Font) => font.nominalGlyph(character.codePointAt(0)!) !== undefined;
    // A mark or a space stays with its letter, where that font has it.
    const clings = last && /[\p{M}\p{Zs}\p{Cf}]/u.test(character) && holds(last.font) ? last.font : null;
    const font = clings ?? fonts.find(holds) ?? fonts[0]!;
    if (last && last.font === font && last.level === level) last.text += character;
    else runs.push({ text: character, font, level });
    at += character.length;
  }
  return inVisualOrder(runs);
}

/** From the highest level to the lowest odd one, what is at it or above is turned round (UAX 9, rule L2). */
function inVisualOrder(runs: Run[]): Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1)
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while (end < ordered.length && ordered[end]!.level >= level) end += 1;
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  return ordered;
}

function draw(
  { text, font: { font, scale }, level }: Run,
  pen: { path: string; x: number },
  harfbuzz: HarfBuzz,
) {
  const buffer = new harfbuzz.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(level % 2 === 1 ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
  harfbuzz.shape(font, buffer);
  for (const glyph of buffer.getGlyphInfosAndPositions()) {
    const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph;
    pen.path += placed(font.glyphToPath(codepoint), pen.x + xOffset * scale, -yOffset * scale, scale);
    pen.x += xAdvance * scale;
  }
}

/** An outline of HarfBuzz has absolute coordinates, x and y in turn, and y grows upwards. */
function placed(path: string, x: number, y: number, scale: number): string {
  return path.replace(/[A-Z][^A-Z]*/g, (command) => {
    const numbers = command.slice(1).split(/[ ,]+/).filter(Boolean).map(Number);
    const moved = numbers.map((value, index) =>
      Math.round(index % 2 === 0 ? x + value * scale : y - value * scale),
    );
    return `${command[0]}${moved.join(" ")}`;
  });
}
