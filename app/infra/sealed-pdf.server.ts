import { createHash, randomBytes, webcrypto } from "node:crypto";
import type { PDFDocument, PDFRef } from "pdf-lib";
import { log } from "./log.server.ts";
import { sharedMemory } from "./shared-memory.server.ts";
import { shortenProfile } from "./output-intent.server.ts";
import { tagPdf } from "./tagged-pdf.server.ts";

/*
 * A PDF with something attached and one signature over all of it (PAdES B-B; B-T where a time-stamp service answers).
 * Import this file when something is to be sealed: the libraries behind it are large.
 */

/** What a file is signed with: a private key in PKCS #8, and its certificate in DER before those that vouch for it. */
export type SealingKey = { key: Uint8Array; chain: Uint8Array[] };

export type Seal = {
  with: SealingKey;
  at: Date;
  /** Who signs and where they are found; ASCII, for readers that know nothing else there. */
  name: string;
  contact: string;
  attachment: { name: string; type: string; description: string; bytes: Uint8Array } | null;
  /** Of a time-stamp service (RFC 3161). */
  timeService?: string | undefined;
};

export async function sealPdf(pdf: Uint8Array, seal: Seal): Promise<Uint8Array> {
  const [{ PDFDocument }, { pdflibAddPlaceholder }, { SignPdf }, utils] = await Promise.all([
    import("pdf-lib"),
    import("@signpdf/placeholder-pdf-lib"),
    import("@signpdf/signpdf"),
    import("@signpdf/utils"),
  ]);
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  await tagPdf(document);
  await shortenProfile(document);
  if (seal.attachment) await attach(document, seal.attachment, seal.at);
  const room = seal.timeService ? await roomForStamp(seal.timeService) : 0;
  pdflibAddPlaceholder({
    pdfDoc: document,
    reason: "Issued",
    contactInfo: seal.contact,
    name: seal.name,
    location: "",
    signingTime: seal.at,
    signatureLength: 2 * (roomFor(seal) + room),
    subFilter: utils.SUBFILTER_ETSI_CADES_DETACHED,
  });
  // Small objects are packed together; signature and attachment are none, and stand where pdf-envelope.ts reads them.
  const prepared = await document.save({ useObjectStreams: true, updateFieldAppearances: false });
  class Cades extends utils.Signer {
    override sign(signed: Buffer): Promise<Buffer> {
      return signCades(signed, seal, room);
    }
  }
  return new SignPdf().sign(Buffer.from(prepared), new Cades());
}

/** In bytes: the certificates and the rest of a signature. */
const roomFor = ({ with: { chain } }: Seal): number =>
  chain.reduce((sum, { length }) => sum + length, 0) + 768 + 64 * chain.length;

