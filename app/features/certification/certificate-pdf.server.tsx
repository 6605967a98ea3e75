import { Document, G, Image, Link, Page, Path, Rect, Svg, View, renderToBuffer } from "@react-pdf/renderer";
import { checkAddress } from "./certificate-facts.ts";
import { printedCode } from "./certificate-number.ts";
import type { PrintedFacts } from "./licence-facts.ts";
import { FIRST_TEMPLATE, paletteOf, type Logo, type Palette } from "./template.ts";
import {
  type PlacedText,
  TextLine,
  hairline,
  ink,
  mirrored as mirroredText,
  placeText,
  soft,
} from "#app/infra/placed-text-pdf.server.tsx";
import { type Style, type Weight, fontsCover } from "#app/infra/font-families.server.ts";
import { qrDots } from "#app/infra/qr-dots.ts";
import {
  type Direction,
  type ShapedFonts,
  textDirection,
  loadShapedFonts,
} from "#app/infra/shaped-fonts.server.ts";
import { guillocheFan, guillocheRing, type Rope as RopeOfLines } from "#app/lib/guilloche.ts";

/*
 * The certificate as an A4 landscape page. Import this file when one is to be drawn, not when the server
 * starts: the renderer is large. Every line of text is placed before the renderer sees it (placed-text-pdf).
 */

/** Everything printed that is not a name or a number, in the reader's language. */
export type CertificateWords = {
  direction: Direction;
  /** "Certificate of achievement" */
  title: string;
  /** Beneath the name: "has completed" */
  completed: string;
  /** The course, or what its holder is certified as. */
  subject: string;
  /** Beneath the subject: cohort, format, place, dates, hours; one paragraph each. */
  details: string[];
  /** What a statement lists, at most MOST_MODULES; empty on a certificate. */
  rows: CertificateRow[];
  /** The round stamp: "Achieved", "28 Nov 2026", "96 hours". */
  stamp: { above: string; date: string; below: string };
  /** "No. PB-2026-000417-C" */
  number: string;
  /** "Issued on 28 November 2026", "Second edition, replaces PB-2026-000397-T" */
  issued: string[];
  /** Above the address: "Scan the mark, or type the code beneath it, at" */
  verify: string;
  signatories: { name: string; role: string }[];
  /** Beneath the details, as the template words it. */
  closing?: string;
  /** Beside all that: the same in a second language. */
  second?: SideWords | null;
};

/** What is said twice on a certificate of two languages. */
export type SideWords = Pick<CertificateWords, "title" | "completed" | "subject" | "details" | "closing"> & {
  programme: string;
};

/** How it looks, as the template has it. */
export type Look = {
  palette: Palette;
  logo: (Pick<Logo, "type" | "width" | "height"> & { bytes: Uint8Array }) | null;
  /** Across the page of what is no certificate. */
  mark?: string;
};

const FIRST_LOOK: Look = { palette: paletteOf(FIRST_TEMPLATE.colours), logo: null };

export type CertificateRow = {
  when: string;
  what: string;
  amount: string;
};

export async function renderCertificatePdf(
  facts: PrintedFacts,
  words: CertificateWords,
  look?: Look,
): Promise<Uint8Array> {
  return renderCertificateSet([{ facts, words, ...(look && { look }) }]);
}

export type PrintedCertificate = {
  facts: PrintedFacts;
  words: CertificateWords;
  look?: Look;
  /** What the QR mark says; left out, the address alone. */
  mark?: string | undefined;
};

/** Several as one document, a page each, in the order given: what a printer is sent before a ceremony. */
export async function renderCertificateSet(set: PrintedCertificate[]): Promise<Uint8Array> {
  const fonts = await loadShapedFonts();
  const pages = set.map(({ facts, words, look = FIRST_LOOK, mark }) => ({
    facts,
    words,
    look,
    mark,
    layout: layOutCertificate(facts, words, fonts, look),
  }));
  return renderToBuffer(<CertificateDocument pages={pages} />);
}

// Layout. All of it is worked out left to right, in points; `mirrored` turns the finished page round.

export type PlacedLine = PlacedText & { part: Part };

