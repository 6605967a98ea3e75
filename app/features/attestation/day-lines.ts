import { allBut, type Seen, type Step, type StepId } from "#app/features/trainers/schemes/checklist.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { fold, foldHeading } from "#app/lib/fold.ts";

/*
 * A line of a refresher day as it is typed or stands in a file, and what it says. Where the scheme names the steps of an
 * observed session, a line says which were missed, by the numbers the sheet has them under; else how many.
 */

export const LINE_FIELDS = [
  "present",
  "score",
  "observedOn",
  "observer",
  "missed",
  "steps",
  "done",
  "criticalMissed",
] as const;
export type LineField = (typeof LINE_FIELDS)[number];
export type RawLine = Record<LineField, string>;

/** The steps of the version in force, in the order of their numbers; null: it names none. */
export type NamedSteps = readonly Step[] | null;

const COUNTS = ["steps", "done", "criticalMissed"] as const;

/** What a sheet asks of an observed session. */
export const observedFields = (named: NamedSteps) =>
  ["observedOn", "observer", ...(named ? (["missed"] as const) : COUNTS)] as const;

export type Observed = Seen & { on: string; observer: string };
export type ReadLine = {
  present: boolean;
  /** Hundredths of a percent. */
  score: number | null;
  observed: Observed | null;
  /** A session was observed, and of no step it is said whether it was done: the line waits for it. */
  unsaid?: true;
};
export type LineError = { field: LineField; key: string };

export const emptyLine = (): RawLine =>
  Object.fromEntries(LINE_FIELDS.map((field) => [field, ""])) as RawLine;

export const isBlank = (line: RawLine): boolean => LINE_FIELDS.every((field) => line[field].trim() === "");

const YES = ["yes", "y", "x", "1", "oui", "o", "true", "vrai", "present", "presente", "si", "s", "verdadero", "asistio",
  "បាទ", "ចាស", "បាទ/ចាស", "មក", "មាន", "មានវត្តមាន", "✓"]; // prettier-ignore
const NO = ["", "no", "n", "0", "non", "false", "faux", "absent", "absente", "ausente", "falso", "falto", "ទេ",
  "អត់", "អវត្តមាន", "-"]; // prettier-ignore

const whole = (text: string): number | null => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null);

/** "3 5", however the numbers are kept apart; 0 where none was missed. Null: these are no numbers of steps. */
function stepsMissed(text: string, named: readonly Step[]): Step[] | null {
  const numbers = text
    .trim()
    .split(/[\s;,./]+/u)
    .filter(Boolean);
  if (numbers.length === 0) return null;
  if (numbers.every((number) => /^0+$/.test(number))) return [];
  const missed = named.filter((_, index) => numbers.includes(`${index + 1}`));
  return missed.length === new Set(numbers).size ? missed : null;
}

/** What a line says, or what is wrong with it, field by field; of an observation all or nothing. */
export function readLine(
  line: RawLine,
  named: NamedSteps,
): { ok: true; value: ReadLine } | { ok: false; errors: LineError[] } {
  const errors: LineError[] = [];
  const wrong = (field: LineField, key: string) => void errors.push({ field, key });
  const said = fold(line.present).trim();
  if (!YES.includes(said) && !NO.includes(said)) wrong("present", "choose");
  const share = line.score.trim().replace("%", "").replace(",", ".").trim();
  const score = share === "" ? null : /^\d{1,3}(\.\d{1,2})?$/.test(share) ? Number(share) : Number.NaN;
  if (score !== null && !(score <= 100)) wrong("score", "number");
  const parts = observedFields(named);
  const given = parts.filter((field) => line[field].trim() !== "");
  let observed: ReadLine["observed"] = null;
  if (given.length > 0) {
    for (const field of parts) if (!given.includes(field) && field !== "missed") wrong(field, "required");
    if (given.includes("observedOn") && !isCalendarDay(line.observedOn.trim())) wrong("observedOn", "day");
    const seen = named ? missedIn(line, named, wrong) : countedIn(line, wrong);
    observed = { on: line.observedOn.trim(), observer: line.observer.trim(), ...seen };
  }
  if (errors.length > 0) return { ok: false, errors };
  const value = { present: YES.includes(said), score: score === null ? null : Math.round(score * 100) };
  const unsaid = observed !== null && named !== null && !given.includes("missed");
  return { ok: true, value: unsaid ? { ...value, observed: null, unsaid } : { ...value, observed } };
}

type Wrong = (field: LineField, key: string) => void;

function missedIn({ missed: text }: RawLine, named: readonly Step[], wrong: Wrong): Seen {
  const missed = stepsMissed(text, named);
  if (text.trim() !== "" && missed === null) wrong("missed", "step-numbers");
  return allBut(named, missed ?? []);
}

