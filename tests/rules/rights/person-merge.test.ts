import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  columnsToExchange,
  exchange,
  furtherOf,
  mayConfirm,
  mayPropose,
  mayUndo,
  sortRows,
  type AccountFacts,
  type EnrolmentProgress,
} from "#app/features/rights/person-merge.ts";

const text = fc.constantFrom("a", "b", null);
const account: fc.Arbitrary<AccountFacts> = fc.record({
  name: fc.constantFrom("Sok Dara", "Dara Sok"),
  username: fc.constantFrom("dara", "sok"),
  email: text,
  phone: text,
  passwordHash: text,
  printedName: text,
  printedNameLocal: text,
  nameConfirmedAt: fc.constant(null),
  sex: text,
  country: text,
});
const side = fc.constantFrom("kept" as const, "gone" as const);
const choices = fc.record({ name: side, username: side, email: side, phone: side });

describe("the facts of two accounts", () => {
  test("nothing is lost, what only one has stays, and changing places again brings all back", () =>
    fc.assert(
      fc.property(account, account, choices, (kept, gone, chosen) => {
        const columns = columnsToExchange(kept, gone, chosen);
        const one = { ...kept, ...exchange(gone, columns) };
        const other = { ...gone, ...exchange(kept, columns) };
        expect(one.phone).toBe(
          chosen.phone === "gone" ? (gone.phone ?? kept.phone) : (kept.phone ?? gone.phone),
        );
        expect(one.username).toBe((chosen.username === "gone" ? gone : kept).username);
        expect(one.passwordHash, "the password of the name one signs in by").toBe(
          (chosen.username === "gone" ? gone : kept).passwordHash,
        );
        expect({ ...one, ...exchange(other, columns) }).toEqual(kept);
        expect({ ...other, ...exchange(one, columns) }).toEqual(gone);
      }),
    ));
});

describe("rows of two accounts", () => {
  test("each goes over or stays apart, and none of the other's is touched", () => {
    const row = (key: string, owner: string, once = key) => ({ key, owner, once });
    const rows = [row("1", "kept", "c1"), row("2", "gone", "c1"), row("3", "gone", "c2")];
    expect(sortRows(rows, "gone")).toEqual({ moves: ["3"], apart: ["2"] });
  });
});

describe("two enrolments in one cohort", () => {
  const at = (own: Partial<EnrolmentProgress>): EnrolmentProgress => ({
    id: "kept",
    status: "active",
    certificates: 0,
    passed: 0,
    units: 0,
    attended: 0,
    ...own,
  });
  test.each([
    [{}, {}, "kept"],
    [{ units: 3 }, { units: 4 }, "gone"],
    [{ units: 9 }, { passed: 1 }, "gone"],
    [{ status: "withdrawn", units: 9 }, {}, "gone"],
    [{ status: "completed" }, { status: "active", units: 20, passed: 9 }, "kept"],
  ])("%o beside %o: %s counts", (kept, gone, counts) =>
    expect(furtherOf(at(kept), at({ ...gone, id: "gone" })).id).toBe(counts),
  );
});

describe("who may", () => {
  const merge = { state: "proposed", proposedBy: "one", closed: false, staff: false } as const;
  const decider = { personId: "two", reachesAll: true, grantsRoles: false };
  test("somebody else confirms, who reaches everything; roles only by who may give them", () => {
    expect(mayConfirm(merge, decider).ok).toBe(true);
    expect(mayConfirm(merge, { ...decider, personId: "one" }).ok).toBe(false);
    expect(mayConfirm(merge, { ...decider, reachesAll: false }).ok).toBe(false);
    expect(mayConfirm({ ...merge, staff: true }, decider).ok).toBe(false);
    expect(mayConfirm({ ...merge, staff: true }, { ...decider, grantsRoles: true }).ok).toBe(true);
    expect(mayConfirm({ ...merge, closed: true }, decider).ok).toBe(false);
    expect(mayConfirm({ ...merge, state: "withdrawn" }, decider).ok).toBe(false);
  });

  test("one proposal at a time, of two open accounts", () => {
    const facts = { samePerson: false, closed: false, waits: false };
    expect(mayPropose(facts).ok).toBe(true);
    for (const fact of ["samePerson", "closed", "waits"] as const)
      expect(mayPropose({ ...facts, [fact]: true }).ok).toBe(false);
  });

  test.each([
    ["2026-12-31", {}, true],
    ["2027-01-01", {}, false],
    ["2026-12-02", { mergedSince: true }, false],
    ["2026-12-02", { certificatesSince: 1 }, false],
    ["2026-12-02", { state: "undone" as const }, false],
    ["2026-12-02", { reachesAll: false }, false],
  ])("a merge of 1 December is taken back on %s with %o: %s", (today, own, may) => {
    const facts = {
      state: "merged" as const,
      mergedOn: "2026-12-01",
      today,
      reachesAll: true,
      mergedSince: false,
      certificatesSince: 0,
      ...own,
    };
    expect(mayUndo(facts).ok).toBe(may);
  });
});
