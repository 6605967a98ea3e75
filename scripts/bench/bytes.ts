import { chromium, type CDPSession, type Page, type Request } from "playwright-core";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";
import { chromiumPath } from "#tests/support/judges.ts";
import type { Population } from "./population.ts";

type Figures = Record<string, number>;

/** What a phone transfers for a first visit to a unit page, and for the page after it, as Chromium counts it. */
export function measureBytes(origin: string, people: Population, cookie: string): Promise<Figures> {
  return onPhone(origin, cookie, async (page, network) => {
    let bytes = 0;
    let requests = 0;
    network.on("Network.requestWillBeSent", () => (requests += 1));
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    const visit = async (unit: string) => {
      [bytes, requests] = [0, 0];
      await page.goto(paths.unit(people.learners[0]!.enrolmentId, "the-managers-job", unit), {
        waitUntil: "networkidle",
      });
      return { kb: kilobytes(bytes), requests };
    };
    const cold = await visit("friday-afternoon");
    const next = await visit("doing-or-managing");
    return { "cold_visit.kb": cold.kb, "cold_visit.requests": cold.requests, "next_page.kb": next.kb };
  });
}

/** What a phone sends to keep a half-day of thirty people: each request with its head, as it goes over the line. */
export function measureSheet(origin: string, people: Population): Promise<Figures> {
  const { cohortId, halfDayId } = people.sheet30;
  const { t } = wordsFor("en", "UTC");
  return onPhone(origin, people.administrator.cookie, async (page) => {
    await page.goto(paths.attendance(cohortId, halfDayId), { waitUntil: "networkidle" });
    const sent: ReturnType<Request["sizes"]>[] = [];
    page.on("requestfinished", (request) => sent.push(request.sizes()));
    await page.getByRole("button", { name: t("cohorts.sheet.save") }).click();
    await page
      .locator("[data-line]")
      .filter({ hasText: t("cohorts.sheet.savedAt", { time: "" }).trim() })
      .waitFor();
    const bytes = (await Promise.all(sent)).map((each) => each.requestHeadersSize + each.requestBodySize);
    return {
      "sheet_30.requests": bytes.length,
      "sheet_30.sent_kb": kilobytes(bytes.reduce((sum, each) => sum + each, 0)),
    };
  });
}

const kilobytes = (bytes: number) => Number((bytes / 1024).toFixed(1));

async function onPhone(
  origin: string,
  cookie: string,
  work: (page: Page, network: CDPSession) => Promise<Figures>,
): Promise<Figures> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, baseURL: origin });
    const [name, value] = cookie.split("=") as [string, string];
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    return await work(page, network);
  } finally {
    await browser.close();
  }
}
