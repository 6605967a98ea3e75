import { describe, expect, test } from "vitest";
import {
  keepBank,
  listBanks,
  openBank,
  secretSchemes,
} from "#app/features/trainers/exams/exam-banks.server.ts";
import { examReadAt } from "#app/features/trainers/exams/exam-secrecy.server.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { previewPast } from "#app/features/trainers/certifications/import-past.server.ts";
import { applyForCertification, nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { readExamBank } from "#app/features/trainers/exams/read-exam-bank.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import { staffAs } from "#tests/support/candidacy-fixture.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { bankFile } from "#tests/support/exam-bank-file.ts";
import { auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";

async function kept(custodian: Actor, prefix = "q") {
  const read = readExamBank(bankFile({ "time-use": 3 }, prefix), "");
  if (!read.ok) throw new Error("the file is wrong");
  return keepBank(custodian, { schemeId: "mmw-volume-1-trainer", language: "en", items: read.items });
}

async function opened(custodian: Actor, id: string) {
  const bank = await openBank(custodian, id);
  if (!bank?.ok) throw new Error("not opened");
  return bank.value;
}

describe("the secret bank", () => {
  test("each upload is a version; a reading leaves a line, and so does the upload", async () => {
    const custodian = await staffAs("exam-custodian", "Selam Bekele");
    const first = await kept(custodian);
    const second = await kept(custodian, "r");
    if (!first.ok || !second.ok) throw new Error("not kept");
    expect(second.value.version).toBe(first.value.version + 1);
    const bank = await opened(custodian, first.value.id);
    expect(bank.items.map(({ id }) => id)).toEqual(["q-time-use-1", "q-time-use-2", "q-time-use-3"]);
    expect(bank.items[0]?.body).toEqual({ kind: "single", options: ["a", "b", "c"], key: "b" });
    expect(await auditOf(first.value.id)).toEqual(["exam-bank.uploaded", "exam-bank.read"]);
  });

  test("out of reach of another programme, and of whoever is a candidate under the scheme", async () => {
    const custodian = await staffAs("exam-custodian", "Selam Bekele");
    const bank = await kept(custodian);
    if (!bank.ok) throw new Error("not kept");
    const elsewhere = { ...custodian, reach: [{ kind: "programme", id: "financial-education" }] } as Actor;
    expect(await openBank(elsewhere, bank.value.id)).toBeNull();
    expect(await listBanks(elsewhere)).toEqual([]);
    expect(await kept(elsewhere)).toEqual({ ok: false, reason: { key: "exam.otherProgramme" } });

    await db.candidacy.create({ data: candidacyRow(newId(), custodian.personId) });
    expect(await openBank(custodian, bank.value.id)).toEqual({ ok: false, reason: { key: "exam.ownExam" } });
    expect(await listBanks(custodian)).toEqual([]);
    expect(await secretSchemes(custodian)).toEqual(["mmw-volume-1-trainer"]);
    expect(await kept(custodian)).toEqual({ ok: false, reason: { key: "exam.ownExam" } });
    // Nor by the candidate's role, whoever stands in for them.
    const reach = [{ kind: "programme", id: "management", for: custodian.personId } as const];
    const deputy: Actor = { ...(await staffAs("exam-custodian", "Deputy")), reach };
    expect(await openBank(deputy, bank.value.id)).toEqual({ ok: false, reason: { key: "exam.ownExam" } });
    expect([await listBanks(deputy), await kept(deputy)]).toEqual([
      [],
      { ok: false, reason: { key: "exam.ownExam" } },
    ]);
    expect(await auditOf(bank.value.id)).toEqual(["exam-bank.uploaded"]);
  });

  test("a candidacy kept apart with an account that went into another keeps the questions from that one, and from its deputy", async () => {
    const custodian = await staffAs("exam-custodian", "Selam Bekele");
    const bank = await kept(custodian);
    if (!bank.ok) throw new Error("not kept");
    const gone = await makePerson("Selam Twice");
    await db.candidacy.create({ data: candidacyRow(newId(), gone) });
    expect((await listBanks(custodian)).map(({ id }) => id)).toContain(bank.value.id);
    await mergedInto(custodian.personId, gone);
    const reach = [{ kind: "programme", id: "management", for: custodian.personId } as const];
    const deputy: Actor = { ...(await staffAs("exam-custodian", "Deputy")), reach };
    for (const reader of [custodian, deputy]) {
      expect(await openBank(reader, bank.value.id)).toEqual({ ok: false, reason: { key: "exam.ownExam" } });
      expect([await listBanks(reader), await secretSchemes(reader)]).toEqual([[], ["mmw-volume-1-trainer"]]);
    }
  });

  test("whoever read it does not become a candidate, by no way, until other questions have replaced those", async () => {
    const [custodian, reader] = [
      await staffAs("exam-custodian", "Selam Bekele"),
      await staffAs("exam-custodian", "Abel Tadesse"),
    ];
    const bank = await kept(custodian, "old");
    if (!bank.ok) throw new Error("not kept");
    await opened(reader, bank.value.id);
    const asked = { schemeId: "mmw-volume-1-trainer", language: "fr", reason: "" } as const;
    const known = {
      ok: false,
      reason: { key: "exam.readBefore", params: { day: dayIn(TRAINER_SCHEME.timeZone, now()) } },
    };
    expect(await applyForCertification(reader, asked)).toEqual(known);
    // Who brought it knows it as well.
    expect(await applyForCertification(custodian, asked)).toEqual(known);
    // The short way to the volume leads through the same exam.
    expect(await examReadAt(db, reader.personId, "mmw-volume-1-extension")).not.toBeNull();
    expect(await examReadAt(db, reader.personId, "mmw-volume-2-extension")).toBeNull();
    const officer = await staffAs("certification-officer", "Jean Kouassi");
    const all = { ...officer, reach: [{ kind: "all", id: "" }] } as Actor;
    const { username } = await db.person.findUniqueOrThrow({ where: { id: reader.personId } });
    expect(await nominate(all, username, asked)).toEqual(known);
    const list = `Person,Scheme,Language,Stage,Since,Evidence\n${username},trainer,fr,provisional,2026-01-05,Minutes`;
    const looked = await previewPast(all, new TextEncoder().encode(list));
    expect(looked.ok && looked.value.rows[0]!.decision).toEqual({ kind: "cannot", faults: ["read-exam"] });

    await kept(custodian, "new");
    expect(await applyForCertification(reader, asked)).toMatchObject({ ok: true });
    expect(await applyForCertification(custodian, asked)).toEqual(known);
  });
});
