import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ed25519Holds } from "#app/lib/ed25519.ts";

/* Against the vectors of the standard, and against OpenSSL. */

const sha512 = (bytes: Uint8Array) => Promise.resolve(createHash("sha512").update(bytes).digest());
const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

/** RFC 8032, 7.1: public key, message, signature. */
const VECTORS = [
  [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
] as const;

test.each(VECTORS)("the vector of key %s", async (key, message, signature) => {
  const holds = (bytes: string) => ed25519Holds(hex(key), hex(signature), hex(bytes), sha512);
  expect(await holds(message)).toBe(true);
  expect(await holds(`${message}00`)).toBe(false);
});

test("it says what OpenSSL says, of what is whole and of what was changed anywhere", async () => {
  const pairs = Array.from({ length: 3 }, () => generateKeyPairSync("ed25519"));
  const change = fc.record({ at: fc.nat(95), by: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...pairs),
      fc.uint8Array(),
      change,
      async (pair, message, { at, by }) => {
        const bytes = Buffer.concat([
          Buffer.from(pair.publicKey.export({ format: "jwk" }).x!, "base64url"),
          sign(null, message, pair.privateKey),
        ]);
        bytes[at]! ^= by;
        const [x, signature] = [bytes.subarray(0, 32), bytes.subarray(32)];
        const jwk = { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") };
        const said = verify(null, message, createPublicKey({ key: jwk, format: "jwk" }), signature);
        expect(await ed25519Holds(x, signature, message, sha512)).toBe(said);
        if (by === 0) expect(said).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("a second way to write the same signature does not hold", async () => {
  const [key, message, signature] = VECTORS[1];
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const bytes = hex(signature);
  let scalar = bytes.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order;
  for (let at = 32; at < 64; at += 1, scalar >>= 8n) bytes[at] = Number(scalar & 255n);
  expect(await ed25519Holds(hex(key), bytes, hex(message), sha512)).toBe(false);
  expect(await ed25519Holds(hex(key).subarray(1), hex(signature), hex(message), sha512)).toBe(false);
});
