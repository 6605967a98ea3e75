import { createPrivateKey, sign } from "node:crypto";
import { contexts } from "@digitalbazaar/credentials-context";
import { decode } from "cborg";
import { calculateJwkThumbprint, CompactSign } from "jose";
import jsonld from "jsonld";
import { expect, test } from "vitest";
import { LIST_LENGTH, readValue } from "#app/features/credentials/bitstring.ts";
import { signedStructure } from "#app/features/credentials/compact.ts";
import { bytesToSign, canonizing, proofHolds } from "#app/features/credentials/data-integrity.ts";
import type { PublicJwk } from "#app/features/credentials/did-document.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import { base58, readMultikey } from "#app/features/credentials/multikey.ts";
import { tokenHolds } from "#app/features/credentials/token.ts";

/* What the standards print as examples, letter for letter; the vector of Open Badges 3.0 stands in credentials.test.ts. */

test("Bitstring Status List 1.0: the list of its examples, in which nothing is set", async () => {
  const list = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
  const places = [0, 94_567, LIST_LENGTH - 1, LIST_LENGTH];
  expect(await Promise.all(places.map((place) => readValue(list, place, node)))).toEqual([0, 0, 0, null]);
});

test("RFC 7515, A.3: a token by ES256", async () => {
  const key: PublicJwk = {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  };
  const token =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ." +
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  expect(await tokenHolds(token, key, node)).toBe(true);
  expect(await tokenHolds(token.replace("eyJpc3", "eyJpc4"), key, node)).toBe(false);
});

/** The key pair of RFC 8037, A.1, which is that of RFC 8032, 7.1 and of the examples of COSE. */
const OKP: PublicJwk = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const OKP_PRIVATE = createPrivateKey({
  key: { ...OKP, d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" },
  format: "jwk",
});

test("RFC 8037, A.3: the thumbprint by which a key is known", async () => {
  expect(await calculateJwkThumbprint({ ...OKP })).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
});

test("RFC 8037, A.4: a token by Ed25519, made and read", async () => {
  const token =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc." +
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
  const said = new TextEncoder().encode("Example of Ed25519 signing");
  expect(await new CompactSign(said).setProtectedHeader({ alg: "EdDSA" }).sign(OKP_PRIVATE)).toBe(token);
  expect(await tokenHolds(token, OKP, node)).toBe(true);
  expect(await tokenHolds(token.replace("RXhh", "RXhi"), OKP, node)).toBe(false);
});

test("COSE examples, eddsa-sig-01: what is signed of a COSE_Sign1", async () => {
  const message =
    "d28445a201270300a10442313154546869732069732074686520636f6e74656e742e58407142fd2ff96d56db85bee905a76ba1d0b7321a95c8c4" +
    "d3607c5781932b7afb8711497dfa751bf40b58b3bcc32300b1487f3db34085eef013bf08f4a44d6fef0d";
  const untagged = Buffer.from(message, "hex").subarray(1); // tag 18 says that it is one
  const [head, , payload, signature] = decode(untagged, { useMaps: true }) as [Uint8Array, Map<number, unknown>, Uint8Array, Uint8Array]; // prettier-ignore
  const signed = signedStructure(head, new Uint8Array(), payload);
  expect(Buffer.from(signed).toString("hex")).toBe(
    "846a5369676e61747572653145a2012703004054546869732069732074686520636f6e74656e742e",
  );
  expect(Buffer.from(sign(null, signed, OKP_PRIVATE))).toEqual(Buffer.from(signature));
});

test("VC Data Integrity EdDSA 1.0, B.1: eddsa-rdfc-2022, from the document to the proof", async () => {
  const multikey = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
  const examples = "https://www.w3.org/ns/credentials/examples/v2";
  const document = {
    "@context": ["https://www.w3.org/ns/credentials/v2", examples],
    id: "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    type: ["VerifiableCredential", "AlumniCredential"],
    name: "Alumni Credential",
    description: "A minimum viable example of an Alumni Credential.",
    issuer: "https://vc.example/issuers/5678",
    validFrom: "2023-01-01T00:00:00Z",
    credentialSubject: { id: "did:example:abcdefgh", alumniOf: "The School of Examples" },
  };
  const proof = {
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-rdfc-2022",
    created: "2023-02-24T23:36:38Z",
    verificationMethod: `did:key:${multikey}#${multikey}`,
    proofPurpose: "assertionMethod",
  } as const;
  const anyWord = { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } };
  const machine = { ...node, canonize: canonizing(jsonld, new Map([...contexts, [examples, anyWord]])) };
  const signed = await bytesToSign(document, proof, machine);
  expect(Buffer.from(signed).toString("hex")).toBe(
    "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0" +
      "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017",
  );
  const proofValue =
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";
  const key = readMultikey(multikey)!;
  expect(await proofHolds(document, { ...proof, proofValue }, key, machine)).toBe(true);
  const another = { ...document, name: "Another Credential" };
  expect(await proofHolds(another, { ...proof, proofValue }, key, machine)).toBe(false);
  const secret = createPrivateKey({
    key: { ...key, d: "yW756hDF5BTEcXI6_53nLDX6W3D66X6IMuysfS4rjtY" },
    format: "jwk",
  });
  expect(base58(sign(null, signed, secret))).toBe(proofValue);
});