type Stroke = {
  left: number;
  top: number;
  width: number;
  color: string;
  thickness: number;
};

type Seal = {
  x: number;
  y: number;
  /** The engraved ring, and the stamp inside it. */
  outer: number;
  inner: number;
  stamp: number;
};

export type CertificateLayout = {
  lines: PlacedLine[];
  stampLines: PlacedLine[];
  strokes: Stroke[];
  seal: Seal;
  qr: { left: number; top: number; width: number };
  logo: Box | null;
  mark: PlacedText[];
};

type Box = { left: number; top: number; width: number; height: number };

type Part =
  | "issuer"
  | "programme"
  | "title"
  | "name"
  | "nameLocal"
  | "completed"
  | "course"
  | "detail"
  | "row"
  | "signatory"
  | "role"
  | "number"
  | "issued"
  | "verify"
  | "address"
  | "code"
  | "stamp";

type Paragraph = {
  part: Part;
  text: string;
  style?: Style;
  weight?: Weight;
  size: number;
  color?: string;
  /** White before it. */
  space?: number;
  mostLines?: number;
  /** How small it may get, against its size, before it takes a second line. */
  mayShrinkTo?: number;
  align?: "start" | "center" | "end";
};

type Column = {
  left: number;
  width: number;
};

type Setting = {
  lines: PlacedLine[];
  bottom: number;
};

const paper = "#fffdf7";
const markInk = "#e8dfcd";

const page = { width: 841.89, height: 595.28 };
const frame = { outer: 21, inner: 28 };
const margin = { side: 74, top: 62, bottom: 64 };
const floor = page.height - margin.bottom;
/** Two columns: what is certified, and beside it what proves it. */
const proof: Column = { left: page.width - margin.side - 200, width: 200 };
const main: Column = { left: margin.side, width: proof.left - 34 - margin.side };
const wide: Column = { left: margin.side, width: page.width - 2 * margin.side };
/** 29 mm: a telephone reads it at arm's length, also from a photocopy. */
const qrWidth = 82;

const sealBeside: Seal = { x: proof.left + 102, y: 274, outer: 102, inner: 72, stamp: 63 };
const sealAbove: Seal = { x: proof.left + 120, y: 138, outer: 80, inner: 57, stamp: 50 };

/** Where everything goes. Throws if no font has a character: names are refused before issuing, not here. */
export function layOutCertificate(
  facts: PrintedFacts,
  words: CertificateWords,
  fonts: ShapedFonts,
  look: Look = FIRST_LOOK,
): CertificateLayout {
  const statement = facts.kind === "attendance-statement";
  const seal = statement ? sealAbove : sealBeside;
  const { accent } = look.palette;
  refuseUncovered(facts, words);
  const set = typesetter(fonts, words.direction, accent);
  const header = setHeader(facts, words, look, set);
  const footer = setFooter(facts, words, set);
  const room = { top: header.bottom + 16, bottom: footer.top - 14 };
  const body = statement ? setStatement(facts, words, set, room) : setBody(facts, words, set, room);
  const layout = {
    lines: [...header.lines, ...body.lines, ...footer.lines],
    stampLines: setStamp(words, seal, set),
    strokes: [...body.strokes, ...footer.strokes],
    seal,
    qr: footer.qr,
    logo: header.logo,
    mark: look.mark ? setMark(look.mark, words.direction, fonts) : [],
  };
  return words.direction === "rtl" ? mirrored(layout) : layout;
}

function refuseUncovered(...printed: unknown[]) {
  const texts: string[] = [];
  JSON.stringify(printed, (_, value: unknown) => {
    if (typeof value === "string") texts.push(value);
    return value;
  });
  const missing = fontsCover(texts.join(""));
  if (missing.length > 0) throw new Error(`No font has ${missing.join(" ")}`);
}

type Typesetter = ReturnType<typeof typesetter>;

