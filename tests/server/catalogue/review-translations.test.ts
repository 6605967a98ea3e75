import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import { wordsPart, type ReviewedUnit } from "#app/features/catalogue/review.ts";
import {
  approveText,
  lookAtUnit,
  publishReviews,
} from "#app/features/catalogue/review-translations.server.ts";
import {
  hasUnitMoved,
  isSuperseded,
  languagesToReview,
  textAfter,
  textsToReview,
  translationInReach,
  unitToReview,
  wordsToReview,
} from "#app/features/catalogue/texts-to-review.server.ts";
import { unitText } from "#app/features/catalogue/courses.server.ts";
import { db } from "#app/infra/db.server.ts";
import { paths } from "#app/lib/paths.ts";
import {
  changed,
  COURSE,
  courseFiles,
  SHORT_COURSE,
  writeCourse,
  writeShortCourse,
  type CourseFiles,
} from "#tests/support/courseware.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

/* A reviewer corrects a translation on a page; what was approved is the next version, and outlasts the draft. */

const reviewer = (kind: "all" | "programme", id = "") => actorFor("reviewer", [{ kind, id }]);
const everything = reviewer("all");

const publish = async (files: CourseFiles = {}) => publishFrom(await writeCourse(files), COURSE);

async function publishFrom(folder: string, courseId: string): Promise<string> {
  const outcome = await importCourse(folder, courseId);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.versionId;
}

const french = async (versionId: string) =>
  (await translationInReach(everything, { versionId, locale: "fr" }))!;

test("who may review, and what", async () => {
  const versionId = await publish();
  const { courseId } = await french(versionId);
  const { programme } = await db.course.findUniqueOrThrow({ where: { id: courseId } });
  const other = programme === "management" ? "financial-education" : "management";
  const at = { versionId, locale: "fr" };
  expect(await translationInReach(reviewer("programme", programme), at)).not.toBeNull();
  expect(await translationInReach(reviewer("programme", other), at)).toBeNull();
  expect(await translationInReach(everything, { versionId, locale: "en" })).toBeNull();
  expect(await translationInReach(everything, { versionId, locale: "km" })).toBeNull();
  expect(await languagesToReview(everything, versionId)).toEqual(["fr"]);
  expect(await languagesToReview(reviewer("programme", other), versionId)).toEqual([]);
});

const AT = { moduleId: "first", unitId: "reading-one" };

const MARKS = "\n\n:::note\nRetenez ceci.\n:::\n\n::::check\nLequel ?\n\n:::answer\nCeci.\n:::\n::::\n";
const CHECKED: ReviewedUnit = {
  title: "Première lecture",
  markdown: `Voyez [le cas](unit:first/the-case).\n\n![Une ligne](figures/line.svg)${MARKS}`,
};

async function approve(versionId: string, typed: ReviewedUnit = CHECKED): Promise<void> {
  const translation = await french(versionId);
  const unit = (await unitToReview(translation, AT))!;
  expect(lookAtUnit(translation, AT.unitId, unit, typed).faults).toEqual([]);
  const actor = { ...everything, personId: await makePerson() };
  await approveText(actor, translation, { moduleId: "first", part: AT.unitId, of: unit.source.mark }, typed);
}

const waitingIn = async (versionId: string) => {
  const { course, modules } = await textsToReview(await french(versionId));
  const all = modules.flatMap(({ units, words, items }) => [...units, ...words, ...items]);
  return [...course, ...all].filter(({ waiting }) => waiting).map(({ part }) => part);
};

test("what is missing beside the original is said, and what was not in it", async () => {
  const translation = await french(await publish());
  const unit = (await unitToReview(translation, AT))!;
  const look = (markdown: string, marks = MARKS) =>
    lookAtUnit(translation, AT.unitId, unit, { title: "Lecture", markdown: markdown + marks }).faults;
  const link = "[le cas](unit:first/the-case)";
  const picture = "![Une ligne](figures/line.svg)";
  expect(look(`${link}\n\n${picture}`)).toEqual([]);
  expect(look(picture)).toEqual([{ kind: "link-lost", what: "unit:first/the-case" }]);
  expect(look(link)).toEqual([{ kind: "picture-lost", what: "figures/line.svg" }]);
  expect(look(`${link} [ailleurs](https://example.org/)\n\n${picture}`)).toEqual([
    { kind: "link-new", what: "https://example.org/" },
  ]);
  expect(look(`${link} 7,0 %\n\n${picture}`)).toEqual([
    { kind: "figure-new", what: expect.stringMatching(/^7,0.%$/) },
  ]);
  expect(look(`${link} en 1.2\n\n${picture}`)).toEqual([{ kind: "figure-unreadable", what: "1.2" }]);
  expect(look(`${link}\n\n${picture}`, MARKS.replace(":::note\nRetenez ceci.\n:::", ""))).toEqual([
    { kind: "mark-lost", what: ":::note" },
  ]);
  expect(look(`${link}\n\n${picture}\n\n:::note\nEt cela.\n:::`)).toEqual([
    { kind: "mark-new", what: ":::note" },
  ]);
  expect(look(`${link} <b>gras</b>\n\n${picture}`)).toMatchObject([{ kind: "form" }, { kind: "form" }]);
});

