import { afterAll, expect, test } from "vitest";
import { openPostgresqlStage } from "#tests/support/stage.ts";

/* SIGKILL in the middle of a bulk issue, on PostgreSQL. */

const ENV = { OUTBOX_SECONDS: "3600", FIXED_TODAY: "2026-11-02" };
const stage = await openPostgresqlStage(ENV);
const { KILLED_ISSUE_MS, killWhileIssuing } = await import("#tests/support/kill-issue.ts");

afterAll(() => stage.close());

test(
  "killed twice, everybody has one certificate, and the numbers have no gap",
  { timeout: KILLED_ISSUE_MS },
  async () => {
    const { leftByTheFirst, complaints, tries } = await killWhileIssuing(stage);
    expect(complaints).toEqual([]);
    expect(tries).toBe(3);
    expect(leftByTheFirst, "a job nobody takes up again is found out").not.toEqual([]);
  },
);
