import { expect, test } from "vitest";
import { srgbProfile } from "#app/lib/srgb-profile.ts";

/* What ICC.1 asks of a profile's frame; whether its colours are sRGB, a colour engine judges (sealed-pdf's tests). */

test("the profile is as long as it says, and each of its parts lies in it on a whole four bytes", () => {
  const profile = srgbProfile();
  const view = new DataView(profile.buffer);
  const letters = (at: number) => String.fromCharCode(...profile.subarray(at, at + 4));
  expect(view.getUint32(0)).toBe(profile.length);
  expect([letters(12), letters(16), letters(20), letters(36)]).toEqual(["mntr", "RGB ", "XYZ ", "acsp"]);
  const tags = Array.from({ length: view.getUint32(128) }, (_, tag) => 132 + 12 * tag);
  expect(tags.map(letters).sort()).toEqual(
    ["desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"].sort(),
  );
  for (const tag of tags) {
    const [start, length] = [view.getUint32(tag + 4), view.getUint32(tag + 8)];
    expect(start % 4, letters(tag)).toBe(0);
    expect(start + length, letters(tag)).toBeLessThanOrEqual(profile.length);
    expect(["mluc", "XYZ ", "sf32", "para"]).toContain(letters(start));
  }
});

test("its three colours together are the white of paper", () => {
  const view = new DataView(srgbProfile().buffer);
  const xyz = (name: string) => {
    const tag = Array.from({ length: 10 }, (_, index) => 132 + 12 * index).find(
      (at) => String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte))) === name,
    )!;
    const start = view.getUint32(tag + 4) + 8;
    return [0, 4, 8].map((byte) => view.getInt32(start + byte) / 65_536);
  };
  const [red, green, blue, white] = ["rXYZ", "gXYZ", "bXYZ", "wtpt"].map(xyz);
  for (const axis of [0, 1, 2])
    expect(red![axis]! + green![axis]! + blue![axis]!).toBeCloseTo(white![axis]!, 3);
});
