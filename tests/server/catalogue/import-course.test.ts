import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import {
  courseVersion,
  fileFacts,
  latestVersions,
  questionBank,
  unitSheet,
  unitText,
} from "#app/features/catalogue/courses.server.ts";
import { db } from "#app/infra/db.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import {
  changed,
  COURSE,
  SHORT_COURSE,
  SVG,
  writeCourse,
  writeShortCourse,
  type CourseFiles,
} from "#tests/support/courseware.ts";
import { watchList, watchListWords } from "#tests/support/sheets.ts";

const importSmall = (contentDir: string) => importCourse(contentDir, COURSE);

async function publishedId(changes: CourseFiles = {}): Promise<string> {
  const outcome = await importSmall(await writeCourse(changes));
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.versionId;
}

const counts = async () => ({
  versions: await db.courseVersion.count(),
  texts: await db.unitText.count(),
  items: await db.courseItem.count(),
  words: await db.courseItemText.count(),
  sheets: await db.unitSheet.count(),
  files: await db.courseFile.count(),
  audit: await db.auditEntry.count({ where: { action: "course-version.published" } }),
});

test("publishing twice changes nothing and is audited once", async () => {
  const folder = await writeCourse();
  const first = await importSmall(folder);
  expect(first).toMatchObject({ kind: "published", version: "1.0" });
  const before = await counts();
  expect(before).toEqual({ versions: 1, texts: 6, items: 3, words: 3, sheets: 1, files: 2, audit: 1 });
  expect(await importSmall(folder)).toEqual({ ...first, kind: "unchanged" });
  expect(await counts()).toEqual(before);
});

test("a checkout with other line ends is the same course", async () => {
  const folder = await writeCourse();
  await importSmall(folder);
  const file = path.join(folder, COURSE, "modules/first/en/plan.md");
  await writeFile(file, "---\r\ntitle: Your plan\r\n---\r\nWrite one goal.\r\n");
  expect(await importSmall(folder)).toMatchObject({ kind: "unchanged" });
});

test("changed content under a published version is refused, whatever changed", async () => {
  await publishedId();
  const changes: CourseFiles[] = [
    changed("modules/first/en/plan.md", "one goal", "two goals"),
    changed("modules/first/items.yaml", "difficulty: 1", "difficulty: 3"),
    changed("modules/first/sheets/watch-list.yaml", "rows: 8", "rows: 9"),
    changed("modules/first/en/sheets.yaml", "Days late", "Days overdue"),
    changed("modules/first/module.yaml", "minutes: 60", "minutes: 61"),
    { "modules/first/files/sheet.csv": "Day,What\nTuesday,\n" },
    { "modules/first/figures/line.svg": SVG.replace("h40", "h39") },
  ];
  const before = await counts();
  for (const change of changes) {
    const outcome = await importSmall(await writeCourse(change));
    if (outcome.kind === "broken") throw new Error(JSON.stringify(outcome.problems));
    expect(outcome).toMatchObject({ kind: "refused", reason: { key: "catalogue.raise-the-version" } });
  }
  expect(await counts()).toEqual(before);
});

test("a course with an error is not published, and says where", async () => {
  const before = await counts();
  const outcome = await importSmall(
    await writeCourse(changed("modules/first/items.yaml", "key: b", "key: z")),
  );
  expect(outcome).toMatchObject({
    kind: "broken",
    problems: [{ file: `content/${COURSE}/modules/first/items.yaml`, line: 2 }],
  });
  expect(await counts()).toEqual(before);
});

test("republishing leaves the text of the older version byte-equal, and the newer one is found", async () => {
  const older = await publishedId();
  const text = await unitText(older, "first", "reading-one", "en");
  const rows = await db.unitText.findMany({ where: { versionId: older }, orderBy: { unitId: "asc" } });
  const newer = await publishedId({
    ...changed("course.yaml", '"1.0"', '"1.1"'),
    ...changed("modules/first/en/reading-one.md", "Remember this.", "Remember that."),
  });
  expect(newer).not.toBe(older);
  expect(await unitText(older, "first", "reading-one", "en")).toEqual(text);
  expect(await db.unitText.findMany({ where: { versionId: older }, orderBy: { unitId: "asc" } })).toEqual(
    rows,
  );
  expect((await unitText(newer, "first", "reading-one", "en"))?.html).toContain("Remember that.");
  expect((await latestVersions()).map(({ id }) => id)).toEqual([newer]);
  const lower = await importSmall(await writeCourse(changed("course.yaml", '"1.0"', '"0.9"')));
  expect(lower).toMatchObject({ kind: "refused", reason: { key: "catalogue.lower-version" } });
});

test("version 1.10 is newer than 1.9", async () => {
  await publishedId(changed("course.yaml", '"1.0"', '"1.9"'));
  const newest = await publishedId(changed("course.yaml", '"1.0"', '"1.10"'));
  expect((await latestVersions()).map(({ id }) => id)).toEqual([newest]);
});

