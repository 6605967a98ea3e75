import { createHash, randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** UUID v7: sorts by time, made by us and never by the database. */
export const newId = (): string => v7();

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/** A secret for a link: 256 bits, safe in a path. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `length` characters of Crockford base 32, five random bits each. */
export const newCode = (length: number): string =>
  Array.from(randomBytes(length), (byte) => CROCKFORD[byte & 31]).join("");
