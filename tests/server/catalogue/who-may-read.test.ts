import { beforeAll, expect, test } from "vitest";
import { findPreviewVersion } from "#app/features/catalogue/course-pages.server.ts";
import { findFile } from "#app/features/catalogue/find-file.server.ts";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { db } from "#app/infra/db.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Grant, Role, ScopeKind } from "#app/lib/actor.ts";
import { changed, COURSE, writeCourse } from "#tests/support/courseware.ts";
import { enrolLearner, makeCohort } from "#tests/support/learning-fixture.ts";

let older: string;
let newer: string;
let cohortId: string;

const versionOf = async (version: string) => {
  const outcome = await importCourse(
    await writeCourse(changed("course.yaml", '"1.0"', `"${version}"`)),
    COURSE,
  );
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.versionId;
};

const actor = (grants: Grant[], permission: Permission, personId = newId()): Actor => ({
  personId,
  name: "Somebody",
  grants,
  reach: reachOf(grants, permission),
  requestId: "test",
  timeZone: "UTC",
  locale: "en",
});
const grant = (role: Role, kind: ScopeKind, id = ""): Grant => ({ role, scope: { kind, id } });

beforeAll(async () => {
  older = await versionOf("1.0");
  newer = await versionOf("1.1");
  cohortId = await makeCohort(older);
});

test.each<[string, () => Grant, boolean, boolean]>([
  ["an administrator of everything", () => grant("cohort-administrator", "all"), true, true],
  ["a training head", () => grant("training-head", "organisation", "any"), true, true],
  ["staff of the programme", () => grant("certification-officer", "programme", "management"), true, true],
  ["staff of another programme", () => grant("auditor", "programme", "financial-education"), false, false],
  ["a trainer of the cohort", () => grant("trainer", "cohort", cohortId), true, false],
  ["a trainer of another cohort", () => grant("trainer", "cohort", "other"), false, false],
])(
  "%s previews what their reach covers, and only the version asked for",
  async (_, own, seesOlder, seesNewer) => {
    const staff = actor([own()], "preview:courses");
    expect((await findPreviewVersion(staff, older))?.id).toBe(seesOlder ? older : undefined);
    expect((await findPreviewVersion(staff, newer))?.id).toBe(seesNewer ? newer : undefined);
    expect(await findPreviewVersion(staff, newId())).toBeNull();
  },
);

const sheet = (versionId: string) => ({ versionId, moduleId: "first", path: "files/sheet.csv" });
const workbook = (versionId: string) => ({
  versionId,
  moduleId: "first",
  path: "sheets/watch-list.en.xlsx",
});
const drawing = (versionId: string) => ({ versionId, moduleId: "first", path: "figures/line.svg" });

test("a learner fetches the downloads of their own version only", async () => {
  const { personId } = await enrolLearner(older, cohortId);
  const reader = actor([], "learn:own-courses", personId);
  expect(await findFile(reader, sheet(older))).toMatchObject({ bytes: 17 });
  expect(await findFile(reader, sheet(newer))).toBeNull();
  expect(await findFile(actor([], "learn:own-courses"), sheet(older))).toBeNull();
});

test("the files of a tool are made for who may fetch its version's downloads, in the languages there are", async () => {
  const { personId } = await enrolLearner(older, cohortId);
  const reader = actor([], "learn:own-courses", personId);
  const made = await findFile(reader, workbook(older));
  expect(made?.mediaType).toContain("spreadsheetml");
  const bytes = await readStoredFile(made!.sha256);
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  expect(bytes).toHaveLength(made!.bytes);
  expect(await findFile(reader, workbook(newer))).toBeNull();
  expect(await findFile(null, workbook(older))).toBeNull();
  expect(await findFile(actor([], "learn:own-courses"), workbook(older))).toBeNull();
  for (const path of [
    "sheets/watch-list.fr.xlsx",
    "sheets/watch-list.en.csv",
    "sheets/the-tool.en.xlsx",
    "sheets/constructor.en.xlsx",
    "sheets/../files/sheet.csv",
  ])
    expect(await findFile(reader, { ...workbook(older), path }), path).toBeNull();
});

test("who withdrew fetches nothing more", async () => {
  const { personId, enrolmentId } = await enrolLearner(older, cohortId);
  await db.enrolment.update({ where: { id: enrolmentId }, data: { status: "withdrawn" } });
  expect(await findFile(actor([], "learn:own-courses", personId), sheet(older))).toBeNull();
});

test("staff who may preview fetch downloads within their reach", async () => {
  const everyone = actor([grant("cohort-administrator", "all")], "learn:own-courses");
  expect(await findFile(everyone, sheet(newer))).not.toBeNull();
  const trainer = actor([grant("trainer", "cohort", cohortId)], "learn:own-courses");
  expect(await findFile(trainer, sheet(older))).not.toBeNull();
  expect(await findFile(trainer, sheet(newer))).toBeNull();
});

test("nobody in particular fetches pictures, and nothing else", async () => {
  expect(await findFile(null, drawing(older))).toMatchObject({ mediaType: "image/svg+xml" });
  expect(await findFile(null, sheet(older))).toBeNull();
  expect(await findFile(null, { ...drawing(older), path: "figures/../files/sheet.csv" })).toBeNull();
  expect(await findFile(null, drawing(newId()))).toBeNull();
});
