import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  knownOn,
  neverTookOver,
  wasOnRecord,
  withHoldersFacts,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  decidedAfter,
  followersOf,
  giveWay,
  goesAlong,
  goesBack,
  takeBack,
  takenOverFrom,
  type InLine,
} from "#app/features/trainers/certifications/line.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";
import { from, on } from "#tests/support/trainer-certification.ts";

type Period = InLine & Certification;

/** Somebody's periods, with what is decided on them written as the acts write it. */
class Line {
  periods: Period[] = [{ ...from("2023-01-01"), id: "A", predecessorId: null, origin: "decided" }];
  private written = 0;

  get(id: string): Period {
    return this.periods.find((one) => one.id === id)!;
  }

  private add(id: string, recordedOn: CalendarDay, rest: object): string {
    this.written += 1;
    const fact = { id: `f${this.written}`, recordedOn, at: this.written, ...rest } as CertificationFact;
    this.periods = this.periods.map((one) => (one.id === id ? { ...one, facts: [...one.facts, fact] } : one));
    return fact.id;
  }

  follow(id: string, of: string, origin: string, day: CalendarDay, validFrom = day): void {
    const before = this.get(of);
    this.add(of, day, { kind: "succeeded", validFrom });
    const days =
      origin === "reduced" ? { ...from(validFrom), validUntil: before.validUntil } : from(validFrom);
    this.periods.push({ ...days, id, predecessorId: of, origin, recordedOn: day });
  }

  private leave(id: string, day: CalendarDay): void {
    for (const { to, facts } of giveWay(this.get(id), this.periods))
      for (const fact of facts)
        this.add(to.id, day, {
          kind: fact.kind,
          ...(fact.kind === "succeeded"
            ? { validFrom: fact.day, ...(fact.about && { repeats: fact.about }) }
            : { of: fact.about, on: day }),
        });
  }

  winAppeal(id: string, day: CalendarDay): void {
    const { predecessorId, validFrom } = this.get(id);
    const of = this.get(predecessorId!)
      .facts.filter((fact) => fact.kind === "succeeded" && fact.validFrom === validFrom && !fact.setAside)
      .at(-1)!.id;
    this.add(predecessorId!, day, { kind: "appeal-decided", of, on: day, outcome: "overturned" });
    this.add(id, day, { kind: "succeeded", validFrom, setAside: true });
    this.leave(id, day);
  }

  declareError(id: string, day: CalendarDay): void {
    this.add(id, day, { kind: "in-error", on: day });
    this.leave(id, day);
  }

  /** As each is read: with what was decided on its holder in the others. */
  read(): Certification[] {
    return this.periods.map((one) => {
      const before = (id: string | null): Period[] =>
        id === null ? [] : [...before(this.get(id).predecessorId), this.get(id)];
      return withHoldersFacts(one, {
        before: before(one.predecessorId),
        after: decidedAfter(one.id, this.periods),
      });
    });
  }

  validOn(day: CalendarDay, known?: CalendarDay): string[] {
    const names = this.periods.map(({ id }) => id);
    return this.read().flatMap((one, index) => {
      if (known !== undefined && !wasOnRecord(one, known)) return [];
      return on(known === undefined ? one : knownOn(one, known), day).valid ? [names[index]!] : [];
    });
  }
}

describe("of two reductions, both set aside, what came first stands", () => {
  const reducedTwice = () => {
    const line = new Line();
    line.follow("R1", "A", "reduced", "2023-03-01");
    line.follow("R2", "R1", "reduced", "2023-05-01");
    return line;
  };

  test.each([
    ["R2", "R1"],
    ["R1", "R2"],
  ])("first %s, then %s", (one, other) => {
    const line = reducedTwice();
    line.winAppeal(one, "2023-05-20");
    const between = one === "R2" ? ["R1"] : ["R2"];
    expect(line.validOn("2023-06-15")).toEqual(between);
    line.winAppeal(other, "2023-06-20");
    expect(line.validOn("2023-06-15")).toEqual(["A"]);
    expect(line.validOn("2023-06-15", "2023-06-15")).toEqual(between);
    expect(line.validOn("2023-04-01", "2023-06-20")).toEqual(["A"]);
  });

  test("on one day, too", () => {
    const line = new Line();
    line.follow("R1", "A", "reduced", "2023-03-01");
    line.follow("R2", "R1", "reduced", "2023-03-01");
    line.winAppeal("R1", "2023-03-20");
    expect(line.validOn("2023-03-21")).toEqual(["R2"]);
    line.winAppeal("R2", "2023-03-25");
    expect(line.validOn("2023-03-21")).toEqual(["A"]);
  });
});

