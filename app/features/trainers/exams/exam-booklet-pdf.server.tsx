import { Document, Page, Path, Svg, View, renderToBuffer } from "@react-pdf/renderer";
import {
  A4,
  ink,
  mirrored,
  placeText,
  soft,
  TextLine,
  type PlacedText,
  type TextLook,
} from "#app/infra/placed-text-pdf.server.tsx";
import { qrDots } from "#app/infra/qr-dots.ts";
import {
  loadShapedFonts,
  textDirection,
  type Direction,
  type ShapedFonts,
} from "#app/infra/shaped-fonts.server.ts";
import { withoutUncovered } from "#app/infra/font-families.server.ts";
import { letterOf, type PrintedQuestion } from "./exam-booklet.ts";

/*
 * One candidate's exam on A4: a cover with the name, which stays behind when the script is scanned; the questions; the sheet
 * for the answers with the code they are typed in by; lined pages for what is written. From the second page on there is a
 * number and no name.
 */

export type PrintedBooklet = {
  locale: string;
  direction: Direction;
  /** Where the arrangement asks for it. */
  large: boolean;
  name: string;
  number: string;
  /** Of the answer sheet, and the address it is a part of. */
  code: string;
  address: string;
  questions: PrintedQuestion[];
  words: {
    title: string;
    scheme: string;
    facts: { term: string; value: string }[];
    /** One paragraph each. */
    rules: string[];
    number: string;
    answerSheet: string;
    answerSheetText: string;
    code: string;
    yes: string;
    no: string;
    /** At the head of each question and answer, by its position. */
    questions: string[];
    points: string[];
    /** What to do, where the kind asks for more than one cross. */
    hints: Partial<Record<PrintedQuestion["kind"], string>>;
    onLinedPage: string;
  };
  /** As a civil day, so that the same booklet gives the same bytes. */
  madeOn: string;
};

const SIDE = 56;
const TOP = 64;
const BOTTOM = 52;
const WIDTH = A4.width - 2 * SIDE;
const FLOOR = A4.height - TOP - BOTTOM;

type Box = { left: number; top: number; width: number; height: number };
/** A piece of a page: its lines, boxes to tick, lines to write on. */
type Band = { lines: PlacedText[]; boxes: Box[]; rules: Box[]; height: number };
type Sheet = Omit<Band, "height"> & { code: boolean };

export async function renderBookletPdf(booklet: PrintedBooklet): Promise<Uint8Array> {
  const pages = new Setter(booklet, await loadShapedFonts()).pages();
  return renderToBuffer(<BookletDocument booklet={booklet} pages={pages} />);
}

const nothing = (height = 0): Band => ({ lines: [], boxes: [], rules: [], height });

const moved = ({ lines, boxes, rules, height }: Band, left: number, top: number): Band => ({
  lines: lines.map((line) => ({ ...line, left: line.left + left, baseline: line.baseline + top })),
  boxes: boxes.map((box) => ({ ...box, left: box.left + left, top: box.top + top })),
  rules: rules.map((rule) => ({ ...rule, left: rule.left + left, top: rule.top + top })),
  height,
});

/** Side by side; as high as the highest. */
const beside = (...bands: Band[]): Band => ({
  lines: bands.flatMap(({ lines }) => lines),
  boxes: bands.flatMap(({ boxes }) => boxes),
  rules: bands.flatMap(({ rules }) => rules),
  height: Math.max(...bands.map(({ height }) => height)),
});

/** One below the other. */
function stacked(bands: readonly Band[]): Band {
  let top = 0;
  const placed = bands.map((band) => {
    const at = moved(band, 0, top);
    top += band.height;
    return at;
  });
  return { ...beside(nothing(), ...placed), height: top };
}

class Setter {
  private readonly size: number;
  /** Of what stands beside: nothing is small in large print. */
  private readonly small: number;

  constructor(
    private readonly booklet: PrintedBooklet,
    private readonly fonts: ShapedFonts,
  ) {
    this.size = booklet.large ? 17 : 10.5;
    this.small = booklet.large ? 14 : 9;
  }

  pages(): Sheet[] {
    const { questions, direction } = this.booklet;
    const pages = [
      ...this.flow([this.cover()], false, false),
      ...this.flow(questions.map((question) => this.question(question))),
      ...this.flow([this.sheetHead(), ...questions.map((question) => this.answer(question))], true),
      ...questions
        .filter(({ kind }) => kind === "free-text")
        .flatMap((question) => this.flow([this.lined(question)], true)),
    ];
    return direction === "rtl"
      ? pages.map(({ lines, boxes, rules, code }) => ({
          lines: lines.map((line) => mirrored(line, WIDTH)),
          boxes: boxes.map((box) => ({ ...box, left: WIDTH - box.left - box.width })),
          rules: rules.map((rule) => ({ ...rule, left: WIDTH - rule.left - rule.width })),
          code,
        }))
      : pages;
  }