/** Sets paragraphs one below the other, each fitted to the width of the column. */
function typesetter(fonts: ShapedFonts, pageDirection: Direction, accent: string) {
  return (paragraphs: Paragraph[], column: Column, top: number, scale = 1): Setting => {
    const lines: PlacedLine[] = [];
    let bottom = top;
    for (const paragraph of paragraphs) {
      if (paragraph.text === "") continue;
      const fitted = setParagraph(paragraph, column, bottom + (paragraph.space ?? 0) * scale, scale);
      lines.push(...fitted.lines);
      bottom = fitted.bottom;
    }
    return { lines, bottom };
  };

  function setParagraph(paragraph: Paragraph, column: Column, top: number, scale: number): Setting {
    const { part, text, align = "start", size, ...own } = paragraph;
    const look = inAccent.has(part) ? { ...own, color: accent } : own;
    const direction = namesThings.has(part) ? textDirection(text) : pageDirection;
    const { lines, bottom } = placeText(
      text,
      { ...look, size: size * scale, align: alignment[align], direction },
      column,
      top,
      fonts,
    );
    return { lines: lines.map((line) => ({ ...line, part })), bottom };
  }
}

const alignment = { start: "left", center: "center", end: "right" } as const;

const inAccent: ReadonlySet<Part> = new Set(["title", "stamp"]);

/** What is not in the page's language runs in its own direction. */
const namesThings: ReadonlySet<Part> = new Set([
  "issuer",
  "programme",
  "name",
  "nameLocal",
  "course",
  "signatory",
  "address",
  "code",
]);

/** Sets something as large as the height allows. */
function setWithin<Made extends { bottom: number }>(make: (scale: number) => Made, lowest: number): Made {
  for (let scale = 1; scale > 0.1; scale *= 0.96) {
    const made = make(scale);
    if (made.bottom <= lowest) return made;
  }
  throw new Error("The text of this certificate does not fit on its page");
}

function headerOf(facts: PrintedFacts, { second }: CertificateWords): Paragraph[] {
  const programme = { part: "programme", size: 10.5, color: soft, space: 1, mostLines: 2 } as const;
  const said = second && second.programme !== facts.programme ? second.programme : "";
  return [
    { part: "issuer", text: facts.issuer, weight: 600, size: 15, mostLines: 2 },
    { ...programme, text: facts.programme },
    { ...programme, text: said },
  ];
}

const LOGO = { width: 130, height: 44, between: 16 };

/** The logo, as large as its box allows, and beside it who issues. */
function setHeader(facts: PrintedFacts, words: CertificateWords, { logo }: Look, set: Typesetter) {
  const paragraphs = headerOf(facts, words);
  if (!logo) return { ...set(paragraphs, main, margin.top), logo: null };
  const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height);
  const box: Box = {
    left: main.left,
    top: margin.top - 6,
    width: logo.width * scale,
    height: logo.height * scale,
  };
  const moved = box.width + LOGO.between;
  const text = set(paragraphs, { left: main.left + moved, width: main.width - moved }, margin.top);
  return { lines: text.lines, bottom: Math.max(text.bottom, box.top + box.height), logo: box };
}

type Room = {
  top: number;
  bottom: number;
};

function setBody(facts: PrintedFacts, words: CertificateWords, set: Typesetter, room: Room) {
  const sizes = { opening: 44, first: 11, next: 2 };
  const setting = setWithin((scale) => setWhat(facts, words, sizes, set, room.top, scale), room.bottom);
  // A little above the middle looks like the middle.
  const drop = (room.bottom - setting.bottom) * 0.46;
  return { lines: movedDown(setting, drop).lines, strokes: [] };
}

type Sizes = { opening: number; first: number; next: number };

/** Who has completed what, how and when: in one language, or in two beside each other with the name once. */
function setWhat(
  facts: PrintedFacts,
  words: CertificateWords,
  sizes: Sizes,
  set: Typesetter,
  top: number,
  scale: number,
): Setting {
  const own = whatOf(facts, words, sizes);
  if (!words.second) return set(own, main, top, scale);
  const beside = whatOf(facts, { ...words, ...words.second }, sizes);
  const lines: PlacedLine[] = [];
  let bottom = top;
  for (const [index, paragraph] of own.entries()) {
    const other = beside[index]!;
    const setting = onceOnly.has(paragraph.part)
      ? set([paragraph], main, bottom, scale)
      : sideBySide(
          [paragraph, other].map((half, side) =>
            set([{ ...half, mostLines: (half.mostLines ?? 1) + 1 }], halves[side]!, bottom, scale),
          ),
        );
    lines.push(...setting.lines);
    bottom = setting.bottom;
  }
  return { lines, bottom };
}

