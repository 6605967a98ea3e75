import { db } from "#app/infra/db.server.ts";
import { readDrawable, readFrozenLicence } from "./certificate-record.server.ts";
import { secondsToTryAgain } from "./check-limit.server.ts";
import type { NameAnswer } from "./name-question.ts";
import { nameMatches } from "./name-hash.server.ts";
import { readCheckQuery } from "./check-query.ts";

/**
 * Whether a certificate was issued under a name. The asker brings the name: none is ever shown, nor found out by trying.
 * A number: the seconds to wait.
 */
export async function compareName(typed: string, name: string): Promise<NameAnswer | number> {
  const query = readCheckQuery(typed);
  // Numbers in the register of trainers look like anything: those from paper keep their own.
  const which: Which =
    query.kind === "code"
      ? { code: query.code }
      : { number: query.kind === "number" ? query.number : typed.trim().toUpperCase() };
  const row = await db.certificate.findUnique({ where: which });
  if (!row) return compareOrganisation(which, name);
  const seconds = await secondsToTryAgain(row.id);
  if (seconds > 0) return seconds;
  const same = await nameMatches({ facts: readDrawable(row).facts, nameHash: row.nameHash }, name);
  return same === null ? "not-compared" : same ? "same" : "other";
}

type Which = { code: string } | { number: string };

/** Whose a licence is, its number tells anybody: there is nothing to find out by trying. */
async function compareOrganisation(which: Which, name: string): Promise<NameAnswer> {
  const licence = await db.licence.findUnique({ where: which, include: { organisation: true } });
  if (!licence) return "unknown";
  const holder = readFrozenLicence(licence)?.holder ?? { name: licence.organisation.name };
  return (await nameMatches({ facts: { holder }, nameHash: null }, name)) ? "same" : "other";
}
