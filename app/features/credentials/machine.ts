import type { Crypto } from "./check-pdf.ts";
import type { PublicJwk } from "./did-document.ts";

/** What a check needs of the machine it runs on, a server or a browser: no clock, no network, nothing that is kept. */
export type Machine = Crypto & {
  /** ES256 (both halves one behind the other) or Ed25519, by what the key is for. */
  signed(key: PublicJwk, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>;
  /** RDFC-1.0, by bundled contexts alone. @throws where they do not explain a word. */
  canonize(document: object): Promise<string>;
  /** Of gzip, up to a megabyte. @throws where it is none, or more. */
  unpack(packed: Uint8Array): Promise<Uint8Array>;
  /** Epoch milliseconds of an instant in ISO 8601. */
  milliseconds(instant: string): number;
};
