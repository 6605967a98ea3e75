import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { calculateJwkThumbprint, exportJWK } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { addProof } from "#app/features/credentials/data-integrity.server.ts";
import { DidDocument, didOf, keyIdOf } from "#app/features/credentials/did-document.ts";
import {
  forgetSigningKeys,
  issuerDid,
  ourDidDocument,
  publishedKey,
  signingKeys,
  type SigningKeys,
} from "#app/features/credentials/issuer-keys.server.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import { multibaseOf, readMultikey } from "#app/features/credentials/multikey.ts";
import { signToken } from "#app/features/credentials/token.server.ts";
import { verifyCredential } from "#app/features/credentials/verify-credential.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { log } from "#app/infra/log.server.ts";
import { someCredential } from "#tests/support/some-credential.ts";

const folder = path.join(env.DATA_DIR, "keys");
const configured = env.ISSUER_KEYS;

beforeEach(forgetSigningKeys);
afterEach(async () => {
  Object.assign(env, { ISSUER_KEYS: configured });
  forgetSigningKeys();
  await rm(folder, { recursive: true, force: true });
});

/** Those of files lie in a folder beside them. */
const keyFiles = async () => (await readdir(folder)).filter((name) => name !== "seal").sort();

const again = () => {
  forgetSigningKeys();
  return signingKeys();
};

