import { asToken, credentialFor, withProof } from "#app/features/credentials/credentials.server.ts";
import { findPaper } from "./find-paper.server.ts";
import { worthOf } from "./worth-of.server.ts";

/** What a machine is told by the code of a certificate: what the public page says, and the credential itself. */
export async function answerByCode(code: string) {
  const found = (await worthOf([code])).get(code);
  if (!found) return null;
  const { says: _, ...worth } = found;
  const paper = await findPaper({ code });
  const credential = paper && (await credentialFor(paper.of));
  const signed = credential && { credential: await withProof(credential), token: await asToken(credential) };
  return { ...worth, ...(signed ?? NONE) };
}

/** The name was erased: number, days and state are all there is. */
const NONE = { credential: null, token: null };
