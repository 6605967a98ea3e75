import { expect, inject, test, vi } from "vitest";
import appRoutes from "#app/routes.ts";
import { startApp } from "#tests/support/app.ts";
import { createDatabase, temporaryFolder } from "#tests/support/database.ts";
import { lookAtEveryPage, VISITS } from "#tests/support/every-page.ts";
import { pageLooker } from "#tests/support/page-faults.ts";

/* Every page in light and dark: nothing for axe to find, nothing cut off, nothing in the console. */

const faultsOf = pageLooker();
const browser = await lookAtEveryPage("en", faultsOf);

test("every page has a row, and every row a page", () => {
  const pages = appRoutes.filter(({ file }) => file.endsWith(".tsx")); // what answers with something else is .ts
  expect(Object.keys(VISITS).sort()).toEqual(pages.map(({ path = "" }) => `/${path}`).sort());
});

test("the demonstration has somebody in every state there is", async () => {
  const { statesMissing } = await import("#tests/support/demo-states.ts");
  const none = { certifications: [], candidacies: [], attestations: [], licences: [] };
  expect(await statesMissing()).toEqual(none);
});

test("the first page of an empty installation", async () => {
  const database = await createDatabase(inject("template"));
  const app = await startApp({ databaseUrl: database.url, dataDir: await temporaryFolder() });
  const link = await vi.waitFor(() => /http\S+\/set-up\/\S+/.exec(app.complaints())![0]);
  const page = await browser.newPage(app.origin, { width: 360 });
  await page.goto(link);
  expect(await page.locator("[name=username]").count()).toBe(1);
  expect(await faultsOf(page)).toEqual([]);
  await app.stop();
  await database.drop();
});
