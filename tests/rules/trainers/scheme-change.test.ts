import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  datesOf,
  standingOn,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import { leaveBy } from "#app/features/trainers/candidacies/candidacy.ts";
import { readHistory, type Entry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  FACILITATOR_ATTESTED,
  FACILITATOR_SCHEME,
  FIRST_SCHEMES,
  MASTER_SCHEME,
  SECOND_VERSIONS,
  TO_VOLUME_2_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { ask } from "#app/features/trainers/schemes/asked.ts";
import { thresholdsOf } from "#app/features/trainers/observations/observation.ts";
import { manned, seatsOf, type Part, type There } from "#app/features/trainers/schemes/people-needed.ts";
import { renewedPeriod, renewingRule } from "#app/features/trainers/renewal/renewal.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import {
  changeName,
  changesBetween,
  fieldsOf,
  fieldsOfPart,
  typedValue,
  valueOf,
  valuesForm,
  withValues,
} from "#app/features/trainers/schemes/scheme-fields.ts";
import {
  candidacyChange,
  certificationChange,
  isTouched,
  nextVersion,
} from "#app/features/trainers/schemes/scheme-preview.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { SECOND_RATING, type Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { teachesAll, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { parseForm } from "#app/lib/form.ts";
import { runs } from "#tests/support/runs.ts";

const typed = (scheme: Scheme, other: Record<string, string | string[]> = {}) => ({
  ...Object.fromEntries(
    fieldsOf(scheme).map((field) => [field.name, typedValue(valueOf(scheme, field), field.unit)]),
  ),
  ...other,
});
/** As a browser sends it: a list under a name of its own. */
const entriesOf = (fields: Record<string, string | string[]>): [string, string][] =>
  Object.entries(fields).flatMap(([name, said]) =>
    typeof said === "string" ? [[name, said]] : said.map((one): [string, string] => [`${name}[]`, one]),
  );
const sent = (scheme: Scheme, other: Record<string, string | string[]> = {}) => {
  const form = parseForm(entriesOf(typed(scheme, other)), valuesForm(scheme));
  return form.ok ? { ...form, value: withValues(scheme, form.value) } : form;
};
const faultsOf = (scheme: Scheme, other: Record<string, string>) => {
  const form = sent(scheme, other);
  return form.ok ? [] : form.problem.errors.map(({ field, key }) => `${field} ${key}`);
};
const at = (scheme: Scheme, label: string) => fieldsOf(scheme).find((field) => field.label === label)!.name;