test("reduced, renewed, set aside, and then the renewal an error: what came first stands", () => {
  const line = new Line();
  line.follow("R", "A", "reduced", "2023-03-01");
  line.follow("N", "R", "renewed", "2023-03-10", "2023-04-01");
  line.winAppeal("R", "2023-03-20");
  expect(line.validOn("2023-05-01")).toEqual(["N"]);
  line.declareError("N", "2023-05-10");
  expect(line.validOn("2023-05-01")).toEqual(["A"]);
  // And whatever is said of the one that never took over says nothing more.
  line.declareError("R", "2023-05-11");
  expect(line.validOn("2023-05-01")).toEqual(["A"]);
});

test("a newer one takes over from what stands, and from nothing else", () => {
  const line = new Line();
  line.follow("R", "A", "reduced", "2023-03-01");
  line.follow("N", "R", "renewed", "2023-03-10");
  line.winAppeal("R", "2023-03-20");
  line.follow("M", "N", "renewed", "2023-04-10");
  const ways = giveWay(line.get("N"), line.periods).map(({ to, facts }) => [
    to.id,
    facts.map((one) => one.kind),
  ]);
  expect(ways).toEqual([
    ["R", ["succession-voided"]],
    ["A", ["succession-voided", "succeeded"]],
  ]);
});

test("two errors, the one before first: what came first stands", () => {
  const line = new Line();
  line.follow("N", "A", "renewed", "2023-03-01");
  line.follow("M", "N", "renewed", "2023-05-01");
  line.declareError("N", "2023-06-01");
  expect(line.validOn("2023-06-02")).toEqual(["M"]);
  line.declareError("M", "2023-06-05");
  expect(line.validOn("2023-06-02")).toEqual(["A"]);
});

test("who is reduced anew is followed by that, and not by what was set aside", () => {
  const line = new Line();
  line.follow("R", "A", "reduced", "2023-03-01");
  line.winAppeal("R", "2023-03-20");
  line.follow("S", "A", "reduced", "2023-04-01");
  expect(followersOf("A", line.periods).map(({ id }) => id)).toEqual(["S"]);
  expect(takenOverFrom(line.get("S"), line.periods).map(({ id }) => id)).toEqual(["A"]);
  expect(line.validOn("2023-05-01")).toEqual(["S"]);
});

test("a succession that repeats another is set aside with it", () => {
  const took = { id: "copy", recordedOn: "2023-05-01", kind: "succeeded", validFrom: "2023-05-01" } as const;
  const decided = {
    id: "d",
    recordedOn: "2023-06-01",
    kind: "appeal-decided",
    of: "original",
    on: "2023-06-01",
    outcome: "redo",
  } as const;
  const status = (...facts: CertificationFact[]) => on(from("2023-01-01", facts), "2023-07-01").status;
  expect(status({ ...took, repeats: "original" }, decided)).toBe("active");
  expect(status({ ...took, repeats: "another" }, decided)).toBe("superseded");
});

