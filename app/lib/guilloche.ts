import { seededRandom } from "#app/lib/seeded-random.ts";

/**
 * Guilloche: the fine engraved lines of banknotes and passbooks, as SVG path data around the point (0, 0).
 * The same seed and sizes always give the same lines, so a certificate's pattern belongs to its number.
 */
export interface RosetteShape {
  radius: number;
  /** Rings of woven lines, from the middle outwards. */
  bands?: number;
  /** Lines in each ring: more is denser and longer. */
  lines?: number;
}

export interface RingShape {
  inner: number;
  outer: number;
  lines?: number;
}

type Curve = (angle: number) => number;

const TURN = 2 * Math.PI;

/** Nested rings of waves that breathe: wide in places, almost closed in others. One path for each band. */
export function guillocheRosette(seed: string, { radius, bands = 3, lines = 7 }: RosetteShape): string[] {
  const random = seededRandom(seed);
  const swing = radius / (2.35 * bands);
  return Array.from({ length: bands }, (_, band) => {
    // The outermost wave just reaches the radius.
    const middle = radius - swing - (bands - 1 - band) * swing * 2.08;
    const lobes = 9 + 5 * band + Math.floor(random() * 4);
    const breaths = 3 + Math.floor(random() * 4);
    const turn = random() * TURN;
    const envelope: Curve = (angle) => swing * (0.64 + 0.36 * Math.cos(breaths * angle + turn));
    return wovenLines(
      lines,
      lobes,
      (shift) => (angle) => middle + envelope(angle) * Math.sin(lobes * angle + shift),
    );
  });
}

/** An even braid between two circles: two families of waves that run against each other. */
export function guillocheRing(seed: string, { inner, outer, lines = 6 }: RingShape): string {
  const random = seededRandom(seed);
  const middle = (inner + outer) / 2;
  const half = (outer - inner) / 2;
  const lobes = 14 + Math.floor(random() * 5);
  const ripple = 2 + Math.floor(random() * 2);
  return wovenLines(lines, lobes * ripple, (shift) => (angle) => {
    const main = Math.sin(lobes * angle + shift);
    const fine = Math.sin(lobes * ripple * angle - shift * ripple);
    return middle + half * (0.76 * main + 0.24 * fine);
  });
}

/** The same closed wave several times, each a little further along. */
function wovenLines(lines: number, lobes: number, wave: (shift: number) => Curve): string {
  const paths = Array.from({ length: lines }, (_, line) =>
    smoothLoop(wave((TURN * line) / lines), lobes * 4),
  );
  return paths.join("");
}

/**
 * A closed curve in polar form as smooth cubic Béziers. Four to each lobe are enough for an eye with a lens,
 * and a tenth of the points that straight pieces would need: the PDF stays small and quick to write.
 */
function smoothLoop(radiusAt: Curve, pieces: number): string {
  const step = TURN / pieces;
  const start = pointAt(radiusAt, 0);
  const slope = slopeAt(radiusAt, 0, step);
  let path = `M${write(start)}C${write([start[0] + slope[0], start[1] + slope[1]])} `;
  for (let piece = 1; piece <= pieces; piece++) {
    const angle = piece * step;
    const end = pointAt(radiusAt, angle);
    const tangent = slopeAt(radiusAt, angle, step);
    // "S" mirrors the last handle, so each further piece needs only its own.
    path += `${piece === 1 ? "" : "S"}${write([end[0] - tangent[0], end[1] - tangent[1]])} ${write(end)}`;
  }
  return `${path}Z`;
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

/** Two decimals: a fiftieth of a hair in print, and the last bits of sin() cannot show. */
function write([x, y]: Point): string {
  return `${short(x)} ${short(y)}`;
}

function short(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
