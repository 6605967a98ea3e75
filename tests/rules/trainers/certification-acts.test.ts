import { describe, expect, test } from "vitest";
import {
  actsOffered,
  CERTIFICATION_ACTS,
  decideAct,
  FACT_OF,
  hearingOf,
  isAddedBy,
  mayHandBack,
  type CertificationAct,
  type Circumstances,
} from "#app/features/trainers/certifications/certification-acts.ts";
import type {
  Certification,
  CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";

const rule = TRAINER_SCHEME.validity;
const doers: Circumstances = {
  holderId: "holder",
  actorId: "officer",
  suspendedBy: null,
  hearing: null,
  topics: ["budget", "saving", "insurance-and-claims"],
};
const suspended: CertificationFact = {
  id: "s",
  recordedOn: "2025-02-01",
  kind: "suspended",
  on: "2025-02-01",
  decideBy: "2025-06-01",
};
const overturned = (of: string): CertificationFact => ({
  id: `set-aside-${of}`,
  recordedOn: "2025-02-25",
  kind: "appeal-decided",
  of,
  on: "2025-02-25",
  outcome: "overturned",
});
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
    const suspend = (until: string | null, word?: string) => decide({ kind: "suspend", until, word });
    expect(suspend("2025-08-28", "quality")).toEqual({
      kind: "suspended",
      day: "2025-03-01",
      until: "2025-08-28",
      word: "quality",
    });
    expect(suspend("2025-08-28")).toBe("certification-ground");
    expect(suspend("2025-08-29", "quality")).toBe("certification-decide-by");
    expect(suspend("2025-03-01", "quality")).toBe("certification-decide-by");
    expect(suspend(null, "quality")).toBe("certification-decide-by");
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

describe("the same form sent twice adds nothing", () => {
  const [day, kept] = ["2025-03-01", ["budget", "saving"]];
  const waiver: CertificationAct = { kind: "waive", until: "2026-06-30", word: "R3" };
  const waived = { kind: "waived", day, until: "2026-06-30", word: "R3" };
  const reduce: CertificationAct = { kind: "reduce", until: null, topics: kept };
  const reduced = { kind: "succeeded", day, until: null, word: "reduced" };
  const lifted = { kind: "lifted", day, until: null, word: null };

  test.each<[string, CertificationAct, typeof reduced | typeof waived | typeof lifted, string[], boolean]>([
    ["a waiver", waiver, waived, kept, true],
    ["of another part", { ...waiver, word: "R2" }, waived, kept, false],
    ["until another day", { ...waiver, until: "2026-07-01" }, waived, kept, false],
    ["the day after", waiver, { ...waived, day: "2025-02-28" }, kept, false],
    ["another act", { kind: "lift", until: null }, { ...lifted, kind: "revoked" }, kept, false],
    ["a lift, whatever was typed beside", { kind: "lift", until: "2026-01-01", word: "R3" }, lifted, kept, true],
    ["a reduction to the same, in another order", { ...reduce, topics: [...kept].reverse() }, reduced, kept, true],
    ["to one topic less", { ...reduce, topics: ["budget"] }, reduced, kept, false],
    ["to one topic more", { ...reduce, topics: [...kept, "insurance-and-claims"] }, reduced, kept, false],
    ["to as many others", { ...reduce, topics: ["budget", "insurance-and-claims"] }, reduced, kept, false],
    ["to nothing said", { kind: "reduce", until: null }, reduced, [], true],
  ])("%s", (_, act, fact, left, added) => expect(isAddedBy(fact, act, left, day)).toBe(added));
}); // prettier-ignore

test("nobody acts on whom they work with, nor on themselves, and is offered nothing", () => {
  const suspend: CertificationAct = { kind: "suspend", until: "2025-05-01", word: "quality" };
  const [conflict, own] = [
    { ...doers, conflict: true },
    { ...doers, actorId: "holder" },
  ];
  expect([decide(suspend, [], conflict), decide(suspend, [], own)]).toEqual([
    "certification-conflict",
    "certification-own-record",
  ]);
  for (const who of [conflict, own]) expect(actsOffered(held(), rule, who, "2025-03-01")).toEqual([]);
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
  expect(decide({ kind: "extend", until: "2027-12-31", word: "R3" })).toMatchObject({ word: null });
  expect(decide({ kind: "extend", until: "2028-01-01" })).toBe("certification-extend-until");
  expect(decide({ kind: "extend", until: "2026-12-31" })).toBe("certification-extend-until");
});

test("a waiver names a part that may be waived, and ends with the grace at the latest", () => {
  expect(decide({ kind: "waive", until: "2026-06-30", word: "R3" })).toMatchObject({
    kind: "waived",
    word: "R3",
  });
  expect(decide({ kind: "waive", until: "2026-06-30", word: "R6" })).toBe("certification-part");
  expect(decide({ kind: "waive", until: "2027-04-01", word: "R3" })).toBe("certification-waive-until");
});

describe("reducing the scope", () => {
  const reduce = (topics: string[], facts: CertificationFact[] = [], today?: string) =>
    decide({ kind: "reduce", until: null, topics }, facts, doers, today);

  test("leaves something, and something less", () => {
    expect(reduce(["budget"])).toMatchObject({ kind: "succeeded", day: "2025-03-01", word: "reduced" });
    expect(reduce([])).toBe("certification-reduce-some");
    expect(reduce([...doers.topics])).toBe("certification-reduce-some");
    expect(reduce(["budget", "something-else"])).toBe("certification-reduce-some");
    expect(decide({ kind: "reduce", until: null })).toBe("certification-reduce-some");
  });

  test("is of a valid certification nobody waits to renew", () => {
    expect(reduce(["budget"], [suspended])).toBe("certification-reduce-valid");
    const handedIn: CertificationFact = {
      id: "r",
      recordedOn: "2026-12-01",
      kind: "renewal-submitted",
      on: "2026-12-01",
    };
    expect(reduce(["budget"], [handedIn], "2026-12-10")).toBe("certification-renewal-first");
  });
});

describe("revoking takes two people and a hearing", () => {
  const heard = { ...doers, hearing: { by: "somebody", on: "2025-02-20" } };
  const revoke = (who: Circumstances, facts: CertificationFact[] = []) =>
    decide({ kind: "revoke", until: null }, facts, who);

  test("the hearing is announced 14 days before at least, and once", () => {
    const propose = (until: string, who = doers) => decide({ kind: "propose-revocation", until }, [], who);
    expect(propose("2025-03-15")).toMatchObject({ kind: "revocation-proposed", until: "2025-03-15" });
    expect(propose("2025-03-14")).toBe("certification-hearing-on");
    expect(propose("2025-03-15", heard)).toBe("certification-hearing-set");
  });

  test("nobody is revoked unheard, nor by who proposed it, nor twice", () => {
    expect(revoke(heard)).toMatchObject({ kind: "revoked", day: "2025-03-01" });
    expect(revoke({ ...doers, hearing: { by: "somebody", on: "2025-03-01" } })).toMatchObject({
      kind: "revoked",
    });
    expect(revoke(doers)).toBe("certification-no-hearing");
    expect(revoke({ ...doers, hearing: { by: "somebody", on: "2025-03-02" } })).toBe(
      "certification-hear-first",
    );
    expect(revoke({ ...doers, hearing: { by: "officer", on: "2025-02-20" } })).toBe(
      "certification-revoke-by-another",
    );
    const revoked: CertificationFact = {
      id: "x",
      recordedOn: "2025-02-21",
      kind: "revoked",
      on: "2025-02-21",
    };
    expect(revoke(heard, [revoked])).toBe("certification-revoked-already");
    expect(actsOffered(held([revoked]), rule, heard, "2025-03-01")).toEqual([]);
  });

  test("it is called off while it stands", () => {
    expect(decide({ kind: "drop-revocation", until: null }, [], heard)).toEqual({
      kind: "revocation-dropped",
      day: "2025-03-01",
      until: null,
      word: null,
    });
    expect(decide({ kind: "drop-revocation", until: null })).toBe("certification-no-hearing");
    const own = { ...doers, hearing: { by: "officer", on: "2025-03-20" } };
    expect(decide({ kind: "drop-revocation", until: null }, [], own)).toMatchObject({ day: "2025-03-01" });
  });

  test("what was called off or carried out is no hearing any more", () => {
    const fact = (kind: string, until: string | null = null) => ({ kind, until, recordedBy: "jean" });
    const proposed = fact("revocation-proposed", "2025-03-20");
    expect(hearingOf([])).toBeNull();
    expect(hearingOf([proposed, fact("revocation-dropped", "2025-03-20")])).toBeNull();
    expect(hearingOf([proposed])).toEqual({ by: "jean", on: "2025-03-20" });
    expect(hearingOf([proposed, fact("lifted")])).not.toBeNull();
    expect(hearingOf([proposed, fact("revocation-dropped")])).toBeNull();
    expect(hearingOf([proposed, fact("revoked")])).toBeNull();
    expect(
      hearingOf([proposed, fact("revocation-dropped"), fact("revocation-proposed", "2025-05-01")]),
    ).toEqual({ by: "jean", on: "2025-05-01" });
  });
});

describe("giving it up", () => {
  const revoked: CertificationFact = { id: "x", recordedOn: "2025-02-21", kind: "revoked", on: "2025-02-21" };

  test.each<[string, CertificationFact[], string, boolean]>([
    ["active", [], "2025-03-01", true],
    ["suspended", [suspended], "2025-03-01", true],
    ["lapsed", [], "2027-03-31", true],
    ["expired", [], "2027-04-01", false],
    ["revoked, before it is final", [revoked], "2025-03-01", false],
    ["revoked, after it was overturned", [revoked, overturned("x")], "2025-03-01", true],
  ])("%s", (_, facts, today, may) => {
    expect(mayHandBack(held(facts), rule, today).ok).toBe(may);
  });

  test("is the holder's: no officer ends one alone, by any act", () => {
    expect(Object.values(FACT_OF)).not.toContain("surrendered");
    expect(CERTIFICATION_ACTS).not.toContain("surrender");
  });
});

describe("what is offered", () => {
  const succeeded: CertificationFact = {
    id: "n",
    recordedOn: "2025-02-01",
    kind: "succeeded",
    validFrom: "2027-01-01",
  };
  const hearing = { by: "somebody", on: "2025-03-01" };
  const always = ["extend", "waive"];

  test.each<[string, Partial<Circumstances>, CertificationFact[], string, string[]]>([
    ["to an officer", {}, [], "2025-03-01", ["suspend", "reduce", "propose-revocation"]],
    [
      "of one topic, nothing less",
      { topics: ["budget"] },
      [],
      "2025-03-01",
      ["suspend", "propose-revocation"],
    ],
    ["of what a next period follows", {}, [succeeded], "2025-03-01", ["suspend", "propose-revocation"]],
    [
      "while a renewal waits, which is decided first",
      {},
      [{ id: "w", recordedOn: "2026-08-01", kind: "renewal-submitted", on: "2026-08-01" }],
      "2026-08-10",
      ["suspend", "propose-revocation"],
    ],
    ["of what has lapsed", {}, [], "2027-01-01", ["suspend", "propose-revocation"]],
    [
      "to another than who suspended",
      { suspendedBy: "somebody" },
      [suspended],
      "2025-03-01",
      ["lift", "propose-revocation"],
    ],
    ["to who suspended", { suspendedBy: "officer" }, [suspended], "2025-03-01", ["propose-revocation"]],
    ["before the hearing", { hearing }, [], "2025-02-28", ["suspend", "reduce", "drop-revocation"]],
    [
      "from the day of the hearing",
      { hearing },
      [],
      "2025-03-01",
      ["suspend", "reduce", "drop-revocation", "revoke"],
    ],
    [
      "to who announced it",
      { hearing: { ...hearing, by: "officer" } },
      [],
      "2025-03-01",
      ["suspend", "reduce", "drop-revocation"],
    ],
  ])("%s", (_, circumstances, facts, today, more) => {
    const offered = actsOffered(held(facts), rule, { ...doers, ...circumstances }, today);
    expect(offered).toEqual(CERTIFICATION_ACTS.filter((kind) => [...always, ...more].includes(kind)));
  });

  test("nothing of one's own, nor of what is over", () => {
    const own = { ...doers, actorId: "holder" };
    for (const kind of CERTIFICATION_ACTS)
      expect(decide({ kind, until: "2025-05-01" }, [], own)).toBe("certification-own-record");
    expect(actsOffered(held(), rule, own, "2025-03-01")).toEqual([]);
    expect(actsOffered(held(), rule, doers, "2027-04-01")).toEqual([]);
  });
});