test("over random lines at most one is valid, and while nothing ended somebody stands, as known on any day", () => {
  const step = fc.record({
    act: fc.constantFrom("reduce", "renew", "win", "win", "err"),
    which: fc.nat(),
    days: fc.nat(60),
    ahead: fc.constantFrom(0, 0, 20, 90),
  });
  const asked = fc.nat(1090).map((days) => addDays("2023-01-01", days));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), asked, asked, (steps, day, known) => {
      const line = new Line();
      let today = "2023-02-01";
      for (const [index, { act, which, days, ahead }] of steps.entries()) {
        today = addDays(today, days);
        const open = line.periods.filter(({ facts }) => !neverTookOver(facts));
        // What is decided next is decided on what has begun, and has nothing decided after it.
        const newest = open.find(({ id, validFrom }) => {
          return validFrom <= today && followersOf(id, line.periods).length === 0;
        });
        const gone = open.filter(({ origin }) =>
          act === "win" ? origin === "reduced" : origin !== "decided",
        );
        if (act === "reduce" && newest) line.follow(`P${index}`, newest.id, "reduced", today);
        if (act === "renew" && newest)
          line.follow(`P${index}`, newest.id, "renewed", today, addDays(today, ahead));
        const one = gone[which % gone.length];
        if (act === "win" && one) line.winAppeal(one.id, today);
        if (act === "err" && one) line.declareError(one.id, today);
      }
      expect(line.validOn(day)).toHaveLength(1);
      expect(line.validOn(day, known)).toHaveLength(1);
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);

describe("by the links alone", () => {
  const one = (id: string, predecessorId: string | null, facts: CertificationFact[] = []) => ({
    id,
    predecessorId,
    facts,
  });
  const error: CertificationFact = { id: "e", kind: "in-error", on: "2023-05-01", recordedOn: "2023-05-01" };
  const all = [one("A", null), one("B", "A", [error]), one("C", "B"), one("D", "C"), one("Z", null)];
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

  test("all that was decided after, what really follows, and from what it took over", () => {
    expect(ids(decidedAfter("A", all))).toEqual(["B", "C", "D"]);
    expect(ids(decidedAfter("D", all))).toEqual([]);
    expect(ids(followersOf("A", all))).toEqual(["C"]);
    expect(ids(followersOf("C", all))).toEqual(["D"]);
    expect(ids(takenOverFrom(all[3]!, all))).toEqual(["C"]);
    expect(ids(takenOverFrom(all[2]!, all))).toEqual(["B", "A"]);
    expect(ids(takenOverFrom(all[0]!, all))).toEqual([]);
    expect(ids(takenOverFrom(one("Y", "gone"), all))).toEqual([]);
  });
});

describe("what is added where one gives way", () => {
  const succeeded = (id: string, validFrom: CalendarDay): CertificationFact => ({
    id,
    kind: "succeeded",
    validFrom,
    recordedOn: validFrom,
  });
  const newer = { validFrom: "2023-08-01", origin: "renewed", successionId: "n" };
  const takes = { kind: "succeeded", day: "2023-08-01", word: "renewed", about: "n" };

  test.each<[string, CertificationFact[], typeof newer | null, object[]]>([
    ["nothing, where it had not taken over", [], null, []],
    ["that it did not", [succeeded("s", "2023-05-01")], null, [{ kind: "succession-voided", about: "s" }]],
    ["what is newer", [], newer, [takes]],
    ["both", [succeeded("s", "2023-05-01")], newer, [{ kind: "succession-voided", about: "s" }, takes]],
    [
      "what is newer once",
      [succeeded("s", "2023-05-01"), succeeded("t", "2023-08-01")],
      newer,
      [{ kind: "succession-voided", about: "s" }],
    ],
  ])("%s", (_, facts, next, added) => {
    expect(takeBack(facts, "2023-05-01", next)).toEqual(added);
  });

  test("the newer one on the very day, as what took over: another succession to that day", () => {
    const facts = [succeeded("s", "2023-05-01")];
    const next = { validFrom: "2023-05-01", origin: "reduced" };
    expect(takeBack(facts, "2023-05-01", next)).toEqual([
      { kind: "succession-voided", about: "s" },
      { kind: "succeeded", day: "2023-05-01", word: "reduced", about: null },
    ]);
  });

  test("it names the succession that it repeats, of the one it was decided on", () => {
    const line = new Line();
    line.follow("R", "A", "reduced", "2023-03-01");
    line.follow("N", "R", "renewed", "2023-04-01");
    const on = line.get("R").facts[0]!.id;
    const [added] = giveWay(line.get("R"), line.periods);
    expect(added?.to.id).toBe("A");
    expect(added?.facts).toContainEqual({
      kind: "succeeded",
      day: "2023-04-01",
      word: "renewed",
      about: on,
    });
  });

  test("waivers and moves go along and back; what became of scope, end and file goes back; nothing else does", () => {
    const kinds = ["moved", "waived", "extended", "topic-added", "renewal-refused", "suspended", "revoked"];
    expect(kinds.filter(goesAlong)).toEqual(["moved", "waived"]);
    expect(kinds.filter(goesBack)).toEqual(kinds.slice(0, 5));
  });
});
