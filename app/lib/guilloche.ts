import { seededRandom } from "./seeded-random.ts";

/*
 * Guilloche: the fine engraved lines of banknotes and passbooks, as SVG path data around the point (0, 0).
 * The same seed and sizes always give the same lines, so a certificate's pattern belongs to its number.
 */

export type FanShape = {
  radius: number;
  /** From its point outwards. */
  bands: number;
  /** Lines in each band: more is denser and longer; an even number, so that each has its mirror image. */
  lines: number;
};

export type RingShape = {
  inner: number;
  outer: number;
  lines: number;
  /** Only one, counted from the right and clockwise: it fills a corner. */
  quarter?: number;
};

/** The path of a lobe, and by how many degrees it is turned each time it is drawn. */
export type Rope = { lobe: string; turns: number[] };

/** From one angle to another, clockwise from the right as in SVG. */
type Arc = readonly [from: number, to: number];

type Curve = (angle: number) => number;

const TURN = 2 * Math.PI;

/**
 * Nested bands that breathe: wide in places, almost closed in others. The same on both sides of its middle, which lies to
 * the right: one path for each band, of the half below it.
 */
export function guillocheFan(seed: string, { radius, bands, lines }: FanShape): string[] {
  const random = seededRandom(seed);
  const swing = radius / (2.35 * bands);
  return Array.from({ length: bands }, (_, band) => {
    // The outermost wave just reaches the radius.
    const middle = radius - swing - (bands - 1 - band) * swing * 2.08;
    const lobes = 9 + 5 * band + Math.floor(random() * 4);
    const breaths = 3 + Math.floor(random() * 4);
    const breath = random() < 0.5 ? 0.36 : -0.36;
    const reach: Curve = (angle) => swing * (0.64 + breath * Math.cos(breaths * angle));
    const wave = (shift: number): Curve => {
      return (angle) => middle + reach(angle) * Math.sin(lobes * angle + shift);
    };
    return wovenLines(wave, lobes, lines, [0, TURN / 8]);
  });
}

/**
 * An even rope of lines between two circles, scalloped at both edges. Each lobe of it is the first one turned, and so it
 * is given: what is written the same many times over packs to almost nothing.
 */
export function guillocheRing(seed: string, { inner, outer, lines, quarter }: RingShape): Rope {
  const random = seededRandom(seed);
  const middle = (inner + outer) / 2;
  const half = (outer - inner) / 2;
  // A quarter holds whole lobes.
  const lobes = quarter === undefined ? 15 + Math.floor(random() * 7) : 4 * (4 + Math.floor(random() * 2));
  const turn = random() * TURN;
  const reach: Curve = (angle) => half * (0.88 + 0.12 * Math.cos(lobes * angle + turn));
  const wave = (shift: number): Curve => {
    return (angle) => middle + reach(angle) * Math.sin(lobes * angle + shift);
  };
  const step = 360 / lobes;
  const [first, count] = quarter === undefined ? [0, lobes] : [quarter * 90, lobes / 4];
  return {
    lobe: wovenLines(wave, lobes, lines, [0, TURN / lobes]),
    turns: Array.from({ length: count }, (_, lobe) => first + lobe * step),
  };
}

/** The same wave several times, each a little further along. */
function wovenLines(wave: (shift: number) => Curve, lobes: number, lines: number, arc: Arc): string {
  const paths = Array.from({ length: lines }, (_, line) =>
    smooth(wave((TURN * line) / lines), lobes * 4, arc),
  );
  return paths.join("");
}

/**
 * A curve in polar form as smooth cubic Béziers. Four to each lobe are enough for an eye with a lens, and a
 * tenth of the points that straight pieces would need: the PDF stays small and quick to write.
 */
function smooth(radiusAt: Curve, piecesInTurn: number, [from, to]: Arc): string {
  const pieces = Math.ceil((piecesInTurn * (to - from)) / TURN);
  const step = (to - from) / pieces;
  const start = pointAt(radiusAt, from);
  const handle = slopeAt(radiusAt, from, step);
  let path = `M${write(start)}C${write([start[0] + handle[0], start[1] + handle[1]])} `;
  for (let piece = 1; piece <= pieces; piece++) {
    const angle = from + piece * step;
    const end = pointAt(radiusAt, angle);
    const tangent = slopeAt(radiusAt, angle, step);
    // "S" mirrors the last handle, so each further piece needs only its own.
    path += `${piece === 1 ? "" : "S"}${write([end[0] - tangent[0], end[1] - tangent[1]])} ${write(end)}`;
  }
  return path;
}

type Point = [x: number, y: number];

function pointAt(radiusAt: Curve, angle: number): Point {
  const radius = radiusAt(angle);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** A third of the way the curve would go in one step: the length of a Bézier handle. */
function slopeAt(radiusAt: Curve, angle: number, step: number): Point {
  const tiny = step / 64;
  const before = pointAt(radiusAt, angle - tiny);
  const after = pointAt(radiusAt, angle + tiny);
  const scale = step / (3 * 2 * tiny);
  return [(after[0] - before[0]) * scale, (after[1] - before[1]) * scale];
}

/** One decimal: a quarter of the line in print, a sixth less to send, and the last bits of sin() cannot show. */
function write([x, y]: Point): string {
  return `${short(x)} ${short(y)}`;
}

function short(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}
