import { afterAll, expect, test } from "vitest";
import { openPostgresqlStage } from "#tests/support/stage.ts";

/* SIGKILL while answers are saved, on PostgreSQL. KILLS=200 for more; TEST_POSTGRES_URL names a server of your own. */

const stage = await openPostgresqlStage({ OUTBOX_SECONDS: "3600" });
const { isLoss, killAgainAndAgain, KILLS, makeDrill, MOST_MS, report } =
  await import("#tests/support/kill.ts");

afterAll(() => stage.close());

test(
  `${KILLS} kills lose no acknowledged answer and leave nothing half done`,
  { timeout: MOST_MS },
  async () => {
    const killed = await killAgainAndAgain(stage, await makeDrill(KILLS));
    report("PostgreSQL", killed);
    expect(killed.complaints).toEqual([]);
  },
);

test("a server that answers before it commits is found out", async () => {
  const killed = await killAgainAndAgain(stage, await makeDrill(5), { early: true });
  report("PostgreSQL, answering early", killed);
  expect(killed.complaints.filter(isLoss)).not.toEqual([]);
});
