import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpen, readEnrolmentCode, writtenCode } from "#app/features/cohorts/enrolment-code.ts";

const letters = fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ");
const code = fc.array(letters, { minLength: 8, maxLength: 8 }).map((each) => each.join(""));

describe("a code from a poster", () => {
  test("is read as it is written, in small letters, with spaces, and with letters that look like digits", () =>
    fc.assert(
      fc.property(code, (each) => {
        const typed = writtenCode(each).toLowerCase();
        expect(readEnrolmentCode(typed)).toBe(each);
        expect(readEnrolmentCode(` ${typed.replaceAll("0", "o").replaceAll("1", "l")} `)).toBe(each);
      }),
    ));

  test.each(["", "7K3M", "7K3M-Q2XD-1", "7K3M-Q2X!", "7K3MUQ2X"])("%j is none", (typed) =>
    expect(readEnrolmentCode(typed)).toBe(null),
  );

  test("lets in on its last day, not after, and never into a closed cohort", () => {
    const facts = { closesOn: "2026-12-01", cohortClosed: false };
    expect(isOpen({ ...facts, today: "2026-12-01" })).toBe(true);
    expect(isOpen({ ...facts, today: "2026-12-02" })).toBe(false);
    expect(isOpen({ ...facts, cohortClosed: true, today: "2026-12-01" })).toBe(false);
  });
});
