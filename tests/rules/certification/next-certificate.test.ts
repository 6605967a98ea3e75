import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attendedSessions } from "#app/features/certification/attended-sessions.ts";
import {
  bestCertificate,
  CERTIFICATE_KINDS,
  type IssueFacts,
} from "#app/features/certification/issue-gate.ts";
import { mayBeIssuedBy } from "#app/features/certification/issuer-separation.ts";
import {
  askedCertificate,
  nextCertificate,
  waitsForAchievement,
} from "#app/features/certification/next-certificate.ts";
import { stillCounts } from "#app/features/certification/still-counts.ts";
import { attendanceOf, MARKS } from "#app/features/cohorts/attendance.ts";

const LAST_DAY = "2026-11-20";
const complete: IssueFacts = {
  programme: "management",
  format: "standard",
  attendanceMet: true,
  activitiesDone: true,
  finalPassed: true,
  planApproved: true,
  endDate: LAST_DAY,
  halfDays: 20,
  halfDaysVerified: 20,
  attendedHalves: 36,
  reportValidated: true,
  nameConfirmed: true,
  uncovered: [],
  withdrawn: false,
  cancelled: false,
};
const separate = { holderId: "learner", verifiers: ["trainer"] };
const facts = { ...complete, ...separate };

describe("what a person gets next", () => {
  const next = (held: Parameters<typeof nextCertificate>[1], own: Partial<typeof facts> = {}) =>
    nextCertificate({ ...facts, ...own }, held, "administrator", LAST_DAY);

  test("is the best they qualify for", () => {
    expect(next([])).toEqual({ ok: true, value: "achievement" });
    expect(next([{ kind: "participation", revoked: false }])).toEqual({ ok: true, value: "achievement" });
  });

  test("is nothing where they hold as much, also when a fact was lost afterwards", () => {
    expect(next([{ kind: "achievement", revoked: false }])).toBeNull();
    expect(next([{ kind: "achievement", revoked: false }], { finalPassed: false })).toBeNull();
    expect(next([{ kind: "participation", revoked: false }], { nameConfirmed: false })).toBeNull();
  });

  test("is the reason why nothing is due, where they hold nothing that counts", () => {
    const unconfirmed = { ok: false, reason: { key: "certificate.name-unconfirmed" } };
    expect(next([], { nameConfirmed: false })).toMatchObject(unconfirmed);
    expect(next([{ kind: "participation", revoked: true }], { nameConfirmed: false })).toMatchObject(unconfirmed);
    expect(askedCertificate("participation", next([], { nameConfirmed: false }), facts, LAST_DAY)).toMatchObject(unconfirmed);
    expect(askedCertificate("participation", null, facts, LAST_DAY)).toBeNull();
  }); // prettier-ignore

  test("is not a revoked one by the same act, but may be a higher one", () => {
    expect(next([{ kind: "achievement", revoked: true }])).toMatchObject({
      reason: { key: "certificate.revoked-before" },
    });
    expect(next([{ kind: "achievement", revoked: true, inError: true }])).toMatchObject({
      reason: { key: "certificate.in-error-before" },
    });
    expect(next([{ kind: "participation", revoked: true }])).toMatchObject({ value: "achievement" });
  });

  test("asked for as another kind is refused with the reason, or with the better one that is due", () => {
    const due = next([]);
    expect(askedCertificate("achievement", due, facts, LAST_DAY)).toEqual(due);
    expect(askedCertificate("participation", due, facts, LAST_DAY)).toMatchObject({
      reason: { key: "certificate.better-possible" },
    });
    const less = { ...facts, finalPassed: false };
    const lower = nextCertificate(less, [], "administrator", LAST_DAY);
    expect(askedCertificate("achievement", lower, less, LAST_DAY)).toMatchObject({
      reason: { key: "certificate.missing-final" },
    });
  });

  test("says beside a participation what achievement waits for", () => {
    expect(waitsForAchievement({ ...facts, planApproved: false }, [], LAST_DAY)).toMatchObject({
      reason: { key: "certificate.missing-action-plan" },
    });
    expect(waitsForAchievement(facts, [], LAST_DAY)).toBeNull();
    const held = (kind: "participation" | "achievement") =>
      waitsForAchievement({ ...facts, planApproved: false }, [{ kind, revoked: false }], LAST_DAY);
    expect(held("participation")).not.toBeNull();
    expect(held("achievement")).toBeNull();
  });
});

