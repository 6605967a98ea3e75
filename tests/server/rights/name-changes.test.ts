import { describe, expect, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { proposedCorrection } from "#app/features/certification/correction.server.ts";
import { findIssued } from "#app/features/certification/issued-certificate.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import {
  askForName,
  decideOnName,
  evidenceOf,
  findNameChange,
  listNameChanges,
  myNameChanges,
  withdrawNameChange,
} from "#app/features/rights/name-changes.server.ts";
import { db } from "#app/infra/db.server.ts";
import { openEvidence } from "#app/infra/evidence.server.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";

const paper = (text: string) => {
  const bytes = Buffer.from(text);
  return { arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer) };
};
const married = {
  printedName: "Sok  Dara Phal",
  printedNameLocal: "",
  why: "marriage",
  words: "",
  evidence: null,
} as const;

async function holder() {
  const cohort = await finishedCohort(["Sok Dara"], { reportState: "validated" });
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  const { personId } = cohort.learners[0]!;
  await db.person.update({ where: { id: personId }, data: { email: `${personId}@rumdul.example` } });
  const officer = actorFor(await makePerson("Officer"), [{ kind: "programme", id: "management" }]);
  return { ...cohort, personId, actor: actorFor(personId), officer };
}

const askedBy = async (personId: string) => (await myNameChanges(personId))[0]!;

