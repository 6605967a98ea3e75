import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { certificatesFor } from "#app/features/certification/certificates.server.ts";
import { drawCertificate } from "#app/features/certification/draw-certificate.server.ts";
import type { PrintedFacts } from "#app/features/certification/licence-facts.ts";
import { AnyFacts } from "#app/features/certification/trainer-facts.ts";
import { found } from "#app/features/identity/guards.server.ts";
import { db } from "#app/infra/db.server.ts";
import { eraseFile, openFile, putFile, type StoredFile } from "#app/infra/files.server.ts";
import { log } from "#app/infra/log.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { qrText } from "./credentials.server.ts";
import { sealFor } from "./seal-for.server.ts";

/** What is printed. */
export type Printed = { id: string; facts: PrintedFacts; pdfSha256: string | null };

/**
 * What signs a file, and what keeps its hash: that which is kept first is its for ever. Null: what was drawn may not be
 * kept any more.
 */
export type Keeping = {
  seal: (id: string) => Promise<Seal>;
  /** Of its QR mark. */
  mark: (id: string) => Promise<string>;
  keep: (id: string, pdfSha256: string, facts: PrintedFacts) => Promise<string | null>;
};

/** Asked for twice while it is being drawn, a certificate is drawn once. */
const underWay = new Map<string, Promise<string>>();

/**
 * The stored PDF: drawn and signed when first needed, and for ever the same bytes afterwards. Not to be found where the
 * name was erased: its file went with it, and none is drawn of nobody.
 */
export async function certificateFile(
  certificate: Printed,
  keeping: Keeping = OF_CERTIFICATES,
): Promise<{ sha256: string; file: StoredFile }> {
  found(isNameless(certificate.facts) ? null : certificate);
  const sha256 = certificate.pdfSha256 ?? (await drawnOnce(certificate, keeping));
  const file = await openFile(sha256);
  if (!file)
    throw new Error(`the bytes of certificate ${certificate.id} (${sha256}) are not in DATA_DIR/files`);
  return { sha256, file };
}

/** The same as an archive takes it. Empty where the name was erased while the archive was being made. */
export async function archivedFile(certificateId: string): Promise<Readable | Uint8Array> {
  const [certificate] = await certificatesFor([certificateId]);
  if (!certificate || isNameless(certificate.facts)) return new Uint8Array();
  const { file } = await certificateFile(certificate);
  return Readable.fromWeb(file.stream() as NodeStream);
}

/** After an act, beside the answer to it: what does not come to an end now is drawn when somebody asks. */
export function drawSoon(certificateIds: string[]): void {
  drawAll(certificateIds).catch((error: unknown) => log.warn({ err: error }, "certificates were not drawn"));
}

async function drawAll(certificateIds: string[]): Promise<void> {
  for (const certificate of await certificatesFor(certificateIds))
    if (certificate.pdfSha256 === null && !isNameless(certificate.facts))
      await drawnOnce(certificate, OF_CERTIFICATES);
}

function drawnOnce(certificate: Printed, keeping: Keeping): Promise<string> {
  const drawing = underWay.get(certificate.id) ?? draw(certificate, keeping);
  underWay.set(certificate.id, drawing);
  return drawing.finally(() => underWay.delete(certificate.id));
}

/** A drawing that is not kept bears a name that nobody would ever erase: it goes at once. */
async function draw({ id, facts }: Printed, { seal, mark, keep }: Keeping): Promise<string> {
  const drawn = await putFile(await drawCertificate({ facts, mark: await mark(id) }, await seal(id)));
  const kept = await keep(id, drawn, facts);
  if (kept !== drawn) await eraseFile(drawn);
  return found(kept);
}

/** Another process may draw it too, or its holder be forgotten meanwhile: only what the facts still say is kept. */
const OF_CERTIFICATES: Keeping = {
  seal: (certificateId) => sealFor({ certificateId }),
  mark: (certificateId) => qrText({ certificateId }),
  keep: async (id, pdfSha256, facts) => {
    const find = { where: { id }, select: { facts: true, pdfSha256: true } };
    const row = await db.certificate.findUniqueOrThrow(find);
    // What it says, not how it was once written: facts of an earlier form are read with what has come since.
    const says = AnyFacts.parse(JSON.parse(row.facts));
    if (canonicalJson(says) !== canonicalJson(facts)) return row.pdfSha256;
    const { count } = await db.certificate.updateMany({
      where: { id, pdfSha256: null, facts: row.facts },
      data: { pdfSha256 },
    });
    return count === 1 ? pdfSha256 : (await db.certificate.findUniqueOrThrow(find)).pdfSha256;
  },
};
