import { afterAll, expect, inject, test } from "vitest";
import { openStage } from "#tests/support/stage.ts";

/* SIGKILL while answers are saved, on SQLite. KILLS=200 for more. */

const stage = await openStage(inject("template"), { OUTBOX_SECONDS: "3600" });
const { db } = await import("#app/infra/db.server.ts");
const { isLoss, killAgainAndAgain, KILLS, makeDrill, MOST_MS, report } =
  await import("#tests/support/kill.ts");

afterAll(() => stage.close());

test(
  `${KILLS} kills lose no acknowledged answer and leave nothing half done`,
  { timeout: MOST_MS },
  async () => {
    const killed = await killAgainAndAgain(stage, await makeDrill(KILLS));
    report("SQLite", killed);
    expect(killed.complaints).toEqual([]);
    expect(await db.$queryRaw`SELECT integrity_check AS "said" FROM pragma_integrity_check`).toEqual([
      { said: "ok" },
    ]);
    expect(await db.$queryRaw`SELECT * FROM pragma_foreign_key_check`).toEqual([]);
  },
);

test("a server that answers before it commits is found out", async () => {
  const killed = await killAgainAndAgain(stage, await makeDrill(5), { early: true });
  report("SQLite, answering early", killed);
  expect(killed.complaints.filter(isLoss)).not.toEqual([]);
});
