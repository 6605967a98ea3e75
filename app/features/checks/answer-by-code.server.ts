import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { asToken, credentialFor, withProof } from "#app/features/credentials/credentials.server.ts";
import { db } from "#app/infra/db.server.ts";
import { worthOf } from "./worth-of.server.ts";

/** What a machine is told by the code of a certificate: what the public page says, and the credential itself. */
export async function answerByCode(code: string) {
  const found = (await worthOf([code])).get(code);
  if (!found) return null;
  const { says: _, ...worth } = found;
  const of = await printedAs(code);
  const credential = of && (await credentialFor(of));
  const signed = credential && { credential: await withProof(credential), token: await asToken(credential) };
  return { ...worth, ...(signed ?? NONE) };
}

async function printedAs(code: string): Promise<PaperOf | null> {
  const find = { where: { code }, select: { id: true } };
  const certificate = await db.certificate.findUnique(find);
  if (certificate) return { certificateId: certificate.id };
  const licence = await db.licence.findUnique(find);
  return licence && { licenceId: licence.id };
}

/** The name was erased: number, days and state are all there is. */
const NONE = { credential: null, token: null };
