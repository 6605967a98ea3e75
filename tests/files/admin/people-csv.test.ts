import { describe, expect, test } from "vitest";
import { csvReadings, wholeReadings } from "#app/infra/csv-readings.server.ts";
import { listText, MOST_ROWS, readPeopleCsv } from "#app/features/identity/people-csv.server.ts";

/* Lists as offices send them: each is read to the same two people, or refused with a reason. */

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
/** Latin letters with accents have the same numbers in Windows-1252; the euro sign and œ do not. */
const windows1252 = (text: string) =>
  Uint8Array.from([...text].map((letter) => ({ œ: 0x9c, "’": 0x92 })[letter] ?? letter.charCodeAt(0)));

async function read(file: Uint8Array) {
  const text = await listText(file);
  return text.ok ? readPeopleCsv(text.value) : text;
}

const EXPECTED = [
  { name: "Hélène Sœur", email: "helene@imf.example", unit: "Siem Reap" },
  { name: "Sok Dara", email: "sok@imf.example", unit: "Takeo" },
];

const FRENCH =
  "Nom et prénom;E-mail;Agence\nHélène Sœur;helene@imf.example;Siem Reap\nSok Dara;sok@imf.example;Takeo\n";
const ENGLISH = FRENCH.replace("Nom et prénom;E-mail;Agence", "Full name;Email address;Branch").replaceAll(
  ";",
  ",",
);

const READ: [string, Uint8Array][] = [
  ["UTF-8", utf8(ENGLISH)],
  ["UTF-8 with a byte order mark", bytes([0xef, 0xbb, 0xbf], utf8(FRENCH))],
  ["Windows-1252", windows1252(FRENCH)],
  ["UTF-16 as Excel's “Unicode text”", bytes([0xff, 0xfe], utf16le(FRENCH.replaceAll(";", "\t")))],
  ["UTF-16 with the bytes the other way round", bytes([0xfe, 0xff], utf16be(FRENCH))],
  ["UTF-16 without a byte order mark", utf16le(ENGLISH)],
  ["tabs", utf8(FRENCH.replaceAll(";", "\t"))],
  ["Windows line ends", utf8(FRENCH.replaceAll("\n", "\r\n"))],
  ["line ends of old Macintoshes", utf8(FRENCH.replaceAll("\n", "\r"))],
  ["Excel's sep= line", utf8(`sep=;\n${FRENCH}`)],
  ["a title and an empty row above the headings", utf8(`Liste du personnel;;\n;;\n${FRENCH}`)],
  ["empty rows and empty columns", utf8(FRENCH.replace("\nSok", "\n;;\n\n;;\nSok").replaceAll("\n", ";;\n"))],
  ["everything quoted", utf8(FRENCH.replace(/[^;\n]+/g, '"$&"'))],
  ["spaces round everything, also no-break ones", utf8(FRENCH.replace(/[^;\n]+/g, "  $&\u00a0 "))],
  ["upper-case headings", utf8(FRENCH.replace(/^.*$/m, (line) => line.toUpperCase()))],
  ["accents as marks of their own", utf8(FRENCH.normalize("NFD"))],
  ["no line end after the last row", utf8(FRENCH.trimEnd())],
  ["given and family names apart", utf8("Prénom;Nom;E-mail;Agence\nHélène;Sœur;helene@imf.example;Siem Reap\nSok;Dara;sok@imf.example;Takeo")],
  ["cells guarded against formulas", utf8(FRENCH.replace("Siem Reap", '="Siem Reap"').replace("Takeo", '"=""Takeo"""'))],
  ["columns nobody asked for", utf8(FRENCH.replace(/$/gm, ";x").replace(/^(.*);x/, "$1;Groupe sanguin").trim().replace(/\n;x$/, ""))],
]; // prettier-ignore

