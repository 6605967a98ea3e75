import sharp from "sharp";
import { guillocheRing } from "#app/lib/guilloche.ts";
import type { BadgeFace } from "./badge-face.ts";
import { setLines } from "./outlined-lines.server.ts";

/*
 * A round badge: the engraved ring of an achievement, and within it what was achieved and who says so. The same for all
 * who achieved it; whose it is says the credential that is baked in.
 */

/** The drawing is so wide, around the point (0, 0); the picture has fewer pixels. */
const SIZE = 1080;
const PIXELS = 720;
const RING = { outer: 522, inner: 446 };

export const INK = "#14343b";
export const SOFT = "#4a6267";
const PAPER = "#fffdf7";
export const GROUND = "#faf6ec";

export async function badgeSvg(face: BadgeFace): Promise<string> {
  const half = SIZE / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PIXELS}" height="${PIXELS}" viewBox="${-half} ${-half} ${SIZE} ${SIZE}" role="img">` +
    `<title>${escaped(`${face.kind}: ${face.title}. ${face.issuer}`)}</title>` +
    `<rect x="${-half}" y="${-half}" width="${SIZE}" height="${SIZE}" fill="${GROUND}"/>` +
    `${await badgeRound(face)}</svg>`
  );
}

/** The badge itself, around the point (0, 0), to stand in a drawing. */
export async function badgeRound({ issuer, programme, kind, title, address, colours }: BadgeFace) {
  const { ring, words } = colours;
  const lines = await Promise.all([
    setLines(issuer, { middle: -312, height: 80, size: 34, mostLines: 2, fill: SOFT }, chord),
    setLines(kind, { middle: -206, height: 124, size: 50, mostLines: 2, fill: words, weight: 600 }, chord),
    setLines(
      title,
      { middle: 8, height: 250, size: 86, mostLines: 3, fill: INK, weight: 600, style: "serif" },
      chord,
    ),
    setLines(programme, { middle: 214, height: 96, size: 40, mostLines: 2, fill: INK }, chord),
    setLines(address, { middle: 336, height: 44, size: 32, mostLines: 1, fill: SOFT }, chord),
  ]);
  return (
    `<circle r="${RING.outer + 8}" fill="${PAPER}" stroke="${ring}" stroke-width="3"/>` +
    `<g fill="none" stroke="${ring}" stroke-width="1.6" stroke-linecap="round">${engraved(`${kind}/${title}`)}</g>` +
    `<circle r="${RING.inner - 10}" fill="none" stroke="${ring}" stroke-width="2"/>` +
    lines.join("")
  );
}

function engraved(seed: string): string {
  const { lobe, turns } = guillocheRing(seed, { ...RING, lines: 9 });
  return turns.map((degrees) => `<path transform="rotate(${degrees.toFixed(3)})" d="${lobe}"/>`).join("");
}

export const pngOf = (svg: string): Promise<Uint8Array> =>
  sharp(Buffer.from(svg)).png({ palette: true, colours: 64, compressionLevel: 9 }).toBuffer();

/** How wide the inner circle is at a height from its middle, with some room at both ends. */
function chord(height: number): number {
  const radius = RING.inner - 34;
  return 2 * Math.sqrt(Math.max(radius ** 2 - height ** 2, 40 ** 2));
}

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
