import { beforeEach, describe, expect, test } from "vitest";
import { addByReceipt, complain, findByReceipt } from "#app/features/trainers/complaints/complain.server.ts";
import { complaintsAbout } from "#app/features/trainers/complaints/complaint-links.server.ts";
import { raiseComplaints } from "#app/features/trainers/complaints/complaint-readers.server.ts";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import type { NewComplaint } from "#app/features/trainers/complaints/complaint-forms.ts";
import { complaintWork, findComplaint, handleComplaint, listComplaints } from "#app/features/trainers/complaints/complaints.server.ts"; // prettier-ignore
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { addDays, addYears } from "#app/lib/calendar-day.ts";
import type { Actor, Role, Scope } from "#app/lib/actor.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import * as fresh from "#tests/support/fresh.ts";
import { panelMember } from "#tests/support/panel-row.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

beforeEach(async () => {
  await db.roleAssignment.deleteMany();
  await db.complaintLink.deleteMany();
  await db.complaintNote.deleteMany();
  await db.complaintConcern.deleteMany();
  await db.complaint.deleteMany();
});

const form: NewComplaint = {
  intent: "complain",
  about: "trainer",
  programme: "",
  whom: "",
  words: "The trainer asked us for money.",
  contact: "",
  country: "KH",
};

/** Who handles complaints, with the role in the database too. */
async function handler(name: string, programme = "", role: Role = "certification-officer"): Promise<Actor> {
  const personId = await makePerson(name);
  const scope = programme
    ? ({ kind: "programme", id: programme } as const)
    : ({ kind: "all", id: "" } as const);
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role,
      scopeKind: scope.kind,
      scopeId: scope.id,
      grantedAt: new Date(),
    },
  });
  return officerIn(personId, [scope], role);
}

const officerIn = (personId: string, reach: Scope[], role: Role = "certification-officer"): Actor => ({
  ...actorFor(personId),
  reach,
  grants: reach.map((scope) => ({ role, scope })),
});

const from = { locale: "fr", requestId: "test" };
async function complained(own: Partial<NewComplaint> = {}) {
  const receipt = await complain({ ...form, ...own }, from);
  const { id } = await db.complaint.findUniqueOrThrow({ where: { receiptHash: sha256(receipt) } });
  return { receipt, id };
}

describe("whoever complains", () => {
  test("keeps a receipt, reads what becomes of it, and adds to it; no name and no code is stored", async () => {
    const jean = await handler("Jean Kouassi");
    const { receipt, id } = await complained({ words: "អ្នកបង្វឹកសុំលុយ" });
    const row = await db.complaint.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(receipt);
    expect(row).toMatchObject({ words: "អ្នកបង្វឹកសុំលុយ", receivedOn: today() });
    expect(await findByReceipt("0000000000000000")).toBeNull();
    await handleComplaint(jean, id, { intent: "acknowledge", words: "We look into it." });
    await handleComplaint(jean, id, { intent: "inside", words: "Ask the branch." });
    expect(await addByReceipt(receipt, "It was in May.", "test")).toBe(true);
    expect(await addByReceipt(receipt, "It was in May.", "test")).toBe(true); // sent twice
    const seen = await findByReceipt(receipt);
    expect(seen?.state).toBe("acknowledged");
    expect(seen?.notes.map(({ kind, words }) => [kind, words])).toEqual([
      ["answer", "We look into it."],
      ["added", "It was in May."],
    ]);
    expect(await auditOf(id)).toEqual([
      "complaint.received",
      "complaint.acknowledged",
      "complaint.noted",
      "complaint.added-to",
    ]);
    const trail = await db.auditEntry.findMany({ where: { subjectId: id } });
    expect(JSON.stringify(trail)).not.toContain("branch");
  });

  test("hears by e-mail where they left an address, without what it says", async () => {
    const jean = await handler("Jean Kouassi");
    const { id } = await complained({ contact: "me@village.example" });
    await handleComplaint(jean, id, { intent: "acknowledge", words: "We ask the trainer." });
    const mails = await db.outboxMessage.findMany({ where: { address: "me@village.example" } });
    expect(mails.map(({ kind, locale }) => [kind, locale])).toEqual([
      ["complaint-receipt", "fr"],
      ["complaint-answer", "fr"],
    ]);
    expect(mails.map(({ body }) => body).join()).not.toContain("trainer");
  });
});

