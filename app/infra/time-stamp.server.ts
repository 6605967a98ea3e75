import { createHash, randomBytes } from "node:crypto";
import { wholeBuffer } from "./sealed-pdf.server.ts";

/* Asks a time-stamp service (RFC 3161) to say when it has seen some bytes. */

const LIMIT_MS = 8_000;
const MOST_BYTES = 64 * 1024;
const SHA256 = "2.16.840.1.101.3.4.2.1";

/** The token. @throws where the service does not answer, or answers something else than was asked. */
export async function askTimeService(url: string, bytes: Uint8Array): Promise<Uint8Array> {
  const [asn1js, pkijs] = await Promise.all([import("asn1js"), import("pkijs")]);
  const hash = createHash("sha256").update(bytes).digest();
  // Its first bit is clear: a number that starts with a set one would be negative.
  const nonce = randomBytes(16);
  nonce[0]! &= 0x7f;
  nonce[0]! |= 0x40;
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new asn1js.OctetString({ valueHex: wholeBuffer(hash) }),
    }),
    nonce: new asn1js.Integer({ valueHex: wholeBuffer(nonce) }),
    certReq: true,
  });
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/timestamp-query" },
    body: request.toSchema().toBER(false),
    signal: AbortSignal.timeout(LIMIT_MS),
    redirect: "error",
  });
  const body = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok || body.length > MOST_BYTES)
    throw new Error(`the time-stamp service answered ${answer.status}`);
  const { status, timeStampToken } = pkijs.TimeStampResp.fromBER(wholeBuffer(body));
  if (
    !timeStampToken ||
    (status.status !== pkijs.PKIStatus.granted && status.status !== pkijs.PKIStatus.grantedWithMods)
  )
    throw new Error(`the time-stamp service refused (${status.status})`);
  const said = stampedBy(pkijs, timeStampToken);
  const sameHash = Buffer.from(said.messageImprint.hashedMessage.valueBlock.valueHexView).equals(hash);
  const sameNonce = said.nonce !== undefined && Buffer.from(said.nonce.valueBlock.valueHexView).equals(nonce);
  if (!sameHash || !sameNonce) throw new Error("the time-stamp service has stamped something else");
  return new Uint8Array(timeStampToken.toSchema().toBER(false));
}

function stampedBy(pkijs: typeof import("pkijs"), token: import("pkijs").ContentInfo) {
  const { encapContentInfo } = new pkijs.SignedData({ schema: token.content });
  return pkijs.TSTInfo.fromBER(encapContentInfo.eContent!.getValue());
}
