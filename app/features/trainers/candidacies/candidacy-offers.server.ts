import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { inLanguage, moduleOf } from "#app/features/catalogue/course-outline.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { actorOf, barsFor } from "./add-to-candidacy.server.ts";
import type { Found } from "./candidacies.server.ts";
import { ratingsThatStay } from "#app/features/trainers/observations/ratings-that-stay.server.ts";
import {
  clockStands,
  needsRepeat,
  decide,
  leaveBy,
  missingNow,
  WAIVABLE,
  type Act,
  type StageActKind,
} from "./candidacy.ts";
import { isCourse, stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  criteriaOfPractice,
  examOf,
  isStrikeable,
  practiceAsked,
  RECORD_KINDS,
  writesAs,
  type CandidacyRecord,
} from "./candidacy-records.ts";
import { asPart, partsIn } from "./candidacy-scope.server.ts";
import { panelKey } from "./candidacy-panel.server.ts";
import { panelWasCalled } from "#app/features/trainers/panels/panels.server.ts";
import { NO_OFFERS, type EventLine, type Offer, type Offers } from "./candidacy-view.ts";
import { stepsOf } from "#app/features/trainers/schemes/checklist.ts";
import { CRITERIA } from "#app/features/trainers/schemes/criteria.ts";
import { marksItsScript } from "#app/features/trainers/exams/exam-scripts.server.ts";
import { waitsForRemarking } from "#app/features/trainers/exams/remarking.ts";
import { ledByMaster } from "./judges.server.ts";
import { hasCertifiedLead } from "#app/features/trainers/certifications/may-lead.server.ts";
import { coursesOf, trainingsFor } from "#app/features/trainers/schemes/courses.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type KeptSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { isByTopic, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import type { Actor as Part, Scheme, Stage } from "#app/features/trainers/schemes/scheme.ts";

/* What a page offers: each act of the actor's at this stage, decided on as it would be now, so that one that is not possible
 * says why before anybody presses it. */

const OFFERED: readonly StageActKind[] = [
  "advance",
  "recommend",
  "advise-against",
  "repeat",
  "waive",
  "extend",
  "stop-clock",
  "start-clock",
  "give-notice",
  "decline",
  "fail",
  "withdraw",
];
/** Whether it is a thing of this stage at all, possible now or not. */
function isOfStage(
  kind: StageActKind,
  { scheme, file }: Found["read"],
  stage: Stage,
  day: CalendarDay,
): boolean {
  const due = leaveBy(scheme, file.candidacy);
  const stands = clockStands(file.candidacy);
  switch (kind) {
    case "repeat":
      return stage.repeat !== null && needsRepeat(file.candidacy, missingNow(file, day));
    case "extend":
      return (stage.leaveWithin?.extendMonths ?? 0) > 0;
    case "stop-clock":
      return stage.leaveWithin !== null && !stands;
    case "start-clock":
      return stands;
    case "give-notice":
      return due !== null && day > due;
    case "decline":
      return stage === scheme.stages[0];
    default:
      return true;
  }
}

export async function offersFor(actor: Actor, found: Found, events: readonly EventLine[]): Promise<Offers> {
  const { row, read } = found;
  const { scheme, file, history } = read;
  const stage = stageOf(scheme, file.candidacy.state);
  const held = await partsIn(actor, row.id);
  if (!stage || held.includes("candidate")) return NO_OFFERS;
  const byHand =
    waitsForRemarking(examOf(stage, file.facts)?.sittings ?? []) && !(await marksItsScript(db, row.id));
  // An observation comes from the instrument, where it is rated a second time when it has to be.
  const records = RECORD_KINDS.filter(
    (kind) =>
      kind !== "observation" && writesAs(kind, stage, held) !== null && (kind !== "remarked" || byHand),
  );
  return {
    acts: await actsOffered(actor, found, stage, held),
    records,
    cohorts: records.includes("enrolled") ? await cohortsToSeat(actor, found, stage) : [],
    modules: records.includes("delivery") ? await modulesToLead(history.cohorts, actor.locale) : [],
    topics: isByTopic(scheme.id) ? topicsOf(scheme.id) : [],
    steps: scheme.checklist ? stepsOf(scheme.checklist) : null,
    criteria: practiceAsked(stage) === "micro-teaching" ? criteriaOfPractice(stage) : CRITERIA,
    practice: practiceAsked(stage),
    strikeable: records.includes("strike") ? await strikeableOf(found, events) : [],
    strikeBars: records.includes("strike") ? await barsOfStrike(actor, found) : [],
  };
}

async function strikeableOf({ row, read }: Found, events: readonly EventLine[]): Promise<EventLine[]> {
  const stays = await ratingsThatStay(row, read);
  return events.filter(({ entry, struck }) => !struck && isStrikeable(entry.kind) && !stays.has(entry.id));
}

/** To strike out is to decide what counts. */
async function barsOfStrike(actor: Actor, { row, read }: Found) {
  const day = today(read.scheme.timeZone);
  return barsFor("officer", await asPart(actor, "officer", row), row, read, day, db);
}

