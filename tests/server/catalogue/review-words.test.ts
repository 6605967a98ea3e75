import { expect, test } from "vitest";
import { clientForms, unitSheet } from "#app/features/catalogue/courses.server.ts";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import { passagesOf, wordsFrom } from "#app/features/catalogue/review.ts";
import {
  approveText,
  drawingOf,
  lookAtWords,
  publishReviews,
} from "#app/features/catalogue/review-translations.server.ts";
import {
  textsToReview,
  translationInReach,
  wordsToReview,
} from "#app/features/catalogue/texts-to-review.server.ts";
import { stampTranslations } from "#app/features/catalogue/stamp-translations.server.ts";
import { db } from "#app/infra/db.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { CLIENT_FORM_WORDS_YAML, CLIENT_FORMS_YAML } from "#tests/support/client-forms.ts";
import {
  changed,
  COURSE,
  courseFiles,
  SVG,
  writeCourse,
  type CourseFiles,
} from "#tests/support/courseware.ts";
import { actorFor } from "#tests/support/learning-fixture.ts";

/* Words that stand in no text: of the course, a module, a tool, a drawing, the questions for clients. */

const everything = actorFor("reviewer", [{ kind: "all", id: "" }]);
const MODULE = "modules/first";
const DRAFT = "$state: machine-drafted\n";

const FILES: CourseFiles = {
  "fr/course.yaml": `state: machine-drafted
title: Un petit cours
summary: "Petit, mais entier."
audience: "Les testeurs."
sections: { only: "La seule partie" }
`,
  [`${MODULE}/fr/module.yaml`]: `state: machine-drafted
title: Le premier module
summary: "De quoi il parle."
objectives: { know: "Vous savez.", do: "Vous faites." }
`,
  [`${MODULE}/fr/sheets.yaml`]: `${DRAFT}watch-list:
  blocks: { branch: "Votre agence", loans: "Clients en retard", results: "Ce que cela dit" }
  labels: { portfolio: "Encours", month: "Mois", code: "Code", outstanding: "Reste dû", days: "Jours", share: "Part", over30: "Plus de 30 jours", par30: "PAR30" }
  hints: { days: "Depuis la plus ancienne échéance" }
  examples: { month: "Octobre", code: ["D-114", "B-087"] }
  unit: "milliers de riels"
`,
  [`${MODULE}/figures/line.svg`]: SVG.replace("A line", "{{title}}").replace(
    "<path",
    "<text>{{now}}</text><path",
  ),
  [`${MODULE}/en/figures.yaml`]: `line: { title: "A line & more", now: "478,000 today" }\n`,
  [`${MODULE}/fr/figures.yaml`]: `${DRAFT}line: { title: "Une ligne", now: "478 000 en ce jour" }\n`,
  [`${MODULE}/forms.yaml`]: CLIENT_FORMS_YAML,
  [`${MODULE}/en/forms.yaml`]: CLIENT_FORM_WORDS_YAML,
  [`${MODULE}/fr/forms.yaml`]: `${DRAFT}${CLIENT_FORM_WORDS_YAML.replaceAll("What about", "Que dire de")}`,
};

async function publish(version: string, files: CourseFiles = {}): Promise<string> {
  const all = { ...FILES, ...changed("course.yaml", '"1.0"', `"${version}"`), ...files };
  const folder = await writeCourse(all);
  await stampTranslations(folder);
  const outcome = await importCourse(folder, COURSE);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.versionId;
}

const french = async (versionId: string) =>
  (await translationInReach(everything, { versionId, locale: "fr" }))!;

const PLACES = [
  { moduleId: COURSE, part: "course/words" },
  { moduleId: "first", part: "module/words" },
  { moduleId: "first", part: "sheets/watch-list" },
  { moduleId: "first", part: "figures/line" },
  { moduleId: "first", part: "forms/words" },
];
type Place = (typeof PLACES)[number];

const listed = async (versionId: string) => {
  const { course, modules } = await textsToReview(await french(versionId));
  return [...course, ...modules.flatMap(({ words }) => words)];
};

/** Approves with every text that reads so put otherwise. */
async function approve(versionId: string, place: Place, from: string, to: string): Promise<void> {
  const translation = await french(versionId);
  const words = (await wordsToReview(translation, place))!;
  const typed = JSON.parse(JSON.stringify(words.own.words).replace(from, to)) as object;
  expect(typed).not.toEqual(words.own.words);
  expect(lookAtWords(translation, words, typed)).toEqual([]);
  await approveText(everything, translation, { ...place, of: words.source.mark }, typed);
}

async function publishAll(versionId: string): Promise<string> {
  const outcome = await publishReviews(everything, await french(versionId));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value.versionId;
}

