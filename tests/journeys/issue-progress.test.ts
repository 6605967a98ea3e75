import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import type { Page } from "playwright-core";
import type { App } from "#tests/support/app.ts";
import { useBrowser } from "#tests/support/browser.ts";
import { openStage } from "#tests/support/stage.ts";

/* A bulk issue under way as whoever pressed the button sees it. The job here is another process's, so that the test
 * says how far it is. */

const stage = await openStage(inject("template"), { FIXED_TODAY: "2026-11-02" });
const { finishedCohort } = await import("#tests/support/certification-fixture.ts");
const { staff } = await import("#tests/support/fresh.ts");
const { db } = await import("#app/infra/db.server.ts");
const { now } = await import("#app/infra/clock.server.ts");
const { newId } = await import("#app/infra/ids.server.ts");
const { paths } = await import("#app/lib/paths.ts");

const browser = useBrowser();
let app: App;
let cohortId: string;
let enrolmentId: string;

beforeAll(async () => {
  app = await stage.start();
  const cohort = await finishedCohort(["Sok Dara", "Chan Sophea"]);
  cohortId = cohort.cohortId;
  enrolmentId = cohort.learners[0]!.enrolmentId;
});
afterAll(() => stage.close());

const refused = () => ({
  refused: [{ enrolmentId, reason: { key: "certificate.name-unconfirmed" } }],
});
const jobIs = (data: object) => db.job.updateMany({ where: { subjectId: cohortId }, data });

beforeEach(async () => {
  await db.job.deleteMany();
  await db.job.create({
    data: {
      id: newId(),
      kind: "issue-certificates",
      payload: "{}",
      subjectId: cohortId,
      createdAt: now(),
      runAfter: now(),
      attempts: 1,
      leasedBy: "another process",
      leasedUntil: new Date(now().getTime() + 600_000),
      progressDone: 12,
      progressOf: 40,
    },
  });
});

async function open(javaScript: boolean): Promise<Page> {
  const page = await browser.newPage(app.origin, { width: 360, javaScript });
  const [name = "", value = ""] = (await staff("certification-officer")).cookie.split("=");
  await page.context().addCookies([{ name, value, url: app.origin }]);
  await page.goto(paths.issueCertificates(cohortId));
  await page.getByText("12 of 40 issued").waitFor();
  expect(await page.locator("[name=intent][value=all]").count()).toBe(0);
  return page;
}

test("the page goes on by itself, and is drawn anew at the end", async () => {
  const page = await open(true);
  await page.getByRole("link", { name: "See how far it is" }).focus();
  await jobIs({ progressDone: 21 });
  await page.getByText("21 of 40 issued").waitFor();
  const focused = page.locator(":focus");
  expect(await focused.innerText()).toBe("See how far it is");
  await jobIs({ progressDone: 40, outcome: JSON.stringify(refused()), doneAt: now() });
  await page.getByText("39 of 40 issued").waitFor();
  expect(await page.locator("[data-under-way]").count()).toBe(0);
  expect(await page.locator(".alert").innerText()).toMatch(/Sok Dara.*The printed name is not confirmed/s);
  await page.context().close();
});

test("without a script one asks for it", async () => {
  const page = await open(false);
  await jobIs({ progressDone: 21 });
  await page.getByRole("link", { name: "See how far it is" }).click();
  await page.getByText("21 of 40 issued").waitFor();
  await jobIs({ deadAt: now() });
  await page.getByRole("link", { name: "See how far it is" }).click();
  await page.getByText("Stopped: 21 of 40 issued").waitFor();
  expect(await page.locator("[name=intent][value=all]").count()).toBe(1);
  await page.context().close();
});
