import { expect, test } from "vitest";
import { isCourseOf } from "#app/features/trainers/schemes/courses.ts";
import { deliveriesUnder } from "#app/features/trainers/renewal/renewal-file.ts";
import { FIRST_SCHEMES, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { NO_WORK } from "#tests/support/renewal-work.ts";

const [FIRST, SECOND, LOCAL] = ["managing-for-results", "beyond-the-first-loan", "our-own-course"];

test.each<[string, string[]]>([
  ["mmw-volume-1-trainer", [FIRST, LOCAL]],
  ["mmw-volume-1-language", [FIRST, LOCAL]],
  ["mmw-volume-1-extension", [FIRST, LOCAL]],
  ["mmw-volume-2-trainer", [SECOND, LOCAL]],
  ["mmw-volume-2-language", [SECOND, LOCAL]],
  ["mmw-volume-2-extension", [SECOND, LOCAL]],
  ["mmw-master-trainer", [FIRST, SECOND, LOCAL]],
])("%s is about its own volume", (id, courses) => {
  const scheme = FIRST_SCHEMES.find((one) => one.id === id)!;
  expect([FIRST, SECOND, LOCAL].filter((course) => isCourseOf(scheme, course))).toEqual(courses);
});

test("a version that names its courses is about those and no others", () => {
  const named = readScheme(writeScheme({ ...TRAINER_SCHEME, courses: [LOCAL] }));
  expect([FIRST, SECOND, LOCAL].filter((course) => isCourseOf(named, course))).toEqual([LOCAL]);
  expect(() => writeScheme({ ...TRAINER_SCHEME, courses: [] })).toThrow();
});

test("R1: having led the other volume renews nothing", () => {
  const led = (courseId: string) => ({
    courseId,
    asLead: true,
    on: "2026-01-10",
    verified: true,
    modulesLed: 6,
    reportFiled: true,
    reportOwed: "2026-01-10",
    training: false,
    responses: 5,
    marks: 2000,
  });
  const work = { ...NO_WORK, deliveries: [led(FIRST), led(SECOND), led(LOCAL)] };
  const counted = (id: string) =>
    deliveriesUnder(
      FIRST_SCHEMES.find((scheme) => scheme.id === id)!,
      work,
    ).length;
  expect([counted("mmw-volume-1-trainer"), counted("mmw-master-trainer")]).toEqual([2, 3]);
});
