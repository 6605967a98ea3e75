import { expect, test } from "vitest";
import { Hundredths } from "#app/lib/hundredths.ts";

test.each([
  ["72.5", 7250],
  ["3,75", 375],
  ["0", 0],
  ["100", 10_000],
  ["72.55", 7255],
  ["", null],
  [" ", null],
  ["-1", null],
  ["1e2", null],
  ["72.555", null],
  ["100.01", null],
])("%j is %j", (typed, kept) => {
  const read = Hundredths(0, 100).safeParse(typed);
  expect(read.success ? read.data : null).toBe(kept);
});
