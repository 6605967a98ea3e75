import { afterAll, describe, inject } from "vitest";
import { useBrowser } from "#tests/support/browser.ts";
import { startPostgresqlDemo } from "#tests/support/demo.ts";

const demo = await startPostgresqlDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { fromCallToSeat } = await import("#tests/support/from-call-to-seat.ts");
const { mainJourney } = await import("#tests/support/main-journey.ts");
const { trainerDay } = await import("#tests/support/trainer-day.ts");
const browser = useBrowser();

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

describe("learned, certified, closed and checked, on a phone without JavaScript", () => {
  mainJourney(() => demo.app.origin, browser, {
    width: 360,
    phone: true,
    javaScript: false,
    language: "en",
  });
});
describe("an administrator, from the call to the seat", () => {
  fromCallToSeat(demo.app.origin, browser);
});
describe("a trainer through one day on a phone", () => {
  trainerDay(demo.app.origin, browser);
});
