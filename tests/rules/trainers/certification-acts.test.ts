import { describe, expect, test } from "vitest";
import { actsOffered, decideAct, type CertificationAct } from "#app/features/trainers/certification-acts.ts";
import type { Certification, CertificationFact } from "#app/features/trainers/certification-status.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/scheme.ts";

const rule = TRAINER_SCHEME.validity;
const doers = { holderId: "holder", actorId: "officer", suspendedBy: null as string | null };
const suspended: CertificationFact = {
  id: "s",
  recordedOn: "2025-02-01",
  kind: "suspended",
  on: "2025-02-01",
  decideBy: "2025-06-01",
};
const held = (facts: CertificationFact[] = []): Certification => ({
  validFrom: "2024-01-01",
  validUntil: "2026-12-31",
  facts,
});
const decide = (
  act: CertificationAct,
  facts: CertificationFact[] = [],
  who = doers,
  today = "2025-03-01",
) => {
  const decided = decideAct(held(facts), rule, act, who, today);
  return decided.ok ? decided.value : decided.reason.key;
};

describe("suspending", () => {
  test("from today, with a day to decide by, 180 days at most", () => {
    expect(decide({ kind: "suspend", until: "2025-08-28" })).toEqual({
      kind: "suspended",
      day: "2025-03-01",
      until: "2025-08-28",
    });
    expect(decide({ kind: "suspend", until: "2025-08-29" })).toBe("certification-decide-by");
    expect(decide({ kind: "suspend", until: "2025-03-01" })).toBe("certification-decide-by");
    expect(decide({ kind: "suspend", until: null })).toBe("certification-decide-by");
  });

  test("not twice, and not what has ended", () => {
    expect(decide({ kind: "suspend", until: "2025-05-01" }, [suspended])).toBe(
      "certification-suspended-already",
    );
    expect(decide({ kind: "suspend", until: "2028-05-01" }, [], doers, "2028-04-01")).toBe(
      "certification-over",
    );
  });
});

test("lifting is another officer's", () => {
  expect(decide({ kind: "lift", until: null })).toBe("certification-not-suspended");
  expect(decide({ kind: "lift", until: null }, [suspended], { ...doers, suspendedBy: "officer" })).toBe(
    "certification-lift-by-another",
  );
  expect(
    decide({ kind: "lift", until: null }, [suspended], { ...doers, suspendedBy: "somebody" }),
  ).toMatchObject({
    kind: "lifted",
  });
});

test("an extension lengthens, by a year at most", () => {
  expect(decide({ kind: "extend", until: "2027-12-31" })).toMatchObject({
    kind: "extended",
    until: "2027-12-31",
  });
  expect(decide({ kind: "extend", until: "2028-01-01" })).toBe("certification-extend-until");
  expect(decide({ kind: "extend", until: "2026-12-31" })).toBe("certification-extend-until");
});

test("nobody acts on their own, and is offered nothing", () => {
  const own = { ...doers, actorId: "holder" };
  for (const kind of ["suspend", "lift", "extend", "surrender"] as const)
    expect(decide({ kind, until: "2025-05-01" }, [], own)).toBe("certification-own-record");
  expect(actsOffered("active", own)).toEqual([]);
  expect(actsOffered("active", doers)).toEqual(["suspend", "extend", "surrender"]);
  expect(actsOffered("suspended", { ...doers, suspendedBy: "officer" })).not.toContain("lift");
  expect(actsOffered("suspended", { ...doers, suspendedBy: "somebody" })).toContain("lift");
  expect(actsOffered("expired", doers)).toEqual([]);
});