const onceOnly: ReadonlySet<Part> = new Set(["name", "nameLocal"]);
const halves: Column[] = [0, 1].map((side) => ({
  left: main.left + side * (main.width / 2 + 12),
  width: main.width / 2 - 12,
}));

const whatOf = (
  facts: PrintedFacts,
  words: CertificateWords,
  { opening, first, next }: Sizes,
): Paragraph[] => [
  ...openingOf(facts, words, opening),
  ...words.details.map((text, index) => detail(text, index === 0 ? first : next)),
  { ...detail(words.closing ?? "", first), color: ink, mostLines: 3 },
];

/** Who has completed what. A name in the local script stands beneath the one that travels. */
function openingOf({ holder }: PrintedFacts, words: CertificateWords, size: number): Paragraph[] {
  return [
    {
      part: "title",
      text: words.title,
      weight: 600,
      size: size * 0.22 + 5.6,
      mostLines: 2,
    },
    {
      part: "name",
      text: holder.name,
      style: "serif",
      weight: 600,
      size,
      space: 3,
      mostLines: 2,
      mayShrinkTo: 0.68,
    },
    {
      part: "nameLocal",
      text: holder.nameLocal ?? "",
      size: size * 0.5,
      color: soft,
      space: 1,
      mostLines: 2,
    },
    { part: "completed", text: words.completed, size: size * 0.14 + 7, color: soft, space: size * 0.27 },
    {
      part: "course",
      text: words.subject,
      style: "serif",
      weight: 600,
      size: size * 0.52,
      space: 3,
      mostLines: 3,
    },
  ];
}

function detail(text: string, space: number): Paragraph {
  return { part: "detail", text, size: 11, color: soft, space, mostLines: 7 };
}

function setStatement(facts: PrintedFacts, words: CertificateWords, set: Typesetter, room: Room) {
  const sizes = { opening: 30, first: 6, next: 1 };
  const open = (scale: number) => ({ ...setWhat(facts, words, sizes, set, room.top, scale), scale });
  // Many rows begin beneath the seal, so what stands beside it need not be smaller than it must.
  const least = words.rows.length > FEW_ROWS ? setWithin(open, BENEATH_SEAL - 12).scale : 0;
  const setAll = (scale: number) => {
    const opening = open(Math.max(scale, least));
    const rows = setRows(words.rows, set, opening.bottom + 14 * scale, scale);
    return { lines: [...opening.lines, ...rows.lines], strokes: rows.strokes, bottom: rows.bottom };
  };
  const { lines, strokes, bottom } = setWithin(setAll, room.bottom);
  const drop = (room.bottom - bottom) * 0.3;
  return {
    lines: movedDown({ lines, bottom }, drop).lines,
    strokes: strokes.map((stroke) => ({ ...stroke, top: stroke.top + drop })),
  };
}

const FEW_ROWS = 8;
const BENEATH_SEAL = sealAbove.y + sealAbove.outer + 12;

/** A few rows stand in the main column; more take the whole width in two, beneath the seal, read one by one. */
function setRows(rows: CertificateRow[], set: Typesetter, top: number, scale: number) {
  if (rows.length <= FEW_ROWS) return setRowColumn(rows, main, set, top, scale);
  const width = (wide.width - 36) / 2;
  const inFirst = Math.ceil(rows.length / 2);
  const below = Math.max(top, BENEATH_SEAL);
  const columns = [rows.slice(0, inFirst), rows.slice(inFirst)].map((part, index) =>
    setRowColumn(part, { left: wide.left + index * (width + 36), width }, set, below, scale),
  );
  return {
    lines: columns.flatMap(({ lines }) => lines),
    strokes: columns.flatMap(({ strokes }) => strokes),
    bottom: Math.max(...columns.map(({ bottom }) => bottom)),
  };
}

