import { describe, expect, test } from "vitest";
import { findCandidacy } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { sittingPage } from "#app/features/trainers/exams/exam-pages.server.ts";
import { WRITTEN } from "#app/features/trainers/exams/exam-booklet.ts";
import { keySheet, openSheet } from "#app/features/trainers/exams/key-exam.server.ts";
import { markScript, openScript, scriptsToMark } from "#app/features/trainers/exams/mark-exam.server.ts";
import { releaseSitting } from "#app/features/trainers/exams/release-exam.server.ts";
import { offersFor } from "#app/features/trainers/candidacies/candidacy-offers.server.ts";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { releaseRemarking } from "#app/features/trainers/exams/remark-exam.server.ts";
import { myExam } from "#app/features/trainers/exams/sit-exam.server.ts";
import { voidItem, voidPreview } from "#app/features/trainers/exams/void-item.server.ts";
import { planSitting } from "#app/features/trainers/exams/exam-sittings.server.ts";
import { testedTopics } from "#app/features/trainers/schemes/requirements.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { act, on, record, taken, walk } from "#prisma/seed/candidate-story.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { makePerson } from "#tests/support/learning-fixture.ts";
import { castFor, staffAs } from "#tests/support/candidacy-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { bankItem, makeExam } from "#tests/support/exam-fixture.ts";
import { auditOf } from "#tests/support/learning-fixture.ts";

const WAY = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;
const WORDS = { prompt: "What do you do?", guidance: "A way out." };

/** Closed: three points right, one point wrong, and six points that somebody has to judge. */
async function satExam(
  text = "I would visit her.",
  own: Partial<Prisma.ExamScriptUncheckedCreateInput> = {},
) {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "phase-1-exam");
  const sat = addDays(day, 25);
  const at = new Date();
  const items = [
    bankItem("right", { kind: "true-false", key: true }, WORDS, 300),
    bankItem("wrong", { kind: "true-false", key: false }, WORDS, 100),
    bankItem("essay", { kind: "free-text" }, WORDS, 600),
  ];
  const answer = (itemId: string, value: object) => ({ itemId, value: JSON.stringify(value), savedAt: at });
  const answers = [
    answer("right", { choice: "true" }),
    answer("wrong", { choice: "true" }),
    answer("essay", { text }),
  ];
  const { sittingId, scriptId } = await makeExam(id, {
    bank: { items: { create: items } },
    sitting: { programme: "management", day: sat, timeZone: "UTC", closedAt: at },
    script: {
      number: 1234,
      paper: JSON.stringify(items.map(({ itemId }) => ({ item: itemId, options: [] }))),
      startedAt: at,
      submittedAt: at,
      answers: { create: answers },
      ...own,
    },
  });
  const markers = await Promise.all(["Ada", "Ben", "Cy", "Dee"].map((name) => staffAs("marker", name)));
  const mark = async (marker: Actor, points: number) =>
    markScript(marker, scriptId, [{ item: "essay", points, comment: "" }]);
  const score = async () => (await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).score;
  const sittings = async () => {
    const { read } = (await findCandidacy({ id }))!;
    return read.file.facts.stages["phase-1-exam"]?.sittings;
  };
  const release = () => on(addDays(sat, 3), () => releaseSitting(cast.officer, sittingId));
  return { cast, candidate, id, sat, sittingId, scriptId, markers, mark, score, sittings, release };
}

/** As somebody's deputy there, whatever they may do elsewhere by a role of their own. */
const standingInFor = (officer: Actor, { personId }: Actor): Actor => ({
  ...officer,
  reach: [
    { kind: "programme", id: "management", for: personId },
    { kind: "programme", id: "financial-education" },
  ],
});

const key = (answer: { ok: boolean; reason?: { key: string } } | null) =>
  answer === null ? null : (answer.reason?.key ?? "done");
const waits = async (marker: Actor, scriptId: string) =>
  (await scriptsToMark(marker)).some(({ id }) => id === scriptId);

