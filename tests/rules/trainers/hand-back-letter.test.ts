import { expect, test } from "vitest";
import {
  mayConfirmLetter,
  mayDropLetter,
  mayEnterLetter,
  openLetter,
} from "#app/features/trainers/certifications/hand-back-letter.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

const TODAY = "2026-11-30";
const fact = (kind: string, recordedBy = "jean") => ({ id: kind, kind, recordedBy });
const who = (actorId: string, own = {}) => ({ holderId: "holder", actorId, conflict: false, ...own });
const key = (result: Result<null>) => (result.ok ? "ok" : result.reason.key);
const over = refuse("certification-over");
const entered = [fact("surrender-entered")];

test("a letter waits until it is confirmed or taken back", () => {
  const open = (...kinds: string[]) => openLetter(kinds.map((kind) => fact(kind)))?.kind ?? null;
  expect(open()).toBeNull();
  expect(open("surrender-entered", "suspended")).toBe("surrender-entered");
  expect(open("surrender-entered", "surrender-dropped")).toBeNull();
  expect(open("surrender-entered", "surrender-dropped", "surrender-entered")).toBe("surrender-entered");
  expect(open("surrender-entered", "surrendered")).toBeNull();
});

test.each([
  ["an officer", mayEnterLetter([], who("jean"), ok(null), { writtenOn: TODAY, today: TODAY }), "ok"],
  ["the holder", mayEnterLetter([], who("holder"), ok(null), { writtenOn: TODAY, today: TODAY }), "certification-own-record"],
  ["who works where the holder does", mayEnterLetter([], who("jean", { conflict: true }), ok(null), { writtenOn: TODAY, today: TODAY }), "certification-conflict"],
  ["a letter of tomorrow", mayEnterLetter([], who("jean"), ok(null), { writtenOn: "2026-12-01", today: TODAY }), "hand-back.written-later"],
  ["of one that is over", mayEnterLetter([], who("jean"), over, { writtenOn: TODAY, today: TODAY }), "certification-over"],
  ["a second letter", mayEnterLetter(entered, who("ana"), ok(null), { writtenOn: TODAY, today: TODAY }), "hand-back.entered-already"],
  ["another confirms", mayConfirmLetter(entered, who("ana"), ok(null)), "ok"],
  ["who entered it confirms", mayConfirmLetter(entered, who("jean"), ok(null)), "hand-back.needs-another"],
  ["the holder confirms", mayConfirmLetter(entered, who("holder"), ok(null)), "certification-own-record"],
  ["nothing to confirm", mayConfirmLetter([], who("ana"), ok(null)), "changed-meanwhile"],
  ["it has ended meanwhile", mayConfirmLetter(entered, who("ana"), over), "certification-over"],
  ["who entered it takes it back", mayDropLetter(entered, who("jean")), "ok"],
  ["the holder takes it back", mayDropLetter(entered, who("holder")), "certification-own-record"],
  ["nothing to take back", mayDropLetter([], who("jean")), "changed-meanwhile"],
])("%s", (_case, result, expected) => expect(key(result)).toBe(expected)); // prettier-ignore
