import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { readdirSync } from "node:fs";
import { decode, encode } from "cborg";
import fc from "fast-check";
import { expect, test } from "vitest";
import { certificateNumber } from "#app/features/certification/certificate-number.ts";
import {
  claimsOf,
  markOf,
  readCompact,
  writeCompact,
  type CompactClaims,
} from "#app/features/credentials/compact.ts";
import type { AnyFacts } from "#app/features/certification/trainer-facts.ts";
import { FIRST_SCHEMES } from "#app/features/trainers/schemes/first-schemes.ts";
import { qrDots } from "#app/infra/qr-dots.ts";
import { fromBase64url, toBase64url } from "#app/lib/base64url.ts";
import { fromDigits, toDigits } from "#app/lib/digits.ts";

/* What the QR mark carries beside the address. */

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
const URL = "https://passbook.example/v/0123456789ABCDEFGHJKMNPQRS";
const write = (claims: CompactClaims, at = URL) =>
  writeCompact(claims, THUMBPRINT, at, (bytes) => sign(null, bytes, privateKey));
const holds = (text: string, at = URL) => {
  const read = readCompact(text);
  return read !== null && verify(null, read.signedAt(at), publicKey, read.signature);
};

const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) =>
  date.toISOString().slice(0, 10),
); // prettier-ignore
const claims: fc.Arbitrary<CompactClaims> = fc.record({
  kind: fc.constantFrom(
    "achievement",
    "attendance-statement",
    "provisional",
    "master-trainer",
    "facilitator",
  ),
  number: fc.oneof(
    fc.integer({ min: 1, max: 9_999_999 }).map((count) => certificateNumber("2026", count)),
    fc.string({ minLength: 1, maxLength: 20 }),
  ),
  name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  scope: fc.oneof(fc.constantFrom("management-essentials", "fe-facilitator"), fc.string({ maxLength: 30 })),
  issuedOn: day,
  validUntil: fc.option(day),
  list: fc.integer({ min: 1, max: 99 }),
  place: fc.nat(131_071),
});

test("what is written is read back and holds, at the address it is printed at and at no other", () => {
  fc.assert(
    fc.property(claims, (said) => {
      const text = write(said);
      expect(readCompact(text)?.claims).toEqual(said);
      expect(readCompact(text)?.key).toBe(toBase64url(fromBase64url(THUMBPRINT)!.subarray(0, 2)));
      expect(holds(text)).toBe(true);
      expect(holds(text, URL.replace("0123", "0124"))).toBe(false);
    }),
  );
});

test("is a COSE_Sign1 over the Sig_structure of RFC 9052, each byte as put together by hand", () => {
  const text = write({
    kind: "trainer",
    number: certificateNumber("2026", 123),
    name: "Sok Dara",
    scope: "x",
    issuedOn: "2026-11-02",
    validUntil: "2029-12-31",
    list: 1,
    place: 70_000,
  });
  const hex = (of: string | Uint8Array) => Buffer.from(of).toString("hex");
  const key = hex(fromBase64url(THUMBPRINT)!.subarray(0, 2));
  const head = `a2 01 27 04 42 ${key}`; // {alg: EdDSA, kid}
  const payload = `87 04 193026 68 ${hex("Sok Dara")} 61 78 1926ff 192b97 1a00031170`;
  const bytes = Buffer.from(fromDigits(text)!);
  const signature = bytes.subarray(-64);
  const plain = (spaced: string) => spaced.replaceAll(" ", "");
  expect(hex(bytes)).toBe(plain(`84 47 ${head} a0 58 1b ${payload} 58 40 ${hex(signature)}`));
  const signed = plain(`84 6a ${hex("Signature1")} 47 ${head} 58 35 ${hex(URL)} 58 1b ${payload}`);
  expect(verify(null, Buffer.from(signed, "hex"), publicKey, signature)).toBe(true);
});

