import { describe, expect, test } from "vitest";
import { keepBank, listBanks, openBank } from "#app/features/trainers/exam-banks.server.ts";
import { readExamBank } from "#app/features/trainers/read-exam-bank.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { staffAs } from "#tests/support/candidacy-fixture.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { bankFile } from "#tests/support/exam-bank-file.ts";
import { auditOf } from "#tests/support/learning-fixture.ts";

async function kept(custodian: Actor, prefix = "q") {
  const read = readExamBank(bankFile({ "time-use": 3 }, prefix), "");
  if (!read.ok) throw new Error("the file is wrong");
  return keepBank(custodian, { schemeId: "mmw-volume-1-trainer", language: "en", items: read.items });
}

describe("the secret bank", () => {
  test("each upload is a version; a reading leaves a line, and so does the upload", async () => {
    const custodian = await staffAs("exam-custodian", "Selam Bekele");
    const first = await kept(custodian);
    const second = await kept(custodian, "r");
    if (!first.ok || !second.ok) throw new Error("not kept");
    expect(second.value.version).toBe(first.value.version + 1);
    const bank = (await openBank(custodian, first.value.id))!;
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
    expect(await openBank(custodian, bank.value.id)).toBeNull();
    expect(await listBanks(custodian)).toEqual([]);
    expect(await kept(custodian)).toEqual({ ok: false, reason: { key: "exam.ownExam" } });
    expect(await auditOf(bank.value.id)).toEqual(["exam-bank.uploaded"]);
  });
});
