import { courseVersion, type CourseVersionFacts } from "#app/features/catalogue/courses.server.ts";
import { readLocales } from "#app/features/cohorts/cohort-forms.ts";
import type { Format } from "#app/features/cohorts/completion.ts";
import { db } from "#app/infra/db.server.ts";
import { today } from "#app/infra/clock.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { callPhase, type CallPhase } from "./call.ts";
import { readCallWords, readGrid, readQuestions, type CallQuestion, type CallWords } from "./call-forms.ts";
import type { Grid } from "./selection-grid.ts";

export type CallFacts = {
  id: string;
  opensOn: CalendarDay;
  closesOn: CalendarDay;
  seats: number;
  contact: string;
  words: Record<string, CallWords>;
  questions: CallQuestion[];
  grid: Grid;
  phase: CallPhase;
  rowVersion: number;
  cohort: {
    id: string;
    name: string;
    programme: string;
    format: Format;
    locales: string[];
    place: string;
    timeZone: string;
    startDate: CalendarDay;
    endDate: CalendarDay;
    host: string | null;
    issuer: string;
    closed: boolean;
  };
  version: CourseVersionFacts;
};

const SELECT = {
  id: true,
  opensOn: true,
  closesOn: true,
  seats: true,
  contact: true,
  words: true,
  questions: true,
  grid: true,
  publishedAt: true,
  version: true,
  cohort: {
    select: {
      id: true,
      name: true,
      programme: true,
      format: true,
      locales: true,
      place: true,
      timeZone: true,
      startDate: true,
      endDate: true,
      issuer: true,
      closedAt: true,
      courseVersionId: true,
      host: { select: { name: true } },
    },
  },
} as const;

const read = (where: { id: string } | { cohortId: string }) => db.call.findUnique({ where, select: SELECT });
type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

async function factsOf(row: Row): Promise<CallFacts> {
  const { cohort, publishedAt, version, words, questions, grid, ...call } = row;
  const { courseVersionId, closedAt, locales, format, host, ...rest } = cohort;
  return {
    ...call,
    words: readCallWords(words),
    questions: readQuestions(questions),
    grid: readGrid(grid),
    phase: callPhase({ ...call, published: publishedAt !== null }, today(cohort.timeZone)),
    rowVersion: version,
    cohort: {
      ...rest,
      format: format as Format,
      locales: readLocales(locales),
      host: host?.name ?? null,
      closed: closedAt !== null,
    },
    version: (await courseVersion(courseVersionId))!,
  };
}

/** The call of a cohort the caller has found within reach. */
export async function callOf(cohortId: string): Promise<CallFacts | null> {
  const row = await read({ cohortId });
  return row && factsOf(row);
}

/** For anybody, once it is published; of a cohort that is closed there is nothing to apply for. */
export async function publicCall(callId: string): Promise<CallFacts | null> {
  const row = await read({ id: callId });
  return row?.publishedAt ? factsOf(row) : null;
}

/** Calls that are open or announced, the next to close first. */
export async function publicCalls(): Promise<CallFacts[]> {
  const since = today("Pacific/Pago_Pago"); // where the day is earliest; the phase in the cohort's own zone decides
  const rows = await db.call.findMany({
    where: { publishedAt: { not: null }, closesOn: { gte: since }, cohort: { closedAt: null } },
    orderBy: [{ closesOn: "asc" }, { id: "asc" }],
    take: 200,
    select: SELECT,
  });
  const calls = await Promise.all(rows.map(factsOf));
  return calls.filter(({ phase }) => phase === "open" || phase === "announced");
}