test("a byte changed anywhere, another spelling, or anything else is not taken", () => {
  fc.assert(
    fc.property(claims, fc.nat(), fc.integer({ min: 1, max: 255 }), (said, at, change) => {
      const bytes = fromDigits(write(said))!;
      bytes[at % bytes.length]! ^= change;
      expect(holds(toDigits(bytes))).toBe(false);
    }),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.uint8Array({ maxLength: 250 }).map(toBase64url),
        fc.bigInt({ min: 1n, max: 10n ** 300n }).map(String),
      ),
      (noise) => {
        expect(readCompact(noise)).toBeNull();
      },
    ),
  );
  const text = write(fc.sample(claims, { numRuns: 1, seed: 1 })[0]!);
  const [head, , payload, signature] = decode(fromDigits(text)!, { useMaps: true }) as Uint8Array[];
  const again = (parts: unknown[]) => readCompact(toBase64url(encode(parts)));
  expect(again([head, new Map(), payload, signature])).not.toBeNull();
  expect(again([head, new Map([[4, 1]]), payload, signature])).toBeNull();
  expect(again([head, new Map(), payload, signature, 1])).toBeNull();
  expect(again([encode(new Map([[1, -7], [4, 1]])), new Map(), payload, signature])).toBeNull(); // prettier-ignore
  // The same map in another order, and an array whose length is said in two bytes.
  const turned = Uint8Array.from([0xa2, 4, 0x44, 1, 2, 3, 4, 1, 0x27]);
  expect(again([turned, new Map(), payload, signature])).toBeNull();
  expect(readCompact(toBase64url(Uint8Array.from([0x98, 4, ...fromDigits(text)!.subarray(1)])))).toBeNull();
});

test("base 64 for addresses: one text for one value, the same as another's hand writes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
  );
  for (const odd of ["A", "AB", "ABC=", "AA+A", "AAAAB"]) expect(fromBase64url(odd), odd).toBeNull();
});

test("a name of any length and script leaves the mark readable: of a long one the beginning is signed", () => {
  const facts = (name: string) =>
    ({
      kind: "achievement",
      number: certificateNumber("2026", 123_456),
      holder: { name },
      issuedOn: "2026-11-02",
    }) as unknown as AnyFacts;
  const own = { scope: "management-essentials", list: 1, place: 100_000 };
  for (const name of ["Sok Dara", "ភ្នំពេញសុខតារា".repeat(9), "தமிழ்ச்செல்வன் ".repeat(8), "မောင်မောင် ".repeat(10)]) {
    const said = claimsOf(facts(name), own);
    const mark = markOf(URL, write(said));
    expect(qrDots(mark, "L").length, name).toBeLessThanOrEqual(53);
    const [, signed = ""] = mark.split("#");
    const read = readCompact(signed)!.claims.name;
    expect(name.startsWith(read.replace(/…$/, ""))).toBe(true);
    expect(holds(signed)).toBe(true);
  }
  const far = `https://${"a".repeat(180)}.example/v/0123456789ABCDEFGHJKMNPQRS`;
  expect(markOf(far, "9".repeat(400))).toBe(far);
});

test("a mark of the first kind, in base 64, is on paper and is read for ever", () => {
  const printed =
    "hEmiAScERJD6yv6gWDKIBIIZB-oYe2hTb2sgRGFyYXRtbXctdm9sdW1lLTEtdHJhaW5lchkm_xkrlwEaAAERcFhA-XNr0pCPbCF_Av-q7K6iiSdgk5H6" +
    "OJGnhFgU4_tY0RFbF51G2k1nyOPapPsGtMyqmEf2rfWUn23Bq0Dagvt9BQ";
  const x = "0EqyMnQrtKs6E2i9RhXk5tAiSrcaAWuvhSCjMsl3hzc";
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const read = readCompact(printed)!;
  expect(read.claims).toEqual({
    kind: "trainer",
    number: certificateNumber("2026", 123),
    name: "Sok Dara",
    scope: "mmw-volume-1-trainer",
    issuedOn: "2026-11-02",
    validUntil: "2029-12-31",
    list: 1,
    place: 70_000,
  });
  expect(verify(null, read.signedAt(URL), key, read.signature)).toBe(true);
});

test("each course and scheme of ours takes a byte: the next ones belong at the end of the list", () => {
  const written = (scope: string) =>
    write({ ...fc.sample(claims, { numRuns: 1, seed: 1 })[0]!, scope }).length;
  const courses = readdirSync("content", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name);
  const schemes = FIRST_SCHEMES.map(({ id }) => id);
  expect(courses.length).toBeGreaterThan(5);
  for (const scope of [...courses, ...schemes]) expect(written(scope), scope).toBeLessThan(written("abc"));
});