describe("nobody handles what concerns them", () => {
  const reads = async (actor: Actor, id: string) => (await findComplaint(actor, id)) !== null;
  const lists = async (actor: Actor, id: string) =>
    (await listComplaints(actor, "all", 1)).rows.some((row) => row.id === id);

  test("named in it, one is closed out before anybody has read it, and not told", async () => {
    const [jean, ana] = [await handler("Jean Kouassi"), await handler("Ana Torres")];
    const { id } = await complained({ whom: "M. KOUASSI, officer" });
    expect([await reads(jean, id), await lists(jean, id)]).toEqual([false, false]);
    expect([await reads(ana, id), await lists(ana, id)]).toEqual([true, true]);
    expect(await handleComplaint(jean, id, { intent: "inside", words: "x" })).toBeNull();
    expect(await db.inboxMessage.count({ where: { personId: jean.personId } })).toBe(0);
    expect(await db.inboxMessage.count({ where: { personId: ana.personId } })).toBe(1);
  });

  test("named in Khmer, as their certificates print them, without a space", async () => {
    const [dara, ana] = [await handler("D. S."), await handler("Ana Torres")];
    await db.person.update({ where: { id: dara.personId }, data: { printedNameLocal: "សុខ ដារ៉ា" } });
    const { id } = await complained({ words: "លោកដារ៉ាបានសុំលុយ" });
    expect([await reads(dara, id), await reads(ana, id)]).toEqual([false, true]);
    expect(await db.inboxMessage.count({ where: { personId: dara.personId } })).toBe(0);
  });

  test("nor whoever it turns out to concern: the holder, and about a decision who took it", async () => {
    const [jean, ana] = [await handler("Jean Kouassi"), await handler("Ana Torres")];
    const holder = await handler("Prak Vanna");
    const row = certificationRow(holder.personId, { recordedBy: jean.personId });
    await db.certification.create({ data: row });
    const { id } = await complained({ about: "decision" });
    expect(await reads(jean, id)).toBe(true);
    await handleComplaint(ana, id, { intent: "link", target: row.number });
    expect([await reads(jean, id), await reads(holder, id), await reads(ana, id)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await complaintsAbout(ana, "certification", row.id)).toHaveLength(1);
    expect(await complaintsAbout(jean, "certification", row.id)).toEqual([]);
    expect(await handleComplaint(ana, id, { intent: "link", target: "none" })).toMatchObject({
      reason: { key: "complaint-no-number" },
    });
    const { username } = await db.person.findUniqueOrThrow({ where: { id: ana.personId } });
    await handleComplaint(ana, id, { intent: "concerns", username });
    expect(await reads(ana, id)).toBe(false);
  });

  test("nor whoever stands in for them, unless by a role of their own; a decision is also the principal's", async () => {
    const petra = await handler("Petra Novak");
    const fe = { kind: "programme", id: "financial-education" } as const;
    const standIn = await makePerson("Bopha");
    const deputy = officerIn(standIn, [fe, { kind: "all", id: "", for: petra.personId }]);
    const row = certificationRow(await makePerson("Holder"));
    await db.certification.create({ data: row });
    const fact = {
      id: newId(),
      certificationId: row.id,
      sequence: 1,
      kind: "extended",
      day: today(),
      until: today(),
    };
    const said = { reason: "Floods", recordedOn: today(), recordedAt: new Date(), recordedBy: standIn };
    await db.certificationFact.create({ data: { ...fact, ...said } });
    await db.deputyAct.create({ data: { recordId: fact.id, principalId: petra.personId } });
    const ana = await handler("Ana Torres");
    const { id } = await complained({ about: "decision", programme: "management" });
    expect(await reads(petra, id)).toBe(true);
    await handleComplaint(ana, id, { intent: "link", target: row.number });
    expect(await reads(petra, id)).toBe(false);

    const { username } = await db.person.findUniqueOrThrow({ where: { id: petra.personId } });
    const about = async (programme: "management" | "financial-education") => {
      const made = await complained({ programme });
      const before = await reads(deputy, made.id);
      await handleComplaint(ana, made.id, { intent: "concerns", username });
      return [before, await reads(deputy, made.id), await lists(deputy, made.id)];
    };
    expect(await about("management")).toEqual([true, false, false]);
    expect(await about("financial-education")).toEqual([true, true, true]);
  });

  test("nor whoever sat on the panel of what it is about", async () => {
    const [ana, sat, asked] = [
      await handler("Ana"),
      await handler("Sat on it"),
      await handler("Never voted"),
    ];
    const row = certificationRow(await makePerson("Holder"));
    await db.certification.create({ data: row });
    const about = { certificationId: row.id };
    await panelMember(about, "a fact", sat.personId, { votedAt: new Date(), vote: "upheld" });
    await panelMember(about, "a fact", asked.personId, { withdrawnAt: new Date() });
    await db.panel.updateMany({ where: about, data: { outcome: "upheld" } });
    const { id } = await complained({ about: "decision" });
    await handleComplaint(ana, id, { intent: "link", target: row.number });
    expect([await reads(sat, id), await lists(sat, id), await reads(asked, id)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("a role of one's own reaches what one only stands in for somebody else would not", async () => {
    const [petra, ana] = [await handler("Petra Novak"), await handler("Ana Torres")];
    const jean = await makePerson("Jean Kouassi");
    const deputy = { kind: "all", id: "", for: petra.personId } as const;
    const only = officerIn(jean, [deputy]);
    const besides = officerIn(jean, [{ kind: "all", id: "" }, deputy]);
    const { id } = await complained({ programme: "management" });
    const { username } = await db.person.findUniqueOrThrow({ where: { id: petra.personId } });
    await handleComplaint(ana, id, { intent: "concerns", username });
    expect([await reads(only, id), await reads(besides, id), await lists(besides, id)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("nor who keeps another programme", async () => {
    const fe = await handler("Chea Sokha", "financial-education");
    const { id } = await complained({ programme: "management" });
    const open = await complained();
    expect([await reads(fe, id), await reads(fe, open.id)]).toEqual([false, true]);
  });
});

test("acknowledged first, then decided, once", async () => {
  const [jean, ana] = [await handler("Jean Kouassi"), await handler("Ana Torres")];
  const { id, receipt } = await complained();
  const decide = { intent: "decide", outcome: "partly", words: "The fee is paid back." } as const;
  expect(await handleComplaint(jean, id, decide)).toMatchObject({
    reason: { key: "complaint-acknowledge-first" },
  });
  await handleComplaint(jean, id, { intent: "acknowledge", words: "Read." });
  const both = await Promise.all([handleComplaint(jean, id, decide), handleComplaint(ana, id, decide)]);
  expect(both.filter((done) => done?.ok)).toHaveLength(1);
  expect((await findByReceipt(receipt))?.outcome).toBe("partly");
});

test("what a deputy does says on whose behalf, by the programme it is about", async () => {
  const [personId, principalId] = [await makePerson("Jean Kouassi"), await makePerson("Petra Novak")];
  const reach = [
    { kind: "programme", id: "management" },
    { kind: "programme", id: "financial-education", for: principalId },
  ] as const;
  const deputy = officerIn(personId, [...reach]);
  const behalfOf = async (programme: NewComplaint["programme"]) => {
    const { id } = await complained({ programme });
    expect(await handleComplaint(deputy, id, { intent: "inside", words: "Ask the branch." })).toMatchObject({
      ok: true,
    });
    const where = { subjectId: id, action: "complaint.noted" };
    return (JSON.parse((await db.auditEntry.findFirstOrThrow({ where })).detail) as { for?: string[] }).for;
  };
  expect(await behalfOf("financial-education")).toEqual([principalId]);
  expect(await behalfOf("management")).toBeUndefined();
  expect(await behalfOf("")).toBeUndefined();
});

describe("where all who handle complaints are named", () => {
  const auditor = (name: string, programme = "") => handler(name, programme, "auditor");
  const reads = async (actor: Actor, id: string) => (await findComplaint(actor, id)) !== null;

  test("an auditor of the programme is told, reads and decides it; before, and of others, they read none", async () => {
    const jean = await handler("Jean Kouassi");
    const [ingrid, other] = [await auditor("Ingrid Lund"), await auditor("Olav Berg", "financial-education")];
    const plain = await complained({ programme: "management" });
    expect([await reads(ingrid, plain.id), await reads(jean, plain.id)]).toEqual([false, true]);

    const { id, receipt } = await complained({ programme: "management", whom: "Jean Kouassi" });
    expect([await reads(jean, id), await reads(other, id), await reads(ingrid, id)]).toEqual([
      false,
      false,
      true,
    ]);
    const told = await db.inboxMessage.findMany({ where: { action: { contains: id } } });
    expect(told.map(({ personId }) => personId)).toEqual([ingrid.personId]);
    expect(await auditOf(id)).toEqual(["complaint.received", "complaint.raised"]);
    await handleComplaint(ingrid, id, { intent: "acknowledge", words: "Read." });
    await handleComplaint(ingrid, id, { intent: "decide", outcome: "upheld", words: "It was so." });
    expect((await findByReceipt(receipt))?.outcome).toBe("upheld");
  });

  test("it is passed up too when the last of them turns out to be concerned, or has left", async () => {
    const [jean, ana] = [await handler("Jean Kouassi"), await handler("Ana Torres")];
    const ingrid = await auditor("Ingrid Lund");
    const { id } = await complained({ whom: "Kouassi" });
    const { username } = await db.person.findUniqueOrThrow({ where: { id: ana.personId } });
    expect([await reads(ingrid, id), await reads(ana, id)]).toEqual([false, true]);
    await handleComplaint(ana, id, { intent: "concerns", username });
    expect([await reads(ingrid, id), await reads(ana, id), await reads(jean, id)]).toEqual([
      true,
      false,
      false,
    ]);

    const left = (await complained()).id;
    expect(await reads(ingrid, left)).toBe(false);
    await db.roleAssignment.updateMany({
      where: { role: "certification-officer" },
      data: { endedAt: new Date() },
    });
    await raiseComplaints();
    await raiseComplaints();
    expect(await reads(ingrid, left)).toBe(true);
    expect(
      await db.inboxMessage.count({ where: { action: { contains: left }, personId: ingrid.personId } }),
    ).toBe(1);
  });

  test("where no auditor is there either, whoever gives roles is told that one waits, and nothing of it", async () => {
    const petra = await handler("Petra Novak", "", "platform-administrator");
    const { id } = await complained({ words: "Petra asked us for money." });
    const unheard = async () =>
      (await complaintWork(petra)).filter(({ kind }) => kind === "complaints-unheard");
    expect(await unheard()).toEqual([{ kind: "complaints-unheard", count: 1, href: "/people" }]);
    expect(await reads(petra, id)).toBe(false);
    const ingrid = await auditor("Ingrid Lund");
    await raiseComplaints();
    expect(await unheard()).toEqual([]);
    expect(await reads(ingrid, id)).toBe(true);
  });
});

test("what is not acknowledged in time stands in the work list of who handles it, and leads to those that are late", async () => {
  const [jean, ana] = [await handler("Jean Kouassi"), await handler("Ana Torres")];
  const [late, named] = [await complained(), await complained({ whom: "Jean Kouassi" })];
  const waits = async (actor: Actor) => (await complaintWork(actor)).map(({ kind, count }) => [kind, count]);
  expect(await waits(jean)).toEqual([["complaints-new", 1]]);
  await db.complaint.updateMany({ data: { acknowledgeBy: "2026-01-05" } });
  expect([await waits(jean), await waits(ana)]).toEqual([
    [["complaints-overdue", 1]],
    [["complaints-overdue", 2]],
  ]);
  const ids = (await listComplaints(ana, "overdue", 1)).rows.map((row) => row.id);
  expect(ids).toEqual([late.id, named.id]);
  await handleComplaint(ana, late.id, { intent: "acknowledge", words: "Read." });
  expect([await waits(jean), await waits(ana)]).toEqual([[], [["complaints-overdue", 1]]]);
});

describe("what a complaint is linked with", () => {
  test("a candidacy, a cohort and a course by the address of their page; it concerns whose they are", async () => {
    const ana = await handler("Ana Torres");
    const [candidate, held] = [await handler("Candidate"), await handler("Held it")];
    const candidacy = candidacyRow(newId(), candidate.personId);
    await db.candidacy.create({ data: candidacy });
    const cohortId = await fresh.cohort();
    const halfDayId = await fresh.halfDay(cohortId);
    await db.halfDayTrainer.create({ data: { halfDayId, personId: held.personId, role: "lead" } });
    const { courseVersion } = await db.cohort.findUniqueOrThrow({
      where: { id: cohortId },
      select: { courseVersion: { select: { courseId: true } } },
    });
    const { id } = await complained();
    const link = (target: string) => handleComplaint(ana, id, { intent: "link", target });
    await link(`https://passbook.example/candidates/${candidacy.id}?x=1`);
    await link(`/cohorts/${cohortId}/behind`);
    await link(`/courses/${courseVersion.courseId}`);
    expect(await link("/cohorts/none")).toMatchObject({ reason: { key: "complaint-no-page" } });
    const sheet = await findComplaint(ana, id);
    expect(sheet?.links.map(({ kind }) => kind)).toEqual(["candidacy", "cohort", "course"]);
    expect(new Set(sheet?.concerns.map((person) => person.id))).toEqual(
      new Set([candidate.personId, held.personId]),
    );
    const about = (actor: Actor) => complaintsAbout(actor, "cohort", cohortId);
    expect([(await about(ana)).length, await about(held), await about(actorFor(ana.personId))]).toEqual([
      1,
      [],
      [],
    ]);
    await handleComplaint(ana, id, { intent: "unlink", link: { kind: "cohort", targetId: cohortId } });
    expect(await about(ana)).toEqual([]);
  });

  test("of another programme nothing is found by what is typed, nobody is named, and no link is shown", async () => {
    const [all, fe] = [await handler("Ana Torres"), await handler("Chea Sokha", "financial-education")];
    const holder = await makePerson("Holder");
    const row = certificationRow(holder);
    const fact = { sequence: 1, kind: "suspended", day: today(), until: today() };
    const said = { reason: "Heard", recordedOn: today(), recordedAt: new Date(), recordedBy: "test" };
    await db.certification.create({ data: { ...row, facts: { create: { id: newId(), ...fact, ...said } } } });
    const candidacy = candidacyRow(newId(), await makePerson("Candidate"));
    await db.candidacy.create({ data: candidacy });
    const cohortId = await fresh.cohort();
    const cohort = await db.cohort.findUniqueOrThrow({
      where: { id: cohortId },
      include: { courseVersion: true },
    });
    const { username } = await db.person.findUniqueOrThrow({ where: { id: holder } });
    const targets = [
      row.number,
      `/certifications/${row.id}`,
      `/candidates/${candidacy.id}`,
      `/cohorts/${cohortId}`,
      `/courses/${cohort.courseVersion.courseId}`,
    ];
    const { id } = await complained();
    const typing = async (by: Actor) => {
      const results = [];
      for (const target of targets)
        results.push((await handleComplaint(by, id, { intent: "link", target }))?.ok);
      results.push((await handleComplaint(by, id, { intent: "concerns", username }))?.ok);
      return results;
    };
    expect(await typing(fe)).toEqual(targets.map(() => false).concat(false));
    expect(await typing(all)).toEqual(targets.map(() => true).concat(true));
    const seenBy = async (by: Actor) => {
      const sheet = await findComplaint(by, id);
      return [sheet?.links.length, sheet?.suspensions.length];
    };
    expect([await seenBy(all), await seenBy(fe)]).toEqual([
      [4, 1],
      [0, 0],
    ]);
    await handleComplaint(fe, id, { intent: "unlink", link: { kind: "cohort", targetId: cohortId } });
    expect(await seenBy(all)).toEqual([4, 1]);
  });

  test("the suspension over a complaint: linked by itself, or chosen; both pages say so, to those who handle it", async () => {
    const [ana, jean] = [await handler("Ana Torres"), await handler("Jean Kouassi")];
    const suspended = async (word: string) => {
      const row = certificationRow(await makePerson("Holder"), {
        validFrom: today(),
        validUntil: addYears(today(), 3),
      });
      await db.certification.create({ data: row });
      const { id } = await complained();
      await handleComplaint(ana, id, { intent: "link", target: row.number });
      const until = addDays(today(), 60);
      expect(await actOnCertification(jean, row.id, { kind: "suspend", until, word }, "Heard")).toMatchObject(
        { ok: true },
      );
      return { id, row };
    };
    const one = await suspended("complaint");
    expect((await findComplaint(ana, one.id))?.links).toMatchObject([
      { kind: "certification", label: one.row.number },
      { kind: "suspension", label: one.row.number, day: today() },
    ]);
    expect(await complaintsAbout(jean, "certification", one.row.id)).toMatchObject([
      { suspendedOn: today() },
    ]);

    const two = await suspended("misconduct");
    const offered = (await findComplaint(ana, two.id))!.suspensions;
    expect(offered).toMatchObject([{ number: two.row.number }]);
    const choose = (factId: string) => handleComplaint(ana, two.id, { intent: "suspension", factId });
    const { targetId } = await db.complaintLink.findFirstOrThrow({
      where: { complaintId: one.id, kind: "suspension" },
    });
    expect(await choose(targetId)).toMatchObject({ reason: { key: "complaint-no-suspension" } });
    expect([(await choose(offered[0]!.id))?.ok, (await choose(offered[0]!.id))?.ok]).toEqual([true, true]);
    expect((await findComplaint(ana, two.id))?.suspensions).toEqual([]);
  });
});
