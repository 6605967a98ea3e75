import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { readBit } from "./bitstring.server.ts";
import { CONTEXTS, PURPOSES, type Purpose } from "./credential.ts";
import { proofHolds } from "./data-integrity.server.ts";
import { DidDocument, type PublicJwk } from "./did-document.ts";
import { readMultikey } from "./multikey.server.ts";
import { claimsAgree, openToken, tokenHolds } from "./token.server.ts";
import type { Finding, Step } from "./check-steps.ts";
import { periodFinding, verdictOf, type Verdict } from "./verdict.ts";

/*
 * Checks a credential against keys that are at hand, without the network: what a file says of its own keys is never
 * believed. Whatever the bytes are, it answers in steps and does not throw.
 */

/** What to check with: issuers' keys, and lists of states where there are some. */
export type Trust = { issuers: DidDocument[]; statusLists: unknown[] };

export const Snapshot = z.object({
  didDocument: DidDocument,
  statusLists: z.array(z.unknown()).max(2000),
  certificates: z
    .array(
      z
        .string()
        .regex(/^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END CERTIFICATE-----\n$/)
        .max(8000),
    )
    .max(200)
    .default([]),
});

export type Checked = {
  verdict: Verdict;
  steps: Step[];
  format: "json" | "jwt" | null;
  /** Only where the signature holds: nobody is told what a forger wrote. */
  credential: z.infer<typeof Content> | null;
  /** When the states were as they are said to be. */
  statusAsOf: string | null;
};

const text = z.string().min(1).max(2000);
const instant = z.iso.datetime({ offset: true }).max(40);

const ProofFields = z.strictObject({
  type: z.literal("DataIntegrityProof"),
  created: instant,
  verificationMethod: text,
  cryptosuite: z.literal("eddsa-rdfc-2022"),
  proofPurpose: z.literal("assertionMethod"),
  proofValue: text,
});

const Issuer = z.union([text.transform((id) => ({ id })), z.object({ id: text, name: text.optional() })]);
const Content = z.object({
  id: text,
  issuer: Issuer,
  validFrom: instant,
  validUntil: instant.optional(),
  name: text,
  credentialSubject: z.object({ id: text, licenseNumber: text.optional() }),
  credentialStatus: z
    .array(
      z.object({
        type: z.literal("BitstringStatusListEntry"),
        statusPurpose: text,
        statusListIndex: z.string().regex(/^(0|[1-9]\d{0,8})$/),
        statusListCredential: text,
      }),
    )
    .max(10)
    .default([]),
});

const MOST_BYTES = 256 * 1024;

export async function verifyCredential(bytes: Uint8Array, trust: Trust, at: Date): Promise<Checked> {
  const steps: Step[] = [];
  const answer = (more: Partial<Checked> = {}): Checked => ({
    verdict: verdictOf(steps),
    steps,
    format: null,
    credential: null,
    statusAsOf: null,
    ...more,
  });
  const opened = open(bytes);
  steps.push({ step: "read", found: opened.found });
  if (opened.found !== "ok") return answer();
  const { format, said } = opened;

  const key = keyOf(opened, trust.issuers);
  steps.push({ step: "issuer", found: key ? "ok" : "unknown-issuer" });
  if (!key) return answer({ format });

  const holds = await signatureHolds(opened, key);
  steps.push({ step: "signature", found: holds ? "ok" : "altered" });
  if (!holds) return answer({ format });

  const content = Content.safeParse(said);
  const agrees = content.success && (format === "json" || claimsAgree(said));
  steps.push({ step: "content", found: agrees ? "ok" : "disagrees" });
  if (!content.success || !agrees) return answer({ format });

  const credential = content.data;
  const { validFrom, validUntil } = credential;
  const until = validUntil === undefined ? null : Date.parse(validUntil);
  steps.push({ step: "period", found: periodFinding(Date.parse(validFrom), until, at.getTime()) });
  const asOf: string[] = [];
  for (const purpose of PURPOSES) {
    const { found, asOf: day } = await statusFinding(credential, purpose, trust);
    steps.push({ step: purpose, found });
    if (day) asOf.push(day);
  }
  return answer({ format, credential, statusAsOf: asOf.sort()[0] ?? null });
}

type Said = Record<string, unknown>;
type Opened =
  | { found: "ok"; format: "jwt"; said: Said; issuer: string; method: string; token: string }
  | {
      found: "ok";
      format: "json";
      said: Said;
      issuer: string;
      method: string;
      proof: z.infer<typeof ProofFields>;
    };

