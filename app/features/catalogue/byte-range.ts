/* Which part of a file is asked for (RFC 9110, 14): one range at a time; players ask for no more. */

export type ByteRange = { start: number; end: number };

/** The part, "whole" when the header is absent or not ours to understand, null when there is no such part. */
export function byteRange(header: string | null, bytes: number): ByteRange | "whole" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "") {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? null : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== "" && Number(last) < start) return "whole";
  return start < bytes ? { start, end } : null;
}
