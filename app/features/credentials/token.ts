import { fromBase64url } from "#app/lib/base64url.ts";
import type { PublicJwk } from "./did-document.ts";
import type { Machine } from "./machine.ts";

/* The credential as a token (VC-JWT, ES256): smaller, and what most validators of badges take. */

export type OpenToken = { kid: string; payload: Record<string, unknown> };

/** What stands in a token, believed by nobody yet; null when it is none of ours. A key it brings along is not looked at. */
export function openToken(text: string): OpenToken | null {
  const parts = text.split(".").map(fromBase64url);
  if (parts.length !== 3 || !parts.every((part) => part !== null && part.length > 0)) return null;
  const [head, payload] = parts.slice(0, 2).map((part) => readJson(part!));
  if (!head || !payload || head["alg"] !== "ES256" || typeof head["kid"] !== "string") return null;
  // Something that a reader must understand, and this one does not.
  return "crit" in head ? null : { kid: head["kid"], payload };
}

export function tokenHolds(text: string, key: PublicJwk, machine: Machine): Promise<boolean> {
  const end = text.lastIndexOf(".");
  const signature = fromBase64url(text.slice(end + 1))!;
  return machine.signed(key, signature, new TextEncoder().encode(text.slice(0, end)));
}

/** Both must say the same, or a reader of one is told something else than a reader of the other. */
export function claimsAgree(payload: Record<string, unknown>, { milliseconds }: Machine): boolean {
  const { iss, sub, jti, nbf, exp, id, issuer, credentialSubject, validFrom, validUntil } = payload;
  const idOf = (value: unknown) =>
    typeof value === "object" && value ? (value as { id?: unknown }).id : value;
  const at = (value: unknown) => (typeof value === "string" ? milliseconds(value) / 1000 : undefined);
  return (
    iss === idOf(issuer) &&
    sub === idOf(credentialSubject) &&
    jti === id &&
    nbf === at(validFrom) &&
    exp === at(validUntil)
  );
}

function readJson(part: Uint8Array): Record<string, unknown> | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(part);
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
