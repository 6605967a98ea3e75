import { expect, test } from "vitest";
import { longestBody } from "#app/lib/body-limit.ts";

const MEGABYTE = 1024 * 1024;

test.each([
  "/me/name",
  "/cohorts/1/attendance/2/pages",
  "/cohorts/1/calendar/2/files",
  "/candidacies/new",
  "/candidacies/1",
  "/candidates/1",
  "/me/certifications/1/renewal",
  "/certifications/1",
  "/certifications/1/renewal",
  "/script-pages/1",
  "/licences/1/mmw-licence",
])("%s takes a paper of ten megabytes, with a script and without", (path) => {
  for (const address of [path, `${path}.data`]) expect(longestBody(address)).toBeGreaterThan(20 * MEGABYTE);
});

test.each(["/sign-in", "/me/name/more", "/candidates", "/certifications", "/licences/1", "/x/me/name"])(
  "%s takes a form",
  (path) => expect(longestBody(path)).toBe(MEGABYTE),
);

test("a file to be checked has five megabytes, and the form around it", () => {
  for (const address of ["/v/file", "/v/file.data"]) expect(longestBody(address)).toBe(5 * MEGABYTE + 4096);
  expect(longestBody("/v/list")).toBe(MEGABYTE);
});
