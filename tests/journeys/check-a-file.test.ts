import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, expect, inject, test, vi } from "vitest";
import { en } from "#app/locales/en.ts";
import { ask, formBody } from "#tests/support/ask.ts";
import { axeViolations, useBrowser } from "#tests/support/browser.ts";
import { makeFilm, seeing } from "#tests/support/fake-camera.ts";
import { poppler } from "#tests/support/judges.ts";
import { openStage } from "#tests/support/stage.ts";

/* A certificate on its way: issued, downloaded, dropped on the public check, revoked, and checked where there is no line. */

const stage = await openStage(inject("template"), { FIXED_TODAY: "2026-11-02" });
// Whoever signs names the address that is open.
const app = await stage.start();
process.env["PUBLIC_ORIGIN"] = app.origin;
const { finishedCohort } = await import("#tests/support/certification-fixture.ts");
const { makePerson } = await import("#tests/support/learning-fixture.ts");
const { startSession } = await import("#app/features/identity/session.server.ts");
const { PRIVACY_NOTICE_VERSION } = await import("#app/features/identity/privacy-notice.ts");
const { certificatesOf } = await import("#app/features/certification/certificates.server.ts");
const { issueCertificates } = await import("#app/features/certification/issue-certificates.server.ts");
const { qrText } = await import("#app/features/credentials/credentials.server.ts");
const { db } = await import("#app/infra/db.server.ts");
const { now } = await import("#app/infra/clock.server.ts");
const { FIRST_TEMPLATE } = await import("#app/features/certification/template.ts");
const { newId } = await import("#app/infra/ids.server.ts");

const folder = await mkdtemp(path.join(tmpdir(), "check-"));
const film = path.join(folder, "camera.y4m");
const browser = useBrowser({ args: seeing(film) });
afterAll(async () => {
  await stage.close();
  await rm(folder, { recursive: true });
});

async function cookieOf(personId: string, role?: string): Promise<string> {
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  const scope = { scopeKind: "programme", scopeId: "management", grantedAt: now() };
  if (role) await db.roleAssignment.create({ data: { id: newId(), personId, role, ...scope } });
  return (await startSession(personId, "Test")).split(";")[0]!;
}

const run = promisify(execFile);
const { word } = en.credentials.file;