test("all words are listed by what they are of, beside their originals in the order they were written", async () => {
  const versionId = await publish("1.0");
  expect((await listed(versionId)).map(({ moduleId, part }) => ({ moduleId, part }))).toEqual(PLACES);
  const titles = (await listed(versionId)).map(({ title }) => title);
  expect(titles).toEqual(["Un petit cours", "Le premier module", "The watch list", "Une ligne", "words"]);
  const translation = await french(versionId);
  const sheet = (await wordsToReview(translation, PLACES[2]!))!;
  const order = passagesOf(sheet.source.words).map(({ path }) => path.join("."));
  expect(order.join(" ")).toBe(
    "blocks.branch blocks.loans blocks.results labels.portfolio labels.month labels.code labels.outstanding " +
      "labels.days labels.share labels.over30 labels.par30 hints.days examples.month examples.code.0 " +
      "examples.code.1 unit",
  );
  expect(await wordsToReview(translation, { moduleId: "first", part: "figures/none" })).toBeNull();
  expect(await wordsToReview(translation, { moduleId: "other", part: "module/words" })).toBeNull();
});

test("a version that kept no words has none to check", async () => {
  const versionId = await publish("1.1");
  await db.courseWords.deleteMany({ where: { versionId } });
  expect(await listed(versionId)).toEqual([]);
  expect(await wordsToReview(await french(versionId), PLACES[0]!)).toBeNull();
});

test("what differs from the original is named", async () => {
  const translation = await french(await publish("1.2"));
  const look = async (place: Place, from: string, to: string) => {
    const words = (await wordsToReview(translation, place))!;
    return lookAtWords(translation, words, JSON.parse(JSON.stringify(words.own.words).replace(from, to)));
  };
  const [course, , , figures, forms] = PLACES as [Place, Place, Place, Place, Place];
  expect(await look(figures, "478 000", "478 001")).toEqual([
    { kind: "figure-lost", what: "478,000" },
    { kind: "figure-new", what: expect.stringMatching(/^478.001$/) },
  ]);
  expect(await look(course, "entier.", "entier : https://example.org/a.")).toEqual([
    { kind: "link-new", what: "https://example.org/a" },
  ]);
  expect(await look(course, "entier", "{{name}} et _____")).toEqual([
    { kind: "gap-new", what: "{{name}}" },
    { kind: "gap-new", what: "___" },
  ]);
  expect(await look(forms, "Que dire de one", "Que dire de 1")).toEqual([
    { kind: "unspeakable", what: expect.stringContaining("Que dire de 1") },
  ]);
});

test("a drawing is looked at in both languages before it is approved", async () => {
  const translation = await french(await publish("1.3"));
  const words = (await wordsToReview(translation, PLACES[3]!))!;
  const drawing = (await drawingOf(translation, words, { title: "Un <trait>", now: "Là : 478 000" }))!;
  expect(decodeURIComponent(drawing.source)).toContain("<text>478,000 today</text>");
  expect(decodeURIComponent(drawing.own)).toMatch(/<title>Un &lt;trait&gt;<\/title><text>Là.: 478.000</);
  const sheet = (await wordsToReview(translation, PLACES[2]!))!;
  expect(await drawingOf(translation, sheet, sheet.own.words)).toBeNull();
});

const CHANGES: [Place, string, string][] = [
  [PLACES[0]!, "Un petit cours", "Un cours bref"],
  [PLACES[1]!, "Vous faites.", "Vous savez faire."],
  [PLACES[2]!, "Reste dû", "Solde dû"],
  [PLACES[3]!, "en ce jour", "aujourd'hui"],
  [PLACES[4]!, "Que dire de one", "Et one"],
];

const spoken = async (versionId: string) => (await clientForms(versionId, "first", "fr"))!;

test("what was approved is what learners, tools, drawings and forms say in the next version", async () => {
  const first = await publish("2.0");
  const before = await db.courseFile.findMany({ where: { versionId: first }, orderBy: { path: "asc" } });
  for (const change of CHANGES) await approve(first, ...change);
  expect((await listed(first)).every(({ waiting }) => waiting)).toBe(true);
  const approved = (await wordsToReview(await french(first), PLACES[0]!))!;
  expect(approved).toMatchObject({ waiting: true, own: { words: { title: "Un cours bref" } } });

  const next = await publishAll(first);
  const { outline } = await french(next);
  expect(outline.texts["fr"]).toMatchObject({ title: "Un cours bref", state: "reviewed" });
  expect(outline.modules["first"]!.texts["fr"]).toMatchObject({
    state: "reviewed",
    objectives: { know: "Vous savez.", do: "Vous savez faire." },
  });
  expect(await unitSheet(next, "first", "watch-list", "fr")).toMatchObject({
    state: "reviewed",
    words: { labels: { outstanding: "Solde dû", days: "Jours" } },
  });
  expect((await unitSheet(next, "first", "watch-list", "en"))!.words.labels["outstanding"]).toBe(
    "Outstanding",
  );
  expect((await spoken(next)).state).toBe("reviewed");
  expect((await spoken(next)).words["a-one"]!.say).toMatch(/^Et one/);
  const files = await db.courseFile.findMany({ where: { versionId: next }, orderBy: { path: "asc" } });
  expect(files.map(({ path }) => path)).toEqual(before.map(({ path }) => path));
  const changedFiles = files.filter(({ sha256 }, index) => sha256 !== before[index]!.sha256);
  expect(changedFiles.map(({ path }) => path)).toEqual(["figures/fr/line.svg"]);
  const svg = (await readStoredFile(changedFiles[0]!.sha256)).toString("utf8");
  expect(svg).toContain("478 000 aujourd’hui".replace(" ", "\u00a0"));
  expect((await listed(next)).map(({ state, waiting }) => [state, waiting])).toEqual(
    PLACES.map(() => ["reviewed", false]),
  );
  expect(await publishReviews(everything, await french(next))).toMatchObject({
    ok: false,
    reason: { key: "catalogue.nothing-to-publish" },
  });
});

