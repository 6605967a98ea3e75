import { readdir } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { LEFT_EMPTY, WRITTEN } from "#app/features/trainers/exams/exam-booklet.ts";
import type { Fields } from "#app/features/learning/answer.ts";
import { recordDay } from "#app/features/trainers/exams/record-day.server.ts";
import { bookletOf, papersToPrint } from "#app/features/trainers/exams/exam-papers.server.ts";
import {
  addScans,
  removeScan,
  scansOf,
  scanToKey,
  scanToMark,
} from "#app/features/trainers/exams/exam-scans.server.ts";
import {
  keySheet,
  openSheet,
  sheetByCode,
  sheetsToKey,
  type Keyed,
} from "#app/features/trainers/exams/key-exam.server.ts";
import { markScript, openScript } from "#app/features/trainers/exams/mark-exam.server.ts";
import { remindOfPages } from "#app/features/trainers/exams/remind-pages.server.ts";
import { releaseSitting } from "#app/features/trainers/exams/release-exam.server.ts";
import {
  correctionOf,
  correctSitting,
  type Correction,
} from "#app/features/trainers/exams/correct-sitting.server.ts";
import { keepBank } from "#app/features/trainers/exams/exam-banks.server.ts";
import { candidacyDays } from "#app/features/trainers/candidacies/candidacy-days.server.ts";
import {
  admit,
  cancelSitting,
  changeInvigilator,
  moveSitting,
  planSitting,
  removeFromSitting,
} from "#app/features/trainers/exams/exam-sittings.server.ts";
import { invigilatorPage, sittingPage } from "#app/features/trainers/exams/exam-pages.server.ts";
import { paperOf } from "#app/features/trainers/exams/exam-scripts.server.ts";
import { closeLeftOpen, invigilate, leftOpenWork } from "#app/features/trainers/exams/invigilate.server.ts";
import {
  beginExam,
  handInExam,
  keepExamAnswers,
  myExam,
} from "#app/features/trainers/exams/sit-exam.server.ts";
import { examReadAt, examReaders } from "#app/features/trainers/exams/exam-secrecy.server.ts";
import { readExamBank } from "#app/features/trainers/exams/read-exam-bank.server.ts";
import { countAgain, voidScript } from "#app/features/trainers/exams/void-script.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Result } from "#app/lib/result.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { on, walk } from "#prisma/seed/candidate-story.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { castFor, staffAs } from "#tests/support/candidacy-fixture.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { makeExam } from "#tests/support/exam-fixture.ts";
import { bankFile } from "#tests/support/exam-bank-file.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const WAY = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;
const BLUEPRINT = { "time-use": 2 };
const drawn = { seed: "seed", number: 2001 };
const as = { extraMinutes: 20, arrangements: ["reader" as const], note: "Sits in front" };

/** A candidate whose days for the exam have come, a bank of six, and an invigilator. */
async function atTheExam() {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "phase-1-exam");
  const read = readExamBank(bankFile({ "time-use": 6 }), "");
  if (!read.ok) throw new Error("the file is wrong");
  const custodian = await staffAs("exam-custodian", "Selam Bekele");
  const kept = await keepBank(custodian, {
    schemeId: "mmw-volume-1-trainer",
    language: "km",
    items: read.items,
  });
  if (!kept.ok) throw new Error("not kept");
  const invigilator = actorFor(await makePerson("Vanna Chea"));
  const { username } = await db.person.findUniqueOrThrow({ where: { id: invigilator.personId } });
  const sits = addDays(day, 25);
  const plan = (
    at: CalendarDay = sits,
    actor: Actor = cast.officer,
    bankId = kept.value.id,
    onPaper = false,
  ) =>
    on(day, () =>
      planSitting(actor, {
        bankId,
        day: at,
        startsAt: "09:00",
        timeZone: "UTC",
        place: "Room 2",
        minutes: 60,
        onPaper,
        invigilator: username ?? "",
        blueprint: BLUEPRINT,
      }),
    );
  return { cast, candidate, id, day, sits, invigilator, username, custodian, bankId: kept.value.id, plan };
}

