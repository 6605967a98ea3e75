import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { TRAINER_ROLES } from "#app/features/cohorts/session.ts";
import { CERTIFICATION_STATUSES } from "#app/features/trainers/certifications/certification-status.ts";
import {
  isRefused,
  leadFindings,
  LEADING,
  leadingBy,
  type HeldForCourse,
  type OnSession,
} from "#app/features/trainers/certifications/may-lead.ts";
import {
  FACILITATOR_SCHEME,
  FIRST_SCHEMES,
  MASTER_SCHEME,
  SECOND_VERSIONS,
  TRAINER_SCHEME,
  VOLUME_2_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { leadersOf, trainingsFor } from "#app/features/trainers/schemes/courses.ts";
import { PROGRAMME_OF, type KeptSchemeId } from "#app/features/trainers/schemes/schemes.ts";

const held = (own: Partial<HeldForCourse> = {}, status: HeldForCourse["standing"]["status"] = "active") => ({
  standing: { status, valid: status === "active" },
  inactive: false,
  speaks: true,
  covers: true,
  ...own,
});
const leading = (held_: HeldForCourse[], own: { provisional?: boolean } = {}) =>
  leadingBy({ held: held_, provisional: false, ...own });

describe("what somebody is towards a course on a day", () => {
  test.each([
    ["valid, in its language, of what it is about", () => leading([held()]), "certified"],
    ["in another language", () => leading([held({ speaks: false })]), "other-language"],
    ["reduced to other sections", () => leading([held({ covers: false })]), "other-scope"],
    ["lapsed", () => leading([held({}, "lapsed")]), "lapsed"],
    ["not begun", () => leading([held({}, "pending")]), "lapsed"],
    ["suspended", () => leading([held({}, "suspended")]), "suspended"],
    [
      "suspended, and a candidate elsewhere",
      () => leading([held({}, "suspended")], { provisional: true }),
      "suspended",
    ],
    [
      "suspended in one volume, valid for this course by another",
      () => leading([held({}, "suspended"), held()]),
      "certified",
    ],
    ["revoked", () => leading([held({}, "revoked")]), "ended"],
    ["issued in error", () => leading([held({}, "in-error")], { provisional: true }), "ended"],
    [
      "in another language, and in its own of another scope",
      () => leading([held({ speaks: false }), held({ covers: false })]),
      "other-scope",
    ],
    [
      "lapsed, and a candidate again",
      () => leading([held({}, "lapsed")], { provisional: true }),
      "provisional",
    ],
    ["never certified", () => leading([]), "none"],
    ["inactive", () => leading([held({ inactive: true })]), "inactive"],
    [
      "inactive in one volume, active for this course by another",
      () => leading([held({ inactive: true }), held()]),
      "certified",
    ],
    [
      "active in another language only",
      () => leading([held({ inactive: true }), held({ speaks: false })]),
      "inactive",
    ],
  ])("%s", (_case, found, expected) => expect(found()).toBe(expected));

  test("nobody leads without a valid certification in the language and of the scope (any mixture)", () => {
    const one = fc.record({
      standing: fc.constantFrom(...CERTIFICATION_STATUSES).map((status) => ({
        status,
        valid: ["active", "renewal-due", "renewal-under-review"].includes(status),
      })),
      inactive: fc.boolean(),
      speaks: fc.boolean(),
      covers: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), fc.boolean(), (all, provisional) => {
        const may = ["certified", "inactive"].includes(leading(all, { provisional }));
        expect(may).toBe(all.some(({ standing, speaks, covers }) => standing.valid && speaks && covers));
      }),
    );
  });
});

const on = (role: OnSession["role"], is: OnSession["leading"], id = `${role} ${is}`): OnSession => ({ id, name: id, role, leading: is }); // prettier-ignore
const kinds = (...trainers: OnSession[]) => leadFindings(trainers).map(({ kind }) => kind);