function setRowColumn(rows: CertificateRow[], column: Column, set: Typesetter, top: number, scale: number) {
  const lines: PlacedLine[] = [];
  const strokes: Stroke[] = [];
  let bottom = top;
  for (const row of rows) {
    const setting = setRow(row, column, set, bottom + 1.6 * scale, scale);
    lines.push(...setting.lines);
    bottom = setting.bottom + 1.6 * scale;
    strokes.push({ ...column, top: bottom, color: hairline, thickness: 0.5 });
  }
  return { lines, strokes, bottom };
}

/** Day, session and hours on one baseline; a long title goes on beneath. */
function setRow(
  { when, what, amount }: CertificateRow,
  column: Column,
  set: Typesetter,
  top: number,
  scale: number,
) {
  const [day, hours, between] = [62, 44, 8];
  const cell = (paragraph: Omit<Paragraph, "part">, left: number, width: number) =>
    set([{ part: "row", ...paragraph }], { left: column.left + left, width }, top, scale);
  return sideBySide([
    cell({ text: when, size: 9, color: soft }, 0, day),
    cell({ text: what, size: 9.6, mostLines: 2 }, day + between, column.width - day - hours - 2 * between),
    cell({ text: amount, size: 9, color: soft, align: "end" }, column.width - hours, hours),
  ]);
}

/** Brings the first lines of several settings, whatever their scripts and sizes, onto one baseline. */
function sideBySide(settings: Setting[]): Setting {
  const first = Math.max(...settings.map(({ lines }) => lines[0]?.baseline ?? 0));
  const moved = settings.map((setting) => movedDown(setting, first - (setting.lines[0]?.baseline ?? first)));
  return {
    lines: moved.flatMap(({ lines }) => lines),
    bottom: Math.max(...moved.map(({ bottom }) => bottom)),
  };
}

function movedDown({ lines, bottom }: Setting, drop: number): Setting {
  return {
    lines: lines.map((line) => ({ ...line, baseline: line.baseline + drop })),
    bottom: bottom + drop,
  };
}

function setFooter(facts: PrintedFacts, words: CertificateWords, set: Typesetter) {
  const signatures = setSignatures(words, set);
  const code = setCode(facts, set);
  const foot = floor - CODE_HEIGHT;
  const qr = { left: proof.left + proof.width - qrWidth, top: foot - qrWidth, width: qrWidth };
  const paragraphs: Paragraph[] = [
    { part: "number", text: words.number, weight: 600, size: 9.5, align: "end" },
    ...words.issued.map((text) => small("issued", text)),
    { ...small("verify", words.verify), space: 4 },
    { part: "address", text: checkAddress(facts), weight: 600, size: 8, align: "end" },
  ];
  // Clear of the mark's quiet zone of four modules.
  const column = { left: proof.left - 12, width: proof.width - qrWidth };
  const proofText = setWithin((scale) => set(paragraphs, column, 0, scale), qrWidth + 6);
  // The last line stands on the same line as the foot of the mark.
  const proved = movedDown(proofText, foot + 3 - proofText.bottom);
  return {
    lines: [...signatures.lines, ...proved.lines, ...code.lines],
    strokes: signatures.strokes,
    top: Math.min(qr.top, signatures.top),
    qr,
  };
}

/** What the mark says, for who has no camera. On the floor, and as wide as what it stands under. */
const CODE_HEIGHT = 21;

function setCode({ code }: PrintedFacts, set: Typesetter): Setting {
  const setting = set(
    [{ part: "code", text: printedCode(code), weight: 600, size: 9.5, align: "end" }],
    proof,
    0,
  );
  return movedDown(setting, floor + 3 - setting.bottom);
}

function small(part: Part, text: string): Paragraph {
  return { part, text, size: 8, color: soft, align: "end", mostLines: 3 };
}

