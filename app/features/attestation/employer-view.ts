import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { WhyDue } from "./refresher-plan.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";

/* What the page of an employer's attestations shows. */

export type LeaveState = "to-come" | "on-leave" | "back";

export type EmployerPage = {
  employer: { id: string; name: string };
  day: CalendarDay;
  /** The common date, as it comes next; null: none is set. */
  nextDate: CalendarDay | null;
  /** Attested people who work there. */
  people: { id: string; name: string }[];
  leaves: {
    id: string;
    name: string;
    from: CalendarDay;
    until: CalendarDay | null;
    reason: string;
    own: boolean;
    state: LeaveState;
  }[];
  needs: PositionNeeds[];
  units: { id: string; name: string }[];
  /** The newest first; `done` counts whom it has renewed. */
  days: {
    id: string;
    heldOn: CalendarDay;
    place: string;
    unit: string | null;
    topic: string | null;
    done: number;
  }[];
  recognisable: Recognisable[];
  preview: Carried[] | null;
};

/** Somebody a refresher is due for, or comes late for. */
export type DuePerson = {
  personId: string;
  name: string;
  unit: string | null;
  why: WhyDue;
  validUntil: CalendarDay;
  /** The cohort they sit in already. */
  sits: { name: string; startDate: CalendarDay } | null;
};

export type PositionNeeds = {
  key: string;
  position: string;
  people: number;
  /** Should be held today. */
  topics: Topic[];
  /** Something else is decided from this day on. */
  next: CalendarDay | null;
};

export type Recognisable = {
  id: string;
  name: string;
  number: string;
  employer: string;
  validUntil: CalendarDay;
};

/** Somebody's last day before and after a common date is set. */
export type Carried = { name: string; from: CalendarDay; to: CalendarDay };