describe("who may issue", () => {
  const by = (issuer: string, kind: (typeof CERTIFICATE_KINDS)[number], own = {}) =>
    mayBeIssuedBy(issuer, kind, { ...separate, reportValidated: false, ...own });

  test.each(CERTIFICATE_KINDS)("%s: never the holder", (kind) => {
    expect(by("learner", kind, { reportValidated: true })).toMatchObject({
      reason: { key: "certificate.own" },
    });
  });

  test("before the validated report, not the only one who verified the attendance", () => {
    expect(by("trainer", "participation")).toMatchObject({ reason: { key: "certificate.second-person" } });
    expect(by("trainer", "attendance-statement").ok).toBe(false);
    expect(by("administrator", "participation").ok).toBe(true);
    expect(by("trainer", "participation", { verifiers: ["trainer", "co-trainer"] }).ok).toBe(true);
    expect(by("trainer", "participation", { reportValidated: true }).ok).toBe(true);
    expect(by("trainer", "participation", { verifiers: [] }).ok).toBe(true); // at a distance nothing is verified
  });
});

describe("attended sessions", () => {
  const session = (id: string, contactMinutes = 180) => ({ id, date: "2026-11-20", contactMinutes });
  const mark = (halfDayId: string, kind: (typeof MARKS)[number], minutesMissed = 0) => ({
    halfDayId,
    mark: kind,
    minutesMissed,
  });

  test("count their minutes as the threshold counts them", () => {
    const planned = ["a", "b", "c", "d", "e", "f"].map((id) => session(id, 195));
    const marks = [
      mark("a", "present"),
      mark("b", "late", 29),
      mark("c", "left-early", 30),
      mark("d", "excused"),
      mark("e", "absent"),
    ];
    expect(attendedSessions(planned, marks).map(({ id, minutes }) => [id, minutes])).toEqual([
      ["a", 195],
      ["b", 195],
      ["c", 97],
    ]);
  });

  test("of made-up half-days only two count", () => {
    const planned = ["a", "b", "c"].map((id) => session(id));
    const marks = planned.map(({ id }) => mark(id, "made-up"));
    expect(attendedSessions(planned, marks).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("add up to the attendance that decides", () => {
    const anyMark = fc.record({
      mark: fc.constantFrom(...MARKS),
      minutesMissed: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 25 }), (marks) => {
        const planned = marks.map((_, index) => session(String(index)));
        const placed = marks.map((one, index) => ({ ...one, halfDayId: String(index) }));
        const halves = attendedSessions(planned, placed).reduce((sum, one) => sum + one.halves, 0);
        expect(halves).toBe(attendanceOf(marks, marks.length).halves);
      }),
    );
  });
});

describe("what still counts", () => {
  test("is told all at once, one's own part first", () => {
    const open = {
      ...complete,
      finalPassed: false,
      planApproved: false,
      nameConfirmed: false,
      reportValidated: false,
    };
    expect(stillCounts(open, "2026-11-19")).toEqual(["final", "action-plan", "name", "end", "report"]);
    expect(stillCounts(complete, LAST_DAY)).toEqual(["issue"]);
  });

  test("is only the issuing exactly when achievement may be issued", () => {
    const anyFacts = fc.record({
      attendanceMet: fc.boolean(),
      finalPassed: fc.constantFrom(true, false, null),
      planApproved: fc.boolean(),
      endDate: fc.constantFrom("2026-11-20", "2026-11-21"),
      halfDaysVerified: fc.constantFrom(19, 20),
      reportValidated: fc.boolean(),
      nameConfirmed: fc.boolean(),
      uncovered: fc.constantFrom<string[][]>([], ["𐌰"]),
    });
    fc.assert(
      fc.property(anyFacts, (some) => {
        const all: IssueFacts = { ...complete, ...some };
        const best = bestCertificate(all, LAST_DAY);
        const achieved = best.ok && best.value === "achievement";
        expect(stillCounts(all, LAST_DAY)[0] === "issue").toBe(achieved);
      }),
    );
  });
});
