import { importAllCourses } from "#app/features/catalogue/import-course.server.ts";
import { modulesInOrder } from "#app/features/catalogue/course-outline.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { hashPassword } from "#app/features/identity/passwords.server.ts";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { startSession } from "#app/features/identity/session.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { fold } from "#app/lib/fold.ts";

/* People for the bench, put in by the thousand: what is measured is the app, not how they came in. */

export const PASSWORD = "bench bench bench 2026";
const CHUNK = 500;
const MARKS_EACH = 6;

export type Population = {
  versionId: string;
  cohort1k: string;
  cohort10k: string;
  /** Thirty people whose half-day nobody has marked yet. */
  sheet30: { cohortId: string; halfDayId: string };
  learners: { enrolmentId: string; personId: string; username: string }[];
  administrator: { cookie: string };
};

export async function populate(): Promise<Population> {
  const published = await importAllCourses();
  const management = published.find(({ courseId }) => courseId === "management-essentials");
  if (!management || !("versionId" in management)) throw new Error("the course could not be published");
  const versionId = management.versionId;
  const passwordHash = await hashPassword(PASSWORD);
  const cohort1k = await makeCohort(versionId, "One thousand");
  const cohort10k = await makeCohort(versionId, "Ten thousand");
  const learners = await makeLearners(versionId, cohort1k, 1000, passwordHash);
  await makeLearners(versionId, cohort10k, 10_000, passwordHash);
  const sheet30 = await makeSheet(versionId, passwordHash);
  const administrator = { cookie: await cookieOf(await makeAdministrator(passwordHash)) };
  return { versionId, cohort1k, cohort10k, sheet30, learners, administrator };
}

export const cookieOf = async (personId: string): Promise<string> =>
  (await startSession(personId, "bench")).split(";")[0]!;

async function makeSheet(versionId: string, passwordHash: string): Promise<Population["sheet30"]> {
  const cohortId = await makeCohort(versionId, "Thirty");
  await makeLearners(versionId, cohortId, 30, passwordHash);
  return { cohortId, halfDayId: await makeHalfDay(cohortId, "2026-10-02", "am") };
}

async function makeCohort(courseVersionId: string, name: string): Promise<string> {
  const id = newId();
  await db.cohort.create({
    data: {
      id,
      name,
      programme: "management",
      courseVersionId,
      format: "blended",
      audience: "public",
      selfPaced: false,
      locales: '["en"]',
      place: "Phnom Penh",
      searchText: fold(`${name} Phnom Penh`),
      timeZone: "Asia/Phnom_Penh",
      startDate: "2026-10-01",
      endDate: "2099-12-31",
      issuer: "Bench",
      signatories: "[]",
      createdAt: now(),
      version: 1,
    },
  });
  for (const part of ["am", "pm"]) await makeHalfDay(id, "2026-10-01", part);
  return id;
}

async function makeHalfDay(cohortId: string, date: string, part: string): Promise<string> {
  const id = newId();
  await db.halfDay.create({ data: { id, cohortId, date, part, title: "", contactMinutes: 180 } });
  return id;
}

async function makeLearners(versionId: string, cohortId: string, count: number, passwordHash: string) {
  const outline = (await courseVersion(versionId))!.outline;
  const units = modulesInOrder(outline)
    .flatMap(({ id, units: own }) => own.map((unit) => ({ moduleId: id, unit })))
    .filter(({ unit }) => unit.kind === "reading")
    .slice(0, MARKS_EACH);
  const halfDays = await db.halfDay.findMany({ where: { cohortId }, select: { id: true } });
  const learners = Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(5, "0");
    const username = `learner-${count}-${number}`;
    return { personId: newId(), enrolmentId: newId(), username, name: `Learner ${number}` };
  });
  const at = now();
  for (let from = 0; from < count; from += CHUNK) {
    const some = learners.slice(from, from + CHUNK);
    await db.person.createMany({
      data: some.map(({ personId, username, name }) => ({
        id: personId,
        username,
        name,
        locale: "en",
        timeZone: "Asia/Phnom_Penh",
        theme: "system",
        passwordHash,
        noticeVersion: PRIVACY_NOTICE_VERSION,
        searchText: `${name.toLowerCase()} ${username}`,
        createdAt: at,
      })),
    });
    await db.enrolment.createMany({
      data: some.map(({ personId, enrolmentId, name }) => ({
        id: enrolmentId,
        personId,
        cohortId,
        courseVersionId: versionId,
        status: "active",
        enrolledAt: at,
        sortName: name.toLowerCase(),
        electives: "[]",
      })),
    });
    await db.unitMark.createMany({
      data: some.flatMap(({ enrolmentId }) =>
        units.map(({ moduleId, unit }) => ({ enrolmentId, moduleId, unitId: unit.id, doneAt: at })),
      ),
    });
    await db.attendanceMark.createMany({
      data: some.flatMap(({ enrolmentId, personId }) =>
        halfDays.map(({ id }) => ({
          halfDayId: id,
          enrolmentId,
          mark: "present",
          minutesMissed: 0,
          recordedBy: personId,
          recordedAt: at,
        })),
      ),
    });
  }
  return learners;
}

async function makeAdministrator(passwordHash: string): Promise<string> {
  const id = newId();
  await db.person.create({
    data: {
      id,
      username: "bench-administrator",
      name: "Bench Administrator",
      locale: "en",
      timeZone: "Asia/Phnom_Penh",
      theme: "system",
      passwordHash,
      noticeVersion: PRIVACY_NOTICE_VERSION,
      searchText: "bench administrator",
      createdAt: now(),
      roles: {
        create: [
          { id: newId(), role: "platform-administrator", scopeKind: "all", scopeId: "", grantedAt: now() },
          { id: newId(), role: "cohort-administrator", scopeKind: "all", scopeId: "", grantedAt: now() },
        ],
      },
    },
  });
  return id;
}
