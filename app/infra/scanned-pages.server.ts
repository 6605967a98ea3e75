import type { PDFPage } from "pdf-lib";

/*
 * What most scanners make is a PDF with one photograph on each page. As pictures the pages can be shown beside a form, on a
 * phone too, where a PDF cannot.
 */

/** What is said of the page, where it is placed, one picture. Anything more might be seen on the page and be lost. */
const ONE_PICTURE = /^\s*(?:[qQ]\s+|(?:[-+.\d]+\s+){6}cm\s+)*\/(\S+)\s+Do(?:\s+Q)*\s*$/;
const MATRIX = /([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+[-+.\d]+\s+[-+.\d]+\s+cm/g;

/** To place one picture takes a line; more may be made to swell when it is unpacked. */
const MOST_SAID = 2_000;
const MOST_PIXELS = 60_000_000;

/** The pages in their order, upright, as JPEG; null where one of them is more than a photograph. */
export async function scannedPictures(pdf: Uint8Array): Promise<Uint8Array[] | null> {
  const { PDFDocument } = await import("pdf-lib");
  try {
    const pictures: Uint8Array[] = [];
    for (const page of (await PDFDocument.load(pdf, { updateMetadata: false })).getPages()) {
      const picture = await pictureOn(page);
      if (!picture) return null;
      pictures.push(await upright(picture, page.getRotation().angle));
    }
    return pictures;
  } catch {
    return null;
  }
}

async function pictureOn({ node }: PDFPage): Promise<Uint8Array | null> {
  const { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream } = await import("pdf-lib");
  const contents = node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((ref) => node.context.lookup(ref)) : [contents];
  const drawn = streams.map((stream) =>
    stream instanceof PDFRawStream && stream.getContents().length <= MOST_SAID
      ? Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1")
      : "?",
  );
  const said = drawn.join("\n");
  const name = ONE_PICTURE.exec(said)?.[1];
  if (name === undefined || !isUpright(said)) return null;
  const objects = node.Resources()?.lookup(PDFName.of("XObject"));
  const picture = objects instanceof PDFDict ? objects.lookup(PDFName.of(name)) : undefined;
  if (!(picture instanceof PDFRawStream)) return null;
  const asked = (key: string) => picture.dict.lookup(PDFName.of(key));
  const filter = asked("Filter");
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  const plain = ["SMask", "Mask", "Decode"].every((key) => asked(key) === undefined);
  return only === PDFName.of("DCTDecode") && plain ? picture.getContents() : null;
}

/** Neither turned nor mirrored where it is placed. */
const isUpright = (said: string): boolean =>
  [...said.matchAll(MATRIX)].every(
    ([, a, b, c, d]) => Number(a) > 0 && Number(b) === 0 && Number(c) === 0 && Number(d) > 0,
  );

async function upright(jpeg: Uint8Array, angle: number): Promise<Uint8Array> {
  if (angle % 360 === 0) return jpeg;
  const { default: sharp } = await import("sharp");
  return sharp(jpeg, { limitInputPixels: MOST_PIXELS }).rotate(angle).jpeg({ quality: 90 }).toBuffer();
}
