import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { paths } from "#app/lib/paths.ts";
import { answerEarly } from "./answer-early.ts";
import { ask, formBody, type Asked } from "./ask.ts";
import type { App } from "./app.ts";
import { courseModule, courseOutline, quiz } from "./course-fixture.ts";
import { Ledger } from "./kill-ledger.ts";
import { makeCohort, publishCourse } from "./learning-fixture.ts";
import { cookieOf, makeLearners, type CrowdMember } from "./many-learners.ts";
import type { Question } from "#app/features/catalogue/question.ts";
import type { Stage } from "./stage.ts";

/* Learners save answers, begin and hand in attempts; the server dies in the middle, as in a power cut, again and
 * again. Between two deaths nobody else has the database open, so that the app recovers it by itself. */

const LEARNERS = 8;
const ITEMS = 5;
/** Few, so that a kill also falls on beginnings and on handing in. */
const SAVES_PER_ATTEMPT = 3;
/** Acknowledged before a kill, at the least. */
const ENOUGH = 20;

export const KILLS = Number(process.env["KILLS"] ?? 12);
/** A kill takes about two seconds. */
export const MOST_MS = 30_000 + KILLS * 10_000;

type Learner = CrowdMember & { cookie: string; name: string };
export type Killed = { kills: number; acknowledged: number; inFlight: number; complaints: string[] };

const item = (id: number) => `drill/t${id}`;

/** One module of quizzes that any text may answer, taken as often as one likes. */
export async function makeDrill(rounds: number): Promise<Learner[][]> {
  const ids = Array.from({ length: ITEMS }, (_, index) => `t${index + 1}`);
  const units = ["one", "two"].map((id) => quiz(id, { from: "form", items: ids }));
  const versionId = await publishCourse(
    courseOutline({
      sections: [{ id: "core", kind: "core", group: null, modules: ["drill"] }],
      final: null,
      modules: { drill: courseModule("drill", units) },
    }),
    new Map(ids.map((id) => [`drill/${id}`, shortText(id)])),
  );
  const cohortId = await makeCohort(versionId, { endDate: "2099-12-31" });
  const members = await makeLearners({ versionId, cohortId }, rounds * LEARNERS);
  const learners: Learner[] = [];
  for (const [index, member] of members.entries())
    learners.push({ ...member, cookie: await cookieOf(member.personId), name: `L${index}` });
  return Array.from({ length: rounds }, (_, round) =>
    learners.slice(round * LEARNERS, (round + 1) * LEARNERS),
  );
}

const shortText = (id: string): Question => ({
  id,
  moduleId: "drill",
  objective: "know",
  level: "application",
  difficulty: 1,
  points: 100,
  body: { kind: "short-text" },
});

/** One kill per group of learners. `early`: through a front that answers before it hands on. */
export async function killAgainAndAgain(
  stage: Stage,
  groups: Learner[][],
  { early = false } = {},
): Promise<Killed> {
  const sum: Killed = { kills: 0, acknowledged: 0, inFlight: 0, complaints: [] };
  await db.$disconnect();
  let app = await stage.start();
  const front = early ? await answerEarly(() => app.origin) : null;
  for (const group of groups) {
    const ledger = new Ledger();
    const inFlight = await killInTheMiddle(app, front?.origin ?? app.origin, group, ledger);
    app = await stage.start();
    sum.kills += 1;
    sum.acknowledged += ledger.acknowledged;
    sum.inFlight += inFlight;
    sum.complaints.push(...(await complaintsAbout(group, ledger)));
    if (early && sum.complaints.some(isLoss)) break;
  }
  await front?.close();
  await app.stop();
  return sum;
}

export const isLoss = (complaint: string): boolean => complaint.includes("acknowledged and is lost");

export function report(where: string, { kills, acknowledged, inFlight, complaints }: Killed): void {
  const lost = complaints.filter(isLoss).length;
  process.stdout.write(
    `${where}: ${kills} kills, ${acknowledged} saves acknowledged, ${inFlight} in flight, ${lost} lost\n`,
  );
}

