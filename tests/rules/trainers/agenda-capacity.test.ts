import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { candidatesCarried } from "#app/features/trainers/candidacies/agenda-capacity.ts";
import { TRAINER_SCHEME, VOLUME_2_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import type { Requirement, Scheme } from "#app/features/trainers/schemes/scheme.ts";

type Delivery = Extract<Requirement, { kind: "delivery" }>;
const deliveryOf = ({ stages }: Scheme): Delivery =>
  stages.flatMap(({ asks }) => asks).find((one): one is Delivery => one.kind === "delivery")!;

const volume1 = deliveryOf(TRAINER_SCHEME);
const volume2 = deliveryOf(VOLUME_2_SCHEME);

/** Modules of sections, so many of each, one to a session of so many minutes. */
const agenda = (sizes: Record<string, number>, minutes: number) => {
  const modules = Object.entries(sizes).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => ({ id: `${section}-${index}`, section })),
  );
  return {
    sessions: modules.map(({ id }) => ({ modules: [id], minutes })),
    sectionOf: new Map(modules.map(({ id, section }) => [id, section])),
  };
};
const carried = (sizes: Record<string, number>, minutes: number, asked = volume1) => {
  const { sessions, sectionOf } = agenda(sizes, minutes);
  return candidatesCarried(sessions, sectionOf, asked);
};

describe("how many candidates an agenda carries (T12)", () => {
  test.each([
    ["24 modules of three hours in five sections", carried({ a: 4, b: 6, c: 5, d: 5, e: 4 }, 180), 8],
    ["the hours decide: 24 modules of an hour", carried({ a: 4, b: 6, c: 5, d: 5, e: 4 }, 60), 4],
    ["one section alone carries nobody", carried({ a: 24 }, 180), 0],
    ["one module of another section carries one", carried({ a: 23, b: 1 }, 180), 1],
    ["two modules", carried({ a: 1, b: 1 }, 400), 0],
    ["nothing planned", carried({}, 0), 0],
    ["volume II: as many as there are core modules", carried({ readiness: 2, products: 9 }, 240, volume2), 2],
    ["volume II: two modules each", carried({ readiness: 4, portfolio: 3, products: 7 }, 240, volume2), 7],
  ])("%s", (_case, found, expected) => expect(found).toBe(expected));

  test("a module planned on two sessions is one; a session about no module carries nobody", () => {
    const { sessions, sectionOf } = agenda({ a: 2, b: 1 }, 120);
    expect(candidatesCarried(sessions, sectionOf, volume1)).toBe(1);
    expect(candidatesCarried([...sessions, ...sessions], sectionOf, volume1)).toBe(1);
    const [first, ...others] = sessions;
    const opening = { modules: [], minutes: first!.minutes };
    expect(candidatesCarried([opening, ...others], sectionOf, volume1)).toBe(0);
  });

  test("modules can be dealt out to as many, and not to one more (counted by trying)", () => {
    const sizes = fc.record({ a: fc.nat(5), b: fc.nat(4), c: fc.nat(3) });
    fc.assert(
      fc.property(sizes, (each) => {
        expect(carried(each, 1_000)).toBe(dealtOut(Object.values(each)));
      }),
    );
  });
});

/** The greatest number of candidates to whom three modules of two sections at least can be given: all ways are tried. */
function dealtOut(left: number[]): number {
  const [a = 0, b = 0, c = 0] = left;
  const takes: [number, number, number][] = [
    [2, 1, 0], [1, 2, 0], [2, 0, 1], [1, 0, 2], [0, 2, 1], [0, 1, 2], [1, 1, 1],
  ]; // prettier-ignore
  return Math.max(
    0,
    ...takes
      .filter(([x, y, z]) => x <= a && y <= b && z <= c)
      .map(([x, y, z]) => 1 + dealtOut([a - x, b - y, c - z])),
  );
}
