import { qrDots } from "#app/infra/qr-dots.ts";

const QUIET = 4;

/** A QR code with its quiet zone as one path on a grid of `size` by `size`. */
export function qrCode(text: string): { path: string; size: number } {
  const dots = qrDots(text, "M");
  const dark = dots.flatMap((row, y) =>
    row.flatMap((each, x) => (each ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return { path: dark.join(""), size: dots.length + 2 * QUIET };
}