function countedIn(line: RawLine, wrong: Wrong): Seen {
  const [steps, done, criticalMissed] = [whole(line.steps), whole(line.done), whole(line.criticalMissed)];
  const given = (field: LineField) => line[field].trim() !== "";
  if (given("steps") && (steps === null || steps === 0)) wrong("steps", "number");
  if (given("done") && (done === null || (steps !== null && done > steps))) wrong("done", "number");
  if (given("criticalMissed") && criticalMissed === null) wrong("criticalMissed", "number");
  return { steps: steps!, done: done!, criticalMissed: criticalMissed! };
}

// ── as it is kept ───────────────────────────────────────────────────────────────────────────────────

/** With what it said then: numbers mean something else as soon as another version has other steps. */
type StoredLine = Partial<RawLine> & {
  seen?: Observed;
  of?: StepId[];
  /** Certifications it could not renew yet when it renewed others. */
  rest?: readonly string[];
};

const parse = (stored: string) => JSON.parse(stored) as StoredLine;

export const restOf = (stored: string): readonly string[] => parse(stored).rest ?? [];

/** @param before what was kept: what it said of the same session stays until the steps are said */
export function storedLine(
  line: RawLine,
  { observed, unsaid }: ReadLine,
  named: NamedSteps,
  { before, rest = [] }: { before?: string | undefined; rest?: readonly string[] } = {},
): string {
  const kept = before === undefined ? null : parse(before);
  const same = kept?.observedOn === line.observedOn && kept.observer === line.observer;
  const { present, score } = line;
  return JSON.stringify({
    ...(unsaid && kept && same ? { ...kept, present, score } : line),
    ...(named && observed && { seen: observed, of: named.map(({ step }) => step) }),
    ...(rest.length > 0 && { rest }),
  } satisfies StoredLine);
}

/** As it was typed, and what it said. */
export type KeptLine = { line: RawLine; said: ReadLine };

export function keptLine(stored: string, named: NamedSteps): KeptLine {
  const { seen, of, rest: _, ...typed } = parse(stored);
  const line = { ...emptyLine(), ...typed };
  const { present, score } = line;
  const alone = readLine({ ...emptyLine(), present, score }, null);
  const counted = readLine(line, null);
  const observed = seen ?? (counted.ok ? counted.value.observed : null);
  const said = { ...(alone.ok ? alone.value : { present: false, score: null }), observed };
  if (!seen) return { line, said };
  const numbered = named?.map(({ step }) => step).join() === of?.join();
  return { line: { ...line, missed: numbered ? line.missed : "" }, said };
}

// ── in a file ───────────────────────────────────────────────────────────────────────────────────────

export type FileColumn = LineField | "who" | "name";

/** As foldHeading has them, in the languages of the interface; whatever else stands in the file is passed over. */
const HEADINGS: Record<FileColumn, readonly string[]> = {
  who: ["staff number", "staff no", "matricule", "numero de personnel", "username", "identifiant",
    "numero de empleado", "numero de personal", "usuario", "nombre de usuario", "លេខបុគ្គលិក", "ឈ្មោះអ្នកប្រើ"],
  name: ["name", "nom", "nombre", "ឈ្មោះ"],
  present: ["present", "was there", "attended", "presence", "etait la", "presente", "asistencia", "estuvo", "វត្តមាន", "មានវត្តមាន"],
  score: ["test", "score", "note", "resultat du test", "prueba", "puntaje", "nota", "តេស្ត", "ពិន្ទុ"],
  observedOn: ["observed on", "observe le", "date of observation", "date d observation", "observado el", "observada el",
    "fecha de observacion", "ថ្ងៃសង្កេត"],
  observer: ["observer", "observed by", "observateur", "observe par", "observador", "observadora", "observado por",
    "អ្នកសង្កេត"],
  missed: ["steps missed", "missed", "missed steps", "etapes manquees", "pasos omitidos", "ជំហានដែលខាន"],
  steps: ["steps", "steps on the list", "etapes", "etapes de la liste", "pasos", "pasos de la lista", "ជំហាន",
    "ជំហានក្នុងបញ្ជី"],
  done: ["steps done", "etapes reussies", "done", "pasos hechos", "hechos", "ជំហានបានធ្វើ"],
  criticalMissed: ["critical steps missed", "critical missed", "etapes critiques manquees", "pasos criticos omitidos",
    "ជំហានសំខាន់បំផុតដែលខាន"],
}; // prettier-ignore

const COLUMN_OF = new Map(
  (Object.keys(HEADINGS) as FileColumn[]).flatMap((column) =>
    [column, ...HEADINGS[column]].map((heading) => [foldHeading(heading), column] as const),
  ),
);

/** How many were missed says of no step whether it was. */
export const countsOnly = (columns: readonly (FileColumn | null)[], named: NamedSteps): boolean =>
  named !== null && !columns.includes("missed") && COUNTS.some((field) => columns.includes(field));

export const columnOf = (heading: string): FileColumn | null => COLUMN_OF.get(foldHeading(heading)) ?? null;