test("what a sitting of a facilitators' exam is about is said when it is planned, and stands with its results", async () => {
  const officer = await staffAs("certification-officer", "Jean", "financial-education");
  const candidacyId = newId();
  const event = (number: number, kind: string, body: object) => ({
    id: newId(),
    number,
    kind,
    day: addDays(today(), -20),
    actingAs: "officer",
    body: JSON.stringify(body),
    reason: "",
    recordedAt: new Date(),
    recordedBy: newId(),
  });
  const course = { missed: 0, madeUp: 0, endedOn: addDays(today(), -20) };
  await db.candidacy.create({
    data: candidacyRow(candidacyId, await makePerson("Sophea"), {
      schemeId: "fe-facilitator",
      schemeVersion: "1.2",
      programme: "financial-education",
      state: "nominated",
      events: { create: [event(1, "opened", { at: "nominated" }), event(2, "attendance", course)] },
    }),
  });
  const at = new Date();
  const exam = await makeExam(candidacyId, {
    bank: { items: { create: [bankItem("right", { kind: "true-false", key: true }, WORDS)] } },
    sitting: { schemeId: "fe-facilitator", programme: "financial-education", closedAt: at },
    script: {
      paper: JSON.stringify([{ item: "right", options: [] }]),
      startedAt: at,
      submittedAt: at,
      answers: { create: [{ itemId: "right", value: '{"choice":"true"}', savedAt: at }] },
    },
  });
  const { bankId } = await db.examSitting.findUniqueOrThrow({ where: { id: exam.sittingId } });
  const invigilatorId = await makePerson("Vanna");
  const { username } = await db.person.findUniqueOrThrow({ where: { id: invigilatorId } });
  const when = { day: today(), startsAt: "09:00", timeZone: "Asia/Phnom_Penh", place: "Room 2", minutes: 60, onPaper: false }; // prettier-ignore
  const plan = (...topics: Topic[]) =>
    planSitting(officer, { bankId, ...when, invigilator: username, blueprint: { "time-use": 1 }, topics });
  expect(key(await plan())).toBe("candidacy.whichTopics");
  const planned = await plan("saving", "budget");
  if (!planned?.ok) throw new Error("not planned");
  const { topics } = await db.examSitting.findUniqueOrThrow({ where: { id: planned.value } });
  expect(topics).toBe('["budget","saving"]');
  await db.examSitting.update({ where: { id: exam.sittingId }, data: { topics } });
  expect(await releaseSitting(officer, exam.sittingId)).toEqual({ ok: true, value: { aside: 0, waits: 0 } });
  const { read } = (await findCandidacy({ id: candidacyId }))!;
  expect(testedTopics(read.file.facts)).toEqual(["budget", "saving"]);
});

