import { describe, expect, test } from "vitest";
import {
  APPLICATION_STATES,
  DECISIONS,
  hasLapsed,
  holdsSeat,
  mayAnswer,
  mayMove,
  mayOffer,
  stateAfter,
  type ApplicationState,
} from "#app/features/admission/application.ts";
import { balanceOf } from "#app/features/admission/balance.ts";
import { callPhase } from "#app/features/admission/call.ts";
import { inLocale, unwritten } from "#app/features/admission/call-forms.ts";

const TODAY = "2026-05-10";

describe("a call opens and closes by itself, both days included", () => {
  const call = { published: true, opensOn: "2026-05-01", closesOn: "2026-05-31" };
  test.each([
    ["2026-04-30", "announced"],
    ["2026-05-01", "open"],
    ["2026-05-31", "open"],
    ["2026-06-01", "closed"],
  ])("on %s it is %s", (today, phase) => expect(callPhase(call, today)).toBe(phase));
  test("unpublished it is a draft on any day", () =>
    expect(callPhase({ ...call, published: false }, "2026-05-10")).toBe("draft"));
});

test("the machine of an application, move by move", () => {
  const moves = [...DECISIONS, "accept", "refuse", "withdraw"] as const;
  const table = APPLICATION_STATES.map(
    (state) => `${state}: ${moves.filter((move) => mayMove(state, move)).join(" ")}`,
  );
  expect(table).toEqual([
    "received: shortlist wait offer decline withdraw",
    "shortlisted: wait offer decline reopen withdraw",
    "waiting: shortlist offer decline reopen withdraw",
    "declined: shortlist reopen",
    "offered: wait offer decline accept refuse withdraw",
    "accepted: ",
    "refused: offer",
    "withdrawn: ",
  ]);
  expect(moves.map(stateAfter)).toEqual([
    "shortlisted",
    "waiting",
    "offered",
    "declined",
    "received",
    "accepted",
    "refused",
    "withdrawn",
  ]);
});

describe("an offer", () => {
  const offered = (replyBy: string) => ({ state: "offered" as ApplicationState, replyBy });

  test("stands through its last day, then lapses, holds no seat and cannot be accepted", () => {
    expect([hasLapsed(offered(TODAY), TODAY), holdsSeat(offered(TODAY), TODAY)]).toEqual([false, true]);
    expect(mayAnswer(offered(TODAY), "accept", TODAY).ok).toBe(true);
    const late = offered("2026-05-09");
    expect([hasLapsed(late, TODAY), holdsSeat(late, TODAY)]).toEqual([true, false]);
    expect(mayAnswer(late, "accept", TODAY)).toMatchObject({
      ok: false,
      reason: { key: "admission.offer-lapsed" },
    });
    expect(mayAnswer(late, "refuse", TODAY).ok).toBe(true);
  });

  test("is answered once", () => {
    expect(mayAnswer({ state: "accepted", replyBy: null }, "refuse", TODAY)).toMatchObject({
      reason: { key: "admission.answered" },
    });
  });

  const offering = { seats: 3, held: 1, replyBy: "2026-05-20", startDate: "2026-06-01" };
  test.each([
    ["as many as there are seats", offering, 2, null],
    ["one more than there are", offering, 3, "admission.no-seats"],
    ["to be answered yesterday", { ...offering, replyBy: "2026-05-09" }, 1, "admission.reply-in-the-past"],
    ["to be answered today", { ...offering, replyBy: TODAY }, 1, null],
    [
      "to be answered when the course begins",
      { ...offering, replyBy: "2026-06-01" },
      1,
      "admission.reply-too-late",
    ],
  ])("%s", (_name, facts, offers, refusal) => {
    const result = mayOffer(facts, offers, TODAY);
    expect(result.ok ? null : result.reason.key).toBe(refusal);
  });
});

test("the balance counts who applied, who is shortlisted, who holds a seat", () => {
  const one = (
    state: ApplicationState,
    sex: string | null,
    country: string,
    replyBy: string | null = null,
  ) => ({
    state,
    sex,
    country,
    replyBy,
    organisationKind: "mfi",
  });
  const balance = balanceOf(
    [
      one("received", "female", "KH"),
      one("shortlisted", "female", "SN"),
      one("accepted", "male", "KH"),
      one("offered", null, "KH", "2026-05-12"),
      one("offered", "male", "LA", "2026-05-01"), // lapsed
      one("withdrawn", "female", "PE"),
    ],
    TODAY,
  );
  expect(balance.sex).toEqual([
    { value: "female", applied: 2, shortlisted: 1, seats: 0 },
    { value: "male", applied: 2, shortlisted: 0, seats: 1 },
    { value: "", applied: 1, shortlisted: 0, seats: 1 },
  ]);
  expect(balance.country.map(({ value }) => value)).toEqual(["KH", "LA", "SN"]);
  expect(balance.organisationKind).toEqual([{ value: "mfi", applied: 5, shortlisted: 1, seats: 2 }]);
});

test("words come in the visitor's language, else in one there is", () => {
  const words = { en: "Why?", fr: "" };
  const isEmpty = (text: string) => text === "";
  expect(inLocale(words, "fr", isEmpty)).toEqual({ words: "Why?", locale: "en" });
  expect(inLocale({ en: "" }, "en", isEmpty)).toBeNull();
  const written = { about: "x", criteria: "", costs: "" };
  expect(unwritten({ en: written, fr: { ...written, about: "" } }, ["en", "fr", "km"])).toEqual(["fr", "km"]);
});
