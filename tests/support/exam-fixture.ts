import { WRITTEN } from "#app/features/trainers/exams/exam-booklet.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { putFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";

export const bankItem = (itemId: string, body: object, words: object, points = 100) => ({
  itemId,
  objective: "time-use",
  level: "recall",
  difficulty: 1,
  points,
  body: JSON.stringify(body),
  words: JSON.stringify(words),
});

export const bankRow = (
  own: Partial<Prisma.ExamBankUncheckedCreateInput> = {},
): Prisma.ExamBankUncheckedCreateInput & { id: string } => {
  const id = newId();
  return {
    schemeId: "mmw-volume-1-trainer",
    programme: "management",
    language: "en",
    version: 1,
    uploadedAt: now(),
    uploadedBy: newId(),
    items: {
      create: [
        bankItem("first", { kind: "true-false", key: true }, { prompt: "Is it so?" }),
        bankItem("essay", { kind: "free-text" }, { prompt: "What do you do?", guidance: "A way out." }),
      ],
    },
    ...own,
    id,
  };
};

type OwnExam = {
  bank?: Partial<Prisma.ExamBankUncheckedCreateInput>;
  sitting?: Partial<Prisma.ExamSittingUncheckedCreateInput>;
  script?: Partial<Prisma.ExamScriptUncheckedCreateInput>;
};

/** Somebody sits an exam of today in a bank of its own: open, and their papers seen. */
export async function makeExam(
  candidacyId: string,
  own: OwnExam = {},
): Promise<{ sittingId: string; scriptId: string }> {
  const [sittingId, scriptId] = [newId(), newId()];
  const bank = bankRow({
    programme: own.sitting?.programme ?? "elsewhere",
    schemeId: own.sitting?.schemeId ?? "mmw-volume-1-trainer",
    version: Math.floor(Math.random() * 2 ** 30) + 10,
    ...own.bank,
  });
  await db.examBank.create({ data: bank });
  await db.examSitting.create({
    data: {
      id: sittingId,
      bankId: bank.id,
      schemeId: bank.schemeId,
      programme: bank.programme,
      blueprint: JSON.stringify({ "time-use": 1 }),
      day: today("Asia/Phnom_Penh"),
      startsAt: "09:00",
      timeZone: "Asia/Phnom_Penh",
      place: "Siem Reap, room 2",
      minutes: 60,
      code: CODE,
      invigilatorId: newId(),
      plannedBy: newId(),
      plannedAt: now(),
      openedAt: now(),
      ...own.sitting,
    },
  });
  await db.examScript.create({
    data: {
      id: scriptId,
      sittingId,
      candidacyId,
      number: 4711,
      seed: "seed",
      paper: JSON.stringify([{ item: "first", options: [] }]),
      pass: 7000,
      near: 500,
      extraMinutes: 0,
      arrangements: "[]",
      note: "",
      checkedAt: now(),
      checkedBy: newId(),
      ...own.script,
    },
  });
  return { sittingId, scriptId: own.script?.id ?? scriptId };
}
export const CODE = "ABC123";

/** Begun a moment ago. */
export const writing = () => ({ startedAt: now(), deadlineAt: new Date(now().getTime() + 3_600_000) });

type OnPaper = { bookletId: string; sheetId: string; scanId: string; keyedScanId: string };

const pageRow = async () => {
  const bytes = new TextEncoder().encode("%PDF-1.7");
  return {
    id: newId(),
    sha256: await putFile(bytes),
    bytes: bytes.length,
    mediaType: "application/pdf",
    addedBy: newId(),
    addedAt: now(),
  };
};

/** A booklet to print, a sheet to type in, and a page of a script that waits for its marker. */
export async function examsOnPaper(candidacyId: string, programme: string): Promise<OnPaper> {
  const sitting = { programme, schemeId: "fe-facilitator", onPaper: true };
  const planned = await makeExam(candidacyId, { sitting, script: { onPaper: true } });
  const closed = { ...sitting, closedAt: now() };
  const written = { onPaper: true, startedAt: now(), submittedAt: now() };
  const [keyed, marked] = [await pageRow(), await pageRow()];
  const { scriptId: sheetId } = await makeExam(candidacyId, {
    sitting: closed,
    script: { ...written, scans: { create: keyed } },
  });
  await makeExam(candidacyId, {
    sitting: closed,
    script: {
      ...written,
      keyedAt: now(),
      paper: JSON.stringify([{ item: "essay", options: [] }]),
      answers: { create: { itemId: "essay", value: JSON.stringify({ text: WRITTEN }), savedAt: now() } },
      scans: { create: marked },
    },
  });
  return { bookletId: planned.scriptId, sheetId, scanId: marked.id, keyedScanId: keyed.id };
}

/** Closed, with an answer that a person has to mark. */
export async function scriptToMark(candidacyId: string, programme: string): Promise<string> {
  const { scriptId } = await makeExam(candidacyId, {
    // Another scheme than the one everybody of the tests is a candidate under: whoever sits an exam does not mark it.
    sitting: { programme, schemeId: "fe-facilitator", closedAt: now() },
    script: {
      paper: JSON.stringify([{ item: "essay", options: [] }]),
      startedAt: now(),
      submittedAt: now(),
      answers: {
        create: { itemId: "essay", value: JSON.stringify({ text: "I would visit her." }), savedAt: now() },
      },
    },
  });
  return scriptId;
}