describe("marking", () => {
  test("blind: a number and the answers; never by who supervised, planned, is employed or has trained with them", async () => {
    const { cast, candidate, sittingId, scriptId, markers, mark } = await satExam();
    const [ada, ben, cy, dee] = markers as [Actor, Actor, Actor, Actor];
    const opened = await openScript(ada, scriptId);
    expect(opened).toMatchObject({ ok: true, value: { number: 1234, items: [{ item: "essay" }] } });
    expect(JSON.stringify(opened)).not.toContain("Sophea");
    expect(JSON.stringify(await scriptsToMark(ada))).not.toContain("Sophea");

    await db.examSitting.update({ where: { id: sittingId }, data: { invigilatorId: ben.personId } });
    expect(await waits(ben, scriptId)).toBe(false);
    const benKept = await staffAs("marker", "Ben Kept");
    await mergedInto(benKept.personId, ben.personId);
    expect(await waits(benKept, scriptId)).toBe(false);
    await db.examScript.update({ where: { id: scriptId }, data: { checkedBy: dee.personId } });
    expect(await waits(dee, scriptId)).toBe(false); // has seen the papers, also where somebody else supervises now
    expect(await waits(ada, scriptId)).toBe(true);
    const standsIn = { ...ada, reach: ada.reach.map((scope) => ({ ...scope, for: candidate.personId })) };
    expect(await waits(standsIn, scriptId)).toBe(false);
    expect(await openScript(standsIn, scriptId)).toBeNull();
    await db.examScript.update({ where: { id: scriptId }, data: { checkedBy: null } });
    await db.examSitting.update({ where: { id: sittingId }, data: { plannedBy: cy.personId } });
    expect(key(await openScript(cy, scriptId))).toBe("exam.knowsNumbers");
    expect(await mark(cy, 300)).toMatchObject({ ok: false });
    const keeper: Actor = { ...ada, grants: [...ada.grants, ...cast.officer.grants] };
    expect(await waits(keeper, scriptId)).toBe(false); // sees names beside numbers
    await db.auditEntry.create({
      data: {
        id: newId(),
        at: new Date(),
        actorId: cast.officer.personId,
        action: "exam-sitting.invigilator",
        subjectKind: "exam-sitting",
        subjectId: sittingId,
        detail: JSON.stringify({ before: ben.personId }),
        requestId: "",
      },
    });
    await db.examSitting.update({ where: { id: sittingId }, data: { invigilatorId: newId() } });
    for (const once of [ben, benKept]) expect(await waits(once, scriptId)).toBe(false); // was the invigilator once
    const elsewhere: Actor = { ...dee, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await openScript(elsewhere, scriptId)).toBeNull();

    const organisationId = newId();
    await db.organisation.create({
      data: { id: organisationId, name: "Rumdul", kind: "mfi", country: "KH", createdAt: new Date() },
    });
    for (const { personId } of [dee, candidate])
      await db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01" } });
    expect(key(await openScript(dee, scriptId))).toBe("exam.knowsCandidate");
    const halfDayId = newId();
    await db.halfDay.create({
      data: {
        id: halfDayId,
        cohortId: cast.cohorts.course,
        date: "2026-02-10",
        part: "am",
        title: "",
        contactMinutes: 195,
      },
    });
    await db.halfDayTrainer.create({ data: { halfDayId, personId: ada.personId, role: "co-trainer" } });
    expect(key(await openScript(ada, scriptId))).toBe("exam.knowsCandidate");
  });

  test("near the pass mark a second marks, where they part over passing a third; the officer releases", async () => {
    const { cast, candidate, sat, sittingId, scriptId, markers, mark, score, sittings, release } =
      await satExam();
    const [ada, ben, cy, dee] = markers as [Actor, Actor, Actor, Actor];
    expect(key(await release())).toBe("exam.marksMissing");
    expect(key(await mark(ada, 390))).toBe("done");
    expect(await waits(ada, scriptId)).toBe(false);
    expect(await mark(ada, 390)).toBeNull();
    const adaKept = await staffAs("marker", "Ada Kept");
    await mergedInto(adaKept.personId, ada.personId);
    expect(await waits(adaKept, scriptId)).toBe(false);
    expect(await mark(adaKept, 390)).toBeNull();
    expect(await waits(ben, scriptId)).toBe(true);
    expect(key(await mark(ben, 420))).toBe("done");
    expect(key(await release())).toBe("exam.marksMissing");
    expect(key(await mark(cy, 430))).toBe("done");
    expect(await waits(dee, scriptId)).toBe(false);
    expect(await score()).toBeNull();
    expect((await myExam(candidate, scriptId))?.result).toBeNull();
    const marked: Actor = { ...cast.officer, personId: cy.personId };
    expect(key(await on(sat, () => releaseSitting(marked, sittingId)))).toBe("exam.ownMark");
    const kept: Actor = { ...cast.officer, personId: adaKept.personId };
    expect(key(await on(sat, () => releaseSitting(kept, sittingId)))).toBe("exam.ownMark");
    for (const principal of [cy, adaKept]) {
      const deputy = standingInFor(cast.officer, principal);
      expect(key(await on(sat, () => releaseSitting(deputy, sittingId)))).toBe("exam.ownMark");
    }
    const noOfficer: Actor = { ...cast.officer, grants: [] };
    expect(await on(sat, () => releaseSitting(noOfficer, sittingId))).toBeNull();
    expect(await score()).toBeNull(); // all of it or nothing
    expect(await release()).toEqual({ ok: true, value: { aside: 0, waits: 0 } });
    expect(key(await release())).toBe("changed-meanwhile");
    expect(await score()).toBe(7300);
    expect((await myExam(candidate, scriptId))?.result).toEqual({ score: 7300, pass: 7000 });
    expect(await sittings()).toEqual([{ on: sat, score: 7300, releasedOn: addDays(sat, 3) }]);
    expect(await db.outboxMessage.count({ where: { key: `exam-result:${scriptId}` } })).toBe(1);
    expect(await auditOf(sittingId)).toEqual(
      ["marked", "marked", "marked", "released"].map((act) => `exam-sitting.${act}`),
    );
  });

  test("what a candidacy cannot take yet waits, and is released once it can; beside one that has ended it stays", async () => {
    const { cast, id, sat, sittingId, scriptId, mark, markers, score, sittings, release } = await satExam();
    await mark(markers[0]!, 100);
    const typed = { on: addDays(sat, -1), score: 6000, releasedOn: null };
    await on(sat, async () => taken(await record(cast.officer, id, { kind: "sitting", body: typed })));
    expect(await release()).toEqual({ ok: true, value: { aside: 0, waits: 1 } });
    expect(await score()).toBeNull();
    expect(await db.outboxMessage.count({ where: { key: `exam-result:${scriptId}` } })).toBe(0);
    const held = async () => (await sittingPage(cast.officer, sittingId))!.sheet.scripts[0];
    expect(await held()).toMatchObject({
      waits: true,
      aside: { key: "candidacy.sitting.result-waiting" },
    });
    const { id: eventId } = await db.candidacyEvent.findFirstOrThrow({
      where: { candidacyId: id, kind: "sitting" },
    });
    await on(sat, async () =>
      taken(await record(cast.officer, id, { kind: "strike", body: { eventId } }, "Typed by mistake")),
    );
    expect(await release()).toEqual({ ok: true, value: { aside: 0, waits: 0 } });
    expect(await held()).toMatchObject({ waits: false, aside: null, score: 4000 });
    expect(await sittings()).toMatchObject([{ on: sat, score: 4000 }]);
    expect(key(await release())).toBe("changed-meanwhile");

    const other = await satExam();
    await other.mark(other.markers[0]!, 100);
    await on(other.sat, async () =>
      taken(await act(other.candidate, other.id, "withdraw", "I change employers")),
    );
    expect(await other.release()).toEqual({ ok: true, value: { aside: 1, waits: 0 } });
    expect((await myExam(other.candidate, other.scriptId))?.result).toMatchObject({ score: 4000 });
    expect(key(await other.release())).toBe("changed-meanwhile");
  });

  test("a script without anything to judge waits for nobody", async () => {
    const { markers, scriptId, score, release } = await satExam(" ");
    expect(await waits(markers[0]!, scriptId)).toBe(false);
    expect(key(await release())).toBe("done");
    expect(await score()).toBe(3000);
  });
});

