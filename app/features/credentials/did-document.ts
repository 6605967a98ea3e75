import * as z from "zod";

/*
 * Who issues: did:web, named after the address at which the site is open, with every key it ever signed with. A key is
 * known by its thumbprint (RFC 7638) and stays published for ever: what it signed must be checked long after it.
 */

const DidKey = {
  id: z.string().max(400),
  controller: z.string().max(300),
  /** Since when somebody else may have had it. */
  revoked: z.iso.datetime().optional(),
};
const base64url = z.string().regex(/^[\w-]{43}$/);

/** The public half, as a JSON Web Key. Anything else in it, a private half say, is not passed on. */
export const PublicJwk = z.discriminatedUnion("kty", [
  z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: base64url }),
  z.object({ kty: z.literal("EC"), crv: z.literal("P-256"), x: base64url, y: base64url }),
]);
export type PublicJwk = z.infer<typeof PublicJwk>;

/** What it is: a did.json as we publish it, or one that somebody kept. */
export const DidDocument = z.object({
  id: z.string().max(300),
  verificationMethod: z
    .array(
      z.discriminatedUnion("type", [
        z.object({ ...DidKey, type: z.literal("Multikey"), publicKeyMultibase: z.string().max(100) }),
        z.object({ ...DidKey, type: z.literal("JsonWebKey"), publicKeyJwk: PublicJwk }),
      ]),
    )
    .max(200),
  assertionMethod: z.array(z.string().max(400)).max(200),
});
export type DidDocument = z.infer<typeof DidDocument>;

/** "https://passbook.example:8443" → "did:web:passbook.example%3A8443" */
export const didOf = (origin: string): string => `did:web:${encodeURIComponent(new URL(origin).host)}`;

export const keyIdOf = (did: string, thumbprint: string): string => `${did}#${thumbprint}`;

export type PublishedKey = {
  thumbprint: string;
  jwk: PublicJwk;
  multibase: string | null;
  /** Civil day, in UTC, since which somebody else may have it. */
  compromisedSince?: string | null;
};

/** The same keys under another name, which an address of before has. */
export function asKnownAs(did: string, { id: own, ...document }: DidDocument): DidDocument {
  const renamed = (id: string) => (id.startsWith(`${own}#`) ? did + id.slice(own.length) : id);
  return {
    ...document,
    id: did,
    verificationMethod: document.verificationMethod.map((method) => ({
      ...method,
      id: renamed(method.id),
      controller: method.controller === own ? did : method.controller,
    })),
    assertionMethod: document.assertionMethod.map(renamed),
  };
}

/** Ed25519 keys as data integrity proofs want them, the others as tokens do. */
export function didDocument(
  did: string,
  keys: readonly PublishedKey[],
  alsoKnownAs: readonly string[] = [],
): DidDocument & { "@context": string[]; alsoKnownAs?: readonly string[] } {
  return {
    "@context": [
      "https://www.w3.org/ns/did/v1",
      "https://w3id.org/security/multikey/v1",
      "https://w3id.org/security/jwk/v1",
    ],
    id: did,
    ...(alsoKnownAs.length > 0 && { alsoKnownAs }),
    verificationMethod: keys.map(({ thumbprint, jwk, multibase, compromisedSince }) => {
      const revoked = compromisedSince ? { revoked: `${compromisedSince}T00:00:00Z` } : {};
      const key = { id: keyIdOf(did, thumbprint), controller: did, ...revoked };
      return multibase
        ? { ...key, type: "Multikey", publicKeyMultibase: multibase }
        : { ...key, type: "JsonWebKey", publicKeyJwk: jwk };
    }),
    assertionMethod: keys.map(({ thumbprint }) => keyIdOf(did, thumbprint)),
  };
}
