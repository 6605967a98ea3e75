import type { Page } from "playwright-core";
import { expect } from "vitest";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import type { ObservedFor } from "#app/features/trainers/observations/observation.ts";
import { planPath, whereFor } from "#app/features/trainers/observations/observed.server.ts";
import { CRITERIA } from "#app/features/trainers/schemes/criteria.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { modulesOf } from "#prisma/seed/candidate-story.ts";
import type { App } from "./app.ts";
import { ask, formBody, type Asked } from "./ask.ts";
import { axeViolations, type Browsing } from "./browser.ts";
import { castFor, masterTrainer, staffAs, takeSeat } from "./candidacy-fixture.ts";
import { signIn } from "./fresh.ts";
import { courseOutline } from "./course-fixture.ts";
import { actorFor, makeCohort, makePerson, publishCourse } from "./learning-fixture.ts";
import type { Stage } from "./stage.ts";

/*
 * From the application to the certificate, to the refresher, to the renewal: three years and a half over the forms of the
 * pages, each day by a server of its own. Sophea renews on time. Vannak fails one criterion, repeats his practicum,
 * passes, and renews late.
 */

type Fields = Record<string, string | string[]>;

/** Not among the fifth that is looked at twice. */
const NOT_DRAWN = 9_999;

export async function liveThreeYears(stage: Stage, browser: Browsing): Promise<void> {
  const people = await cast();
  const { officer, decider, master, assessor, administrator, cohorts } = people;
  let app: App;
  let today: CalendarDay;

  /** The day passes: nothing flips anything meanwhile. */
  async function on(day: CalendarDay, work: () => Promise<void>): Promise<void> {
    today = day;
    app = await stage.start({ FIXED_TODAY: day, OUTBOX_SECONDS: "3600" });
    await work();
    await app.stop();
  }
  const get = (who: Account | null, path: string): Promise<Asked> =>
    ask(app.origin, path, who ? { cookie: who.cookie } : {});
  const post = (who: Account, path: string, fields: Fields): Promise<Asked> =>
    ask(app.origin, path, { cookie: who.cookie, body: formBody(fields) });

  /** A form of the page of a candidacy, as it was drawn: what it has seen goes along. */
  async function send(
    who: Account,
    candidacyId: string,
    intent: string,
    fields: Fields = {},
  ): Promise<Asked> {
    const own = who === people.sophea || who === people.vannak;
    const path = own ? paths.myCandidacy(candidacyId) : paths.candidate(candidacyId);
    const { text, status } = await get(who, path);
    expect(status, path).toBe(200);
    const seen = /name="seen" value="(\d+)"/.exec(text)?.[1] ?? "0";
    return post(who, path, { intent, id: newId(), seen, ...fields });
  }
  async function done(who: Account, candidacyId: string, intent: string, fields: Fields = {}): Promise<void> {
    const answer = await send(who, candidacyId, intent, fields);
    expect(answer.status, `${intent}: ${wordsOf(answer.text)}`).toBe(302);
  }

  async function apply(who: Account): Promise<string> {
    const opened = await post(who, "/candidacies/new", {
      schemeId: "mmw-volume-1-trainer",
      language: "km",
      commitment: "Two courses a year with my network.",
      conflicts: "None.",
    });
    expect(opened.status, wordsOf(opened.text)).toBe(302);
    const id = String(opened.headers.location).split("/").at(-1)!;
    await done(who, id, "document", { document: "cv", words: "Nine years in microfinance." });
    const years = { microfinanceYears: "7", managementYears: "3", trainingYears: "2" };
    await done(officer, id, "selection", { total: "74", ...years });
    await done(officer, id, "advance", { reason: "Experience and letter convince." });
    return id;
  }

  async function firstPhase(id: string): Promise<void> {
    await done(administrator, id, "enrolled", { cohortId: cohorts.course });
    await done(administrator, id, "advance", { reason: "A seat in the course." });
    await done(administrator, id, "attendance", { missed: "1", madeUp: "0", endedOn: today });
    await done(master, id, "practice", { on: today, localised: "yes", feedback: "yes", ...rated(3) });
    await done(master, id, "debriefs", { attended: "9", held: "10" });
    await done(master, id, "form", { on: today, ready: "yes", ...rated(4) });
    await done(master, id, "recommend");
  }

  async function exam(id: string): Promise<void> {
    await done(officer, id, "sitting", { on: addDays(today, -5), score: "81.5", releasedOn: today });
    await done(master, id, "recommend");
    await done(officer, id, "advance", { reason: "Exam passed, and recommended." });
    await done(administrator, id, "enrolled", { cohortId: cohorts.toT });
    await done(administrator, id, "advance", { reason: "A seat in the training of trainers." });
  }

  async function secondPhase(id: string): Promise<void> {
    await done(administrator, id, "attendance", { missed: "0", madeUp: "0", endedOn: today });
    for (const score of [3, 4])
      await done(master, id, "practice", { on: today, localised: "yes", feedback: "yes", ...rated(score) });
    await done(master, id, "recommend");
    await done(officer, id, "advance", { reason: "Two localised sessions." });
    await done(administrator, id, "enrolled", { cohortId: cohorts.practicum });
    await done(administrator, id, "advance", { reason: "Co-trainer of a public course." });
  }

  async function practicum(id: string, scores: Fields): Promise<void> {
    for (const moduleId of await modulesOf(cohorts.practicum))
      await done(assessor, id, "delivery", { moduleId, on: addDays(today, -3), minutes: "150" });
    await observe({ kind: "candidacy", id }, scores);
    await done(administrator, id, "feedback", { responses: "14", mean: "4.3", present: "18" });
    await done(assessor, id, "advance", { reason: "The practicum is complete." });
  }

  /** By one assessor; where the scores lie close to the other verdict, by a second, who finds the same. */
  async function observe(of: ObservedFor, scores: Fields): Promise<void> {
    const sends = async (who: Account, path: string, fields: Fields) => {
      const answer = await post(who, path, fields);
      expect(answer.status, wordsOf(answer.text)).toBe(302);
    };
    const rates = async (who: Account) => {
      const { id: ratingId } = await db.observationRating.findFirstOrThrow({
        where: { assessorId: who.personId, signedAt: null, observation: whereFor(of) },
      });
      const seen = { minutes: "195", feedback: "Clear, calm, close to the room." };
      await sends(who, paths.rating(ratingId), { id: newId(), intent: "sign", ...seen, ...scores });
    };
    const plan = { day: addDays(today, -3), place: "Kampong Cham", assessorId: assessor.personId };
    await sends(officer, planPath(of), { intent: "plan", ...plan });
    const { id: observationId } = await db.observation.findFirstOrThrow({
      where: { ...whereFor(of), settledAt: null },
    });
    await db.observation.update({ where: { id: observationId }, data: { draw: NOT_DRAWN } });
    await rates(assessor);
    const { settledAt } = await db.observation.findUniqueOrThrow({ where: { id: observationId } });
    if (settledAt) return;
    const second = { intent: "second", observationId, assessorId: people.another.personId, source: "video" };
    await sends(officer, planPath(of), second);
    await rates(people.another);
  }

  async function certify(who: Account, id: string): Promise<string> {
    await done(who, id, "document", { document: "report", words: "The course in ten pages." });
    await done(officer, id, "report");
    await done(decider, id, "advance", { reason: "All twelve criteria hold." });
    const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    return certificationId!;
  }

  /** Everything it counts was done here: two courses led, the refresher taken in a cohort, a delivery observed. */
  async function fillFile(who: Account, certificationId: string): Promise<void> {
    for (const day of [addDays(today, -200), addDays(today, -60)]) await leads(who, people.versionId, day);
    const before = await get(who, paths.myRenewal(certificationId));
    expect(wordsOf(before.text)).toContain("Courses to take now");
    await takesRefresher(administrator, who, addDays(today, -10));
    await observe({ kind: "certification", id: certificationId }, rated(4));
    expect(await db.renewalEvidence.count({ where: { personId: who.personId } })).toBe(0);
  }

  async function handIn(who: Account, certificationId: string): Promise<void> {
    const answer = await post(who, paths.myRenewal(certificationId), {});
    expect(answer.status, wordsOf(answer.text)).toBe(302);
  }
  async function renew(certificationId: string): Promise<string> {
    const fields = { intent: "renew", reason: "The file is complete." };
    const answer = await post(decider, paths.renewal(certificationId), fields);
    expect(answer.status, wordsOf(answer.text)).toBe(302);
    const next = await db.certification.findFirstOrThrow({ where: { predecessorId: certificationId } });
    return next.id;
  }

  /** What anybody is told who has the paper in hand. */
  async function check(certificationId: string): Promise<string> {
    const { code } = await db.certificate.findFirstOrThrow({ where: { certificationId } });
    const { status, text } = await get(null, paths.verify(code));
    expect(status).toBe(200);
    return /<h1[^>]*>.*?<em>(.*?)<\/em>/s.exec(text)?.[1] ?? "";
  }
  async function download(who: Account, of: { certificationId: string } | { candidacyId: string }) {
    const { id } = await db.certificate.findFirstOrThrow({ where: of });
    const { status, text } = await get(who, paths.certificatePdf(id));
    expect(status).toBe(200);
    expect(text.slice(0, 5)).toBe("%PDF-");
  }

  const { sophea, vannak } = people;
  const ids = { sophea: "", vannak: "" };
  const held = { sophea: "", vannak: "" };
  const both = async (work: (id: string) => Promise<void>) => {
    await work(ids.sophea);
    await work(ids.vannak);
  };

  await on("2026-01-05", async () => {
    ids.sophea = await apply(sophea);
    ids.vannak = await apply(vannak);
  });
  await on("2026-01-20", () => both(firstPhase));
  await on("2026-02-20", () => both(exam));
  await on("2026-03-20", async () => {
    await both(secondPhase);
    await download(sophea, { candidacyId: ids.sophea });
  });
  await on("2026-05-10", async () => {
    await practicum(ids.sophea, rated(4));
    const early = await send(assessor, ids.sophea, "advance", { reason: "I saw it." });
    expect(early.status, "who assessed does not decide").toBe(409);
    held.sophea = await certify(sophea, ids.sophea);
    expect(await check(held.sophea)).toBe("Valid.");
    await download(sophea, { certificationId: held.sophea });

    await practicum(ids.vannak, rated(5, { C5: "2" }));
    const refused = await send(decider, ids.vannak, "advance", { reason: "He is good." });
    expect(refused.status).toBe(409);
    await done(decider, ids.vannak, "repeat", { reason: "Localise, then once more." });
    const told = await get(vannak, "/inbox");
    expect(told.text).toContain("One part is to be repeated");
    await lookAround(browser, app.origin, [
      [sophea, paths.myCandidacy(ids.sophea), "/certificates", paths.myCertification(held.sophea)],
      [officer, "/candidates", paths.candidate(ids.vannak), paths.certification(held.sophea)],
    ]);
  });
  await on("2026-07-01", async () => {
    const page = await get(assessor, paths.candidate(ids.vannak));
    expect(page.status).toBe(200);
    await practicum(ids.vannak, { C3: "4", C4: "4", C5: "3" });
    held.vannak = await certify(vannak, ids.vannak);
    expect(await check(held.vannak)).toBe("Valid.");
  });

  // Three years on. The last valid days are 9 May and 30 June 2029.
  await on("2029-01-15", async () => {
    // The window is open; to the public the end is not near before the last sixty days.
    expect(await check(held.sophea)).toBe("Valid.");
    const early = await post(sophea, paths.myRenewal(held.sophea), {});
    expect(early.status, "nothing is in the file yet").toBe(409);
    await fillFile(sophea, held.sophea);
    await handIn(sophea, held.sophea);
    await lookAround(browser, app.origin, [
      [sophea, paths.myRenewal(held.sophea)],
      [officer, paths.renewal(held.sophea), paths.renewalObservations(held.sophea)],
    ]);
  });
  await on("2029-05-20", async () => {
    expect(await check(held.sophea), "the office is slow, not the holder").toBe("Valid.");
    const next = await renew(held.sophea);
    const period = await db.certification.findUniqueOrThrow({ where: { id: next } });
    expect(period).toMatchObject({ validFrom: "2029-05-10", validUntil: "2032-05-09" });
    // The code of the period before answers first with what the holder has today.
    expect([await check(next), await check(held.sophea)]).toEqual(["Valid.", "Valid."]);
    await download(sophea, { certificationId: next });
  });
  await on("2029-08-10", async () => {
    expect(await check(held.vannak)).toBe("Lapsed.");
    await fillFile(vannak, held.vannak);
    await handIn(vannak, held.vannak);
    expect(await check(held.vannak), "late, it waits and does not hold").toBe("Lapsed.");
    const next = await renew(held.vannak);
    const period = await db.certification.findUniqueOrThrow({ where: { id: next } });
    expect(period, "the gap stays").toMatchObject({ validFrom: "2029-08-10", validUntil: "2032-08-09" });
    expect([await check(next), await check(held.vannak)]).toEqual(["Valid.", "Valid."]);
    const then = await get(vannak, `${paths.myCertification(held.vannak)}?on=2029-07-15`);
    expect(wordsOf(then.text)).toContain("Not valid since 1 July 2029");
  });
}

