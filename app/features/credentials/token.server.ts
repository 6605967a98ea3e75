import { createPublicKey, type KeyObject } from "node:crypto";
import { compactVerify, SignJWT } from "jose";
import type { Credential } from "./credential.ts";
import type { PublicJwk } from "./did-document.ts";

/* The credential as a token (VC-JWT, ES256): smaller, and what most validators of badges take. */

/** Claims of the token that repeat what the credential says. */
export type Claims = { iss?: unknown; sub?: unknown; jti?: unknown; nbf?: unknown; exp?: unknown };

const seconds = (instant: string): number => Date.parse(instant) / 1000;

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

export type OpenToken = { kid: string; payload: Record<string, unknown> };

/** What stands in a token, believed by nobody yet; null when it is none of ours. A key it brings along is not looked at. */
export function openToken(text: string): OpenToken | null {
  const parts = text.split(".");
  if (parts.length !== 3 || !parts.every(isCanonical)) return null;
  const [head, payload] = parts.slice(0, 2).map(readJson);
  if (!head || !payload || head["alg"] !== "ES256" || typeof head["kid"] !== "string") return null;
  return { kid: head["kid"], payload };
}

export async function tokenHolds(text: string, jwk: PublicJwk): Promise<boolean> {
  try {
    await compactVerify(text, createPublicKey({ key: jwk, format: "jwk" }), { algorithms: ["ES256"] });
    return true;
  } catch {
    return false;
  }
}

/** Both must say the same, or a reader of one is told something else than a reader of the other. */
export function claimsAgree(payload: Record<string, unknown>): boolean {
  const { iss, sub, jti, nbf, exp, id, issuer, credentialSubject, validFrom, validUntil } = payload;
  const idOf = (value: unknown) =>
    typeof value === "object" && value ? (value as { id?: unknown }).id : value;
  const at = (value: unknown) => (typeof value === "string" ? seconds(value) : undefined);
  return (
    iss === idOf(issuer) &&
    sub === idOf(credentialSubject) &&
    jti === id &&
    nbf === at(validFrom) &&
    exp === at(validUntil)
  );
}

/** Base 64 has spare bits at its end: two texts for one signature would be two tokens. */
const isCanonical = (part: string): boolean =>
  part.length > 0 && Buffer.from(part, "base64url").toString("base64url") === part;

function readJson(part: string): Record<string, unknown> | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(part, "base64url"));
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