/** A line to sign on for each, all at one height, with room above for a hand. */
function setSignatures({ signatories }: CertificateWords, set: Typesetter) {
  if (signatories.length === 0) return { lines: [], strokes: [], top: floor };
  const between = 26;
  const width = Math.min(172, (main.width - 2 * between) / Math.max(signatories.length, 2));
  const columns = signatories.map((_, index) => ({ left: main.left + index * (width + between), width }));
  const setAll = (paragraphs: Paragraph[], top: number) =>
    sideBySide(columns.map((column, index) => set(paragraphs.slice(index, index + 1), column, top)));
  const names = setAll(
    signatories.map(({ name }) => signature(name, "signatory")),
    0,
  );
  const roles = setAll(
    signatories.map(({ role }) => signature(role, "role")),
    names.bottom,
  );
  const top = floor + 3 - roles.bottom;
  const lines = movedDown({ lines: [...names.lines, ...roles.lines], bottom: roles.bottom }, top).lines;
  const strokes = columns.map((column) => ({ ...column, top: top - 4, color: ink, thickness: 0.8 }));
  return { lines, strokes, top: top - 40 };
}

function signature(text: string, part: "signatory" | "role"): Paragraph {
  return part === "role"
    ? { part, text, size: 9, color: soft, mostLines: 2 }
    : { part, text, size: 10.5, mostLines: 2 };
}

/** The date in a bar across the circle, a word above it and one below. Placed from the stamp's own corner. */
function setStamp(
  { stamp: { above, date, below } }: CertificateWords,
  seal: Seal,
  set: Typesetter,
): PlacedLine[] {
  const line = (text: string, weight: Weight, size: number, middle: number): PlacedLine[] => {
    // As wide as the circle is at the line's outer edge.
    const width = 2 * chord(seal.stamp * STAMP_INNER, Math.abs(middle) + size * 0.5) * 0.9;
    const column = { left: seal.stamp - width / 2, width };
    const setting = set([{ part: "stamp", text, weight, size, align: "center" }], column, 0);
    return movedDown(setting, seal.stamp + middle - setting.bottom / 2).lines;
  };
  const [large, little] = [seal.stamp * 0.26, seal.stamp * 0.165];
  return [
    ...line(above, 600, little, seal.stamp * -0.47),
    ...line(date, 600, large, 0),
    ...line(below, 600, little, seal.stamp * 0.47),
  ];
}

const STAMP_INNER = 0.83;
/** Half the height of the bar. */
const STAMP_BAR = 0.25;

/** Half the width of a circle at some height from its middle. */
function chord(radius: number, height: number): number {
  return Math.sqrt(Math.max(radius ** 2 - height ** 2, 0));
}

/** The same page for readers from right to left. Lines keep their own direction. */
function mirrored(layout: CertificateLayout): CertificateLayout {
  const turn = <Box extends { left: number; width: number }>(box: Box): Box => ({
    ...box,
    left: page.width - box.left - box.width,
  });
  return {
    ...layout,
    lines: layout.lines.map((line) => ({ ...line, ...mirroredText(line, page.width) })),
    strokes: layout.strokes.map(turn),
    seal: { ...layout.seal, x: page.width - layout.seal.x },
    qr: turn(layout.qr),
    logo: layout.logo && turn(layout.logo),
  };
}

/** Over the whole page, so that no copy of it passes for a certificate. */
const setMark = (text: string, direction: Direction, fonts: ShapedFonts): PlacedText[] =>
  placeText(
    text,
    { size: 96, weight: 600, color: markInk, align: "center", direction },
    { left: margin.side, width: page.width - 2 * margin.side },
    page.height / 2 - 60,
    fonts,
  ).lines;

// Drawing

type DrawingProps = {
  facts: PrintedFacts;
  words: CertificateWords;
  look: Look;
  mark?: string | undefined;
  layout: CertificateLayout;
};

function CertificateDocument({ pages }: { pages: DrawingProps[] }) {
  const [{ facts, words }] = pages as [DrawingProps];
  // The day the first was issued, so that the same facts give the same bytes.
  const issued = new Date(`${facts.issuedOn}T00:00:00Z`);
  return (
    <Document
      title={
        pages.length === 1
          ? `${words.title}: ${facts.holder.name}`
          : "cohort" in facts
            ? facts.cohort
            : words.subject
      }
      subject={words.subject}
      author={facts.issuer}
      keywords={pages.map((page) => page.facts.number).join(" ")}
      language={facts.locale}
      pdfVersion="1.7"
      creator="Passbook"
      producer="Passbook"
      conformance="PDF/A-3b"
      creationDate={issued}
      modificationDate={issued}
    >
      {pages.map((drawing) => (
        <CertificatePage key={drawing.facts.number} {...drawing} />
      ))}
    </Document>
  );
}

