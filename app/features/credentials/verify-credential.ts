import * as z from "zod";
import { fromBase64url } from "#app/lib/base64url.ts";
import { readValue } from "./bitstring.ts";
import type { Finding, Step } from "./check-steps.ts";
import { readCompact, type Compact, type CompactClaims } from "./compact.ts";
import {
  CONTEXTS,
  bitsOf,
  purposeOfList,
  PURPOSES,
  statusListUrl,
  type ListName,
  type Purpose,
} from "./credential.ts";
import { periodOf, reasonOf, restOf } from "./credential-status.ts";
import { proofHolds } from "./data-integrity.ts";
import { asKnownAs, DidDocument, didOf, type PublicJwk } from "./did-document.ts";
import type { Machine } from "./machine.ts";
import { readMultikey } from "./multikey.ts";
import { claimsAgree, openToken, tokenHolds } from "./token.ts";
import { periodFinding, verdictOf, type Verdict } from "./verdict.ts";

/*
 * Checks a credential against keys that are at hand, without the network: what a file says of its own keys is never
 * believed. Whatever the bytes are, it answers in steps and does not throw.
 */

/** What to check with: issuers' keys, lists of states where there are some, and where the issuer was open before. */
export type Trust = { issuers: DidDocument[]; statusLists: unknown[]; formerOrigins?: string[] };

const Pem = z
  .string()
  .regex(/^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END CERTIFICATE-----\n$/)
  .max(8000);

export const Snapshot = z.object({
  didDocument: DidDocument,
  statusLists: z.array(z.unknown()).max(2000),
  certificates: z.array(Pem).max(200).default([]),
  unsafeSeals: z
    .array(z.object({ certificate: Pem, since: z.iso.date() }))
    .max(200)
    .default([]),
  timeServices: z.array(Pem).max(20).default([]),
  formerOrigins: z
    .array(z.url({ protocol: /^https?$/ }).max(200))
    .max(20)
    .default([]),
});

/** A snapshot as what to check with: whoever moved has the same keys under each name. */
export function trustIn({ didDocument, ...more }: z.infer<typeof Snapshot>) {
  const others = new Set(more.formerOrigins.map(didOf));
  others.delete(didDocument.id);
  return { ...more, issuers: [didDocument, ...[...others].map((did) => asKnownAs(did, didDocument))] };
}