  /** A band that does not fit begins the next page; every page but the cover says whose number it is. */
  private flow(bands: Band[], code = false, numbered = true): Sheet[] {
    const pages: Sheet[] = [];
    let used = Infinity;
    for (const band of bands) {
      if (used + band.height > FLOOR) {
        const head = numbered ? this.head(code) : nothing();
        pages.push({ lines: [...head.lines], boxes: [], rules: [...head.rules], code });
        used = head.height;
      }
      const { lines, boxes, rules } = moved(band, 0, used);
      const page = pages.at(-1)!;
      page.lines.push(...lines);
      page.boxes.push(...boxes);
      page.rules.push(...rules);
      used += band.height;
    }
    return pages;
  }

  private set(text: string, look: Partial<TextLook> = {}, left = 0, width = WIDTH - left): Band {
    const said = withoutUncovered(text);
    const direction = /\p{L}/u.test(said) ? textDirection(said) : this.booklet.direction;
    const asked = { size: this.size, mostLines: 60, ...look, direction };
    const { lines, bottom } = placeText(said, asked, { left, width }, 0, this.fonts);
    return { ...nothing(bottom), lines };
  }

  private head(code: boolean): Band {
    const { words } = this.booklet;
    const line = this.set(
      words.number,
      { size: Math.max(12, this.small), weight: 600 },
      0,
      WIDTH - (code ? CODE + 12 : 0),
    );
    const below = code ? this.set(words.code, { size: 9, color: soft }, 0, WIDTH - CODE - 12) : nothing();
    const said = stacked([line, below]);
    const height = code ? CODE + 14 : said.height + 14;
    return { ...said, rules: [{ left: 0, top: height - 8, width: WIDTH, height: 0.7 }], height };
  }

  private cover(): Band {
    const { name, number, words } = this.booklet;
    return stacked([
      this.set(words.title, { size: 13, color: soft }),
      nothing(4),
      this.set(words.scheme, { size: 22, style: "serif", weight: 600, mostLines: 3 }),
      nothing(34),
      this.set(name, { size: 17, weight: 600, mostLines: 2 }),
      nothing(2),
      this.set(number, { size: 44, weight: 600 }),
      nothing(26),
      ...words.facts.map(({ term, value }) => {
        const row = beside(
          this.set(term, { size: this.small, color: soft }, 0, 150),
          this.set(value, {}, 160),
        );
        return { ...row, height: row.height + 5 };
      }),
      nothing(28),
      ...words.rules.flatMap((rule) => [this.set(rule), nothing(this.size * 0.6)]),
    ]);
  }

  private question({ position, kind, prompt, unit, choices, left }: PrintedQuestion): Band {
    const { words } = this.booklet;
    const indent = this.size * 1.9;
    const hint = words.hints[kind];
    const listed = (label: string, text: string, from = 0, width = WIDTH) =>
      stacked([
        beside(
          this.set(label, { weight: 600 }, from, indent),
          this.set(text, {}, from + indent, width - indent),
        ),
        nothing(this.size * 0.3),
      ]);
    const half = (WIDTH - 16) / 2;
    const lists =
      kind === "matching"
        ? beside(
            stacked(left.map(({ number, text }) => listed(number, text, 0, half))),
            stacked(choices.map(({ letter, text }) => listed(letter, text, half + 16, half))),
          )
        : stacked(choices.map(({ letter, text }) => listed(letter, text)));
    return stacked([
      beside(
        this.set(words.questions[position - 1]!, { weight: 600 }, 0, WIDTH * 0.6),
        this.set(words.points[position - 1]!, { size: this.small, color: soft, align: "right" }, WIDTH * 0.6),
      ),
      nothing(3),
      ...prompt.split("\n").map((line) => (line === "" ? nothing(this.size * 0.6) : this.set(line))),
      ...(unit ? [this.set(`(${unit})`, { color: soft })] : []),
      ...(hint ? [nothing(2), this.set(hint, { size: this.size * 0.9, color: soft })] : []),
      nothing(this.size * 0.5),
      lists,
      nothing(this.size * 1.4),
    ]);
  }

  private sheetHead(): Band {
    const { words } = this.booklet;
    return stacked([
      this.set(words.answerSheet, { size: 16, style: "serif", weight: 600 }),
      this.set(words.answerSheetText, { size: this.small, color: soft }),
      nothing(14),
    ]);
  }

  /** Boxes to tick, or lines to write on, beside the number of the question. */
  private answer({ position, kind, choices, left }: PrintedQuestion): Band {
    const { yes, no, onLinedPage } = this.booklet.words;
    const label = this.set(String(position), { weight: 600 }, 0, 34);
    const cells =
      kind === "free-text"
        ? [this.set(onLinedPage, { color: soft }, 0, WIDTH - 40)]
        : kind === "true-false"
          ? [yes, no].map((word) => this.ticked(word, 90))
          : kind === "matching"
            ? left.map(({ number }) => this.gap(number))
            : kind === "ordering"
              ? choices.map(({ letter }) => this.gap(letter))
              : kind === "numeric" || kind === "short-text"
                ? [this.line(WIDTH - 40)]
                : choices.map((_, index) => this.ticked(letterOf(index), 0));
    const row = beside(label, moved(this.wrapped(cells), 38, 0));
    return { ...row, height: row.height + this.size * 0.75 };
  }

