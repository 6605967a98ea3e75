import { sitting } from "#app/features/learning/sittings.server.ts";
import { db } from "#app/infra/db.server.ts";
import { rightFields } from "#tests/support/answer-fields.ts";
import { measureBytes, measureSheet } from "./bytes.ts";
import { measureBulk } from "./bulk.ts";
import { measureCertificates } from "./certificates.ts";
import { measureExport } from "./export.ts";
import { quantile, round, type Figures } from "./figures.ts";
import { measureImport } from "./import.ts";
import { startMeasuredApp, type Answer, type MeasuredApp } from "./measured-app.ts";
import { cookieOf, PASSWORD, populate, type Population } from "./population.ts";

type Reading = { name: string; times: number; once: (index: number) => Promise<Answer | null> };

const MODULE = "the-managers-job";
const UNIT = "doing-or-managing";
const AT_ONCE = 4;
/** Runs that are not counted: the code is compiled while it runs. */
const WARM_UP = 100;

export async function measureAll(): Promise<Figures> {
  const figures = { ...(await measurePages()), ...(await measureIssuing()) };
  await db.$disconnect();
  return figures;
}

async function measurePages(): Promise<Figures> {
  console.error("putting 11,000 learners in …");
  const people = await populate();
  const cookies = await Promise.all(people.learners.slice(0, 200).map(({ personId }) => cookieOf(personId)));
  const app = await startMeasuredApp({});
  const figures: Figures = {};
  try {
    await app.ask("/courses");
    figures["memory.idle_pss_mb"] = round(app.pssMegabytes(), 1);
    for (const reading of readings(app, people, cookies)) Object.assign(figures, await measure(app, reading));
    Object.assign(figures, await measureBytes(app.origin, people, cookies[0]!));
    Object.assign(figures, await measureSheet(app.origin, people));
    const cohorts = { few: people.cohort1k, many: people.cohort10k };
    Object.assign(figures, await measureExport(app, people.administrator.cookie, cohorts));
    Object.assign(figures, await measureImport(app, people.administrator.cookie));
    figures["memory.loaded_pss_mb"] = round(app.pssMegabytes(), 1);
  } finally {
    await app.stop();
  }
  return figures;
}

/** What a certificate costs: one by itself, and a thousand while people go on reading. */
export async function measureIssuing(): Promise<Figures> {
  console.error("issuing certificates …");
  const one = await measureCertificates();
  const app = await startMeasuredApp({});
  try {
    const bulk = await measureBulk(app);
    return {
      "certificate.cpu_ms": round(one.cpuMs, 1),
      "certificate.badge_cpu_ms": round(one.badgeCpuMs, 1),
      "certificate.kb": round(one.kilobytes, 1),
      "bulk_1000.issued_s": round(bulk.issuedSeconds, 1),
      "bulk_1000.stored_s": round(bulk.storedSeconds, 1),
      "bulk_1000.badges_s": round(bulk.badgesSeconds, 1),
      "bulk_1000.cpu_ms": round(bulk.cpuMs, 1),
      "bulk_1000.page_p50_ms": round(bulk.p50Ms, 1),
      "bulk_1000.page_p95_ms": round(bulk.p95Ms, 1),
      "bulk_1000.pages": bulk.pages,
    };
  } finally {
    await app.stop();
  }
}

