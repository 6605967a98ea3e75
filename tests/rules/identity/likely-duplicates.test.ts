import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  likelyPairs,
  likenessOf,
  likeThese,
  MOST_SHARING,
  type LikenessFacts,
} from "#app/features/identity/likely-duplicates.ts";

const person = (own: Partial<LikenessFacts> = {}): LikenessFacts => ({
  id: "a",
  name: "Somebody Else",
  printedName: null,
  printedNameLocal: null,
  phone: null,
  sex: null,
  staffNumbers: [],
  ...own,
});

const named = (one: string, other: string) =>
  likenessOf(person({ name: one }), person({ id: "b", name: other }));
const phones = (one: string, other: string) =>
  likenessOf(person({ name: "A", phone: one }), person({ id: "b", name: "B", phone: other }));
const numbered = (organisationId: string, staffNumber: string) => ({
  staffNumbers: [{ organisationId, staffNumber }],
});

describe("what two people have in common", () => {
  test.each([
    ["SOK, Dara", "Dara Sok"],
    ["Adélaïde N’Diaye", "n'diaye adelaide"],
    ["សុខ តារា", "តារា\u200b សុខ"],
    ["Anne-Marie Ba", "Ba Anne Marie"],
  ])("%s is called as %s", (one, other) => expect(named(one, other)).toEqual(["name"]));

  test.each([
    ["Sok Dara", "Sok Daro"],
    ["Sok Dara", "Sok Dara Phal"],
    ["កើត", "កាត"],
  ])("%s is not called as %s", (one, other) => expect(named(one, other)).toEqual([]));

  test("a name in their own script is a name, whichever field it stands in", () =>
    expect(
      likenessOf(person({ name: "Dara", printedNameLocal: "សុខ តារា" }), person({ id: "b", name: "សុខ តារា" })),
    ).toEqual(["name"]));

  test.each([
    ["+855 12 345 678", "012 345 678"],
    ["0085512345678", "(012) 345-678"],
    ["+221 77 123 45 67", "77 123 45 67"],
  ])("%s is the telephone %s", (one, other) => expect(phones(one, other)).toEqual(["phone"]));

  test.each([
    ["+855 12 345 678", "+221 12 345 678"],
    ["012 345 678", "012 345 679"],
    ["117", "117"],
  ])("%s is another telephone than %s", (one, other) => expect(phones(one, other)).toEqual([]));

  test("a staff number counts within one organisation", () => {
    const one = person({ name: "A", ...numbered("amret", "K-007") });
    expect(likenessOf(one, person({ id: "b", name: "B", ...numbered("amret", "k-007") }))).toEqual([
      "staff-number",
    ]);
    expect(likenessOf(one, person({ id: "b", name: "B", ...numbered("acep", "K-007") }))).toEqual([]);
  });

  test("another sign tells apart who is only called the same", () => {
    expect(likenessOf(person({ sex: "female" }), person({ id: "b", sex: "male" }))).toEqual([]);
    expect(
      likenessOf(person(numbered("amret", "1")), person({ id: "b", ...numbered("amret", "2") })),
    ).toEqual([]);
    const phone = "012 345 678";
    expect(likenessOf(person({ sex: "female", phone }), person({ id: "b", sex: "male", phone }))).toEqual([
      "phone",
      "name",
    ]);
  });
});

describe("likely pairs", () => {
  const many = (count: number, own: (index: number) => Partial<LikenessFacts>) =>
    Array.from({ length: count }, (_, index) => person({ id: String(index), ...own(index) }));

  test("what many share tells nobody apart", () => {
    const office = (count: number) =>
      likelyPairs(many(count, (index) => ({ name: `Name ${index}`, phone: "012 345 678" })));
    expect(office(MOST_SHARING)).toHaveLength((MOST_SHARING * (MOST_SHARING - 1)) / 2);
    expect(office(MOST_SHARING + 1)).toEqual([]);
  });

  const someone = fc.record({
    id: fc.uuid(),
    name: fc.constantFrom("Sok Dara", "Dara SOK", "Chan Bopha", "Bopha", "សុខ តារា"),
    printedName: fc.constantFrom(null, "Sok Dara", "Ly Bopha"),
    printedNameLocal: fc.constantFrom(null, "សុខ តារា"),
    phone: fc.constantFrom(null, "+855 12 345 678", "012345678", "+221 12345678", "077 111 222"),
    sex: fc.constantFrom(null, "female", "male"),
    staffNumbers: fc.constantFrom([], [{ organisationId: "amret", staffNumber: "7" }]),
  });

  test("a pair stands once, is alike in both directions, and does not depend on the order of the people", () =>
    fc.assert(
      fc.property(fc.uniqueArray(someone, { selector: ({ id }) => id, maxLength: 6 }), (people) => {
        const pairs = likelyPairs(people);
        expect(likelyPairs([...people].reverse())).toEqual(pairs);
        const byId = new Map(people.map((each) => [each.id, each]));
        for (const { one, other, likeness } of pairs) {
          expect(one < other).toBe(true);
          expect(likenessOf(byId.get(other)!, byId.get(one)!)).toEqual(likeness);
          expect(likeness).not.toEqual([]);
        }
      }),
    ));

  test("somebody to come is like who is here", () => {
    const here = [person({ id: "sok", name: "Sok Dara" }), person({ id: "chan", name: "Chan Bopha" })];
    const [alike] = [...likeThese([person({ id: "2", name: "DARA Sok" })], here).values()];
    expect(alike).toMatchObject([{ person: { id: "sok" }, likeness: ["name"] }]);
  });
});
