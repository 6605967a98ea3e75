import { readFileSync } from "node:fs";
import { claimsOf, fontFile, type FamilyName, type Weight } from "./font-families.server.ts";

/*
 * The fonts of printed documents, shaped by HarfBuzz behind @react-pdf/renderer.
 *
 * On its own the renderer shapes with fontkit, which throws on some Khmer names and loses Arabic letters. So
 * each loaded font is replaced by one that gives HarfBuzz's result as one made-up glyph for each cluster (what
 * a reader takes for one letter), in the order of the text: the renderer can then neither drop a mark nor cut a
 * letter in two, and the text copied out of the PDF is the text put in. When a font is embedded, each made-up
 * glyph is written as a TrueType composite of the real ones. Leans on internals that
 * tests/files/certification/certificate-pdf.test.tsx watches.
 */

export type Direction = "ltr" | "rtl";

/** The direction of the first strong character (UAX 9, rule P2). */
export function textDirection(text: string): Direction {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return rightToLeft.test(first) ? "rtl" : "ltr";
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;

/**
 * Where a line may break inside a word: never, but in scripts that are written without spaces, between their words.
 * U+200B marks such a place by hand; it is used and not printed. No line begins with the end of a sentence, nor ends
 * with an opening quotation mark.
 */
export function breakWord(word: string): string[] {
  return word
    .split("\u200B")
    .filter(Boolean)
    .flatMap((part) => (WITHOUT_SPACES.test(part) ? wordsIn(part) : [part]));
}

const WITHOUT_SPACES = /[\p{sc=Khmer}\p{sc=Lao}\p{sc=Thai}\p{sc=Myanmar}\p{sc=Han}]/u;

function wordsIn(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(text)) {
    const before = pieces.at(-1);
    if (before !== undefined && (CLINGS.test(segment) || OPENS.test(before)))
      pieces.splice(-1, 1, before + segment);
    else pieces.push(segment);
  }
  return pieces;
}

/** Signs of a sentence, the signs of a word said twice, spaces. */
const CLINGS = /^[\p{Pe}\p{Pf}\p{Po}\p{Zs}ៗๆໆ]+$/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** Goes by the script, whatever the language it is made for. */
const words = new Intl.Segmenter("km", { granularity: "word" });

/** A face chosen for a whole text, so that a line broken off it keeps the same fonts. */
export type Face = {
  stack: FamilyName[];
  weight: Weight;
};

export type ShapedFonts = {
  /** How wide a text is in one line, in units of the font size. */
  widthOf(text: string, face: Face): number;
};

let loading: Promise<ShapedFonts> | undefined;

/** Loads HarfBuzz and the renderer on first use (some 150 ms), once for the process; each font when a text needs it. */
export function loadShapedFonts(): Promise<ShapedFonts> {
  loading ??= registerFonts().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function registerFonts(): Promise<ShapedFonts> {
  const [{ Font }, fontkit, harfbuzz, { default: bidiFactory }] = await Promise.all([
    import("@react-pdf/renderer"),
    import("fontkit"),
    import("harfbuzzjs"),
    import("bidi-js"),
  ]);
  const engine: Engine = { harfbuzz, bidi: bidiFactory() };
  Font.registerHyphenationCallback(breakWord);
  const fonts = new Map<string, ClusterFont>();
  return { widthOf: (text, face) => textWidth(text, face, fontOf) };

  /** Every text is measured before it is drawn, so the renderer finds what it needs already there. */
  function fontOf(family: FamilyName, fontWeight: Weight): ClusterFont {
    const key = `${family} ${fontWeight}`;
    const known = fonts.get(key);
    if (known) return known;
    const src = fontFile(family, fontWeight);
    const file = readFileSync(src);
    const font = clusterFont(fontkit.create(file) as FontkitFont, file, claimsOf(family), engine);
    Font.register({ family, src, fontWeight });
    const source = Font.getFont({ fontFamily: family, fontWeight, fontStyle: "normal" });
    // It would otherwise open the file itself, and put that in the place of ours.
    Object.assign(source, { data: font, loadResultPromise: Promise.resolve() });
    fonts.set(key, font);
    return font;
  }
}

/** Adds up the runs as the renderer will cut them: each character goes to the first font that claims it. */
function textWidth(
  text: string,
  { stack, weight }: Face,
  fontOf: (family: FamilyName, weight: Weight) => ClusterFont,
): number {
  const choices = stack.map((family) => fontOf(family, weight));
  let width = 0;
  let run = "";
  let font: ClusterFont | undefined;
  const measureRun = () => (font && run ? font.layout(run).advanceWidth / font.unitsPerEm : 0);
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const next = choices.find((choice) => choice.hasGlyphForCodePoint(codePoint));
    if (next !== font) {
      width += measureRun();
      [font, run] = [next, ""];
    }
    run += character;
  }
  return width + measureRun();
}