function CertificatePage({ facts, words, look, mark, layout }: DrawingProps) {
  return (
    <Page size="A4" orientation="landscape" wrap={false} style={{ backgroundColor: paper }}>
      {/* A page that does not wrap is as high as what stands on it. */}
      <View style={{ height: page.height }} />
      <Engraving facts={facts} words={words} look={look} layout={layout} />
      {layout.mark.length > 0 && (
        <View style={{ position: "absolute", left: 0, top: 0, ...page, transform: "rotate(-24deg)" }}>
          {layout.mark.map((line) => (
            <TextLine key={line.baseline} {...line} />
          ))}
        </View>
      )}
      {look.logo && layout.logo && (
        <Image
          style={{ position: "absolute", ...layout.logo }}
          src={{ data: Buffer.from(look.logo.bytes), format: look.logo.type }}
        />
      )}
      {layout.strokes.map((stroke, index) => (
        <View
          key={index}
          style={{
            position: "absolute",
            left: stroke.left,
            top: stroke.top,
            width: stroke.width,
            height: stroke.thickness,
            backgroundColor: stroke.color,
          }}
        />
      ))}
      {layout.lines.map((line, index) => (
        <TextLine key={index} {...line} />
      ))}
      <QrCode url={facts.verifyUrl} mark={mark ?? facts.verifyUrl} {...layout.qr} />
      <Stamp layout={layout} accent={look.palette.accent} />
    </Page>
  );
}

/** Border and guilloche, drawn from the certificate's number. No ornament lies behind anything people read. */
function Engraving({ facts, words, look: { palette }, layout: { seal } }: DrawingProps) {
  const seed = facts.number;
  const { engraved, engravedWarm, frame: border } = palette;
  const end = words.direction === "rtl" ? "left" : "right";
  const beside = seal.y > page.height / 4;
  return (
    <Svg style={{ position: "absolute", left: 0, top: 0 }} width={page.width} height={page.height}>
      {corners.map((corner) => (
        <G key={corner.from} transform={`translate(${corner.left} ${corner.top})`}>
          {beside && corner.x === end && corner.y === "top" ? (
            <LargeFan seed={seed} quarter={corner.from} palette={palette} />
          ) : (
            <SmallFan seed={seed} quarter={corner.from} palette={palette} />
          )}
        </G>
      ))}
      <G transform={`translate(${seal.x} ${seal.y})`}>
        <Rope
          color={engraved}
          {...guillocheRing(seed, { inner: seal.inner + 7, outer: seal.outer, lines: 8 })}
        />
        <Rope
          color={engravedWarm}
          {...guillocheRing(`${seed}/2`, { inner: seal.inner, outer: seal.inner + 9, lines: 3 })}
        />
      </G>
      {[frame.outer, frame.inner].map((inset) => (
        <Rect
          key={inset}
          x={inset}
          y={inset}
          width={page.width - 2 * inset}
          height={page.height - 2 * inset}
          stroke={border}
          strokeWidth={inset === frame.outer ? 1.3 : 0.6}
          fill="none"
        />
      ))}
    </Svg>
  );
}

/** The corners of the inner border, and the quarter of a circle that the page takes there. */
const corners = [
  { x: "left", y: "top", left: frame.inner, top: frame.inner, from: 0 },
  { x: "right", y: "top", left: page.width - frame.inner, top: frame.inner, from: 1 },
  { x: "right", y: "bottom", left: page.width - frame.inner, top: page.height - frame.inner, from: 2 },
  { x: "left", y: "bottom", left: frame.inner, top: page.height - frame.inner, from: 3 },
] as const;

type FanProps = {
  seed: string;
  quarter: number;
  palette: Palette;
};

