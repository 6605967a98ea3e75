import { readFile } from "node:fs/promises";
import { afterAll, expect, inject, test, vi } from "vitest";
import { en } from "#app/locales/en.ts";
import { axeViolations, useBrowser } from "#tests/support/browser.ts";
import { openStage } from "#tests/support/stage.ts";

/* A holder sends the picture of a certificate to somebody. */

const stage = await openStage(inject("template"), { FIXED_TODAY: "2026-11-02" });
const app = await stage.start();
process.env["PUBLIC_ORIGIN"] = app.origin;
const { finishedCohort } = await import("#tests/support/certification-fixture.ts");
const { startSession } = await import("#app/features/identity/session.server.ts");
const { PRIVACY_NOTICE_VERSION } = await import("#app/features/identity/privacy-notice.ts");
const { certificatesOf } = await import("#app/features/certification/certificates.server.ts");
const { issueCertificates } = await import("#app/features/certification/issue-certificates.server.ts");
const { readBaked } = await import("#app/features/credentials/baked-image.ts");
const { db } = await import("#app/infra/db.server.ts");

const browser = useBrowser();
afterAll(() => stage.close());

async function cookieOf(personId: string): Promise<string> {
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  return (await startSession(personId, "Test")).split(";")[0]!;
}

test("a picture for a chat: handed over where the phone can, else downloaded", async () => {
  const { cohortId, administrator, learners } = await finishedCohort(["Kim Bopha"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const [name, value] = (await cookieOf(certificate!.personId)).split("=") as [string, string];
  const own = async (options: object, prepare?: () => void) => {
    const page = await browser.newPage(app.origin, { width: 360, ...options });
    await page.context().addCookies([{ name, value, url: app.origin }]);
    if (prepare) await page.addInitScript(prepare);
    await page.goto("/certificates");
    await page.getByText(en.credentials.badge.title).click();
    return { page, link: page.locator("a[data-share]") };
  };
  const { download, send, ready } = en.credentials.share;
  const file = `${certificate!.number}-picture.png`;

  for (const options of [{ javaScript: false }, {}]) {
    const { page, link } = await own(options);
    expect(await link.innerText()).toBe(download);
    const [saved] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(saved.suggestedFilename()).toBe(file);
    expect(readBaked(await readFile(await saved.path()))).not.toBeNull();
  }

  // A phone that shares, where the first press is over before the picture is there.
  const { page, link } = await own({ phone: true }, () => {
    const handed: { name: string; type: string; size: number; text: string }[] = [];
    let presses = 0;
    Object.assign(window, { handed });
    navigator.canShare = ({ files = [] } = {}) => files.every(({ type }) => type === "image/png");
    navigator.share = async ({ files = [], text = "" } = {}) => {
      presses += 1;
      if (presses === 1) throw new DOMException("too late", "NotAllowedError");
      if (presses === 3) throw new DOMException("changed her mind", "AbortError");
      handed.push(...files.map(({ name, type, size }) => ({ name, type, size, text })));
    };
  });
  const pictures: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/picture")) pictures.push(request.url());
  });
  expect(await link.innerText()).toBe(send);
  expect(await axeViolations(page)).toEqual([]);
  await link.click();
  await vi.waitFor(async () => expect(await link.innerText()).toBe(ready), 20_000);
  await link.click();
  await vi.waitFor(async () => expect(await link.innerText()).toBe(send), 20_000);
  await link.click();
  const handed = await page.evaluate(() => (window as unknown as { handed: object[] }).handed);
  const { verifyUrl } = certificate!.facts;
  expect(handed).toEqual([{ name: file, type: "image/png", size: expect.any(Number), text: verifyUrl }]);
  expect(pictures).toHaveLength(1);
  expect(new URL(page.url()).pathname).toBe("/certificates");
}, 120_000);