/** What stands in it, before anything is believed. */
function open(bytes: Uint8Array): Opened | { found: "unreadable" | "unsigned" } {
  if (bytes.length > MOST_BYTES) return { found: "unreadable" };
  const written = decode(bytes)?.trim();
  if (!written) return { found: "unreadable" };
  const token = openToken(written);
  if (token) {
    const issuer = Issuer.safeParse(token.payload["issuer"]);
    if (!issuer.success) return { found: "unreadable" };
    const { kid: method, payload: said } = token;
    return { found: "ok", format: "jwt", said, issuer: issuer.data.id, method, token: written };
  }
  return openJson(parse(written));
}

function openJson(value: unknown): Opened | { found: "unreadable" | "unsigned" } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { found: "unreadable" };
  const { proof: own, ...said } = value as Said;
  const issuer = Issuer.safeParse(said["issuer"]);
  if (!issuer.success) return { found: "unreadable" };
  const proof = ProofFields.safeParse(own);
  if (!proof.success) return { found: "unsigned" };
  const method = proof.data.verificationMethod;
  return { found: "ok", format: "json", said, issuer: issuer.data.id, method, proof: proof.data };
}

/**
 * The signature covers what a document means, and the steps after it read its plain words. So a document must mean what it
 * says: by the contexts of ours alone, and with no other way to write a word (another name for it, "@included", its full
 * address), behind which an end or a state could be hidden with the signature unharmed.
 */
function saysItPlainly({ "@context": context, ...said }: Said): boolean {
  return CONTEXTS.some((known) => isDeepStrictEqual(known, context)) && hasPlainKeys(said);
}

function hasPlainKeys(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(hasPlainKeys);
  return Object.entries(value).every(([key, inner]) => !/[@:]/.test(key) && hasPlainKeys(inner));
}

/** Only a key that its issuer is known to have, and that is for what it is used for here. */
function keyOf(
  { issuer, method, format }: Extract<Opened, { found: "ok" }>,
  issuers: DidDocument[],
): PublicJwk | null {
  const known = issuers.find(({ id }) => id === issuer);
  if (!known?.assertionMethod.includes(method)) return null;
  const key = known.verificationMethod.find(({ id, controller }) => id === method && controller === issuer);
  if (!key) return null;
  const jwk = key.type === "Multikey" ? readMultikey(key.publicKeyMultibase) : key.publicKeyJwk;
  return jwk?.kty === (format === "jwt" ? "EC" : "OKP") ? jwk : null;
}

async function signatureHolds(opened: Extract<Opened, { found: "ok" }>, key: PublicJwk): Promise<boolean> {
  if (opened.format === "jwt") return tokenHolds(opened.token, key);
  if (!saysItPlainly(opened.said)) return false;
  try {
    return await proofHolds(opened.said as Said & { "@context": unknown }, opened.proof, key);
  } catch {
    return false; // words that no bundled context explains
  }
}

const List = z.object({
  id: text,
  issuer: Issuer,
  validFrom: instant,
  credentialSubject: z.object({ statusPurpose: text, encodedList: z.string().max(MOST_BYTES) }),
});

/** A list counts when the issuer of the credential has signed it; of several the newest. */
async function statusFinding(
  credential: z.infer<typeof Content>,
  purpose: Purpose,
  { issuers, statusLists }: Trust,
): Promise<{ found: Finding; asOf: string | null }> {
  const entry = credential.credentialStatus.find(({ statusPurpose }) => statusPurpose === purpose);
  if (!entry) return { found: "unknown-status", asOf: null };
  const candidates = statusLists
    .map((value) => ({ value, list: List.safeParse(value).data }))
    .filter(({ list }) => list?.id === entry.statusListCredential && list.issuer.id === credential.issuer.id)
    .sort((one, other) => Date.parse(other.list!.validFrom) - Date.parse(one.list!.validFrom));
  for (const { value, list } of candidates) {
    const opened = openJson(value);
    const key = opened.found === "ok" ? keyOf(opened, issuers) : null;
    if (opened.found !== "ok" || !key || !(await signatureHolds(opened, key))) continue;
    const { statusPurpose, encodedList } = list!.credentialSubject;
    const bit = statusPurpose === purpose ? readBit(encodedList, Number(entry.statusListIndex)) : null;
    if (bit === null) continue;
    return { found: bit ? SET[purpose] : "ok", asOf: list!.validFrom };
  }
  return { found: "unknown-status", asOf: null };
}

const SET = { revocation: "revoked", suspension: "suspended" } as const;

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