/** Twelve times the same, but for some. */
const rated = (score: number, but: Record<string, string> = {}): Record<string, string> => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, String(score)])),
  ...but,
});

/** What a page says, for whoever reads a failure. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 20_000);

// ── Who ─────────────────────────────────────────────────────────────────────────────────────────────

type Account = { personId: string; cookie: string };

async function account({ personId }: Pick<Actor, "personId">, role?: Role): Promise<Account> {
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  if (role)
    await db.roleAssignment.create({
      data: {
        id: newId(),
        personId,
        role,
        scopeKind: "programme",
        scopeId: "management",
        grantedAt: new Date(),
      },
    });
  return { personId, cookie: await signIn(personId) };
}

/** A course they led, with its register, what participants said, and its report. */
async function leads({ personId }: Account, versionId: string, date: CalendarDay): Promise<void> {
  const cohortId = await makeCohort(versionId, { name: "A course of their own", endDate: date });
  const halfDayId = newId();
  const modules = JSON.stringify(Array.from({ length: 8 }, (_, index) => `module-${index}`));
  const verified = { verifiedAt: new Date(), verifiedBy: "test" };
  await db.halfDay.create({
    data: { id: halfDayId, cohortId, date, part: "am", title: "", contactMinutes: 180, modules, ...verified },
  });
  await db.halfDayTrainer.create({ data: { halfDayId, personId, role: "lead" } });
  const marks = { relevance: 5, knowledge: 4, clarity: 4, timing: 4, participation: 5, good: "", better: "" };
  await db.evaluationBallot.createMany({
    data: Array.from({ length: 7 }, () => ({ id: newId(), cohortId, date, ...marks })),
  });
  const words = { objectives: "Met.", deviations: "", lessons: "", incidents: "" };
  await db.trainingReport.create({
    data: { id: newId(), cohortId, state: "validated", ...words, version: 1 },
  });
}