test("the preview of a template is a real PDF in its frame, and follows what is typed, by itself or by its button", async () => {
  const officer = await cookieOf(await makePerson("Officer"), "certification-officer");
  const [name, value] = officer.split("=") as [string, string];
  const address = "/certificate-templates/management-course";
  /** The files that came into the frame, the first with the page. */
  const framed = async (javaScript: boolean) => {
    const page = await browser.newPage(app.origin, { javaScript });
    await page.context().addCookies([{ name, value, url: app.origin }]);
    const files: Promise<Buffer>[] = [];
    const answers: string[] = [];
    page.on("response", (answer) => {
      const type = answer.headers()["content-type"];
      // The viewer's own word about the file has no headers.
      if (!answer.url().includes(`${address}/preview`) || !type) return;
      answers.push(`${answer.status()} ${type}`);
      const asked = answer.request();
      const more = {
        method: asked.method(),
        headers: { ...asked.headers(), cookie: officer, origin: app.origin },
      };
      const body = asked.postDataBuffer();
      // Its viewer takes the file; asked once more it is ours to read.
      files.push(
        fetch(answer.url(), { ...more, ...(body ? { body: new Uint8Array(body) } : {}) }).then(bytesOf),
      );
    });
    await page.goto(address);
    const came = (count: number) => vi.waitFor(() => expect(files.length).toBe(count), 20_000);
    await came(1);
    return { page, files, answers, came };
  };
  for (const script of [true, false]) {
    const { page, files, answers, came } = await framed(script);
    expect(await page.locator("iframe[name=preview]").getAttribute("title")).toBeTruthy();
    await page.locator("[name=accent]").fill("#5b2a86");
    if (script)
      await page.locator("[name=frame]").focus(); // the change is done when the field is left
    else await page.locator("button[formtarget=preview]").click();
    await came(2);
    expect(answers).toEqual(["200 application/pdf", "200 application/pdf"]);
    const [before, after] = await Promise.all(files);
    for (const pdf of [before!, after!]) expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(after!.equals(before!)).toBe(false);
    expect(new URL(page.url()).pathname).toBe(address);
  }
  expect(await db.certificateTemplate.count()).toBe(0);

  // A draft that another has saved is not published unread; the next save is of what stands on the page.
  const text = JSON.stringify(FIRST_TEMPLATE);
  await db.certificateTemplateDraft.create({
    data: { templateId: "management-course", version: 1, text, savedAt: now(), savedBy: "test" },
  });
  const unread = formBody({ intent: "publish", seen: "0".repeat(64), over: "0", reason: "New colours" });
  const refused = await ask(app.origin, address, { cookie: officer, body: unread });
  const html = refused.text;
  const seen = [...html.matchAll(/name="seen" value="([^"]*)"/g)].map(([, value]) => value);
  expect([refused.status, new Set(seen).size]).toEqual([409, 1]);
  expect(html).toContain("New colours");
});

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test("issued, downloaded, dropped: valid; revoked: revoked; and both where there is no line", async () => {
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const { id } = certificate!;
  const holder = await cookieOf(certificate!.personId);
  const download = async (address: string, name: string) => {
    const answer = await fetch(`${app.origin}${address}`, { headers: { cookie: holder } });
    expect(answer.status, address).toBe(200);
    await writeFile(path.join(folder, name), Buffer.from(await answer.arrayBuffer()));
    return path.join(folder, name);
  };
  const pdf = await download(`/certificates/${id}/pdf`, "certificate.pdf");
  const badge = await download(`/certificates/${id}/credential?as=png`, "badge.png");
  const files = [pdf, badge, await download(`/certificates/${id}/credential`, "credential.json")];

  // Without a script.
  const plain = await browser.newPage(app.origin, { width: 360, javaScript: false });
  const drop = async (file: string) => {
    await plain.goto("/v");
    await plain.setInputFiles("[name=file]", file);
    await plain.locator("form[action='/v/file'] button").click();
    await plain.waitForURL(/\/v\/file$/);
    return plain.locator("h1").innerText();
  };
  for (const file of files) expect(await drop(file)).toContain(word.valid);
  // Each step with its result in words: of a token alone, eight.
  expect(await plain.locator("main ol li").count()).toBe(8);
  const changed = await readFile(pdf);
  changed[5000]! ^= 1;
  await writeFile(path.join(folder, "changed.pdf"), changed);
  expect(await drop(path.join(folder, "changed.pdf"))).toContain(word.altered);

  // Dropped beside the field, on a page with a script: the button is not pressed.
  const desk = await browser.newPage(app.origin);
  for (const file of [pdf, badge]) {
    await desk.goto("/v");
    await dropBeside(desk, file);
    await desk.waitForURL(/\/v\/file$/);
    expect(await desk.locator("h1").innerText()).toContain(word.valid);
  }
  await dropBeside(desk, path.join(folder, "changed.pdf"));
  await vi.waitFor(async () => expect(await desk.locator("h1").innerText()).toContain(word.altered), 20_000);

  // A browser that knows no Ed25519, as those of old phones.
  const old = await browser.newPage(app.origin, { width: 360, phone: true });
  await old.addInitScript(() => {
    const own = crypto.subtle.importKey.bind(crypto.subtle) as (...asked: unknown[]) => Promise<CryptoKey>;
    crypto.subtle.importKey = ((...asked: unknown[]) =>
      (asked[2] as { name?: string }).name === "Ed25519"
        ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
        : own(...asked)) as typeof crypto.subtle.importKey;
  });
  await old.goto("/v/offline");
  const mark = path.join(folder, "mark.txt");
  await writeFile(mark, await qrText({ certificateId: id }));
  for (const file of [...files, mark]) expect(await answerFor(old, file), file).toContain(word.valid);
  // The mark of this one at the address of another.
  const forged = path.join(folder, "forged.txt");
  const elsewhere = (_: string, first: string) => `/v/${first === "0" ? "1" : "0"}`;
  await writeFile(forged, (await qrText({ certificateId: id })).replace(/\/v\/(.)/, elsewhere));
  expect(await answerFor(old, forged)).toContain(word.altered);
  const answer = old.locator("[data-part=answer]");
  await answer.evaluate((one) => one.replaceChildren());
  await dropBeside(old, pdf);
  expect(await answer.locator(".verdict").innerText()).toContain(word.valid);
  // No answer of the file before stays, whatever comes after it.
  const deep = path.join(folder, "deep.json");
  const credential = JSON.parse(await readFile(files[2]!, "utf8")) as object;
  const nested = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  await writeFile(deep, JSON.stringify({ ...credential, "@context": "deep" }).replace('"deep"', nested));
  await old.setInputFiles("[data-part=file]", deep);
  await vi.waitFor(
    async () => expect(await answer.locator(".verdict").innerText()).toContain(word.altered),
    20_000,
  );

  // What is pressed while the check is still on its way is done once it is there.
  const slow = await browser.newPage(app.origin, { width: 360, phone: true });
  await slow.goto("/v/offline");
  let arrive = (): void => {};
  const arrives = new Promise<void>((resolve) => (arrive = resolve));
  await slow.route(`**${await slow.locator("#offline-check").getAttribute("data-check")}`, async (route) => {
    await arrives;
    await route.continue();
  });
  await slow.locator("[data-part=keep]").click();
  await slow.setInputFiles("[data-part=file]", badge);
  arrive();
  await vi.waitFor(
    async () => expect(await slow.locator("[data-part=answer] .verdict").innerText()).toContain(word.valid),
    20_000,
  );

  // Kept for where there is no line.
  const phone = await browser.newPage(app.origin, { width: 360, phone: true });
  await phone.goto("/v/offline");
  const state = phone.locator("[data-part=state]");
  // Where the states are not to be had, nothing is kept.
  await phone.route("**/status/snapshot", (route) => route.fulfill({ status: 500, body: "" }));
  await phone.locator("[data-part=keep]").click();
  await phone.waitForLoadState("networkidle");
  expect(await phone.evaluate(() => caches.match("/status/snapshot").then(Boolean))).toBe(false);
  await phone.unroute("**/status/snapshot");
  await phone.locator("[data-part=keep]").click();
  await vi.waitFor(async () => expect(await state.innerText()).toContain("Kept on this phone."), 20_000);
  await phone.waitForFunction(() =>
    navigator.serviceWorker.getRegistration("/v/").then((one) => Boolean(one?.active)),
  );
  expect(await axeViolations(phone)).toEqual([]);
  // A phone offers to put it among its apps.
  await expectInstallable(phone);
  const touch = await phone.locator("link[rel=apple-touch-icon]").getAttribute("href");
  expect((await fetch(app.origin + touch)).headers.get("Content-Type")).toBe("image/png");
  const address = new URL(await qrText({ certificateId: id }));
  const scanned = `${address.pathname}${address.hash}`;
  // An hour passes: without a line the states stay of when they were taken.
  const takenAt = await phone.evaluate(async () => {
    const store = await caches.open("check");
    const [taken, at] = [(await store.match("/status/snapshot"))!, new Date(Date.now() - 3_600_000)];
    const headers = { "X-Kept": at.toISOString() };
    await store.put("/status/snapshot", new Response(await taken.blob(), { headers }));
    return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(at);
  });
  await phone.context().setOffline(true);
  await phone.goto("/v/offline");
  await vi.waitFor(async () => expect(await state.innerText()).toContain(takenAt), 20_000);
  expect(await answerAt(phone, scanned)).toContain(word.valid);
  expect(await state.innerText()).toContain(takenAt);
  for (const file of files) expect(await answerFor(phone, file), file).toContain(word.valid);
  await makeFilm(film, await paperOf(pdf));
  expect(await answerByCamera(phone)).toContain(word.valid);
  await phone.context().setOffline(false);

  const page = `/certificates/issued/${id}`;
  const officer = async () => cookieOf(await makePerson("Officer"), "certification-officer");
  const sends = async (cookie: string, fields: Record<string, string>) =>
    expect(
      (await ask(app.origin, page, { cookie, body: formBody({ as: "revoked", ...fields }) })).status,
    ).toBe(302);
  await sends(await officer(), { intent: "propose-ending", reason: "Signed for somebody else" });
  const second = await officer();
  const shown = await fetch(app.origin + page, { headers: { cookie: second } });
  const seen = /name="seen" value="([0-9a-f]{64})"\/>(?:(?!<form)[^])*confirm-ending/.exec(
    await shown.text(),
  )![1]!;
  await sends(second, { intent: "confirm-ending", seen });
  for (const file of files) expect(await drop(file)).toContain(word.revoked);
  // A page that has stood open for an hour, of a build that is gone by now, and has a line again.
  await phone.locator("link[rel=stylesheet]").evaluate((sheet: HTMLLinkElement) => {
    sheet.disabled = true; // or it would be asked for at once
    sheet.href = "/assets/of-last-year.css";
  });
  expect(await answerFor(phone, badge)).toContain(word.revoked);
  expect(await state.innerText()).not.toContain(takenAt);

  // With a line for a moment, then in the air. All that is kept is made new, the page with the states.
  await phone.evaluate(async () => {
    const store = await caches.open("check");
    await store.put("/v/offline", new Response("the page of last year"));
    await store.put("/assets/of-last-year.js", new Response(""));
  });
  await phone.goto("/v/offline");
  await vi.waitFor(async () => {
    const kept = await phone.evaluate(async () => {
      const store = await caches.open("check");
      const page = await (await store.match("/v/offline"))!.text();
      const [, check = ""] = /data-check="([^"]+)"/.exec(page) ?? [];
      const parts = await Promise.all([check, "/assets/of-last-year.js"].map((one) => store.match(one)));
      return [page.includes("offline-check"), ...parts.map(Boolean)];
    });
    expect(kept).toEqual([true, true, false]);
  }, 20_000);
  await vi.waitFor(async () => expect(await answerFor(phone, badge)).toContain(word.revoked), 20_000);
  await app.stop();
  expect(await answerAt(phone, scanned)).toContain(word.revoked);
  for (const file of files) expect(await answerFor(phone, file), file).toContain(word.revoked);
  expect(await phone.locator("[data-part=answer]").innerText()).toContain("Status known as of");
}, 180_000);

