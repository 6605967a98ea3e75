import type * as z from "zod";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import { fold } from "#app/lib/fold.ts";
import { LOCALES, type Locale } from "#app/lib/locales.ts";
import { TIME_ZONES } from "#app/lib/time-zones.ts";
import { emailField, latinNameField, nameField, phoneField, usernameField } from "./account-forms.ts";
import { inSpanish, type Column, type Heading } from "./import-columns.ts";
import { dayOf } from "./staff-list.ts";

/* One row of an imported list, read for itself: what it says, or in words why it cannot be taken. */

export type Reason = { key: string; params?: Record<string, string | number> };

export type Placeable = { id: string; name: string; units: { id: string; name: string }[] };

export type Entry = {
  row: number;
  name: string;
  email: string | null;
  username: string | null;
  phone: string | null;
  printedName: string | null;
  printedNameLocal: string | null;
  sex: string | null;
  country: string | null;
  locale: string | null;
  timeZone: string | null;
  place: { organisationId: string; unitId: string | null } | null;
  position: string | null;
  staffNumber: string | null;
  /** The first and the last day there. */
  joined: CalendarDay | null;
  left: CalendarDay | null;
  reasons: Reason[];
};

export type EntrySetting = {
  places: readonly Placeable[];
  /** For rows that name no organisation. */
  organisationId: string | null;
  placeNeeded: boolean;
  today: CalendarDay;
  /** See letterM. */
  letterM: LetterM;
};

/** What the letter M says in a column of sexes; null: nobody can tell. */
export type LetterM = "male" | "female" | null;

type Row = { row: number; values: Partial<Record<Column, string>>; extra: string };

const LONGEST = 120;
/** A cell that a spreadsheet would take for a formula; a phone number may begin with +. */
const FORMULA = /^[=@+\-\t\r]/;
const MAY_BEGIN_SO: readonly Column[] = ["phone"];

export function readEntry({ row, values, extra }: Row, setting: EntrySetting): Entry {
  const reasons: Reason[] = [];
  const refuse = (key: string, params?: Reason["params"]) =>
    void reasons.push(params ? { key, params } : { key });
  const name = values.name ?? [values.givenName, values.familyName].filter(Boolean).join(" ");
  const check = (column: Column, schema: z.ZodType<string>): string | null => {
    const text = values[column];
    if (text === undefined) return null;
    const parsed = schema.safeParse(text);
    if (!parsed.success) refuse(`${column}-wrong`, { text });
    return parsed.success ? parsed.data : null;
  };
  const choose = (column: Column, find: (text: string) => string | undefined): string | null => {
    const text = values[column];
    if (text === undefined) return null;
    const found = find(text);
    if (found === undefined) refuse(`${column}-wrong`, { text });
    return found ?? null;
  };
  if (extra !== "") refuse("extra-cells", { text: extra.slice(0, 60) });
  for (const [column, text] of Object.entries(values) as [Column, string][]) {
    if (text.length > LONGEST) refuse("too-long", { text: `${text.slice(0, 30)}…`, max: LONGEST });
    else if (FORMULA.test(text) && !MAY_BEGIN_SO.includes(column)) refuse("formula", { text });
  }
  const unclearM = isM(values.sex) && setting.letterM === null;
  if (unclearM) refuse("sex-unclear", { text: values.sex! });
  const joined = choose("joined", dayOf);
  const left = choose("left", dayOf);
  if (joined && joined > setting.today) refuse("joined-ahead", { text: values.joined ?? "" });
  if (joined && left && left < joined) refuse("left-before-joined");
  if (name === "") refuse("no-name");
  else if (!nameField.safeParse(name).success) refuse("name-wrong", { text: name.slice(0, 60) });
  return {
    row,
    name,
    email: check("email", emailField),
    username: check("username", usernameField),
    phone: check("phone", phoneField),
    printedName: check("printedName", latinNameField),
    printedNameLocal: check("printedNameLocal", nameField),
    sex: unclearM ? null : choose("sex", (text) => (isM(text) ? setting.letterM! : SEXES.get(fold(text)))),
    country: choose("country", countryOf),
    locale: choose("locale", (text) => LANGUAGES.get(fold(text))),
    timeZone: choose("timeZone", timeZoneOf),
    place: placeOf(values, setting, refuse),
    position: values.position ?? null,
    staffNumber: values.staffNumber ?? null,
    joined,
    left,
    reasons,
  };
}

