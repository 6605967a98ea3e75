import { importAllCourses } from "#app/features/catalogue/import-course.server.ts";
import { createPerson } from "#app/features/identity/accounts.server.ts";
import { hashPassword } from "#app/features/identity/passwords.server.ts";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { chooseElectives } from "#app/features/learning/choose-electives.server.ts";
import { evaluate } from "#app/features/cohorts/evaluations.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import { BRANCH_OFFICERS, tellAttestations, tellFacilitators } from "#prisma/seed/attestations.ts";
import { tellSelection } from "#prisma/seed/admission.ts";
import { enrolAll, makeCohort, moveBack, planDays, runDays, submitReport } from "#prisma/seed/cohorts.ts";
import { DECIDED_ON, tellDecided } from "#prisma/seed/every-state.ts";
import { PROVIDERS, RUMDUL_TRAINERS, tellLicences } from "#prisma/seed/licences.ts";
import { tellFeesAndTravel } from "#prisma/seed/fees-and-travel.ts";
import { testOnPaper } from "#prisma/seed/cohort-test.ts";
import {
  DEMO_PASSWORD,
  grantsOf,
  LEARNERS,
  ORGANISATIONS,
  STAFF,
  type DemoPerson,
} from "#prisma/seed/people.ts";
import { CANDIDATES, tellCandidates } from "#prisma/seed/candidates.ts";
import { tellCertified } from "#prisma/seed/trainers.ts";
import { arriveTwice, askNewName, askToBeForgotten } from "#prisma/seed/rights.ts";
import { keepFiles } from "#prisma/seed/session-files.ts";
import { approvePlan, handInPlan, must, sitFinal, study } from "#prisma/seed/studying.ts";

/*
 * Fills an empty database with a demonstration that tells a story: a financial-education course that is over and
 * waits to be validated, certified and closed; a management course in the middle; product days to come, whose people
 * choose their electives; a course that takes applications; people in every role. All through the acts the pages use. Dates are counted from today.
 */

const SYSTEM = { personId: null, requestId: "demo" };
const ZONE = "Asia/Phnom_Penh";
const ids = new Map<string, string>();
const idOf = (key: string) => {
  const id = ids.get(key);
  if (!id) throw new Error(`the demonstration does not know "${key}"`);
  return id;
};

async function main() {
  const courses = await publishCourses();
  await makeOrganisations();
  await makePeople(LEARNERS);
  const day = today(ZONE);
  const administrator = actor("demo-administrator", null);
  await makeCohorts(administrator, courses, day);
  await makePeople(STAFF);
  await tellFinished(courses["financial-education-for-clients"]!, day);
  await tellRunning(courses["management-essentials"]!, day);
  await tellPlanned(courses["beyond-the-first-loan"]!, day);
  await tellCalled(day);
  await tellCertified(actor("jean", null), actor("aminata", null), day);
  await makePeople(CANDIDATES);
  await tellCandidates({
    actor: (username) => actor(username, null),
    idOf,
    courseVersionId: courses["managing-for-results"]!,
    trainingId: courses["training-of-trainers"]!,
    educationVersionId: courses["financial-education-for-clients"]!,
    day,
  });
  await makePeople(BRANCH_OFFICERS);
  await tellAttestations({ officer: actor("jean", null), head: actor("chenda", null), idOf, day });
  await tellFacilitators({ actor: (username) => actor(username, null), idOf, day });
  await makePeople(DECIDED_ON);
  await tellDecided({ actor: (username) => actor(username, null), idOf, day });
  await makePeople([...RUMDUL_TRAINERS, ...PROVIDERS]);
  await tellLicences({ actor: (username) => actor(username, null), idOf, day });
  await askNewName(learner("bopha"));
  await askToBeForgotten(learner("vannak"));
  await arriveTwice(actor("aminata", null), { organisationId: idOf("rumdul"), fatou: idOf("fatou") });
  await rememberDemo();
}

async function publishCourses(): Promise<Record<string, string>> {
  const published: Record<string, string> = {};
  for (const outcome of await importAllCourses()) {
    if (outcome.kind === "refused" || outcome.kind === "broken")
      throw new Error(`${outcome.courseId} could not be published: ${JSON.stringify(outcome)}`);
    published[outcome.courseId] = outcome.versionId;
  }
  return published;
}

async function makeOrganisations() {
  for (const { key, name, kind, country, units, contacts = [], seats = {} } of ORGANISATIONS) {
    const id = newId();
    ids.set(key, id);
    await db.organisation.create({
      data: { id, name, kind, country, searchText: fold(name), createdAt: now() },
    });
    for (const unit of units) {
      const unitId = newId();
      ids.set(unit.key, unitId);
      const parentId = unit.parent ? idOf(unit.parent) : null;
      await db.organisationUnit.create({
        data: { id: unitId, organisationId: id, parentId, kind: unit.kind, name: unit.name },
      });
    }
    for (const contact of contacts)
      await db.organisationContact.create({ data: { id: newId(), organisationId: id, ...contact } });
    for (const [courseId, number] of Object.entries(seats))
      await db.organisationSeats.create({ data: { organisationId: id, courseId, seats: number } });
  }
}

