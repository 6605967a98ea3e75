import type { Page } from "playwright-core";
import { axeViolations, STANDARDS } from "./browser.ts";

type ColorScheme = "light" | "dark";

/** What is wrong with a page that is open, in light and in dark; empty when nothing is. One looker for many pages. */
export function pageLooker(): (page: Page) => Promise<string[]> {
  const known = { light: new Set<string>(), dark: new Set<string>() };
  const contrastFaults = async (page: Page, scheme: ColorScheme) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const unseen = (await textLooks(page)).filter((look) => !known[scheme].has(look));
    if (unseen.length === 0) return [];
    const faults = await axeViolations(page, { runOnly: { type: "rule", values: [CONTRAST] } });
    for (const look of unseen) known[scheme].add(look);
    return faults.map((fault) => `${scheme}: ${fault}`);
  };
  return async (page) => [
    ...(await headingFaults(page)),
    ...(await cutOff(page)),
    ...(await axeViolations(page, { ...STANDARDS, rules: { [CONTRAST]: { enabled: false } } })),
    ...(await contrastFaults(page, "dark")),
    ...(await contrastFaults(page, "light")),
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

/** The costliest rule by far, and the one that other colours can break. */
const CONTRAST = "color-contrast";

/**
 * All that the contrast of a text hangs on: colours, the grounds they stand on, size and weight. Some forty of them
 * make every page, so that the rule is asked where one of them is met for the first time.
 */
const textLooks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const looks = new Map<Element, string>();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement!;
      if (!text.nodeValue?.trim() || looks.has(element)) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const grounds: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at);
        grounds.push(`${backgroundColor} ${backgroundImage} ${opacity}`);
      }
      const own = grounds.filter((ground, index) => ground !== grounds[index - 1]);
      looks.set(element, [color, fontSize, fontWeight, ...own].join(" | "));
    }
    return [...new Set(looks.values())];
  });

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
