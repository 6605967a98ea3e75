import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueOn, mayAnswer, requestState, type AnswerFacts } from "#app/features/rights/data-request.ts";
import { addDays } from "#app/lib/calendar-day.ts";

describe("the clock", () => {
  test("ends thirty days after the day of asking", () => {
    expect(dueOn("2026-11-01")).toBe("2026-12-01");
    const at = (today: string) => requestState({ askedOn: "2026-11-01", answered: false }, today);
    expect(at("2026-11-01")).toBe("open");
    expect(at("2026-11-23")).toBe("open");
    expect(at("2026-11-24")).toBe("due-soon");
    expect(at("2026-12-01")).toBe("due-soon");
    expect(at("2026-12-02")).toBe("overdue");
  });

  test("stops with the answer, however late", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4000 }),
        (days) =>
          requestState({ askedOn: "2026-11-01", answered: true }, addDays("2026-11-01", days)) === "answered",
      ),
    );
  });
});

describe("an answer", () => {
  const asked: AnswerFacts = {
    kind: "erasure",
    outcome: "done",
    personId: "dara",
    answered: false,
    sitting: 0,
    roles: 0,
  };
  const refusal = (facts: AnswerFacts, actor = "petra") => {
    const answer = mayAnswer(facts, actor);
    return answer.ok ? null : answer.reason.key;
  };

  test("is given once, by somebody else", () => {
    expect(refusal(asked)).toBe(null);
    expect(refusal({ ...asked, answered: true })).toBe("changed-meanwhile");
    expect(refusal(asked, "dara")).toBe("rights.own-request");
  });

  test("erases nobody who holds a role or sits in a course", () => {
    expect(refusal({ ...asked, roles: 1 })).toBe("rights.still-staff");
    expect(refusal({ ...asked, sitting: 2 })).toBe("rights.still-learning");
    expect(refusal({ ...asked, sitting: 2, roles: 1, outcome: "refused" })).toBe(null);
    expect(refusal({ ...asked, sitting: 2, roles: 1, kind: "access" })).toBe(null);
  });
});
