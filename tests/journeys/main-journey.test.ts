import { afterAll, beforeAll, describe, inject } from "vitest";
import { useBrowser } from "#tests/support/browser.ts";
import { startDemo, type Demo } from "#tests/support/demo.ts";
import type { Round } from "#tests/support/main-journey.ts";

/* On a phone without JavaScript the same is walked on PostgreSQL: personas-postgresql.test.ts. */

process.env["APP_MODE"] = "test";
const { mainJourney } = await import("#tests/support/main-journey.ts");
const browser = useBrowser();

const ROUNDS: Record<string, Round> = {
  "with JavaScript, wide": { width: 1280, language: "en" },
  "from right to left, on a phone": { width: 360, phone: true, language: "ar-XB" },
};

describe.each(Object.entries(ROUNDS))("%s", (_name, round) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo(inject("template"));
  });
  afterAll(() => demo?.close());
  mainJourney(() => demo.app.origin, browser, round);
});
