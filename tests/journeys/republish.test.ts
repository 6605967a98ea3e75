import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { startApp, type App } from "#tests/support/app.ts";
import { ask, formBody } from "#tests/support/ask.ts";
import { temporaryFolder } from "#tests/support/database.ts";
import { startDemo } from "#tests/support/demo.ts";

/* The authors publish a new version of a course that people are in the middle of. */

const COURSE = "management-essentials";
const LENDER = "managing-for-results"; // its modules are borrowed from there
const MODULE = `${LENDER}/modules/the-managers-job`;

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { importCourse } = await import("#app/features/catalogue/import-course.server.ts");
const { cookieOf } = await import("#tests/support/many-learners.ts");

const authors = await temporaryFolder();
const content = path.join(authors, "content");
const personOf = (username: string) => db.person.findUniqueOrThrow({ where: { username } });
const versionsOf = () => db.courseVersion.findMany({ where: { courseId: COURSE }, orderBy: { id: "asc" } });

beforeAll(async () => {
  for (const course of [COURSE, LENDER])
    await cp(path.join("content", course), path.join(content, course), { recursive: true });
});
afterAll(async () => {
  await db.$disconnect();
  await demo.close();
  await rm(authors, { recursive: true });
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(content, file), "utf8");
  expect(text).toContain(from);
  await writeFile(path.join(content, file), text.replace(from, to));
}

/** Everything Dara can open of his course, the tests he sat and the files too; what is new each time is left out. */
async function daraSees({ origin }: App): Promise<Record<string, string>> {
  const { id: personId } = await personOf("dara");
  const [first] = await versionsOf();
  const { id } = await db.enrolment.findFirstOrThrow({ where: { personId, courseVersionId: first!.id } });
  const sat = await db.attempt.findMany({ where: { enrolmentId: id } });
  const units = ["friday-afternoon", "time-diary", "module-test", "first-goal"];
  const addresses = [
    "/learn",
    `/learn/${id}`,
    `/learn/${id}/the-managers-job`,
    ...units.map((unit) => `/learn/${id}/the-managers-job/${unit}`),
    `/learn/${id}/final`,
    `/learn/${id}/action-plan`,
    ...sat.map((attempt) => `/attempts/${attempt.id}/result`),
    `/files/${first!.id}/the-managers-job/figures/four-rungs.svg`,
  ];
  const cookie = await cookieOf(personId);
  const seen = addresses.map(async (address) => {
    const { status, text } = await ask(origin, address, { cookie });
    expect(status, address).toBe(200);
    // A module's file and a tool's sheets are made after they were first asked for; their sizes are said from then on.
    const sizes = / \(\d+ KB\)(?=<\/a>)|, \d+ KB(?=\)<\/a>)/g;
    const lasting = text.replaceAll(/nonce="[^"]*"/g, "nonce").replaceAll(sizes, "");
    return [address, lasting] as const;
  });
  return Object.fromEntries(await Promise.all(seen));
}

test("whoever is enrolled goes on with the version they began, to the byte", async () => {
  const before = await daraSees(demo.app);
  expect(before[Object.keys(before).find((address) => address.endsWith("/friday-afternoon"))!]).toContain(
    "Now four things reach you",
  );
  await edit(`${COURSE}/course.yaml`, 'version: "1.2"', 'version: "1.3"');
  await edit(`${COURSE}/en/course.yaml`, "Management essentials", "Management essentials, anew");
  await edit(`${MODULE}/en/friday-afternoon.md`, "Now four things reach you", "Now five things reach you");
  await edit(`${MODULE}/en/items.yaml`, "She is on the telephone now", "She is in your office now");
  await edit(`${MODULE}/module.yaml`, "minutes: 10,", "minutes: 12,");
  await edit(`${MODULE}/en/figures.yaml`, "I do it, you watch", "You watch me");
  await edit(`${MODULE}/en/sheets.yaml`, "Which day", "Which weekday");
  expect(await importCourse(content, COURSE)).toMatchObject({ kind: "published", version: "1.3" });

  expect(await daraSees(demo.app)).toEqual(before);
  const anew = await startApp(demo); // remembers nothing
  onTestFinished(anew.stop);
  expect(await daraSees(anew)).toEqual(before);
});

test("a cohort that is planned now has the new version", async () => {
  const { origin } = demo.app;
  const cookie = await cookieOf((await personOf("aminata")).id);
  const [older, newer] = await versionsOf();
  const { text: page } = await ask(origin, "/cohorts/new", { cookie });
  expect(page).toContain(`value="${newer!.id}"`);
  expect(page).not.toContain(older!.id);
  const planned = {
    name: "Battambang, next spring",
    courseVersionId: newer!.id,
    format: "blended",
    audience: "public",
    "locales[]": ["en"],
    place: "Battambang",
    timeZone: "Asia/Phnom_Penh",
    startDate: "2030-03-01",
    endDate: "2030-03-12",
    issuer: "Mekong Institute of Inclusive Finance",
    signatoryName1: "Aminata Diallo",
    signatoryRole1: "Programme officer",
  };
  const created = await ask(origin, "/cohorts/new", { cookie, body: formBody(planned) });
  const [, cohortId = ""] = /\/cohorts\/([^/]+)/.exec(created.headers.location ?? "") ?? [];
  const { id: personId } = await personOf("bopha");
  const people = formBody({ "people[]": [personId] });
  expect((await ask(origin, `/cohorts/${cohortId}/enrol`, { cookie, body: people })).status).toBe(302);

  const { id } = await db.enrolment.findFirstOrThrow({ where: { personId, cohortId } });
  const address = `/learn/${id}/the-managers-job/friday-afternoon`;
  const { text } = await ask(origin, address, { cookie: await cookieOf(personId) });
  expect(text).toContain("Now five things reach you");
  expect(text).not.toContain("Now four things reach you");
});

test("other content under a version that is published is refused, and nothing changes", async () => {
  const before = await daraSees(demo.app);
  await edit(`${MODULE}/en/friday-afternoon.md`, "Now five things reach you", "Now six things reach you");
  expect(await importCourse(content, COURSE)).toEqual({
    kind: "refused",
    courseId: COURSE,
    reason: { key: "catalogue.raise-the-version", params: { version: "1.3" } },
  });
  expect((await versionsOf()).map(({ version }) => version)).toEqual(["1.2", "1.3"]);
  expect(await daraSees(demo.app)).toEqual(before);
});
