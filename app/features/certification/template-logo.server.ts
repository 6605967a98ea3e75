import sharp, { type OutputInfo } from "sharp";
import { svgDangers } from "#app/features/catalogue/svg-safety.ts";
import type { Upload } from "#app/lib/upload.ts";
import type { Logo } from "./template.ts";

/*
 * A logo as it is printed: drawn anew by us, so that nothing of the file that was sent is left, small enough for a file
 * that is sent by mail, and large enough for paper.
 */

/** At 600 dots to the inch of its box on the page, and where that is too heavy at 300 (certificate-pdf.server.tsx). */
const BOXES = [
  { width: 1080, height: 366 },
  { width: 540, height: 183 },
];
const MOST_PIXELS = 30_000_000;
/** It is in every certificate: more than that, and it is a photograph. */
const ENOUGH_PNG = 11_000;
const PAPER = "#fffdf7";

/** As few as a logo needs; a lone dot of another colour, which would soften a gradient, packs badly. */
const FEW_COLOURS = { palette: true, quality: 80, dither: 0, compressionLevel: 9, effort: 10 };

export type ReadLogo = Omit<Logo, "sha256"> & { bytes: Buffer };

/** PNG, JPEG or SVG; null: it is none of them, or an SVG that does more than draw. */
export async function readLogo(upload: Upload): Promise<ReadLogo | null> {
  const bytes = Buffer.from(await upload.arrayBuffer());
  const kind = kindOf(bytes);
  if (!kind || (kind === "svg" && svgDangers(bytes.toString("utf8")).length > 0)) return null;
  try {
    const drawings = BOXES.map((box) =>
      sharp(bytes, {
        limitInputPixels: MOST_PIXELS,
        failOn: "error",
        ...(kind === "svg" && { density: 300 }),
      })
        .rotate()
        .resize({ ...box, fit: "inside", withoutEnlargement: true })
        .flatten({ background: PAPER })
        .toColourspace("srgb"),
    );
    for (const drawing of drawings) {
      const png = await drawing.clone().png(FEW_COLOURS).toBuffer({ resolveWithObject: true });
      if (png.data.length <= ENOUGH_PNG) return logoOf("png", png);
    }
    const [, photograph] = drawings;
    return logoOf("jpg", await photograph!.jpeg({ quality: 78 }).toBuffer({ resolveWithObject: true }));
  } catch {
    return null; // cut off, or only its first bytes are a picture's
  }
}

const logoOf = (type: Logo["type"], { data, info }: { data: Buffer; info: OutputInfo }): ReadLogo => ({
  type,
  width: info.width,
  height: info.height,
  bytes: data,
});

/** By how it begins, whatever its name says. */
function kindOf(bytes: Buffer): "png" | "jpeg" | "svg" | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return "png";
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "jpeg";
  return /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<svg\b/.test(bytes.toString("utf8", 0, 4000))
    ? "svg"
    : null;
}
