import type { Tx } from "#app/infra/db.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { isNameless, NAMELESS } from "./certificate-facts.ts";
import { hashName, type NameKey } from "./name-hash.server.ts";
import { printedText } from "./printed-text.server.ts";
import { AnyFacts } from "./trainer-facts.ts";

/**
 * Takes a person's name out of their certificates. Number, dates, course, status and fingerprint stay, and a keyed hash of
 * the name: whoever shows the paper is still confirmed. Answers the files that bear the name; they are erased once this is committed.
 */
export async function forgetHolder(tx: Tx, personId: string, key: NameKey): Promise<string[]> {
  const rows = await tx.certificate.findMany({
    where: { personId },
    select: { id: true, facts: true, pdfSha256: true, revokedReason: true },
  });
  await tx.certificateEnding.updateMany({ where: { certificate: { personId } }, data: { reason: NAMELESS } });
  await tx.certificate.updateMany({
    where: { personId, correctedBecause: { not: null } },
    data: { correctedBecause: NAMELESS },
  });
  await forgetPaper(tx, personId);
  for (const { id, facts, revokedReason } of rows) {
    const issued = AnyFacts.parse(JSON.parse(facts));
    if (isNameless(issued)) continue;
    const nameHash = hashName(key, issued.holder);
    const nameless = { ...issued, holder: { name: NAMELESS } };
    await tx.certificate.update({
      where: { id },
      data: {
        facts: canonicalJson(nameless),
        nameHash,
        searchText: printedText(nameless),
        revokedReason: revokedReason === null ? null : NAMELESS,
      },
    });
  }
  return rows.flatMap(({ pdfSha256 }) => pdfSha256 ?? []);
}

/** Which copies there were, when and how they went out stays; who else was given one, and what was said of it, goes. */
async function forgetPaper(tx: Tx, personId: string): Promise<void> {
  const theirs = { certificate: { personId } };
  await tx.paperEntry.updateMany({ where: { ...theirs, toWhom: { not: null } }, data: { toWhom: NAMELESS } });
  await tx.paperEntry.updateMany({ where: { ...theirs, reason: { not: null } }, data: { reason: NAMELESS } });
}
