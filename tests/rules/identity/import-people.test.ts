import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHeadings, type Column } from "#app/features/identity/import-columns.ts";
import { letterM, readEntry, type EntrySetting } from "#app/features/identity/import-entry.ts";
import {
  planImport,
  type Decision,
  type KnownPerson,
  type KnownPlace,
} from "#app/features/identity/import-people.ts";

const SETTING: EntrySetting = {
  places: [
    { id: "amret", name: "Amret", units: [{ id: "takeo", name: "Takeo" }, { id: "kampot", name: "Kampot" }] },
    { id: "acep", name: "Crédit du Peuple", units: [] },
  ],
  organisationId: "amret",
  placeNeeded: true,
  today: "2026-11-29",
  letterM: "male",
}; // prettier-ignore

type Values = Partial<Record<Column, string>>;

const entries = (...rows: Values[]) =>
  rows.map((values, index) => readEntry({ row: index + 2, values, extra: "" }, SETTING));

const place = (own: Partial<KnownPlace> = {}): KnownPlace => ({
  id: "affiliation",
  organisationId: "amret",
  unitId: null,
  position: null,
  staffNumber: null,
  from: "2026-01-01",
  until: null,
  ...own,
});

const person = (own: Partial<KnownPerson> = {}): KnownPerson => ({
  id: "sok",
  name: "Sok Dara",
  username: "sok.dara",
  email: "sok@amret.example",
  phone: null,
  printedName: null,
  printedNameLocal: null,
  sex: null,
  country: null,
  searchText: "sok dara sok.dara",
  nameConfirmed: false,
  deactivated: false,
  hasPassword: true,
  visible: true,
  inReach: true,
  mayLetIn: true,
  places: [place()],
  ...own,
});

const plan = (rows: Values[], people: KnownPerson[] = []): Decision[] =>
  planImport(entries(...rows), { people, usernames: new Set(people.map(({ username }) => username)) }).map(
    ({ decision }) => decision,
  );

const reasonsOf = (decision: Decision | undefined) =>
  decision?.kind === "cannot" ? decision.reasons.map(({ key }) => key) : decision?.kind;

const changesOf = (decision: Decision | undefined) =>
  decision?.kind === "update" ? decision.changes.map(({ column, to }) => [column, to]) : decision?.kind;

describe("what one row says for itself", () => {
  test.each<[Values, string]>([
    [{ email: "a@b.example" }, "no-name"],
    [{ name: "1234" }, "name-wrong"],
    [{ name: "Sok", email: "sok at amret" }, "email-wrong"],
    [{ name: "Sok", username: "Sok Dara" }, "username-wrong"],
    [{ name: "Sok", phone: "twelve" }, "phone-wrong"],
    [{ name: "Sok", printedName: "សុខ" }, "printedName-wrong"],
    [{ name: "Sok", sex: "maybe" }, "sex-wrong"],
    [{ name: "Sok", country: "Atlantis" }, "country-wrong"],
    [{ name: "Sok", locale: "Klingon" }, "locale-wrong"],
    [{ name: "Sok", timeZone: "Phnom Penh" }, "timeZone-wrong"],
    [{ name: "Sok", organisation: "Sathapana" }, "organisation-unknown"],
    [{ name: "Sok", unit: "Battambang" }, "unit-unknown"],
    [{ name: "=HYPERLINK(1)" }, "formula"],
    [{ name: "Sok", position: "@SUM(A1)" }, "formula"],
    [{ name: "x".repeat(121) }, "too-long"],
  ])("%j: %s", (values, key) => {
    expect(reasonsOf(plan([values])[0])).toContain(key);
  });

  test("words of both languages, written in any way, are understood", () => {
    const [entry] = entries({
      name: "Awa",
      email: " AWA@Amret.Example".trim(),
      sex: "Femme",
      country: "Côte d’Ivoire",
      locale: "Français",
      timeZone: "africa/abidjan",
      organisation: "CREDIT DU PEUPLE",
      phone: "+225 01 02 03",
    });
    expect(entry).toMatchObject({
      email: "awa@amret.example",
      sex: "female",
      country: "CI",
      locale: "fr",
      timeZone: "Africa/Abidjan",
      place: { organisationId: "acep", unitId: null },
      phone: "+225 01 02 03",
      reasons: [],
    });
  });
});

