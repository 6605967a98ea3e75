import { afterAll, test } from "vitest";
import { useBrowser } from "#tests/support/browser.ts";
import { openPostgresqlStage } from "#tests/support/stage.ts";

/* Three years of two trainers, on PostgreSQL. */

const stage = await openPostgresqlStage({ FIXED_TODAY: "2026-01-05" });
const { liveThreeYears } = await import("#tests/support/three-years.ts");
const browser = useBrowser();

afterAll(() => stage.close());

test("certified, renewed on time; failed, repeated and certified, renewed late", { timeout: 240_000 }, () =>
  liveThreeYears(stage, browser),
);