export type TextBox = {
  width: number;
  /** The size to begin with, and the one below which words may be cut to keep the number of lines. */
  size: number;
  smallest: number;
  mostLines: number;
  /** The size down to which one line is better than two; the size itself if left out. */
  oneLineFrom?: number;
};

export type FittedText = {
  lines: string[];
  size: number;
};

/** Breaks a text into lines of about the same length, smaller if need be, so that it always fits its box. */
export function fitText(text: string, face: Face, box: TextBox, { widthOf }: ShapedFonts): FittedText {
  const whole = text.replaceAll("\u200B", "");
  const oneLine = Math.min(box.size, box.width / widthOf(whole, face));
  if (oneLine >= (box.oneLineFrom ?? box.size)) return { lines: [whole], size: oneLine };
  for (let size = box.size; ; size *= 0.96) {
    const measure = (part: string) => widthOf(part, face) * size;
    const wrap = (width: number) => wrapText(text, width, measure, size < box.smallest);
    const lines = wrap(box.width);
    if (lines && lines.length <= box.mostLines) return { lines: balanced(lines, box.width, wrap), size };
  }
}

/** Narrows the box as far as the number of lines allows, so that no word is left alone on the last line. */
function balanced(lines: string[], width: number, wrap: (width: number) => string[] | undefined): string[] {
  if (lines.length === 1) return lines;
  let best = lines;
  for (let narrower = width * 0.96; narrower > width / 2; narrower *= 0.96) {
    const next = wrap(narrower);
    if (next?.length !== lines.length) break;
    best = next;
  }
  return best;
}

/** Undefined when a word is too long for the box and may not be cut. */
function wrapText(text: string, width: number, measure: (part: string) => number, mayCut: boolean) {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const part of text.split(/(?<= )/).flatMap(breakWord)) {
    const tooLong = measure(part.trimEnd()) > width;
    if (tooLong && !mayCut) return undefined;
    for (const piece of tooLong ? Array.from(letters.segment(part), ({ segment }) => segment) : [part]) {
      if (line && used + measure(piece.trimEnd()) > width) {
        lines.push(line.trimEnd());
        [line, used] = ["", 0];
      }
      line += piece;
      used += measure(piece);
    }
  }
  return [...lines, line.trimEnd()];
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

type Engine = {
  harfbuzz: typeof import("harfbuzzjs");
  bidi: import("bidi-js").Bidi;
};

/** A real glyph inside a cluster, in font units from the cluster's start. */
type Part = {
  glyph: number;
  x: number;
  y: number;
};

/** A made-up glyph, as the renderer wants glyphs to be. */
type Cluster = {
  id: number;
  parts: Part[];
  advanceWidth: number;
  codePoints: number[];
};

type GlyphRun = {
  glyphs: Cluster[];
  positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }[];
  advanceWidth: number;
};

/** As much of a fontkit font as is used here. */
type FontkitFont = {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  maxp: Record<string, number>;
  loca: { offsets: number[] };
  getGlyph(id: number): { bbox: { minX: number; minY: number; maxX: number; maxY: number } };
  hasGlyphForCodePoint(codePoint: number): boolean;
  createSubset(): TrueTypeSubset;
};

type TrueTypeSubset = {
  font: FontkitFont;
  glyf: Uint8Array[];
  loca: { offsets: number[] };
  hmtx: { metrics: { advance: number; bearing: number }[] };
  offset: number;
  includeGlyph(id: number): number;
  _addGlyph(id: number): number;
};

type ClusterFont = FontkitFont & {
  layout(text: string): GlyphRun;
  glyphForCodePoint(codePoint: number): Cluster;
};

