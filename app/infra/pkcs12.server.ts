import { webcrypto } from "node:crypto";
import { wholeBuffer } from "./sealed-pdf.server.ts";

const KEY_BAG = "1.2.840.113549.1.12.10.1.1";
const SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2";
const CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3";

/** What stands in a PKCS #12 file, as PEM. Old ciphers (RC2, 3DES) are not read: the message says what to do. */
export async function readPkcs12(bytes: Uint8Array, passphrase: string, file: string): Promise<string> {
  const pkijs = await import("pkijs");
  pkijs.setEngine("node", new pkijs.CryptoEngine({ name: "node", crypto: webcrypto as Crypto }));
  const password = wholeBuffer(new TextEncoder().encode(passphrase));
  try {
    const pfx = pkijs.PFX.fromBER(wholeBuffer(bytes));
    await pfx.parseInternalValues({ password, checkIntegrity: true });
    const safe = pfx.parsedValue!.authenticatedSafe!;
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    const bags = safe.parsedValue.safeContents.flatMap(
      ({ value }: { value: import("pkijs").SafeContents }) => value.safeBags,
    );
    const blocks = await Promise.all(bags.map((bag: import("pkijs").SafeBag) => blockOf(bag)));
    return blocks.join("");
  } catch (error) {
    throw new Error(
      `${file} cannot be read with SEAL_PASSPHRASE; it must be encrypted with AES (openssl pkcs12 -export)`,
      { cause: error },
    );
  }

  async function blockOf({ bagId, bagValue }: import("pkijs").SafeBag): Promise<string> {
    if (bagId === CERTIFICATE_BAG) {
      const { parsedValue } = bagValue as import("pkijs").CertBag;
      return pem("CERTIFICATE", (parsedValue as import("pkijs").Certificate).toSchema().toBER(false));
    }
    if (bagId === KEY_BAG)
      return pem("PRIVATE KEY", (bagValue as import("pkijs").PrivateKeyInfo).toSchema().toBER(false));
    if (bagId !== SHROUDED_KEY_BAG) return "";
    const shrouded = bagValue as import("pkijs").PKCS8ShroudedKeyBag;
    await (shrouded as unknown as { parseInternalValues(of: object): Promise<void> }).parseInternalValues({
      password,
    });
    return pem("PRIVATE KEY", shrouded.parsedValue!.toSchema().toBER(false));
  }
}

const pem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString("base64")
    .match(/.{1,64}/g)!
    .join("\n")}\n-----END ${label}-----\n`;
