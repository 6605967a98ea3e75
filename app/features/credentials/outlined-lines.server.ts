import { type Style, type Weight } from "#app/infra/font-families.server.ts";
import { outlineText } from "#app/infra/outlined-text.server.ts";
import { breakWord } from "#app/infra/shaped-fonts.server.ts";

/* Lines of text in a drawing, as outlines, so that every script looks the same wherever the picture goes. */

export type Place = {
  /** Of the lines, from the middle of the drawing downwards. */
  middle: number;
  height: number;
  size: number;
  mostLines: number;
  fill: string;
  weight?: Weight;
  style?: Style;
};

/** How wide the drawing is at a height from its middle. */
export type Room = (height: number) => number;

const LEADING = 1.22;
/** Of what stands above the base line, as a part of the size: letters sit in the middle of their line by it. */
const RISE = 0.36;

/** In as few lines as allow the largest letters, each no wider than there is room, in the middle of it. */
export async function setLines(text: string, place: Place, room: Room): Promise<string> {
  const { middle, height, size, mostLines, fill, weight = 400, style = "sans" } = place;
  const fits = await Promise.all(
    Array.from({ length: mostLines }, async (_, index) => {
      const lines = await inLines(text, index + 1, style, weight);
      const leading = height / lines.length;
      const narrowest = Math.min(room(middle - height / 2), room(middle + height / 2));
      const widest = Math.max(...lines.map(({ width }) => width), 1);
      return { lines, size: Math.min(size, leading / LEADING, (narrowest * 1000) / widest) };
    }),
  );
  const best = fits.reduce((one, other) => (other.size > one.size * 1.12 ? other : one));
  const step = best.size * LEADING;
  return best.lines
    .map(({ path, width }, index) => {
      const base = middle + (index - (best.lines.length - 1) / 2) * step + best.size * RISE;
      const scale = best.size / 1000;
      const at = `${round((-width * scale) / 2)} ${round(base)}`;
      return `<path transform="translate(${at}) scale(${scale.toFixed(4)})" d="${path}" fill="${fill}"/>`;
    })
    .join("");
}

/** Of about one length, broken where a line may break. */
async function inLines(text: string, count: number, style: Style, weight: Weight) {
  const pieces = text.split(/(?<= )/).flatMap(breakWord);
  const length = text.length / count;
  const lines: string[] = [""];
  for (const piece of pieces) {
    const line = lines.at(-1)!;
    if (line && lines.length < count && line.length + piece.length / 2 > length) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return Promise.all(lines.map((line) => outlineText(line.trim(), style, weight)));
}

const round = (value: number): number => Math.round(value * 10) / 10;
