/*
 * Whether an Ed25519 signature holds (RFC 8032, 5.1.7), for browsers that cannot say. Only what everybody may read goes in,
 * so it need not take the same time for each. It holds where OpenSSL says so: the point it comes to is written as R is.
 */

const P = 2n ** 255n - 19n;
/** The order of the base point. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (value: bigint): bigint => ((value % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base; exponent > 0n; exponent >>= 1n, square = mod(square * square))
    if (exponent & 1n) result = mod(result * square);
  return result;
}

const inverse = (value: bigint): bigint => power(value, P - 2n);

const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Extended coordinates: x = X / Z, y = Y / Z, x y = T / Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];
const NEUTRAL: Point = [0n, 1n, 1n, 0n];

function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar: bigint, point: Point): Point {
  let sum = NEUTRAL;
  for (let double = point; scalar > 0n; scalar >>= 1n, double = add(double, double))
    if (scalar & 1n) sum = add(sum, double);
  return sum;
}

/** The last byte first. */
const numberOf = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);

const SIGN = 1n << 255n;

/** Null for what is no point of the curve, or not written in its one way. */
function readPoint(bytes: Uint8Array): Point | null {
  const written = numberOf(bytes);
  const y = written & (SIGN - 1n);
  if (y >= P) return null;
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
  const root = power(square, (P + 3n) / 8n);
  const x = [root, mod(root * ROOT_OF_MINUS_ONE)].find((one) => mod(one * one) === square);
  const odd = (written & SIGN) === 0n ? 0n : 1n;
  if (x === undefined || (x === 0n && odd === 1n)) return null;
  const signed = (x & 1n) === odd ? x : P - x;
  return [signed, y, 1n, mod(signed * y)];
}

/** As `numberOf` reads it. */
function writtenAs([x, y, z]: Point): bigint {
  const [affineX, affineY] = [mod(x * inverse(z)), mod(y * inverse(z))];
  return affineY | (affineX & 1n ? SIGN : 0n);
}

const BASE = readPoint(Uint8Array.of(0x58, ...Array<number>(31).fill(0x66)))!;

export async function ed25519Holds(
  publicKey: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
  sha512: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const [r, s] = [signature.subarray(0, 32), numberOf(signature.subarray(32))];
  const key = readPoint(publicKey);
  if (!key || s >= L) return false;
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(r);
  hashed.set(publicKey, 32);
  hashed.set(message, 64);
  const challenge = numberOf(await sha512(hashed)) % L;
  const [x, y, z, t] = key;
  const point = add(times(s, BASE), times(challenge, [mod(-x), y, z, mod(-t)]));
  return writtenAs(point) === numberOf(r);
}
