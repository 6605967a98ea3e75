import { Document, Page, View, renderToBuffer } from "@react-pdf/renderer";
import {
  A4,
  hairline,
  mirrored,
  placeText,
  soft,
  TextLine,
  type PlacedText,
  type TextLook,
} from "#app/infra/placed-text-pdf.server.tsx";
import { withoutUncovered } from "#app/infra/font-families.server.ts";
import {
  loadShapedFonts,
  textDirection,
  type Direction,
  type ShapedFonts,
} from "#app/infra/shaped-fonts.server.ts";

/* A letter on A4: who writes, to whom, on which day, about what; paragraphs, and facts in two columns among them. */

export type LetterBlock =
  { kind: "text"; text: string } | { kind: "facts"; facts: { term: string; value: string }[] };

export type PrintedLetter = {
  locale: string;
  direction: Direction;
  from: string;
  /** Lines of the address. */
  to: string[];
  /** In words. */
  day: string;
  /** The same as a civil day, so that the same letter gives the same bytes. */
  madeOn: string;
  subject: string;
  blocks: LetterBlock[];
  /** Small, below everything. */
  note?: string | null;
};

const SIDE = 68;
const TOP = 62;
const BOTTOM = 56;
const WIDTH = A4.width - 2 * SIDE;
const TERMS = 170;

type Band = { lines: PlacedText[]; height: number; underlined?: boolean };
type Laid = { lines: PlacedText[]; rules: number[] };

export async function renderLetterPdf(letter: PrintedLetter): Promise<Uint8Array> {
  const pages = layOutLetter(letter, await loadShapedFonts());
  return renderToBuffer(<LetterDocument letter={letter} pages={pages} />);
}

export function layOutLetter(letter: PrintedLetter, fonts: ShapedFonts): Laid[] {
  const set = (text: string, look: Omit<TextLook, "direction">, left = 0, width = WIDTH): Band => {
    const said = withoutUncovered(text);
    const direction = /\p{L}/u.test(said) ? textDirection(said) : letter.direction;
    const { lines, bottom } = placeText(
      said,
      { mostLines: 60, ...look, direction },
      { left, width },
      0,
      fonts,
    );
    return { lines, height: bottom };
  };
  const bands: Band[] = [
    set(letter.from, { size: 15, style: "serif", weight: 600, mostLines: 3 }),
    space(26),
    set(letter.day, { size: 10.5, color: soft }),
    space(14),
    ...letter.to.map((line) => set(line, { size: 10.5 })),
    space(26),
    set(letter.subject, { size: 13, weight: 600, mostLines: 4 }),
    space(10),
    ...letter.blocks.flatMap((block) =>
      block.kind === "facts"
        ? [space(6), ...block.facts.map(({ term, value }) => factBand(term, value, set)), space(10)]
        : block.text.split("\n").map((line) => (line === "" ? space(8) : set(line, { size: 10.5 }))),
    ),
  ];
  if (letter.note) bands.push(space(26), set(letter.note, { size: 8.5, color: soft }));
  const pages = paginate(bands);
  return letter.direction === "rtl"
    ? pages.map(({ lines, rules }) => ({ lines: lines.map((line) => mirrored(line, WIDTH)), rules }))
    : pages;
}

type Setter = (text: string, look: Omit<TextLook, "direction">, left?: number, width?: number) => Band;

function factBand(term: string, value: string, set: Setter): Band {
  const parts = [
    set(term, { size: 9.5, color: soft }, 0, TERMS - 10),
    set(value, { size: 10.5 }, TERMS, WIDTH - TERMS),
  ];
  return {
    lines: parts.flatMap(({ lines }) => lines),
    height: Math.max(...parts.map(({ height }) => height)) + 5,
    underlined: true,
  };
}

const space = (height: number): Band => ({ lines: [], height });

function paginate(bands: Band[]): Laid[] {
  const pages: Laid[] = [];
  let used = Infinity;
  for (const { lines, height, underlined } of bands) {
    if (used + height > A4.height - TOP - BOTTOM) {
      pages.push({ lines: [], rules: [] });
      used = 0;
    }
    const top = used;
    pages.at(-1)!.lines.push(...lines.map((line) => ({ ...line, baseline: line.baseline + top })));
    used += height;
    if (underlined) pages.at(-1)!.rules.push(used - 2.5);
  }
  return pages;
}

function LetterDocument({ letter, pages }: { letter: PrintedLetter; pages: Laid[] }) {
  const made = new Date(`${letter.madeOn}T00:00:00Z`);
  return (
    <Document
      title={letter.subject}
      author={letter.from}
      language={letter.locale}
      pdfVersion="1.7"
      creator="Passbook"
      producer="Passbook"
      creationDate={made}
      modificationDate={made}
    >
      {pages.map(({ lines, rules }, number) => (
        <Page key={number} size="A4" wrap={false}>
          {/* A page that does not wrap is as high as what stands on it. */}
          <View style={{ height: A4.height }} />
          {rules.map((top) => (
            <View
              key={top}
              style={{
                position: "absolute",
                left: SIDE,
                top: top + TOP,
                width: WIDTH,
                height: 0.5,
                backgroundColor: hairline,
              }}
            />
          ))}
          {lines.map((line, index) => (
            <TextLine key={index} {...line} left={line.left + SIDE} baseline={line.baseline + TOP} />
          ))}
        </Page>
      ))}
    </Document>
  );
}
