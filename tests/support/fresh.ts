import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { hashPassword } from "#app/features/identity/passwords.server.ts";
import { startSession } from "#app/features/identity/session.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { enrol, myEnrolment, type EnrolmentFacts } from "#app/features/learning/enrolments.server.ts";
import { saveAnswers } from "#app/features/learning/save-answers.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt } from "#app/features/learning/submit-attempt.server.ts";
import type { Paper } from "#app/features/learning/quiz-draw.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { newId, newSecret, sha256 } from "#app/infra/ids.server.ts";
import type { Actor, Role, Scope } from "#app/lib/actor.ts";
import { addMonths } from "#app/lib/calendar-day.ts";
import { finishedCohort, plainCourse } from "./certification-fixture.ts";
import { courseModule, courseOutline, questions, quiz, unit } from "./course-fixture.ts";
import { PASSWORD } from "./identity-fixture.ts";
import { actorFor, makeCohort, publishCourse } from "./learning-fixture.ts";

/* Things to act upon, each call makes new ones, all in the management programme; and the staff who may act. */

export const MANAGEMENT: Scope = { kind: "programme", id: "management" };
const ALL: Scope = { kind: "all", id: "" };

const made = new Map<unknown, Promise<unknown>>();

/** For as long as the database lives that it is made in. */
const once =
  <Made>(make: () => Promise<Made>) =>
  (): Promise<Made> => {
    if (!made.has(make)) made.set(make, make());
    return made.get(make) as Promise<Made>;
  };

export const forgetMade = (): void => made.clear();

// ── people ──────────────────────────────────────────────────────────────────────────────────────────

export type Someone = { personId: string; username: string; cookie: string };

const passwordHash = once(() => hashPassword(PASSWORD));

export async function someone(own: Partial<Prisma.PersonUncheckedCreateInput> = {}): Promise<Someone> {
  const personId = newId();
  const username = `p${personId.replaceAll("-", "")}`;
  await db.person.create({
    data: {
      id: personId,
      username,
      name: "Sok Dara",
      locale: "en",
      timeZone: "UTC",
      theme: "system",
      passwordHash: await passwordHash(),
      noticeVersion: PRIVACY_NOTICE_VERSION,
      searchText: "sok dara",
      createdAt: now(),
      ...own,
    },
  });
  return { personId, username, cookie: await signIn(personId) };
}

export const signIn = async (personId: string): Promise<string> =>
  (await startSession(personId, "test")).split(";")[0] ?? "";

export type Staff = { cookie: string; actor: Actor };
const staffByRole = new Map<Role, Promise<Staff>>();

/** One of each role, reaching the programme, the platform's administrator reaching all. */
export function staff(role: Role): Promise<Staff> {
  const known = staffByRole.get(role) ?? makeStaff(role);
  staffByRole.set(role, known);
  return known;
}

async function makeStaff(role: Role): Promise<Staff> {
  const scope = role === "platform-administrator" ? ALL : MANAGEMENT;
  const { personId } = await someone({ name: `The ${role}` });
  await db.roleAssignment.create({
    data: { id: newId(), personId, role, scopeKind: scope.kind, scopeId: scope.id, grantedAt: now() },
  });
  return { cookie: await signIn(personId), actor: actorFor(personId, [scope]) };
}

export async function organisation(): Promise<{ organisationId: string; unitId: string }> {
  const [organisationId, unitId] = [newId(), newId()];
  await db.organisation.create({
    data: {
      id: organisationId,
      name: `Rumdul ${organisationId}`,
      kind: "mfi",
      country: "KH",
      createdAt: now(),
    },
  });
  await db.organisationUnit.create({ data: { id: unitId, organisationId, kind: "branch", name: "Branch" } });
  return { organisationId, unitId };
}

// ── courses and cohorts ─────────────────────────────────────────────────────────────────────────────

const EVERY_KIND = ["single", "multiple", "true-false", "numeric", "matching", "ordering"];

