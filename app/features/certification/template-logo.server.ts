import sharp, { type OutputInfo } from "sharp";
import { actsOf } from "#app/features/catalogue/svg-safety.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import type { Upload } from "#app/lib/upload.ts";
import type { Logo } from "./template.ts";

/*
 * A logo as it is printed: drawn anew by us, so that nothing of the file that was sent is left, small enough for a file
 * that is sent by mail, and large enough for paper.
 */

/** Of its box on the page, 46 by 16 mm (certificate-pdf.server.tsx), at one dot to the inch. */
const BOX = { width: 1.8, height: 0.61 };
const MOST_PIXELS = 30_000_000;
/** It is in every certificate. */
const MOST_BYTES = 11_000;
const PAPER = "#fffdf7";

/** As few colours as it needs; a lone dot of another one, which would soften a gradient, packs badly. */
const FLAT = { palette: true, quality: 80, dither: 0, compressionLevel: 9, effort: 10 };

/** The first that is light enough: a drawing at the dots of print, a photograph as large and as true as may be. */
const WAYS: { dots: number; photograph?: { quality: number } }[] = [
  { dots: 600 },
  { dots: 300 },
  { dots: 300, photograph: { quality: 78 } },
  { dots: 300, photograph: { quality: 55 } },
  { dots: 200, photograph: { quality: 50 } },
  { dots: 150, photograph: { quality: 40 } },
];

export type ReadLogo = Omit<Logo, "sha256"> & { bytes: Buffer };
type Unread = "logo-unreadable" | "logo-acts";

/** PNG, JPEG or SVG; or why not: it is none of them, or an SVG that does more than draw. */
export const readLogo = async (upload: Upload): Promise<ReadLogo | Unread> =>
  drawLogo(Buffer.from(await upload.arrayBuffer()));

/** One of a version from before it had to be as light, drawn anew; null: it is light enough. */
export async function lighterLogo({ sha256 }: Logo): Promise<ReadLogo | null> {
  const bytes = await readStoredFile(sha256);
  if (bytes.length <= MOST_BYTES) return null;
  const drawn = await drawLogo(Buffer.from(bytes));
  return typeof drawn !== "string" && drawn.bytes.length < bytes.length ? drawn : null;
}

async function drawLogo(bytes: Buffer): Promise<ReadLogo | Unread> {
  const kind = kindOf(bytes);
  if (!kind) return "logo-unreadable";
  if (kind === "svg" && actsOf(bytes.toString("utf8")).length > 0) return "logo-acts";
  const input = {
    limitInputPixels: MOST_PIXELS,
    failOn: "error",
    ...(kind === "svg" && { density: 300 }),
  } as const;
  try {
    let logo: ReadLogo | null = null;
    for (const { dots, photograph } of WAYS) {
      const drawing = sharp(bytes, input)
        .rotate()
        .resize({
          width: Math.round(BOX.width * dots),
          height: Math.round(BOX.height * dots),
          fit: "inside",
          withoutEnlargement: true,
        })
        .flatten({ background: PAPER })
        .toColourspace("srgb");
      const written = photograph ? drawing.jpeg(photograph) : drawing.png(FLAT);
      logo = logoOf(photograph ? "jpg" : "png", await written.toBuffer({ resolveWithObject: true }));
      if (logo.bytes.length <= MOST_BYTES) return logo;
    }
    return logo!;
  } catch {
    return "logo-unreadable"; // cut off, or only its first bytes are a picture's
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
  return /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<svg\b/.test(
    bytes.toString("utf8", 0, 4000),
  )
    ? "svg"
    : null;
}
