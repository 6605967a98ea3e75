import { deflateSync } from "node:zlib";
import type { PDFDocument } from "pdf-lib";
import { srgbProfile } from "#app/lib/srgb-profile.ts";

const profile = deflateSync(srgbProfile(), { level: 9 });

/** What the colours of a kept document are: the renderer brings the same along in five times the bytes. */
export async function shortenProfile(document: PDFDocument): Promise<void> {
  const { PDFArray, PDFDict, PDFName, PDFRef } = await import("pdf-lib");
  const { context, catalog } = document;
  const intents = catalog.lookupMaybe(PDFName.of("OutputIntents"), PDFArray);
  const place = intents?.lookup(0, PDFDict).get(PDFName.of("DestOutputProfile"));
  if (place instanceof PDFRef)
    context.assign(place, context.stream(profile, { N: 3, Filter: "FlateDecode" }));
}
