import { expect, test } from "vitest";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { feeTable, printedInvoice } from "#app/features/cohorts/fee-files.server.ts";
import { changeFee, feeList, feeOf, setCohortFee } from "#app/features/cohorts/fees.server.ts";
import { substitute } from "#app/features/cohorts/people-move.server.ts";
import {
  eraseOldPassports,
  forgetPassport,
  needsInSum,
  readPassport,
  saveNeeds,
  savePassport,
  travellers,
} from "#app/features/cohorts/travel.server.ts";
import { visaLetter } from "#app/features/cohorts/visa-letter.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import * as fresh from "#tests/support/fresh.ts";

const reasonOf = (result: { ok: boolean; reason?: { key: string } }) =>
  result.ok ? "ok" : result.reason!.key;
const actionsOn = async (subjectId: string) =>
  (await db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );

async function cohortOf(people: number) {
  const cohortId = await fresh.cohortAhead();
  const learners = [];
  for (let index = 0; index < people; index += 1) learners.push(await fresh.learner(cohortId));
  const { actor } = await fresh.staff("cohort-administrator");
  return { cohortId, learners, actor, cohort: (await findRunCohort(actor, cohortId))! };
}

test("whoever is enrolled owes what a seat costs; a line moves on, once at a time, and adds up", async () => {
  const { cohortId, learners, actor, cohort } = await cohortOf(3);
  expect((await feeList(cohortId, 1)).rows).toEqual([]);
  expect(reasonOf(await setCohortFee(actor, cohortId, { amount: 45_000, currency: "USD" }))).toBe("ok");
  expect((await feeList(cohortId, 1)).totals).toEqual([
    { currency: "USD", state: "due", people: 3, amount: 135_000 },
  ]);
  const [one, two] = learners.map(({ enrolmentId }) => enrolmentId) as [string, string];
  const change = async (id: string, form: object) =>
    reasonOf(await changeFee(actor, cohort, id, form as never));
  expect(
    await change(one, { intent: "edit", amount: 30_000, currency: "EUR", payer: "Rumdul", version: 0 }),
  ).toBe("ok");
  expect(await change(one, { intent: "invoice", version: 0 })).toBe("changed-meanwhile");
  expect(await change(one, { intent: "invoice", version: 1 })).toBe("ok");
  expect(await change(one, { intent: "edit", amount: 1, currency: "EUR", payer: "", version: 2 })).toBe(
    "fee.is-invoiced",
  );
  const both = await Promise.all([
    change(two, { intent: "pay", version: 0 }),
    change(two, { intent: "waive", version: 0 }),
  ]);
  expect(both.filter((reason) => reason === "ok")).toHaveLength(1);
  await setCohortFee(actor, cohortId, { amount: 50_000, currency: "USD" });
  const { totals, rows } = await feeList(cohortId, 1);
  expect(totals.find(({ state }) => state === "due")).toMatchObject({ people: 1, amount: 50_000 });
  expect(totals.find(({ state }) => state === "invoiced")).toMatchObject({ currency: "EUR", amount: 30_000 });
  const invoice = rows.find(({ enrolmentId }) => enrolmentId === one)!.invoice!;
  expect(invoice).toMatch(/^PF-20\d\d-\d{5}$/);
  const printed = (await printedInvoice(cohort, one))!;
  expect(printed.letter).toMatchObject({ to: ["Rumdul"] });
  expect(JSON.stringify(printed.letter)).toContain("300.00");
  expect(await printedInvoice(cohort, two)).toBeNull();
  const table = await feeTable(actor, cohortId, wordsFor("en", "UTC"));
  expect([...(table.rows as Iterable<unknown[]>)].map((row) => row[1]).sort()).toEqual([300, 450, 500]);
  expect(await actionsOn(one)).toEqual(expect.arrayContaining(["fee.edit", "fee.invoice"]));
});

