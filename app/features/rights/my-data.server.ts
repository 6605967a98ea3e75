import { Readable } from "node:stream";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { archivedFile } from "#app/features/credentials/certificate-files.server.ts";
import { allIssuedTo } from "#app/features/certification/certificates.server.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import { hasTranscript } from "#app/features/certification/transcripts.server.ts";
import {
  CREDENTIAL_FILES,
  credentialFile,
  type CredentialFile,
} from "#app/features/credentials/badges.server.ts";
import { transcriptFile } from "#app/features/credentials/transcript-file.server.ts";
import { statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { zipOf } from "#app/infra/zip.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Translate } from "#app/locales/keys.ts";
import { countHeld, readHeld } from "./held-records.server.ts";
import { HELD_KINDS, type HeldKind } from "./held-records.ts";

export type HeldCount = { kind: HeldKind; count: number };

/** What is held about somebody, kind by kind, in numbers. */
export async function heldAbout(personId: string): Promise<HeldCount[]> {
  const accounts = await accountsOf(db, personId);
  const counts = await Promise.all(
    HELD_KINDS.map(async (kind) => ({ kind, count: await countHeld(kind, accounts) })),
  );
  return counts.filter(({ count }) => count > 0);
}

/**
 * Everything held about the actor, as one ZIP that is made while it is sent: a JSON file for each kind, read when its
 * turn comes, their certificates as PDFs with their transcripts, credentials and badges, and what those are checked with where there is no
 * network. The trail says that it was taken.
 */
export async function myDataArchive(actor: Actor, t: Translate): Promise<ReadableStream<Uint8Array>> {
  const { personId } = actor;
  await inTransaction((tx) =>
    recordAudit(tx, actor, "person.data-downloaded", { kind: "person", id: personId }),
  );
  const [accounts, held, certificates] = await Promise.all([
    accountsOf(db, personId),
    heldAbout(personId),
    allIssuedTo(personId),
  ]);
  const lines = held.map(({ kind, count }) => `${kind}.json: ${t(`rights.held.${kind}`)} (${count})`);
  const about = [t("rights.data.readMe"), "", ...lines, ""].join("\r\n");
  const archive = zipOf(
    [
      // With the mark that old editors need to show other scripts than Latin.
      { path: "READ-ME.txt", open: () => Promise.resolve(Buffer.from(`\ufeff${about}`)) },
      ...held.map(({ kind }) => ({
        path: `${kind}.json`,
        open: async () => Buffer.from(`${JSON.stringify(await readHeld(kind, accounts), null, 2)}\n`),
      })),
      ...certificates.map((certificate) => ({
        path: `certificates/${certificate.number}.pdf`,
        open: () => archivedFile(certificate.id),
      })),
      ...certificates.filter(hasTranscript).map((certificate) => ({
        path: `certificates/${certificate.number}-transcript.pdf`,
        open: async () => (await transcriptFile(certificate, null)) ?? new Uint8Array(),
      })),
      ...certificates.flatMap(({ id, number }) =>
        (Object.keys(CREDENTIAL_FILES) as CredentialFile[]).map((as) => ({
          path: `certificates/${number}.${as}`,
          // Of nobody any more: while the archive was being made the name went.
          open: async () => Buffer.from((await credentialFile({ certificateId: id }, as)) ?? ""),
        })),
      ),
      ...(certificates.length > 0 ? [{ path: "certificates/snapshot.json", open: snapshotFile }] : []),
    ],
    now(),
  );
  return Readable.toWeb(archive) as ReadableStream<Uint8Array>;
}

/** Our keys and the lists of states, as `npm run verify -- FILE --snapshot snapshot.json` takes them. */
const snapshotFile = async () => Buffer.from(JSON.stringify(await statusSnapshot()));
