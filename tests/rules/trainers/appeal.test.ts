import { describe, expect, test } from "vitest";
import {
  appealToHandle,
  involvedIn,
  mayAppeal,
  openToAppeal,
  waitingAppeals,
  type DecisionFact,
} from "#app/features/trainers/appeals/appeal.ts";

const fact = (id: string, kind: string, day: string, own: Partial<DecisionFact> = {}): DecisionFact => ({
  id,
  kind,
  day,
  about: null,
  word: null,
  recordedOn: day,
  recordedBy: "jean",
  ...own,
});
const revoked = fact("r", "revoked", "2026-03-01");
const appealed = fact("a", "appealed", "2026-03-20", { about: "r", recordedBy: "holder" });
const holder = { holderId: "holder", actorId: "holder" };

describe("a holder may appeal", () => {
  test("for 30 days after the decision, once", () => {
    const may = (facts: DecisionFact[], today: string, who = holder) => mayAppeal(facts, "r", who, today).ok;
    expect(may([revoked], "2026-03-31")).toBe(true);
    expect(may([revoked], "2026-04-01")).toBe(false);
    expect(may([revoked, appealed], "2026-03-21")).toBe(false);
    expect(may([revoked], "2026-03-10", { ...holder, actorId: "somebody" })).toBe(false);
  });

  test("against each decision by itself", () => {
    const two = [fact("s", "suspended", "2026-02-20"), revoked];
    expect(mayAppeal(two, "r", holder, "2026-03-10")).toEqual({
      ok: true,
      value: { factId: "r", kind: "revoked", day: "2026-03-01", until: "2026-03-31" },
    });
    // What was decided about a decision is no appeal against it.
    const touched = [revoked, fact("w", "revocation-dropped", "2026-03-02", { about: "r" })];
    expect(mayAppeal(touched, "r", holder, "2026-03-10").ok).toBe(true);
    expect(waitingAppeals(touched, "2026-03-10")).toEqual([]);
  });

  test("against what was decided against them, not against what helped them", () => {
    const kinds = (facts: DecisionFact[]) => openToAppeal(facts, "2026-03-10").map(({ kind }) => kind);
    expect(kinds([fact("s", "suspended", "2026-03-01"), fact("l", "lifted", "2026-03-05")])).toEqual([
      "suspended",
    ]);
    expect(kinds([fact("n", "succeeded", "2026-03-01", { word: "reduced" })])).toEqual(["succeeded"]);
    expect(kinds([fact("n", "succeeded", "2026-03-01", { word: "renewed" })])).toEqual([]);
    // What matters is when it was recorded: a renewal refused today is not over because its file is old.
    expect(kinds([fact("f", "renewal-refused", "2026-01-01", { recordedOn: "2026-03-01" })])).toEqual([
      "renewal-refused",
    ]);
  });
});

describe("an appeal is handled", () => {
  const facts = [fact("p", "revocation-proposed", "2026-02-01", { recordedBy: "ana" }), revoked, appealed];
  const handle = (who: string[], from = facts, of = "r") => {
    const involved = [...involvedIn("holder", from), "petra"];
    const may = appealToHandle(from, of, { involved, authorities: who }, "2026-04-01");
    return may.ok ? may.value.appealId : may.reason.key;
  };

  test("by somebody who had no part in it, by none of the authorities they act by", () => {
    expect(handle(["officer"])).toBe("a");
    for (const involved of ["jean", "ana", "petra", "holder"])
      expect([handle([involved]), handle(["officer", involved])]).toEqual([
        "certification-appeal-involved",
        "certification-appeal-involved",
      ]);
  });

  test("of two appeals, the one that is named", () => {
    const other = [
      fact("s", "suspended", "2026-02-01"),
      fact("b", "appealed", "2026-02-10", { about: "s", recordedBy: "holder" }),
    ];
    expect([
      handle(["officer"], [...other, ...facts]),
      handle(["officer"], [...other, ...facts], "s"),
    ]).toEqual(["a", "b"]);
  });

  test("who published its scheme anew had no part in it", () => {
    const moved = fact("m", "moved", "2026-02-01", { recordedBy: "editor" });
    expect(handle(["editor"], [moved, ...facts])).toBe("a");
  });

  test("until it is decided", () => {
    const decided = fact("d", "appeal-decided", "2026-03-30", {
      about: "r",
      word: "upheld",
      recordedBy: "eva",
    });
    expect(handle(["officer"], [...facts, decided])).toBe("changed-meanwhile");
  });

  test("by the 45th day; after it, an alarm", () => {
    expect(waitingAppeals(facts, "2026-05-04")).toEqual([
      { appealId: "a", of: "r", kind: "revoked", day: "2026-03-20", dueOn: "2026-05-04", overdue: false },
    ]);
    expect(waitingAppeals(facts, "2026-05-05")[0]?.overdue).toBe(true);
  });
});