async function makePeople(people: DemoPerson[]) {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const person of people) {
    const { personId } = must(
      await inTransaction((tx) =>
        createPerson(tx, SYSTEM, {
          ...person,
          printedName: person.name,
          printedNameLocal: person.local ?? null,
          affiliation: {
            organisationId: idOf(person.works.organisation),
            unitId: person.works.unit ? idOf(person.works.unit) : null,
            position: person.works.position,
            staffNumber: person.works.staffNumber ?? null,
            from: "2021-02-01",
          },
          roles: grantsOf(person, idOf),
        }),
      ),
    );
    ids.set(person.username, personId);
    await db.person.update({
      where: { id: personId },
      data: { passwordHash, noticeVersion: PRIVACY_NOTICE_VERSION },
    });
    await db.noticeAcceptance.create({
      data: {
        id: newId(),
        personId,
        noticeVersion: PRIVACY_NOTICE_VERSION,
        locale: person.locale,
        at: now(),
      },
    });
  }
}

/** Somebody who acts in the story, with the reach a guard would have found. */
const actor = (username: string, cohortId: string | null): Actor => ({
  personId: ids.get(username) ?? "demo",
  name: username,
  grants: [],
  reach: [cohortId ? { kind: "cohort", id: cohortId } : { kind: "all", id: "" }],
  requestId: "demo",
  timeZone: ZONE,
  locale: "en",
});
const learner = (username: string): Actor => ({ ...actor(username, null), reach: [{ kind: "own", id: "" }] });

async function makeCohorts(administrator: Actor, courses: Record<string, string>, day: CalendarDay) {
  ids.set(
    "finished",
    await makeCohort(administrator, {
      name: "Kampong Cham, officers’ days",
      courseVersionId: courses["financial-education-for-clients"]!,
      hostId: idOf("rumdul"),
      format: "standard",
      locales: ["en", "km"],
      place: "Kampong Cham",
      startDate: addDays(day, -9),
      endDate: addDays(day, -8),
    }),
  );
  ids.set(
    "running",
    await makeCohort(administrator, {
      name: "Phnom Penh, managers’ evenings",
      courseVersionId: courses["management-essentials"]!,
      hostId: idOf("institute"),
      format: "blended",
      locales: ["en", "fr"],
      place: "Phnom Penh",
      startDate: addDays(day, -16),
      endDate: addDays(day, 26),
    }),
  );
  ids.set(
    "planned",
    await makeCohort(administrator, {
      name: "Phnom Penh, product days",
      courseVersionId: courses["beyond-the-first-loan"]!,
      hostId: idOf("institute"),
      format: "standard",
      locales: ["en"],
      place: "Phnom Penh",
      startDate: addDays(day, 30),
      endDate: addDays(day, 34),
    }),
  );
  ids.set(
    "called",
    await makeCohort(administrator, {
      name: "Phnom Penh, spring course",
      courseVersionId: courses["managing-for-results"]!,
      hostId: idOf("institute"),
      format: "standard",
      locales: ["en", "fr"],
      place: "Phnom Penh",
      startDate: addDays(day, 80),
      endDate: addDays(day, 91),
    }),
  );
}

/** The course that is over: most could be certified today, and it shows why the others cannot. */
async function tellFinished(courseVersionId: string, day: CalendarDay) {
  const cohortId = idOf("finished");
  const administrator = actor("aminata", null);
  const trainer = actor("vanna", cohortId);
  const people = ["dara", "bopha", "vannak", "sreymom", "sophea", "fatou"];
  const enrolments = await enrolAll(administrator, cohortId, courseVersionId, people.map(idOf));
  const enrolmentOf = (username: string) => enrolments[people.indexOf(username)]!;
  await runDays(trainer, administrator, { cohortId, first: addDays(day, -9), days: 2, today: day }, [
    { [enrolmentOf("vannak")]: "late" },
    { [enrolmentOf("sreymom")]: "absent" },
    { [enrolmentOf("sreymom")]: "absent" },
    {},
  ]);
  for (const username of people) {
    if (username === "sreymom") continue; // fell ill on the first afternoon
    const enrolmentId = enrolmentOf(username);
    await study(learner(username), enrolmentId, {
      wrong: username === "dara" ? 0 : 1,
      byDate: addDays(day, 30),
    });
    await sitFinal(learner(username), enrolmentId, username === "vannak" ? 6 : 1);
    await handInPlan(learner(username), enrolmentId);
    if (username !== "fatou")
      await approvePlan(trainer, enrolmentId, "Clear and dated. Tell me in spring how it went.");
  }
  await testOnPaper(trainer, cohortId, enrolments, [
    [4, 9],
    [5, 8],
    [3, 7],
    [6, null],
    [5, 10],
    [4, 8],
  ]);
  await submitReport(trainer, cohortId);
  await moveBack(cohortId, 8);
  const confirmed = people.filter((username) => username !== "bopha").map(idOf);
  await db.person.updateMany({ where: { id: { in: confirmed } }, data: { nameConfirmedAt: now() } });
}

