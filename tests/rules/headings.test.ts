import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columnOf as dayColumn, LINE_FIELDS } from "#app/features/attestation/day-lines.ts";
import { COLUMNS, readHeadings } from "#app/features/identity/import-columns.ts";
import { letterM, readEntry } from "#app/features/identity/import-entry.ts";
import { columnOf as pastColumn, PAST_COLUMNS } from "#app/features/trainers/certifications/past-records.ts";
import { LANGUAGE_NAMES, LOCALES } from "#app/lib/locales.ts";
import { trees } from "#app/locales/trees.ts";

/* What a page calls a column, a list may call it too, in every language of the interface. */

const setting = {
  places: [],
  organisationId: null,
  placeNeeded: false,
  today: "2026-11-29",
  letterM: "male",
} as const;

test.each(LOCALES)("the columns of lists as pages call them in %s", (locale) => {
  const { admin, attestation, trainers } = trees[locale];
  for (const column of COLUMNS) {
    const alone = column === "familyName" ? "name" : column;
    expect(readHeadings([admin.import.column[column]]), column).toMatchObject([{ column: alone }]);
  }
  for (const field of LINE_FIELDS) expect(dayColumn(attestation.day.field[field]), field).toBe(field);
  expect(dayColumn(admin.import.column.staffNumber)).toBe("who");
  for (const column of PAST_COLUMNS)
    expect(pastColumn(/[^:៖]+/.exec(trainers.past.column[column])![0]), column).toBe(column);
});

test.each(LOCALES)("the template in %s names columns we know, and rows that can be taken", (locale) => {
  const file = readFileSync(`public/people-list.${locale}.csv`, "utf8").replace("\ufeff", "");
  const [first, ...rows] = file.trim().split("\n");
  const separator = first!.includes(";") ? ";" : ",";
  const headings = readHeadings(first!.split(separator));
  expect(headings.filter(({ column }) => column === null)).toEqual([]);
  const read = rows.map((row, index) => {
    const cells = row.split(separator).map((cell, place) => [headings[place]!.column, cell] as const);
    const values = Object.fromEntries(cells.filter(([, cell]) => cell !== ""));
    return { row: index + 2, values, extra: "" };
  });
  const entries = read.map((row) => readEntry(row, { ...setting, letterM: letterM(read, headings) }));
  expect(entries.flatMap(({ reasons }) => reasons)).toEqual([]);
  expect(entries.map(({ sex }) => sex)).toEqual(["male", "female"]);
});

test("a language by its own name, its code or its name in another", () => {
  const said = (text: string) =>
    readEntry({ row: 2, values: { name: "Dara", locale: text }, extra: "" }, setting).locale;
  for (const code of LOCALES) expect([said(code), said(LANGUAGE_NAMES[code]!)]).toEqual([code, code]);
  expect(["espagnol", "Castellano", "anglais", "Inglés", "Klingon"].map(said)).toEqual([
    "es",
    "es",
    "en",
    "en",
    null,
  ]);
});

test("“Nombre” is the whole name alone, and the given one beside “Apellidos”", () => {
  const columns = (...headings: string[]) => readHeadings(headings).map(({ column }) => column);
  expect(columns("Nombre", "Cargo")).toEqual(["name", "position"]);
  expect(columns("Apellidos", "Nombre")).toEqual(["familyName", "givenName"]);
  expect(columns("ឈ្មោះ", "អ៊ី\u200bមែល", "លេខបុគ្គលិក")).toEqual(["name", "email", "staffNumber"]);
});
