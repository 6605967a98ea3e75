import { Temporal } from "temporal-polyfill";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import type { Attendee } from "./meeting-marks.ts";
import { attendeesOf } from "./meeting-marks.ts";
import type { Span } from "./session.ts";

/*
 * The participant list of Zoom, Teams or Google Meet, as rows of cells: its headings are found wherever they stand (Teams
 * writes a summary above), in the languages of the interface, and its hours are read as the clock of a zone one names.
 */

const HEADINGS = {
  name: [
    "name",
    "full name",
    "name (original name)",
    "participant",
    "participant name",
    "display name",
    "nom",
    "nom complet",
    "nom (nom original)",
    "nom du participant",
    "nombre",
    "nombre completo",
    "nombre (nombre original)",
    "nombre del participante",
    "ឈ្មោះ",
    "ឈ្មោះពេញ",
  ],
  first: ["first name", "prenom", "nombres", "nombre de pila", "នាមខ្លួន"],
  last: ["last name", "nom de famille", "apellido", "apellidos", "នាមត្រកូល"],
  email: [
    "email",
    "e-mail",
    "user email",
    "email address",
    "e-mail address",
    "adresse e-mail",
    "e-mail de l'utilisateur",
    "adresse e-mail de l'utilisateur",
    "courriel",
    "adresse de messagerie",
    "correo",
    "correo electronico",
    "correo electronico del usuario",
    "direccion de correo electronico",
    "អ៊ីមែល",
  ],
  join: [
    "join time",
    "time joined",
    "joined",
    "first join",
    "first join time",
    "heure d'arrivee",
    "heure d'entree",
    "heure de participation",
    "heure de connexion",
    "premiere participation",
    "premiere connexion",
    "hora de entrada",
    "hora de ingreso",
    "hora de incorporacion",
    "hora a la que se unio",
    "hora de union",
    "primera incorporacion",
    "primera entrada",
    "ម៉ោងចូល",
    "ម៉ោងចូលរួម",
  ],
  leave: [
    "leave time",
    "time exited",
    "left",
    "last leave",
    "last leave time",
    "heure de depart",
    "heure de sortie",
    "heure de fin",
    "heure de deconnexion",
    "dernier depart",
    "derniere sortie",
    "hora de salida",
    "hora a la que salio",
    "ultima salida",
    "hora de abandono",
    "ម៉ោងចេញ",
    "ម៉ោងចាកចេញ",
  ],
} as const;
type Heading = keyof typeof HEADINGS;

type Columns = Partial<Record<Heading, number>>;

function columnsOf(cells: readonly string[]): Columns | null {
  const columns: Columns = {};
  cells.forEach((cell, index) => {
    const text = fold(cell).replace(/:$/, "");
    for (const heading of Object.keys(HEADINGS) as Heading[])
      if ((HEADINGS[heading] as readonly string[]).includes(text)) columns[heading] ??= index;
  });
  const named = columns.name ?? columns.first ?? columns.last ?? columns.email;
  return named !== undefined && columns.join !== undefined && columns.leave !== undefined ? columns : null;
}

/** 8:28, 08:28:11, 8:28 PM, 8 h 28. */
function clockOf(text: string): Temporal.PlainTime | null {
  const found = /(\d{1,2})\s*[:h.]\s*(\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*m?/i.exec(text);
  if (!found) return null;
  const [, hour, minute, second, half] = found;
  const h = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
  const [m, s] = [Number(minute), Number(second ?? 0)];
  return h < 24 && m < 60 && s < 60 ? new Temporal.PlainTime(h, m, s) : null;
}

const dayFrom = (year: number, month: number, day: number): CalendarDay | null => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" }).toString();
  } catch {
    return null;
  }
};

/** 5/11/26 is of May or of November: the reading that lies at the session is meant. */
function dayOf(text: string, session: CalendarDay): CalendarDay | null {
  const near = [session, addDays(session, -1), addDays(session, 1)];
  const iso = /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)/.exec(text);
  if (!parts) return /[/]|\d{4}/.test(text) ? null : session; // Meet writes hours alone
  const [one, two, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const full = year < 100 ? 2000 + year : year;
  const readings = [dayFrom(full, one, two), dayFrom(full, two, one)].filter((each) => each !== null);
  return near.find((day) => readings.includes(day)) ?? readings[0] ?? null;
}

/** An instant as epoch milliseconds; null where the cell is not one. */
export function instantOf(cell: string, session: CalendarDay, timeZone: string): number | null {
  const text = cell
    .replace(/[\u202f\u00a0]/g, " ")
    .replace(/[\u200e\u200f]/g, "")
    .trim();
  const exact = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (exact) return Temporal.Instant.from(text.replace(/\s+(?=Z|[+-]\d)/, "")).epochMilliseconds;
  const day = dayOf(text, session);
  const clock = clockOf(
    text.replace(/\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})(?!\d)/, " "),
  );
  if (!day || !clock) return null;
  return Temporal.PlainDate.from(day).toPlainDateTime(clock).toZonedDateTime(timeZone).epochMilliseconds;
}

export type MeetingReport =
  { ok: true; attendees: Attendee[]; unread: number } | { ok: false; why: "no-columns" | "nobody" };

/** `records` are the cells of every line. Of several tables the last is taken: Teams lists each stay there. */
export function readMeetingReport(
  records: readonly (readonly string[])[],
  session: CalendarDay,
  timeZone: string,
): MeetingReport {
  const starts = records.flatMap((cells, row) => (columnsOf(cells) ? [row] : []));
  const start = starts.at(-1);
  if (start === undefined) return { ok: false, why: "no-columns" };
  const columns = columnsOf(records[start]!)!;
  const at = (cells: readonly string[], heading: Heading) => (cells[columns[heading] ?? -1] ?? "").trim();
  let unread = 0;
  const stays: { name: string; email: string; span: Span }[] = [];
  for (const cells of records.slice(start + 1)) {
    const name = at(cells, "name") || [at(cells, "first"), at(cells, "last")].filter(Boolean).join(" ");
    const email = at(cells, "email");
    if (!name && !email) continue;
    const from = instantOf(at(cells, "join"), session, timeZone);
    const to = instantOf(at(cells, "leave"), session, timeZone);
    if (from === null || to === null || to < from) unread += 1;
    else stays.push({ name, email, span: { start: from, end: to } });
  }
  return stays.length === 0
    ? { ok: false, why: "nobody" }
    : { ok: true, attendees: attendeesOf(stays), unread };
}
