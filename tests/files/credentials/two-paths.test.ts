import fc from "fast-check";
import { expect, test } from "vitest";
import { keyIdOf } from "#app/features/credentials/did-document.ts";
import * as second from "#tests/support/second-path.mjs";
import { check, DID, ec, ecKey, ed, signs, someCredential, tokenOf } from "#tests/support/some-credential.ts";

/*
 * Two code paths, ours and second-path.mjs: each signs and each checks what the other signed, as an embedded proof and as a
 * token. CREDENTIALS=10000 for as many as were asked for (docs/testing.md).
 */

const MANY = Number(process.env["CREDENTIALS"] ?? 20);

const raw = (base64: string | undefined) => Buffer.from(base64!, "base64url");
const [edPrivate, ecPrivate] = [ed, ec].map(({ privateKey }) => privateKey.export({ format: "jwk" }));
const [edSecret, ecSecret] = [raw(edPrivate!.d), raw(ecPrivate!.d)];
const edPublic = raw(edPrivate!.x);
const ecPublic = Buffer.concat([Buffer.of(4), raw(ecPrivate!.x), raw(ecPrivate!.y)]);
const GOOD = ["valid", "expires-soon"];

test("whatever a credential says, two paths sign the same bytes, and each finds good what the other signed", async () => {
  await fc.assert(
    fc.asyncProperty(someCredential, async (credential) => {
      const signed = await signs(credential);
      const { proofValue: _, ...proof } = signed.proof;
      expect(await second.proofHolds(signed, edPublic)).toBe(true);
      // Ed25519 leaves nothing to chance: who signs the same bytes writes the same proof.
      expect(await second.prove(credential, edSecret, proof)).toEqual(signed);
      expect(GOOD).toContain((await check(JSON.stringify(signed))).verdict);

      const token = await tokenOf(credential);
      const payload = second.tokenPayload(token, ecPublic);
      expect(payload).toMatchObject(credential);
      const theirs = second.token(payload!, ecSecret, keyIdOf(DID, ecKey.thumbprint));
      for (const one of [token, theirs]) expect(GOOD).toContain((await check(one)).verdict);
    }),
    { numRuns: MANY },
  );
}, 7_200_000);

test("and neither finds good what was altered, or signed with another key", async () => {
  const [credential] = fc.sample(someCredential, 1);
  const signed = await signs(credential!);
  const altered = { ...signed, name: `${signed.name} ` };
  expect(await second.proofHolds(altered, edPublic)).toBe(false);
  expect((await check(JSON.stringify(altered))).verdict).toBe("altered");
  const { proofValue: _, ...proof } = signed.proof;
  const foreign = await second.prove(credential!, Buffer.alloc(32, 7), proof);
  expect(await second.proofHolds(foreign, edPublic)).toBe(false);
  expect((await check(JSON.stringify(foreign))).verdict).toBe("altered");

  const token = second.token({ ...credential }, Buffer.alloc(32, 7), keyIdOf(DID, ecKey.thumbprint));
  expect(second.tokenPayload(token, ecPublic)).toBeNull();
  expect((await check(token)).verdict).toBe("altered");
});
