import { readCertificateCode, readCertificateNumber } from "./certificate-number.ts";

/*
 * What somebody typed into the public check: the code under the QR mark, the number, the address copied whole, or
 * neither. A number that is mistyped is told apart from one that was never issued.
 */

export type CheckQuery =
  { kind: "code"; code: string } | { kind: "number"; number: string } | { kind: "mistyped" | "unreadable" };

/** The code, however it was copied; null where there is none. */
export function readCode(typed: string): string | null {
  const query = readCheckQuery(typed);
  return query.kind === "code" ? query.code : null;
}

export function readCheckQuery(typed: string): CheckQuery {
  const last = typed
    .trim()
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "")
    .replace(/^https?:\/\/.*\/|^.*\/v\//i, "");
  const number = readCertificateNumber(last.replace(/^N(o|°)\.?\s*/i, ""));
  if (number.ok) return { kind: "number", number: number.number };
  if (number.reason === "mistyped") return { kind: "mistyped" };
  const code = readCertificateCode(last);
  return code ? { kind: "code", code } : { kind: "unreadable" };
}