test("what was approved waits, is published as the next minor version, and leaves the one before as it was", async () => {
  const first = await publish(changed("course.yaml", '"1.0"', '"2.0"'));
  const before = await unitText(first, AT.moduleId, AT.unitId, "fr");
  expect(await publishReviews(everything, await french(first))).toMatchObject({
    ok: false,
    reason: { key: "catalogue.nothing-to-publish" },
  });
  await approve(first);
  expect(await waitingIn(first)).toEqual(["reading-one"]);
  const unit = await unitToReview(await french(first), AT);
  expect(unit).toMatchObject({ waiting: true, own: { title: "Première lecture" } });

  const outcome = await publishReviews(everything, await french(first));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const { versionId, version } = outcome.value;
  expect(version).toBe("2.1");
  expect(await auditOf(versionId)).toEqual(["course-version.published"]);
  const text = (await unitText(versionId, AT.moduleId, AT.unitId, "fr"))!;
  expect(text).toMatchObject({ title: "Première lecture", state: "reviewed", fallback: false });
  expect(text.html).toContain(`/files/${versionId}/first/figures/line.svg`);
  expect(text.html).toContain("À retenir");
  const { outline } = await french(versionId);
  expect(outline.modules["first"]!.units[0]!.titles["fr"]).toBe("Première lecture");
  expect(await unitText(first, AT.moduleId, AT.unitId, "fr")).toEqual(before);
  const english = await unitText(versionId, AT.moduleId, AT.unitId, "en");
  expect(english!.html).toContain(`/files/${versionId}/first/figures/line.svg`);
  expect(english!.html).not.toContain(first);
  expect(await db.courseFile.count({ where: { versionId } })).toBe(
    await db.courseFile.count({ where: { versionId: first } }),
  );
  expect(await waitingIn(versionId)).toEqual([]);
  const stale = (await translationInReach(everything, { versionId: first, locale: "fr" }))!;
  expect(stale).toMatchObject({ id: versionId, seen: first });
  expect(isSuperseded(stale)).toBe(true);
  expect(isSuperseded(await french(versionId))).toBe(false);
});

test("it outlasts the draft while the source says the same, and not when the source has moved on", async () => {
  const next = await publish(changed("course.yaml", '"1.0"', '"2.2"'));
  expect(await unitText(next, AT.moduleId, AT.unitId, "fr")).toMatchObject({
    title: "Première lecture",
    state: "reviewed",
  });
  const moved = await publish({
    ...changed("course.yaml", '"1.0"', '"2.3"'),
    ...changed("modules/first/en/reading-one.md", "Remember this.", "Remember that."),
  });
  expect(await unitText(moved, AT.moduleId, AT.unitId, "fr")).toMatchObject({
    title: "Lecture un",
    state: "outdated",
  });
});

test("two who publish at once make one version", async () => {
  const first = await publish(changed("course.yaml", '"1.0"', '"3.0"'));
  await approve(first, { ...CHECKED, title: "Encore une lecture" });
  const translation = await french(first);
  const outcomes = await Promise.all([
    publishReviews(everything, translation),
    publishReviews(everything, translation),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: { key: "catalogue.published-meanwhile" } });
});

test("a question is approved word by word", async () => {
  const items = `$state: machine-drafted
$of: "000000000000"
q-know:
  prompt: "Q ?"
  options: { a: "A", b: "B", c: "C" }
  explain: "E"
  distractors: { b: "B", c: "C" }
`;
  const versionId = await publish({
    ...changed("course.yaml", '"1.0"', '"4.0"'),
    "modules/first/fr/items.yaml": items,
  });
  const translation = await french(versionId);
  const at = { moduleId: "first", part: wordsPart("items", "q-know") };
  const item = (await wordsToReview(translation, at))!;
  expect(item.own.state).toBe("outdated");
  const place = { ...at, of: item.source.mark };
  await approveText(everything, translation, place, { ...item.own.words, prompt: "Quelle est la bonne ?" });
  const outcome = await publishReviews(everything, translation);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const row = await db.courseItemText.findFirstOrThrow({
    where: { versionId: outcome.value.versionId, itemId: "q-know", locale: "fr" },
  });
  expect(row.state).toBe("reviewed");
  expect(JSON.parse(row.body).prompt).toContain("Quelle est la bonne");
});

test("a page that was open while another version came is answered with that one, unless its source has moved on", async () => {
  const open = await publish(changed("course.yaml", '"1.0"', '"5.0"'));
  await publish(changed("course.yaml", '"1.0"', '"5.1"'));
  const same = await french(open);
  expect(await hasUnitMoved(same, AT, (await unitToReview(same, AT))!)).toBe(false);
  await publish({
    ...changed("course.yaml", '"1.0"', '"5.2"'),
    ...changed("modules/first/en/reading-one.md", "Remember this.", "Remember those."),
  });
  const moved = await french(open);
  expect(await hasUnitMoved(moved, AT, (await unitToReview(moved, AT))!)).toBe(true);
  expect(await hasUnitMoved(await french(moved.id), AT, (await unitToReview(moved, AT))!)).toBe(false);
});

