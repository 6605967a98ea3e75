import { describe, expect, test } from "vitest";
import {
  mayConfirmError,
  mayDropError,
  maySayError,
  openError,
} from "#app/features/trainers/certifications/certification-error.ts";
import type { Result } from "#app/lib/result.ts";

/* That a certification should never have been decided: one administrator says so, one more confirms it. */

let made = 0;
const fact = (kind: string, recordedBy = "petra") => ({
  id: `f${(made += 1)}`,
  kind,
  reason: "The wrong person",
  recordedBy,
});
const said = fact("error-proposed");
const dropped = fact("error-dropped", "aminata");
const error = fact("in-error", "aminata");
const other = fact("suspended", "jean");
const key = (may: Result<void>) => (may.ok ? "ok" : may.reason.key);

test("what was said stands until it is confirmed or taken back, and may be said again after that", () => {
  const again = fact("error-proposed", "lina");
  expect(openError([])).toBeNull();
  expect(openError([other])).toBeNull();
  expect(openError([said])).toBe(said);
  expect(openError([said, other])).toBe(said);
  expect(openError([said, dropped])).toBeNull();
  expect(openError([said, error])).toBeNull();
  expect(openError([said, dropped, again])).toBe(again);
});

describe("who may", () => {
  test("say it: anybody but the holder, once, and not of what is in error already", () => {
    expect(key(maySayError("holder", [other], "petra"))).toBe("ok");
    expect(key(maySayError("holder", [], "holder"))).toBe("certificate.own-record");
    expect(key(maySayError("holder", [said], "aminata"))).toBe("certificate.ending-proposed");
    expect(key(maySayError("holder", [said, dropped], "petra"))).toBe("ok");
    expect(key(maySayError("holder", [said, error], "petra"))).toBe("certificate.already-revoked");
  });

  test("confirm it: another than said it, never the holder, and only what stands", () => {
    expect(key(mayConfirmError("holder", [said], "aminata"))).toBe("ok");
    expect(key(mayConfirmError("holder", [said], "petra"))).toBe("certificate.ending-needs-another");
    expect(key(mayConfirmError("holder", [said], "holder"))).toBe("certificate.own-record");
    for (const facts of [[], [said, dropped], [said, error]])
      expect(key(mayConfirmError("holder", facts, "aminata"))).toBe("changed-meanwhile");
  });

  test("take it back: whoever said it or another, never the holder, and only what stands", () => {
    expect(["petra", "aminata"].map((who) => key(mayDropError("holder", [said], who)))).toEqual(["ok", "ok"]);
    expect(key(mayDropError("holder", [said], "holder"))).toBe("certificate.own-record");
    expect(key(mayDropError("holder", [said, dropped], "petra"))).toBe("changed-meanwhile");
  });
});
