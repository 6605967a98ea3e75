import { expect, test } from "vitest";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { isCourse, namesOf, ownName } from "#app/features/trainers/schemes/stage.ts";
import { isBehind, moveProgress } from "#app/features/trainers/schemes/move-to-version.ts";

test("nobody is moved back, to where they are, or to what is no version", () => {
  const versions = ["1.0", "1.1", "2.0", "10.0"].map((version) => ({ version }));
  expect(isBehind(versions, "1.0", "1.1")).toBe(true);
  expect(isBehind(versions, "2.0", "10.0")).toBe(true); // by their order, not as text
  expect(isBehind(versions, "1.1", "1.1")).toBe(false);
  expect(isBehind(versions, "2.0", "1.1")).toBe(false);
  expect(isBehind(versions, "1.0", "9.9")).toBe(false);
});

test("a stage is called as its scheme calls it, and as the platform does where it says nothing", () => {
  const [first, ...rest] = TRAINER_SCHEME.stages;
  const named = { ...TRAINER_SCHEME, stages: [{ ...first!, names: { fr: "Dossier" } }, ...rest] };
  const names = namesOf(named);
  expect(names).toEqual({ applied: { fr: "Dossier" } });
  expect(namesOf(TRAINER_SCHEME)).toEqual({});
  expect(["fr", "en"].map((locale) => ownName(names, "applied", locale))).toEqual(["Dossier", undefined]);
  expect(ownName(names, "phase-1", "fr")).toBeUndefined();
});

test("one sits in a course where attendance is asked for, and where one waits for it", () => {
  const sits = TRAINER_SCHEME.stages.map(({ id }) => id).filter((id) => isCourse(TRAINER_SCHEME, id));
  expect(sits).toEqual(["admitted", "phase-1", "phase-2-eligible", "phase-2"]);
  expect(isCourse(TRAINER_SCHEME, "no-such-stage")).toBe(false);
});

test("how far the moves are is told while they go on and for a day after", () => {
  const at = new Date("2026-05-02T12:00:00Z");
  const before = (hours: number, ms = 0) => new Date(at.getTime() - hours * 3_600_000 - ms);
  const job = { doneAt: null, deadAt: null, leasedUntil: null, progressDone: 3, progressOf: 7 };
  const told = (own: Partial<Parameters<typeof moveProgress>[0]>) => moveProgress({ ...job, ...own }, at);
  expect(told({})).toEqual({ state: "under-way", done: 3, of: 7 });
  expect(told({ leasedUntil: new Date("2026-05-02T12:05:00Z") })?.state).toBe("under-way");
  expect(told({ doneAt: before(24), progressDone: 7 })).toEqual({ state: "done", done: 7, of: 7 });
  expect(told({ doneAt: before(24, 1) })).toBeNull();
  expect(told({ deadAt: before(1) })?.state).toBe("stopped");
  expect(told({ deadAt: before(24, 1) })).toBeNull();
});
