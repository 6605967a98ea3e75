import fc from "fast-check";
import { expect, test } from "vitest";
import { hoursLines } from "#app/features/certification/transcript.ts";
import { FORMATS } from "#app/features/cohorts/completion.ts";

/* Certificate and transcript name the same hours, and the transcript says how its modules lead to them. */

const rows = [{ minutes: 180 }, { minutes: 90 }];

test.each([
  [
    "standard",
    720,
    [
      ["planned", 270],
      ["attended", 720],
    ],
  ],
  ["distance", 270, [["total", 270]]],
  [
    "blended",
    990,
    [
      ["sessions", 720],
      ["total", 990],
    ],
  ],
] as const)("a %s course of %i minutes", (format, minutes, lines) => {
  expect(hoursLines(rows, { format, minutes }).map((line) => [line.what, line.minutes])).toEqual(lines);
});

test("the last line is what was certified, whatever the format; a blended one adds up to it", () => {
  const minutes = fc.nat(6000);
  fc.assert(
    fc.property(
      fc.constantFrom(...FORMATS),
      fc.array(fc.record({ minutes })),
      minutes,
      (format, modules, inTheRoom) => {
        const ofModules = modules.reduce((sum, module) => sum + module.minutes, 0);
        const certified =
          format === "distance" ? ofModules : inTheRoom + (format === "blended" ? ofModules : 0);
        const lines = hoursLines(modules, { format, minutes: certified });
        expect(lines.at(-1)!.minutes).toBe(certified);
        if (format === "blended") expect(lines[0]!.minutes).toBe(inTheRoom);
      },
    ),
  );
});