test("a substitute takes the seat and what is paid for it", async () => {
  const { cohortId, learners, actor, cohort } = await cohortOf(1);
  await setCohortFee(actor, cohortId, { amount: 45_000, currency: "USD" });
  const { enrolmentId } = learners[0]!;
  await changeFee(actor, cohort, enrolmentId, { intent: "pay", version: 0 });
  const { username, personId } = await fresh.someone();
  expect(
    reasonOf(await substitute(actor, cohortId, enrolmentId, { identifier: username, reason: "Ill" })),
  ).toBe("ok");
  const come = await db.enrolment.findFirstOrThrow({ where: { cohortId, personId } });
  expect(await feeOf(cohortId, come.id)).toMatchObject({ state: "paid", amount: 45_000 });
  expect(await feeOf(cohortId, enrolmentId)).toBeNull();
});

const NEEDS = {
  intent: "needs" as const,
  arrivesOn: "",
  arrival: "Bus",
  access: "",
  contactName: "Phal",
  contactPhone: "1",
};
const PASSPORT = {
  intent: "passport" as const,
  name: "SOK DARA",
  number: "N1234567",
  nationality: "KH",
  birthDate: "1990-02-03",
  expiresOn: "2031-02-03",
};

test("needs are summed without a name; a passport is read by the letter alone, and each reading is recorded", async () => {
  const { cohortId, learners, actor, cohort } = await cohortOf(2);
  const [dara, bopha] = await Promise.all(learners.map(fresh.enrolmentOf));
  await saveNeeds(learners[0]!.actor, dara!, { ...NEEDS, diet: "No pork" });
  await saveNeeds(learners[1]!.actor, bopha!, { ...NEEDS, diet: "no pork" });
  expect(await needsInSum(cohortId)).toEqual({
    people: 2,
    answered: 2,
    diet: [{ need: "No pork", people: 2 }],
    access: [],
  });
  expect(await visaLetter(actor, cohort, dara!.id)).toBeNull();
  expect(reasonOf(await savePassport(learners[0]!.actor, dara!, PASSPORT))).toBe("ok");
  expect(JSON.stringify(await travellers(cohortId, 1))).not.toContain("N1234567");
  const letter = (await visaLetter(actor, cohort, dara!.id))!;
  expect(JSON.stringify(letter)).toContain("N1234567");
  const audit = await db.auditEntry.findMany({ where: { subjectId: dara!.id } });
  expect(audit.filter(({ action }) => action === "travel.passport-read")).toMatchObject([
    { actorId: actor.personId },
  ]);
  expect(JSON.stringify(audit)).not.toMatch(/N1234567|pork/);
  const elsewhere = (await findRunCohort(actor, await fresh.cohortAhead()))!;
  expect(await readPassport(actor, elsewhere, dara!.id)).toBeNull();
  await forgetPassport(learners[0]!.actor, dara!.id);
  expect(await visaLetter(actor, cohort, dara!.id)).toBeNull();
});

test("thirty days after the course its passports are erased, and none is written any more", async () => {
  const { cohortId, learners, actor, cohort } = await cohortOf(1);
  const course = await fresh.enrolmentOf(learners[0]!);
  await savePassport(learners[0]!.actor, course, PASSPORT);
  const ends = async (ago: number) =>
    db.cohort.update({
      where: { id: cohortId },
      data: { startDate: "2026-01-01", endDate: addDays(today("UTC"), -ago) },
    });
  await ends(29);
  await eraseOldPassports();
  expect(await readPassport(actor, cohort, course.id)).not.toBeNull();
  await ends(30);
  expect(await eraseOldPassports()).toBeGreaterThan(0);
  expect(await readPassport(actor, cohort, course.id)).toBeNull();
  expect(await actionsOn(course.id)).toContain("travel.passport-erased");
  const after = await fresh.enrolmentOf(learners[0]!);
  expect(reasonOf(await savePassport(learners[0]!.actor, after, PASSPORT))).toBe("learning.course-over");
});