test("what was published reads as it was written", async () => {
  const id = await publishedId(changed("course.yaml", '"1.0"', '"2.0"'));
  const version = await courseVersion(id);
  expect(version?.outline.modules["first"]?.units.map(({ titles }) => titles["en"])).toEqual([
    "Reading one",
    "The case",
    "The tool",
    "Module test",
    "Written answer",
    "Your plan",
    "The watch list",
  ]);
  const bank = await questionBank(id);
  expect(bank.questions.get("first/write-it")).toMatchObject({ points: 400, body: { kind: "free-text" } });
  expect(bank.textOf("first/q-know", "fr")).toMatchObject({ locale: "en", state: "source" });

  const french = await unitText(id, "first", "reading-one", "fr");
  expect(french).toMatchObject({ locale: "fr", state: "outdated", fallback: false, title: "Lecture un" });
  const standIn = await unitText(id, "first", "plan", "fr");
  expect(standIn).toMatchObject({ locale: "en", state: "source", fallback: true });
  expect(await unitText(id, "first", "the-test", "en")).toBeNull();

  const file = await fileFacts(id, "first", "files/sheet.csv", "fr");
  expect(file).toMatchObject({ mediaType: "text/csv; charset=utf-8", bytes: 17 });
  expect((await readStoredFile(file!.sha256)).toString()).toBe("Day,What\nMonday,\n");
});

test("a picture and a download in the reader's language win", async () => {
  const id = await publishedId({
    ...changed("course.yaml", '"1.0"', '"2.1"'),
    "modules/first/figures/fr/line.svg": SVG.replace("A line", "Une ligne"),
    "modules/first/files/fr/sheet.csv": "Jour,Quoi\n",
  });
  expect((await unitText(id, "first", "reading-one", "fr"))?.html).toContain(
    `src="/files/${id}/first/figures/fr/line.svg"`,
  );
  expect((await unitText(id, "first", "reading-one", "en"))?.html).toContain(
    `src="/files/${id}/first/figures/line.svg"`,
  );
  expect((await fileFacts(id, "first", "files/sheet.csv", "fr"))?.path).toBe("files/fr/sheet.csv");
  expect((await fileFacts(id, "first", "files/sheet.csv", "km"))?.path).toBe("files/sheet.csv");
});

test("a sheet is kept with the words of each language, the source's where there are none", async () => {
  const french = `watch-list:
  blocks: { branch: "Votre agence", loans: "Clients en retard", results: "Ce que cela dit" }
  labels: { portfolio: "Encours", month: "Mois", code: "Code", outstanding: "Reste dû", days: "Jours", share: "Part", over30: "Plus de 30 jours", par30: "PAR30" }
  examples: { month: "L'octobre", code: ["D-114"] }
  unit: "milliers de riels"
$state: machine-drafted
$of: "000000000000"
`;
  const id = await publishedId({
    ...changed("course.yaml", '"1.0"', '"2.2"'),
    "modules/first/fr/sheets.yaml": french,
  });
  const own = await unitSheet(id, "first", "watch-list", "fr");
  expect(own).toMatchObject({ locale: "fr", state: "outdated", fallback: false });
  expect(own?.words).toMatchObject({ unit: "milliers de riels", examples: { month: "L’octobre" } });
  expect(own?.sheet).toEqual(watchList);
  const standIn = await unitSheet(id, "first", "watch-list", "km");
  expect(standIn).toMatchObject({ locale: "en", state: "source", fallback: true, words: watchListWords });
  expect(await unitSheet(id, "first", "the-tool", "en")).toBeNull();
});

test("eight processes that import at once publish once", async () => {
  const folder = await writeCourse(changed("course.yaml", '"1.0"', '"3.0"'));
  const before = await counts();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => importSmall(folder)));
  expect(new Set(outcomes.map((outcome) => "versionId" in outcome && outcome.versionId)).size).toBe(1);
  expect(outcomes.filter(({ kind }) => kind === "published")).toHaveLength(1);
  const after = await counts();
  expect(after.versions).toBe(before.versions + 1);
  expect(after.audit).toBe(before.audit + 1);
});

test("a short course borrows modules of a long one, and a change in them is a change of its own", async () => {
  const lender = {
    ...changed("course.yaml", "[en, fr]", "[en, fr, es]"), // it may speak more languages than who borrows
    "modules/first/es/plan.md": "---\ntitle: Su plan\nstate: draft\n---\nEscriba uno.\n",
  };
  const folder = await writeCourse(lender);
  const short = await writeShortCourse(folder);

  const outcome = await importCourse(folder, SHORT_COURSE);
  expect(outcome).toMatchObject({ kind: "published", courseId: SHORT_COURSE });
  const { versionId } = outcome as { versionId: string };
  expect((await unitText(versionId, "first", "reading-one", "en"))?.title).toBe("Reading one");
  expect(await importCourse(folder, SHORT_COURSE)).toMatchObject({ kind: "unchanged", versionId });

  await writeFile(
    path.join(folder, COURSE, "modules/first/en/plan.md"),
    "---\ntitle: Another plan\n---\nWrite two.\n",
  );
  expect(await importCourse(folder, SHORT_COURSE)).toMatchObject({ kind: "refused" });

  await writeFile(short.file, short.yaml.replace(COURSE, "no-such-course"));
  expect(await importCourse(folder, SHORT_COURSE)).toMatchObject({
    kind: "broken",
    problems: expect.arrayContaining([
      expect.objectContaining({
        file: "content/short-course/course.yaml",
        line: 5,
        message: expect.stringContaining("there is no course no-such-course"),
      }),
    ]),
  });
});
