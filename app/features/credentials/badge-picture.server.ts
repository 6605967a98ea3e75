import sharp from "sharp";
import { checkAddress } from "#app/features/certification/certificate-facts.ts";
import { isOfTrainer, type AnyFacts } from "#app/features/certification/trainer-facts.ts";
import { outlineText } from "#app/infra/outlined-text.server.ts";
import { type Style, type Weight } from "#app/infra/font-families.server.ts";
import { breakWord } from "#app/infra/shaped-fonts.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { guillocheRing } from "#app/lib/guilloche.ts";

/*
 * A certificate as a round badge: the engraved ring of its own number, in the colour of its family, and within it what it
 * says in a few words. Letters are outlines, so that every script looks the same wherever the picture goes.
 */

const SIZE = 1080;
const RING = { outer: 522, inner: 446 };

const INK = "#14343b";
const SOFT = "#4a6267";
const PAPER = "#fffdf7";

/** Of a course, of somebody who trains, of an attestation. */
function colourOf({ kind }: AnyFacts): string {
  if (kind === "facilitator" || kind === "national-trainer") return "#1f6448";
  return kind === "provisional" || kind === "trainer" || kind === "master-trainer" ? "#a8401f" : "#14545f";
}

export async function badgeSvg(facts: AnyFacts): Promise<string> {
  const colour = colourOf(facts);
  const { t, date } = wordsFor(facts.locale, "UTC");
  const title = isOfTrainer(facts) ? facts.scheme.title : facts.course.title;
  const kind = t(`certification.kind.${facts.kind}`);
  const lines = await Promise.all([
    setLines(facts.issuer, { middle: -330, height: 60, size: 32, mostLines: 1, fill: SOFT }),
    setLines(kind, { middle: -222, height: 120, size: 48, mostLines: 2, fill: colour, weight: 600 }),
    setLines(title, {
      middle: -40,
      height: 200,
      size: 74,
      mostLines: 3,
      fill: INK,
      weight: 600,
      style: "serif",
    }),
    setLines(facts.holder.name, { middle: 136, height: 90, size: 58, mostLines: 2, fill: INK }),
    setLines(date(facts.issuedOn), { middle: 226, height: 50, size: 32, mostLines: 1, fill: SOFT }),
    setLines(facts.number, { middle: 300, height: 44, size: 32, mostLines: 1, fill: INK, weight: 600 }),
    setLines(checkAddress(facts), { middle: 352, height: 40, size: 28, mostLines: 1, fill: SOFT }),
  ]);
  const half = SIZE / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="${-half} ${-half} ${SIZE} ${SIZE}" role="img">` +
    `<title>${escaped(`${kind}: ${title}. ${facts.holder.name}, ${facts.number}`)}</title>` +
    `<rect x="${-half}" y="${-half}" width="${SIZE}" height="${SIZE}" fill="#faf6ec"/>` +
    `<circle r="${RING.outer + 8}" fill="${PAPER}" stroke="${colour}" stroke-width="3"/>` +
    `<g fill="none" stroke="${colour}" stroke-width="1.6" stroke-linecap="round">${ringOf(facts.number)}</g>` +
    `<circle r="${RING.inner - 10}" fill="none" stroke="${colour}" stroke-width="2"/>` +
    `${lines.join("")}</svg>`
  );
}

function ringOf(number: string): string {
  const { lobe, turns } = guillocheRing(number, { ...RING, lines: 9 });
  return turns.map((degrees) => `<path transform="rotate(${degrees.toFixed(3)})" d="${lobe}"/>`).join("");
}

export async function badgePng(facts: AnyFacts): Promise<Uint8Array> {
  return sharp(Buffer.from(await badgeSvg(facts)))
    .png({ palette: true, colours: 64, compressionLevel: 9 })
    .toBuffer();
}

type Place = {
  /** Of the lines, from the middle of the badge downwards. */
  middle: number;
  height: number;
  size: number;
  mostLines: number;
  fill: string;
  weight?: Weight;
  style?: Style;
};

const LEADING = 1.22;
/** Of what stands above the base line, as a part of the size: letters sit in the middle of their line by it. */
const RISE = 0.36;

/** In as few lines as allow the largest letters, each no wider than the circle is there. */
async function setLines(text: string, place: Place): Promise<string> {
  const { middle, height, size, mostLines, fill, weight = 400, style = "sans" } = place;
  const fits = await Promise.all(
    Array.from({ length: mostLines }, async (_, index) => {
      const lines = await inLines(text, index + 1, style, weight);
      const leading = height / lines.length;
      const room = Math.min(chord(middle - height / 2), chord(middle + height / 2));
      const widest = Math.max(...lines.map(({ width }) => width), 1);
      return { lines, size: Math.min(size, leading / LEADING, (room * 1000) / widest) };
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

/** How wide the inner circle is at a height from its middle, with some room at both ends. */
function chord(height: number): number {
  const radius = RING.inner - 34;
  return 2 * Math.sqrt(Math.max(radius ** 2 - height ** 2, 40 ** 2));
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
