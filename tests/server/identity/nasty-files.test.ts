import { beforeEach, describe, expect, test } from "vitest";
import { confirmImport, previewImport } from "#app/features/identity/import-people.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Refusal } from "#app/lib/result.ts";
import { actorWith, everybody, makeAccount, makeOrganisation } from "#tests/support/identity-fixture.ts";
import { archive, spreadsheet, spreadsheetOf } from "#tests/support/spreadsheets.ts";

/*
 * Files as they really come, and worse: each is answered in words, nothing is half written, and the same file again
 * changes nothing.
 */

let organisationId: string;
let administrator: Actor;

beforeEach(async () => {
  organisationId = await makeOrganisation();
  administrator = actorWith((await makeAccount({ name: "Administrator" })).personId, everybody);
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const OLE = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ole = (inside: string) => Uint8Array.from([...OLE, ...new Uint8Array(504), ...utf8(inside)]);
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

type Counts = { new?: number; same?: number; cannot?: number };
type Nasty = [string, () => Uint8Array | Promise<Uint8Array>, string | Counts];

const FILES: Nasty[] = [
  ["an empty file", () => new Uint8Array(), "import.empty"],
  ["headings only", () => utf8("Name,Staff number\n"), "import.empty"],
  ["a wrong heading", () => utf8("Wer,Wo\nSok,Takeo\n"), "import.no-name-column"],
  ["a column twice", () => utf8("Name,Staff number,Staff number\nSok,1,2\nChan,3,4\n"), { new: 2 }],
  ["UTF-8 with a byte order mark", () => utf8("\ufeffName,Staff number\nHélène Sœur,1\n"), { new: 1 }],
  ["UTF-16", () => utf16("Name\tStaff number\nHélène Sœur\t1\n"), { new: 1 }],
  ["Windows-1252 with semicolons", () => latin("Nom complet;Matricule\nHélène;1\nRené;2\n"), { new: 2 }],
  ["quotation marks inside", () => utf8('Name,Staff number\n"Sok ""Dara"" Pich",1\n'), { new: 1 }],
  ["line breaks in cells", () => utf8('Name,Staff number\n"Sok\r\nDara",1\nChan,2\n'), { new: 2 }],
  ["20 000 columns", () => utf8(`Name,Staff number${",x".repeat(20_000)}\nSok,1\n`), "import.too-much-inside"],
  ["a zip bomb", async () => archive({ "xl/workbook.xml": Buffer.alloc(50_000_000, 0x20) }), "import.too-much-inside"],
  ["one cell at the end of an endless sheet", () => spreadsheetOf(`<row r="1">${cell("A1", "Name")}</row><row r="1048576">${cell("XFD1048576", "Sok")}</row>`), "import.too-much-inside"],
  ["a zip that is no spreadsheet", () => archive({ "photo.xml": "no" }), "import.no-spreadsheet"],
  ["a spreadsheet cut off in the middle", async () => (await spreadsheet([["Name"], ["Sok"]])).subarray(0, 900), "import.no-spreadsheet"],
  ["an old spreadsheet named .xlsx", () => ole("Workbook"), "import.old-spreadsheet"],
  ["a spreadsheet with a password", () => ole("EncryptedPackage"), "import.old-spreadsheet"],
  ["formulas", () => utf8('Name,Staff number\n"=HYPERLINK(""http://x"",""Sok"")",1\nChan,+2\nMony,3\n'), { new: 1, cannot: 2 }],
  ["zeros in the middle", () => utf8("Name,Staff number\nSok\0Dara,1\n"), "import.not-text"],
  ["Khmer with zero-width spaces", () => utf8("Name,Staff number\nសុខ\u200bដារ៉ា,១២\nសុខដារ៉ា,១២\n"), { new: 1, cannot: 1 }],
  ["the same person twice", () => utf8("Name,Staff number\nSok Dara,1\nSOK DARA,1\n"), { new: 1, cannot: 1 }],
  ["100 001 rows", () => utf8(`Name\n${"Sok,1\n".repeat(100_001)}`), "import.too-many-rows"],
  ["100 001 rows of a spreadsheet", () => spreadsheetOf(Array.from({ length: 100_001 }, (_, index) => `<row r="${index + 1}">${cell(`A${index + 1}`, "Name")}</row>`).join("")), "import.too-many-rows"],
  ["a row longer than the headings", () => utf8("Name,Staff number\nSok, Dara,1\nChan,2\n"), { new: 1, cannot: 1 }],
  ["a PDF named .csv", () => utf8("%PDF-1.7\n1 0 obj <</Name /Sok>>\nendobj\n"), "import.not-text"],
  ["numbers, dates and truths of a spreadsheet", () => spreadsheet([["Staff list", null], [null, null], ["Name", "Staff number", "Position", "Born"], ["Hélène Sœur", 7, true, new Date("1990-02-01")], ["Sok Dara", "007", "Teller", "01/02/1990"]]), { new: 2 }],
]; // prettier-ignore

const everything = async () => ({
  people: await db.person.findMany({ orderBy: { id: "asc" } }),
  affiliations: await db.affiliation.findMany({ orderBy: { id: "asc" } }),
  audit: await db.auditEntry.count(),
});

const look = (file: Uint8Array) =>
  previewImport(administrator, file, { organisationId, locale: "en", timeZone: "Asia/Phnom_Penh" });

async function importOnce(file: Uint8Array) {
  const looked = await look(file);
  if (!looked.ok) throw new Error(looked.reason.key);
  const done = await confirmImport(administrator, looked.value.carried);
  if (!done.ok || done.value.kind !== "imported") throw new Error("not imported");
  return looked.value.preview;
}

async function inWords(reason: Refusal) {
  for (const locale of ["en", "fr"] as const) {
    const words = wordsFor(locale, "UTC").t(
      `common.refusal.${reason.key}` as "common.refusal.import.too-many-rows",
      {
        max: "",
        ...reason.params,
      },
    );
    expect(words).not.toContain("common.refusal");
    expect(words.length).toBeGreaterThan(20);
  }
}

describe("whatever is sent", () => {
  test.each(FILES)("%s", async (_name, make, expected) => {
    const file = await make();
    const before = await everything();
    const looked = await look(file);
    expect(await everything(), "looking writes nothing").toEqual(before);
    if (typeof expected === "string") {
      expect(looked.ok ? looked.value.preview.counts : looked.reason.key).toBe(expected);
      if (!looked.ok) await inWords(looked.reason);
      return;
    }
    const { counts } = await importOnce(file);
    expect(counts).toEqual({ new: 0, same: 0, update: 0, leave: 0, left: 0, cannot: 0, ...expected });
    const after = await everything();
    expect(after.people.length - before.people.length).toBe(counts.new);
    expect((await importOnce(file)).counts).toMatchObject({ new: 0, update: 0, same: counts.new });
    expect(await everything(), "again, nothing changes").toEqual(after);
  });
});

test("a spreadsheet is read as people see it, its rows by their numbers", async () => {
  const file = await spreadsheet([
    ["Staff list"],
    [],
    ["Name", "Staff number", "Phone"],
    ["Sok Dara", 7, 855_123_456_789],
    ["Chan", "007", null],
    [null, 12, null],
  ]);
  const preview = await importOnce(file);
  expect(preview.rows.map(({ row, kind }) => [row, kind])).toEqual([[6, "cannot"], [4, "new"], [5, "new"]]); // prettier-ignore
  const people = await db.affiliation.findMany({
    where: { organisationId },
    orderBy: { person: { name: "desc" } },
    select: { staffNumber: true, person: { select: { name: true, phone: true } } },
  });
  expect(people).toMatchObject([
    { staffNumber: "7", person: { name: "Sok Dara" } },
    { staffNumber: "007", person: { name: "Chan" } },
  ]);
  expect(people[0]?.person.phone).toContain("855");
});
