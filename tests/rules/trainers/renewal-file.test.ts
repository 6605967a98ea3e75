import { CRITERIA, type Score } from "#app/features/trainers/schemes/criteria.ts";
import { describe, expect, test } from "vitest";
import {
  asOnePeriod,
  withHoldersFacts,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  asHandedIn,
  deliveriesUnder,
  evidenceKindsFor,
  evidenceOf,
  fileUnder,
  frozenFile,
  isSeenOnlyByPapersOf,
  missingOf,
  renewalFile,
  widenedFrom,
  type Entered,
  type FilePart,
  type Waiver,
  type Work,
} from "#app/features/trainers/renewal/renewal-file.ts";
import { decideRenewal, handInRenewal } from "#app/features/trainers/renewal/renewal.ts";
import {
  FACILITATOR_SCHEME,
  FIRST_SCHEMES,
  TRAINER_SCHEME,
  VOLUME_2_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { NO_WORK, NOTHING_KNOWN, OWN_EDITION } from "#tests/support/renewal-work.ts";

const rule = TRAINER_SCHEME.validity;
const period = { validFrom: "2023-01-01", validUntil: "2025-12-31" };
const entered = (kind: Entered["kind"], day: string, own: Partial<Entered> = {}): Entered => ({
  kind,
  day,
  score: null,
  modules: null,
  responses: null,
  reported: null,
  closedOn: null,
  ...own,
});
const delivery = (day: string) =>
  entered("delivery", day, { modules: 6, responses: 8, score: 400, reported: true });
const complete = [
  delivery("2025-02-01"),
  delivery("2025-06-01"),
  entered("refresher", "2025-09-01", { score: 7000 }),
  entered("observation", "2025-06-01", { score: 300 }),
];
const missing = (
  papers: Entered[],
  waivers: Waiver[] = [],
  day = "2025-12-01",
  { renewal }: Scheme = TRAINER_SCHEME,
) => missingOf(renewalFile(renewal, evidenceOf(renewal, NOTHING_KNOWN, papers), waivers, period, day));

describe("the file fills itself from what is known and what was entered", () => {
  test("complete, and each paper is needed", () => {
    expect(missing(complete)).toEqual([]);
    expect(missing(complete.slice(1))).toEqual(["R1", "R5"]);
    expect(missing(complete.filter(({ kind }) => kind !== "refresher"))).toEqual(["R2"]);
    expect(missing(complete.filter(({ kind }) => kind !== "observation"))).toEqual(["R3"]);
    expect(missing([...complete, delivery("2025-07-01")].map((one, index) => (index === 4 ? { ...one, reported: false } : one)))).toEqual(["R4"]); // prettier-ignore
  });

  test("the lowest score decides; one below the floor is no observation", () => {
    const observed = (score: number) => [
      ...complete.slice(0, 3),
      entered("observation", "2025-06-01", { score }),
    ];
    expect(missing(observed(300))).toEqual([]);
    expect(missing(observed(299))).toEqual(["R3"]);
  });

  test("a delivery that was rated here counts by itself, each of the twelve", () => {
    const papers = complete.slice(0, 3);
    const rated = (score: Score, on = "2025-06-01") => {
      const scores = { ...Object.fromEntries(CRITERIA.map((one) => [one, 5])), C5: score };
      const known = { ...NOTHING_KNOWN, observations: [{ on, scores }] };
      const evidence = evidenceOf(TRAINER_SCHEME.renewal, known, papers);
      return missingOf(renewalFile(TRAINER_SCHEME.renewal, evidence, [], period, "2025-12-01"));
    };
    expect([rated(3), rated(2), rated(3, "2024-05-31"), rated(3, "2024-06-01")]).toEqual([
      [],
      ["R3"],
      ["R3"],
      [],
    ]);
  });

  test("a delivery entered without its figures is one without them", () => {
    const bare = evidenceOf(TRAINER_SCHEME.renewal, NOTHING_KNOWN, [entered("delivery", "2025-02-01")]);
    expect(bare.deliveries).toEqual([
      {
        on: "2025-02-01",
        verified: true,
        training: false,
        modulesLed: 0,
        reportFiled: false,
        reportOwed: "2025-02-01",
        responses: 0,
        marks: 0,
      },
    ]);
  });

  test.each([
    [null, 1],
    [199, 1],
    [200, 2],
    [300, 3],
    [399, 3],
    [400, 4],
    [500, 5],
  ])("a lowest score of %s hundredths stands for twelve of %i", (score, stands) => {
    const papers = [entered("observation", "2025-02-01", { score })];
    const [observed] = evidenceOf(TRAINER_SCHEME.renewal, NOTHING_KNOWN, papers).observations;
    expect(Object.values(observed!.scores)).toEqual(Array.from({ length: 12 }, () => stands));
  });

  test("of an older edition, the bridging is needed, and none to an edition before it", () => {
    const older = { ...NOTHING_KNOWN, edition: { own: false, since: "2025-05-01" } };
    const file = (papers: Entered[]) =>
      missingOf(renewalFile(TRAINER_SCHEME.renewal, evidenceOf(TRAINER_SCHEME.renewal, older, papers), [], period, "2025-12-01")); // prettier-ignore
    expect(file(complete)).toEqual(["R7"]);
    const bridged = (day: string) => file([...complete, entered("bridging", day)]);
    expect([bridged("2025-05-01"), bridged("2025-12-01")]).toEqual([[], []]);
    expect([bridged("2025-04-30"), bridged("2025-12-02")]).toEqual([["R7"], ["R7"]]);
  });

  test("an open finding stands against it until it is settled", () => {
    expect(missing([...complete, entered("finding", "2025-05-01")])).toEqual(["R6"]);
    expect(missing([...complete, entered("finding", "2025-05-01", { closedOn: "2025-06-01" })])).toEqual([]);
  });

  test("what is waived counts as met until its day", () => {
    const without = complete.filter(({ kind }) => kind !== "refresher");
    const waivers = [{ part: "R2", until: "2025-12-01" }];
    expect(missing(without, waivers)).toEqual([]);
    expect(missing(without, waivers, "2025-12-02")).toEqual(["R2"]);
    expect(missing(without, [{ part: "R3", until: "2025-12-31" }])).toEqual(["R2"]);
  });

  test("a facilitator's asks for a refresher and an observation of the last six months", () => {
    const facilitator = (papers: Entered[]) => missing(papers, [], "2025-12-01", FACILITATOR_SCHEME);
    const refresher = entered("refresher", "2025-11-01", { score: 7000 });
    expect(facilitator([refresher, entered("observation", "2025-11-01", { score: 8000 })])).toEqual([]);
    expect(facilitator([refresher, entered("observation", "2025-11-01", { score: 7999 })])).toEqual(["R3"]);
    expect(facilitator([refresher, entered("observation", "2025-05-30", { score: 8000 })])).toEqual(["R3"]);
    expect(evidenceKindsFor(FACILITATOR_SCHEME.renewal)).toEqual(["refresher", "observation", "finding"]);
    expect(evidenceKindsFor({ parts: ["M2"] })).toEqual(["delivery"]);
    expect(evidenceKindsFor({ parts: ["M1", "M3", "M4"] })).toEqual(["training", "workshop", "calibration"]);
  });

  test("a workshop and a recording are entered with what came of them; without, they count for nothing", () => {
    const papers = [
      entered("workshop", "2025-02-01", { score: 8000 }),
      entered("workshop", "2025-03-01"),
      entered("calibration", "2025-04-01", { score: 40 }),
      entered("calibration", "2025-05-01"),
      entered("training", "2025-06-01"),
    ];
    expect(evidenceOf(TRAINER_SCHEME.renewal, NOTHING_KNOWN, papers)).toMatchObject({
      workshops: [
        { on: "2025-02-01", score: 8000 },
        { on: "2025-03-01", score: 0 },
      ],
      calibrations: [
        { on: "2025-04-01", difference: 40 },
        { on: "2025-05-01", difference: 500 },
      ],
      deliveries: [{ on: "2025-06-01", training: true }],
      refreshers: [],
      observations: [],
    });
  });
});

const held = (...facts: CertificationFact[]): Certification => ({ ...period, facts });
const suspended: CertificationFact = {
  id: "s",
  recordedOn: "2025-11-20",
  kind: "suspended",
  on: "2025-11-20",
  decideBy: "2026-03-01",
};
const succeeded: CertificationFact = {
  id: "n",
  recordedOn: "2025-11-20",
  kind: "succeeded",
  validFrom: "2026-01-01",
};
const fact = (kind: "renewal-submitted" | "renewal-refused" | "revoked" | "surrendered", on: string) =>
  ({ id: kind, recordedOn: on, kind, on }) as const;

describe("handing in", () => {
  const hand = (certification: Certification, day: string, parts: "R2"[] = []) => {
    const done = handInRenewal(certification, rule, parts, day);
    return done.ok ? done.value : done.reason.key;
  };

  test.each([
    ["2025-06-01", "early"],
    ["2025-07-04", "on-time"],
    ["2025-12-31", "on-time"],
    ["2026-03-31", "late"],
    ["2026-04-01", "renewal-too-late"],
  ])("on %s: %s", (day, band) => expect(hand(held(), day)).toBe(band));

  test("is refused while something is missing or waits, or it has ended", () => {
    expect(hand(held(), "2025-12-01", ["R2"])).toBe("renewal-incomplete");
    expect(hand(held(fact("renewal-submitted", "2025-11-01")), "2025-12-01")).toBe("renewal-waits");
    expect(hand(held(fact("surrendered", "2025-11-01")), "2025-12-01")).toBe("certification-over");
    expect(hand(held(fact("revoked", "2025-11-01")), "2025-12-01")).toBe("certification-revoked-already");
    expect(hand(held(suspended), "2025-12-01")).toBe("renewal-suspended");
    expect(hand(held(succeeded), "2025-12-01")).toBe("renewal-decided");
    expect(hand(held(), "2022-12-31")).toBe("certification-over");
    const gone: Certification = { ...period, validUntil: "2025-10-31", facts: [] };
    expect(hand({ ...held(), restsOn: [gone] }, "2025-12-01")).toBe("renewal-not-a-trainer");
    const leave = { from: "2025-11-01", until: null, recordedOn: "2025-11-01" };
    expect(hand({ ...held(), employment: { endedOn: null, leaves: [leave] } }, "2025-12-01")).toBe(
      "renewal-on-leave",
    );
    const refusedBefore = held(
      fact("renewal-submitted", "2025-11-01"),
      fact("renewal-refused", "2025-11-20"),
    );
    expect(hand(refusedBefore, "2025-12-01")).toBe("on-time");
  });
});

describe("by which days it is counted", () => {
  const missingUnder = (scheme: Scheme, certification: Certification, papers: Entered[], day: string) =>
    missingOf(
      fileUnder(scheme, { certification, work: { ...NO_WORK, entered: papers }, edition: OWN_EDITION }, day),
    );

  test("one refresher does not renew two years running", () => {
    const handedIn = (on: string) => [fact("renewal-submitted", on)];
    const first = { validFrom: "2025-03-10", validUntil: "2026-03-09", facts: handedIn("2026-03-05") };
    const second = withHoldersFacts(
      { validFrom: "2026-03-10", validUntil: "2027-03-09", facts: [] },
      { before: [first], after: [] },
    );
    const test = (day: string) => entered("refresher", day, { score: 9000 });
    const seen = entered("observation", "2027-01-10", { score: 9000 });
    const asks = {
      ...FACILITATOR_SCHEME,
      renewal: { ...FACILITATOR_SCHEME.renewal, parts: ["R2", "R3"] },
    } as const;
    const left = (certification: Certification, papers: Entered[], day = "2027-01-15") =>
      missingUnder(asks, certification, papers, day);
    expect(left(second, [test("2026-03-05"), seen])).toEqual(["R2"]);
    expect(left(second, [test("2026-03-06"), seen])).toEqual([]);
    expect(left({ ...second, earnedOn: "2027-01-10" }, [test("2027-01-12"), seen])).toEqual(["R3"]);
    const reduced = withHoldersFacts(
      { validFrom: "2026-06-01", validUntil: "2027-03-09", facts: [] },
      { before: [first, second], after: [] },
    );
    expect(left(reduced, [test("2026-03-05"), seen])).toEqual(["R2"]);
    expect(
      left({ ...first, facts: [] }, [test("2026-03-05"), { ...seen, day: "2026-03-01" }], "2026-03-05"),
    ).toEqual([]);
  });

  test("a course led after it had lapsed fills nothing, and owes its report", () => {
    const rest = complete.filter(({ kind }) => kind !== "delivery");
    const courses = (day: string) => [...rest, delivery("2025-06-01"), delivery(day)];
    const left = (papers: Entered[], facts: CertificationFact[] = []) =>
      missingUnder(TRAINER_SCHEME, held(...facts), papers, "2026-02-20");
    expect(left(courses("2025-12-31"))).toEqual([]);
    expect(left(courses("2026-02-10"))).toEqual(["R1", "R5"]);
    expect(left([...courses("2025-12-31"), { ...delivery("2026-02-10"), reported: false }])).toEqual(["R4"]);
    // Extended, or while a file handed in on time waited, they might.
    const extended = {
      id: "e",
      recordedOn: "2025-12-01",
      kind: "extended",
      validUntil: "2026-02-10",
    } as const;
    expect(left(courses("2026-02-10"), [extended])).toEqual([]);
    const waited = [fact("renewal-submitted", "2025-12-01"), fact("renewal-refused", "2026-02-11")];
    expect(left(courses("2026-02-10"), waited)).toEqual([]);
    expect(left(courses("2026-02-11"), waited)).toEqual(["R1", "R5"]);
  });
});

test("who entered the only papers of an observation, or whose role it was, is not another who decides", () => {
  const by = (recordedBy: string, kind: Entered["kind"] = "observation") => ({ kind, recordedBy });
  const only = (entered: ReturnType<typeof by>[], observed: unknown[] = []) =>
    isSeenOnlyByPapersOf(["jean", "ana"], { observed, entered });
  expect([only([by("jean")]), only([by("jean"), by("ana")])]).toEqual([true, true]);
  expect([only([by("marie")]), only([by("jean"), by("marie")])]).toEqual([false, false]);
  expect([only([]), only([by("jean", "delivery")]), only([by("jean")], [{}])]).toEqual([false, false, false]);
});

describe("deciding", () => {
  const waiting = held(fact("renewal-submitted", "2025-12-31"));
  const decide = (certification: Certification, actorId: string, day: string) => {
    const done = decideRenewal(certification, rule, { holderId: "holder", actorId }, [], day);
    return done.ok ? done.value : done.reason.key;
  };

  test("the anniversary is kept however late the office is", () =>
    expect(decide(waiting, "officer", "2026-06-10")).toEqual({
      band: "on-time",
      validFrom: "2026-01-01",
      validUntil: "2028-12-31",
    }));

  test("not by the holder, not without a file, not twice", () => {
    expect(decide(waiting, "holder", "2026-01-10")).toBe("certification-own-record");
    expect(decide(held(), "officer", "2025-12-01")).toBe("renewal-none");
    expect(decide(held(...waiting.facts, fact("revoked", "2026-01-05")), "officer", "2026-01-10")).toBe(
      "certification-revoked-already",
    );
    const renewed = held(...waiting.facts, {
      id: "n",
      recordedOn: "2026-01-05",
      kind: "succeeded",
      validFrom: "2026-01-01",
    });
    expect(decide(renewed, "officer", "2026-01-10")).toBe("renewal-none");
  });
});

const ONE_DELIVERY = {
  on: "2025-02-01",
  verified: true,
  modulesLed: 6,
  reportFiled: true,
  reportOwed: "2025-02-01",
  responses: 8,
  marks: 3200,
  training: false,
};

describe("as it was handed in", () => {
  const counted = (part: FilePart["part"], met: boolean): FilePart => ({
    part,
    met,
    have: 1,
    need: 2,
    waived: null,
    figures: { floor: 3 },
  });
  const file = [counted("R1", false), counted("R6", false), counted("R2", true)];

  test("what was written down is read back; of other days, or in words of before, nobody knows", () => {
    expect(frozenFile(JSON.stringify({ file }))).toEqual(file);
    expect(frozenFile(null)).toBeNull();
    expect(frozenFile(JSON.stringify({ parts: file }))).toBeNull();
  });

  test("a slow office harms nobody, and a finding since is not passed over", () =>
    expect(asHandedIn(file)).toEqual([counted("R1", true), counted("R6", false), counted("R2", true)]));
});

test("a course is a training of trainers where the scheme names it, for whoever led it", () => {
  const trainings = ["training-of-trainers"];
  const scheme = { ...TRAINER_SCHEME, renewal: { ...TRAINER_SCHEME.renewal, trainings } };
  const given = (courseId: string, asLead: boolean) => ({ ...ONE_DELIVERY, courseId, asLead });
  const work = {
    ...NO_WORK,
    deliveries: [
      given(trainings[0]!, true),
      given(trainings[0]!, false),
      given("managing-for-results", true),
    ],
  };
  const are = (one: Scheme) => deliveriesUnder(one, work).map(({ training }) => training);
  expect(are(scheme)).toEqual([true, false, false]);
  expect(are(TRAINER_SCHEME)).toEqual([false, false, false]);
});

test("of what was widened, a course given while the first one was suspended counts for nothing", () => {
  const suspended = { id: "s", recordedOn: "2024-03-01", kind: "suspended", on: "2024-03-01", decideBy: "2024-06-01" } as const; // prettier-ignore
  const lifted = { id: "l", recordedOn: "2024-06-01", kind: "lifted", on: "2024-06-01" } as const;
  const set = { id: "a", recordedOn: "2025-02-01", kind: "appeal-decided", of: "s", on: "2025-02-01", outcome: "overturned" } as const; // prettier-ignore
  const later = { ...suspended, id: "t", recordedOn: "2025-03-01", on: "2025-03-01" };
  const years = { validFrom: "2024-01-01", validUntil: "2026-12-31" };
  const widened = (...facts: CertificationFact[]): Certification => ({
    ...years,
    validFrom: "2025-01-01",
    countsFrom: years.validFrom,
    widened: {
      of: { ...years, facts, earnedOn: "2023-11-01" },
      schemeId: VOLUME_2_SCHEME.id,
      on: "2025-01-01",
    },
    facts: [],
  });
  const work = {
    ...NO_WORK,
    entered: ["2024-04-10", "2025-04-10"].map((day) => entered("delivery", day, { modules: 8 })),
  };
  const modules = (certification: Certification, day = "2026-06-01") => {
    const file = fileUnder(TRAINER_SCHEME, { certification, work, edition: OWN_EDITION }, day);
    const { have, courses } = file.find(({ part }) => part === "R1")!;
    return [have, courses];
  };
  expect(modules(widened())).toEqual([16, 2]);
  expect(modules(widened(suspended, lifted))).toEqual([8, 1]);
  // Set aside by an appeal, it never was; of what came after, each row has its own.
  expect(modules(widened(suspended, lifted, set))).toEqual([16, 2]);
  expect(modules(widened(later))).toEqual([16, 2]);
  // Lifted on the very day: it goes on, and what came in between does not count.
  expect(modules(widened(suspended, { ...lifted, on: "2025-01-01" }))).toEqual([8, 1]);
  // A row of a smaller scope goes on with it, and so does what is widened once more.
  const reduced = { ...widened(suspended, lifted), validFrom: "2025-06-01" };
  expect(modules(reduced)).toEqual([8, 1]);
  expect(
    modules({ ...widened(), widened: { ...widened().widened!, of: reduced, on: "2025-06-01" } }),
  ).toEqual([8, 1]);
  // What renews it counts its own time.
  const { countsFrom: _, ...renewed } = widened(suspended, lifted);
  expect(modules(renewed)).toEqual([8, 1]);
  expect(asOnePeriod(widened()).earnedOn).toBe("2023-11-01");
});

test("what widens another ends with it, and till then courses of either count; what renews it asks for its own", () => {
  const book = schemeBook(FIRST_SCHEMES);
  const years = { validFrom: "2024-01-01", validUntil: "2026-12-31", facts: [] };
  const countsFrom = years.validFrom;
  const second = { of: years, schemeId: VOLUME_2_SCHEME.id, on: "2026-06-01" };
  const first: Certification = { ...years, validFrom: "2026-06-01", countsFrom, widened: second };
  const led = { training: false, asLead: true, verified: true, reportFiled: true, responses: 8, marks: 3200 };
  const work: Work = {
    ...NO_WORK,
    deliveries: [
      ["beyond-the-first-loan", "2025-02-10"],
      ["beyond-the-first-loan", "2026-02-10"],
      ["management-essentials", "2026-05-20"],
    ].map(([courseId, on]) => ({ ...led, courseId: courseId!, on: on!, reportOwed: on!, modulesLed: 6 })),
  };
  const courses = (certification: Certification) => {
    const widens = widenedFrom(book, certification);
    const holder = { certification, work, edition: OWN_EDITION, widens };
    return fileUnder(TRAINER_SCHEME, holder, "2026-11-01").find(({ part }) => part === "R1")!;
  };
  expect(courses(first)).toMatchObject({ met: true, courses: 3, have: 18 });
  const { countsFrom: _, ...renewed } = first;
  expect(widenedFrom(book, renewed)).toEqual([]);
  // What is left of the next period, at a smaller scope.
  expect(widenedFrom(book, { ...first, validFrom: "2027-06-01", countsFrom: "2027-01-01" })).toEqual([]);
  expect(courses(years)).toMatchObject({ met: false, courses: 1 });
  // In another language of what was widened to another volume: all three are one line.
  const again = { ...first, widened: { of: first, schemeId: TRAINER_SCHEME.id, on: "2026-08-01" } };
  expect(widenedFrom(book, again).map(({ id }) => id)).toEqual([TRAINER_SCHEME.id, VOLUME_2_SCHEME.id]);
});
