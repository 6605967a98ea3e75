import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Refusal } from "#app/lib/result.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import type { Seen } from "#app/features/trainers/schemes/checklist.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import type { RawLine } from "./day-lines.ts";

/* What the page of a refresher day shows. */

export type DayFacts = {
  id: string;
  organisation: { id: string; name: string };
  unit: string | null;
  heldOn: CalendarDay;
  place: string;
  /** The topic it adds; null: a refresher. */
  topic: string | null;
};

export type GivenPeriod = { topics: readonly Topic[]; from: CalendarDay; until: CalendarDay };

export type Outcome =
  /** The periods it gives, and why not another one they are due for; or with no period: the topic. */
  | { kind: "renewed"; periods: GivenPeriod[]; not: Refusal[] }
  | { kind: "topic" }
  /** Done before; what stands in the line changes nothing any more. `paperWaits`: the certificate does not say it yet. */
  | { kind: "done"; paperWaits: boolean }
  /** Some of the periods: what it would do for the others now. */
  | { kind: "partly"; paperWaits: boolean; others: Outcome }
  /** Kept, and renewed as soon as what is missing is there. */
  | { kind: "noted"; reason: Refusal };

/** What a line says of an observed session; `by`: the name of whoever observed, or as the sheet calls them. */
export type SeenSession = Seen & { on: CalendarDay; by: string };

/** What a sheet says of somebody, for whoever reads about them later. */
export type RefresherHeld = {
  dayId: string;
  heldOn: CalendarDay;
  place: string;
  topic: Topic | null;
  present: boolean;
  /** Hundredths of a percent. */
  score: number | null;
  observed: SeenSession | null;
  gave: boolean;
};

export type DayLine = {
  personId: string;
  name: string;
  staffNumber: string | null;
  username: string;
  unit: string | null;
  /** What they hold that the day is about; the one that presses most first. */
  periods: { standing: Standing; validUntil: CalendarDay; topics: readonly Topic[] }[];
  /** As it is kept, or as it was typed. */
  line: RawLine;
  observed: SeenSession | null;
  /** Of what is kept; null: nothing is. */
  outcome: Outcome | null;
};
