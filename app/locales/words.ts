import type { Translate } from "./keys.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Refusal } from "#app/lib/result.ts";

/** One language in one time zone, as pages and mails use it. Instants take the zone, civil dates do not. */
export type Words = {
  locale: string;
  direction: "ltr" | "rtl";
  timeZone: string;
  t: Translate;
  /** A rule's reason as a sentence. */
  refusal: (reason: Refusal) => string;
  /** "12 May 2026", the month in full */
  date: (day: CalendarDay) => string;
  /** "12 May 2026" where room is short */
  mediumDate: (day: CalendarDay) => string;
  /** "12 May" */
  shortDate: (day: CalendarDay) => string;
  /** "May 2026", of any day in it */
  month: (day: CalendarDay) => string;
  dateTime: (instant: Date | number) => string;
  time: (instant: Date | number) => string;
  /** With so many decimals; left out, with as many as it has, three at most. */
  number: (value: number, decimals?: number) => string;
  /** A share between 0 and 1; decimals left out, with one where it has any. */
  percent: (share: number, decimals?: number) => string;
  /** An amount in the smallest unit of its currency. */
  money: (amount: number, currency: string) => string;
  /** Bytes in words, "340 KB". */
  size: (bytes: number) => string;
  list: (parts: string[]) => string;
  /** A country's name from its two-letter code. */
  country: (code: string) => string;
  /** A language's name from its code. */
  language: (code: string) => string;
};
