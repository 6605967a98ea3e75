import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { paths } from "#app/lib/paths.ts";
import type { App } from "#tests/support/app.ts";
import { ask } from "#tests/support/ask.ts";
import type { Crowd } from "#tests/support/crowd.ts";
import { openStage } from "#tests/support/stage.ts";

/* A page asks the database the same number of questions whether it is about ten learners or a thousand. */

const FEW = 10;
const MANY = 1000;

const stage = await openStage(inject("template"), { FIXED_TODAY: "2026-11-02", OUTBOX_SECONDS: "3600" });
const fresh = await import("#tests/support/fresh.ts");
const { startCrowd } = await import("#tests/support/crowd.ts");

let app: App;
let crowd: Crowd;
let few: Map<string, number>;
let many: Map<string, number>;

/** What a person looks at, and a word that is there when the page shows people. */
const PAGES: Record<string, (crowd: Crowd) => Promise<{ at: string; cookie: string; shows: string }>> = {
  dashboard: async ({ learner }) => ({
    at: "/learn",
    cookie: learner.cookie,
    shows: "Management essentials",
  }),
  course: async ({ learner }) => ({
    at: paths.myCourse(learner.enrolmentId),
    cookie: learner.cookie,
    shows: "Module risk",
  }),
  unit: async ({ learner }) => ({
    at: paths.unit(learner.enrolmentId, "risk", "par"),
    cookie: learner.cookie,
    shows: "Title of par",
  }),
  "own certificates": async ({ learner }) => ({
    at: "/certificates",
    cookie: learner.cookie,
    shows: "</h1>",
  }),
  "work list": async () => as("trainer", "/work", "href"),
  inbox: async ({ learner }) => ({ at: "/inbox", cookie: learner.cookie, shows: "</h1>" }),
  unreached: async () => as("platform-administrator", "/unreached", "</h1>"),
  holidays: async () => as("platform-administrator", "/holidays", "</h1>"),
  cohorts: async () => as("cohort-administrator", "/cohorts", "Kampong Cham"),
  "cohort table": async ({ running }) =>
    as("cohort-administrator", paths.cohort(running.cohortId), "Learner 0"),
  "attendance sheet": async ({ running }) =>
    as("trainer", paths.attendance(running.cohortId, running.halfDayId), "Learner 0"),
  calendar: async ({ running }) => as("trainer", paths.calendar(running.cohortId), "</table>"),
  "who is behind": async ({ running }) => as("trainer", paths.behind(running.cohortId), "Learner 0"),
  evaluations: async ({ running }) => as("trainer", paths.evaluations(running.cohortId), "</h1>"),
  fees: async ({ running }) => as("cohort-administrator", paths.fees(running.cohortId), "</h1>"),
  travel: async ({ running }) => as("cohort-administrator", paths.travel(running.cohortId), "Learner 0"),
  "test before and after": async ({ running }) => as("trainer", paths.cohortTest(running.cohortId), "</h1>"),
  "follow-up": async ({ over }) => as("trainer", paths.followUps(over.cohortId), "</h1>"),
  "sheet to sign": async ({ running }) =>
    as("trainer", paths.printSheet(running.cohortId, running.halfDayId), "Learner 0"),
  "days of a course": async ({ learner }) => ({
    at: paths.myDays(learner.enrolmentId),
    cookie: learner.cookie,
    shows: "</h1>",
  }),
  "sign-in cards": async ({ running }) =>
    as("cohort-administrator", paths.signInCodes(running.cohortId), "Learner 0"),
  enrolling: async ({ over }) => as("cohort-administrator", paths.enrolPeople(over.cohortId), "Learner 0"),
  "training report": async ({ over }) =>
    as("cohort-administrator", paths.trainingReport(over.cohortId), "</h1>"),
  reports: async () => as("cohort-administrator", "/reports", "Kampong Cham"),
  "certificates of a cohort": async ({ over }) =>
    as("certification-officer", paths.issueCertificates(over.cohortId), "Learner 0"),
  "hand-over list": async ({ over }) =>
    as("certification-officer", paths.handOver(over.cohortId), "PB-2026-"),
  "certificates issued": async () => as("certification-officer", "/certificates/issued", "PB-2026-"),
  "certified trainers": async () => as("certification-officer", "/certifications", "Learner 0"),
  "my seats": async () => as("trainer", "/me/panels", "</h1>"),
  assessors: async () => as("certification-officer", "/candidates/assessors", "</h1>"),
  coverage: async ({ employerId }) =>
    as("platform-administrator", paths.coverage({ organisation: employerId }), "</table>"),
  "people behind a figure": async ({ employerId }) =>
    as(
      "platform-administrator",
      paths.coverageCell({ organisation: employerId, topic: "budget" }),
      "Learner 0",
    ),
  "employer's attestations": async ({ employerId }) =>
    as("platform-administrator", paths.employer(employerId), "Learner 0"),
  candidates: async () => as("certification-officer", "/candidates", "</h1>"),
  "looks of certificates": async () => as("certification-officer", "/certificate-templates", "</h1>"),
  "next version of a scheme": async () =>
    as("certification-officer", paths.schemeDraft("mmw-volume-1-trainer"), "</h1>"),
  "exam papers": async () => as("exam-custodian", "/exam-papers", "</h1>"),
  "exam sheets": async () => as("certification-officer", "/exam-keying", "</h1>"),
  "exam sittings": async () => as("certification-officer", "/exam-sittings", "</h1>"),
  observations: async () => as("assessor", "/observations", "</h1>"),
  complaints: async () => as("certification-officer", "/complaint-register", "</h1>"),
  "licences of organisations": async () => as("certification-officer", "/licences", "</h1>"),
  "licensed organisations": async () => ({ at: "/licensed", cookie: "", shows: "</h1>" }),
  "public register of trainers": async () => ({ at: "/trainers", cookie: "", shows: "</h1>" }),
  "changes of name": async () => as("certification-officer", "/name-changes", "</h1>"),
  marking: async () => as("trainer", "/marking", "Learner 0"),
  "action plans": async () => as("trainer", "/action-plans", "Learner 0"),
  search: async () => as("cohort-administrator", "/search?q=learner", "Learner 0"),
  people: async () => as("platform-administrator", "/people", "Learner 0"),
  "likely duplicates": async () => as("platform-administrator", "/people/duplicates", "</h1>"),
  "merges that wait": async () => as("platform-administrator", "/people/duplicates?state=proposed", "</h1>"),
  audit: async () => as("platform-administrator", "/audit", "</table>"),
  "data requests": async () => as("platform-administrator", "/data-requests", "</h1>"),
  retention: async () => as("platform-administrator", "/retention", "</table>"),
  outbox: async () => as("platform-administrator", "/outbox", "</h1>"),
  jobs: async () => as("platform-administrator", "/jobs", "</h1>"),
};

const as = async (role: Parameters<typeof fresh.staff>[0], at: string, shows: string) => ({
  at,
  cookie: (await fresh.staff(role)).cookie,
  shows,
});

beforeAll(async () => {
  app = await stage.start();
  crowd = await startCrowd();
  await crowd.grow(FEW);
  few = await countEach();
  await crowd.grow(MANY - FEW);
  many = await countEach();
});

afterAll(() => stage.close());

test.each(Object.keys(PAGES))("%s", (page) => {
  expect(few.get(page)).toBeGreaterThan(0);
  expect(many.get(page)).toBe(few.get(page));
});

async function countEach(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [page, visitOf] of Object.entries(PAGES))
    counts.set(page, await statementsOf(await visitOf(crowd)));
  return counts;
}

/** The fewest of four: the first may fill what is kept in memory, any may note that somebody was seen. */
async function statementsOf({
  at,
  cookie,
  shows,
}: {
  at: string;
  cookie: string;
  shows: string;
}): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < 4; time += 1) {
    const { status, headers, text } = await ask(app.origin, at, { cookie });
    expect([status, text.includes(shows)], `${at} shows ${shows}`).toEqual([200, true]);
    counts.push(Number(headers["x-statements"]));
  }
  return Math.min(...counts);
}
