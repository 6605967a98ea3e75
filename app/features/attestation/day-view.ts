import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Refusal } from "#app/lib/result.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
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

export type Outcome =
  /** The period it gives, or with no period: the topic. */
  | { kind: "renewed"; from: CalendarDay; until: CalendarDay }
  | { kind: "topic" }
  /** Done before; what stands in the line changes nothing any more. `paperWaits`: the certificate does not say it yet. */
  | { kind: "done"; paperWaits: boolean }
  /** Kept, and renewed as soon as what is missing is there. */
  | { kind: "noted"; reason: Refusal };

export type DayLine = {
  personId: string;
  name: string;
  staffNumber: string | null;
  username: string;
  unit: string | null;
  standing: Standing;
  validUntil: CalendarDay;
  /** As it is kept, or as it was typed. */
  line: RawLine;
  /** Of what is kept; null: nothing is. */
  outcome: Outcome | null;
};
