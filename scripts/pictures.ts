import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { DEMO_PASSWORD } from "#prisma/seed/people.ts";

/*
 * The pictures of the README, taken from a fresh demonstration: npm run pictures. The certificate is the PDF itself,
 * drawn by Poppler.
 */

const FOLDER = "docs/pictures";
const PORT = 4799;
const ORIGIN = `http://localhost:${PORT}`;

type Look = { width: number; height: number };
const PHONE: Look = { width: 360, height: 640 };
const DESK: Look = { width: 1120, height: 720 };

const dataDir = await mkdtemp(path.join(tmpdir(), "passbook-pictures-"));
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"]!,
  args: ["--no-sandbox"],
});
const demo = await startDemo();
try {
  await mkdir(FOLDER, { recursive: true });
  await takeAll();
} finally {
  demo.kill("SIGTERM");
  await browser.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function takeAll() {
  const learner = await signedIn("dara", PHONE);
  await take(learner, "learner");
  await learner.locator("main .button").first().click();
  await take(learner, "lesson");
  const administrator = await signedIn("aminata", DESK);
  await certify(administrator);
  await take(administrator, "issue");
  await administrator.getByRole("link", { name: /^PB-/ }).first().click();
  const pdf = await administrator.locator("main a[href$='/pdf']").first().getAttribute("href");
  const answer = await administrator.request.get(pdf!);
  draw(await answer.body(), "certificate");
}

async function certify(page: Page) {
  await page.getByRole("link", { name: "report", exact: false }).first().click();
  await page.getByRole("button", { name: "Validate the report" }).click();
  await page.locator(".eyebrow a").click();
  await page.getByRole("link", { name: "Certificates", exact: true }).last().click();
  await page.locator("main [name=intent][value=all]").click();
  await page.locator("#notice").waitFor();
  await page.locator("[data-under-way]").waitFor({ state: "detached" });
}

async function signedIn(username: string, viewport: Look): Promise<Page> {
  const page = await newPage(browser, viewport);
  await page.goto("/sign-in");
  await page.fill("[name=identifier]", username);
  await page.fill("[name=password]", DEMO_PASSWORD);
  await page.click("main form button");
  await page.waitForURL(/\/(learn|work)$/);
  return page;
}

async function newPage(from: Browser, viewport: Look): Promise<Page> {
  const context = await from.newContext({ baseURL: ORIGIN, viewport, locale: "en", deviceScaleFactor: 1.5 });
  return context.newPage();
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle"); // icons come after the page
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}

function draw(pdf: Buffer, name: string) {
  const to = path.join(FOLDER, name);
  execFileSync("pdftoppm", ["-r", "90", "-png", "-singlefile", "-", to], { input: pdf });
}

function startDemo() {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(PORT),
    PUBLIC_ORIGIN: ORIGIN,
    LOG_LEVEL: "error",
  };
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", "demo"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise<typeof child>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => chunk.includes("is open at") && resolve(child));
    child.once("exit", (code) => reject(new Error(`the demonstration ended (${code})`)));
  });
}
