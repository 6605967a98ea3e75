import { describe, expect, test } from "vitest";
import { eventInto, type Entry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  provisionalStanding,
  provisionalUntil,
  provisionalWord,
} from "#app/features/trainers/candidacies/provisional.ts";
import { FACILITATOR_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";

const open = {
  state: "provisional",
  endedOn: null,
  dueOn: "2027-03-01",
  validUntil: "2027-03-01",
  inErrorOn: null,
};

describe("a provisional certificate", () => {
  test("is printed for as long as the practicum may take to begin; a scheme without that stage has none", () => {
    expect(provisionalUntil(TRAINER_SCHEME, "2026-03-01")).toBe("2027-03-01");
    expect(provisionalUntil(FACILITATOR_SCHEME, "2026-03-01")).toBeNull();
  });

  test.each([
    ["on its last day", open, "2027-03-01", "active"],
    ["the day after", open, "2027-03-02", "lapsed"],
    ["with more time", { ...open, dueOn: "2027-09-01" }, "2027-03-02", "active"],
    ["while the clock stands", { ...open, dueOn: null }, "2027-12-01", "active"],
    ["in the practicum", { ...open, state: "phase-3", dueOn: "2027-06-01" }, "2027-05-01", "active"],
    ["once certified", { ...open, state: "certified", endedOn: "2026-09-01", dueOn: null }, "2026-09-01", "superseded"], // prettier-ignore
    ["once it failed", { ...open, state: "not-certified", endedOn: "2026-09-01", dueOn: null }, "2026-09-02", "expired"], // prettier-ignore
    ["once withdrawn", { ...open, state: "withdrawn", endedOn: "2026-09-01", dueOn: null }, "2026-09-02", "surrendered"], // prettier-ignore
    ["in error, whatever became of the candidacy", { ...open, state: "certified", endedOn: "2026-09-01", inErrorOn: "2026-10-01" }, "2026-11-01", "in-error"], // prettier-ignore
  ])("%s", (_when, facts, today, status) => {
    const standing = provisionalStanding(facts, today);
    expect(standing.status).toBe(status);
    expect(standing.valid).toBe(status === "active");
  });
});

test("says since when, or until when: as printed, or with more time", () => {
  const on = (facts: Partial<typeof open> | { dueOn: null } | { state: string; endedOn: string }) =>
    provisionalStanding({ ...open, ...facts }, "2027-03-02").day;
  expect(on({})).toBe("2027-03-01");
  expect(on({ dueOn: "2027-09-01" })).toBe("2027-09-01");
  expect(on({ dueOn: null })).toBe("2027-03-02");
  expect(provisionalStanding({ ...open, dueOn: null }, "2027-02-01").day).toBe("2027-03-01");
  expect(on({ state: "withdrawn", endedOn: "2026-09-01" })).toBe("2026-09-01");
});

test("is said in the words of its state; beyond its printed end without a last day, that somebody has to decide", () => {
  const said = (facts: object, today = "2027-03-02") =>
    provisionalWord(provisionalStanding({ ...open, ...facts }, today));
  expect(said({ dueOn: "2027-09-01" })).toBe("active");
  expect(said({ dueOn: null })).toBe("undecided");
  expect(said({ dueOn: null }, "2027-03-01")).toBe("active");
  expect(said({})).toBe("lapsed");
  expect(() =>
    provisionalWord({ status: "suspended", valid: false, day: "2027-03-01", alarm: null }),
  ).toThrow();
});

test("the act that brought somebody into a state is the last one that did, and none where the file was opened there", () => {
  const by = { personId: "officer", as: "officer" } as const;
  const entry = (id: string, kind: "advance" | "repeat", on: string): Entry => ({ id, kind, on, by, reason: "", body: {} }); // prettier-ignore
  const opened = (at: string): Entry => ({
    id: "0",
    on: "2026-01-01",
    by,
    reason: "",
    kind: "opened",
    body: { at },
  });
  const way = [entry("1", "advance", "2026-01-02"), entry("2", "advance", "2026-01-03"), entry("3", "repeat", "2026-01-04"), entry("4", "advance", "2026-01-05"), entry("5", "advance", "2026-01-06")]; // prettier-ignore
  const into = (at: string, state: string) =>
    eventInto(TRAINER_SCHEME, "she", [opened(at), ...way], state)?.id;
  expect(into("provisional", "provisional")).toBeUndefined();
  expect(into("provisional", "decision")).toBe("4");
  expect(into("provisional", "certified")).toBe("5");
  expect(into("phase-2", "provisional")).toBe("1");
});
