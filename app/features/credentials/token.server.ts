import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { Credential } from "./credential.ts";

const seconds = (instant: string): number => Date.parse(instant) / 1000;

/** What is signed along with a credential that lies in a file which is none of its own and is not kept. */
export type Inside = { paper?: "transcript" };

/** The credential as a token; token.ts reads it. */
export function signToken(
  credential: Credential,
  key: KeyObject,
  kid: string,
  inside: Inside = {},
): Promise<string> {
  const { id, issuer, credentialSubject, validFrom, validUntil } = credential;
  const token = new SignJWT({ ...credential, ...inside })
    .setProtectedHeader({ alg: "ES256", kid })
    .setIssuer(issuer.id)
    .setSubject(credentialSubject.id)
    .setJti(id)
    .setNotBefore(seconds(validFrom));
  return (validUntil ? token.setExpirationTime(seconds(validUntil)) : token).sign(key);
}