async function answerAt(page: Page, address: string): Promise<string> {
  await page.goto("about:blank"); // to another fragment alone a browser would not go
  await page.goto(address);
  return page.locator("[data-part=answer] .verdict").innerText();
}

/** The whole paper, as it lies before somebody. */
async function paperOf(pdf: string): Promise<Buffer> {
  const { stdout } = await run(poppler().pdftoppm, ["-r", "150", "-png", "-singlefile", pdf], {
    encoding: "buffer",
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

async function answerByCamera(page: Page): Promise<string> {
  const answer = page.locator("[data-part=answer]");
  await answer.evaluate((one) => one.replaceChildren());
  await page.click("[data-part=scan]");
  return answer.locator(".verdict").innerText();
}

/** A file let go over the heading. */
async function dropBeside(page: Page, file: string): Promise<void> {
  const bytes = [...(await readFile(file))];
  const brought = await page.evaluateHandle(
    ([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(content)], name));
      return data;
    },
    [path.basename(file), bytes] as const,
  );
  for (const event of ["dragover", "drop"])
    await page.locator("main h1").dispatchEvent(event, { dataTransfer: brought });
}

/** What a phone asks for before it offers it; a browser without windows has no judgement of its own. */
async function expectInstallable(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { errors, manifest } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(manifest).toMatchObject({ display: "kStandalone", startUrl: page.url(), name: expect.any(String) });
  expect(page.url().startsWith(manifest.scope!)).toBe(true);
  const drawn = manifest.icons!.filter(({ sizes }) => sizes !== "0x0"); // any size: a drawing
  for (const { url, sizes } of drawn) {
    const { width, height } = await sharp(await (await fetch(url)).arrayBuffer()).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
  expect(drawn.map(({ sizes }) => sizes)).toEqual(["192x192", "512x512"]);
}

async function answerFor(page: Page, file: string): Promise<string> {
  const answer = page.locator("[data-part=answer]");
  await answer.evaluate((one) => one.replaceChildren());
  await page.setInputFiles("[data-part=file]", file);
  return answer.locator(".verdict").innerText();
}