describe("who stands on a session", () => {
  test.each([
    ["a certified lead, and anybody beside", () => kinds(on("lead", "certified"), on("co-trainer", "none")), []],
    ["a provisional lead alone", () => kinds(on("lead", "provisional")), ["provisional-alone"]],
    ["two provisional trainers", () => kinds(on("lead", "provisional"), on("co-trainer", "provisional")), ["provisional-alone", "provisional-alone"]],
    ["beside somebody inactive", () => kinds(on("lead", "provisional"), on("co-trainer", "inactive")), ["provisional-alone"]],
    ["beside a certified observer, who does not deliver", () => kinds(on("lead", "provisional"), on("observer", "certified")), ["provisional-alone"]],
    ["beside a certified co-trainer", () => kinds(on("lead", "provisional"), on("co-trainer", "certified")), []],
    ["as an apprentice", () => kinds(on("apprentice", "provisional")), []],
    ["a co-trainer whose certification was revoked", () => kinds(on("lead", "certified"), on("co-trainer", "ended")), ["ended"]],
    ["a lead in another language beside somebody certified", () => kinds(on("lead", "other-language"), on("co-trainer", "certified")), ["other-language"]],
    ["a suspended co-trainer", () => kinds(on("lead", "certified"), on("co-trainer", "suspended")), ["suspended"]],
    ["a suspended observer", () => kinds(on("lead", "certified"), on("observer", "suspended")), []],
    ["a lead without a certification", () => kinds(on("lead", "none")), ["none"]],
    ["a co-trainer without one, and no lead", () => kinds(on("co-trainer", "none")), ["nobody"]],
    ["nobody yet", () => kinds(), []],
  ])("%s", (_case, found, expected) => expect(found()).toEqual(expected)); // prettier-ignore

  test("whatever the mixture: none found means that somebody certified delivers, or nobody delivers", () => {
    const anybody = fc
      .record({ role: fc.constantFrom(...TRAINER_ROLES), is: fc.constantFrom(...LEADING) })
      .map(({ role, is }) => on(role, is));
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 5 }), (trainers) => {
        const delivering = trainers.filter(({ role }) => ["lead", "co-trainer", "tutor"].includes(role));
        const findings = leadFindings(trainers);
        if (findings.length === 0 && delivering.length > 0)
          expect(delivering.some(({ leading: is }) => is === "certified")).toBe(true);
        const barred = delivering.some(({ leading: is }) => is === "suspended" || is === "ended");
        if (barred) expect(findings.some(isRefused)).toBe(true);
      }),
    );
  });
});

describe("under which schemes whoever leads a course is certified", () => {
  const book = schemeBook([...FIRST_SCHEMES, ...SECOND_VERSIONS]);
  const current = book.ids.map((id) => book.current(id));
  const management = current.filter(({ id }) => PROGRAMME_OF[id as KeptSchemeId] === "management");
  const education = current.filter(({ id }) => PROGRAMME_OF[id as KeptSchemeId] !== "management");
  test.each([
    ["managing-for-results", management, [TRAINER_SCHEME.id, MASTER_SCHEME.id]],
    ["beyond-the-first-loan", management, [VOLUME_2_SCHEME.id, MASTER_SCHEME.id]],
    ["training-of-trainers", management, [MASTER_SCHEME.id]],
    ["trainers-refresher", management, []],
    ["talking-money-with-clients", education, ["fe-national-trainer"]],
    ["refresher-what-officers-forget", education, []],
  ])("%s", (courseId, schemes, leaders) => expect(leadersOf(courseId, schemes)).toEqual(leaders));

  test("a scheme that names no training of trainers takes those of its programme", () => {
    expect(trainingsFor(TRAINER_SCHEME, management)).toEqual(["training-of-trainers"]);
    expect(trainingsFor(FACILITATOR_SCHEME, education)).toEqual([]);
    const own = { ...TRAINER_SCHEME, renewal: { ...TRAINER_SCHEME.renewal, trainings: ["of-volume-1"] } };
    expect(trainingsFor(own, [own, ...management])).toEqual(["of-volume-1"]);
  });
});