async function killInTheMiddle(app: App, origin: string, group: Learner[], ledger: Ledger): Promise<number> {
  const work = group.map((learner, index) => learn(origin, learner, group[(index + 1) % LEARNERS]!, ledger));
  const atLeast = ENOUGH + Math.floor(Math.random() * ENOUGH);
  await ledger.when(() => ledger.acknowledged >= atLeast);
  await pause(Math.random() * 10);
  await ledger.when(() => ledger.inFlight > 0);
  const { inFlight } = ledger;
  const gone = app.kill();
  expect(inFlight).toBeGreaterThan(0);
  await Promise.all([...work, gone]);
  expect(app.ended()?.signal).toBe("SIGKILL");
  expect(ledger.acknowledged).toBeGreaterThanOrEqual(ENOUGH);
  return inFlight;
}

/** Begins, saves and hands in, over and over, until the line breaks; now and then something that must be refused. */
async function learn(origin: string, learner: Learner, other: Learner, ledger: Ledger): Promise<void> {
  const { cookie } = learner;
  const post = (path: string, fields: Record<string, string>) =>
    ask(origin, path, { cookie, body: formBody(fields) });
  const save = async (attemptId: string, position: number, value: string) => {
    const settle = ledger.send(attemptId, item(position), value);
    const answer = await orBroken(
      post(paths.saveAnswer(attemptId), { "shown[]": String(position), [`a${position}`]: value }),
    );
    settle(answer === null ? "unknown" : answer.status === 200 ? "saved" : "refused");
    if (answer && ![200, 400, 404, 409].includes(answer.status))
      throw new Error(`${answer.status} ${answer.text}`);
    return answer !== null;
  };
  let count = 0;
  const next = () => `${learner.name}-${(count += 1)}`;
  const anyItem = () => 1 + Math.floor(Math.random() * ITEMS);

  for (let round = 0; ; round += 1) {
    const unit = paths.unit(learner.enrolmentId, "drill", round % 2 === 0 ? "one" : "two");
    const begun = await orBroken(post(unit, { intent: "start" }));
    if (!begun) return;
    const [, attemptId = ""] = /^\/attempts\/([\w-]+)/.exec(begun.headers.location ?? "") ?? [];
    if (!attemptId) throw new Error(`no attempt: ${begun.status} ${begun.text}`);
    ledger.started.add(attemptId);
    attemptOf.set(learner.personId, attemptId);
    for (let saves = 0; saves < SAVES_PER_ATTEMPT; saves += 1)
      if (!(await save(attemptId, anyItem(), next()))) return;
    if (!(await save(attemptId, ITEMS + 1, next()))) return; // not on the paper
    if (!(await save(attemptOf.get(other.personId) ?? attemptId, anyItem(), next()))) return; // not theirs
    const handed = await orBroken(post(paths.attempt(attemptId), { intent: "submit-anyway" }));
    if (!handed) return;
    if (handed.status === 302) ledger.handedIn.add(attemptId);
    if (!(await save(attemptId, anyItem(), next()))) return; // too late
  }
}

/** The attempt somebody has, for others to try to write into. */
const attemptOf = new Map<string, string>();

/** null when the line broke before the answer was there. */
const orBroken = (asked: Promise<Asked>): Promise<Asked | null> => asked.catch(() => null);

async function complaintsAbout(group: Learner[], ledger: Ledger): Promise<string[]> {
  const where = { enrolmentId: { in: group.map(({ enrolmentId }) => enrolmentId) } };
  const attempts = await db.attempt.findMany({ where, include: { answers: true } });
  const lines = await db.auditEntry.findMany({
    where: { subjectKind: "attempt", actorId: { in: group.map(({ personId }) => personId) } },
  });
  await db.$disconnect();
  return ledger.complaints(attempts, lines);
}
