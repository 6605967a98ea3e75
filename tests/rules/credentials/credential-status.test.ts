import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  courseState,
  messageOf,
  periodNumberOf,
  periodOf,
  PERIODS,
  purposeOf,
  reasonOf,
  REASONS,
  restNumberOf,
  restOf,
  RESTS,
  trainerPeriod,
  trainerRest,
  trainerState,
  type ListedState,
} from "#app/features/credentials/credential-status.ts";
import { FINDINGS } from "#app/features/credentials/check-steps.ts";
import {
  exitCodeOf,
  periodFinding,
  resultOf,
  verdictOf,
  VERDICTS,
  type Result,
} from "#app/features/credentials/verdict.ts";
import {
  CERTIFICATION_STATUSES,
  type CertificationStatus,
} from "#app/features/trainers/certifications/certification-status.ts";
import { publicStanding } from "#app/features/trainers/certifications/public-standing.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const UNTIL = "2027-05-31";
const state = (status: CertificationStatus, day: string, replaced = false) =>
  trainerState({ status, day }, UNTIL, replaced);

describe("the lists of states", () => {
  test("name what no longer counts and why, and what does not count for a time", () => {
    const day = "2026-11-02";
    const told = (...states: ListedState[]) =>
      CERTIFICATION_STATUSES.filter((status) => states.some((one) => one === state(status, day)));
    expect(told("revoked")).toEqual(["expired", "ended", "surrendered", "revoked"]);
    expect(told("superseded")).toEqual(["superseded"]);
    expect(told("in-error")).toEqual(["in-error"]);
    expect(told("suspended")).toEqual([
      "suspended",
      "not-a-trainer",
      "on-leave",
      "back-from-leave",
      "lapsed",
    ]);
    for (const status of CERTIFICATION_STATUSES)
      expect(purposeOf(state(status, day, true)!)).toBe("revocation");
    expect(state("in-error", day, true)).toBe("in-error");
    const course = { inError: false, revoked: false, superseded: false };
    expect(courseState(course)).toBeNull();
    expect(courseState({ ...course, superseded: true })).toBe("superseded");
    expect(courseState({ ...course, revoked: true, superseded: true })).toBe("revoked");
    expect(courseState({ inError: true, revoked: true, superseded: true })).toBe("in-error");
  });

  test("tell each reason by a number that reads as the same reason", () => {
    for (const reason of REASONS) expect(reasonOf(messageOf(reason))).toBe(reason);
    expect([messageOf("suspended"), reasonOf(0)]).toEqual([0, null]);
  });

  test("tell of a printed end what the register knows better", () => {
    const told = (status: CertificationStatus, day: string) => trainerPeriod({ status, day }, UNTIL);
    expect(told("renewal-under-review", "2027-05-01")).toBe("under-review");
    for (const status of ["active", "renewal-due"] as const) {
      expect(told(status, UNTIL)).toBeNull();
      expect(told(status, "2027-06-01")).toBe("extended");
    }
    expect(told("lapsed", "2027-06-01")).toBe("lapsed");
    expect(told("expired", "2027-06-01")).toBeNull();
    for (const period of PERIODS) expect(periodOf(periodNumberOf(period))).toBe(period);
    expect(periodOf(0)).toBeNull();
  });

  test("leave an end that was printed to the credential", () => {
    for (const day of [UNTIL, "2027-06-30"]) {
      expect(state("lapsed", day)).toBeNull();
      expect(state("expired", day)).toBeNull();
    }
  });
});

test("tell how it is over or rests by a number that reads as the same, and of nothing that was taken away", () => {
  for (const rest of RESTS) expect(restOf(restNumberOf(rest))).toBe(rest);
  const told = CERTIFICATION_STATUSES.flatMap((status) => {
    const rest = trainerRest({ status });
    return rest ? [[status, rest]] : [];
  });
  expect(told).toEqual([
    ["on-leave", "on-leave"],
    ["back-from-leave", "back-from-leave"],
    ["lapsed", "lapsed"],
    ["expired", "expired"],
    ["ended", "ended"],
    ["surrendered", "ended"],
  ]);
});

test("expires soon from the same day on by the register and by the file alone", () => {
  const validUntil = Date.parse(`${UNTIL}T23:59:59Z`);
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 0 }), fc.integer({ min: 0, max: 86_399 }), (days, second) => {
      const day = addDays(UNTIL, days);
      const byFile = periodFinding(0, validUntil, Date.parse(`${day}T00:00:00Z`) + second * 1000);
      for (const status of ["active", "renewal-due"] as const) {
        const standing = { status, valid: true, day: UNTIL, alarm: null };
        expect(byFile === "expires-soon").toBe(publicStanding(standing, day).status === "expires-soon");
      }
      expect(byFile === "expires-soon").toBe(days >= -60);
    }),
  );
});

describe("a verdict", () => {
  test("is the gravest thing found, and valid only when each step was good", () => {
    const good = { step: "read", found: "ok" } as const;
    expect(verdictOf([])).toBe("unreadable");
    expect(verdictOf([good])).toBe("valid");
    expect(
      verdictOf([good, { step: "period", found: "expired" }, { step: "revocation", found: "revoked" }]),
    ).toBe("revoked");
    expect(verdictOf([good, { step: "suspension", found: "unknown-status" }])).toBe("unknown-status");
  });

  test("ends a command with what a shell can ask", () => {
    const by = (code: number) => VERDICTS.filter((verdict) => exitCodeOf(verdict) === code);
    expect(by(0)).toEqual(["under-review", "extended", "expires-soon", "valid"]);
    expect(by(3)).toEqual(["unknown-issuer", "unknown-file", "unknown-end", "unknown-status"]);
  });

  test("and each step alone is fine, wrong, unknown, or worth a word", () => {
    const by = (result: Result) => FINDINGS.filter((found) => resultOf(found) === result);
    expect(by("ok")).toEqual(["ok"]);
    expect(by("noted")).toEqual([
      "unknown-time-service",
      "not-kept",
      "compromised-later",
      "expires-soon",
      "under-review",
      "extended",
      "not-compared",
    ]);
    expect(by("unknown")).toEqual([
      "unknown-file",
      "sealed-unkept",
      "unknown-signer",
      "unknown-issuer",
      "unknown-status",
      "unknown-end",
    ]);
    expect(by("failed")).toHaveLength(FINDINGS.length - 14);
  });
});