/** One open module with a quiz of every kind of question, one that a person marks, and a goal; a timed final. */
export const course = once(() =>
  publishCourse(
    courseOutline({
      sections: [{ id: "core", kind: "core", group: null, modules: ["risk"] }],
      modules: {
        risk: courseModule("risk", [
          unit("par"),
          quiz("test", { from: "form", items: [...EVERY_KIND.map((kind) => `know-${kind}`), "word"] }),
          quiz("letter", { from: "form", items: ["letter"] }, { attempts: 1, pass: 50 }),
          unit("goal", { kind: "action-plan" }),
          unit("watch-list", { kind: "tool" }),
        ]),
      },
      final: {
        plan: { from: "modules", draw: { risk: 3 } },
        policy: { pass: 70, attempts: 2, daysBetween: 0, minutes: 60 },
      },
    }),
  ),
);

/** One of the courses that refresh an attestation, by the scheme; published already where the demonstration is. */
export const refresherCourse = once(async () => {
  const courseId = "refresher-what-officers-forget";
  const there = await db.courseVersion.findFirst({ where: { courseId }, select: { id: true } });
  const outline = courseOutline({ programme: "financial-education" });
  return there?.id ?? publishCourse(outline, undefined, courseId);
});

/** All of the fixture's course. */
export const wholeCourse = once(() => publishCourse());

/** Nothing between the learner and the final. */
const finalCourse = once(() =>
  publishCourse(
    courseOutline({
      sections: [{ id: "core", kind: "core", group: null, modules: ["intro"] }],
      modules: { intro: courseModule("intro", [unit("read")]) },
      final: {
        plan: { from: "modules", draw: { intro: 3 } },
        policy: { pass: 70, attempts: 2, daysBetween: 0, minutes: 60 },
      },
    }),
  ),
);

/** One elective of two is to be chosen. */
const electiveCourse = once(() =>
  publishCourse(courseOutline({ selection: { total: 1, products: 1, segments: 0 } })),
);
export const learnerWithElectives = async (): Promise<Learner> => learner(undefined, await electiveCourse());

export const cohort = async (): Promise<string> => makeCohort(await course());
/** One that begins in the far future, in English. */
export async function cohortAhead(): Promise<string> {
  const id = await cohort();
  const data = { locales: '["en"]', startDate: "2099-12-01", endDate: "2099-12-11" };
  await db.cohort.update({ where: { id }, data });
  return id;
}
export const plain = once(plainCourse);

export async function halfDay(cohortId: string, verified = false, date = "2026-10-02"): Promise<string> {
  const id = newId();
  await db.halfDay.create({
    data: {
      id,
      cohortId,
      date,
      part: "am",
      title: "",
      contactMinutes: 180,
      verifiedAt: verified ? now() : null,
    },
  });
  return id;
}

// ── learning ────────────────────────────────────────────────────────────────────────────────────────

export type Learner = Someone & { enrolmentId: string; cohortId: string; actor: Actor };

export async function learner(cohortId?: string, versionId?: string): Promise<Learner> {
  const courseVersionId = versionId ?? (await course());
  const into = cohortId ?? (await makeCohort(courseVersionId));
  const who = await someone();
  const doer = { personId: null, requestId: "test" };
  const { enrolmentId } = await inTransaction((tx) =>
    enrol(tx, doer, { personId: who.personId, cohortId: into, courseVersionId }),
  );
  return { ...who, enrolmentId, cohortId: into, actor: actorFor(who.personId) };
}

export const enrolmentOf = async ({ actor, enrolmentId }: Learner): Promise<EnrolmentFacts> =>
  (await myEnrolment(actor, enrolmentId))!;

export async function learnerBeforeFinal(): Promise<Learner> {
  const who = await learner(undefined, await finalCourse());
  await db.unitMark.create({
    data: { enrolmentId: who.enrolmentId, moduleId: "intro", unitId: "read", doneAt: now() },
  });
  return who;
}

