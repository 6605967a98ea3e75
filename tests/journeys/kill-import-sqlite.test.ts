import { afterAll, expect, inject, test } from "vitest";
import { openStage } from "#tests/support/stage.ts";

/* SIGKILL in the middle of an import of people, on SQLite. */

const ENV = { OUTBOX_SECONDS: "3600", FIXED_TODAY: "2026-11-02" };
const stage = await openStage(inject("template"), ENV);
const { KILLED_IMPORT_MS, killWhileImporting } = await import("#tests/support/kill-import.ts");

afterAll(() => stage.close());

test(
  "killed again and again, everybody is here once or nobody is, and pressing again finishes it",
  { timeout: KILLED_IMPORT_MS },
  async () => {
    const { complaints, leftNothing } = await killWhileImporting(stage);
    expect(complaints).toEqual([]);
    expect(leftNothing, "at least once it died before the end").toBeGreaterThan(0);
  },
);
