import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { Credential } from "./credential.ts";

const seconds = (instant: string): number => Date.parse(instant) / 1000;

/** The credential as a token; token.ts reads it. */
export function signToken(credential: Credential, key: KeyObject, kid: string): Promise<string> {
  const { id, issuer, credentialSubject, validFrom, validUntil } = credential;
  const token = new SignJWT({ ...credential })
    .setProtectedHeader({ alg: "ES256", kid })
    .setIssuer(issuer.id)
    .setSubject(credentialSubject.id)
    .setJti(id)
    .setNotBefore(seconds(validFrom));
  return (validUntil ? token.setExpirationTime(seconds(validUntil)) : token).sign(key);
}
