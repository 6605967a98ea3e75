import { encode } from "uqr";

/** A QR code with its quiet zone as one path on a grid of `size` by `size`. */
export function qrCode(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((each, x) => (each ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: dark.join(""), size };
}