function placeOf(
  { organisation, unit }: Row["values"],
  { places, organisationId, placeNeeded }: EntrySetting,
  refuse: (key: string, params?: Reason["params"]) => void,
): Entry["place"] {
  const place = organisation
    ? places.find(({ name }) => fold(name) === fold(organisation))
    : places.find(({ id }) => id === organisationId);
  if (!place) {
    if (organisation) refuse("organisation-unknown", { organisation });
    else if (unit) refuse("unit-without-organisation", { unit });
    else if (placeNeeded) refuse("place-needed");
    return null;
  }
  if (!unit) return { organisationId: place.id, unitId: null };
  const found = place.units.find(({ name }) => fold(name) === fold(unit));
  if (!found) refuse("unit-unknown", { unit, organisation: place.name });
  return { organisationId: place.id, unitId: found?.id ?? null };
}

const byWord = (words: Record<string, string[]>): Map<string, string> =>
  new Map(Object.entries(words).flatMap(([value, forms]) => forms.map((form) => [form, value])));

/**
 * M is a man beside F, and a woman (mujer) beside H (hombre, homme). With neither, a list in Spanish may mean either:
 * better asked than half of the people told wrongly.
 */
export function letterM(rows: readonly Pick<Row, "values">[], headings: readonly Heading[]): LetterM {
  const letters = new Set(rows.map(({ values }) => fold(values.sex ?? "")));
  if (letters.has("f")) return "male";
  if (letters.has("h")) return "female";
  return inSpanish(headings) ? null : "male";
}

const isM = (text: string | undefined): boolean => text !== undefined && fold(text) === "m";

const SEXES = byWord({
  female: ["female", "f", "woman", "w", "femme", "feminin", "fille", "mujer", "femenino", "ស្រី", "នារី"],
  male: ["male", "man", "homme", "h", "masculin", "garcon", "hombre", "varon", "masculino", "ប្រុស", "បុរស"],
  other: ["other", "x", "o", "autre", "divers", "otro", "otra", "ផ្សេង"],
});

const SAID_TOO: Record<Locale, string[]> = {
  en: ["en-gb", "en-us"],
  fr: ["fr-fr"],
  es: ["castellano", "es-es"],
  km: ["cambodian", "cambodgien", "camboyano", "ភាសាខ្មែរ"],
};

const namesIn = (type: "language" | "region") =>
  LOCALES.map((language) => new Intl.DisplayNames(language, { type }));

/** By its code, by its name in each language of the interface, and as people say besides. */
const LANGUAGES = byWord(
  Object.fromEntries(
    LOCALES.map((code) => [
      code,
      [code, ...namesIn("language").map((names) => names.of(code) ?? code), ...SAID_TOO[code]].map(fold),
    ]),
  ),
);

const COUNTRY_BY_NAME = new Map(
  namesIn("region").flatMap((names) =>
    COUNTRIES.map((code) => [fold(names.of(code) ?? code), code] as const),
  ),
);

const countryOf = (text: string): string | undefined =>
  COUNTRIES.find((code) => code === text.toUpperCase()) ?? COUNTRY_BY_NAME.get(fold(text));

const timeZoneOf = (text: string): string | undefined => {
  const wanted = text.replaceAll(" ", "_").toLowerCase();
  return TIME_ZONES.find((zone) => zone.toLowerCase() === wanted);
};