test("one language is published, and another waits for its own version", async () => {
  await db.reviewedText.deleteMany({});
  const yaml = courseFiles()["course.yaml"]!;
  const first = await publish({
    "course.yaml": yaml.replace('"1.0"', '"6.0"').replace("[en, fr]", "[en, fr, es]"),
    "modules/first/es/the-case.md":
      '---\ntitle: El caso\nstate: machine-drafted\nof: "000000000000"\n---\nDos.\n',
  });
  const spanish = async (versionId: string) =>
    (await translationInReach(everything, { versionId, locale: "es" }))!;
  const at = { moduleId: "first", unitId: "the-case" };
  const unit = (await unitToReview(await spanish(first), at))!;
  const typed = { title: "El caso", markdown: "Dos personas." };
  await approveText(
    everything,
    await spanish(first),
    { moduleId: "first", part: "the-case", of: unit.source.mark },
    typed,
  );
  expect(await publishReviews(everything, await french(first))).toMatchObject({ ok: false });
  await approve(first);
  const outcome = await publishReviews(everything, await french(first));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const { versionId } = outcome.value;
  expect(await unitText(versionId, "first", "reading-one", "fr")).toMatchObject({ state: "reviewed" });
  expect(await unitText(versionId, "first", "the-case", "es")).toMatchObject({ state: "outdated" });
  expect(await unitToReview(await spanish(versionId), at)).toMatchObject({ waiting: true });
});

test("after one text comes the next that nobody has checked, and after the last the list", async () => {
  await db.reviewedText.deleteMany({});
  const versionId = await publish({
    ...changed("course.yaml", '"1.0"', '"7.0"'),
    "modules/first/fr/the-case.md":
      '---\ntitle: Le cas\nstate: machine-drafted\nof: "000000000000"\n---\nDeux.\n',
  });
  const translation = await french(versionId);
  const after = (part: string) => textAfter(translation, { moduleId: "first", part });
  expect(await after("reading-one")).toMatchObject({
    href: paths.reviewText(versionId, "fr", "first", "the-case"),
  });
  expect(await after("the-case")).toMatchObject({
    href: paths.reviewText(versionId, "fr", "first", "reading-one"),
  });
  await approve(versionId);
  expect(await after("the-case")).toEqual({
    href: paths.translation(versionId, "fr"),
    notice: "translation-all-approved",
  });
});

test("a text is checked once for all courses that show it", async () => {
  await db.reviewedText.deleteMany({});
  const folder = await writeCourse(changed("course.yaml", '"1.0"', '"8.0"'));
  const { yaml, file } = await writeShortCourse(folder);
  const long = await publishFrom(folder, COURSE);
  const short = await publishFrom(folder, SHORT_COURSE);
  await approve(long);
  expect(await waitingIn(short)).toEqual(["reading-one"]);
  expect(await unitToReview(await french(short), AT)).toMatchObject({
    waiting: true,
    own: { title: CHECKED.title },
  });
  // One press there publishes what was checked here; so does the next import.
  const outcome = await publishReviews(everything, await french(short));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const reviewed = { title: CHECKED.title, state: "reviewed" };
  expect(await unitText(outcome.value.versionId, "first", AT.unitId, "fr")).toMatchObject(reviewed);
  await writeFile(file, yaml.replace('"1.0"', '"2.0"'));
  const next = await publishFrom(folder, SHORT_COURSE);
  expect(await unitText(next, "first", AT.unitId, "fr")).toMatchObject(reviewed);
  expect(await waitingIn(next)).toEqual([]);

  // And the other way: what is said last counts in both.
  await approve(next, { ...CHECKED, title: "Dite autrement" });
  expect(await waitingIn(long)).toEqual(["reading-one"]);
  expect(await unitToReview(await french(long), AT)).toMatchObject({ own: { title: "Dite autrement" } });
});

test("a course whose source says otherwise has its own review of the same place", async () => {
  await db.reviewedText.deleteMany({});
  const folder = await writeCourse(changed("course.yaml", '"1.0"', '"9.0"'));
  await writeShortCourse(folder).then(({ file, yaml }) => writeFile(file, yaml.replace('"1.0"', '"3.0"')));
  const before = await publishFrom(folder, SHORT_COURSE);
  const moved = await publish({
    ...changed("course.yaml", '"1.0"', '"9.1"'),
    ...changed("modules/first/en/reading-one.md", "Remember this.", "Remember all this."),
  });
  await approve(before);
  expect(await waitingIn(moved)).toEqual([]);
  await approve(moved, { ...CHECKED, title: "Tout retenir" });
  expect(await unitToReview(await french(before), AT)).toMatchObject({ own: { title: CHECKED.title } });
  expect(await unitToReview(await french(moved), AT)).toMatchObject({ own: { title: "Tout retenir" } });
});
