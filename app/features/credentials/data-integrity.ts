import type { PublicJwk } from "./did-document.ts";
import type { Machine } from "./machine.ts";
import { readBase58 } from "./multikey.ts";

/*
 * The embedded proof, eddsa-rdfc-2022: what a document says as a canonical graph, hashed behind what its proof says, and
 * signed. Contexts are bundled: neither signing nor checking asks the network.
 */

export type Proof = {
  type: "DataIntegrityProof";
  created: string;
  verificationMethod: string;
  cryptosuite: "eddsa-rdfc-2022";
  proofPurpose: "assertionMethod";
};
export type Signed<Document> = Document & { proof: Proof & { proofValue: string } };
export type Document = { "@context": unknown };

/** @throws where the document is no JSON-LD, or uses a word that none of its contexts explains. */
export async function proofHolds(
  document: Document,
  { proofValue, ...proof }: Proof & { proofValue: string },
  key: PublicJwk,
  machine: Machine,
): Promise<boolean> {
  const signature = readBase58(proofValue, 64);
  return signature !== null && machine.signed(key, signature, await bytesToSign(document, proof, machine));
}

export async function bytesToSign(
  document: Document,
  proof: Proof,
  { canonize, digestOf }: Pick<Machine, "canonize" | "digestOf">,
): Promise<Uint8Array> {
  const parts = [{ "@context": document["@context"], ...proof }, document];
  const [ofProof, ofDocument] = await Promise.all(
    parts.map(async (part) => digestOf("sha256", new TextEncoder().encode(await canonize(part)))),
  );
  return Uint8Array.of(...ofProof!, ...ofDocument!);
}

/** What a loader of JSON-LD is to do with: these contexts, and nothing else. */
export function canonizing(
  jsonld: { canonize: (document: object, options: object) => Promise<unknown> },
  contexts: ReadonlyMap<string, object>,
): Machine["canonize"] {
  const documentLoader = async (url: string) => {
    const document = contexts.get(url);
    if (!document) throw new Error(`not bundled: ${url}`);
    return { documentUrl: url, document };
  };
  const options = { algorithm: "RDFC-1.0", format: "application/n-quads", documentLoader, safe: true };
  return async (document) => (await jsonld.canonize(document, options)) as string;
}