export type Checked = {
  verdict: Verdict;
  steps: Step[];
  format: "json" | "jwt" | "mark" | null;
  /** Only where the signature holds: nobody is told what a forger wrote. */
  credential: z.infer<typeof Content> | null;
  /** The same of a QR mark, which says less. */
  claims: CompactClaims | null;
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
  /** In a file that is not kept. */
  paper: z.literal("transcript").optional(),
  credentialSubject: z.object({
    id: text,
    licenseNumber: text.optional(),
    identifier: z
      .array(z.object({ identityHash: text, identityType: text }))
      .max(10)
      .default([]),
  }),
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

/** @param at epoch milliseconds */
export async function verifyCredential(
  bytes: Uint8Array,
  trust: Trust,
  at: number,
  machine: Machine,
): Promise<Checked> {
  const steps: Step[] = [];
  const answer = (more: Partial<Checked> = {}): Checked => ({
    verdict: verdictOf(steps),
    steps,
    format: null,
    credential: null,
    claims: null,
    statusAsOf: null,
    ...more,
  });
  const opened = open(bytes);
  steps.push({ step: "read", found: opened.found });
  if (opened.found !== "ok") return answer();
  const { format } = opened;

  const { reading, known, signer } = await signerOf(opened, trust, machine);
  if (!known) steps.push({ step: "issuer", found: "unknown-issuer" });
  if (!known) return answer({ format });
  steps.push({ step: "issuer", found: signer ? keyFinding(signer, signedAt(reading), machine) : "ok" });
  steps.push({ step: "signature", found: signer ? "ok" : "altered" });
  if (!signer || verdictOf(steps) === "compromised") return answer({ format });

  const content = contentOf(reading, signer, machine);
  steps.push({ step: "content", found: content ? "ok" : "disagrees" });
  if (!content) return answer({ format });

  const { from, until, claims, ...listed } = content;
  const asOf: string[] = [];
  const printed = periodFinding(from, until, at);
  const period = await endFinding(printed, until, listed, at, trust, machine, claims !== null);
  steps.push({ step: "period", found: period.found });
  if (period.asOf) asOf.push(period.asOf);
  for (const purpose of PURPOSES) {
    const { found, asOf: day } = await statusFinding(listed, purpose, trust, machine);
    steps.push({ step: purpose, found });
    if (day) asOf.push(day);
  }
  const { credential } = content;
  return answer({ format, credential, claims, statusAsOf: asOf.sort()[0] ?? null });
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
    }
  | { found: "ok"; format: "mark"; url: string; compact: Compact };
type Readable = Extract<Opened, { found: "ok" }>;

/** What stands in it, before anything is believed. */
function open(bytes: Uint8Array): Opened | { found: "unreadable" | "unsigned" } {
  if (bytes.length > MOST_BYTES) return { found: "unreadable" };
  const written = decode(bytes)?.trim();
  if (!written) return { found: "unreadable" };
  const mark = openMark(written);
  if (mark) return mark;
  const token = openToken(written);
  if (token) {
    const issuer = Issuer.safeParse(token.payload["issuer"]);
    if (!issuer.success) return { found: "unreadable" };
    const { kid: method, payload: said } = token;
    return { found: "ok", format: "jwt", said, issuer: issuer.data.id, method, token: written };
  }
  return openJson(parse(written));
}

/** What a QR mark says: an address, and something of ours behind it. */
function openMark(written: string): Opened | null {
  const [, url = "", signed = ""] =
    /^(https?:\/\/[^\s#]{1,200}\/v\/[0-9A-Z]{26})#([\w-]+)$/.exec(written) ?? [];
  const compact = readCompact(signed);
  return compact && URL.canParse(url) ? { found: "ok", format: "mark", url, compact } : null;
}

function openJson(
  value: unknown,
): Exclude<Opened, { format: "jwt" | "mark" }> | { found: "unreadable" | "unsigned" } {
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
  const written = JSON.stringify(context);
  return CONTEXTS.some((known) => JSON.stringify(known) === written) && hasPlainKeys(said);
}

function hasPlainKeys(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(hasPlainKeys);
  return Object.entries(value).every(([key, inner]) => !/[@:]/.test(key) && hasPlainKeys(inner));
}

type Key = { issuer: string; jwk: PublicJwk; revoked: string | null };

/** Only keys that their issuer is known to have, and that are for what they are used for here. A mark names a few at most. */
function keysOf(opened: Readable, issuers: DidDocument[]): Key[] {
  return issuers.flatMap(({ id: issuer, verificationMethod, assertionMethod }) =>
    verificationMethod.flatMap((method): Key[] => {
      const { id, controller, revoked = null } = method;
      if (controller !== issuer || !assertionMethod.includes(id)) return [];
      const named =
        opened.format === "mark"
          ? didOf(opened.url) === issuer && startsAs(id.slice(issuer.length + 1), opened.compact.key)
          : opened.issuer === issuer && opened.method === id;
      const jwk = method.type === "Multikey" ? readMultikey(method.publicKeyMultibase) : method.publicKeyJwk;
      return named && jwk?.kty === (opened.format === "jwt" ? "EC" : "OKP") ? [{ issuer, jwk, revoked }] : [];
    }),
  );
}

/** An address of before may have led to where we are now: a mark was signed for the one that is printed. */
function readingsOf(opened: Readable, { issuers, formerOrigins = [] }: Trust): Readable[] {
  if (opened.format !== "mark" || issuers.every(({ id }) => id !== didOf(opened.url))) return [opened];
  const { pathname } = new URL(opened.url);
  return [opened, ...formerOrigins.map((origin) => ({ ...opened, url: origin + pathname }))];
}

/** Who signed it, read as what; and whether anybody we know could have. */
async function signerOf(opened: Readable, trust: Trust, machine: Machine) {
  let known = false;
  for (const reading of readingsOf(opened, trust)) {
    const keys = keysOf(reading, trust.issuers);
    known ||= keys.length > 0;
    const signer = await signerAmong(keys, reading, machine);
    if (signer) return { reading, known, signer };
  }
  return { reading: opened, known, signer: null };
}

function startsAs(thumbprint: string, beginning: string): boolean {
  const [whole, part] = [fromBase64url(thumbprint), fromBase64url(beginning)];
  return whole !== null && part !== null && part.every((byte, index) => whole[index] === byte);
}

async function signerAmong(keys: Key[], opened: Readable, machine: Machine): Promise<Key | null> {
  for (const key of keys) if (await signatureHolds(opened, key.jwk, machine)) return key;
  return null;
}

async function signatureHolds(opened: Readable, key: PublicJwk, machine: Machine): Promise<boolean> {
  if (opened.format === "mark")
    return machine.signed(key, opened.compact.signature, opened.compact.signedAt(opened.url));
  if (opened.format === "jwt") return tokenHolds(opened.token, key, machine);
  const said = opened.said as Said & { "@context": unknown };
  try {
    return saysItPlainly(said) && (await proofHolds(said, opened.proof, key, machine));
  } catch {
    return false; // words that no bundled context explains, or nested deeper than anybody can follow
  }
}

/** When it says it was made; a token and a mark say the day of the certificate, and nothing later. */
function signedAt(opened: Readable): unknown {
  if (opened.format === "mark") return startOf(opened.compact.claims.issuedOn);
  return opened.format === "jwt" ? opened.said["validFrom"] : opened.proof.created;
}

const startOf = (day: string): string => `${day}T00:00:00Z`;

/** A key that somebody else may have had since a day is believed for what says it is older, and that is said. */
function keyFinding({ revoked }: Key, signed: unknown, { milliseconds }: Machine): Finding {
  if (revoked === null) return "ok";
  const before = typeof signed === "string" && milliseconds(signed) < milliseconds(revoked);
  return before ? "compromised-later" : "compromised";
}

type Listed = { issuer: string; entries: z.infer<typeof Content>["credentialStatus"] };
type WhatItSays = Listed & { from: number; until: number | null } & Pick<Checked, "credential" | "claims">;

/** From where on earth a day begins last to where it ends last. */
const MARK_DAY_MS = 36 * 3_600_000;

/** What it says, once it is known who said it; null where it says two things. */
function contentOf(opened: Readable, { issuer }: Key, machine: Machine): WhatItSays | null {
  if (opened.format === "mark") {
    const { claims } = opened.compact;
    const { origin } = new URL(opened.url);
    const entries = PURPOSES.map((purpose) => ({
      type: "BitstringStatusListEntry" as const,
      statusPurpose: purpose,
      statusListIndex: String(claims.place),
      statusListCredential: statusListUrl(origin, claims.list, purpose),
    }));
    const from = machine.milliseconds(startOf(claims.issuedOn));
    // In which zone its days count it does not say: the last place on earth decides.
    const until = claims.validUntil && machine.milliseconds(startOf(claims.validUntil)) + MARK_DAY_MS;
    return { issuer, entries, from: from - 14 * 3_600_000, until: until || null, credential: null, claims };
  }
  const content = Content.safeParse(opened.said);
  if (!content.success || (opened.format === "jwt" && !claimsAgree(opened.said, machine))) return null;
  const { validFrom, validUntil, credentialStatus: entries } = content.data;
  const from = machine.milliseconds(validFrom);
  const until = validUntil === undefined ? null : machine.milliseconds(validUntil);
  return { issuer, entries, from, until, credential: content.data, claims: null };
}

const List = z.object({
  id: text,
  issuer: Issuer,
  validFrom: instant,
  credentialSubject: z.object({ statusPurpose: text, encodedList: z.string().max(MOST_BYTES) }),
});

type Entry = Listed["entries"][number];

async function statusFinding(
  { issuer, entries }: Listed,
  purpose: Purpose,
  trust: Trust,
  machine: Machine,
): Promise<{ found: Finding; asOf: string | null }> {
  const entry = entries.find(({ statusPurpose }) => statusPurpose === purpose);
  const listed = entry && (await readList(issuer, entry, purpose, trust, machine));
  if (!listed) return { found: "unknown-status", asOf: null };
  const { value, asOf } = listed;
  if (value === 0) return { found: "ok", asOf };
  const reason = await readBeside("message", issuer, entries, trust, machine);
  const rest = await readBeside("standing", issuer, entries, trust, machine);
  const because = purpose === "suspension" ? "suspended" : ((reason && reasonOf(reason.value)) ?? "revoked");
  const over = because === "revoked" || because === "suspended";
  return { found: (over && rest && restOf(rest.value)) || because, asOf };
}

/** How long it is believed that a printed end is not the end: nobody without a line is told of the one after it. */
const END_BELIEVED_MS = 7 * 24 * 3_600_000;

/**
 * A printed end that has passed, or is near, is the end unless the register says otherwise: a renewal is being decided, or
 * it was extended. Where no list says so, nobody knows; and one that was made before that end has nothing to say of it yet.
 */
async function endFinding(
  printed: Finding,
  until: number | null,
  { issuer, entries }: Listed,
  at: number,
  trust: Trust,
  machine: Machine,
  isMark: boolean,
): Promise<{ found: Finding; asOf: string | null }> {
  if (printed !== "expired" && printed !== "expires-soon") return { found: printed, asOf: null };
  const listed = await readBeside("period", issuer, entries, trust, machine);
  const said = listed && periodOf(listed.value);
  const asOf = listed?.asOf ?? null;
  // A mark's last day is over in the zone of its scheme before it is over everywhere on earth.
  const endsHere = said === "extended" || (isMark && until !== null && until - at <= MARK_DAY_MS);
  if (printed === "expires-soon") return { found: (endsHere && said) || printed, asOf };
  if (!listed) return { found: "unknown-end", asOf };
  const made = machine.milliseconds(listed.asOf);
  const believed = said === null ? until !== null && made > until : at - made <= END_BELIEVED_MS;
  return { found: believed ? (said ?? printed) : "unknown-end", asOf };
}

/** What a list beside says, which a mark and older credentials do not name. */
function readBeside(
  name: "message" | "period" | "standing",
  issuer: string,
  entries: readonly Entry[],
  trust: Trust,
  machine: Machine,
): Promise<{ value: number; asOf: string } | null> {
  const entry = entries.find(({ statusPurpose }) => statusPurpose === "revocation");
  if (!entry) return Promise.resolve(null);
  const statusListCredential = entry.statusListCredential.replace(/\/revocation$/, `/${name}`);
  return readList(issuer, { ...entry, statusListCredential }, name, trust, machine);
}

/** A list counts when the issuer of the credential has signed it; of several the newest. */
async function readList(
  issuer: string,
  { statusListCredential, statusListIndex }: Entry,
  name: ListName,
  { issuers, statusLists }: Trust,
  machine: Machine,
): Promise<{ value: number; asOf: string } | null> {
  const made = (list: z.infer<typeof List>) => machine.milliseconds(list.validFrom);
  const candidates = statusLists
    .flatMap((value) => {
      const list = List.safeParse(value).data;
      return list?.id === statusListCredential && list.issuer.id === issuer ? [{ value, list }] : [];
    })
    .sort((one, other) => made(other.list) - made(one.list));
  for (const { value: signed, list } of candidates) {
    const opened = openJson(signed);
    if (opened.found !== "ok") continue;
    const signer = await signerAmong(keysOf(opened, issuers), opened, machine);
    if (!signer || keyFinding(signer, list.validFrom, machine) === "compromised") continue;
    const { statusPurpose, encodedList } = list.credentialSubject;
    if (statusPurpose !== purposeOfList(name)) continue;
    const value = await readValue(encodedList, Number(statusListIndex), machine, bitsOf(name));
    if (value !== null) return { value, asOf: list.validFrom };
  }
  return null;
}

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
