import { expect, test } from "vitest";
import { isTouched, licenceChange } from "#app/features/licences/licence-preview.ts";
import type { LicencePart } from "#app/features/licences/qualification.ts";
import { MANAGEMENT_LICENCE } from "#app/features/trainers/schemes/first-schemes.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";

const licence = { validFrom: "2025-01-01", validUntil: "2026-12-31", facts: [] };
const lasting = (years: number): Scheme => ({
  ...MANAGEMENT_LICENCE,
  version: "1.1",
  validity: { ...MANAGEMENT_LICENCE.validity, lasts: { years } },
});
const changed = (draft: Scheme, before: LicencePart[] = [], after: LicencePart[] = []) =>
  licenceChange(
    licence,
    { told: MANAGEMENT_LICENCE, current: MANAGEMENT_LICENCE, draft },
    { before, after },
    "2026-06-01",
  );
const trainers = (have: number, need: number): LicencePart => ({
  asked: { kind: "trainers-in-force", schemes: [], count: need },
  have,
  need,
  met: have >= need,
});
const paper = (document: "agreement" | "quality-file", met: boolean): LicencePart => ({
  asked: { kind: "document", document },
  have: met ? 1 : 0,
  need: 1,
  met,
});

test("the next period follows the newest version, the one that runs does not", () => {
  const change = changed(lasting(3));
  expect(change.nextUntil).toEqual({ before: "2028-12-31", after: "2029-12-31" });
  expect(isTouched(change)).toBe(true);
  expect(isTouched(changed(lasting(2)))).toBe(false);
});

test("what would lack is said, what lacks either way is not, unless more of it is asked", () => {
  const lacks = (before: LicencePart[], after: LicencePart[]) => {
    const { lacksNow, lacksNoMore } = changed(lasting(2), before, after);
    return [lacksNow, lacksNoMore].map((parts) => parts.map(({ asked, need }) => [asked.kind, need]));
  };
  expect(lacks([trainers(2, 2)], [trainers(2, 3)])).toEqual([[["trainers-in-force", 3]], []]);
  expect(lacks([trainers(1, 2)], [trainers(1, 2)])).toEqual([[], []]);
  expect(lacks([trainers(1, 2)], [trainers(1, 3)])).toEqual([[["trainers-in-force", 3]], []]);
  expect(lacks([trainers(1, 2)], [trainers(1, 1)])).toEqual([[], [["trainers-in-force", 2]]]);
  // Two documents are two things.
  expect(lacks([paper("agreement", false)], [paper("quality-file", false)])).toEqual([
    [["document", 1]],
    [["document", 1]],
  ]);
  expect(lacks([], [paper("agreement", true)])).toEqual([[], []]);
});
