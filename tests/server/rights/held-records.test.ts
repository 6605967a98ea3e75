import { describe, expect, test } from "vitest";
import { Prisma } from "#app/infra/db.server.ts";
import { ABOUT_NOBODY, HELD } from "#app/features/rights/held-records.ts";

/* A new table has to say what it holds about a person, or both "my data" and an erasure would leave it out. */

describe("every table", () => {
  const said = [
    ...Object.values(HELD).flatMap(({ models }) => [...models]),
    ...Object.values(ABOUT_NOBODY).flat(),
  ] as string[];

  test("stands once in app/features/rights/held-records.ts: held about a person, or about nobody", () => {
    expect([...said].sort()).toEqual(Object.keys(Prisma.ModelName).sort());
  });
});