/** Whose course ended three months ago, with one goal written. */
export async function learnerToFollowUp(): Promise<Learner> {
  const who = await learner();
  const endDate = addMonths(today("Asia/Phnom_Penh"), -3);
  const { cohortId, enrolmentId } = who;
  await db.cohort.update({ where: { id: cohortId }, data: { startDate: addMonths(endDate, -1), endDate } });
  const goal = {
    goal: "PAR 30 under 5 %",
    firstStep: "Visit",
    byDate: "2026-01-01",
    indicator: "The report",
  };
  await db.actionPlanGoal.create({
    data: { enrolmentId, moduleId: "risk", unitId: "goal", ...goal, updatedAt: now() },
  });
  return who;
}

/** A supervisor's link. */
export async function followUpToConfirm(): Promise<string> {
  const { enrolmentId } = await learnerToFollowUp();
  const secret = newSecret();
  await db.followUp.create({
    data: {
      enrolmentId,
      months: 3,
      goals: '{"risk/goal":{"state":"done","note":""}}',
      answeredAt: now(),
      supervisorName: "Chenda",
      supervisorEmail: "chenda@example.org",
      tokenHash: sha256(secret),
      comment: "",
    },
  });
  return secret;
}

export type Sitting = Learner & { attemptId: string; paper: Paper };

export async function sitting(unitId: "test" | "letter"): Promise<Sitting> {
  const who = await learner();
  const begun = await startAttempt(
    who.actor,
    await enrolmentOf(who),
    { moduleId: "risk", unitId },
    newSecret(),
  );
  if (!begun.ok) throw new Error(begun.reason.key);
  const { attemptId } = begun.value;
  const { paper } = await db.attempt.findUniqueOrThrow({ where: { id: attemptId }, select: { paper: true } });
  return { ...who, attemptId, paper: JSON.parse(paper) as Paper };
}

/** The whole paper as its form sends it, each item with an answer that it takes. */
export function answersTo({ paper }: Sitting): Record<string, string | string[]> {
  const bank = questions();
  const fields: Record<string, string | string[]> = { "shown[]": paper.map((_, index) => String(index + 1)) };
  for (const [index, { item }] of paper.entries()) {
    const name = `a${index + 1}`;
    const { body } = bank.get(item)!;
    if (body.kind === "single") fields[name] = body.options[0]!;
    else if (body.kind === "multiple") fields[`${name}[]`] = body.options.slice(0, 2);
    else if (body.kind === "true-false") fields[name] = "true";
    else if (body.kind === "matching")
      for (const left of body.left) fields[`${name}.${left}`] = body.right[0]!;
    else if (body.kind === "ordering")
      for (const [place, option] of body.options.entries()) fields[`${name}.${option}`] = String(place + 1);
    else fields[name] = "7.0";
  }
  return fields;
}

/** A letter that waits for its marker. */
export async function handedIn(): Promise<Sitting> {
  const sat = await sitting("letter");
  await saveAnswers(sat.actor, sat.attemptId, [
    { item: "risk/letter", value: { text: "I would visit her." } },
  ]);
  await submitAttempt(sat.actor, sat.attemptId);
  return sat;
}

// ── certificates ────────────────────────────────────────────────────────────────────────────────────

/** A cohort that is over, one person in it who qualifies. */
export const finished = async () => finishedCohort(["Sok Dara"], { versionId: await plain() });

export async function certificate(): Promise<{ certificateId: string; personId: string }> {
  const over = await finished();
  const officer = await staff("certification-officer");
  const [outcome] = (await issueCertificates(officer.actor, over.cohortId, "all-who-qualify")) ?? [];
  if (outcome?.state !== "issued") throw new Error(`not issued: ${JSON.stringify(outcome)}`);
  return { certificateId: outcome.certificateId, personId: over.learners[0]!.personId };
}
