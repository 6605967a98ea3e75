import { describe, expect, test } from "vitest";
import { MOST_MODULES } from "#app/features/certification/certificate-facts.ts";
import { certificateNumber } from "#app/features/certification/certificate-number.ts";
import { readCheckQuery } from "#app/features/certification/check-query.ts";
import { changedParts, mayCorrect } from "#app/features/certification/correction.ts";
import { mayConfirm, mayEnd, mayTakeBack } from "#app/features/certification/ending.ts";
import {
  checkDraft,
  fittingModules,
  printableTitle,
  type FactsDraft,
} from "#app/features/certification/freeze-facts.ts";

const draft: FactsDraft = {
  kind: "achievement",
  locale: "en",
  issuer: "Mekong Institute",
  programme: "Management in microfinance",
  course: { title: "Management essentials", version: "1.0" },
  cohort: "Phnom Penh, autumn",
  format: "standard",
  place: "Phnom Penh",
  startDate: "2026-11-09",
  endDate: "2026-11-20",
  holder: { name: "Sok Dara", nameLocal: "សុខ ដារ៉ា" },
  minutes: 3600,
  halfDays: { attended: 19, total: 20 },
  modules: [],
  signatories: [{ name: "Aminata Diallo", role: "Certification officer" }],
  issuedOn: "2026-11-20",
  edition: 1,
};
const noStars = (text: string) => (text.includes("*") ? ["*"] : []);

describe("a draft", () => {
  test("that fits and prints is itself", () => {
    expect(checkDraft(draft, noStars)).toEqual({ ok: true, value: draft });
  });

  test("names the text that is too long, wherever it stands", () => {
    const role = "r".repeat(121);
    const signatories = [...draft.signatories, { name: "B", role }];
    expect(checkDraft({ ...draft, signatories }, noStars)).toMatchObject({
      reason: { key: "certificate.text-too-long", params: { text: role, max: 120 } },
    });
  });

  test("names the text no font prints, wherever it stands", () => {
    const modules = [{ title: "A * session" }];
    expect(checkDraft({ ...draft, modules }, noStars)).toMatchObject({
      reason: { key: "certificate.text-unprintable", params: { text: "A * session", characters: "*" } },
    });
  });

  test("that is no certificate at all is a bug, not a refusal", () => {
    expect(() => checkDraft({ ...draft, endDate: "soon" }, noStars)).toThrow();
  });
});

test("sessions beyond the page become one row, and the hours still add up", () => {
  const sessions = Array.from({ length: MOST_MODULES + 5 }, (_, index) => ({
    title: `Session ${index}`,
    minutes: 60,
  }));
  const rows = fittingModules(sessions, (count) => `and ${count} more`);
  expect(rows).toHaveLength(MOST_MODULES);
  expect(rows.at(-1)).toEqual({ title: "and 6 more", minutes: 360 });
  expect(fittingModules(sessions.slice(0, MOST_MODULES), String)).toHaveLength(MOST_MODULES);
});

test("a session's title is cut to its line, or stands back for the half-day's name", () => {
  expect(printableTitle("Credit risk", "Morning", noStars)).toBe("Credit risk");
  expect(printableTitle(" ", "Morning", noStars)).toBe("Morning");
  expect(printableTitle("* * *", "Morning", noStars)).toBe("Morning");
  expect(printableTitle("x".repeat(200), "Morning", noStars)).toHaveLength(160);
});

describe("what is typed into the public check", () => {
  const number = certificateNumber("2026", 123);
  const code = "7GQ2M4RX9KTB3WVZ0HNCJ5PDA8";

  test.each([
    [number, { kind: "number", number }],
    [`No. ${number.toLowerCase()}`, { kind: "number", number }],
    [`N° ${number}`, { kind: "number", number }],
    [code, { kind: "code", code }],
    [`https://passbook.example/v/${code}`, { kind: "code", code }],
    [`https://passbook.example/v/${code}?x=1#y`, { kind: "code", code }],
    [`passbook.example/v/${code}`, { kind: "code", code }],
    [`https://passbook.example/v/${code}/`, { kind: "code", code }],
    [number.replace("123", "132"), { kind: "mistyped" }],
    ["Sok Dara", { kind: "unreadable" }],
    ["", { kind: "unreadable" }],
  ])("%s", (typed, query) => {
    expect(readCheckQuery(typed)).toEqual(query);
  });
});

describe("acts on an issued certificate", () => {
  const certificate = { holderId: "learner", superseded: false, revoked: false };
  const key = (answer: ReturnType<typeof mayEnd>) => (answer.ok ? "ok" : answer.reason.key);

  test("a correction needs something to correct; a revoked one may be issued again as it was", () => {
    expect(key(mayCorrect(certificate, ["officer"], 1))).toBe("ok");
    expect(key(mayCorrect(certificate, ["officer"], 0))).toBe("certificate.nothing-to-correct");
    expect(key(mayCorrect({ ...certificate, revoked: true }, ["officer"], 0))).toBe("ok");
  });

  test("are for the newest edition and for somebody else", () => {
    for (const act of [
      (facts = certificate, by = ["officer"]) => mayCorrect(facts, by, 1),
      mayEnd,
    ] as const) {
      expect(key(act({ ...certificate, superseded: true }, ["officer"]))).toBe("certificate.superseded");
      expect(key(act(certificate, ["learner"]))).toBe("certificate.own-record");
    }
    expect(key(mayEnd({ ...certificate, revoked: true }, ["officer"]))).toBe("certificate.already-revoked");
  });

  test("an ending takes another authority than the one that proposed it", () => {
    const proposed = { proposedBy: "officer", proposedFor: [] };
    const by = (...authorities: string[]) => key(mayConfirm(certificate, proposed, authorities));
    expect(by("administrator")).toBe("ok");
    expect(by("officer")).toBe("certificate.ending-needs-another");
    expect(by("deputy", "officer")).toBe("certificate.ending-needs-another");
    const byDeputy = { proposedBy: "deputy", proposedFor: ["officer"] };
    expect(key(mayConfirm(certificate, byDeputy, ["officer"]))).toBe("certificate.ending-needs-another");
    for (const who of [["learner"], ["deputy", "learner"]]) {
      expect(by(...who)).toBe("certificate.own-record");
      expect(key(mayTakeBack(certificate, who))).toBe("certificate.own-record");
    }
    expect(key(mayTakeBack(certificate, ["officer"]))).toBe("ok");
  });

  test("the parts that would read differently are found, whatever the order they are written in", () => {
    expect(changedParts(draft, { ...draft, holder: { nameLocal: "សុខ ដារ៉ា", name: "Sok Dara" } })).toEqual([]);
    expect(changedParts(draft, { ...draft, holder: { name: "Sok Dara" }, place: undefined })).toEqual([
      "holder",
      "place",
    ]);
    expect(changedParts({ ...draft, place: undefined }, { ...draft, place: undefined })).toEqual([]);
  });
});