/** The fontkit font with HarfBuzz's shaping, keeping everything else (metrics, tables, name) by inheritance. */
function clusterFont(fontkit: FontkitFont, file: Uint8Array, claims: RegExp, engine: Engine): ClusterFont {
  const shape = harfbuzzShaper(fontkit, file, engine);
  const registry = clusterRegistry();
  const own: Partial<ClusterFont> = {
    // The same for all, so that every font has its baseline at one height (placed-text-pdf).
    ascent: ASCENT * fontkit.unitsPerEm,
    descent: DESCENT * fontkit.unitsPerEm,
    layout: (text) => registry.runOf(text, () => shape(text)),
    // Asked for one code point only to draw a hyphen where a word is broken; Khmer takes none.
    glyphForCodePoint: () => registry.clusterFor({ parts: [], advanceWidth: 0, codePoints: [0x200b] }),
    hasGlyphForCodePoint: (codePoint) =>
      claims.test(String.fromCodePoint(codePoint)) && fontkit.hasGlyphForCodePoint(codePoint),
    createSubset: () => compositeSubset(fontkit, registry.clusterOf),
  };
  // Some are getters of the original, so they have to be defined, not assigned.
  return Object.create(fontkit, Object.getOwnPropertyDescriptors(own)) as ClusterFont;
}

/** Of Noto Sans, in sizes of the font. */
export const ASCENT = 1.069;
const DESCENT = -0.293;

type Shaped = Omit<Cluster, "id">;

/** Shapes a run (one font, one direction) into clusters in the order of the text. */
function harfbuzzShaper(fontkit: FontkitFont, file: Uint8Array, { harfbuzz, bidi }: Engine) {
  const font = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(file)));
  const buffer = new harfbuzz.Buffer();
  const { offsets } = fontkit.loca;
  const hasInk = (glyph: number) => offsets[glyph] !== offsets[glyph + 1];

  return (text: string): Shaped[] => {
    const isRightToLeft = rightToLeft.test(text);
    // The renderer has mirrored the brackets of right-to-left runs; HarfBuzz does it again, so undo the first.
    const logical = isRightToLeft
      ? Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character).join("")
      : text;
    buffer.reset();
    // PDF readers put right-to-left text back in order glyph by glyph, so there a vowel mark is its own cluster.
    const { MONOTONE_CHARACTERS, MONOTONE_GRAPHEMES } = harfbuzz.ClusterLevel;
    buffer.setClusterLevel(isRightToLeft ? MONOTONE_CHARACTERS : MONOTONE_GRAPHEMES);
    buffer.addText(logical);
    buffer.guessSegmentProperties();
    harfbuzz.shape(font, buffer);
    const clusters = new Map<number, Shaped>();
    for (const { cluster, codepoint: glyph, ...position } of buffer.getGlyphInfosAndPositions()) {
      const { xOffset = 0, yOffset = 0, xAdvance = 0 } = position;
      const shaped = clusters.get(cluster) ?? { parts: [], advanceWidth: 0, codePoints: [] };
      if (hasInk(glyph)) shaped.parts.push({ glyph, x: shaped.advanceWidth + xOffset, y: yOffset });
      shaped.advanceWidth += xAdvance;
      clusters.set(cluster, shaped);
    }
    const starts = [...clusters.keys()].sort((a, b) => a - b);
    return starts.flatMap((start, index) => {
      const shaped = clusters.get(start);
      const characters = logical.slice(start, starts[index + 1]);
      return shaped ? { ...shaped, codePoints: Array.from(characters, (c) => c.codePointAt(0) ?? 0) } : [];
    });
  };
}

/** Real glyph ids are 16-bit, so these can never be mistaken for one. */
const FIRST_CLUSTER_ID = 0x10000;
const MOST_CLUSTERS = 20_000;
const MOST_RUNS = 5_000;

/**
 * Gives each cluster an id and finds it again when the font is embedded. Ids are never used twice, and the
 * previous generation is kept, so that a document under way keeps its glyphs when the caches are emptied.
 */