describe("keys of the issuer", () => {
  test("are made once, lie where only we may read them, and never in the database", async () => {
    const { EdDSA, ES256 } = await signingKeys();
    expect(await keyFiles()).toEqual([`${EdDSA.thumbprint}.pem`, `${ES256.thumbprint}.pem`].sort());
    for (const name of await keyFiles())
      expect((await stat(path.join(folder, name))).mode & 0o777, name).toBe(0o600);
    const rows = await db.issuerKey.findMany();
    expect(rows).toHaveLength(2);
    for (const { publicJwk } of rows) expect(JSON.parse(publicJwk)).not.toHaveProperty("d");
    const next = await again();
    expect([next.EdDSA.thumbprint, next.ES256.thumbprint]).toEqual([EdDSA.thumbprint, ES256.thumbprint]);
  });

  test("that others may read are read all the same, and the log says so, once for each", async () => {
    const { EdDSA } = await signingKeys();
    const file = path.join(folder, `${EdDSA.thumbprint}.pem`);
    await chmod(file, 0o640);
    const said = vi.spyOn(log, "warn").mockImplementation(() => undefined);
    for (let time = 0; time < 2; time += 1) expect((await again()).EdDSA.thumbprint).toBe(EdDSA.thumbprint);
    const lines = said.mock.calls.map(([fields]) => fields);
    said.mockRestore();
    expect(lines).toEqual([{ file, mode: "640" }]);
  });

  test("are followed by others after a year, and stay published for ever", async () => {
    const first = await signingKeys();
    const thumbprints = [first.EdDSA.thumbprint, first.ES256.thumbprint];
    await db.issuerKey.updateMany({ data: { createdAt: new Date("2020-01-01") } });
    const second = await again();
    expect(thumbprints).not.toContain(second.EdDSA.thumbprint);
    expect(thumbprints).not.toContain(second.ES256.thumbprint);
    await rm(folder, { recursive: true });
    await again();
    const { assertionMethod, id } = await ourDidDocument();
    for (const thumbprint of thumbprints) {
      expect(assertionMethod).toContain(`${id}#${thumbprint}`);
      expect(await publishedKey(thumbprint)).toMatchObject({ kid: thumbprint });
    }
  });

  test("check what they signed, two keys later", async () => {
    const signedWith = async ({ EdDSA, ES256 }: SigningKeys) => {
      const [some] = fc.sample(someCredential, 1);
      const credential = { ...some!, issuer: { ...some!.issuer, id: issuerDid() } };
      const method = (key: { thumbprint: string }) => keyIdOf(issuerDid(), key.thumbprint);
      const proved = await addProof(credential, EdDSA.key, method(EdDSA), "2026-11-02T11:59:00Z");
      return [JSON.stringify(proved), await signToken(credential, ES256.key, method(ES256))];
    };
    const found = async (texts: string[]) => {
      const trust = { issuers: [await ourDidDocument()], statusLists: [] };
      const all = await Promise.all(
        texts.map((text) => verifyCredential(Buffer.from(text), trust, Date.now(), node)),
      );
      return all.map(({ steps }) => steps.find(({ step }) => step === "signature")?.found);
    };
    const first = await signedWith(await signingKeys());
    for (const _ of ["next", "next but one"]) {
      await db.issuerKey.updateMany({ data: { createdAt: new Date("2020-01-01") } });
      await again();
    }
    expect(await db.issuerKey.count()).toBeGreaterThanOrEqual(6);
    expect(await found(first)).toEqual(["ok", "ok"]);
    expect(await found(await signedWith(await signingKeys()))).toEqual(["ok", "ok"]);
    await db.issuerKey.deleteMany({ where: { thumbprint: { not: (await signingKeys()).EdDSA.thumbprint } } });
    expect(await found(first)).toEqual([undefined, undefined]);
  });

  test("of which only half could be written do not stop the next, and none is seen half written", async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "half.tmp"), "-----BEGIN PRIVATE KEY-----\nMC4CAQ");
    const { EdDSA, ES256 } = await signingKeys();
    const names = [`${EdDSA.thumbprint}.pem`, `${ES256.thumbprint}.pem`, "half.tmp"];
    expect(await keyFiles()).toEqual(names.sort());
  });

  test("come from the configuration where it names a folder, which is only read", async () => {
    const given = path.join(env.DATA_DIR, "given");
    Object.assign(env, { ISSUER_KEYS: given });
    await expect(again()).rejects.toThrow(/ENOENT/);
    await mkdir(given);
    const keys = {
      EdDSA: generateKeyPairSync("ed25519"),
      ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
    };
    const pem = (algorithm: keyof typeof keys) =>
      keys[algorithm].privateKey.export({ format: "pem", type: "pkcs8" });
    await writeFile(path.join(given, "signs.pem"), pem("EdDSA"));
    await expect(again()).rejects.toThrow("no P-256 key");
    await writeFile(path.join(given, "tokens.pem"), pem("ES256"));
    const { EdDSA, ES256 } = await again();
    expect(EdDSA.thumbprint).toBe(await calculateJwkThumbprint(await exportJWK(keys.EdDSA.publicKey)));
    expect(ES256.thumbprint).toBe(await calculateJwkThumbprint(await exportJWK(keys.ES256.publicKey)));
    expect((await readdir(given)).sort()).toEqual(["signs.pem", "tokens.pem"]);
    await writeFile(path.join(given, "broken.pem"), "no key at all");
    await expect(again()).rejects.toThrow("broken.pem holds no private key");
    await rm(given, { recursive: true });
  });

  test("are published as did:web of where the site is open, each by what it is for", async () => {
    const { EdDSA, ES256 } = await again();
    const document = await ourDidDocument();
    expect(DidDocument.parse(document)).toMatchObject({ id: didOf(env.PUBLIC_ORIGIN) });
    const methodOf = (thumbprint: string) =>
      document.verificationMethod.find(({ id }) => id === `${document.id}#${thumbprint}`);
    expect(methodOf(EdDSA.thumbprint)).toMatchObject({ type: "Multikey", controller: document.id });
    expect(methodOf(ES256.thumbprint)).toMatchObject({ type: "JsonWebKey", publicKeyJwk: { crv: "P-256" } });
    expect(JSON.stringify(document)).not.toContain('"d"');
    const pem = await readFile(path.join(folder, `${EdDSA.thumbprint}.pem`), "utf8");
    expect(await publishedKey(EdDSA.thumbprint)).toEqual({
      ...(await exportJWK(createPrivateKey(pem))),
      d: undefined,
      kid: EdDSA.thumbprint,
      alg: "EdDSA",
      use: "sig",
    });
    expect(await publishedKey("unknown")).toBeNull();
  });
});

test("did:web names host and port", () => {
  expect(didOf("https://passbook.example")).toBe("did:web:passbook.example");
  expect(didOf("http://localhost:3000")).toBe("did:web:localhost%3A3000");
});

test("a key as the published vector of Open Badges 3.0 writes it", () => {
  const x = Buffer.from("4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5", "hex");
  const jwk = { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") } as const;
  const written = "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi";
  expect(multibaseOf(jwk)).toBe(written);
  expect(readMultikey(written)).toEqual(jwk);
  for (const odd of [
    "",
    "z",
    written.slice(0, -1),
    `${written}1`,
    written.replace("z6", "z7"),
    "z".repeat(5000),
  ])
    expect(readMultikey(odd), odd.slice(0, 60)).toBeNull();
});
