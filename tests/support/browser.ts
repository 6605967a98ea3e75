import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { chromium, devices, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { DEMO_PASSWORD } from "#prisma/seed/people.ts";
import { chromiumPath } from "./judges.ts";

/* A person's browser. What its console complains about, the content security policy above all, fails the test. */

/** Quiet, and without calls home. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const PHONE = devices["Pixel 7"]?.userAgent;

export type PageOptions = {
  width?: number;
  height?: number;
  javaScript?: boolean;
  /** A phone rather than a narrow window: touch, and the browser says so. */
  phone?: boolean;
  colorScheme?: "light" | "dark";
  locale?: string;
};

export type Browsing = {
  /** A page in a profile of its own: no cookies, nothing kept. Addresses are paths of `origin`. */
  newPage: (origin: string, options?: PageOptions) => Promise<Page>;
};

/** One Chromium for a test file; call it at the top of the file. */
export function useBrowser({ args = [] }: { args?: string[] } = {}): Browsing {
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: [...ARGUMENTS, ...args] });
  });
  afterEach(() => expect(complaints.splice(0), "the console").toEqual([]));
  afterAll(() => browser?.close());
  return {
    async newPage(origin, { width = 1280, height = 800, phone = false, javaScript = true, ...options } = {}) {
      const context = await browser.newContext({
        baseURL: origin,
        viewport: { width, height },
        ...(phone ? { isMobile: true, hasTouch: true, userAgent: PHONE } : {}),
        javaScriptEnabled: javaScript,
        locale: "en",
        ...options,
      });
      context.setDefaultTimeout(60_000); // two files at a time on two cores
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    },
  };
}

const NO_COMPLAINT = [
  // The status of a page is the test's own business, and that of its parts is looked at below.
  "Failed to load resource",
  // On an office network, over plain http.
  "The Cross-Origin-Opener-Policy header has been ignored, because the URL's origin was untrustworthy",
];

function listen(page: Page, complaints: string[]) {
  const complain = (what: string) => complaints.push(`${new URL(page.url()).pathname}: ${what}`);
  page.on("pageerror", (error) => complain(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !NO_COMPLAINT.some((begins) => message.text().startsWith(begins)))
      complain(message.text());
  });
  page.on("response", (response) => {
    const asked = response.request().resourceType();
    if (response.status() >= 400 && asked !== "document" && asked !== "fetch")
      complain(`${response.status()} for ${response.url()}`);
  });
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, username);
  await page.waitForURL(/\/(learn|work)$/);
}

/** The form as it stands on the page that is open; the people of the demonstration share a password. */
export async function fillSignIn(page: Page, username: string): Promise<void> {
  await page.fill("[name=identifier]", username);
  await page.fill("[name=password]", DEMO_PASSWORD);
  await page.click("main form button");
}

/** By the form at the end of every page, as anybody chooses it. */
export async function chooseLanguage(page: Page, locale: string): Promise<void> {
  const form = page.locator("footer form");
  await form.locator("[name=lang]").selectOption(locale);
  // By the page that comes, not by its language: that may be the language it had, and the next address would cross it.
  const arrived = page.waitForEvent("load");
  await form.locator("button").click();
  await arrived;
  await page.locator(`html[lang="${locale}"]`).waitFor();
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const STANDARDS: axe.RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
};

/** What axe finds against WCAG 2.2 AA, a line each: rule, place, why. */
export async function axeViolations(page: Page, options: axe.RunOptions = STANDARDS): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.addInitScript(AXE); // a page that is looked at once is looked at again, at its next address
    await page.evaluate(AXE);
  }
  const { violations } = await page.evaluate(
    (wanted) => window.axe.run({ ...wanted, resultTypes: ["violations"] }),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) => `${id} ${target.join(" ")}: ${failureSummary}`),
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
