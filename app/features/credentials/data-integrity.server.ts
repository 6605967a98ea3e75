import { sign, type KeyObject } from "node:crypto";
import { bytesToSign, type Document, type Proof, type Signed } from "./data-integrity.ts";
import { node } from "./machine.server.ts";
import { base58 } from "./multikey.ts";

/** With the embedded proof; data-integrity.ts checks it. */
export async function addProof<Unsigned extends Document>(
  document: Unsigned,
  key: KeyObject,
  verificationMethod: string,
  created: string,
): Promise<Signed<Unsigned>> {
  const proof: Proof = {
    type: "DataIntegrityProof",
    created,
    verificationMethod,
    cryptosuite: "eddsa-rdfc-2022",
    proofPurpose: "assertionMethod",
  };
  const proofValue = base58(sign(null, await bytesToSign(document, proof, node), key));
  return { ...document, proof: { ...proof, proofValue } };
}