/** In a cohort of the refresher the scheme names; its test was graded on a day, which the clock of the platform cannot be told. */
async function takesRefresher(
  administrator: Account,
  { personId }: Account,
  day: CalendarDay,
): Promise<void> {
  const courseId = "trainers-refresher";
  const there = await db.courseVersion.findFirst({ where: { courseId }, select: { id: true } });
  const versionId = there?.id ?? (await publishCourse(courseOutline(), undefined, courseId));
  const cohortId = await makeCohort(versionId, { name: "Refresher" });
  await takeSeat(actorFor(administrator.personId), personId, cohortId);
  const { id: enrolmentId } = await db.enrolment.findFirstOrThrow({ where: { personId, cohortId } });
  const at = new Date(`${day}T08:00:00Z`);
  const sat = { moduleId: "final", unitId: "final", number: 1, seed: "s", paper: "[]", startedAt: at };
  const graded = { state: "graded", gradedAt: at, points: 860, maxPoints: 1000, practice: false };
  await db.attempt.create({ data: { id: newId(), enrolmentId, ...sat, ...graded } });
}

async function cast() {
  const { cast: told, candidate } = await castFor("Chan Sophea");
  const second = actorFor(await makePerson("Ros Vannak"));
  for (const cohortId of [told.cohorts.course, told.cohorts.toT])
    await takeSeat(told.administrator, second.personId, cohortId);
  const { courseVersionId } = await db.cohort.findUniqueOrThrow({ where: { id: told.cohorts.course } });
  const another = await masterTrainer("Tep Malis");
  // Who assesses is a master trainer through all these years.
  await db.certification.updateMany({
    where: { schemeId: "mmw-master-trainer" },
    data: { validUntil: "2032-12-31" },
  });
  return {
    versionId: courseVersionId,
    cohorts: told.cohorts,
    sophea: await account(candidate),
    vannak: await account(second),
    officer: await account(told.officer, "certification-officer"),
    decider: await account(await staffAs("certification-officer", "Ana Ruiz"), "certification-officer"),
    master: await account(told.master, "assessor"),
    assessor: await account(told.assessor, "assessor"),
    another: await account(another, "assessor"),
    administrator: await account(told.administrator, "cohort-administrator"),
  };
}

// ── Looking ─────────────────────────────────────────────────────────────────────────────────────────

/** On a phone, as each of them. */
async function lookAround(
  browser: Browsing,
  origin: string,
  visits: readonly (readonly [Account, ...string[]])[],
): Promise<void> {
  for (const [{ cookie }, ...places] of visits) {
    const page: Page = await browser.newPage(origin, { width: 360, phone: true });
    const [name = "", ...value] = cookie.split("=");
    await page.context().addCookies([{ name, value: value.join("="), url: origin }]);
    for (const place of places) {
      const answer = await page.goto(place);
      expect(answer?.status(), place).toBe(200);
      expect(await axeViolations(page), place).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, `${place} scrolls sideways`).toBe(false);
    }
    await page.context().close();
  }
}