function value<Value>(answer: { ok: true; value: Value } | { ok: false; reason: object } | null): Value {
  if (!answer?.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}
const reason = (answer: { ok: boolean; reason?: { key: string } } | null) =>
  answer === null ? null : (answer.reason?.key ?? "done");

const told = async (personId: string) =>
  (
    await db.outboxMessage.findMany({
      where: { personId, kind: { startsWith: "exam-" } },
      orderBy: { id: "asc" },
      select: { kind: true, subject: true },
    })
  ).map(({ kind, subject }) => [kind, /called off/.test(subject) ? "off" : ""].filter(Boolean).join(" "));

describe("a sitting", () => {
  test("from the plan to the script handed in; nobody but those named comes near", async () => {
    const { cast, candidate, id, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan());
    expect((await sittingPage(cast.officer, sittingId))?.proposed.map((each) => each.id)).toContain(id);
    const management = { kind: "programme", id: "management" } as const;
    const deputy = actorFor(await makePerson("Deputy"), [
      { ...management, for: candidate.personId },
      { ...management, id: "financial-education" },
    ]);
    expect(reason(await admit(deputy, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
      "candidacy.principalsRecord",
    );
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    expect(reason(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
      "exam.sitsElsewhere",
    );
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });

    expect((await myExam(candidate, scriptId))?.questions).toEqual([]);
    expect(await myExam(cast.master, scriptId)).toBeNull();
    expect(await invigilatorPage(cast.officer, sittingId)).toBeNull();
    expect(await invigilate(candidate, sittingId, { intent: "open" })).toBeNull();
    expect(reason(await beginExam(candidate, scriptId, code))).toBe("exam.notOpen");
    expect(reason(await invigilate(invigilator, sittingId, { intent: "open" }))).toMatch(/^exam\./);

    await on(sits, async () => {
      value(await invigilate(invigilator, sittingId, { intent: "open" }));
      expect((await invigilatorPage(invigilator, sittingId))?.code).toBe(code);
      expect(reason(await beginExam(candidate, scriptId, code))).toBe("exam.notChecked");
      value(await invigilate(invigilator, sittingId, { intent: "check", scriptId, identity: "passport" }));
      expect(reason(await beginExam(candidate, scriptId, "000000"))).toBe("exam.wrongCode");
      value(await beginExam(candidate, scriptId, code.toLowerCase()));
    });
    const begun = await db.examScript.findUniqueOrThrow({ where: { id: scriptId } });
    expect(begun.deadlineAt!.getTime() - begun.startedAt!.getTime()).toBe(80 * 60_000);
    value(await beginExam(candidate, scriptId, code));
    expect((await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).startedAt).toEqual(
      begun.startedAt,
    );
    const { questions } = (await myExam(candidate, scriptId))!;
    expect(questions).toHaveLength(2);
    expect(JSON.stringify(questions)).not.toMatch(/"key"|explain/);
    expect(reason(await removeFromSitting(cast.officer, sittingId, scriptId))).toBe("exam.begunAlready");
    expect(reason(await cancelSitting(cast.officer, sittingId, "No room"))).toBe("exam.begunAlready");
    expect(reason(await invigilate(invigilator, sittingId, { intent: "close" }))).toBe("exam.stillWriting");

    expect(await keepExamAnswers(cast.master, scriptId, { shown: ["1"], a1: "b" })).toBeNull();
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "z" })).toMatchObject({
      kind: "bad",
    });
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "b" })).toMatchObject({ gaps: 1 });
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "a" })).toMatchObject({ gaps: 1 });
    await handInExam(candidate, scriptId);
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["2"], a2: "b" })).toEqual({ kind: "over" });
    expect(await db.examAnswer.findMany({ where: { scriptId } })).toMatchObject([
      { value: '{"choice":"a"}' },
    ]);
    value(
      await on(sits, () =>
        invigilate(invigilator, sittingId, {
          intent: "incident",
          number: 2001,
          hour: "",
          words: "Left for air",
        }),
      ),
    );
    const untold = { intent: "incident", number: null, hour: "", words: "No power" } as const;
    const later = on(addDays(sits, 1), () => invigilate(invigilator, sittingId, untold));
    expect(reason(await later)).toBe("exam.incidentHour");
    value(await invigilate(invigilator, sittingId, { intent: "close" }));
    expect(await auditOf(sittingId)).toEqual(
      ["planned", "admitted", "opened", "checked", "begun", "handed-in", "incident", "closed"].map(
        (act) => `exam-sitting.${act}`,
      ),
    );
  });

  test("nobody begins in a room that was left open after its day; an officer who reaches it closes it", async () => {
    const { cast, candidate, id, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan());
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    const nextId = value(await plan());
    const next = () => admit(cast.officer, nextId, { candidacyId: id, ...as }, { ...drawn, number: 2002 });
    const scope = { kind: "programme", id: "management" } as const;
    const officer: Actor = { ...cast.officer, grants: [{ role: "certification-officer", scope }] };
    await on(sits, async () => {
      value(await invigilate(invigilator, sittingId, { intent: "open" }));
      value(await invigilate(invigilator, sittingId, { intent: "check", scriptId, identity: "known" }));
      expect((await sittingPage(cast.officer, sittingId))?.leftToDo).toBeNull();
      expect(reason(await closeLeftOpen(cast.officer, sittingId))).toBe("changed-meanwhile");
      expect(await leftOpenWork(officer)).toEqual([]);
      expect((await sittingPage(cast.officer, nextId))?.proposed).toEqual([]);
      expect(reason(await next())).toBe("exam.sitsElsewhere");
    });
    const openedAt = new Date(Date.now() - 24 * 60 * 60_000);
    await db.examSitting.update({ where: { id: sittingId }, data: { openedAt } });
    await on(addDays(sits, 2), async () => {
      expect(reason(await beginExam(candidate, scriptId, code))).toBe("exam.roomOver");
      expect(reason(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
        "exam.dayOver",
      );
      expect((await myExam(candidate, scriptId))?.absent).toBe(true);
      expect((await sittingPage(cast.officer, sittingId))?.leftToDo).toBe("close");
      const waits = [{ kind: "rooms-left-open", count: 1, href: `/exam-sittings/${sittingId}` }];
      expect(await leftOpenWork(officer)).toEqual(waits);
      expect(await leftOpenWork(invigilator)).toEqual([]);
      // Who did not come is free for the next one, whoever closes the room when.
      expect((await sittingPage(cast.officer, nextId))?.proposed).toMatchObject([{ id }]);
      value(await next());
      const elsewhere = actorFor(await makePerson("Ana"), [{ kind: "programme", id: "financial-education" }]);
      expect(await closeLeftOpen(elsewhere, sittingId)).toBeNull();
      value(await closeLeftOpen(cast.officer, sittingId));
      // The other one, which nobody opened.
      expect(await leftOpenWork(officer)).toMatchObject([{ count: 1, href: `/exam-sittings/${nextId}` }]);
      expect((await sittingPage(cast.officer, sittingId))?.sheet.phase).toBe("closed");
    });
  });

  test("voided by the invigilator it takes no more answers, gives no result and uses no sitting; all of it stays", async () => {
    const { cast, candidate, id, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan());
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    const happened = "She was seen with a telephone";
    const voiding = { intent: "void-script", scriptId, why: "irregularity", happened } as const;
    const act = (form: Parameters<typeof invigilate>[2]) =>
      on(sits, () => invigilate(invigilator, sittingId, form));
    value(await act({ intent: "open" }));
    value(await act({ intent: "check", scriptId, identity: "known" }));
    expect(reason(await act(voiding))).toBe("changed-meanwhile"); // not begun: taken off the list, or absent
    value(await on(sits, () => beginExam(candidate, scriptId, code)));
    await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "b" });
    value(await act(voiding));
    expect(reason(await act(voiding))).toBe("changed-meanwhile");
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "a" })).toEqual({ kind: "over" });
    await handInExam(candidate, scriptId);
    expect(await myExam(candidate, scriptId)).toMatchObject({ state: "voided", voided: "irregularity" });
    const letter = await db.outboxMessage.findFirstOrThrow({
      where: { personId: candidate.personId, kind: "exam-voided" },
    });
    expect(letter.body).toContain("no judgement of you");
    expect(letter.body).not.toContain("telephone");
    expect((await invigilatorPage(invigilator, sittingId))?.sheet.scripts).toMatchObject([
      { voided: { why: "irregularity", happened }, voidable: false },
    ]);

    // Not once more in the same room.
    expect((await sittingPage(cast.officer, sittingId))?.proposed.map((each) => each.id)).not.toContain(id);
    const once = { candidacyId: id, ...as };
    expect(
      reason(await on(sits, () => admit(cast.officer, sittingId, once, { seed: "y", number: 2003 }))),
    ).toBe("exam.voidedHere");
    value(await act({ intent: "close" })); // nobody writes any more
    expect((await sittingPage(cast.officer, sittingId))?.items).toEqual([]);
    value(await on(sits, () => releaseSitting(cast.officer, sittingId)));
    const script = await db.examScript.findUniqueOrThrow({
      where: { id: scriptId },
      include: { answers: true },
    });
    expect(script).toMatchObject({ score: null, releasedAt: null, submittedAt: null, voidWords: happened });
    expect(script.answers).toMatchObject([{ value: '{"choice":"b"}' }]);
    expect(await db.candidacyEvent.count({ where: { candidacyId: id, kind: "sitting" } })).toBe(0);
    expect(reason(await act(voiding))).toBe("exam.voidTooLate");
    expect(reason(await countAgain(cast.officer, sittingId, scriptId))).toBe("exam.voidTooLate");

    // Free for another sitting, which is their first; what they were asked they are not asked again.
    const again = value(await plan(addDays(sits, 2)));
    const next = value(
      await admit(cast.officer, again, { candidacyId: id, ...as }, { seed: "x", number: 2002 }),
    );
    const items = (await db.examScript.findMany({ where: { id: { in: [scriptId, next] } } })).map((each) =>
      paperOf(each).map(({ item }) => item),
    );
    expect(new Set(items.flat()).size).toBe(4);
  });

  test("voided by an officer it waits for no pages and nobody types it in; not by who sat it, or does not reach it", async () => {
    const { scriptId, sittingId } = await writtenOnPaper();
    const officer = await staffAs("certification-officer", "Jean Kouassi");
    const ana = await staffAs("cohort-administrator", "Ana");
    const voiding = { scriptId, why: "power", happened: "No light from ten on" } as const;
    const { candidacyId } = await db.examScript.findUniqueOrThrow({ where: { id: scriptId } });
    const { personId } = await db.candidacy.findUniqueOrThrow({ where: { id: candidacyId } });
    expect(reason(await voidScript({ ...officer, personId }, sittingId, voiding))).toBe(
      "candidacy.ownRecord",
    );
    expect(await voidScript({ ...officer, reach: [] }, sittingId, voiding)).toBeNull();
    expect(await openSheet(ana, scriptId)).not.toBeNull();
    value(await voidScript(officer, sittingId, voiding));
    expect(await openSheet(ana, scriptId)).toBeNull();
    // Of the wrong number: it counts after all, and is voided again.
    expect(await countAgain({ ...officer, reach: [] }, sittingId, scriptId)).toBeNull();
    expect(reason(await countAgain({ ...officer, personId }, sittingId, scriptId))).toBe(
      "candidacy.ownRecord",
    );
    // Who has sat another one since has that result; whoever stayed away there has none.
    const { sitting, ...script } = await db.examScript.findUniqueOrThrow({
      where: { id: scriptId },
      include: { sitting: true },
    });
    const elsewhere = { ...sitting, id: newId(), closedAt: new Date() };
    const other = { id: newId(), sittingId: elsewhere.id, number: script.number + 1, voidedAt: null };
    await db.examSitting.create({ data: elsewhere });
    await db.examScript.create({ data: { ...script, ...other, startedAt: new Date() } });
    await db.examScript.update({ where: { id: other.id }, data: { releasedAt: new Date() } });
    expect(reason(await countAgain(officer, sittingId, scriptId))).toBe("exam.satSince");
    await db.examScript.update({ where: { id: other.id }, data: { startedAt: null, releasedAt: null } });
    value(await countAgain(officer, sittingId, scriptId));
    const lines = await db.auditEntry.findMany({ where: { action: "exam-sitting.script-counts" } });
    expect(JSON.stringify(lines)).not.toContain(voiding.happened); // where no erasure would find it
    expect(reason(await countAgain(officer, sittingId, scriptId))).toBe("changed-meanwhile");
    expect(await openSheet(ana, scriptId)).not.toBeNull();
    expect((await told(personId)).filter((kind) => kind === "exam-voided")).toHaveLength(2);
    value(await voidScript(officer, sittingId, voiding));
    expect((await sittingPage(officer, sittingId))?.keying).toBe(0);
    await remindOfPages(new Date(Date.now() + 30 * 24 * 3_600_000));
    expect(
      await db.outboxMessage.count({ where: { key: { startsWith: `exam-pages-missing:${sittingId}` } } }),
    ).toBe(0);
    value(await releaseSitting(officer, sittingId));
  });

  test("one that nobody opened holds nobody; the officer is told to move it or to call it off", async () => {
    const { cast, candidate, id, sits, username, plan } = await atTheExam();
    const sittingId = value(await plan());
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const grants = [{ role: "certification-officer", scope: cast.officer.reach[0]! }] as const;
    const work = () => leftOpenWork({ ...cast.officer, grants: [...grants] });
    const before = await on(sits, work);
    await on(addDays(sits, 1), async () => {
      expect((await myExam(candidate, scriptId))?.notHeld).toBe(true);
      expect((await sittingPage(cast.officer, sittingId))?.leftToDo).toBe("not-held");
      expect((await work())[0]?.count).toBeGreaterThan(before[0]?.count ?? 0);
      expect(reason(await closeLeftOpen(cast.officer, sittingId))).toBe("changed-meanwhile");
      const { personId } = candidate;
      const days = await candidacyDays({ personId, locale: "en" });
      expect(days.map(({ id: day }) => day)).toContain(`candidacy-${id}-exam-until`);
    });
    const next = addDays(sits, 2);
    const other = value(await plan(next));
    const again = { seed: "z", number: 2004 };
    value(await on(next, () => admit(cast.officer, other, { candidacyId: id, ...as }, again)));
    const when = { day: addDays(sits, 3), startsAt: "09:00", timeZone: "UTC", place: "Room 3" };
    const move = { ...when, invigilator: username };
    expect(reason(await on(next, () => moveSitting(cast.officer, sittingId, move)))).toBe("exam.notTheirDay");
  });

  test("time over keeps what was saved and takes nothing more; closing hands it in", async () => {
    const { cast, candidate, id, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan());
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    await on(sits, () => invigilate(invigilator, sittingId, { intent: "open" }));
    await on(sits, () =>
      invigilate(invigilator, sittingId, { intent: "check", scriptId, identity: "known" }),
    );
    value(await on(sits, () => beginExam(candidate, scriptId, code)));
    await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "b" });
    const deadlineAt = new Date(Date.now() - 1);
    await db.examScript.update({ where: { id: scriptId }, data: { deadlineAt } });
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "c" })).toEqual({ kind: "over" });
    expect((await myExam(candidate, scriptId))?.state).toBe("handed-in");
    value(await invigilate(invigilator, sittingId, { intent: "close" }));
    expect((await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).submittedAt).toEqual(
      deadlineAt,
    );
    expect(await db.examAnswer.findMany({ where: { scriptId } })).toMatchObject([
      { value: '{"choice":"b"}' },
    ]);
  });

  test("a second paper shares nothing with the first; a third finds too few", async () => {
    const { cast, id, plan } = await atTheExam();
    const papers: string[] = [];
    for (const number of [3001, 3002, 3003]) {
      const sittingId = value(await plan());
      const script = value(
        await admit(cast.officer, sittingId, { candidacyId: id, ...as }, { seed: "s", number }),
      );
      papers.push(
        ...paperOf(await db.examScript.findUniqueOrThrow({ where: { id: script } })).map(({ item }) => item),
      );
      value(await cancelSitting(cast.officer, sittingId, "The room is not free"));
    }
    expect(new Set(papers).size).toBe(6);
    const sittingId = value(await plan());
    expect(reason(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
      "exam.tooFew",
    );
  });

  test("what was given on the short way to the volume is not given again", async () => {
    const { cast, candidate, id, bankId, plan } = await atTheExam();
    const other = newId();
    const way = { schemeId: "mmw-volume-1-extension", openKey: other, state: "withdrawn" };
    await db.candidacy.create({ data: candidacyRow(other, candidate.personId, way) });
    const items = await db.examItem.findMany({ where: { bankId } });
    const paper = items.slice(0, 5).map(({ itemId }) => ({ item: itemId, options: [] }));
    await makeExam(other, {
      sitting: { schemeId: "mmw-volume-1-extension", closedAt: new Date() },
      script: { paper: JSON.stringify(paper), startedAt: new Date(), submittedAt: new Date() },
    });
    const sittingId = value(await plan());
    expect(reason(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
      "exam.tooFew",
    );
  });

  test("out of reach, out of its days, not for who sits themselves", async () => {
    const { cast, candidate, id, day, plan } = await atTheExam();
    const elsewhere: Actor = { ...cast.officer, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await plan(undefined, elsewhere)).toBeNull();
    const sittingId = value(await plan(addDays(day, 2)));
    expect(await sittingPage(elsewhere, sittingId)).toBeNull();
    expect(await admit(elsewhere, sittingId, { candidacyId: id, ...as }, drawn)).toBeNull();
    expect(reason(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
      "exam.notItsDays",
    );
    const own: Actor = { ...cast.officer, personId: candidate.personId };
    const inTime = value(await plan());
    expect(reason(await admit(own, inTime, { candidacyId: id, ...as }, drawn))).toBe("candidacy.ownRecord");
    expect(reason(await plan(addDays(day, -1)))).toBe("exam.dayOver");
  });

  test("an account that went into another is theirs: as who sits, who supervises and who was given its questions", async () => {
    const { cast, candidate, id, day, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan());
    const [apart, gone] = [newId(), await makePerson("Candidate Twice")];
    await db.candidacy.create({ data: candidacyRow(apart, gone) });
    const seen = [1, 2, 3, 4].map((number) => ({ item: `q-time-use-${number}`, options: [] }));
    await makeExam(apart, { script: { paper: JSON.stringify(seen) } });
    await mergedInto(candidate.personId, gone);
    const kept = await staffAs("certification-officer", "Candidate Kept");
    await mergedInto(kept.personId, candidate.personId);
    expect(reason(await admit(kept, sittingId, { candidacyId: id, ...as }, drawn))).toBe(
      "candidacy.ownRecord",
    );
    const { username } = await db.person.findUniqueOrThrow({ where: { id: kept.personId } });
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const paper = paperOf(await db.examScript.findUniqueOrThrow({ where: { id: scriptId } }));
    expect(paper.map(({ item }) => item).sort()).toEqual(["q-time-use-5", "q-time-use-6"]);
    expect(reason(await changeInvigilator(cast.officer, sittingId, username))).toBe("exam.ownInvigilator");
    const when = { day: sits, startsAt: "10:00", timeZone: "UTC", place: "Room 3" };
    const move = (actor: Actor, named: string) =>
      on(day, () => moveSitting(actor, sittingId, { ...when, invigilator: named }));
    expect(reason(await move(kept, username))).toBe("candidacy.ownRecord");

    const supervises = actorFor(await makePerson("Vanna Kept"));
    await mergedInto(supervises.personId, invigilator.personId);
    expect((await sittingPage(cast.officer, sittingId))?.invigilator.name).toBe("Vanna Kept");
    const { username: named } = await db.person.findUniqueOrThrow({ where: { id: supervises.personId } });
    expect(reason(await move(cast.officer, named))).toBe("done");
    expect(await told(supervises.personId)).toEqual(["exam-invigilator"]);
    expect(await invigilatorPage(supervises, sittingId)).not.toBeNull();
    expect(reason(await on(sits, () => invigilate(supervises, sittingId, { intent: "open" })))).toBe("done");
  });

  test("of the facilitators' exam is about one of its topics at least: another scheme's are none", async () => {
    const { cast, bankId: another, day, username } = await atTheExam();
    const { id: bankId } = await db.examBank.create({
      data: {
        ...(await db.examBank.findUniqueOrThrow({ where: { id: another } })),
        id: newId(),
        schemeId: "fe-facilitator",
        programme: "financial-education",
      },
    });
    const officer: Actor = { ...cast.officer, reach: [{ kind: "programme", id: "financial-education" }] };
    const about = (...topics: Topic[]) =>
      on(day, () =>
        planSitting(officer, {
          bankId, day, startsAt: "09:00", timeZone: "UTC", place: "Room 2", minutes: 60, onPaper: false,
          invigilator: username ?? "", blueprint: BLUEPRINT, topics,
        }),
      ); // prettier-ignore
    expect(reason(await about("people"))).toBe("candidacy.whichTopics");
    const { topics } = await db.examSitting.findUniqueOrThrow({
      where: { id: value(await about("people", "saving")) },
    });
    expect(topics).toBe('["saving"]');
  });

  test("what it asks is put right until somebody begins: papers are drawn anew, who is told otherwise has a letter", async () => {
    const { cast, candidate, id, bankId, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan(undefined, undefined, bankId, true));
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const row = () => db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    const paper = async () => paperOf(await db.examScript.findUniqueOrThrow({ where: { id: scriptId } }));
    const items = async () => (await paper()).map(({ item }) => item);
    const planned = { bankId, topics: [], blueprint: BLUEPRINT };
    const correct = (own: Partial<Correction>, actor: Actor = cast.officer) =>
      on(sits, () => correctSitting(actor, sittingId, { ...planned, ...own }));
    const letters = () => Promise.all([candidate, invigilator].map(({ personId }) => told(personId)));

    const first = await items();
    expect(reason(await correct({}))).toBe("done"); // the same again
    expect([await row(), await letters()]).toMatchObject([
      { edition: 1 },
      [["exam-admitted"], ["exam-invigilator"]],
    ]);
    const elsewhere: Actor = { ...cast.officer, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await correct({}, elsewhere)).toBeNull();
    expect(await on(sits, () => correctionOf(elsewhere, sittingId, null))).toBeNull();
    const sitter: Actor = { ...cast.officer, personId: candidate.personId };
    expect(reason(await correct({ blueprint: { "time-use": 3 } }, sitter))).toBe("candidacy.ownRecord");
    expect(reason(await correct({ blueprint: { "time-use": 7 } }))).toBe("exam.noPaperFor");
    expect(await items()).toEqual(first);

    // Another draw: nobody was told the one before, but the booklets are others.
    expect(reason(await correct({ blueprint: { "time-use": 5 } }))).toBe("done");
    expect(await items()).toHaveLength(5); // of six: its own paper is not one they were given before
    expect([await row(), await letters()]).toMatchObject([
      { edition: 2 },
      [["exam-admitted"], ["exam-invigilator", "exam-invigilator"]],
    ]);

    // The exam of another volume is not theirs, nor is a language they do not train in.
    const from = await db.examBank.findUniqueOrThrow({ where: { id: bankId }, include: { items: true } });
    const copy = async (own: object) => {
      const { items: of, ...bank } = from;
      const made = { ...bank, id: newId(), version: 900, ...own };
      const created = of.map(({ bankId: _bank, ...item }) => item);
      await db.examBank.create({ data: { ...made, items: { create: created } } });
      return made.id;
    };
    const volume2 = await copy({ schemeId: "mmw-volume-2-trainer" });
    const french = await copy({ language: "fr" });
    for (const other of [volume2, french])
      expect(reason(await correct({ bankId: other }))).toBe("exam.notTheirExam");
    expect((await on(sits, () => correctionOf(cast.officer, sittingId, french)))?.chosen.bank.id).toBe(
      french,
    );
    value(await on(sits, () => removeFromSitting(cast.officer, sittingId, scriptId)));
    expect(reason(await correct({ bankId: french }))).toBe("done");
    expect(reason(await correct({}))).toBe("done");

    const again = { candidacyId: id, ...as };
    const other = value(await admit(cast.officer, sittingId, again, { seed: "s", number: 2004 }));
    const begun = { startedAt: new Date(), deadlineAt: new Date() };
    await db.examScript.update({ where: { id: other }, data: begun });
    expect(reason(await correct({ blueprint: { "time-use": 3 } }))).toBe("exam.asksStays");
    expect(await on(sits, () => correctionOf(cast.officer, sittingId, null))).toBeNull();
  });

  test("another topic is told to whoever sits the facilitators' exam, and stands with it", async () => {
    const personId = await makePerson("Vichea Long");
    const candidacyId = newId();
    await db.candidacy.create({
      data: candidacyRow(candidacyId, personId, {
        schemeId: "fe-facilitator",
        programme: "financial-education",
      }),
    });
    const sitting = {
      programme: "financial-education",
      schemeId: "fe-facilitator",
      topics: '["saving"]',
      openedAt: null,
    };
    const { sittingId } = await makeExam(candidacyId, { sitting, bank: { language: "km" } });
    const there = { kind: "programme", id: "financial-education" } as const;
    const officer: Actor = { ...(await staffAs("certification-officer", "Jean Kouassi")), reach: [there] };
    const { bankId } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    const correct = (...topics: Topic[]) =>
      correctSitting(officer, sittingId, { bankId, topics, blueprint: { "time-use": 1 } });
    expect(reason(await correct("people"))).toBe("candidacy.whichTopics");
    expect(reason(await correct("budget", "saving"))).toBe("done");
    expect(await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } })).toMatchObject({
      topics: '["budget","saving"]',
      edition: 1,
    });
    const [letter] = await db.outboxMessage.findMany({ where: { personId } });
    expect(letter!.body).toContain("facilitator, financial education, Khmer: Budget and Saving");
    expect(await auditOf(sittingId)).toEqual(["exam-sitting.corrected"]);
  });

  test("who has read the very bank it is drawn from does not sit it, whatever bank came after", async () => {
    const { cast, candidate, id, bankId, custodian, plan } = await atTheExam();
    const old = value(await plan());
    // With an account that went into theirs.
    const actorId = await makePerson("Sophea Gone");
    await mergedInto(candidate.personId, actorId);
    await db.auditEntry.create({
      data: {
        id: newId(),
        at: new Date(),
        actorId,
        action: "exam-bank.read",
        subjectKind: "exam-bank",
        subjectId: bankId,
        detail: "{}",
        requestId: "",
      },
    });
    const { personId } = candidate;
    expect(await examReaders(db, [personId], "mmw-volume-1-trainer")).toEqual([personId]);
    expect(await examReadAt(db, personId, "mmw-volume-1-trainer")).toBeInstanceOf(Date);
    const others = readExamBank(bankFile({ "time-use": 6 }, "other"), "");
    if (!others.ok) throw new Error("the file is wrong");
    const asked = { schemeId: "mmw-volume-1-trainer", language: "km", items: others.items } as const;
    const newer = value(await keepBank(custodian, asked));
    expect(reason(await admit(cast.officer, old, { candidacyId: id, ...as }, drawn))).toBe("exam.knowsBank");
    const fresh = value(await plan(undefined, undefined, newer.id));
    expect(reason(await admit(cast.officer, fresh, { candidacyId: id, ...as }, drawn))).toBe("done");
  });

  test("in another language than one trains in only where one wishes it", async () => {
    const { cast, id, custodian, plan } = await atTheExam();
    const read = readExamBank(bankFile({ "time-use": 6 }), "");
    if (!read.ok) throw new Error("the file is wrong");
    const asked = { schemeId: "mmw-volume-1-trainer", language: "fr", items: read.items } as const;
    const french = value(await keepBank(custodian, asked));
    const sittingId = value(await plan(undefined, undefined, french.id));
    const form = { candidacyId: id, ...as };
    expect(reason(await admit(cast.officer, sittingId, form, drawn))).toBe("exam.otherLanguage");
    expect(reason(await admit(cast.officer, sittingId, { ...form, otherLanguage: "yes" }, drawn))).toBe(
      "done",
    );
  });

  test("who is taken off, replaced or was to come to a sitting that is called off is told, each time anew", async () => {
    const { cast, candidate, id, invigilator, username, plan } = await atTheExam();
    const sittingId = value(await plan());
    const other = await makePerson("Sok Rith");
    const { username: second } = await db.person.findUniqueOrThrow({ where: { id: other } });
    const first = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    value(await removeFromSitting(cast.officer, sittingId, first));
    value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    for (const name of [second, username, username])
      value(await changeInvigilator(cast.officer, sittingId, name));
    value(await cancelSitting(cast.officer, sittingId, "No room"));
    expect(await told(candidate.personId)).toEqual([
      "exam-admitted",
      "exam-taken-off",
      "exam-admitted",
      "exam-admitted off",
    ]);
    expect(await told(other)).toEqual(["exam-invigilator", "exam-given-on"]);
    expect(await told(invigilator.personId)).toEqual([
      "exam-invigilator",
      "exam-given-on",
      "exam-invigilator",
      "exam-invigilator off",
    ]);
  });

  test("is moved with one letter to all who were to come; not to a day that is not theirs, not once it is open", async () => {
    const { cast, candidate, id, sits, invigilator, username, plan } = await atTheExam();
    const sittingId = value(await plan());
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const other = await makePerson("Sok Rith");
    const { username: second } = await db.person.findUniqueOrThrow({ where: { id: other } });
    const when = { day: addDays(sits, 3), startsAt: "14:00", timeZone: "UTC", place: "Room 9" };
    const move = (own: object = {}) =>
      on(sits, () => moveSitting(cast.officer, sittingId, { ...when, invigilator: username, ...own }));
    const elsewhere: Actor = { ...cast.officer, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await moveSitting(elsewhere, sittingId, { ...when, invigilator: username })).toBeNull();
    expect(reason(await move({ day: addDays(sits, 90) }))).toBe("exam.notTheirDay");
    expect(reason(await move({ day: addDays(sits, -1) }))).toBe("exam.dayOver");
    const moved = { subject: { contains: "exam is moved" }, body: { contains: "Room 9" } };
    expect(await db.outboxMessage.count({ where: moved })).toBe(0);
    const seen = { intent: "check", scriptId, identity: "passport" } as const;
    expect(reason(await on(addDays(sits, -1), () => invigilate(invigilator, sittingId, seen)))).toBe(
      "exam.checkTooEarly",
    );
    value(await on(sits, () => invigilate(invigilator, sittingId, seen)));
    value(await move());
    value(await move());
    value(await move({ invigilator: second }));
    // Seen on the old day is not seen on the new one, whoever supervises then.
    expect(await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).toMatchObject({
      identity: null,
      checkedAt: null,
      checkedBy: null,
    });
    expect(await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } })).toMatchObject({
      ...when,
      invigilatorId: other,
    });
    const letters = await db.outboxMessage.findMany({ where: moved });
    expect(letters.map(({ personId }) => personId).sort()).toEqual(
      [candidate.personId, invigilator.personId].sort(),
    );
    expect(await told(other)).toEqual(["exam-invigilator"]);
    expect((await told(invigilator.personId)).at(-1)).toBe("exam-given-on");
    const sitter: Actor = { ...cast.officer, personId: candidate.personId };
    const own = { ...when, place: "Room 1", invigilator: second };
    expect(reason(await on(sits, () => moveSitting(sitter, sittingId, own)))).toBe("candidacy.ownRecord");
    expect(reason(await cancelSitting(sitter, sittingId, "Not today"))).toBe("candidacy.ownRecord");
    await on(when.day, () => invigilate(actorFor(other), sittingId, { intent: "open" }));
    expect(reason(await move({ startsAt: "15:00" }))).toBe("exam.openedAlready");
  });

  test("on paper: printed by a custodian, handed out, typed in twice and settled by a third, marked from the pages", async () => {
    const { cast, candidate, id, bankId, sits, invigilator, custodian, plan } = await atTheExam();
    const sittingId = value(await plan(undefined, undefined, bankId, true));
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const printed = (who = custodian) => on(sits, () => bookletOf(who, scriptId));
    expect(await printed({ ...custodian, reach: [] })).toBeNull();
    const booklet = (await printed())!;
    expect(booklet).toMatchObject({ name: "Chan Sophea", number: "2001", large: false });
    expect(await auditOf(bankId)).toContain("exam-bank.read");
    const act = (form: Parameters<typeof invigilate>[2]) =>
      on(sits, () => invigilate(invigilator, sittingId, form));
    value(await act({ intent: "open" }));
    expect(reason(await act({ intent: "hand-out", scriptId, edition: null }))).toBe("exam.checkFirst");
    value(await act({ intent: "check", scriptId, identity: "passport" }));
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    expect(reason(await beginExam(candidate, scriptId, code))).toBe("exam.onPaper");
    value(await act({ intent: "hand-out", scriptId, edition: null }));
    expect(reason(await act({ intent: "hand-out", scriptId, edition: null }))).toBe("changed-meanwhile");
    // On the page nothing is asked, taken or handed in.
    expect(await myExam(candidate, scriptId)).toMatchObject({ onPaper: true, questions: [] });
    expect(await keepExamAnswers(candidate, scriptId, { shown: ["1"], a1: "b" })).toEqual({ kind: "over" });
    await handInExam(candidate, scriptId);
    expect(reason(await act({ intent: "close" }))).toBe("exam.stillWriting");
    value(await act({ intent: "collect", scriptId }));

    const [one, other, third] = await Promise.all(
      ["Ana", "Bo", "Cy"].map((name) => staffAs("cohort-administrator", name)),
    );
    expect(await openSheet(one!, scriptId)).toBeNull(); // not before the room is closed
    value(await act({ intent: "close" }));
    expect(await printed()).toBeNull(); // nothing is printed afterwards
    const sheetCode = booklet.code;
    expect(await sheetByCode(one!, sheetCode.toUpperCase())).toBe(scriptId);
    const opened = (await openSheet(one!, scriptId))!;
    expect(JSON.stringify(opened)).not.toMatch(/What of|Never|key/);
    expect(await keySheet(one!, scriptId, {})).toEqual({ position: 1 }); // nothing sent is no empty sheet
    expect(await keySheet(one!, scriptId, { shown: ["1", "2"], a1: "z", a2: "b" })).toEqual({ position: 1 });
    expect(await keySheet(one!, scriptId, { shown: ["1", "2"], a1: "b", a2: "b" })).toEqual({
      ok: true,
      value: "kept",
    });
    expect(await keySheet(one!, scriptId, { shown: ["1", "2"], a1: "b", a2: "b" })).toBeNull(); // once each
    expect((await openSheet(other!, scriptId))?.asked.map(({ given }) => given)).toEqual([[], []]);
    expect(await keySheet(other!, scriptId, { shown: ["1", "2"], a1: "b", a2: "c" })).toEqual({
      ok: true,
      value: "apart",
    });
    expect(await keySheet(candidate, scriptId, { shown: ["1", "2"], a2: "b" })).toBeNull();
    expect(reason(await on(sits, () => releaseSitting(cast.officer, sittingId)))).toBe("exam.marksMissing");
    // Alone one says what stands there: nobody who printed, supervised or keeps it.
    for (const near of [custodian, invigilator, await staffAs("certification-officer", "Jo")]) {
      const keys: Actor = { ...near, reach: third!.reach };
      expect(await openSheet(keys, scriptId)).toBeNull();
      expect(await sheetByCode(keys, sheetCode)).toBeNull();
      expect((await sheetsToKey(keys)).map((sheet) => sheet.id)).not.toContain(scriptId);
    }
    expect(await sheetByCode(third!, sheetCode)).toBe(scriptId);
    const settling = (await openSheet(third!, scriptId))!;
    expect(settling.asked).toMatchObject([{ position: 2, given: [{ choice: "b" }, { choice: "c" }] }]);
    expect(await keySheet(third!, scriptId, { shown: ["1", "2"], a1: "c", a2: "b" })).toEqual({
      ok: true,
      value: "settled",
    });
    expect(await db.examAnswer.findMany({ where: { scriptId } })).toMatchObject([
      { value: '{"choice":"b"}' },
      { value: '{"choice":"b"}' },
    ]);
    expect(reason(await on(sits, () => releaseSitting(third!, sittingId)))).toBe("exam.ownSettling");
    expect(reason(await on(sits, () => releaseSitting(cast.officer, sittingId)))).toBe("exam.pagesMissing");
    value(await addScans(invigilator, scriptId, [new File([await scannedPdf("Chan Sophea")], "p.pdf")]));
    value(await on(sits, () => releaseSitting(cast.officer, sittingId)));
    expect((await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).score).toBe(10_000);
  });

  test("on paper without a line: the day is written down afterwards, and everything after goes on as usual", async () => {
    const { cast, id, bankId, sits, invigilator, custodian, plan } = await atTheExam();
    const sittingId = value(await plan(undefined, undefined, bankId, true));
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const fields = {
      [`came.${scriptId}`]: "yes",
      [`identity.${scriptId}`]: "passport",
      [`from.${scriptId}`]: "09:10",
      [`until.${scriptId}`]: "10:25",
    };
    const tell = (day: CalendarDay, said: Fields = fields, who = invigilator) =>
      on(day, () => recordDay(who, sittingId, "No line in the valley", said));
    const next = addDays(sits, 1);
    expect(await tell(sits)).toMatchObject({ reason: { key: "exam.recordTooEarly" } });
    expect(await tell(next, fields, cast.officer)).toBeNull();
    expect(await tell(next, {})).toEqual({ error: { field: `came.${scriptId}`, key: "choose" } });
    expect(await on(next, () => invigilatorPage(invigilator, sittingId))).toMatchObject({ recordable: true });
    expect(await on(next, () => bookletOf(custodian, scriptId))).not.toBeNull(); // somewhere it is still that day
    expect(await on(addDays(sits, 2), () => bookletOf(custodian, scriptId))).toBeNull();
    expect(await on(addDays(sits, 2), () => papersToPrint(custodian))).not.toContainEqual(
      expect.objectContaining({ id: sittingId }),
    );
    expect(await tell(next)).toMatchObject({ ok: true });
    expect(await tell(next)).toMatchObject({ reason: { key: "changed-meanwhile" } });
    expect(await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).toMatchObject({
      identity: "passport",
      checkedBy: invigilator.personId,
      startedAt: new Date(`${sits}T09:10:00Z`),
      deadlineAt: new Date(`${sits}T10:30:00Z`),
      submittedAt: new Date(`${sits}T10:25:00Z`),
    });
    expect(await auditOf(sittingId)).toContain("exam-sitting.recorded-afterwards");
    const page = await sittingPage(cast.officer, sittingId);
    expect(page).toMatchObject({ recordedBy: "Vanna Chea", keying: 1 });
    expect(page?.sheet).toMatchObject({ phase: "closed", recorded: { reason: "No line in the valley" } });
    expect(await openSheet(await staffAs("cohort-administrator", "Ana"), scriptId)).not.toBeNull();
  });

  test("left open on paper it is the officer's to close where everybody had begun, else it is written down first", async () => {
    const { cast, id, bankId, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan(undefined, undefined, bankId, true));
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    value(await on(sits, () => invigilate(invigilator, sittingId, { intent: "open" })));
    const after = <Answer>(work: () => Promise<Answer>) => on(addDays(sits, 1), work);
    const left = () => after(async () => (await sittingPage(cast.officer, sittingId))?.leftToDo);
    expect(await left()).toBe("write-down");
    const grants = [{ role: "certification-officer", scope: cast.officer.reach[0]! }] as const;
    const told = await after(() => leftOpenWork({ ...cast.officer, grants: [...grants] }));
    expect(told.map(({ count }) => count)).toEqual([expect.any(Number)]);
    expect(reason(await after(() => closeLeftOpen(cast.officer, sittingId)))).toBe("exam.notWrittenDown");
    const began = new Date(Date.now() - 7_200_000);
    const deadlineAt = new Date(Date.now() - 3_600_000);
    await db.examScript.update({ where: { id: scriptId }, data: { startedAt: began, deadlineAt } });
    expect(await left()).toBe("close");
    value(await after(() => closeLeftOpen(cast.officer, sittingId)));
    expect(await db.examScript.findUniqueOrThrow({ where: { id: scriptId } })).toMatchObject({
      submittedAt: deadlineAt,
    });
  });

  test("booklets of before a move are recognised at handing out and at typing in", async () => {
    const { cast, id, bankId, sits, invigilator, username, custodian, plan } = await atTheExam();
    const sittingId = value(await plan(undefined, undefined, bankId, true));
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const head = async () => (await on(sits, () => bookletOf(custodian, scriptId)))!.words.number;
    expect(await head()).toMatch(/2001.*1$/);
    const move = { startsAt: "09:00", timeZone: "UTC", place: "Room 3", invigilator: username ?? "" };
    value(await on(sits, () => moveSitting(cast.officer, sittingId, { day: sits, ...move })));
    expect(await head()).toMatch(/2001.*2$/);
    value(await on(sits, () => moveSitting(cast.officer, sittingId, { day: sits, ...move }))); // the same again
    const act = (form: Parameters<typeof invigilate>[2]) =>
      on(sits, () => invigilate(invigilator, sittingId, form));
    value(await act({ intent: "open" }));
    value(await act({ intent: "check", scriptId, identity: "passport" }));
    for (const edition of [1, null])
      expect(reason(await act({ intent: "hand-out", scriptId, edition }))).toBe("exam.staleBooklet");
    value(await act({ intent: "hand-out", scriptId, edition: 2 }));
    value(await act({ intent: "collect", scriptId }));
    value(await act({ intent: "close" }));
    const ana = await staffAs("cohort-administrator", "Ana");
    const sheet = { shown: ["1", "2"], a1: "b", a2: "b" };
    expect((await openSheet(ana, scriptId))?.edition).toBe(2);
    expect(await keySheet(ana, scriptId, sheet, 1)).toMatchObject({ reason: { key: "exam.staleBooklet" } });
    expect(await keySheet(ana, scriptId, sheet, 2)).toEqual({ ok: true, value: "kept" });
  });

  test("who typed a sheet in with an account that went into theirs is not the second one", async () => {
    const { scriptId } = await writtenOnPaper();
    const [gone, kept] = [
      await staffAs("cohort-administrator", "Ana"),
      await staffAs("cohort-administrator", "Ana Kept"),
    ];
    const type = (who: Actor) => keySheet(who, scriptId, { shown: "1", a1: "true" });
    expect(await type(gone)).toEqual({ ok: true, value: "kept" });
    await mergedInto(kept.personId, gone.personId);
    expect(await type(kept)).toBeNull();
  });

  test("of two who type a sheet in at once one is the first and one the second", async () => {
    const { scriptId } = await writtenOnPaper();
    const [one, other] = await Promise.all(
      ["Ana", "Bo"].map((name) => staffAs("cohort-administrator", name)),
    );
    const both = await Promise.all(
      [one!, other!].map((who) => keySheet(who, scriptId, { shown: "1", a1: "true" })),
    );
    expect(both.map((each) => each && "ok" in each && each.ok && each.value).sort()).toEqual([
      "kept",
      "same",
    ]);
    expect(await db.examAnswer.count({ where: { scriptId } })).toBe(1);
    const late = { shown: "1", a1: "false" };
    expect(await keySheet(await staffAs("cohort-administrator", "Cy"), scriptId, late)).toEqual({
      ok: true,
      value: "meanwhile",
    });
    const reach: Actor["reach"] = [{ kind: "programme", id: "financial-education" }];
    expect(await keySheet({ ...one!, personId: newId(), reach }, scriptId, late)).toBeNull();
    expect(await db.examAnswer.findMany({ where: { scriptId } })).toMatchObject([
      { value: expect.stringContaining("true") as string },
    ]);
  });

  test("pages of a script: brought by whoever supervised, seen by who marks it, without a name", async () => {
    const { scriptId, invigilator } = await writtenOnPaper("essay", true);
    const [ada, ben] = await Promise.all(["Ada", "Ben"].map((name) => staffAs("marker", name)));
    const blank = [{ item: "essay", points: 0, comment: "" }];
    expect(reason(await markScript(ben!, scriptId, blank))).toBe("exam.noPages");
    const photo = await sharp({ create: { width: 900, height: 1200, channels: 3, background: "#fff" } })
      .withExif({ IFD0: { Copyright: "Chan Sophea" } })
      .jpeg()
      .toBuffer();
    const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);
    const sheet = file("Chan Sophea.jpg", new Uint8Array(photo));
    expect(await addScans(ada!, scriptId, [sheet])).toBeNull();
    expect(reason(await addScans(invigilator, scriptId, [file("x.docx", new Uint8Array([80, 75]))]))).toBe(
      "session-file.kind-signed-sheet",
    );
    const cut = file("b.pdf", new TextEncoder().encode("%PDF-1.7 page"));
    expect(reason(await addScans(invigilator, scriptId, [cut]))).toBe("session-file.unreadable");
    const pdf = file("b.pdf", await scannedPdf("Chan Sophea"));
    expect(await addScans(invigilator, scriptId, [sheet, sheet, pdf])).toEqual({ ok: true, value: 2 });
    expect(await addScans(invigilator, scriptId, [pdf])).toEqual({ ok: true, value: 0 });
    expect(value(await openScript(ada!, scriptId)).scans).toHaveLength(2);
    const { pages } = (await scansOf(invigilator, scriptId))!;
    const [first, second] = pages as [(typeof pages)[0], (typeof pages)[0]];
    const marks = value(await openScript(ada!, scriptId));
    expect(marks).toMatchObject({ onPaper: true, scans: [{ id: first.id }, { id: second.id }] });
    expect(JSON.stringify(marks)).not.toContain("Sophea");
    const shown = (await scanToMark(ada!, first.id))!;
    expect(shown.name).toBe("4711.jpg");
    expect((await readStoredFile(shown.sha256)).includes("Sophea")).toBe(false);
    const scan = await readStoredFile((await scanToMark(ada!, second.id))!.sha256);
    const { PDFDocument } = await import("pdf-lib");
    const kept = await PDFDocument.load(scan, { updateMetadata: false });
    expect([kept.getPageCount(), kept.getTitle(), kept.getAuthor()]).toEqual([1, undefined, undefined]);
    const objects = kept.context.enumerateIndirectObjects().map(([, object]) => String(object));
    expect(objects.join()).toContain("/Page");
    expect(objects.join()).not.toContain("Sophea");
    for (const who of [
      invigilator,
      await staffAs("certification-officer", "Jean"),
      await staffAs("auditor", "Ing"),
    ])
      expect(await scanToMark(who, first.id)).toBeNull();
    value(await removeScan(invigilator, scriptId, { fileId: second.id, reason: "Of another script" }));
    expect(await scanToMark(ada!, second.id)).toBeNull();
    await db.examKeying.create({
      data: { scriptId, turn: 1, keyedBy: ben!.personId, keyedAt: new Date(), answers: "{}" },
    });
    value(await markScript(ada!, scriptId, [{ item: "essay", points: 90, comment: "" }]));
    expect(await scanToMark(ada!, first.id)).toBeNull(); // it is marked: nothing more to look at
  });

  test("who types a script in sees its pages while they do; an empty lined page is said to be one", async () => {
    const { scriptId, sittingId, invigilator } = await writtenOnPaper("essay");
    const [one, other, third] = await Promise.all(
      ["Ana", "Bo", "Cy"].map((name) => staffAs("cohort-administrator", name)),
    );
    value(await addScans(invigilator, scriptId, [new File([await scannedPdf("Chan Sophea")], "p.pdf")]));
    const { scans } = (await openSheet(one!, scriptId))!;
    expect(scans).toHaveLength(1);
    const [{ id: page }] = scans as [(typeof scans)[0]];
    expect(await scanToKey(one!, page)).toMatchObject({ name: "4711.pdf" });
    const elsewhere: Actor["reach"] = [{ kind: "programme", id: "financial-education" }];
    for (const who of [invigilator, { ...other!, reach: elsewhere }])
      expect(await scanToKey(who, page)).toBeNull();
    expect(await scanToMark(await staffAs("marker", "Ada"), page)).toBeNull(); // nobody marks it yet

    expect(await keySheet(one!, scriptId, { shown: "1" })).toEqual({ position: 1 });
    expect(await keySheet(one!, scriptId, { shown: "1", a1: "" })).toEqual({ position: 1 });
    expect(value(await typeIn(one!, scriptId, LEFT_EMPTY))).toBe("kept");
    expect(await scanToKey(one!, page)).toBeNull(); // they have typed it in
    expect(value(await typeIn(other!, scriptId, WRITTEN))).toBe("apart");
    expect(await scanToKey(third!, page)).not.toBeNull();
    expect(value(await typeIn(third!, scriptId, LEFT_EMPTY))).toBe("settled");
    expect(await scanToKey(third!, page)).toBeNull();

    // Without its pages no result is released, whatever stands on them.
    const officer = await staffAs("certification-officer", "Jean");
    await db.examScan.updateMany({ where: { scriptId }, data: { removedAt: new Date() } });
    expect(reason(await releaseSitting(officer, sittingId))).toBe("exam.pagesMissing");
  });

  test("pages somebody else may be named to bring until the result; what was marked from them stays", async () => {
    const { scriptId, sittingId, invigilator } = await writtenOnPaper("essay", true);
    const officer = await staffAs("certification-officer", "Jean");
    const bringer = actorFor(await makePerson("Sok Rith"));
    const { username } = await db.person.findUniqueOrThrow({ where: { id: bringer.personId } });
    const page = async (title: string) => new File([await scannedPdf(title)], "p.pdf");
    expect((await sittingPage(officer, sittingId))?.sheet.scripts).toMatchObject([{ pages: 0 }]);
    value(await changeInvigilator(officer, sittingId, username));
    expect(await addScans(invigilator, scriptId, [await page("a")])).toBeNull();
    value(await addScans(bringer, scriptId, [await page("a")]));
    const letters = await db.outboxMessage.findMany({
      where: { personId: { in: [bringer.personId, invigilator.personId] } },
    });
    expect(letters.map(({ subject }) => subject).sort()).toEqual([
      expect.stringMatching(/^Pages of the exam/),
      expect.stringMatching(/^You need not bring/),
    ]);

    const marks = [{ item: "essay", points: 90, comment: "" }];
    value(await markScript(await staffAs("marker", "Ada"), scriptId, marks));
    const { pages, frozen } = (await scansOf(bringer, scriptId))!;
    expect(frozen).toBe(true);
    const taken = { fileId: pages[0]!.id, reason: "Better photo" };
    expect(reason(await removeScan(bringer, scriptId, taken))).toBe("exam.pagesFrozen");
    expect(reason(await addScans(bringer, scriptId, [await page("b")]))).toBe("exam.pagesFrozen");

    // As they could be before: a script that was marked and has no pages is not released, and they can be brought again.
    await db.examScan.updateMany({ where: { scriptId }, data: { removedAt: new Date() } });
    expect(reason(await releaseSitting(officer, sittingId))).toBe("exam.pagesMissing");
    value(await addScans(bringer, scriptId, [await page("c")]));
    await db.examSitting.update({ where: { id: sittingId }, data: { releasedAt: new Date() } });
    expect(reason(await changeInvigilator(officer, sittingId, username))).toBe("exam.closed");
  });

  test("a PDF of photographs is kept as its pages, upright; one with anything else on them as it is", async () => {
    const { scriptId, invigilator } = await writtenOnPaper("essay");
    const { PDFDocument, degrees } = await import("pdf-lib");
    const photo = (background: string) =>
      sharp({ create: { width: 300, height: 400, channels: 3, background } })
        .jpeg()
        .toBuffer();
    const scanned = async (more = "") => {
      const pdf = await PDFDocument.create();
      for (const [colour, turn] of [
        ["#eee", 0],
        ["#ddd", 90],
      ] as const) {
        const page = pdf.addPage([300, 400]);
        page.drawImage(await pdf.embedJpg(await photo(colour)), { x: 0, y: 0, width: 300, height: 400 });
        page.setRotation(degrees(turn));
        if (more) page.drawText(more, { x: 20, y: 20 });
      }
      return new File([new Uint8Array(await pdf.save())], "scan.pdf");
    };
    expect(value(await addScans(invigilator, scriptId, [await scanned()]))).toBe(2);
    const kept = await db.examScan.findMany({ where: { scriptId }, orderBy: { id: "asc" } });
    expect(kept.map(({ mediaType }) => mediaType)).toEqual(["image/jpeg", "image/jpeg"]);
    const sizes = await Promise.all(
      kept.map(async (page) => sharp(await readStoredFile(page.sha256)).metadata()),
    );
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [300, 400],
      [400, 300],
    ]);
    expect(value(await addScans(invigilator, scriptId, [await scanned()]))).toBe(0); // sent twice, kept once
    expect(value(await addScans(invigilator, scriptId, [await scanned("a stamp")]))).toBe(1);
    const pdfs = await db.examScan.count({ where: { scriptId, mediaType: "application/pdf" } });
    expect(pdfs).toBe(1);
  });

  test("more pages than a script takes leave no file behind", async () => {
    const { scriptId, invigilator } = await writtenOnPaper();
    const bytes = await scannedPdf("one page more");
    const kept = Array.from({ length: 30 }, () => ({
      id: newId(),
      sha256: "0".repeat(64),
      bytes: 1,
      mediaType: "image/jpeg",
      addedBy: newId(),
      addedAt: new Date(),
    }));
    await db.examScript.update({ where: { id: scriptId }, data: { scans: { create: kept } } });
    const files = await readdir(`${env.DATA_DIR}/files`);
    const added = await addScans(invigilator, scriptId, [new File([bytes], "p.pdf")]);
    expect(reason(added)).toBe("session-file.too-many");
    expect(await readdir(`${env.DATA_DIR}/files`)).toEqual(files);
  });

  test("missing pages are reminded of once: who brings them, and the officers of the programme", async () => {
    const { scriptId, sittingId, invigilator } = await writtenOnPaper();
    const [officer, other] = [await makePerson("Jean Kouassi"), await makePerson("Ada Obi")];
    for (const [personId, scopeId] of [
      [officer, "management"],
      [other, "financial-education"],
    ] as const)
      await db.roleAssignment.create({
        data: {
          id: newId(),
          personId,
          role: "certification-officer",
          scopeKind: "programme",
          scopeId,
          grantedAt: new Date(),
        },
      });
    const mails = async () =>
      (
        await db.outboxMessage.findMany({
          where: { kind: "exam-pages-missing", key: { contains: sittingId } },
          select: { personId: true, body: true },
        })
      ).sort(({ personId }) => (personId === officer ? 1 : -1));
    const { submittedAt } = await db.examScript.findUniqueOrThrow({ where: { id: scriptId } });
    const after = (days: number) => remindOfPages(new Date(submittedAt!.getTime() + days * 86_400_000 + 1));
    await after(2);
    expect(await mails()).toEqual([]);
    await after(3);
    await after(9);
    expect(await mails()).toMatchObject([
      { personId: invigilator.personId, body: expect.stringContaining("4711") as string },
      { personId: officer, body: expect.stringContaining("4711") as string },
    ]);

    const brought = await writtenOnPaper();
    const page = new File([await scannedPdf("a")], "p.pdf");
    value(await addScans(brought.invigilator, brought.scriptId, [page]));
    await after(9);
    expect(await db.outboxMessage.count({ where: { key: { contains: brought.sittingId } } })).toBe(0);
  });
});

