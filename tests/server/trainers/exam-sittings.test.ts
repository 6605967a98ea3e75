import { describe, expect, test } from "vitest";
import { keepBank } from "#app/features/trainers/exam-banks.server.ts";
import {
  admit,
  cancelSitting,
  changeInvigilator,
  moveSitting,
  planSitting,
  removeFromSitting,
} from "#app/features/trainers/exam-sittings.server.ts";
import { invigilatorPage, sittingPage } from "#app/features/trainers/exam-pages.server.ts";
import { paperOf } from "#app/features/trainers/exam-scripts.server.ts";
import { invigilate } from "#app/features/trainers/invigilate.server.ts";
import { beginExam, handInExam, keepExamAnswers, myExam } from "#app/features/trainers/sit-exam.server.ts";
import { readExamBank } from "#app/features/trainers/read-exam-bank.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { on, walk } from "#prisma/seed/candidate-story.ts";
import { castFor, staffAs } from "#tests/support/candidacy-fixture.ts";
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
  const plan = (at: CalendarDay = sits, actor: Actor = cast.officer, bankId = kept.value.id) =>
    on(day, () =>
      planSitting(actor, {
        bankId,
        day: at,
        startsAt: "09:00",
        timeZone: "UTC",
        place: "Room 2",
        minutes: 60,
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
      await invigilate(invigilator, sittingId, { intent: "incident", number: 2001, words: "Left for air" }),
    );
    value(await invigilate(invigilator, sittingId, { intent: "close" }));
    expect(await auditOf(sittingId)).toEqual(
      ["planned", "admitted", "opened", "checked", "begun", "handed-in", "incident", "closed"].map(
        (act) => `exam-sitting.${act}`,
      ),
    );
  });

  test("time over keeps what was saved and takes nothing more; closing hands it in", async () => {
    const { cast, candidate, id, sits, invigilator, plan } = await atTheExam();
    const sittingId = value(await plan());
    const scriptId = value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    await on(sits, () => invigilate(invigilator, sittingId, { intent: "open" }));
    await invigilate(invigilator, sittingId, { intent: "check", scriptId, identity: "known" });
    value(await beginExam(candidate, scriptId, code));
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

  test("who has read the very bank it is drawn from does not sit it, whatever bank came after", async () => {
    const { cast, candidate, id, bankId, custodian, plan } = await atTheExam();
    const old = value(await plan());
    await db.auditEntry.create({
      data: {
        id: newId(),
        at: new Date(),
        actorId: candidate.personId,
        action: "exam-bank.read",
        subjectKind: "exam-bank",
        subjectId: bankId,
        detail: "{}",
        requestId: "",
      },
    });
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
    value(await admit(cast.officer, sittingId, { candidacyId: id, ...as }, drawn));
    const other = await makePerson("Sok Rith");
    const { username: second } = await db.person.findUniqueOrThrow({ where: { id: other } });
    const when = { day: addDays(sits, 3), startsAt: "14:00", timeZone: "UTC", place: "Room 9" };
    const move = (own: object = {}) =>
      on(sits, () => moveSitting(cast.officer, sittingId, { ...when, invigilator: username, ...own }));
    const elsewhere: Actor = { ...cast.officer, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await moveSitting(elsewhere, sittingId, { ...when, invigilator: username })).toBeNull();
    expect(reason(await move({ day: addDays(sits, 90) }))).toBe("exam.notTheirDay");
    expect(reason(await move({ day: addDays(sits, -1) }))).toBe("exam.dayOver");
    expect(await db.outboxMessage.count({ where: { subject: { contains: "exam is moved" } } })).toBe(0);
    value(await move());
    value(await move());
    value(await move({ invigilator: second }));
    expect(await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } })).toMatchObject({
      ...when,
      invigilatorId: other,
    });
    const letters = await db.outboxMessage.findMany({ where: { subject: { contains: "exam is moved" } } });
    expect(letters.map(({ personId }) => personId).sort()).toEqual(
      [candidate.personId, invigilator.personId].sort(),
    );
    expect(letters[0]!.body).toContain("Room 9");
    expect(await told(other)).toEqual(["exam-invigilator"]);
    expect((await told(invigilator.personId)).at(-1)).toBe("exam-given-on");
    await on(when.day, () => invigilate(actorFor(other), sittingId, { intent: "open" }));
    expect(reason(await move({ startsAt: "15:00" }))).toBe("exam.openedAlready");
  });
});
