import { PROGRAMMES, type Programme } from "#app/features/catalogue/course-outline.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { choiceFilter, dayFilter, textFilter } from "#app/lib/paging.ts";
import { GROUPINGS, type Grouping } from "./participation.ts";

/** What a report is about; it stands in the address, so that a page, a file and a link to them mean the same. */
export type ReportFilters = {
  /** Cohorts that ran on one of these days; "" is open. */
  from: CalendarDay | "";
  to: CalendarDay | "";
  programme: Programme | "";
  course: string;
  cohort: string;
  organisation: string;
  country: string;
  by: Grouping;
};

export function reportFilters(url: URL): ReportFilters {
  return {
    from: dayFilter(url, "from"),
    to: dayFilter(url, "to"),
    programme: choiceFilter(url, "programme", PROGRAMMES),
    course: textFilter(url, "course"),
    cohort: textFilter(url, "cohort"),
    organisation: textFilter(url, "organisation"),
    country: textFilter(url, "country"),
    by: choiceFilter(url, "by", GROUPINGS) || "cohort",
  };
}

export const isFiltered = (filters: ReportFilters): boolean =>
  Object.entries(filters).some(([name, value]) => name !== "by" && value !== "");

/** As they stand in an address, with some of them changed. */
export function reportSearch(filters: ReportFilters, changed: Partial<ReportFilters> = {}): string {
  const set = Object.entries({ ...filters, ...changed }).filter(([, value]) => value !== "");
  return `?${new URLSearchParams(set).toString()}`;
}

/** Ballots hold no person: who asks about some people of a cohort is told nothing of its evaluations. */
export const isAboutSomePeople = ({ organisation, country }: ReportFilters): boolean =>
  organisation !== "" || country !== "";

export const REPORT_FILES = [
  "figures.csv",
  "figures.xlsx",
  "people.csv",
  "people.xlsx",
  "report.pdf",
] as const;
export type ReportFile = (typeof REPORT_FILES)[number];
