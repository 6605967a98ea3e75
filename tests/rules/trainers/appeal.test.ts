import { describe, expect, test } from "vitest";
import {
  decideAppeal,
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
const by = (...authorities: string[]) => ({ holderId: "holder", authorities, principals: ["petra"] });

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

describe("a panel of three decides", () => {
  const facts = [fact("p", "revocation-proposed", "2026-02-01", { recordedBy: "ana" }), revoked, appealed];
  const decide = (panel: string[], who = by("officer"), from = facts) => {
    const decided = decideAppeal(from, { of: "r", outcome: "overturned", panel }, who, "2026-04-01");
    return decided.ok ? "decided" : decided.reason.key;
  };

  test("of different people who had no part in it, entered by somebody who had none either", () => {
    expect(decide(["x", "y", "z"])).toBe("decided");
    expect(decide(["x", "y"])).toBe("certification-panel-three");
    expect(decide(["x", "y", "y"])).toBe("certification-panel-three");
    for (const involved of ["jean", "ana", "petra", "holder"]) {
      expect(decide(["x", "y", involved])).toBe("certification-panel-involved");
      expect(decide(["x", "y", "z"], by(involved))).toBe("certification-appeal-involved");
      expect(decide(["x", "y", "z"], by("officer", involved))).toBe("certification-appeal-involved");
    }
  });

  test("of two appeals, the one that is named", () => {
    const other = [
      fact("s", "suspended", "2026-02-01"),
      fact("b", "appealed", "2026-02-10", { about: "s", recordedBy: "holder" }),
    ];
    const panel = { of: "r", outcome: "redo" as const, panel: ["x", "y", "z"] };
    expect(decideAppeal([...other, ...facts], panel, by("officer"), "2026-04-01")).toMatchObject({
      ok: true,
      value: { appealId: "a", of: "r", kind: "revoked" },
    });
  });

  test("who published its scheme anew had no part in it", () => {
    const moved = fact("m", "moved", "2026-02-01", { recordedBy: "editor" });
    expect(decide(["x", "y", "editor"], by("officer"), [moved, ...facts])).toBe("decided");
  });

  test("once", () => {
    const decided = fact("d", "appeal-decided", "2026-03-30", {
      about: "r",
      word: "upheld",
      recordedBy: "eva",
    });
    expect(decide(["x", "y", "z"], by("officer"), [...facts, decided])).toBe("changed-meanwhile");
  });

  test("by the 45th day; after it, an alarm", () => {
    expect(waitingAppeals(facts, "2026-05-04")).toEqual([
      { appealId: "a", of: "r", kind: "revoked", day: "2026-03-20", dueOn: "2026-05-04", overdue: false },
    ]);
    expect(waitingAppeals(facts, "2026-05-05")[0]?.overdue).toBe(true);
  });
});
