import {
  beside,
  inPages,
  renderPages,
  setterFor,
  space,
  underlined,
  WIDTH,
  type Band,
  type Look,
  type Setter,
} from "#app/infra/banded-pages-pdf.server.tsx";
import { soft, terracotta } from "#app/infra/placed-text-pdf.server.tsx";
import { loadShapedFonts, type Direction, type ShapedFonts } from "#app/infra/shaped-fonts.server.ts";

/* A transcript on A4: the modules of a course with hours and results, each said in two languages, one below the other. */

/** In the language of the certificate, and in another. */
export type Two = [string, string];

export type PrintedTranscript = {
  direction: Direction;
  locale: string;
  madeOn: string;
  issuer: string;
  /** What it stands behind: "Certificate of achievement". */
  standsBehind: Two;
  title: Two;
  names: string[];
  course: Two;
  number: string;
  about: Two[];
  headings: { module: Two; hours: Two; result: Two };
  rows: { what: Two; amount: Two; result: Two }[];
  sums: { what: Two; amount: Two }[];
  last: { what: Two; result: Two }[];
  verify: Two;
};

export async function renderTranscript(transcript: PrintedTranscript): Promise<Uint8Array> {
  const { title, names, course, issuer, number, locale, madeOn } = transcript;
  const about = {
    title: `${title[0]}: ${names[0]}`,
    subject: course.join(" · "),
    author: issuer,
    keywords: number,
    locale,
    madeOn,
    toKeep: true,
  };
  return renderPages(about, layOutTranscript(transcript, await loadShapedFonts()));
}

export function layOutTranscript(transcript: PrintedTranscript, fonts: ShapedFonts) {
  const set = setterFor(fonts, transcript.direction);
  const { issuer, standsBehind, title, names, course, about, headings, rows, sums, last, verify } =
    transcript;
  const [name, ...local] = names;
  const whole = (text: string, look: Look) => set(text, look, 0, WIDTH);
  const head = row(headings.module, headings.hours, headings.result, set, {
    size: 8,
    weight: 600,
    color: soft,
  });
  const bands: Band[] = [
    whole(issuer, { size: 12, weight: 600 }),
    space(14),
    whole(joined(title), { size: 13, weight: 600, color: terracotta }),
    whole(name ?? "", { size: 26, style: "serif", weight: 600, mostLines: 2, mayShrinkTo: 0.6 }),
    ...local.map((other) => whole(other, { size: 14, color: soft })),
    space(8),
    ...both(course).map((text, index) =>
      whole(text, { size: index === 0 ? 15 : 11, style: "serif", weight: index === 0 ? 600 : 400 }),
    ),
    whole(joined(standsBehind), { size: 9.5, color: soft }),
    space(8),
    ...about.map((line) => whole(joined(line), { size: 9, color: soft, mostLines: 2 })),
    space(14),
    head,
    ...rows.map(({ what, amount, result }): Band => ({ ...row(what, amount, result, set, PLAIN), head })),
    ...sums.map(({ what, amount }) => row(what, amount, ["", ""], set, { ...PLAIN, weight: 600 })),
    ...last.map(({ what, result }) => row(what, ["", ""], result, set, { ...PLAIN, weight: 600 })),
    space(14),
    ...both(verify).map((text) => whole(text, { size: 8.5, color: soft })),
  ];
  return inPages(bands, set, transcript.direction);
}

const PLAIN: Look = { size: 9.5 };
const HOURS = 78;
const RESULT = 130;
const GAP = 10;

function row(what: Two, amount: Two, result: Two, set: Setter, look: Look): Band {
  const module = WIDTH - HOURS - RESULT - 2 * GAP;
  return underlined(
    beside(
      [
        cell(what, look, 0, module, set),
        cell(amount, { ...look, align: "right" }, module + GAP, HOURS, set),
        cell(result, look, module + HOURS + 2 * GAP, RESULT, set),
      ],
      4,
    ),
  );
}

/** The second language below the first, smaller; once where they say the same. */
function cell(texts: Two, look: Look, left: number, width: number, set: Setter): Band {
  const [first, second] = both(texts);
  const above = set(first ?? "", { ...look, mostLines: 3 }, left, width, 3);
  if (!second) return above;
  const size = look.size * 0.86;
  const below = set(
    second,
    { ...look, size, color: soft, weight: 400, mostLines: 3 },
    left,
    width,
    above.height,
  );
  return { lines: [...above.lines, ...below.lines], boxes: [], height: below.height };
}

const both = ([first, second]: Two): string[] => (first === second || !second ? [first] : [first, second]);
const joined = (texts: Two): string => both(texts).join(" · ");
