import { seatsTaken } from "#app/features/cohorts/seats.server.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { searchWords } from "#app/features/identity/people-filters.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { APPLICATION_STATES, hasLapsed, type ApplicationState, type ORDERS } from "./application.ts";
import { readAnswers, type Answers } from "./application-forms.ts";
import { balanceOf, type Balance } from "./balance.ts";
import type { CallFacts } from "./calls.server.ts";
import { gridResult, type GridResult, type Scores } from "./selection-grid.ts";

export type ApplicationFilters = {
  q: string;
  state: ApplicationState | "";
  order: (typeof ORDERS)[number];
  page: number;
};

export type ApplicationRow = {
  id: string;
  name: string;
  organisation: string;
  organisationKind: string;
  country: string;
  sex: string | null;
  state: ApplicationState;
  lapsed: boolean;
  replyBy: CalendarDay | null;
  appliedAt: number;
  result: GridResult;
  scoredByMe: boolean;
  /** Somebody else in this call with the same name, e-mail or phone. */
  twin: boolean;
};

export type ApplicationList = {
  rows: ApplicationRow[];
  total: number;
  /** Everyone's, whatever is filtered. */
  all: number;
  held: number;
  balance: Balance;
};

const LISTED = {
  id: true,
  name: true,
  email: true,
  phone: true,
  organisation: true,
  organisationKind: true,
  country: true,
  sex: true,
  state: true,
  replyBy: true,
  appliedAt: true,
  searchText: true,
  scores: { select: { scorerId: true, scores: true } },
} as const;

const scoresIn = (json: string): Scores => JSON.parse(json) as Scores;

/**
 * The applications to one call, ranked as asked; the caller has found the call within reach. A call has some hundreds:
 * they are read whole, because rank, twins and balance come from all of them.
 */
export async function listApplications(
  actor: Actor,
  call: CallFacts,
  filters: ApplicationFilters,
): Promise<ApplicationList> {
  const all = await db.application.findMany({ where: { callId: call.id }, select: LISTED });
  const day = today(call.cohort.timeZone);
  const standings = all.map((row) => ({ ...row, state: stateOf(row.state) }));
  const isTwin = twinsIn(all);
  const words = searchWords(filters.q);
  const found = standings
    .filter(({ state }) => filters.state === "" || state === filters.state)
    .filter(({ searchText }) => words.every((word) => searchText.includes(word)))
    .map((row): ApplicationRow => {
      const { id, name, organisation, organisationKind, country, sex, state, replyBy, scores } = row;
      return {
        id,
        name,
        organisation,
        organisationKind,
        country,
        sex,
        state,
        replyBy,
        lapsed: hasLapsed(row, day),
        appliedAt: row.appliedAt.getTime(),
        result: gridResult(
          call.grid,
          scores.map((each) => scoresIn(each.scores)),
        ),
        scoredByMe: scores.some(({ scorerId }) => scorerId === actor.personId),
        twin: isTwin(row),
      };
    })
    .sort(inOrder(filters.order));
  const from = (filters.page - 1) * PAGE_SIZE;
  return {
    rows: found.slice(from, from + PAGE_SIZE),
    total: found.length,
    all: all.length,
    held: await seatsTaken(db, call),
    balance: balanceOf(standings, day),
  };
}

const stateOf = (state: string): ApplicationState =>
  APPLICATION_STATES.find((each) => each === state) ?? "received";

/** Who passes stands before who does not, and among them the higher total. */
const RANK: Record<GridResult["verdict"], number> = {
  passes: 0,
  "half-scored": 1,
  unscored: 1,
  "too-low": 2,
  "below-minimum": 2,
};

function inOrder(order: ApplicationFilters["order"]) {
  return (a: ApplicationRow, b: ApplicationRow): number => {
    if (order === "name") return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
    if (order === "date") return a.appliedAt - b.appliedAt || (a.id < b.id ? -1 : 1);
    return (
      RANK[a.result.verdict] - RANK[b.result.verdict] ||
      (b.result.total ?? -1) - (a.result.total ?? -1) ||
      a.appliedAt - b.appliedAt
    );
  };
}

type Known = { name: string; email: string | null; phone: string | null };
const marksOf = ({ name, email, phone }: Known): string[] => [
  `name ${name.toLowerCase().replace(/\s+/gu, " ")}`,
  ...(email ? [`email ${email}`] : []),
  ...(phone ? [`phone ${phone.replace(/\D/gu, "")}`] : []),
];

function twinsIn(all: readonly Known[]) {
  const counts = new Map<string, number>();
  for (const mark of all.flatMap(marksOf)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return (row: Known): boolean => marksOf(row).some((mark) => counts.get(mark)! > 1);
}

// ── one application ─────────────────────────────────────────────────────────────────────────────────

export type ApplicationFacts = {
  id: string;
  callId: string;
  cohortId: string;
  personId: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  sex: string | null;
  country: string;
  organisation: string;
  organisationKind: string;
  position: string;
  locale: string;
  timeZone: string;
  answers: Answers;
  appliedAt: number;
  state: ApplicationState;
  replyBy: CalendarDay | null;
  note: string;
  decidedAt: number | null;
};

const WHOLE = {
  id: true,
  callId: true,
  personId: true,
  name: true,
  email: true,
  phone: true,
  sex: true,
  country: true,
  organisation: true,
  organisationKind: true,
  position: true,
  locale: true,
  timeZone: true,
  answers: true,
  appliedAt: true,
  state: true,
  replyBy: true,
  note: true,
  decidedAt: true,
  call: { select: { cohortId: true } },
} as const;

async function findOne(where: Prisma.ApplicationWhereInput): Promise<ApplicationFacts | null> {
  const row = await db.application.findFirst({ where, select: WHOLE });
  if (!row) return null;
  const { call, answers, appliedAt, decidedAt, state, ...rest } = row;
  return {
    ...rest,
    cohortId: call.cohortId,
    answers: readAnswers(answers),
    appliedAt: appliedAt.getTime(),
    decidedAt: decidedAt?.getTime() ?? null,
    state: stateOf(state),
  };
}

/** For whoever runs the cohort. */
export const findApplication = (actor: Actor, cohortId: string, applicationId: string) =>
  findOne({ id: applicationId, call: { cohortId, cohort: cohortsRunBy(actor) } });

/** For the applicant, by the link they were given. */
export const applicationBy = (secret: string) => findOne({ links: { some: { tokenHash: sha256(secret) } } });

export type ScoreOf = { scorer: string; mine: boolean; scores: Scores; comment: string; at: number };

/** One scores before one sees how others scored; who does not score sees all. */
export async function scoresOf(actor: Actor, applicationId: string, mayScore: boolean): Promise<ScoreOf[]> {
  const rows = await db.applicationScore.findMany({
    where: { applicationId },
    orderBy: { scoredAt: "asc" },
    select: { scorerId: true, scores: true, comment: true, scoredAt: true },
  });
  const mine = rows.some(({ scorerId }) => scorerId === actor.personId);
  const shown = mine || !mayScore ? rows : [];
  const people = await db.person.findMany({
    where: { id: { in: shown.map(({ scorerId }) => scorerId) } },
    select: { id: true, name: true },
  });
  return shown.map(({ scorerId, scores, comment, scoredAt }) => ({
    scorer: people.find(({ id }) => id === scorerId)?.name ?? "",
    mine: scorerId === actor.personId,
    scores: scoresIn(scores),
    comment,
    at: scoredAt.getTime(),
  }));
}
