import type { Page } from "playwright-core";
import { axeViolations, CONTRAST } from "./browser.ts";

/** What is wrong with the page that is open, in light and in dark; empty when nothing is. */
export async function faultsOf(page: Page): Promise<string[]> {
  return [
    ...(await headingFaults(page)),
    ...(await cutOff(page)),
    ...(await axeViolations(page)),
    ...(await darkViolations(page)),
  ];
}

/** What a direction and a size can break. Where something is too wide from right to left, it is from left to right. */
export async function sizeFaults(page: Page): Promise<string[]> {
  const faults = [...(await headingFaults(page)), ...(await cutOff(page))];
  await page.setViewportSize({ width: 320, height: 800 });
  faults.push(...(await cutOff(page)));
  await page.setViewportSize({ width: 640, height: 800 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  faults.push(...(await cutOff(page)).map((fault) => `200 %: ${fault}`));
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize({ width: 360, height: 800 });
  return faults;
}

async function headingFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const headings = await page.locator("h1").count();
  if (headings !== 1) faults.push(`${headings} headings of the first level`);
  if (!/\S.* · /.test(await page.title())) faults.push(`the title is “${await page.title()}”`);
  return faults;
}

/** Contrast is the one rule that other colours can break. */
async function darkViolations(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const faults = await axeViolations(page, CONTRAST);
  await page.emulateMedia({ colorScheme: "light" });
  return faults.map((fault) => `dark: ${fault}`);
}

/** What makes the page wider than the window. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement!;
    if (scrollWidth <= clientWidth) return [];
    const outside = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (left < -1 || right > clientWidth + 1) && !element.closest(".scroll, .hidden-text, .guilloche");
    });
    const names = outside.slice(-3).map(({ outerHTML }) => outerHTML.slice(0, 90));
    return [`${scrollWidth} wide in ${clientWidth}: ${names.join(" | ")}`];
  });