/** One page, and a name everywhere a scanner or a reader may put one. */
async function scannedPdf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument, PDFName, PDFString } = await import("pdf-lib");
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([200, 300]);
  page.drawRectangle({ x: 20, y: 20, width: 40, height: name.length });
  pdf.setTitle(name);
  pdf.setAuthor(name);
  const { context } = pdf;
  const about = context.register(context.stream(`<x>${name}</x>`, { Type: "Metadata", Subtype: "XML" }));
  pdf.catalog.set(PDFName.of("Metadata"), about);
  page.node.set(PDFName.of("Metadata"), about);
  page.node.Resources()!.set(PDFName.of("Metadata"), about); // as of a picture on the page
  const note = context.obj({ Type: "Annot", Subtype: "Text", Rect: [0, 0, 9, 9], T: PDFString.of(name) });
  page.node.set(PDFName.of("Annots"), context.obj([context.register(note)]));
  await pdf.attach(new TextEncoder().encode(name), `${name}.txt`);
  return new Uint8Array(await pdf.save({ useObjectStreams: false }));
}

/** The whole of a sheet of one question. */
async function typeIn(actor: Actor, scriptId: string, given: string): Promise<Result<Keyed>> {
  const done = await keySheet(actor, scriptId, { shown: "1", a1: given });
  if (!done || !("ok" in done)) throw new Error(JSON.stringify(done));
  return done;
}

/** Closed, with one question, which may be typed in already. */
async function writtenOnPaper(item: "first" | "essay" = "first", typedIn = false) {
  const candidacyId = newId();
  await db.candidacy.create({ data: candidacyRow(candidacyId, await makePerson("Chan Sophea")) });
  const invigilator = actorFor(await makePerson("Vanna Chea"));
  const at = new Date();
  const { scriptId, sittingId } = await makeExam(candidacyId, {
    sitting: {
      programme: "management",
      invigilatorId: invigilator.personId,
      onPaper: true,
      closedAt: at,
    },
    script: {
      paper: JSON.stringify([{ item, options: [] }]),
      onPaper: true,
      startedAt: at,
      submittedAt: at,
      ...(typedIn
        ? {
            keyedAt: at,
            answers: { create: { itemId: item, value: JSON.stringify({ text: WRITTEN }), savedAt: at } },
          }
        : {}),
    },
  });
  return { scriptId, sittingId, invigilator };
}