/** The course in the middle: everyone is somewhere else in it. */
async function tellRunning(courseVersionId: string, day: CalendarDay) {
  const cohortId = idOf("running");
  const administrator = actor("aminata", null);
  const people = ["dara", "sophea", "youssef", "maria", "fatou", "anh", "sreymom"];
  const enrolments = await enrolAll(administrator, cohortId, courseVersionId, people.map(idOf));
  await runDays(
    actor("vanna", cohortId),
    administrator,
    { cohortId, first: addDays(day, -16), days: 2, today: day },
    [{}, {}, { [enrolments[3]!]: "excused" }, {}],
  );
  const unitsDone = [12, 31, 20, 5, 14, 9, 0];
  for (const [index, username] of people.entries()) {
    const options = { units: unitsDone[index]!, wrong: index % 3, byDate: addDays(day, 40) };
    await study(learner(username), enrolments[index]!, options);
  }
  await handInPlan(learner("sophea"), enrolments[1]!);
  await moveBack(cohortId, 2);
  await planDays(administrator, actor("vanna", cohortId), { cohortId, first: day, days: 1 });
  await tellFeesAndTravel(administrator, learner, cohortId, people, enrolments);
  await testOnPaper(actor("vanna", cohortId), cohortId, enrolments, [
    [3, null],
    [6, null],
    [5, null],
  ]);
  await keepFiles(actor("vanna", cohortId), cohortId, people.length, day);
  for (const [index, username] of people.slice(1).entries())
    await tellHowItWas(learner(username), enrolments[index + 1]!, day, 3 + (index % 3));
}

/** Six of seven have said how the day was; the words are shown from the day after tomorrow. */
async function tellHowItWas(person: Actor, enrolmentId: string, day: CalendarDay, scale: number) {
  const course = (await myEnrolment(person, enrolmentId))!;
  const marks = { relevance: scale, knowledge: 5, clarity: scale, timing: 3, participation: 4 };
  must(await evaluate(course, day, { ...marks, good: "The watch list.", better: "More time for the case." }));
}

/** The course to come: of seven people three have chosen, and the calendar is built from what they want. */
async function tellPlanned(courseVersionId: string, day: CalendarDay) {
  const cohortId = idOf("planned");
  const people = ["sophea", "youssef", "maria", "fatou", "anh", "bopha", "vannak"];
  const enrolments = await enrolAll(actor("aminata", null), cohortId, courseVersionId, people.map(idOf));
  const administrator = actor("aminata", null);
  await planDays(administrator, actor("vanna", cohortId), { cohortId, first: addDays(day, 30), days: 5 });
  const choices = [
    [
      "leasing",
      "savings",
      "microinsurance",
      "housing-loans",
      "young-people",
      "small-enterprises",
      "remote-rural-clients",
    ],
    [
      "savings",
      "payments-and-remittances",
      "leasing",
      "small-enterprises",
      "remote-rural-clients",
      "young-people",
      "displaced-people",
    ],
    [
      "savings",
      "microinsurance",
      "guarantee-funds",
      "leasing",
      "women-with-growing-businesses",
      "young-people",
      "remote-rural-clients",
    ],
  ];
  for (const [index, electives] of choices.entries()) {
    const person = learner(people[index]!);
    const course = (await myEnrolment(person, enrolments[index]!))!;
    must(await chooseElectives(person, course, { electives, seen: "" }, "learner"));
  }
}

/** The course people apply for: its trainer scores the applications too. */
async function tellCalled(day: CalendarDay) {
  const cohortId = idOf("called");
  const [administrator, trainer] = [actor("aminata", null), actor("vanna", cohortId)];
  await planDays(administrator, trainer, { cohortId, first: addDays(day, 80), days: 5 });
  await tellSelection(administrator, trainer, cohortId, day);
}

/** What the start page of the demonstration shows, and the sign that it is there. */
async function rememberDemo() {
  const people = [...STAFF, ...LEARNERS.slice(0, 1), LEARNERS.find(({ username }) => username === "fatou")!];
  const signIns = {
    password: DEMO_PASSWORD,
    people: people.map(({ name, username, roles }) => ({
      name,
      username,
      role: roles?.[0]?.role ?? "learner",
    })),
  };
  await db.setting.create({ data: { key: "demo-sign-ins", value: JSON.stringify(signIns) } });
  await db.setting.create({ data: { key: "demo-data", value: today(ZONE) } });
}

await main();
await db.$disconnect();
