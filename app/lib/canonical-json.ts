/**
 * One text for one value (RFC 8785): keys sorted, no white space, absent members left out. Frozen facts are
 * stored and hashed in this form, so the order in which an object was built never changes its hash.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "string") return canonicalString(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (isPlainObject(value)) return canonicalObject(value);
  throw new TypeError(`canonicalJson cannot write ${Object.prototype.toString.call(value)}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`canonicalJson cannot write ${value}`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  // Half a surrogate pair has no UTF-8 form, so two programs would hash it differently.
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("canonicalJson cannot write half a character");
  return JSON.stringify(value);
}

function canonicalObject(value: Record<string, unknown>): string {
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byCodeUnit)
    .map((key) => `${canonicalString(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
