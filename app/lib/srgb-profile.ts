/*
 * sRGB as an ICC profile (version 4, a matrix and one curve), which says what the colours of a kept PDF are. The usual
 * one holds its curve as a thousand numbers and four pages of text; this one has the formula.
 */

/** Of the primaries and of the white of paper (D50), as IEC 61966-2-1 gives them after adaptation. */
const RED = [0.43603516, 0.2224884, 0.01391602];
const GREEN = [0.38511658, 0.71690369, 0.09706116];
const BLUE = [0.14305115, 0.06060791, 0.71392822];
const WHITE = [0.9642029, 1, 0.8249054];
/** From daylight (D65), by Bradford's method. */
const ADAPTATION = [
  [1.04788208, 0.0229187, -0.05021667],
  [0.02958679, 0.99047852, -0.01707458],
  [-0.00924683, 0.01507568, 0.75167847],
].flat();
/** ((v + 0.055) / 1.055) ^ 2.4, and v / 12.92 below 0.04045. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
const WITH_A_STRAIGHT_BEGINNING = 3;

const HEADER = 128;

export function srgbProfile(): Uint8Array {
  const curve = bytes(text("para"), int(0), short(WITH_A_STRAIGHT_BEGINNING), short(0), ...CURVE.map(fixed));
  const tags: [string, Uint8Array][] = [
    ["desc", words("sRGB")],
    ["cprt", words("CC0")],
    ["wtpt", xyz(WHITE)],
    ["chad", bytes(text("sf32"), int(0), ...ADAPTATION.map(fixed))],
    ["rXYZ", xyz(RED)],
    ["gXYZ", xyz(GREEN)],
    ["bXYZ", xyz(BLUE)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const places = new Map<Uint8Array, number>();
  let end = HEADER + 4 + 12 * tags.length;
  for (const [, value] of tags) {
    if (places.has(value)) continue;
    places.set(value, end);
    end += value.length;
  }
  const table = tags.map(([name, value]) => bytes(text(name), int(places.get(value)!), int(value.length)));
  return bytes(header(end), int(tags.length), ...table, ...places.keys());
}

/** A profile of a screen, between RGB and XYZ. */
const header = (size: number): Uint8Array =>
  bytes(
    int(size),
    int(0),
    int(0x04_20_00_00),
    text("mntrRGB XYZ "),
    ...[2026, 1, 1, 0, 0, 0].map(short),
    text("acsp"),
    new Uint8Array(28),
    ...WHITE.map(fixed),
    new Uint8Array(48),
  );

const xyz = (value: number[]): Uint8Array => bytes(text("XYZ "), int(0), ...value.map(fixed));

/** In one language, in UTF-16, to a whole number of four bytes. */
const words = (said: string): Uint8Array =>
  bytes(
    text("mluc"),
    int(0),
    int(1),
    int(12),
    text("enUS"),
    int(2 * said.length),
    int(28),
    ...Array.from(said, (letter) => short(letter.charCodeAt(0))),
    new Uint8Array((2 * said.length) % 4),
  );

const text = (value: string): Uint8Array => Uint8Array.from(value, (letter) => letter.charCodeAt(0));
const int = (value: number): Uint8Array => Uint8Array.of(value >> 24, value >> 16, value >> 8, value);
const short = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);
const fixed = (value: number): Uint8Array => int(Math.round(value * 65_536));

function bytes(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
