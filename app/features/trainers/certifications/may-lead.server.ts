import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { readLocales } from "#app/features/cohorts/cohort-forms.ts";
import { DELIVERS, type TrainerRole } from "#app/features/cohorts/session.ts";
import type { PlannedSession, StandCheck } from "#app/features/cohorts/sessions.server.ts";
import { RUNNING } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import type { Delivered } from "#app/features/trainers/renewal/inactive.ts";
import { deliveredBy, inactivityOf } from "#app/features/trainers/renewal/inactive.server.ts";
import { leadersOf } from "#app/features/trainers/schemes/courses.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type KeptSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { topicsHeld, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse } from "#app/lib/result.ts";
import { standingOn } from "./certification-status.ts";
import { readCertification, WITH_FACTS } from "./certifications.server.ts";
import {
  isRefused,
  leadFindings,
  leadingBy,
  type HeldForCourse,
  type LeadFinding,
  type Leading,
} from "./may-lead.ts";

/* Who stands on the sessions of a cohort, and whether they may lead them on their days. */

type Course = {
  /** One of them is asked of whoever leads it. */
  leaders: readonly string[];
  book: SchemeBook;
  locales: readonly string[];
  /** The section a module stands in. */
  sectionOf: ReadonlyMap<string, string>;
};

/** Null: whoever leads this course needs no certification. */
async function courseOf(tx: Tx, cohortId: string): Promise<Course | null> {
  const cohort = await tx.cohort.findUnique({
    where: { id: cohortId },
    select: { programme: true, locales: true, courseVersion: { select: { courseId: true, outline: true } } },
  });
  if (!cohort) return null;
  const book = await loadSchemes(tx);
  const schemes = book.ids
    .filter((id) => PROGRAMME_OF[id as KeptSchemeId] === cohort.programme)
    .map((id) => book.current(id));
  const leaders = leadersOf(cohort.courseVersion.courseId, schemes);
  if (leaders.length === 0) return null;
  const { sections } = JSON.parse(cohort.courseVersion.outline) as CourseOutline;
  const sectionOf = new Map(sections.flatMap(({ id, modules }) => modules.map((module) => [module, id])));
  return { leaders, book, locales: readLocales(cohort.locales), sectionOf };
}

type Stored = Prisma.CertificationGetPayload<{ include: typeof WITH_FACTS }>;
type Leads = (personId: string, session: Pick<PlannedSession, "date" | "modules">) => Leading;

async function leadingIn(tx: Tx, course: Course, people: readonly string[]): Promise<Leads> {
  const who = { personId: { in: [...people] } };
  const [held, candidacies, delivered] = await Promise.all([
    tx.certification.findMany({
      where: { ...who, schemeId: { in: [...course.leaders] } },
      include: WITH_FACTS,
    }),
    tx.candidacy.findMany({ where: { ...who, ...RUNNING } }),
    deliveredBy(tx, course.book, people),
  ]);
  return (personId, session) =>
    leadingBy({
      held: held
        .filter((row) => row.personId === personId)
        .map((row) => heldFor(course, row, delivered.get(personId) ?? [], session)),
      provisional: candidacies.some(
        (row) => row.personId === personId && isProvisional(course, row, session.date),
      ),
    });
}

function heldFor(
  { book, locales, sectionOf }: Course,
  row: Stored,
  delivered: readonly Delivered[],
  { date, modules }: Pick<PlannedSession, "date" | "modules">,
): HeldForCourse {
  const scheme = book.judging(row, date);
  const topics = topicsHeld(row, date);
  const missing = topicsOf(row.schemeId).filter((topic) => !topics.includes(topic));
  const about = modules.flatMap((module) => [module, sectionOf.get(module) ?? ""]);
  return {
    standing: standingOn(readCertification(row), scheme.validity, date),
    inactive: inactivityOf(row, scheme, delivered, date) !== null,
    speaks: locales.length === 0 || locales.includes(row.language),
    covers: !missing.some((topic) => about.includes(topic)),
  };
}

type OpenCandidacy = { schemeId: string; schemeVersion: string; state: string; dueOn: string | null };

/** Past the training of trainers, and in time: in the practicum, before it, or waiting for the decision on it. */
function isProvisional({ leaders, book }: Course, row: OpenCandidacy, day: CalendarDay): boolean {
  const scheme = book.of(row);
  const into = scheme.into ?? scheme.id;
  const from = scheme.stages.findIndex(isOfPracticum);
  const at = scheme.stages.findIndex(({ id }) => id === row.state);
  return leaders.includes(into) && from >= 0 && at >= from && (row.dueOn === null || row.dueOn >= day);
}

const isOfPracticum = ({ id, asks }: Scheme["stages"][number]): boolean =>
  id === "provisional" || asks.some(({ kind }) => kind === "delivery");

/** What is wrong with who delivers each of these sessions, by session; of those with nothing, nothing. */
export async function leadFindingsOf(
  cohortId: string,
  sessions: readonly PlannedSession[],
  tx: Tx = db,
): Promise<Map<string, LeadFinding[]>> {
  const course = sessions.length > 0 ? await courseOf(tx, cohortId) : null;
  if (!course) return new Map();
  const ids = [...new Set(sessions.flatMap(({ trainers }) => trainers.map(({ id }) => id)))];
  const [leading, people] = await Promise.all([
    leadingIn(tx, course, ids),
    tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  ]);
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const found = sessions.map((session): [string, LeadFinding[]] => [
    session.id,
    leadFindings(
      session.trainers.map(({ id, role }) => ({
        id,
        role: role as TrainerRole,
        name: nameOf.get(id) ?? "",
        leading: leading(id, session),
      })),
    ),
  ]);
  return new Map(found.filter(([, findings]) => findings.length > 0));
}

/** Refuses what would newly be wrong; what is so already, an office is told of and may go on planning. */
export const mayStandOn: StandCheck = async (tx, cohortId, before, after) => {
  const [was, becomes] = [
    await leadFindingsOf(cohortId, before, tx),
    await leadFindingsOf(cohortId, after, tx),
  ];
  for (const { id, date } of after) {
    const there = (was.get(id) ?? []).map((one) => `${one.kind} ${one.id}`);
    const fresh = (becomes.get(id) ?? []).filter(
      (one) => isRefused(one) && !there.includes(`${one.kind} ${one.id}`),
    );
    if (fresh[0]) return refuse(`calendar.lead.${fresh[0].kind}`, { name: fresh[0].name, day: date });
  }
  return ok(undefined);
};

/** Whether a candidate finds somebody certified to train beside there (T11); where no session is planned yet, it is open. */
export async function hasCertifiedLead(tx: Tx, cohortId: string): Promise<boolean> {
  const rows = await tx.halfDay.findMany({
    where: { cohortId, trainers: { some: {} } },
    select: { id: true, date: true, modules: true, trainers: { select: { personId: true, role: true } } },
  });
  const course = rows.length > 0 ? await courseOf(tx, cohortId) : null;
  if (!course) return true;
  const ids = [...new Set(rows.flatMap(({ trainers }) => trainers.map(({ personId }) => personId)))];
  const leading = await leadingIn(tx, course, ids);
  return rows.some(({ date, modules, trainers }) =>
    trainers.some(
      ({ personId, role }) =>
        DELIVERS.includes(role as TrainerRole) &&
        leading(personId, { date, modules: JSON.parse(modules) as string[] }) === "certified",
    ),
  );
}