/** As it is, not packed: whoever checks the file finds it without unpacking what a stranger has packed. */
async function attach(document: PDFDocument, file: NonNullable<Seal["attachment"]>, at: Date) {
  const { AFRelationship, PDFHexString, PDFName, PDFString } = await import("pdf-lib");
  const { context, catalog } = document;
  const stream = context.register(
    context.stream(file.bytes, {
      Type: "EmbeddedFile",
      Subtype: file.type,
      Params: { Size: file.bytes.length, ModDate: PDFString.fromDate(at) },
    }),
  );
  const specification: PDFRef = context.register(
    context.obj({
      Type: "Filespec",
      F: PDFString.of(file.name),
      UF: PDFHexString.fromText(file.name),
      Desc: PDFHexString.fromText(file.description),
      EF: { F: stream, UF: stream },
      AFRelationship: AFRelationship.Data,
    }),
  );
  const names = context.obj({ Names: [PDFHexString.fromText(file.name), specification] });
  catalog.set(PDFName.of("Names"), context.obj({ EmbeddedFiles: names }));
  catalog.set(PDFName.of("AF"), context.obj([specification]));
}

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timeStampToken: "1.2.840.113549.1.9.16.2.14",
};

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** A detached signature as PAdES wants it: it names its certificate, and all it brings along, by their hashes. */
async function signCades(
  signed: Uint8Array,
  { with: { key, chain }, timeService }: Seal,
  room: number,
): Promise<Buffer> {
  const [asn1js, pkijs] = await Promise.all([import("asn1js"), import("pkijs")]);
  pkijs.setEngine("node", new pkijs.CryptoEngine({ name: "node", crypto: webcrypto as Crypto }));
  const { OctetString, ObjectIdentifier, Sequence } = asn1js;
  const octets = (bytes: Uint8Array) => new OctetString({ valueHex: wholeBuffer(bytes) });
  const attribute = (type: string, value: object) => new pkijs.Attribute({ type, values: [value] });

  const certificates = chain.map((der) => pkijs.Certificate.fromBER(wholeBuffer(der)));
  const [own] = certificates;
  if (!own) throw new Error("nothing to seal with");
  const named = chain.map((der) => new Sequence({ value: [octets(sha256(der))] }));
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(OID.contentType, new ObjectIdentifier({ value: OID.data })),
        attribute(OID.messageDigest, octets(sha256(signed))),
        attribute(OID.signingCertificateV2, new Sequence({ value: [new Sequence({ value: named })] })),
      ],
    }),
  });
  const cms = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    signerInfos: [signer],
    certificates,
  });
  await cms.sign(await importKey(key, own), 0, "SHA-256");
  if (timeService && room > 0) {
    const signature = new Uint8Array(signer.signature.valueBlock.valueHexView);
    const token = await timeStamp(timeService, signature, room);
    if (token)
      signer.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
        type: 1,
        attributes: [attribute(OID.timeStampToken, asn1js.fromBER(wholeBuffer(token)).result)],
      });
  }
  const content = new pkijs.ContentInfo({ contentType: OID.signedData, content: cms.toSchema(true) });
  return Buffer.from(content.toSchema().toBER(false));
}

/** Where one was out, the next file does not wait for it again. */
const REST_MS = 5 * 60_000;
const MOST_STAMP_BYTES = 10_240;
/** A stamp's number and time are written longer or shorter, and what it is put in has a frame. */
const SLACK = 192;

/** What is known of the service of the day: which it is, how long its stamps are (0: not known), until when it is left alone. */
const known = new Float64Array(sharedMemory, 0, 3);
const [WHICH, ROOM, RESTS_UNTIL] = [0, 1, 2];
const rests = (): boolean => Date.now() < known[RESTS_UNTIL]!;
const nameOf = (url: string): number => createHash("sha256").update(url).digest().readUIntBE(0, 6);

/**
 * The place for a stamp is made before there is a signature, and twice as much in the file, in hexadecimal: so no more
 * than this service needs, which it is asked once. 0: it is out.
 */
async function roomForStamp(url: string): Promise<number> {
  if (rests()) return 0;
  if (known[WHICH] !== nameOf(url) || known[ROOM] === 0) {
    const token = await timeStamp(url, randomBytes(64), MOST_STAMP_BYTES);
    known[WHICH] = nameOf(url);
    known[ROOM] = token ? token.length + SLACK : 0;
  }
  return known[ROOM]!;
}

/** Nobody waits for a paper because a service of others is out: without its word the signature is as good as before. */
async function timeStamp(url: string, signature: Uint8Array, room: number): Promise<Uint8Array | null> {
  if (rests()) return null;
  try {
    const { askTimeService } = await import("./time-stamp.server.ts");
    const token = await askTimeService(url, signature);
    if (token.length <= room - SLACK / 2) return token;
    known[ROOM] = 0; // it has other certificates than before: a later file makes room for those
    throw new Error(`a time stamp of ${token.length} bytes is too large`);
  } catch (error) {
    known[RESTS_UNTIL] = Date.now() + REST_MS;
    log.warn({ err: error }, "no time stamp");
    return null;
  }
}

/** Asked again at once. */
export const forgetTimeService = (): void => void known.fill(0);

const RSA = "1.2.840.113549.1.1.1";

function importKey(
  key: Uint8Array,
  { subjectPublicKeyInfo }: import("pkijs").Certificate,
): Promise<CryptoKey> {
  const algorithm =
    subjectPublicKeyInfo.algorithm.algorithmId === RSA
      ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
      : { name: "ECDSA", namedCurve: "P-256" };
  return webcrypto.subtle.importKey("pkcs8", key, algorithm, false, ["sign"]);
}

/** These libraries take the buffer behind a view for the view. */
export const wholeBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