/** CPU per run (all requests of it), runs per second, p50 and p99 of one run, statements of the last page. */
async function measure(app: MeasuredApp, { name, times, once }: Reading): Promise<Figures> {
  console.error(`${name} …`);
  const warm = Math.min(WARM_UP, Math.ceil(times / 2));
  let statements: number | undefined;
  const run = async (index: number) => {
    const answer = await once(index);
    const said = answer?.headers["x-statements"];
    if (typeof said === "string") statements = Number(said);
  };
  for (let index = 0; index < warm; index++) await run(index);
  const took: number[] = [];
  const cpu = app.cpuSeconds();
  const start = performance.now();
  let next = warm;
  const worker = async () => {
    for (let index = next++; index < warm + times; index = next++) {
      const began = performance.now();
      await run(index);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - start) / 1000;
  return {
    [`${name}.cpu_ms`]: round(((app.cpuSeconds() - cpu) * 1000) / times),
    [`${name}.per_s`]: round(times / seconds, 1),
    [`${name}.p50_ms`]: round(quantile(took, 0.5)),
    [`${name}.p99_ms`]: round(quantile(took, 0.99)),
    ...(statements === undefined ? {} : { [`${name}.statements`]: statements }),
  };
}

function expectAnswer(answer: Answer, status: number, text?: string): Answer {
  if (answer.status !== status || (text && !answer.text.includes(text)))
    throw new Error(`expected ${status} with "${text}", got ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer;
}

function readings(app: MeasuredApp, people: Population, cookies: string[]): Reading[] {
  const learner = (index: number) => ({
    ...people.learners[index % cookies.length]!,
    cookie: cookies[index % cookies.length]!,
  });
  const page =
    (path: (index: number) => string, text: string, who = learner) =>
    async (index: number) =>
      expectAnswer(await app.ask(path(index), { cookie: who(index).cookie }), 200, text);
  const enrolment = (index: number) => learner(index).enrolmentId;
  const administrator = () => ({ ...learner(0), cookie: people.administrator.cookie });
  const table = (cohortId: string) =>
    page((index) => `/cohorts/${cohortId}?page=${(index % 30) + 1}`, "Learner", administrator);
  return [
    { name: "dashboard", times: 600, once: page(() => "/learn", "Management essentials") },
    { name: "course_page", times: 600, once: page((i) => `/learn/${enrolment(i)}`, "Management essentials") },
    {
      name: "unit_page",
      times: 800,
      once: page((i) => `/learn/${enrolment(i)}/${MODULE}/${UNIT}`, "lesson"),
    },
    { name: "cohort_table_1k", times: 300, once: table(people.cohort1k) },
    { name: "cohort_table_10k", times: 300, once: table(people.cohort10k) },
    { name: "duplicates_11k", times: 20, once: page(() => "/people/duplicates", "Learner", administrator) },
    { name: "quiz_attempt", times: 200, once: quiz(app, people, "script", 200) },
    { name: "quiz_attempt_nojs", times: 100, once: quiz(app, people, "plain", 500) },
    { name: "login", times: 60, once: (index) => login(app, people.learners[700 + index]!.username) },
  ];
}

async function login(app: MeasuredApp, username: string): Promise<Answer> {
  return expectAnswer(await app.ask("/sign-in", { form: { identifier: username, password: PASSWORD } }), 302);
}

/** Start, ten answers, submit, review: each by a learner who has not sat the test before. */
function quiz(app: MeasuredApp, people: Population, how: "script" | "plain", from: number): Reading["once"] {
  const cookieAt = new Map<number, Promise<string>>();
  return async (index) => {
    const { enrolmentId, personId } = people.learners[from + index]!;
    const cookie = await (cookieAt.get(index) ?? cookieOf(personId));
    const test = `/learn/${enrolmentId}/${MODULE}/module-test`;
    const started = expectAnswer(await app.ask(test, { cookie, form: { intent: "start" } }), 302);
    const attempt = String(started.headers.location).split("?")[0]!;
    const paper = (await sitting(attempt.split("/")[2]!, personId))!;
    const shown = how === "plain" ? `${attempt}?q=1` : attempt;
    expectAnswer(await app.ask(shown, { cookie }), 200, "<fieldset");
    for (let answer = 0; answer < 10; answer++) {
      const position = (answer % paper.questions.length) + 1;
      const form = rightFields(paper, position);
      if (how === "script")
        expectAnswer(await app.ask(`${attempt}/answers`, { cookie, form }), 200, '"saved":true');
      else {
        const next = await app.ask(`${attempt}?q=${position}`, {
          cookie,
          form: { ...form, save: String(position) },
        });
        expectAnswer(
          await app.ask(String(expectAnswer(next, 302).headers.location), { cookie }),
          200,
          "<fieldset",
        );
      }
    }
    const handedIn = await app.ask(attempt, { cookie, form: { intent: "submit-anyway" } });
    expectAnswer(handedIn, 302);
    return expectAnswer(await app.ask(String(handedIn.headers.location), { cookie }), 200, "100");
  };
}
