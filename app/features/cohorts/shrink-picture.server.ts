/* A photo from a phone is five megabytes and says where it was taken. What is kept is upright, readable, small, and says
 * nothing: sharp writes no metadata unless it is asked to. */

const ENOUGH_BYTES = 300_000;
/** From the best to the last resort: an A4 page stays readable down to about 1,200 pixels of width. */
const STEPS = [
  { side: 2200, quality: 72 },
  { side: 2000, quality: 60 },
  { side: 1800, quality: 48 },
  { side: 1600, quality: 38 },
  { side: 1400, quality: 30 },
] as const;
/** A picture that says it is larger is no photo but an attempt on our memory. */
const MOST_PIXELS = 60_000_000;

/** As JPEG of about 300 KB at most; null where it cannot be read as a picture. */
export async function shrinkPicture(bytes: Uint8Array): Promise<Buffer | null> {
  const { default: sharp } = await import("sharp"); // 14 MB that nobody needs before the first photo
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
      .rotate() // as its EXIF says, before that is left out
      .resize({ width: STEPS[0].side, height: STEPS[0].side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    let small: Buffer | null = null;
    for (const { side, quality } of STEPS) {
      small = await sharp(data, { raw: { width, height, channels } })
        .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
        .jpeg({ quality })
        .toBuffer();
      if (small.length <= ENOUGH_BYTES) break;
    }
    return small;
  } catch {
    return null; // cut off, or only its first bytes are a picture's
  }
}