describe("a change of name", () => {
  test("approved by another, all current certificates are issued anew in one act", async () => {
    const { personId, actor, officer } = await holder();
    const before = await certificatesOf(personId);
    expect(before.length).toBeGreaterThan(0);
    const cohort = { name: "Renamed meanwhile" };
    await db.cohort.updateMany({ where: { enrolments: { some: { personId } } }, data: cohort });
    expect(await askForName(actor, married)).toEqual({ ok: true, value: undefined });
    const { id } = await askedBy(personId);
    expect((await findNameChange(officer, id))!.certificates).toHaveLength(before.length);
    const decided = await decideOnName(officer, id, { verdict: "approved", note: "" });
    if (!decided?.ok) throw new Error(JSON.stringify(decided));
    const after = await certificatesOf(personId);
    const current = after.filter(({ status }) => status === "valid");
    expect(current.map(({ id: each }) => each).sort()).toEqual([...decided.value.reissued].sort());
    expect(current).toHaveLength(before.length);
    for (const { facts } of current) {
      expect(facts.holder.name).toBe("Sok Dara Phal");
      const old = before.find(({ number }) => number === facts.supersedes)!;
      expect(facts.cohort, "only the name is another one").toBe(old.facts.cohort);
    }
    expect(after.filter(({ status }) => status === "superseded")).toHaveLength(before.length);
    const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
    expect(person).toMatchObject({ printedName: "Sok Dara Phal" });
    expect(person.nameConfirmedAt).not.toBe(null);
    expect(await auditOf(personId)).toEqual(
      expect.arrayContaining([
        "person.name-change-asked",
        "person.name-change-approved",
        "person.name-confirmed",
      ]),
    );
    const mails = await db.outboxMessage.findMany({ where: { personId, kind: { contains: "name-change" } } });
    expect(mails).toHaveLength(1);
  });

  test("also those that stayed with an account that went into theirs; any correction of one takes the name of today", async () => {
    const { personId: goneId } = await holder();
    const officer = actorFor(await makePerson("Officer"), [{ kind: "all", id: "" }]);
    const personId = await makePerson("Sok Dara");
    await mergedInto(personId, goneId);
    const before = await certificatesOf(personId);
    const stayed = before.filter(({ personId: whose }) => whose === goneId);
    expect(stayed.length).toBeGreaterThan(0);
    await askForName(actorFor(personId), married);
    const { id } = await askedBy(personId);
    expect((await findNameChange(officer, id))!.certificates).toHaveLength(stayed.length);
    const decided = await decideOnName(officer, id, { verdict: "approved", note: "" });
    if (!decided?.ok) throw new Error(JSON.stringify(decided));
    const current = (await certificatesOf(personId)).filter(({ status }) => status === "valid");
    expect(current.map(({ facts }) => facts.holder.name)).toEqual(stayed.map(() => "Sok Dara Phal"));
    await db.person.update({ where: { id: personId }, data: { printedName: "Sok Dara Phal Chan" } });
    expect((await proposedCorrection(current[0]!)).now.holder.name).toBe("Sok Dara Phal Chan");
    expect((await findIssued(officer, current[0]!.id))!.holderId).toBe(personId);
  });

  test("decided twice, also at once, is decided once", async () => {
    const { personId, actor, officer } = await holder();
    const before = await certificatesOf(personId);
    await askForName(actor, married);
    const { id } = await askedBy(personId);
    const approve = () => decideOnName(officer, id, { verdict: "approved", note: "" });
    const answers = await Promise.all([approve(), approve(), approve()]);
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(await certificatesOf(personId)).toHaveLength(before.length * 2);
  });

  test("is refused to oneself, and by an officer who does not reach every certificate", async () => {
    const { personId, actor, officer } = await holder();
    await askForName(actor, married);
    const { id } = await askedBy(personId);
    const verdict = { verdict: "approved", note: "" } as const;
    expect(await decideOnName(actorFor(personId, officer.reach), id, verdict)).toMatchObject({
      reason: { key: "rights.own-request" },
    });
    const elsewhere = actorFor(await makePerson("Other"), [{ kind: "programme", id: "financial-education" }]);
    expect(await decideOnName(elsewhere, id, verdict)).toBe(null);
    expect(await findNameChange(elsewhere, id)).toBe(null);
    const course = await db.certificate.findFirstOrThrow({ where: { personId } });
    const other = await finishedCohort(["Sok Dara"], { reportState: "validated" });
    await db.cohort.update({ where: { id: other.cohortId }, data: { programme: "financial-education" } });
    await db.certificateEnrolment.updateMany({
      where: { certificateId: course.id },
      data: { enrolmentId: other.learners[0]!.enrolmentId },
    });
    expect(await decideOnName(officer, id, verdict)).toMatchObject({
      reason: { key: "rights.beyond-reach" },
    });
    expect((await askedBy(personId)).state).toBe("open");
  });

  test("goes once at a time; declined, it says why and changes nothing", async () => {
    const { personId, actor, officer } = await holder();
    const before = await certificatesOf(personId);
    await askForName(actor, married);
    expect(await askForName(actor, married)).toMatchObject({ reason: { key: "rights.name-asked-already" } });
    const { id } = await askedBy(personId);
    await decideOnName(officer, id, { verdict: "declined", note: "The paper is of somebody else" });
    expect(await askedBy(personId)).toMatchObject({
      state: "declined",
      note: "The paper is of somebody else",
    });
    expect(await certificatesOf(personId)).toEqual(before);
    const mail = await db.outboxMessage.findUniqueOrThrow({ where: { key: `name-change:${id}` } });
    expect(mail.body).toContain("The paper is of somebody else");
    expect((await listNameChanges(officer, "open", null)).rows.map((row) => row.id)).not.toContain(id);
    expect((await listNameChanges(officer, "declined", null)).rows.map((row) => row.id)).toContain(id);
  });

  test("its paper is a picture or a PDF, for who decides, and gone when it is taken back", async () => {
    const { personId, actor, officer } = await holder();
    expect(await askForName(actor, { ...married, evidence: paper("<html>") })).toMatchObject({
      problem: { errors: [{ field: "evidence", key: "picture-or-pdf" }] },
    });
    await askForName(actor, { ...married, evidence: paper("%PDF-1.7") });
    const { id } = await askedBy(personId);
    expect(await evidenceOf(officer, id)).toMatchObject({ mediaType: "application/pdf", bytes: 8 });
    const elsewhere = actorFor(await makePerson("Other"), [{ kind: "programme", id: "financial-education" }]);
    expect(await evidenceOf(elsewhere, id)).toBe(null);
    await withdrawNameChange(actor);
    expect(await evidenceOf(officer, id)).toBe(null);
    expect(await openEvidence(id)).toBe(null);
    expect((await askedBy(personId)).state).toBe("withdrawn");
  });
});