describe("the letter M", () => {
  const read = (headings: string[], ...sexes: string[]) => {
    const rows = sexes.map((sex, index) => ({ row: index + 2, values: { name: "Sok", sex }, extra: "" }));
    const setting = { ...SETTING, letterM: letterM(rows, readHeadings(headings)) };
    return rows.map((row) => {
      const { sex, reasons } = readEntry(row, setting);
      return sex ?? reasons[0]?.key;
    });
  };
  const SPANISH = ["Nombre", "Sexo"];

  test.each([
    ["beside H a woman", SPANISH, ["H", "M", "m "], ["male", "female", "female"]],
    ["beside F a man, whatever the headings", SPANISH, ["F", "M"], ["female", "male"]],
    ["beside F and H a man", SPANISH, ["F", "H", "M"], ["female", "male", "male"]],
    ["alone, under other headings, a man", ["Name", "Sex"], ["M", "male"], ["male", "male"]],
    ["alone in a list in Spanish asked for", SPANISH, ["M", "mujer"], ["sex-unclear", "female"]],
    ["H and F in French", ["Nom", "Sexe"], ["H", "F"], ["male", "female"]],
  ])("%s", (_, headings, sexes, read_) => {
    expect(read(headings, ...sexes)).toEqual(read_);
  });
});

describe("who is meant", () => {
  test("nobody known: a new person with a username of their own", () => {
    expect(
      plan([
        { name: "Chan Mony", staffNumber: "6" },
        { name: "Chán Mony", staffNumber: "7" },
      ]),
    ).toEqual([
      { kind: "new", username: "chan.mony" },
      { kind: "new", username: "chan.mony2" },
    ]);
  });

  test("a username somebody in the list asked for is not given to somebody else", () => {
    expect(plan([{ name: "Chan Mony" }, { name: "Chan Mony Roth", username: "chan.mony" }])).toEqual([
      { kind: "new", username: "chan.mony2" },
      { kind: "new", username: "chan.mony" },
    ]);
  });

  test.each<[string, Values]>([
    ["e-mail", { name: "Sok Dara", email: "SOK@amret.example" }],
    ["username", { name: "Sok Dara", username: "sok.dara" }],
    ["staff number", { name: "Sok Dara", staffNumber: "A7" }],
    ["the only one of the name", { name: "SOK DARA" }],
  ])("known by %s: nothing to do", (_key, values) => {
    const [decision] = plan([values], [person({ places: [place({ staffNumber: "a7" })] })]);
    expect(decision?.kind === "update" ? changesOf(decision) : decision?.kind).toEqual(
      values.staffNumber ? [["staffNumber", "A7"]] : "same",
    );
  });

  test("two of the same name cannot be told apart without a key", () => {
    const twins = [person(), person({ id: "other", username: "sok.dara2", email: null })];
    expect(reasonsOf(plan([{ name: "Sok Dara" }], twins)[0])).toEqual(["name-not-unique"]);
    expect(plan([{ name: "Sok Dara", staffNumber: "8" }], twins)[0]?.kind).toBe("new");
    const [bare, numbered] = plan([{ name: "Awa Diop" }, { name: "Awa Diop", staffNumber: "8" }]);
    expect([reasonsOf(bare), numbered?.kind]).toEqual([["name-not-unique"], "new"]);
  });

  test("an e-mail of one and a staff number of another disagree", () => {
    const people = [
      person(),
      person({ id: "chan", username: "chan", email: null, places: [place({ staffNumber: "8" })] }),
    ];
    const row = { name: "Sok Dara", email: "sok@amret.example", staffNumber: "8" };
    expect(reasonsOf(plan([row], people)[0])).toEqual(["keys-disagree"]);
  });

  test("a staff number typed wrong does not rename a stranger", () => {
    const known = [person({ places: [place({ staffNumber: "8" })] })];
    expect(reasonsOf(plan([{ name: "Awa Diop", staffNumber: "8" }], known)[0])).toEqual(["other-name"]);
    expect(changesOf(plan([{ name: "Sok-Dara Keo", staffNumber: "8" }], known)[0])).toEqual([
      ["name", "Sok-Dara Keo"],
    ]);
  });

  test("of people outside one's reach one hears only that the key is taken", () => {
    const stranger = [person({ visible: false, inReach: false, places: [place({ staffNumber: "8" })] })];
    const rows = [{ email: "sok@amret.example" }, { username: "sok.dara" }, { staffNumber: "8" }];
    expect(rows.map((row) => reasonsOf(plan([{ name: "Sok Dara", ...row }], stranger)[0]))).toEqual([
      ["email-taken"],
      ["username-taken"],
      ["staff-number-taken"],
    ]);
  });

  test("the second row of a person is told where the first one stands", () => {
    const rows = [
      { name: "Awa", email: "awa@amret.example" },
      { name: "Awa", email: "AWA@amret.example" },
      { name: "Awa", username: "awa", staffNumber: "3" },
      { name: "Fatou", staffNumber: "3" },
    ];
    expect(planImport(entries(...rows), { people: [], usernames: new Set() }).map(({ decision }) => decision)).toEqual([
      { kind: "new", username: "awa2" },
      { kind: "cannot", reasons: [{ key: "repeated", params: { row: 2 } }] },
      { kind: "new", username: "awa" },
      { kind: "cannot", reasons: [{ key: "repeated", params: { row: 4 } }] },
    ]); // prettier-ignore
  });
});

