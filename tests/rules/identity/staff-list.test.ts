import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEntry, type EntrySetting } from "#app/features/identity/import-entry.ts";
import { planImport, type KnownPerson } from "#app/features/identity/import-people.ts";
import { dayOf, planLeavers } from "#app/features/identity/staff-list.ts";

const TODAY = "2026-11-29";
const SETTING: EntrySetting = {
  places: [{ id: "amret", name: "Amret", units: [{ id: "takeo", name: "Takeo" }] }],
  organisationId: "amret",
  placeNeeded: true,
  today: TODAY,
  letterM: "male",
};

const person = (number: number, own: Partial<KnownPerson> = {}): KnownPerson => ({
  id: `p${number}`,
  name: `Name ${number}`,
  username: `name${number}`,
  email: null,
  phone: null,
  printedName: null,
  printedNameLocal: null,
  sex: null,
  country: null,
  searchText: `name ${number}`,
  nameConfirmed: false,
  deactivated: false,
  hasPassword: true,
  visible: true,
  inReach: true,
  mayLetIn: true,
  places: [
    {
      id: `a${number}`,
      organisationId: "amret",
      unitId: "takeo",
      position: null,
      staffNumber: String(number),
      from: "2026-01-01",
      until: null,
    },
  ],
  ...own,
});

const staffOf = (count: number) => Array.from({ length: count }, (_, index) => person(index));

type Values = Parameters<typeof readEntry>[0]["values"];
const rowOf = (number: number, own: Values = {}): Values => ({
  name: `Name ${number}`,
  staffNumber: String(number),
  ...own,
});

function look(rows: Values[], staff: KnownPerson[]) {
  const entries = rows.map((values, index) => readEntry({ row: index + 2, values, extra: "" }, SETTING));
  const planned = planImport(entries, { people: staff, usernames: new Set() });
  return {
    kinds: planned.map(({ decision }) => decision.kind),
    planned,
    ...planLeavers(planned, staff, { organisationId: "amret", today: TODAY }),
  };
}

describe("who is not in the list", () => {
  test("has left yesterday, and keeps everything but the place of work", () => {
    const { kinds, leavers, tooMany } = look(
      [0, 1, 2, 3].map((each) => rowOf(each)),
      staffOf(5),
    );
    expect([kinds, tooMany]).toEqual([["same", "same", "same", "same"], null]);
    expect(leavers.map(({ person: { id }, place, until }) => [id, place.id, until])).toEqual([
      ["p4", "a4", "2026-11-28"],
    ]);
  });

  test("half a list closes nobody, whichever half it is", () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.infiniteStream(fc.boolean()), (count, chosen) => {
        const listed = staffOf(count).filter(() => chosen.next().value);
        const { leavers, tooMany } = look(
          listed.map(({ id }) => rowOf(Number(id.slice(1)))),
          staffOf(count),
        );
        const missing = count - listed.length;
        const few = missing <= 1 || missing * 5 <= count;
        expect(leavers).toHaveLength(few ? missing : 0);
        expect(tooMany).toEqual(few ? null : { missing, staff: count });
      }),
    ));

  test("a row that cannot be read still names somebody; who holds a role is not closed by a list", () => {
    const wrong = [rowOf(0, { sex: "?" }), rowOf(1), rowOf(2), rowOf(3), rowOf(4)];
    expect(look(wrong, staffOf(5)).leavers).toEqual([]);
    const head = person(9, { mayLetIn: false });
    expect(
      look(
        [0, 1, 2, 3, 4].map((each) => rowOf(each)),
        [...staffOf(5), head],
      ).leavers,
    ).toEqual([]);
  });
});

describe("a column left", () => {
  test.each([
    ["2026-10-31", "leave"],
    ["31/10/2026", "leave"],
    ["31.12.2026", "leave"],
    ["2025-12-31", "cannot"],
    ["soon", "cannot"],
  ])("%s: %s", (left, kind) => expect(look([rowOf(0, { left })], staffOf(1)).kinds).toEqual([kind]));

  test("of somebody who is not here any more changes nothing", () => {
    expect(look([rowOf(7, { left: "2026-10-31" })], staffOf(1)).kinds).toEqual(["left"]);
    const leaving = person(0, { places: [{ ...person(0).places[0]!, until: "2026-12-31" }] });
    expect(look([rowOf(0, { left: "2026-12-31" })], [leaving]).kinds).toEqual(["same"]);
  });

  test("somebody who only comes later is not taken yet", () =>
    expect(look([rowOf(7, { joined: "2026-12-01" })], []).kinds).toEqual(["cannot"]));
});

test.each([
  ["2026-1-5", "2026-01-05"],
  ["5/1/2026", "2026-01-05"],
  ["29.02.2024", "2024-02-29"],
  ["29.02.2026", undefined],
  ["1/13/2026", undefined],
  ["46022", undefined],
])("%s is the day %s", (text, day) => expect(dayOf(text)).toBe(day));