function LargeFan({ seed, quarter, palette: { engraved, engravedWarm } }: FanProps) {
  const bands = guillocheFan(`${seed}/3`, { radius: 146, bands: 4, lines: 8 });
  return (
    <G transform={`rotate(${quarter * 90 + 45})`}>
      {[1, -1].map((side) => (
        <G key={side} transform={`scale(1 ${side})`}>
          {bands.map((d, band) => (
            <Lines key={band} d={d} color={band === 1 ? engravedWarm : engraved} />
          ))}
        </G>
      ))}
    </G>
  );
}

function SmallFan({ seed, quarter, palette: { engraved, engravedWarm } }: FanProps) {
  return (
    <>
      <Rope color={engraved} {...guillocheRing(`${seed}/4`, { inner: 26, outer: 41, lines: 6, quarter })} />
      <Rope
        color={engravedWarm}
        {...guillocheRing(`${seed}/5`, { inner: 17, outer: 25, lines: 3, quarter })}
      />
    </>
  );
}

function Lines({ d, color }: { d: string; color: string }) {
  return <Path d={d} stroke={color} strokeWidth={0.45} strokeLinecap="round" fill="none" />;
}

/** Round ends close the hair's breadth between one lobe and the next. */
function Rope({ lobe, turns, color }: RopeOfLines & { color: string }) {
  return (
    <G stroke={color} strokeWidth={0.45} strokeLinecap="round" fill="none">
      {turns.map((degrees) => (
        <G key={degrees} transform={`rotate(${degrees})`}>
          <Path d={lobe} />
        </G>
      ))}
    </G>
  );
}

/** Slightly turned, as a hand sets it. */
function Stamp({ layout: { seal, stampLines }, accent }: { layout: CertificateLayout; accent: string }) {
  const radius = seal.stamp;
  const bar = radius * STAMP_BAR;
  const reach = chord(radius * STAMP_INNER, bar);
  const bars = [-bar, bar].map((y) => `M${radius - reach} ${radius + y}h${2 * reach}`).join("");
  return (
    <View
      style={{
        position: "absolute",
        left: seal.x - radius,
        top: seal.y - radius,
        width: 2 * radius,
        height: 2 * radius,
        transform: "rotate(-8deg)",
      }}
    >
      <Svg style={{ position: "absolute", left: 0, top: 0 }} width={2 * radius} height={2 * radius}>
        <G stroke={accent} fill="none">
          <Path d={circle(radius, radius - 1.2)} strokeWidth={2} />
          <Path
            d={circle(radius, radius * 0.905)}
            strokeWidth={1.5}
            strokeLinecap="round"
            strokeDasharray="0.01 3.2"
          />
          <Path d={circle(radius, radius * STAMP_INNER)} strokeWidth={0.7} />
          <Path d={bars} strokeWidth={0.7} />
        </G>
      </Svg>
      {stampLines.map((line, index) => (
        <TextLine key={index} {...line} />
      ))}
    </View>
  );
}

function circle(middle: number, radius: number): string {
  const half = `a${radius} ${radius} 0 1 0 `;
  return `M${middle - radius} ${middle}${half}${2 * radius} 0${half}${-2 * radius} 0Z`;
}

/** The mark with its quiet zone of four modules, which is left as paper. A tap on a screen follows it too. */
type QrCodeProps = { url: string; mark: string; left: number; top: number; width: number };

/** Large modules rather than many for repair: at this size a phone's blur is what makes a mark unreadable (0048). */
function QrCode({ url, mark, left, top, width }: QrCodeProps) {
  const dots = qrDots(mark, mark === url ? "M" : "L");
  return (
    <Link src={url} style={{ position: "absolute", left, top, width, height: width }}>
      <Svg width={width} height={width} viewBox={`0 0 ${dots.length} ${dots.length}`}>
        <Path d={modules(dots)} fill={ink} />
      </Svg>
    </Link>
  );
}

/** One rectangle for each run of dark modules in a row. */
function modules(rows: boolean[][]): string {
  const rectangles = rows.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? "#" : " "))
        .join("")
        .matchAll(/#+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h${-run.length}z`),
  );
  return rectangles.join("");
}