describe("what changes", () => {
  test("what a row leaves empty stays; what it says is written", () => {
    const row = { name: "Sok Dara", email: "sok@amret.example", phone: "+855 12 345 678", sex: "M" };
    expect(changesOf(plan([row], [person({ country: "KH" })])[0])).toEqual([
      ["phone", "+855 12 345 678"],
      ["sex", "male"],
    ]);
  });

  test("a list changes neither an address nor a confirmed name, nor staff", () => {
    const known = person({
      places: [place({ staffNumber: "8" })],
      nameConfirmed: true,
      printedName: "Sok DARA",
    });
    const by = { name: "Sok Dara", staffNumber: "8" };
    expect(reasonsOf(plan([{ ...by, email: "new@amret.example" }], [known])[0])).toEqual(["email-differs"]);
    expect(reasonsOf(plan([{ ...by, username: "other.one" }], [known])[0])).toEqual(["username-differs"]);
    expect(reasonsOf(plan([{ ...by, printedName: "Dara SOK" }], [known])[0])).toEqual(["name-confirmed"]);
    const staff = { ...known, mayLetIn: false };
    expect(reasonsOf(plan([{ ...by, phone: "012 345 678" }], [staff])[0])).toEqual(["staff"]);
    expect(plan([by], [staff])[0]?.kind).toBe("same");
    expect(reasonsOf(plan([by], [{ ...known, deactivated: true }])[0])).toEqual(["deactivated"]);
  });

  test("another unit or position is another affiliation; a staff number is put right", () => {
    const known = [person({ places: [place({ unitId: "takeo", position: "Teller" })] })];
    const by = { name: "Sok Dara", email: "sok@amret.example" };
    const [moved, renumbered, same, elsewhere] = [
      { ...by, unit: "Kampot" },
      { ...by, staffNumber: "9" },
      { ...by, unit: "TAKEO", position: "Teller" },
      { ...by, organisation: "Credit du peuple" },
    ].map((row) => plan([row], known)[0]);
    expect(moved).toMatchObject({ kind: "update", place: { kind: "move" } });
    expect(renumbered).toMatchObject({
      kind: "update",
      place: { kind: "correct", affiliationId: "affiliation" },
    });
    expect(same).toMatchObject({ kind: "same" });
    expect(elsewhere).toMatchObject({ kind: "update", place: { kind: "add" } });
  });
});

test("whatever a list says, a second look after writing it changes nothing", () => {
  const word = fc.constantFrom("Sok", "Dara", "Awa", "Chan", "Émilie", "Ngo");
  const row = fc.record(
    {
      name: fc.tuple(word, word).map((words) => words.join(" ")),
      email: fc.constantFrom("a@x.example", "b@x.example", "c@x.example"),
      staffNumber: fc.constantFrom("1", "2", "3"),
      phone: fc.constantFrom("012 345 678", "+33 1 23 45 67"),
      unit: fc.constantFrom("Takeo", "Kampot"),
      position: fc.constantFrom("Teller", "Loan officer"),
    },
    { requiredKeys: ["name"] },
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const first = planImport(entries(...rows), { people: [], usernames: new Set() });
      const people = first.flatMap(({ entry, decision }, index) =>
        decision.kind !== "new"
          ? []
          : person({
              ...entry,
              id: `p${index}`,
              username: decision.username,
              places: [place({ ...entry.place, position: entry.position, staffNumber: entry.staffNumber })],
            }),
      );
      const again = planImport(entries(...rows), { people, usernames: new Set() });
      again.forEach(({ decision }, index) => {
        if (first[index]?.decision.kind === "new") expect(decision.kind).toBe("same");
        else expect(decision.kind).toBe("cannot");
      });
    }),
  );
});