function clusterRegistry() {
  const generation = () => ({
    byKey: new Map<string, Cluster>(),
    byId: new Map<number, Cluster>(),
    runs: new Map<string, GlyphRun>(),
  });
  let [young, old] = [generation(), generation()];
  let nextId = FIRST_CLUSTER_ID;

  const clusterFor = ({ parts, advanceWidth, codePoints }: Shaped): Cluster => {
    const key = JSON.stringify([codePoints, advanceWidth, parts]);
    const known = young.byKey.get(key);
    if (known) return known;
    const cluster = { id: nextId++, parts, advanceWidth, codePoints };
    young.byKey.set(key, cluster);
    young.byId.set(cluster.id, cluster);
    return cluster;
  };

  const clusterOf = (id: number): Cluster => {
    const cluster = young.byId.get(id) ?? old.byId.get(id);
    if (!cluster) throw new Error(`Glyph ${id} was forgotten while its document was being written`);
    return cluster;
  };

  const runOf = (text: string, shape: () => Shaped[]): GlyphRun => {
    const known = young.runs.get(text);
    if (known) return known;
    if (young.runs.size >= MOST_RUNS || young.byKey.size >= MOST_CLUSTERS)
      [young, old] = [generation(), young];
    const run = asGlyphRun(shape().map(clusterFor));
    young.runs.set(text, run);
    return run;
  };

  return { clusterFor, clusterOf, runOf };
}

function asGlyphRun(glyphs: Cluster[]): GlyphRun {
  return {
    glyphs,
    positions: glyphs.map(({ advanceWidth }) => ({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
      advanceWidth,
    })),
    advanceWidth: glyphs.reduce((width, { advanceWidth }) => width + advanceWidth, 0),
  };
}

/** A fontkit subset that can also hold clusters, written as composite glyphs. */
function compositeSubset(fontkit: FontkitFont, clusterOf: (id: number) => Cluster): TrueTypeSubset {
  const subset = fontkit.createSubset();
  const addRealGlyph = subset._addGlyph.bind(subset);
  // Tables are getters, so this one has to be defined, not assigned.
  const maxp = { value: roomForComposites(fontkit.maxp) };
  subset.font = Object.create(fontkit, { maxp }) as FontkitFont;
  subset._addGlyph = (id) => {
    if (id < FIRST_CLUSTER_ID) return addRealGlyph(id);
    const { parts, advanceWidth } = clusterOf(id);
    const { bytes, xMin } = compositeGlyph(parts, fontkit, (glyph) => subset.includeGlyph(glyph));
    subset.glyf.push(bytes);
    subset.loca.offsets.push(subset.offset);
    subset.hmtx.metrics.push({ advance: advanceWidth, bearing: xMin });
    subset.offset += bytes.length;
    return subset.glyf.length - 1;
  };
  return subset;
}

/** `maxp` tells rasterisers how much memory to set aside; composites of composites need more. */
function roomForComposites(maxp: Record<string, number>): Record<string, number> {
  const most = 24;
  const points = Math.max(maxp.maxPoints ?? 0, maxp.maxComponentPoints ?? 0);
  const contours = Math.max(maxp.maxContours ?? 0, maxp.maxComponentContours ?? 0);
  return {
    ...maxp,
    maxComponentPoints: Math.min(points * most, 0xffff),
    maxComponentContours: Math.min(contours * most, 0xffff),
    maxComponentElements: Math.max(maxp.maxComponentElements ?? 0, most),
    maxComponentDepth: (maxp.maxComponentDepth ?? 0) + 1,
  };
}

const ARGUMENTS_ARE_XY_WORDS = 0x3;
const MORE_COMPONENTS = 0x20;

function compositeGlyph(parts: Part[], fontkit: FontkitFont, include: (glyph: number) => number) {
  if (parts.length === 0) return { bytes: new Uint8Array(0), xMin: 0 };
  const boxes = parts.map(({ glyph, x, y }) => {
    const { minX, minY, maxX, maxY } = fontkit.getGlyph(glyph).bbox;
    return [minX + x, minY + y, maxX + x, maxY + y] as const;
  });
  const xMin = Math.min(...boxes.map(([left]) => left));
  const header = [
    -1, // composite
    xMin,
    Math.min(...boxes.map(([, bottom]) => bottom)),
    Math.max(...boxes.map(([, , right]) => right)),
    Math.max(...boxes.map(([, , , top]) => top)),
  ];
  const components = parts.flatMap(({ glyph, x, y }, index) => {
    const more = index < parts.length - 1 ? MORE_COMPONENTS : 0;
    return [ARGUMENTS_ARE_XY_WORDS | more, include(glyph), x, y];
  });
  const view = new DataView(new ArrayBuffer(2 * (header.length + components.length)));
  // setInt16 keeps the low 16 bits, so it writes flags and glyph ids as well as signed distances.
  [...header, ...components].forEach((value, index) => view.setInt16(2 * index, Math.round(value)));
  return { bytes: new Uint8Array(view.buffer), xMin: Math.round(xMin) };
}
