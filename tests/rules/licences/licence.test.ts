import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actOnLicence,
  askForLicence,
  assessRequest,
  LICENCE_ACTS,
  licenceActsOffered,
  licenceStandingOn,
  mayDecide,
  mayHandLicenceBack,
  periodGiven,
  type Licence,
} from "#app/features/licences/licence.ts";
import { mayHostPublicly } from "#app/features/licences/may-host.ts";
import {
  missingIn,
  qualification,
  shortOfTrainers,
  type LicenceEvidence,
} from "#app/features/licences/qualification.ts";
import {
  standingOn,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { MANAGEMENT_LICENCE, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { manned, seatsOf, type Part } from "#app/features/trainers/schemes/people-needed.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const rule = MANAGEMENT_LICENCE.validity;
const asks = MANAGEMENT_LICENCE.stages[0]!.asks;

/** 2024-01-01 to 2025-12-31: its window opens on 2025-07-04, its grace ends on 2026-03-31. */
const licence = (...facts: CertificationFact[]): Licence => ({
  validFrom: "2024-01-01",
  validUntil: lastValidDay(rule, "2024-01-01"),
  facts,
});
const asked = (on: string): CertificationFact => ({
  id: "asked",
  recordedOn: on,
  kind: "renewal-submitted",
  on,
});

const trainers = (...of: [string, string][]) => of.map(([personId, schemeId]) => ({ personId, schemeId }));
const FULL: LicenceEvidence = {
  trainers: trainers(["a", TRAINER_SCHEME.id], ["b", "mmw-volume-2-trainer"]),
  documents: ["agreement", "data-protection", "quality-file"],
  contacts: 1,
  reports: { owed: 3, filed: 3 },
};

describe("what counts", () => {
  test.each<[string, Partial<LicenceEvidence>, number]>([
    ["everything", {}, 0],
    ["nothing owed is nothing missing", { reports: { owed: 0, filed: 0 } }, 0],
    [
      "one trainer with two certifications is one",
      { trainers: trainers(["a", TRAINER_SCHEME.id], ["a", "mmw-volume-2-trainer"]) },
      1,
    ],
    [
      "a trainer of another programme is none",
      { trainers: trainers(["a", TRAINER_SCHEME.id], ["b", "fe-national-trainer"]) },
      1,
    ],
    ["a report that is not in", { reports: { owed: 3, filed: 2 } }, 1],
    ["nobody to turn to", { contacts: 0 }, 1],
    [
      "the agreement twice does not stand for the quality file",
      { documents: ["agreement", "agreement", "data-protection"] },
      1,
    ],
    ["nothing at all", { trainers: [], documents: [], contacts: 0, reports: { owed: 1, filed: 0 } }, 6],
  ])("%s", (_, own, missing) => {
    expect(missingIn(qualification(asks, { ...FULL, ...own }))).toBe(missing);
  });

  test("what is a candidate's is asked of no organisation", () => {
    const ofTrainers = TRAINER_SCHEME.stages.flatMap((stage) => stage.asks);
    expect(
      qualification(
        ofTrainers.filter(({ kind }) => kind !== "document"),
        FULL,
      ),
    ).toEqual([]);
  });

  test("short of trainers is said of trainers alone", () => {
    expect(shortOfTrainers(qualification(asks, { ...FULL, trainers: [] }))).toBe(true);
    expect(shortOfTrainers(qualification(asks, { ...FULL, contacts: 0 }))).toBe(false);
  });
});

describe("asking", () => {
  const ask = (of: Licence | null, today: string, own: { waits?: boolean; missing?: number } = {}) => {
    const answer = askForLicence({ licence: of, rule, waits: false, missing: 0, ...own }, today);
    return answer.ok ? answer.value : answer.reason.key;
  };
  const revoked: CertificationFact = { id: "r", recordedOn: "2024-03-01", kind: "revoked", on: "2024-03-01" };
  const suspended: CertificationFact = {
    id: "s",
    recordedOn: "2025-10-01",
    kind: "suspended",
    on: "2025-10-01",
    decideBy: "2026-01-01",
  };

  test.each([
    [null, "2025-01-01", "first"],
    [licence(), "2025-07-03", "renewal"],
    [licence(), "2025-12-31", "renewal"],
    [licence(), "2026-03-31", "renewal"],
    [licence(), "2026-04-01", "first"],
    [licence(suspended), "2025-11-01", "renewal-suspended"],
    [licence(asked("2025-11-01")), "2025-12-01", "renewal-waits"],
    [licence(revoked), "2024-03-15", "licence-revoked-already"],
    [licence(revoked), "2026-02-28", "renewal-revoked-wait"],
    [licence(revoked), "2026-03-01", "first"],
  ])("%#: on %s it is %s", (of, today, says) => {
    expect(ask(of, today)).toBe(says);
  });

  test("not while one waits, and not while something is missing", () => {
    expect(ask(null, "2025-01-01", { waits: true })).toBe("licence-waits");
    expect(ask(null, "2025-01-01", { missing: 1 })).toBe("licence-incomplete");
    expect(ask(licence(), "2025-08-01", { missing: 2 })).toBe("licence-incomplete");
  });
});

describe("who looks at it and who decides", () => {
  const key = (answer: { ok: boolean; reason?: { key: string } }) => (answer.ok ? "ok" : answer.reason?.key);
  test.each([
    [{ askedBy: "head", assessedBy: null }, false, "ok", "licence-not-assessed"],
    [{ askedBy: "head", assessedBy: "other" }, false, "licence-assessed", "ok"],
    [{ askedBy: "head", assessedBy: "me" }, false, "licence-assessed", "licence-decided-by-another"],
    [{ askedBy: "head", assessedBy: null }, true, "licence-own-record", "licence-own-record"],
    [{ askedBy: "head", assessedBy: "other" }, true, "licence-own-record", "licence-own-record"],
    [{ askedBy: "me", assessedBy: null }, false, "licence-own-request", "licence-own-request"],
    [{ askedBy: "me", assessedBy: "other" }, false, "licence-own-request", "licence-own-request"],
  ])("%j, working there: %s", (request, worksThere, looks, decides) => {
    const me = { actorId: "me", worksThere };
    expect(key(assessRequest(request, me))).toBe(looks);
    expect(key(mayDecide(request, me))).toBe(decides);
  });

  test("it needs three people: of two officers, who looked at it does not decide", () => {
    const there = (...parts: Part[]) => parts.map((part, index) => ({ personId: `${index}`, parts: [part] }));
    const seats = seatsOf(MANAGEMENT_LICENCE);
    expect(manned(seats, there("officer", "officer"))).toEqual({ need: 3, have: 2, blocked: ["second"] });
    expect(manned(seats, there("officer", "officer", "master-trainer")).blocked).toEqual([]);
    expect(manned(seats, there("master-trainer")).blocked).toEqual(["decide", "second"]);
  });
});

describe("the period", () => {
  test("a first one is two years from the decision", () => {
    expect(periodGiven(null, rule, "2026-02-10")).toEqual({
      ok: true,
      value: { validFrom: "2026-02-10", validUntil: "2028-02-09" },
    });
  });

  test.each([
    ["2025-07-04", "2026-01-20", "2026-01-01", "2027-12-31"],
    ["2025-12-31", "2026-08-01", "2026-01-01", "2027-12-31"],
    ["2026-01-15", "2026-02-10", "2026-02-10", "2028-02-09"],
    ["2025-06-01", "2025-06-20", "2025-06-20", "2027-06-19"],
  ])("asked on %s and decided on %s: from %s", (on, decided, validFrom, validUntil) => {
    const given = periodGiven({ licence: licence(asked(on)), hearing: null }, rule, decided);
    expect(given).toMatchObject({ ok: true, value: { validFrom, validUntil } });
  });

  test("none while a hearing on revoking it is to be held", () => {
    const hearing = { on: "2026-02-01" };
    expect(periodGiven({ licence: licence(asked("2025-12-01")), hearing }, rule, "2026-01-20")).toEqual({
      ok: false,
      reason: { key: "licence-hearing-set", params: { day: "2026-02-01" } },
    });
  });

  test("whenever it is asked for in the window and decided, nothing is lost and no day is without", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 180 }), fc.integer({ min: 0, max: 300 }), (before, later) => {
        const until = "2025-12-31";
        const on = addDays(until, -before);
        const decidedOn = addDays(on, later);
        const old = licence(asked(on));
        expect(standingOn(old, rule, decidedOn).valid).toBe(true);
        const given = periodGiven({ licence: old, hearing: null }, rule, decidedOn);
        if (!given.ok) throw new Error(given.reason.key);
        expect(given.value.validFrom).toBe(addDays(until, 1));
        expect(given.value.validUntil >= until).toBe(true);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe("what is done to one", () => {
  const today = "2025-05-01";
  const nobody = { suspendedBy: null, hearing: null };

  test("nobody who works there does anything", () => {
    for (const kind of LICENCE_ACTS) {
      const acting = {
        actorId: "me",
        worksThere: true,
        suspendedBy: "x",
        hearing: { by: "x", on: "2025-04-01" },
      };
      const done = actOnLicence(
        licence(),
        rule,
        { kind, until: "2025-06-01", word: "quality" },
        acting,
        today,
      );
      expect(done).toEqual({ ok: false, reason: { key: "licence-own-record", params: undefined } });
      expect(licenceActsOffered(licence(), rule, acting, today)).toEqual([]);
    }
  });

  test("revoked by two: who announced the hearing does not revoke, and nobody before it", () => {
    const hearing = { by: "me", on: "2025-04-20" };
    const revoke = (actorId: string, day: string) => {
      const done = actOnLicence(
        licence(),
        rule,
        { kind: "revoke", until: null },
        { ...nobody, actorId, worksThere: false, hearing },
        day,
      );
      return done.ok ? done.value.kind : done.reason.key;
    };
    expect(revoke("me", today)).toBe("certification-revoke-by-another");
    expect(revoke("another", "2025-04-19")).toBe("licence-hear-first");
    expect(revoke("another", today)).toBe("revoked");
  });

  test("a suspension is lifted by another, and neither waived nor reduced is an act of licences", () => {
    const suspension: CertificationFact = {
      id: "s",
      recordedOn: "2025-04-01",
      kind: "suspended",
      on: "2025-04-01",
      decideBy: "2025-08-01",
    };
    const offered = (actorId: string) =>
      licenceActsOffered(
        licence(suspension),
        rule,
        { actorId, worksThere: false, suspendedBy: "me", hearing: null },
        today,
      );
    expect(offered("me")).toEqual(["extend", "propose-revocation"]);
    expect(offered("another")).toEqual(["lift", "extend", "propose-revocation"]);
    expect(LICENCE_ACTS).not.toContain("waive");
    expect(LICENCE_ACTS).not.toContain("reduce");
  });
});

describe("a public course under the name of an organisation", () => {
  const told = (startDate: string, ...facts: CertificationFact[]) => {
    const one = licence(...facts);
    const standing = licenceStandingOn(one, rule, startDate);
    const host = { number: "LI-1", validUntil: one.validUntil, standing };
    const may = mayHostPublicly(host, { organisation: "Rumdul", startDate });
    return may.ok ? "ok" : [may.reason.key, may.reason.params?.["day"]];
  };
  const on = (kind: "suspended" | "surrendered", day: string): CertificationFact =>
    ({ id: kind, recordedOn: day, kind, on: day, until: "2025-12-01" }) as CertificationFact;

  test("needs a licence, which holds on its first day", () => {
    const none = mayHostPublicly(null, { organisation: "Rumdul", startDate: "2025-03-01" });
    expect(!none.ok && none.reason).toEqual({
      key: "host-unlicensed",
      params: { organisation: "Rumdul", day: "2025-03-01" },
    });
    expect(told("2023-12-31")).toEqual(["host-licence-begins", "2024-01-01"]);
    expect([told("2024-01-01"), told("2025-12-31")]).toEqual(["ok", "ok"]);
    expect(told("2026-01-01")).toEqual(["host-licence-ends", "2025-12-31"]);
    expect(told("2027-01-01")).toEqual(["host-licence-ends", "2025-12-31"]);
    expect(told("2026-01-01", asked("2025-12-20"))).toBe("ok");
  });

  test("not under one that is suspended or was given up, whatever its days say", () => {
    expect(told("2025-06-01", on("suspended", "2025-05-01"))).toEqual([
      "host-licence-suspended",
      "2025-05-01",
    ]);
    expect(told("2025-04-30", on("suspended", "2025-05-01"))).toBe("ok");
    expect(told("2025-06-01", on("surrendered", "2025-05-01"))).toEqual(["host-unlicensed", "2025-06-01"]);
  });

  test("a licence is handed back while it is one, and no request waits", () => {
    const may = (waits: boolean, day: string, ...facts: CertificationFact[]) => {
      const done = mayHandLicenceBack(licence(...facts), rule, waits, day);
      return done.ok ? "ok" : done.reason.key;
    };
    expect(may(false, "2025-06-01")).toBe("ok");
    expect(may(true, "2025-06-01")).toBe("licence-request-first");
    expect(may(false, "2025-06-01", on("surrendered", "2025-05-01"))).toBe("licence-over");
    expect(may(false, "2026-04-01")).toBe("licence-over");
  });
});
