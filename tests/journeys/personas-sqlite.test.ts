import { afterAll, describe, inject } from "vitest";
import { useBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/demo.ts";

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { fromCallToSeat } = await import("#tests/support/from-call-to-seat.ts");
const { trainerDay } = await import("#tests/support/trainer-day.ts");
const browser = useBrowser();

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

describe("an administrator, from the call to the seat", () => {
  fromCallToSeat(demo.app.origin, browser);
});
describe("a trainer through one day on a phone", () => {
  trainerDay(demo.app.origin, browser);
});
