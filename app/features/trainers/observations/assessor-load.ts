import type { CalendarDay } from "#app/lib/calendar-day.ts";

/* What each assessor has done in a time: how many people wait for whom, and who is asked too often or never. */

export type Judgement = {
  raterId: string;
  /** Whom they judged. */
  personId: string;
  on: CalendarDay;
  /** Watched, of a course that was given; a practice or a form has none. */
  minutes: number;
  /** A delivery was watched. */
  observed: boolean;
};

export type Load = {
  raterId: string;
  /** Different people. */
  candidates: number;
  /** Everything that was judged: practices, forms, checklists, deliveries. */
  judgements: number;
  observations: number;
  minutes: number;
  last: CalendarDay | null;
};

/** One line for each of them; who did nothing has one too. */
export const assessorLoad = (raterIds: readonly string[], judgements: readonly Judgement[]): Load[] =>
  raterIds.map((raterId) => {
    const own = judgements.filter((one) => one.raterId === raterId);
    const observed = own.filter((one) => one.observed);
    return {
      raterId,
      candidates: new Set(own.map(({ personId }) => personId)).size,
      judgements: own.length,
      observations: observed.length,
      minutes: observed.reduce((sum, { minutes }) => sum + minutes, 0),
      last: own
        .map(({ on }) => on)
        .reduce<CalendarDay | null>((latest, on) => (latest && latest > on ? latest : on), null),
    };
  });