describe("a list is read whatever wrote it", () => {
  test.each(READ)("%s", async (_name, file) => {
    const result = await read(file);
    if (!result.ok) throw new Error(result.reason.key);
    const rows = result.value.rows.map(({ values: { name, givenName, familyName, email, unit } }) => ({
      name: name ?? `${givenName} ${familyName}`,
      email,
      unit,
    }));
    expect(rows).toEqual(EXPECTED);
  });
});

const REFUSED: [string, Uint8Array, string][] = [
  ["a broken spreadsheet", bytes([0x50, 0x4b, 0x03, 0x04], utf8("…")), "import.no-spreadsheet"],
  ["an old spreadsheet", bytes([0xd0, 0xcf, 0x11, 0xe0], utf8("…")), "import.old-spreadsheet"],
  ["a picture", bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13], new Uint8Array(40)), "import.not-text"],
  ["nothing", new Uint8Array(), "import.empty"],
  ["blanks", utf8(" \n\n\t"), "import.empty"],
  ["headings only", utf8("Nom complet;E-mail\n"), "import.empty"],
  ["no heading for names", utf8("E-mail;Agence\na@b.example;Takeo\n"), "import.no-name-column"],
  ["a quote that is never closed", utf8('Name;Email\nSok;"sok@imf.example\nChan;chan@imf.example\n'), "import.quote-open"],
  ["too many rows", utf8(`Name\n${"Sok\n".repeat(MOST_ROWS + 1)}`), "import.too-many-rows"],
]; // prettier-ignore

describe("what is no list is refused with a reason", () => {
  test.each(REFUSED)("%s", async (_name, file, key) => {
    const result = await read(file);
    expect(result.ok ? "read" : result.reason.key).toBe(key);
  });
});

test("the row of a quote that is never closed is told", async () => {
  const result = await read(
    utf8('Name,Email\nChan,chan@imf.example\n"Sok,sok@imf.example\nAwa,awa@imf.example\n'),
  );
  expect(result).toEqual({ ok: false, reason: { key: "import.quote-open", params: { row: 3 } } });
});

test("rows have the numbers of the spreadsheet, and columns we do not know are named", async () => {
  const result = await read(utf8("Title\n\nName,Blood group,E-mail\n\nSok,A,sok@imf.example\n"));
  if (!result.ok) throw new Error(result.reason.key);
  expect(result.value.rows.map(({ row }) => row)).toEqual([5]);
  expect(result.value.unknown).toEqual(["Blood group"]);
});

test("text beyond the last heading is told, as a comma inside a name makes it", async () => {
  const result = await read(utf8("Name,E-mail\nDara, Sok,sok@imf.example\n"));
  if (!result.ok) throw new Error(result.reason.key);
  expect(result.value.rows[0]?.extra).toBe("sok@imf.example");
});

describe("one reader for every list", () => {
  const options = { most: 10, skipEmpty: true };

  test("by each separator, so that whoever knows the columns may choose", () => {
    expect(csvReadings("a;b\r\n1;2,5\r\n", options)).toEqual([
      { ok: true, rows: [["a;b"], ["1;2", "5"]], firstRow: 1 },
      {
        ok: true,
        rows: [
          ["a", "b"],
          ["1", "2,5"],
        ],
        firstRow: 1,
      },
      { ok: true, rows: [["a;b"], ["1;2,5"]], firstRow: 1 },
    ]);
  });

  test("the separator that Excel names is the one, and rows keep their numbers", () => {
    expect(csvReadings("\ufeffsep=;\na;b\n1;2\n", options)).toEqual([
      {
        ok: true,
        rows: [
          ["a", "b"],
          ["1", "2"],
        ],
        firstRow: 2,
      },
    ]);
  });

  test("a quote that stays open breaks a reading, and no more rows are read than asked", () => {
    expect(csvReadings('a\t"b\n1\n', options).at(-1)).toEqual({ ok: false, brokenAt: 1 });
    expect(wholeReadings('a\t"b\n1\n', options)).toHaveLength(2);
    expect(wholeReadings("a\n1\n2\n3\n", { most: 2 })[0]!.rows).toEqual([["a"], ["1"]]);
  });
});
