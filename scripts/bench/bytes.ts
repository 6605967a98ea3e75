import { chromium } from "playwright-core";
import { chromiumPath } from "#tests/support/judges.ts";
import type { Population } from "./population.ts";

/** What a phone transfers for a first visit to a unit page, and for the page after it, as Chromium counts it. */
export async function measureBytes(
  origin: string,
  people: Population,
  cookie: string,
): Promise<Record<string, number>> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const [name, value] = cookie.split("=") as [string, string];
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    let bytes = 0;
    let requests = 0;
    network.on("Network.requestWillBeSent", () => (requests += 1));
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    const visit = async (unit: string) => {
      [bytes, requests] = [0, 0];
      await page.goto(`${origin}/learn/${people.learners[0]!.enrolmentId}/the-managers-job/${unit}`, {
        waitUntil: "networkidle",
      });
      return { kb: Number((bytes / 1024).toFixed(1)), requests };
    };
    const cold = await visit("friday-afternoon");
    const next = await visit("doing-or-managing");
    return { "cold_visit.kb": cold.kb, "cold_visit.requests": cold.requests, "next_page.kb": next.kb };
  } finally {
    await browser.close();
  }
}