test("it outlasts the draft while the source says the same, and not when the source has moved on", async () => {
  const moved = await publish("2.2", {
    [`${MODULE}/en/figures.yaml`]: `line: { title: "A line & more", now: "478,000 this day" }\n`,
    [`${MODULE}/figures/line.svg`]: FILES[`${MODULE}/figures/line.svg`]!.replace("h40", "h39"),
    [`${MODULE}/en/sheets.yaml`]: courseFiles()[`${MODULE}/en/sheets.yaml`]!.replace(
      '"Outstanding"',
      '"Still owed"',
    ),
  });
  const { outline } = await french(moved);
  expect(outline.texts["fr"]).toMatchObject({ title: "Un cours bref", state: "reviewed" });
  expect((await spoken(moved)).words["a-one"]!.say).toMatch(/^Et one/);
  expect(await unitSheet(moved, "first", "watch-list", "fr")).toMatchObject({
    state: "machine-drafted",
    words: { labels: { outstanding: "Reste dû" } },
  });
  const drawn = async (versionId: string) => {
    const place = { versionId, moduleId: "first", path: "figures/fr/line.svg" };
    const file = await db.courseFile.findUniqueOrThrow({ where: { versionId_moduleId_path: place } });
    return (await readStoredFile(file.sha256)).toString("utf8");
  };
  expect(await drawn(moved)).toContain("en ce jour");

  const otherLine = await publish("2.3", {
    [`${MODULE}/figures/line.svg`]: FILES[`${MODULE}/figures/line.svg`]!.replace("h40", "h38"),
  });
  expect(await drawn(otherLine)).toMatch(/aujourd’hui.*h38/);
});

const ASKED = `  kind: short-text
  objective: do
  level: application
  difficulty: 2
  points: 1
`;

test.each([
  ["3.0", ["liquidity", "cash"], ["liquidité", "trésorerie", "la liquidité", "1.5"]],
  ["3.2", ["liquidity", "cash", "money"], ["liquidité"]],
])("every answer of the translation is seen, kept and added to (%s)", async (version, english, answers) => {
  const words = (prompt: string, accept: string[]) =>
    `name-it:\n  prompt: "${prompt}"\n  accept: ${JSON.stringify(accept)}\n  explain: "5.8, 5.5 and 7.0 %"\n`;
  const files = courseFiles();
  const versionId = await publish(version, {
    ...changed(`${MODULE}/module.yaml`, "items: [write-it]", "items: [write-it, name-it]"),
    [`${MODULE}/items.yaml`]: `${files[`${MODULE}/items.yaml`]}- id: name-it\n${ASKED}`,
    [`${MODULE}/en/items.yaml`]: `${files[`${MODULE}/en/items.yaml`]}${words("What?", english)}`,
    [`${MODULE}/fr/items.yaml`]: `${DRAFT}${words("Quoi ?", answers).replace(/".*%"/, '"5,8 %, 5,5 % et 7 %"')}`,
  });
  const at = { moduleId: "first", part: "items/name-it" };
  const translation = await french(versionId);
  const shown = (await wordsToReview(translation, at))!;
  const boxes = new Map(passagesOf(shown.own.words).map(({ path, text }) => [path.join("/"), text]));
  expect(boxes.get("accept")).toBe(answers.join("\n"));
  const fields = passagesOf(shown.source.words).map(({ field, path }) => {
    const text = boxes.get(path.join("/"))!;
    return [field, path[0] === "accept" ? `${text}\nliquidités` : text];
  });
  const typed = wordsFrom(shown.source.words, Object.fromEntries(fields));
  if (!typed.ok) throw new Error(typed.empty.join());
  expect(typed.words).toMatchObject({ accept: [...answers, "liquidités"] });
  expect(lookAtWords(translation, shown, typed.words)).toEqual([]);
  await approveText(everything, translation, { ...at, of: shown.source.mark }, typed.words);
  const row = await db.courseItemText.findFirstOrThrow({
    where: { versionId: await publishAll(versionId), itemId: "name-it", locale: "fr" },
  });
  expect(JSON.parse(row.body)).toMatchObject({ accept: [...answers, "liquidités"] });
});
