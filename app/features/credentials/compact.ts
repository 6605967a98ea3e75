import { decode, encode } from "cborg";
import { certificateNumber, readCertificateNumber } from "#app/features/certification/certificate-number.ts";
import { shortName } from "#app/features/certification/short-name.ts";
import { isUnderScheme, type PrintedFacts } from "#app/features/certification/licence-facts.ts";
import { fromBase64url, toBase64url } from "#app/lib/base64url.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { fromDigits, toDigits } from "#app/lib/digits.ts";
import { LIST_LENGTH } from "./bitstring.ts";

/*
 * The little that a QR mark can hold, signed: what is printed beside it and the place in the lists of states, as CBOR in a
 * COSE_Sign1 (RFC 9052, EdDSA) behind the "#" of the printed address. So a phone without a line can compare paper and
 * signature, and no server is sent what stands there. The address itself is signed along without being said twice.
 *
 * It is written as one long number: a mark packs digits closer than letters. The first marks were in base 64 and said
 * some things at greater length; they are on paper, and are read for ever.
 */

export type CompactClaims = {
  kind: PrintedFacts["kind"];
  number: string;
  /** As printed, so that a mark cannot be put on somebody else's paper; of a long one its beginning, and "…". */
  name: string;
  /** Of the course or the scheme. */
  scope: string;
  issuedOn: CalendarDay;
  validUntil: CalendarDay | null;
  list: number;
  place: number;
};

export type Compact = {
  claims: CompactClaims;
  /** The beginning of the thumbprint of the key, base64url. */
  key: string;
  /** What was signed, if it is printed at this address. */
  signedAt: (verifyUrl: string) => Uint8Array;
  signature: Uint8Array;
};

const ALGORITHM = 1;
const KEY_ID = 4;
const EDDSA = -8;
/** Whoever checks knows a few keys, and tries those that begin so. */
const KEY_BYTES = 2;
const MOST_KEY_BYTES = 4;

/** Added to at the end only: what is printed counts on the places. */
const KINDS = [
  "achievement",
  "participation",
  "attendance-statement",
  "provisional",
  "trainer",
  "master-trainer",
  "facilitator",
  "national-trainer",
  "licence",
] as const satisfies readonly PrintedFacts["kind"][];

/** Courses and schemes of ours, said in a byte; added to at the end only. Of others the mark has the name. */
const SCOPES = [
  "management-essentials",
  "managing-for-results",
  "financial-education-for-clients",
  "talking-money-with-clients",
  "talking-money-two-days",
  "beyond-the-first-loan",
  "observing-and-coaching",
  "training-of-trainers",
  "trainers-refresher",
  "refresher-our-weakest-items",
  "refresher-what-officers-forget",
  "mmw-volume-1-trainer",
  "mmw-volume-1-language",
  "mmw-volume-1-extension",
  "mmw-volume-2-trainer",
  "mmw-volume-2-language",
  "mmw-volume-2-extension",
  "mmw-master-trainer",
  "fe-facilitator",
  "fe-national-trainer",
  "mmw-licence",
  "fe-licence",
];

export function claimsOf(
  facts: PrintedFacts,
  { scope, list, place }: Pick<CompactClaims, "scope" | "list" | "place">,
): CompactClaims {
  const { kind, number, holder } = facts;
  const period = isUnderScheme(facts) ? facts : null;
  const validUntil = period?.validUntil ?? null;
  // There is one day in it: of one that was issued before its first day, that.
  const issuedOn = period && period.validFrom > facts.issuedOn ? period.validFrom : facts.issuedOn;
  return { kind, number, name: shortName(holder.name), scope, issuedOn, validUntil, list, place };
}

/** In bits: what fits 61 modules, the most that were read from our paper out of focus (docs/decisions/0048). */
const MOST_IN_MARK = 8 * 319;

/** The mark: signed where that can be read, else the address alone. */
export function markOf(verifyUrl: string, signed: string): string {
  const bits = 8 * (verifyUrl.length + 1) + (10 / 3) * signed.length;
  return bits <= MOST_IN_MARK ? `${verifyUrl}#${signed}` : verifyUrl;
}

/** @param sign Ed25519 over the bytes it is given. */
export function writeCompact(
  claims: CompactClaims,
  thumbprint: string,
  verifyUrl: string,
  sign: (bytes: Uint8Array) => Uint8Array,
): string {
  const key = fromBase64url(thumbprint)!.subarray(0, KEY_BYTES);
  const head = encode(new Map<number, unknown>([[ALGORITHM, EDDSA], [KEY_ID, key]])); // prettier-ignore
  const payload = encode(fieldsOf(claims));
  const signature = sign(toSign(head, payload, verifyUrl));
  return toDigits(encode([head, new Map(), payload, signature]));
}