describe("after the release", () => {
  test("another marking goes to another marker, and what they give stands", async () => {
    const { cast, candidate, id, sat, sittingId, scriptId, markers, mark, score, sittings, release } =
      await satExam();
    const [ada, ben] = markers as [Actor, Actor];
    await mark(ada, 100);
    await release();
    expect(await waits(ben, scriptId)).toBe(false);
    await on(addDays(sat, 5), async () =>
      taken(await record(candidate, id, { kind: "remarking", body: {} }, "Question 3 was right")),
    );
    expect(await waits(ada, scriptId)).toBe(false);
    const again = (actor = cast.officer) =>
      on(addDays(sat, 8), () => releaseRemarking(actor, sittingId, scriptId));
    expect(key(await again())).toBe("exam.marksMissing");
    expect(key(await mark(ben, 450))).toBe("done");
    expect(await score()).toBe(4000);
    for (const marker of [ada, ben])
      // who marked it first too
      expect(key(await again({ ...cast.officer, personId: marker.personId }))).toBe("exam.ownMark");
    expect(key(await again(standingInFor(cast.officer, candidate)))).toBe("candidacy.ownRecord");
    expect(key(await again(standingInFor(cast.officer, ben)))).toBe("exam.ownMark");
    expect(key(await again())).toBe("done");
    expect(await score()).toBe(7500);
    expect(await sittings()).toMatchObject([{ score: 7500, remarking: "done" }]);
    expect(key(await again())).toBe("exam.marksMissing");
  });

  test("from paper it is read anew by somebody else first; old and new are shown before it is applied", async () => {
    const [ana, bo, dan, eve] = await Promise.all(
      ["Ana", "Bo", "Dan", "Eve"].map((name) => staffAs("cohort-administrator", name)),
    );
    const at = new Date();
    const page = { id: newId(), sha256: "0".repeat(64), bytes: 1, mediaType: "image/jpeg", addedBy: newId() };
    const { cast, candidate, id, sat, sittingId, scriptId, markers, mark, score, release } = await satExam(
      WRITTEN,
      {
        onPaper: true,
        keyedAt: at,
        keyings: {
          create: [ana!, bo!, dan!].map(({ personId }, index) => ({
            turn: index + 1,
            keyedBy: personId,
            keyedAt: at,
            answers: "{}",
          })),
        },
        scans: { create: { ...page, addedAt: at } },
      },
    );
    const [ada, ben] = markers as [Actor, Actor];
    await mark(ada, 100);
    await release();
    await on(addDays(sat, 5), async () =>
      taken(await record(candidate, id, { kind: "remarking", body: {} }, "You misread question 2")),
    );
    const onPage = async () => (await sittingPage(cast.officer, sittingId))!.again;
    const again = (actor = cast.officer) =>
      on(addDays(sat, 8), () => releaseRemarking(actor, sittingId, scriptId));
    expect(await onPage()).toMatchObject([{ number: 1234, step: "keying", change: null }]);
    // What its pages say is not got round by a number an officer types in.
    const typed = await record(cast.officer, id, { kind: "remarked", body: { score: 9000 } }, "I looked");
    expect(key(typed)).toBe("candidacy.remarking.ofScript");
    const found = (await candidacyInReach(cast.officer, id))!;
    expect((await offersFor(cast.officer, found, [])).records).not.toContain("remarked");
    expect(await waits(ben, scriptId)).toBe(false); // it is to be read first
    for (const near of [ana!, { ...ada, reach: eve!.reach }, { ...cast.officer, reach: eve!.reach }])
      expect(await openSheet(near, scriptId)).toBeNull();
    const opened = await openSheet(eve!, scriptId);
    expect(opened).toMatchObject({ settling: false, scans: [{ id: page.id }] });
    expect(opened!.asked.map(({ given }) => given)).toEqual([[], [], []]);
    const anew = { shown: ["1", "2", "3"], a1: "true", a2: "false", a3: WRITTEN };
    expect(await keySheet(eve!, scriptId, anew)).toEqual({ ok: true, value: "anew" });
    expect(await keySheet(bo!, scriptId, anew)).toBeNull();
    expect((await onPage())[0]).toMatchObject({ step: "marker" });
    expect(key(await again())).toBe("exam.marksMissing");
    expect(await waits(eve!, scriptId)).toBe(false);
    expect(key(await mark(ben, 450))).toBe("done");

    expect(await onPage()).toMatchObject([
      {
        step: "ready",
        change: {
          before: { closed: 300, written: 100, score: 4000 },
          after: { closed: 400, written: 450, score: 8500 },
          reread: [{ position: 2, before: { choice: "true" }, after: { choice: "false" } }],
        },
      },
    ]);
    expect(await score()).toBe(4000);
    for (const alone of [dan!, eve!])
      // who settled it at first too
      expect(key(await again({ ...cast.officer, personId: alone.personId }))).toBe("exam.ownSettling");
    expect(key(await again())).toBe("done");
    expect(await score()).toBe(8500);
    expect(await onPage()).toEqual([]);
    const kept = await db.examAnswer.findUniqueOrThrow({
      where: { scriptId_itemId: { scriptId, itemId: "wrong" } },
    });
    expect(JSON.parse(kept.value)).toEqual({ choice: "false" });
    expect(key(await again())).toBe("exam.marksMissing");
  });

  test("a bad item is voided once for all: shown first, nobody loses, the candidacy follows", async () => {
    const { cast, candidate, id, sat, sittingId, scriptId, markers, mark, score, sittings, release } =
      await satExam();
    await mark(markers[0]!, 340);
    const candidates: Actor = { ...cast.officer, personId: candidate.personId };
    expect(key(await releaseSitting(candidates, sittingId))).toBe("candidacy.ownRecord");
    await release();
    expect(await score()).toBe(6400);
    const elsewhere: Actor = { ...cast.officer, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await voidPreview(elsewhere, sittingId, "wrong")).toBeNull();
    const changes = (await voidPreview(cast.officer, sittingId, "wrong"))!;
    expect(changes.find((each) => each.scriptId === scriptId)).toMatchObject({ before: 6400, after: 7400 });
    expect(await score()).toBe(6400);
    const asked = { itemId: "wrong", reason: "Both answers can be argued" };
    expect(await voidItem(elsewhere, sittingId, asked)).toBeNull();
    expect(key(await voidItem(candidates, sittingId, asked))).toBe("candidacy.ownRecord");
    const standsIn = standingInFor(cast.officer, candidate);
    expect(key(await voidItem(standsIn, sittingId, asked))).toBe("candidacy.ownRecord");
    const account = await staffAs("certification-officer", "The Candidate Kept");
    await mergedInto(account.personId, candidate.personId);
    expect(key(await voidItem(account, sittingId, asked))).toBe("candidacy.ownRecord");
    const apply = () => on(addDays(sat, 9), () => voidItem(cast.officer, sittingId, asked));
    expect(key(await apply())).toBe("done");
    expect(key(await apply())).toBe("exam.voidedAlready");
    expect(await score()).toBe(7400);
    expect(await sittings()).toEqual([{ on: sat, score: 7400, releasedOn: addDays(sat, 3) }]);
    expect((await db.candidacy.findUniqueOrThrow({ where: { id } })).waitsFor).toBe("recommendation");
    expect(
      (await sittingPage(cast.officer, sittingId))?.items.find((each) => each.item === "wrong"),
    ).toMatchObject({
      voided: true,
      given: 1,
      right: 0,
    });
  });

  test("a bad item is void for whoever sat the same exam on another way to the volume", async () => {
    const { cast, sittingId, scriptId, markers, mark, score, release } = await satExam();
    await mark(markers[0]!, 340);
    await release();
    const before = await score();
    const otherWay = newId();
    const schemeId = "mmw-volume-1-extension";
    const person = await makePerson("Awa Ba");
    await db.candidacy.create({
      data: candidacyRow(otherWay, person, { schemeId, programme: "management" }),
    });
    const at = new Date();
    const bad = bankItem("right", { kind: "true-false", key: true }, WORDS, 300);
    const there = await makeExam(otherWay, {
      bank: { items: { create: [bad] } },
      sitting: { programme: "management", schemeId, closedAt: at, releasedAt: at },
      script: {
        paper: JSON.stringify([{ item: "right", options: [] }]),
        startedAt: at,
        submittedAt: at,
        score: 0,
        releasedAt: at,
        answers: { create: [{ itemId: "right", value: JSON.stringify({ choice: "false" }), savedAt: at }] },
      },
    });
    const other = async () =>
      (await db.examScript.findUniqueOrThrow({ where: { id: there.scriptId } })).score;
    const changes = (await voidPreview(cast.officer, sittingId, "right"))!;
    expect(changes.filter((each) => [scriptId, there.scriptId].includes(each.scriptId))).toHaveLength(2);
    const asked = { itemId: "right", reason: "Both answers can be argued" };
    expect(key(await voidItem(cast.officer, sittingId, asked))).toBe("done");
    expect([await score(), await other()]).toEqual([before, 10_000]);
    expect(key(await voidItem(cast.officer, there.sittingId, asked))).toBe("exam.voidedAlready");
  });
});