  private wrapped(
    cells: { height: number; width?: number; lines: PlacedText[]; boxes: Box[]; rules: Box[] }[],
  ): Band {
    let [left, top, high] = [0, 0, 0];
    const placed: Band[] = [];
    for (const cell of cells) {
      const width = cell.width ?? WIDTH - 40;
      if (left > 0 && left + width > WIDTH - 40) [left, top, high] = [0, top + high + 6, 0];
      placed.push(moved({ ...cell }, left, top));
      left += width;
      high = Math.max(high, cell.height);
    }
    return { ...beside(nothing(), ...placed), height: top + high };
  }

  private ticked(word: string, least: number): Band & { width: number } {
    const side = this.size * 1.15;
    const text = this.set(word, { mostLines: 1 }, side + 6, Math.max(least, this.size * 2.4));
    return {
      ...text,
      boxes: [{ left: 0, top: (text.height - side) / 2, width: side, height: side }],
      width: side + 6 + Math.max(least, this.size * 2.4),
    };
  }

  private gap(label: string): Band & { width: number } {
    const text = this.set(label, { mostLines: 1 }, 0, this.size * 1.9);
    const width = this.size * 3;
    return {
      ...text,
      rules: [{ left: this.size * 1.9, top: text.height, width, height: 0.8 }],
      width: this.size * 1.9 + width + 18,
    };
  }

  private line(width: number): Band & { width: number } {
    const height = this.size * 1.7;
    return { ...nothing(height), rules: [{ left: 0, top: height, width, height: 0.8 }], width };
  }

  /** As many lines as the page has room for. */
  private lined({ position }: PrintedQuestion): Band {
    const title = this.set(this.booklet.words.questions[position - 1]!, { weight: 600 });
    const pitch = this.booklet.large ? 36 : 26;
    const from = title.height + 12;
    const count = Math.floor((FLOOR - this.head(true).height - from) / pitch);
    const rules = Array.from({ length: count }, (_, index) => ({
      left: 0,
      top: from + (index + 1) * pitch - 2,
      width: WIDTH,
      height: 0.6,
    }));
    return { ...title, rules, height: from + count * pitch };
  }
}

/** The side of the square code, beside the number. */
const CODE = 62;

function BookletDocument({ booklet, pages }: { booklet: PrintedBooklet; pages: Sheet[] }) {
  const made = new Date(`${booklet.madeOn}T00:00:00Z`);
  return (
    <Document
      title={booklet.words.number}
      language={booklet.locale}
      pdfVersion="1.7"
      creator="Passbook"
      producer="Passbook"
      creationDate={made}
      modificationDate={made}
    >
      {pages.map(({ lines, boxes, rules, code }, index) => (
        <Page key={index} size="A4" wrap={false}>
          <View style={{ height: A4.height }} />
          {rules.map((rule, each) => (
            <View key={each} style={{ ...placed(rule), backgroundColor: soft }} />
          ))}
          {boxes.map((box, each) => (
            <View
              key={each}
              style={{ ...placed(box), borderWidth: 0.9, borderColor: ink, borderRadius: 2 }}
            />
          ))}
          {lines.map((line, each) => (
            <TextLine key={each} {...line} left={line.left + SIDE} baseline={line.baseline + TOP} />
          ))}
          {code && <Code address={booklet.address} rtl={booklet.direction === "rtl"} />}
          <TextLine {...pageNumber(index + 1, pages.length)} />
        </Page>
      ))}
    </Document>
  );
}

const placed = ({ left, top, width, height }: Box) => ({
  position: "absolute" as const,
  left: left + SIDE,
  top: top + TOP,
  width,
  height,
});

const pageNumber = (page: number, of: number): PlacedText => ({
  text: `${page} / ${of}`,
  left: SIDE,
  width: WIDTH,
  baseline: A4.height - 26,
  above: 8,
  below: 3,
  size: 8,
  face: { stack: ["Passbook Sans"], weight: 400 },
  color: soft,
  align: "center",
  direction: "ltr",
});

/** Leads whoever may type it in to this very sheet. */
function Code({ address, rtl }: { address: string; rtl: boolean }) {
  const dots = qrDots(address, "M");
  const dark = dots.flatMap((row, y) => row.flatMap((each, x) => (each ? [`M${x} ${y}h1v1h-1z`] : [])));
  const left = rtl ? SIDE : SIDE + WIDTH - CODE;
  return (
    <View style={{ position: "absolute", left, top: TOP - 8, width: CODE, height: CODE }}>
      <Svg width={CODE} height={CODE} viewBox={`0 0 ${dots.length} ${dots.length}`}>
        <Path d={dark.join("")} fill={ink} />
      </Svg>
    </View>
  );
}
