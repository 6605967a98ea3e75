import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { fold, foldHeading } from "#app/lib/fold.ts";

/* A line of a refresher day as it is typed or stands in a file, and what it says. */

export const LINE_FIELDS = [
  "present",
  "score",
  "observedOn",
  "observer",
  "steps",
  "done",
  "criticalMissed",
] as const;
export type LineField = (typeof LINE_FIELDS)[number];
export type RawLine = Record<LineField, string>;

export type ReadLine = {
  present: boolean;
  /** Hundredths of a percent. */
  score: number | null;
  observed: { on: string; observer: string; steps: number; done: number; criticalMissed: number } | null;
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

/** What a line says, or what is wrong with it, field by field; of an observation all five or none. */
export function readLine(line: RawLine): { ok: true; value: ReadLine } | { ok: false; errors: LineError[] } {
  const errors: LineError[] = [];
  const wrong = (field: LineField, key: string) => void errors.push({ field, key });
  const said = fold(line.present).trim();
  if (!YES.includes(said) && !NO.includes(said)) wrong("present", "choose");
  const share = line.score.trim().replace("%", "").replace(",", ".").trim();
  const score = share === "" ? null : /^\d{1,3}(\.\d{1,2})?$/.test(share) ? Number(share) : Number.NaN;
  if (score !== null && !(score <= 100)) wrong("score", "number");
  const parts = ["observedOn", "observer", "steps", "done", "criticalMissed"] as const;
  const given = parts.filter((field) => line[field].trim() !== "");
  let observed: ReadLine["observed"] = null;
  if (given.length > 0) {
    for (const field of parts) if (!given.includes(field)) wrong(field, "required");
    const [steps, done, criticalMissed] = [whole(line.steps), whole(line.done), whole(line.criticalMissed)];
    if (given.includes("observedOn") && !isCalendarDay(line.observedOn.trim())) wrong("observedOn", "day");
    if (given.includes("steps") && (steps === null || steps === 0)) wrong("steps", "number");
    if (given.includes("done") && (done === null || (steps !== null && done > steps)))
      wrong("done", "number");
    if (given.includes("criticalMissed") && criticalMissed === null) wrong("criticalMissed", "number");
    observed = {
      on: line.observedOn.trim(),
      observer: line.observer.trim(),
      steps: steps!,
      done: done!,
      criticalMissed: criticalMissed!,
    };
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: { present: YES.includes(said), score: score === null ? null : Math.round(score * 100), observed },
  };
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

export const columnOf = (heading: string): FileColumn | null => COLUMN_OF.get(foldHeading(heading)) ?? null;
