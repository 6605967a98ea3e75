import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { certificateFile } from "#app/features/certification/certificate-files.server.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Translate } from "#app/locales/keys.ts";
import { countHeld, READ_HELD } from "./held-records.server.ts";
import { HELD_KINDS, type HeldKind } from "./held-records.ts";

export type HeldCount = { kind: HeldKind; count: number };

/** What is held about somebody, kind by kind, in numbers. */
export async function heldAbout(personId: string): Promise<HeldCount[]> {
  const counts = await Promise.all(
    HELD_KINDS.map(async (kind) => ({ kind, count: await countHeld(kind, personId) })),
  );
  return counts.filter(({ count }) => count > 0);
}

/**
 * Everything held about the actor, as one ZIP that is made while it is sent: a JSON file for each kind, read when its
 * turn comes, and the PDFs of their certificates. The trail says that it was taken.
 */
export async function myDataArchive(actor: Actor, t: Translate): Promise<ReadableStream<Uint8Array>> {
  const { personId } = actor;
  await inTransaction((tx) =>
    recordAudit(tx, actor, "person.data-downloaded", { kind: "person", id: personId }),
  );
  const [held, certificates] = await Promise.all([heldAbout(personId), certificatesOf(personId)]);
  const archive = new ZipFile();
  const mtime = now();
  const lines = held.map(({ kind, count }) => `${kind}.json: ${t(`rights.held.${kind}`)} (${count})`);
  const about = [t("rights.data.readMe"), "", ...lines, ""].join("\r\n");
  // With the mark that old editors need to show other scripts than Latin.
  archive.addBuffer(Buffer.from(`\ufeff${about}`), "READ-ME.txt", { mtime });
  for (const { kind } of held)
    lazily(archive, `${kind}.json`, async () => {
      const rows = await READ_HELD[kind](db, personId);
      return Readable.from([`${JSON.stringify(rows, null, 2)}\n`]);
    });
  for (const certificate of certificates)
    lazily(archive, `certificates/${certificate.number}.pdf`, async () => {
      const { file } = await certificateFile(certificate);
      return Readable.fromWeb(file.stream() as Parameters<typeof Readable.fromWeb>[0]);
    });
  archive.end();
  return Readable.toWeb(archive.outputStream as Readable) as ReadableStream<Uint8Array>;

  /** A file that cannot be read ends the download as broken, which a ZIP without its directory is. */
  function lazily(zip: ZipFile, name: string, open: () => Promise<Readable>): void {
    zip.addReadStreamLazy(name, { mtime }, (give) => {
      open().then(
        (stream) => give(null, stream),
        (error: unknown) => (zip.outputStream as Readable).destroy(error as Error),
      );
    });
  }
}
