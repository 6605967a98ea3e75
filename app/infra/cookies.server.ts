import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "./env.server.ts";

export const secureCookies = env.PUBLIC_ORIGIN.startsWith("https:");

/** One cookie of a header, by hand: library readers throw on another site's malformed value. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

export function cookie(
  name: string,
  value: string,
  { maxAge, httpOnly = true }: { maxAge?: number; httpOnly?: boolean } = {},
): string {
  const parts = [`${name}=${value}`, "Path=/", "SameSite=Lax"];
  if (httpOnly) parts.push("HttpOnly");
  if (secureCookies) parts.push("Secure");
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`);
  return parts.join("; ");
}

const mac = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** `text.signature`; the text stays readable. */
export const sign = (secret: string, text: string): string => `${text}.${mac(secret, text)}`;

/** The text of a signed value, or null when it was not signed by us. */
export function unsign(secret: string, signed: string | null): string | null {
  if (!signed) return null;
  const at = signed.lastIndexOf(".");
  if (at < 0) return null;
  const text = signed.slice(0, at);
  const expected = Buffer.from(mac(secret, text));
  const given = Buffer.from(signed.slice(at + 1));
  return expected.length === given.length && timingSafeEqual(expected, given) ? text : null;
}