async function actsOffered(
  actor: Actor,
  { row, read }: Found,
  stage: Stage,
  held: readonly Part[],
): Promise<Offer[]> {
  const { scheme, file } = read;
  const day = today(scheme.timeZone);
  const waivable = missingNow(file, day)
    .map(({ kind }) => kind)
    .filter((kind) => WAIVABLE.includes(kind));
  const next = scheme.stages[scheme.stages.indexOf(stage) + 1]?.id ?? "certified";
  const offers: Offer[] = [];
  const barsOf = new Map<Part, Act["bars"]>();
  const panel = (await panelWasCalled(db, panelKey(row, read))) ? "called" : undefined;
  for (const kind of OFFERED) {
    if (kind === "waive" && waivable.length === 0) continue;
    const part = actorOf(kind, stage, held);
    if (!part || !isOfStage(kind, read, stage, day)) continue;
    const bars =
      barsOf.get(part) ?? (await barsFor(part, await asPart(actor, part, row), row, read, day, db));
    barsOf.set(part, bars);
    const act = {
      id: "",
      on: day,
      by: { personId: actor.personId, as: part },
      bars,
      panel,
      kind,
      reason: "",
    };
    const decided = decide(file, { ...act, requirement: waivable[0], code: "other" } as Act);
    const refused = decided.ok ? null : decided.reason;
    const to = kind === "advance" ? next : kind === "repeat" ? (stage.repeat?.to ?? null) : null;
    offers.push({ kind, as: part, to, refused, waivable: kind === "waive" ? waivable : [] });
  }
  return offers;
}

// ── What the forms choose from ──────────────────────────────────────────────────────────────────────

const MOST_COHORTS = 100;

/**
 * Cohorts the actor runs, of the courses the scheme is about, or of its trainings of trainers: where the candidate sits, or for
 * the practicum any public one.
 */
async function seatWhere(
  actor: Actor,
  { row, read }: Found,
  stage: Stage,
): Promise<Prisma.CohortWhereInput | null> {
  const holder = asHolderOf(actor, "enrol:candidates");
  if (!holder) return null;
  const sits = { some: { personId: row.personId, status: { notIn: SEATLESS } } };
  return {
    AND: [
      cohortsRunBy(holder),
      { programme: row.programme, cancellation: { is: null } },
      stage.asks.some(({ kind }) => kind === "led-by-master-trainer")
        ? trainsTrainers(read.scheme, await loadSchemes())
        : aboutItsCourses(read.scheme),
      isCourse(read.scheme, stage.id) ? { enrolments: sits } : { closedAt: null, audience: "public" },
    ],
  };
}

/** Where no scheme of the programme says which courses are one, any course may be. */
function trainsTrainers(scheme: Scheme, book: SchemeBook): Prisma.CohortWhereInput {
  const beside = book.ids
    .filter((id) => PROGRAMME_OF[id as KeptSchemeId] === PROGRAMME_OF[scheme.id as KeptSchemeId])
    .map((id) => book.current(id));
  const trainings = trainingsFor(scheme, beside);
  return trainings.length > 0 ? { courseVersion: { courseId: { in: trainings } } } : {};
}

function aboutItsCourses(scheme: Scheme): Prisma.CohortWhereInput {
  const asked = coursesOf(scheme);
  const courseId = "only" in asked ? { in: [...asked.only] } : { notIn: [...asked.but] };
  return { courseVersion: { courseId } };
}

async function cohortsToSeat(actor: Actor, found: Found, stage: Stage) {
  const where = await seatWhere(actor, found, stage);
  if (!where) return [];
  return db.cohort.findMany({
    where,
    orderBy: [{ startDate: "desc" }, { id: "desc" }],
    take: MOST_COHORTS,
    select: { id: true, name: true },
  });
}

/** The record of a seat, from the cohort that was chosen. */
export async function seatRecord(
  actor: Actor,
  found: Found,
  cohortId: string,
): Promise<Result<Extract<CandidacyRecord, { kind: "enrolled" }>>> {
  const { scheme, file } = found.read;
  const stage = stageOf(scheme, file.candidacy.state);
  if (!stage) return refuse("candidacy.ended");
  const where = await seatWhere(actor, found, stage);
  const cohort = where && (await db.cohort.findFirst({ where: { AND: [where, { id: cohortId }] } }));
  if (!cohort) return refuse("candidacy.noSeat");
  if (!isCourse(scheme, stage.id) && !(await hasCertifiedLead(db, cohortId)))
    return refuse("candidacy.noLead", { cohort: cohort.name });
  const on = today(scheme.timeZone);
  const ledByMasterTrainer = await ledByMaster(db, cohortId);
  return ok({ kind: "enrolled", body: { cohortId, cohort: cohort.name, on, ledByMasterTrainer } });
}

/** The modules of the course of the last cohort the candidate was seated in. */
async function modulesToLead(cohorts: Readonly<Record<string, string>>, locale: string) {
  const outline = await outlineOfPracticum(cohorts);
  if (!outline) return [];
  return outline.sections.flatMap(({ modules }) =>
    modules.flatMap((id) => {
      const module = moduleOf(outline, id);
      return module ? [{ id, title: inLanguage(module.texts, locale, outline.source).text.title }] : [];
    }),
  );
}

async function outlineOfPracticum(cohorts: Readonly<Record<string, string>>) {
  const cohortId = Object.values(cohorts).at(-1);
  if (!cohortId) return null;
  const cohort = await db.cohort.findUnique({ where: { id: cohortId }, select: { courseVersionId: true } });
  const version = cohort && (await courseVersion(cohort.courseVersionId));
  return version?.outline ?? null;
}

/** The record of a module led: its section and title are those of the course. */
export async function deliveryRecord(
  { read }: Found,
  { moduleId, on, minutes }: { moduleId: string; on: string; minutes: number },
  locale: string,
): Promise<Result<Extract<CandidacyRecord, { kind: "delivery" }>>> {
  const outline = await outlineOfPracticum(read.history.cohorts);
  const module = outline && moduleOf(outline, moduleId);
  const section = outline?.sections.find(({ modules }) => modules.includes(moduleId));
  if (!outline || !module || !section) return refuse("candidacy.noModule");
  const { title } = inLanguage(module.texts, locale, outline.source).text;
  return ok({ kind: "delivery", body: { moduleId, sectionId: section.id, title, on, minutes } });
}