/** What it says, believed by nobody yet; null when it is none of ours. Whatever the text is, it does not throw. */
export function readCompact(text: string): Compact | null {
  if (text.length > 600) return null;
  const parts = decodeStrictly(fromDigits(text) ?? fromBase64url(text));
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [head, open, payload, signature] = parts as unknown[];
  if (!isBytes(head) || !isBytes(payload) || !isBytes(signature) || signature.length !== 64) return null;
  if (!(open instanceof Map) || open.size > 0) return null;
  const said = decodeStrictly(head);
  if (!(said instanceof Map) || said.size !== 2 || said.get(ALGORITHM) !== EDDSA) return null;
  const key: unknown = said.get(KEY_ID);
  const claims = readFields(decodeStrictly(payload));
  if (!isBytes(key) || key.length < KEY_BYTES || key.length > MOST_KEY_BYTES || !claims) return null;
  const signedAt = (verifyUrl: string) => toSign(head, payload, verifyUrl);
  return { claims, key: toBase64url(key), signedAt, signature };
}

const toSign = (head: Uint8Array, payload: Uint8Array, verifyUrl: string): Uint8Array =>
  signedStructure(head, new TextEncoder().encode(verifyUrl), payload);

/** Sig_structure of RFC 9052, 4.4. */
export const signedStructure = (head: Uint8Array, besides: Uint8Array, payload: Uint8Array): Uint8Array =>
  encode(["Signature1", head, besides, payload]);

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────

const fieldsOf = ({ kind, number, name, scope, issuedOn, validUntil, list, place }: CompactClaims) => [
  KINDS.indexOf(kind),
  shortNumber(number),
  name,
  shortScope(scope),
  shortDay(issuedOn),
  validUntil && shortDay(validUntil),
  list * LIST_LENGTH + place,
];

function readFields(fields: unknown): CompactClaims | null {
  if (!Array.isArray(fields) || fields.length < 7 || fields.length > 8) return null;
  const [kindAt, shortened, name, saidScope, from, until, ...where] = fields as unknown[];
  const kind = isCount(kindAt) ? KINDS[kindAt] : undefined;
  const number = longNumber(shortened);
  const scope = isCount(saidScope) ? SCOPES[saidScope] : saidScope;
  const issuedOn = longDay(from);
  const validUntil = until === null ? null : longDay(until);
  const listed = readPlace(where);
  if (!kind || !number || !issuedOn || validUntil === undefined || !listed) return null;
  if (typeof name !== "string" || typeof scope !== "string") return null;
  return { kind, number, name, scope, issuedOn, validUntil, ...listed };
}

/** Once two fields, now one. */
function readPlace([first, second]: unknown[]): Pick<CompactClaims, "list" | "place"> | null {
  if (!isCount(first)) return null;
  if (second === undefined) return { list: Math.floor(first / LIST_LENGTH), place: first % LIST_LENGTH };
  return isCount(second) ? { list: first, place: second } : null;
}

function shortScope(scope: string): number | string {
  const known = SCOPES.indexOf(scope);
  return known === -1 ? scope : known;
}

/** Year and count say all of a number: its check character follows. */
function shortNumber(number: string): number | string {
  const [, year, count] = /^PB-20(\d\d)-(\d{6,12})-.$/.exec(number) ?? [];
  const short = Number(count) * 100 + Number(year);
  return longNumber(short) === number ? short : number;
}

/** In the first marks year and count were said one after the other. */
function longNumber(short: unknown): string | null {
  if (typeof short === "string") return short;
  const [year, count] = isCount(short) ? [2000 + (short % 100), Math.floor(short / 100)] : pairOf(short);
  if (year === undefined || count === undefined) return null;
  const read = readCertificateNumber(certificateNumber(String(year).padStart(4, "0"), count));
  return read.ok ? read.number : null;
}

const pairOf = (value: unknown): number[] =>
  Array.isArray(value) && value.length === 2 && value.every(isCount) ? value : [];

/** Days of 31 a month and 12 months a year: no calendar is needed to write them or to read them. */
function shortDay(day: CalendarDay): number {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return (year - 2000) * 372 + (month - 1) * 31 + date - 1;
}

function longDay(short: unknown): CalendarDay | undefined {
  if (!isCount(short) || short >= 100 * 372) return undefined;
  const two = (value: number) => String(value).padStart(2, "0");
  return `20${two(Math.floor(short / 372))}-${two(Math.floor((short % 372) / 31) + 1)}-${two((short % 31) + 1)}`;
}

// ── CBOR ────────────────────────────────────────────────────────────────────────────────────────────

const STRICT = {
  strict: true,
  useMaps: true,
  rejectDuplicateMapKeys: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
};

/** Only what is written as we would write it: one value has one spelling. */
function decodeStrictly(bytes: Uint8Array | null): unknown {
  if (!bytes) return null;
  try {
    const value: unknown = decode(bytes, STRICT);
    return toBase64url(encode(value)) === toBase64url(bytes) ? value : null;
  } catch {
    return null;
  }
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0;