describe("the form of a scheme", () => {
  test.each(FIRST_SCHEMES.map((scheme) => [scheme.id, scheme] as const))(
    "%s sent as it stands changes nothing, and no two fields have one name",
    (_id, scheme) => {
      const form = sent(scheme);
      expect(form).toMatchObject({ ok: true, value: scheme });
      const names = fieldsOf(scheme).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  test("figures go where they belong, and only they are a change", () => {
    const other = {
      "validity.lasts.months": "48",
      "validity.reminders": "30, -30; -90, 30",
      [at(TRAINER_SCHEME, "exam.pass")]: "72,5",
      [at(TRAINER_SCHEME, "years.trainingYears")]: "2",
      [at(TRAINER_SCHEME, "attendance.madeUp")]: "yes",
      [at(TRAINER_SCHEME, "renewal.participantMean")]: "3.75",
    };
    const form = sent(TRAINER_SCHEME, other);
    if (!form.ok) throw new Error(JSON.stringify(form.problem.errors));
    expect(form.value.validity).toMatchObject({ lasts: { years: 4 }, reminders: [-90, -30, 30] });
    expect(form.value.renewal.asks.participantMean).toBe(375);
    expect(changesBetween(TRAINER_SCHEME, form.value).map(changeName).sort()).toEqual(
      Object.keys(other).sort(),
    );
    expect(readScheme(writeScheme(form.value))).toEqual(form.value);
  });

  test("a day of the year on which it always ends, and months that make no years", () => {
    const form = sent(FACILITATOR_SCHEME, { "validity.lasts.until": "12-31", "validity.lasts.months": "6" });
    expect(form.ok && form.value.validity.lasts).toEqual({ until: "12-31", atLeastMonths: 6 });
    const months = sent(FACILITATOR_SCHEME, { "validity.lasts.months": "18" });
    expect(months.ok && months.value.validity.lasts).toEqual({ months: 18 });
  });

  test("who decides on a stage lets into the next", () => {
    const index = TRAINER_SCHEME.stages.findIndex(({ id }) => id === "phase-3");
    const changed = withValues(TRAINER_SCHEME, { "phase-3.decidedBy": "officer" });
    expect(changed.stages[index + 1]!.enteredBy).toBe("officer");
    expect(TRAINER_SCHEME.stages[index + 1]!.enteredBy).toBe("master-trainer");
  });

  test("what cannot hold is said at its field", () => {
    const firstUntil = at(TRAINER_SCHEME, "exam.firstUntil");
    expect(faultsOf(TRAINER_SCHEME, { [firstUntil]: "20" })).toEqual([`${firstUntil} end-before-start`]);
    expect(faultsOf(TRAINER_SCHEME, { "validity.windowDays": "1100" })).toEqual([
      "validity.windowDays window-within",
    ]);
    expect(faultsOf(TRAINER_SCHEME, { "validity.lasts.months": "0" })).toContain(
      "validity.lasts.months lasts-something",
    );
    expect(faultsOf(TRAINER_SCHEME, { "validity.reminders": "-30, 91" })).toEqual([
      "validity.reminders reminders-within",
    ]);
    for (const until of ["06-29", "01-29", "02-28", "10-31"])
      expect(faultsOf(TRAINER_SCHEME, { "validity.lasts.until": until })).toEqual([]);
    for (const until of ["13-01", "02-29", "12-32", "04-31", "tomorrow"])
      expect(faultsOf(TRAINER_SCHEME, { "validity.lasts.until": until })).toEqual([
        "validity.lasts.until day-of-year",
      ]);
    expect(faultsOf(TRAINER_SCHEME, { [at(TRAINER_SCHEME, "exam.pass")]: "101" })).toHaveLength(1);
    expect(faultsOf(TRAINER_SCHEME, { [at(TRAINER_SCHEME, "criteria-floor.floor")]: "6" })).toHaveLength(1);
    expect(faultsOf(TRAINER_SCHEME, { "applied.decidedBy": "candidate" })).toEqual([
      "applied.decidedBy choose",
    ]);
  });

  test("with bridging, or other figures within it", () => {
    expect(nextVersion("1.0", "figures")).toBe("1.1");
    expect(nextVersion("1.9", "figures")).toBe("1.10");
    expect(nextVersion("1.9", "bridging")).toBe("2.0");
  });
});

test("whatever the form takes is written and read back; what is too much is said at its field", () => {
  // What the scores stand for takes any words; a form is made once for each scheme.
  const forms = FIRST_SCHEMES.map((scheme) => {
    const fields = fieldsOf(scheme).filter(({ unit }) => unit !== "anchor");
    const stands = fields.map((own) => [own.name, typedValue(valueOf(scheme, own), own.unit)] as const);
    return { scheme, stands: Object.fromEntries(stands), form: valuesForm(scheme, fields) };
  });
  const numbers = fc.constantFrom("0", "1", "3", "11", "13", "61", "99", "101", "3661", "-5000, 20", "99999");
  fc.assert(
    fc.property(
      fc.constantFrom(...forms),
      fc.array(fc.tuple(fc.nat(200), numbers), { maxLength: 3 }),
      ({ scheme, stands, form: made }, typing) => {
        const names = Object.keys(stands);
        const other = Object.fromEntries(typing.map(([at, text]) => [names[at % names.length]!, text]));
        const form = parseForm(entriesOf({ ...stands, ...other }), made);
        if (form.ok) {
          const changed = withValues(scheme, form.value);
          expect(readScheme(writeScheme(changed))).toEqual(readScheme(JSON.stringify(changed)));
        } else
          for (const { field } of form.problem.errors)
            expect([field, names.includes(field)]).toEqual([field, true]);
      },
    ),
    { numRuns: runs(2000) },
  );
  for (const [name, text] of [
    ["phase-1-exam.exam.resits", "11"],
    ["decision.repeat.weakAtMost", "13"],
    ["phase-1.attendance.mayMiss", "61"],
    ["phase-3.criteria-scored.second.apart", "6"],
    ["applied.document.cv.count", "21"],
  ] as const)
    expect(faultsOf(TRAINER_SCHEME, { [name]: text })).toEqual([`${name} too-big`]);
  expect(faultsOf(TRAINER_SCHEME, { "validity.reminders": "-5000, 20" })).toEqual([
    "validity.reminders too-small",
  ]);
  const years = { "validity.lasts.months": "121", "validity.lasts.until": "12-31" };
  expect(faultsOf(TRAINER_SCHEME, years)).toEqual(["validity.lasts.months lasts-too-long"]);
  expect(faultsOf(TRAINER_SCHEME, { "validity.reminders": "99999" })).toEqual([
    "validity.reminders list-of-days",
  ]);
  expect(() => writeScheme({ ...TRAINER_SCHEME, reapplyAfterDays: -1 })).toThrow();
});

test("who recommends, or nobody; which courses refresh, of those that are offered", () => {
  const nobody = sent(TRAINER_SCHEME, {
    "phase-2.recommendedBy": "",
    "provisional.recommendedBy": "officer",
  });
  if (!nobody.ok) throw new Error(JSON.stringify(nobody.problem.errors));
  const of = (id: string) => nobody.value.stages.find((stage) => stage.id === id)!.recommendedBy;
  expect([of("phase-2"), of("provisional"), of("phase-1")]).toEqual([null, "officer", "master-trainer"]);
  expect(faultsOf(TRAINER_SCHEME, { "phase-2.recommendedBy": "system" })).toEqual([
    "phase-2.recommendedBy choose",
  ]);
  const offered = (ticked: string[]) => {
    const fields = fieldsOfPart(TRAINER_SCHEME, "renewal", {
      courses: { ofProgramme: [], refreshing: ["observing-and-coaching"] },
    });
    const own = { ...typed(TRAINER_SCHEME), "renewal.refreshers": ticked };
    const form = parseForm(entriesOf(own), valuesForm(TRAINER_SCHEME, fields));
    return form.ok ? withValues(TRAINER_SCHEME, form.value).renewal.refreshers : form.problem.errors[0]!.key;
  };
  expect(offered(["observing-and-coaching", "trainers-refresher"])).toEqual([
    "trainers-refresher",
    "observing-and-coaching",
  ]);
  expect(offered([])).toEqual([]);
  expect(offered(["managing-for-results"])).toBe("choose");
  const named = { ...TRAINER_SCHEME, courses: ["managing-for-results", "observing-and-coaching"] };
  const both = { ...typed(named), "renewal.refreshers": ["observing-and-coaching"] };
  const fields = (part: string) =>
    fieldsOfPart(named, part, { courses: { ofProgramme: [], refreshing: ["observing-and-coaching"] } });
  const form = parseForm(entriesOf(both), valuesForm(named, fields("renewal")));
  expect(!form.ok && form.problem.errors).toMatchObject([
    { field: "renewal.refreshers", key: "first-course" },
  ]);
  const none = withValues(TRAINER_SCHEME, { "renewal.refreshers": [] });
  expect(changesBetween(TRAINER_SCHEME, none).map(changeName)).toEqual(["renewal.refreshers"]);
});

test("the courses a version is about, of those that are offered; none ticked: as the platform says", () => {
  const courses = { ofProgramme: ["managing-for-results", "our-own-course"], refreshing: [] };
  const ticked = (scheme: Scheme, name: string, some: string[]) => {
    const fields = fieldsOf(scheme, courses).filter((field) => field.name === name);
    const form = parseForm(entriesOf({ [name]: some }), valuesForm(scheme, fields));
    return form.ok ? withValues(scheme, form.value) : form.problem.errors[0]!.key;
  };
  const named = ticked(TRAINER_SCHEME, "courses", ["our-own-course"]) as Scheme;
  expect(named.courses).toEqual(["our-own-course"]);
  expect(changesBetween(TRAINER_SCHEME, named).map(changeName)).toEqual(["courses"]);
  // One that is offered no more stays until it is taken out.
  expect(fieldsOf({ ...named, courses: ["gone"] })[0]).toMatchObject({ name: "courses", choices: ["gone"] });
  const none = ticked(named, "courses", []) as Scheme;
  expect(none.courses).toBeUndefined();
  expect(changesBetween(TRAINER_SCHEME, none)).toEqual([]);
  expect(ticked(TRAINER_SCHEME, "courses", ["talking-money-with-clients"])).toBe("choose");

  const [master] = SECOND_VERSIONS;
  const trainings = ticked(master!, "renewal.trainings", ["our-own-course"]) as Scheme;
  expect(trainings.renewal.trainings).toEqual(["our-own-course"]);
  expect(trainings.renewal.asks).toEqual(master!.renewal.asks);
});

test("a course that teaches all of a scheme's topics is the course itself, and no refresher", () => {
  const sections = (...ids: string[]) => ({ sections: ids.map((id) => ({ id, modules: [`of-${id}`] })) });
  const all = ["introduction", "markets", "people", "risk", "performance"];
  expect(teachesAll("mmw-volume-1-trainer", sections(...all, "more"))).toBe(true);
  expect(teachesAll("mmw-volume-1-trainer", sections(...all.slice(1)))).toBe(false);
  const topics = { sections: [{ id: "topics", modules: topicsOf("fe-facilitator") }] };
  expect(teachesAll("fe-facilitator", topics)).toBe(true);
  expect(teachesAll("mmw-licence", sections(...all))).toBe(false);
});

test("a choice there was not before is a change too", () => {
  const index = TRAINER_SCHEME.stages.findIndex(({ id }) => id === "phase-3");
  const panel = withValues(withValues(TRAINER_SCHEME, { "phase-3.decidedBy": "officer" }), {
    "phase-3.panel": true,
  });
  expect(panel.stages[index]!.panel).toBe(true);
  expect(changesBetween(TRAINER_SCHEME, panel).map(changeName)).toEqual([
    "phase-3.decidedBy",
    "phase-3.panel",
  ]);
});

const changed = fc
  .record({
    lasts: fc.integer({ min: 6, max: 60 }).map((months) => ({ months })),
    windowDays: fc.integer({ min: 0, max: 150 }),
    graceDays: fc.integer({ min: 0, max: 200 }),
  })
  .map((own) => ({
    ...TRAINER_SCHEME,
    version: "1.1",
    validity: { ...TRAINER_SCHEME.validity, ...own },
  }));

test("what the preview says of a certification is what the engine says once it is published", () => {
  fc.assert(
    fc.property(changed, fc.integer({ min: -1500, max: 100 }), fc.boolean(), (draft, age, moved) => {
      const today = "2026-06-15";
      const validFrom = addDays(today, age);
      const certification: Certification = { validFrom, validUntil: addDays(validFrom, 1094), facts: [] };
      const shown = certificationChange(
        certification,
        { told: TRAINER_SCHEME, current: TRAINER_SCHEME, draft },
        moved,
        today,
      );
      const facts = moved ? [{ kind: "moved", day: today, word: "1.1" }] : [];
      const row = { schemeId: TRAINER_SCHEME.id, schemeVersion: "1.0", facts };
      const judged = schemeBook([...FIRST_SCHEMES, draft]).judging(row, today);
      const dates = datesOf(certification, judged.validity);
      expect(shown.windowOpens.after).toBe(dates.windowOpens);
      expect(shown.graceEnds.after).toBe(dates.graceEnds);
      expect(shown.status.after).toBe(standingOn(certification, judged.validity, today).status);
      if (!moved)
        expect([shown.windowOpens, shown.graceEnds].every(({ before, after }) => before === after)).toBe(
          true,
        );
      const handedIn = certification.validUntil;
      const given = renewedPeriod(renewingRule(judged, draft), certification, handedIn, handedIn);
      if (given.ok && given.value.band === "on-time")
        expect(shown.nextUntil.after).toBe(given.value.validUntil);
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);

/** What moving a candidacy of these events changes. */
function moved(entries: readonly Entry[], own: Scheme, draft: Scheme, today: string) {
  const as = (scheme: Scheme) => {
    const { candidacy, facts } = readHistory(scheme, "p", entries);
    return { scheme, candidacy, facts };
  };
  return candidacyChange({ before: as(own), after: as(draft) }, today);
}

test("a candidacy's deadline and what it still asks, under the old version and the new one", () => {
  const by = { personId: "officer", as: "officer" } as const;
  const entries: Entry[] = [
    { id: "1", on: "2026-01-05", by, reason: "", kind: "opened", body: { at: "provisional" } },
  ];
  const draft = withValues(TRAINER_SCHEME, { "provisional.leaveWithin.months": 18 });
  const change = moved(entries, TRAINER_SCHEME, draft, "2026-06-01");
  expect(change).toEqual({
    dueOn: { before: "2027-01-05", after: "2027-07-05" },
    missing: { before: 1, after: 1 },
    askedNow: [],
    askedNoMore: [],
  });
  expect(isTouched(change)).toBe(true);
  expect(leaveBy(draft, readHistory(draft, "p", entries).candidacy)).toBe(change.dueOn.after);
  const same = moved(entries, TRAINER_SCHEME, TRAINER_SCHEME, "2026-06-01");
  expect(isTouched(same)).toBe(false);
});

test("how many assessors and when a second one are figures too, also where a version says nothing of them", () => {
  const at = "phase-3.criteria-scored";
  const two = withValues(TRAINER_SCHEME, { [`${at}.assessors`]: 2, [`${at}.second.share`]: 5000 });
  expect(thresholdsOf(two)).toMatchObject({ assessors: 2, second: { ...SECOND_RATING, share: 5000 } });
  expect(readScheme(writeScheme(two))).toEqual(two);
  expect(
    changesBetween(TRAINER_SCHEME, two).flatMap((change) =>
      change.kind === "figure" ? [[change.field.label, change.before, change.after]] : [],
    ),
  ).toEqual([
    ["criteria-scored.assessors", 1, 2],
    ["criteria-scored.second.share", 2000, 5000],
  ]);
  expect(seatsOf(two).map(({ act }) => act)).toContain("assess2");
  expect(valuesForm(two).safeParse(typed(two)).success).toBe(true);
  expect(valuesForm(two).safeParse(typed(two, { [`${at}.assessors`]: "3" })).success).toBe(false);
});

describe("how many separate people a scheme needs", () => {
  const person = (personId: string, ...parts: Part[]): There => ({ personId, parts });

  test("five of eight: the acts that would block are named", () => {
    const people = [
      person("a", "officer"),
      person("b", "cohort-administrator"),
      person("c", "master-trainer"),
      person("d", "master-trainer"),
      person("e", "guest"),
    ];
    expect(manned(seatsOf(TRAINER_SCHEME), people)).toEqual({
      need: 8,
      have: 5,
      blocked: ["second", "panel2", "panel3"],
    });
    expect(seatsOf(MASTER_SCHEME).map(({ act }) => act)).toEqual([
      "seat",
      "teach",
      "decide",
      "second",
      "panel1",
      "panel2",
      "panel3",
    ]);
  });

  test("an employer's own people attest, and its training department records it", () => {
    const by = (scheme: Scheme) => Object.fromEntries(seatsOf(scheme).map(({ act, by }) => [act, by]));
    expect(by(FACILITATOR_ATTESTED)).toMatchObject({
      assess: ["attester", "master-trainer"],
      decide: ["training-department"],
    });
    for (const scheme of [FACILITATOR_SCHEME, TRAINER_SCHEME])
      expect(by(scheme)).toMatchObject({ assess: ["master-trainer"], decide: ["officer"] });
  });

  test("one person with two parts holds one seat, and the one that leaves most to the others", () => {
    const both = person("both", "officer", "master-trainer");
    expect(manned(seatsOf(TRAINER_SCHEME), [both]).have).toBe(1);
    const seats = seatsOf(TRAINER_SCHEME).filter(({ act }) => act === "assess" || act === "decide");
    expect(manned(seats, [both, person("m", "master-trainer")]).blocked).toEqual([]);
    expect(manned(seats, [person("m", "master-trainer"), both]).blocked).toEqual([]);
  });

  test("no more seats are held than there are people or seats, and more people never block more", () => {
    const parts = fc.subarray<Part>(["officer", "master-trainer", "cohort-administrator", "guest"]);
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (lists) => {
        const people = lists.map((own, index) => person(String(index), ...own));
        const seats = seatsOf(TRAINER_SCHEME);
        const { have, need, blocked } = manned(seats, people);
        expect(have + blocked.length).toBe(need);
        expect(have).toBeLessThanOrEqual(people.filter(({ parts: own }) => own.length > 0).length);
        expect(manned(seats, [...people, person("new", "officer")]).have).toBeGreaterThanOrEqual(have);
        expect(manned(seats, [...people].reverse()).have).toBe(have);
      }),
      { numRuns: runs(10_000) },
    );
  }, 60_000);
});

describe("what a candidate would be asked", () => {
  const by = { personId: "officer", as: "officer" } as const;
  const opened = (at: string): Entry[] => [
    { id: "1", kind: "opened", on: "2026-01-01", by, reason: "", body: { at } },
  ];
  const change = (at: string, draft: Scheme, own: Scheme = TRAINER_SCHEME) =>
    moved(opened(at), own, draft, "2026-02-01");
  const said = (at: string, draft: Scheme, own?: Scheme) => {
    const { askedNow, askedNoMore } = change(at, draft, own);
    const words = ({ says, what }: (typeof askedNow)[number]) => [says, ...what].join(" ");
    return [askedNow.map(words), askedNoMore.map(words)];
  };
  const more = ask(TRAINER_SCHEME, "applied", "document.reference");

  test("another paper is asked for now, or no more, by its name", () => {
    expect(said("applied", more)).toEqual([["document reference"], []]);
    expect(said("applied", TRAINER_SCHEME, more)).toEqual([[], ["document reference"]]);
    expect([isTouched(change("applied", more)), isTouched(change("applied", TRAINER_SCHEME, more))]).toEqual([
      true,
      true,
    ]);
  });

  test("more of what is missing already is asked now; the pass mark of an exam nobody sat is no news", () => {
    const few = withValues(TRAINER_SCHEME, { "phase-2.practice.count": 3 });
    expect(said("phase-2", few)).toEqual([["practice.micro-teaching"], []]);
    const harder = withValues(TO_VOLUME_2_SCHEME, { "volume-exam.exam.pass": 8000 });
    const sits: Entry[] = [
      ...opened("volume-applied"),
      { id: "2", kind: "advance", on: "2026-01-02", by, reason: "", body: {} },
    ];
    const exam = moved(sits, TO_VOLUME_2_SCHEME, harder, "2026-02-01");
    expect(exam).toMatchObject({ missing: { before: 1, after: 1 }, askedNow: [], askedNoMore: [] });
    expect(isTouched(exam)).toBe(false);
  });
});
