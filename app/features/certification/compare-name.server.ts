import { accountIsErased } from "#app/features/identity/erased-account.ts";
import { db } from "#app/infra/db.server.ts";
import { NAMELESS } from "./certificate-facts.ts";
import { readDrawable, readFrozenLicence } from "./certificate-record.server.ts";
import { secondsToTryAgain } from "./check-limit.server.ts";
import type { NameAnswer } from "./name-question.ts";
import { nameMatches, type Named } from "./name-hash.server.ts";
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
  const found = (await ofCertificate(which)) ?? (await ofRegister(which));
  if (!found) return compareOrganisation(which, name);
  const seconds = await secondsToTryAgain(found.id);
  return seconds > 0 ? seconds : answer(await nameMatches(found.named, name));
}

type Which = { code: string; number?: undefined } | { number: string; code?: undefined };
type Found = { id: string; named: Named };

const answer = (same: boolean | null): NameAnswer =>
  same === null ? "not-compared" : same ? "same" : "other";

async function ofCertificate(which: Which): Promise<Found | null> {
  const row = await db.certificate.findUnique({ where: which });
  return row && { id: row.id, named: { facts: readDrawable(row).facts, nameHash: row.nameHash } };
}

/** A trainer's number in the register: as their certificate names them; of one from paper, as the register does. */
async function ofRegister({ number }: Which): Promise<Found | null> {
  if (number === undefined) return null;
  const row = await db.certification.findUnique({
    where: { number },
    include: { person: true, certificates: { orderBy: { edition: "desc" }, take: 1 } },
  });
  if (!row) return null;
  const { id, person } = row;
  const [issued] = row.certificates;
  // The same tries as by the number of the certificate itself.
  if (issued)
    return { id: issued.id, named: { facts: readDrawable(issued).facts, nameHash: issued.nameHash } };
  const { name, printedName, printedNameLocal } = person;
  const holder = accountIsErased(person)
    ? { name: NAMELESS }
    : { name: printedName ?? name, nameLocal: printedNameLocal ?? undefined };
  return { id, named: { facts: { holder }, nameHash: null } };
}

/** Whose a licence is, its number tells anybody: there is nothing to find out by trying. */
async function compareOrganisation(which: Which, name: string): Promise<NameAnswer> {
  const licence = await db.licence.findUnique({ where: which, include: { organisation: true } });
  if (!licence) return "unknown";
  const holder = readFrozenLicence(licence)?.holder ?? { name: licence.organisation.name };
  return answer(await nameMatches({ facts: { holder }, nameHash: null }, name));
}
