import { inactiveAmong } from "#app/features/trainers/renewal/inactive.server.ts";
import { describe, expect, test } from "vitest";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import {
  findCertification,
  listCertifications,
  myCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import {
  actOnLetter,
  letterFor,
  letterWork,
} from "#app/features/trainers/certifications/hand-back-letter.server.ts";
import { pastPaperToOpen } from "#app/features/trainers/certifications/past-papers.server.ts";
import {
  decideProposal,
  findProposal,
  listProposals,
  proposalWork,
  proposeSuspension,
} from "#app/features/trainers/certifications/suspension-proposals.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { checkTrainerNumber } from "#app/features/trainers/certifications/check-certification.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { masterTrainer, staffAs } from "#tests/support/candidacy-fixture.ts";
import { panelMember } from "#tests/support/panel-row.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, auditOf, makeCohort, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";
import { attested, employ, onLeave } from "#tests/support/attestation-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import * as fresh from "#tests/support/fresh.ts";
import { BY_NAME } from "#tests/support/lists.ts";

const officer = async (programme = "management"): Promise<Actor> =>
  actorFor(await makePerson("Officer"), [
    { kind: "all", id: "" },
    ...(programme ? [{ kind: "programme", id: programme } as const] : []),
  ]);

async function recorded(by: Actor, validFrom = addMonths(today(), -6)) {
  const personId = await makePerson("Prak Vanna");
  const { username } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const number = `TR-${newId()}`;
  const form = {
    username,
    schemeId: "mmw-volume-1-trainer",
    number,
    language: "km",
    validFrom,
    basis: "Minutes",
  } as const;
  const answer = await recordCertification(by, form);
  if (!answer.ok) throw new Error(answer.reason.key);
  return { id: answer.value, personId, form };
}

describe("what was decided on paper", () => {
  test("is recorded once with its number; the last day follows from the scheme", async () => {
    const jean = await officer();
    const { id, form } = await recorded(jean, "2024-02-29");
    const sheet = await findCertification(jean, id);
    expect(sheet?.dates).toEqual({
      windowOpens: "2026-08-31",
      validUntil: "2027-02-27",
      graceEnds: "2027-05-28",
    });
    expect(await recordCertification(jean, form)).toMatchObject({
      ok: false,
      reason: { key: "certification-number-taken" },
    });
    expect(await auditOf(id)).toEqual(["certification.recorded"]);
  });

  test("is not one's own, nor of another programme", async () => {
    const jean = await officer();
    const { username } = await db.person.findUniqueOrThrow({ where: { id: jean.personId } });
    const { form } = await recorded(jean);
    const own = await recordCertification(jean, { ...form, username, number: newId() });
    expect(own).toMatchObject({ reason: { key: "certification-own-record" } });
    const other = actorFor(await makePerson("Other"), [{ kind: "programme", id: "financial-education" }]);
    expect(await recordCertification(other, { ...form, number: newId() })).toMatchObject({
      reason: { key: "certification-not-your-programme" },
    });
    expect(
      await recordCertification(jean, { ...form, username: "nobody.here", number: newId() }),
    ).toMatchObject({
      reason: { key: "certification-nobody" },
    });
  });
});

test("before it was decided here nothing is said of it; what was decided on paper was known then", async () => {
  const jean = await officer();
  const { id } = await recorded(jean);
  const yesterday = { on: addDays(today(), -1), known: null };
  expect((await findCertification(jean, id, yesterday))!.standing?.status).toBe("active");
  await db.certification.update({ where: { id }, data: { recordedOn: today(), origin: "renewed" } });
  const sheet = (await findCertification(jean, id, yesterday))!;
  expect([sheet.standing, sheet.recordedOn, sheet.standingNow.status]).toEqual([null, today(), "active"]);
});

test("what is entered from paper has begun, and is of nobody close to who enters it", async () => {
  const jean = await officer();
  const { form, personId } = await recorded(jean);
  expect(
    await recordCertification(jean, { ...form, number: newId(), validFrom: addDays(today(), 1) }),
  ).toMatchObject({ reason: { key: "certification-to-come" } });
  const { organisationId } = await fresh.organisation();
  for (const who of [jean.personId, personId]) await employ(who, { organisationId });
  expect(await recordCertification(jean, { ...form, number: newId() })).toMatchObject({
    reason: { key: "certification-conflict" },
  });
});

describe("acts", () => {
  const suspend = { kind: "suspend", until: addDays(today(), 30), word: "complaint" } as const;

  test("a suspension counts from today, is lifted by another, and every day stays answerable", async () => {
    const [jean, ana] = [await officer(), await officer()];
    const { id } = await recorded(jean);
    expect(await actOnCertification(jean, id, suspend, "A complaint")).toEqual({
      ok: true,
      value: "suspended",
    });
    expect((await findCertification(jean, id))?.standing).toMatchObject({
      status: "suspended",
      valid: false,
    });
    const yesterday = addDays(today(), -1);
    expect((await findCertification(jean, id, { on: yesterday, known: null }))?.standing?.status).toBe(
      "active",
    );
    expect((await findCertification(jean, id, { on: null, known: yesterday }))?.standing?.status).toBe(
      "active",
    );
    expect(await actOnCertification(jean, id, { kind: "lift", until: null }, "Heard")).toMatchObject({
      reason: { key: "certification-lift-by-another" },
    });
    expect(await actOnCertification(ana, id, { kind: "lift", until: null }, "Heard")).toMatchObject({
      ok: true,
    });
    expect((await findCertification(jean, id))?.standing?.status).toBe("active");
    expect(await auditOf(id)).toEqual([
      "certification.recorded",
      "certification.suspended",
      "certification.lifted",
    ]);
  });

  test("sent twice is once; nobody out of reach acts or sees", async () => {
    const jean = await officer();
    const { id, personId } = await recorded(jean);
    await actOnCertification(jean, id, suspend, "A complaint");
    await actOnCertification(jean, id, suspend, "A complaint");
    expect(await db.certificationFact.count({ where: { certificationId: id } })).toBe(1);
    const stranger = actorFor(await makePerson("Stranger"), [
      { kind: "programme", id: "financial-education" },
    ]);
    expect(await actOnCertification(stranger, id, suspend, "x")).toBeNull();
    expect(await findCertification(stranger, id)).toBeNull();
    const holder = actorFor(personId, [{ kind: "all", id: "" }]);
    expect(await actOnCertification(holder, id, suspend, "x")).toMatchObject({
      reason: { key: "certification-own-record" },
    });
  });
});

test("another part, another day and another scope under the same reason are no second sending", async () => {
  const jean = await officer();
  const { id } = await recorded(jean);
  const until = addDays(today(), 60);
  const act = (own: Parameters<typeof actOnCertification>[2]) =>
    actOnCertification(jean, id, own, "Maternity leave");
  for (const part of ["R1", "R2", "R2"]) await act({ kind: "waive", until, word: part });
  const end = (await findCertification(jean, id))!.dates.validUntil;
  for (const days of [30, 61, 61]) await act({ kind: "extend", until: addDays(end, days) });
  expect(await act({ kind: "extend", until: addDays(end, 30) })).toMatchObject({
    reason: { key: "certification-extend-until" },
  });
  await act({ kind: "reduce", until: null, topics: ["markets", "people"] });
  expect(await act({ kind: "reduce", until: null, topics: ["people", "markets"] })).toMatchObject({
    ok: true,
  });
  expect(await act({ kind: "reduce", until: null, topics: ["markets"] })).toMatchObject({
    reason: { key: "certification-over" },
  });
  const facts = await db.certificationFact.findMany({
    where: { certificationId: id },
    orderBy: { sequence: "asc" },
  });
  expect(facts.map(({ kind, word, until: ends }) => word ?? `${kind} ${ends}`)).toEqual([
    "R1",
    "R2",
    `extended ${addDays(end, 30)}`,
    `extended ${addDays(end, 61)}`,
    "reduced",
  ]);
});

test("of two officers at once one wins, and the other is told", async () => {
  const [jean, ana] = [await officer(), await officer()];
  const { id } = await recorded(jean);
  const until = addDays(today(), 30);
  const answers = await Promise.all(
    [jean, ana].map((who) =>
      actOnCertification(who, id, { kind: "suspend", until, word: "complaint" }, "A complaint"),
    ),
  );
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
  const told = answers.find((answer) => !answer?.ok);
  expect(["changed-meanwhile", "certification-suspended-already"]).toContain(
    told && !told.ok ? told.reason.key : "",
  );
});

test("the register finds by name and number, in a scheme, as on a day", async () => {
  const jean = await officer();
  const { id, form } = await recorded(jean);
  const list = (own: object) =>
    listCertifications(jean, {
      q: form.number.slice(0, 12),
      schemeId: "",
      on: null,
      sorting: BY_NAME,
      page: 1,
      ...own,
    });
  expect((await list({ q: form.number })).rows.map((row) => [row.id, row.standing.status])).toEqual([
    [id, "active"],
  ]);
  expect((await list({ q: form.number, on: "2020-01-01" })).rows[0]?.standing.status).toBe("pending");
  expect((await list({ q: form.number, schemeId: "fe-facilitator" })).total).toBe(0);
});

describe("a master trainer proposes a suspension", () => {
  const seen = {
    ground: "quality",
    reason: "He reads the slides aloud",
    evidence: "The sheets of both days",
  } as const;
  const officerHere = async (): Promise<Actor> => {
    const by = await officer();
    return { ...by, grants: by.reach.map((scope) => ({ role: "certification-officer", scope })) };
  };

  const toldOf = async ({ personId }: Actor) =>
    (await db.outboxMessage.findMany({ where: { personId, kind: "proposal-decided" } })).map(
      ({ body }) => body,
    );

  test("an officer who did not decides, with the ground that was given; nobody else is told before", async () => {
    const [jean, master] = [await officerHere(), await masterTrainer("Lina Okafor")];
    const { id, personId, form } = await recorded(jean);
    const propose = (by: Actor, own = {}) => proposeSuspension(by, { number: form.number, ...seen, ...own });
    expect(await propose(await staffAs("assessor", "No master"))).toMatchObject({ reason: { key: "proposal.master-only" } }); // prettier-ignore
    expect(await propose(master, { number: "none" })).toMatchObject({
      reason: { key: "complaint-no-number" },
    });
    const elsewhere: Actor = { ...master, reach: [{ kind: "programme", id: "financial-education" }] };
    expect(await propose(elsewhere)).toMatchObject({ reason: { key: "complaint-no-number" } });
    expect([(await propose(master)).ok, (await propose(master)).ok]).toEqual([true, true]); // sent twice
    expect(await propose(master, { reason: "Again" })).toMatchObject({
      reason: { key: "proposal.waits-already" },
    });

    expect((await findCertification(jean, id))?.facts).toEqual([]);
    expect(await db.outboxMessage.count({ where: { personId } })).toBe(0);
    const { number } = await db.certification.findUniqueOrThrow({ where: { id } });
    const [waiting] = (await listProposals(jean)).all.filter((one) => one.number === number);
    expect(waiting).toMatchObject({ state: "waiting", ground: seen.ground, decideBy: addDays(today(), 10) });
    expect(JSON.stringify(waiting)).not.toContain(seen.reason); // a list sends no more than it shows
    expect((await findProposal(jean, waiting!.id))?.view).toMatchObject({ ...seen, by: "Lina Okafor" });
    expect((await listProposals(master)).own).toHaveLength(1);
    expect(await proposalWork(jean)).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: "proposals-waiting" })]),
    );
    await db.suspensionProposal.update({ where: { id: waiting!.id }, data: { decideBy: "2026-01-01" } });
    expect(await proposalWork(jean)).toEqual([
      { kind: "proposals-overdue", count: 1, href: "/suspension-proposals" },
    ]);

    const suspend = { intent: "suspend", until: addDays(today(), 60), reason: "Seen twice" } as const;
    const decide = (by: Actor) => decideProposal(by, waiting!.id, suspend);
    const proposer: Actor = { ...jean, personId: master.personId };
    expect(await decide(proposer)).toMatchObject({ reason: { key: "proposal.by-another" } });
    expect(await decide({ ...jean, personId })).toBeNull();
    expect(await decide({ ...jean, reach: elsewhere.reach })).toBeNull();
    const late = { ...suspend, until: addDays(today(), 400) };
    expect(await decideProposal(jean, waiting!.id, late)).toMatchObject({ ok: false });
    expect((await findProposal(jean, waiting!.id))?.view.state).toBe("overdue"); // nothing of it stays
    const both = await Promise.all([decide(jean), decide(await officerHere())]);
    expect(both.filter((done) => done?.ok)).toHaveLength(1);
    const sheet = await findCertification(jean, id);
    expect(sheet?.standing?.status).toBe("suspended");
    expect(sheet?.facts.map(({ kind, word, reason }) => [kind, word, reason])).toEqual([
      ["suspended", "quality", "Seen twice"],
    ]);
    expect((await listProposals(master)).own).toMatchObject([{ state: "suspended", answer: "Seen twice" }]);
    expect(await toldOf(master)).toEqual([expect.stringContaining(`${number} that you proposed`)]);
  });

  test("an officer whose other account proposed it does not decide, and is told what another decided", async () => {
    const [jean, master] = [await officerHere(), await masterTrainer("Lina Okafor")];
    const { id, form } = await recorded(jean);
    expect(await proposeSuspension(master, { number: form.number, ...seen })).toMatchObject({ ok: true });
    const kept: Actor = { ...jean, personId: await makePerson("Lina B. Okafor") };
    await mergedInto(kept.personId, master.personId);
    const [own] = (await listProposals(kept)).own;
    const decline = { intent: "decline", reason: "Once" } as const;
    expect(await decideProposal(kept, own!.id, decline)).toMatchObject({
      reason: { key: "proposal.by-another" },
    });
    // Nor by suspending on the page of the certification: what waits goes on waiting for another.
    const act = { kind: "suspend", until: addDays(today(), 60), word: "quality" } as const;
    expect(await actOnCertification(kept, id, act, "Seen twice")).toMatchObject({ ok: true });
    expect((await listProposals(kept)).own).toMatchObject([{ state: "waiting" }]);
    expect(await decideProposal(jean, own!.id, decline)).toMatchObject({ ok: true });
    expect(await toldOf(kept)).toHaveLength(1);
  });

  test("decided on with somebody else's, or on the certification itself, it is told to whom they are by now", async () => {
    const jean = await officerHere();
    const [lina, kwame] = [await masterTrainer("Lina Okafor"), await masterTrainer("Kwame Mensah")];
    const { id, form } = await recorded(jean);
    for (const master of [lina, kwame]) await proposeSuspension(master, { number: form.number, ...seen });
    const kept = actorFor(await makePerson("Kwame Mensah"));
    await mergedInto(kept.personId, kwame.personId);
    await db.person.update({ where: { id: kwame.personId }, data: { deactivatedAt: now() } });
    const act = { kind: "suspend", until: addDays(today(), 60), word: "quality" } as const;
    expect((await actOnCertification(jean, id, act, "Seen by both"))?.ok).toBe(true);
    for (const master of [lina, kept]) {
      expect(await toldOf(master)).toHaveLength(1);
      expect((await listProposals(master)).own).toMatchObject([
        { state: "suspended", answer: "Seen by both" },
      ]);
    }
    expect(await toldOf(kwame)).toEqual([]);
  });

  test("or declines it with a reason, which changes nothing", async () => {
    const [jean, master] = [await officerHere(), await masterTrainer("Lina Okafor")];
    const { id, form } = await recorded(jean);
    await proposeSuspension(master, { number: form.number, ...seen });
    const { id: proposalId } = await db.suspensionProposal.findFirstOrThrow({
      where: { certificationId: id },
    });
    const decline = { intent: "decline", reason: "Both sheets show something else" } as const;
    expect((await decideProposal(jean, proposalId, decline))?.ok).toBe(true);
    expect((await findCertification(jean, id))?.standing?.status).toBe("active");
    expect((await auditOf(id)).slice(-2)).toEqual([
      "certification.suspension-proposed",
      "certification.suspension-declined",
    ]);
    const [told = "", ...more] = await toldOf(master);
    expect([told.includes("Not suspended"), told.includes(decline.reason), more]).toEqual([true, false, []]);
    expect((await proposeSuspension(master, { number: form.number, ...seen })).ok).toBe(true);
  });
});

test("who decided on an appeal as a panel is named under each period of the holder", async () => {
  const jean = await officer();
  const { id, personId } = await recorded(jean, addMonths(today(), -34));
  const next = certificationRow(personId, {
    predecessorId: id,
    origin: "renewed",
    validFrom: addMonths(today(), -1),
  });
  await db.certification.create({ data: next });
  const fact = (sequence: number, kind: string, own = {}) => ({
    id: newId(), certificationId: id, sequence, kind, day: addDays(today(), -100), reason: "Heard",
    recordedOn: addDays(today(), -100), recordedAt: new Date(2026, 0, sequence), recordedBy: jean.personId, ...own,
  }); // prettier-ignore
  const suspended = fact(1, "suspended", { until: addDays(today(), 20), word: "quality" });
  const decided = fact(3, "appeal-decided", { about: suspended.id, word: "upheld" });
  await db.certificationFact.createMany({
    data: [suspended, fact(2, "appealed", { about: suspended.id }), decided],
  });
  const member = await makePerson("Ada Obi");
  await panelMember({ certificationId: id }, suspended.id, member, { name: "Ada Obi", votedAt: new Date() });
  await db.panel.updateMany({
    where: { of: suspended.id },
    data: { recordId: decided.id, outcome: "upheld" },
  });
  const panelOn = async (of: string) =>
    (await findCertification(jean, of))?.facts.find(({ kind }) => kind === "appeal-decided")?.panel;
  expect(await panelOn(id)).toMatchObject([{ name: "Ada Obi" }]);
  expect(await panelOn(next.id)).toMatchObject([{ name: "Ada Obi" }]);
});

describe("a holder who writes that they hand it back", () => {
  const upload = (text: string) => new File([text], "letter.pdf");
  const PDF = "%PDF-1.7\n%%EOF\n";
  const written = { intent: "enter-letter", writtenOn: addDays(today(), -9), reason: "She has moved abroad" } as const; // prettier-ignore
  const withGrants = (actor: Actor, role: Role): Actor => ({
    ...actor,
    grants: actor.reach.map((scope) => ({ role, scope })),
  });
  const second = async () => withGrants(await officer(), "cohort-administrator");
  const clerk = async () => withGrants(await officer(), "certification-officer");
  const standing = async (by: Actor, id: string) => (await findCertification(by, id))!.standing?.status;

  test("one enters the letter, another confirms, and only then it ends", async () => {
    const jean = await clerk();
    const { id, personId } = await recorded(jean);
    const enter = (by: Actor, own = {}) => actOnLetter(by, id, { ...written, letter: upload(PDF), ...own });
    expect(await enter(jean, { writtenOn: addDays(today(), 2) })).toMatchObject({ reason: { key: "hand-back.written-later" } }); // prettier-ignore
    expect(await enter(jean, { letter: upload("no document") })).toMatchObject({ ok: false });
    expect(await enter({ ...jean, personId })).toMatchObject({ reason: { key: "certification-own-record" } });
    expect(await enter(await second())).toBeNull(); // confirms, and does not keep the register
    expect((await enter(jean))?.ok).toBe(true);
    expect(await enter(await clerk())).toMatchObject({ reason: { key: "hand-back.entered-already" } });
    expect(await standing(jean, id)).toBe("active");

    const [aminata, mine] = [await second(), await letterFor(jean, id)];
    expect(mine.letter).toMatchObject({ mayConfirm: false, writtenOn: written.writtenOn });
    const { seen, paper } = (await letterFor(aminata, id)).letter!;
    expect(await pastPaperToOpen(aminata, paper!.id)).toMatchObject({ mediaType: "application/pdf" });
    expect(await letterWork(aminata)).toMatchObject([{ kind: "letters-to-confirm", count: 1 }]);
    expect(await letterWork(jean)).toEqual([]);
    const merged = { ...jean, personId: await makePerson("Jean B. Kouassi") };
    await mergedInto(merged.personId, jean.personId);
    expect(await letterWork(merged)).toEqual([]); // whoever they are by now
    // What one person says is not told to the holder.
    const own = await myCertification({ ...jean, personId }, id);
    expect(own?.facts).toEqual([]);

    const confirm = (by: Actor, of = seen) => actOnLetter(by, id, { intent: "confirm-letter", seen: of });
    expect(await confirm(jean)).toMatchObject({ reason: { key: "hand-back.needs-another" } });
    expect(await confirm(aminata, "another")).toMatchObject({ reason: { key: "changed-meanwhile" } });
    const both = await Promise.all([confirm(aminata), confirm(await second())]);
    expect(both.filter((done) => done?.ok)).toHaveLength(1);
    expect(await standing(jean, id)).toBe("surrendered");
    const mails = await db.outboxMessage.findMany({ where: { personId } });
    expect(mails.map(({ kind }) => kind)).toEqual(["certification-decision"]);
    expect((await auditOf(id)).slice(-2)).toEqual([
      "certification.surrender-entered",
      "certification.surrendered",
    ]);
  });

  test("taken back, nothing has changed, and another letter can be entered", async () => {
    const [jean, aminata] = [await clerk(), await second()];
    const { id } = await recorded(jean);
    await actOnLetter(jean, id, { ...written, letter: upload(PDF) });
    expect((await actOnLetter(aminata, id, { intent: "drop-letter", reason: "Another’s" }))?.ok).toBe(true);
    expect(await letterFor(jean, id)).toEqual({ letter: null, mayEnter: true });
    expect(await letterFor(aminata, id)).toEqual({ letter: null, mayEnter: false });
    expect((await actOnLetter(jean, id, { ...written, letter: upload(PDF) }))?.ok).toBe(true);
  });
});

describe("whoever has its number is told what it is worth today", () => {
  const day = today();
  const ago = (days: number) => addDays(day, -days);
  const ahead = (days: number) => addDays(day, days);
  const long = { validFrom: ago(400), validUntil: ahead(600) };

  test.each<[string, { validFrom: string; validUntil: string }, { kind: string; day: string; until?: string }[]]>([
    ["pending", { validFrom: ahead(1), validUntil: ahead(1000) }, []],
    ["active", long, []],
    ["renewal-due", { validFrom: ago(900), validUntil: day }, []],
    ["renewal-under-review", { validFrom: ago(900), validUntil: ago(5) }, [{ kind: "renewal-submitted", day: ago(40) }]],
    ["lapsed", { validFrom: ago(900), validUntil: ago(90) }, []],
    ["expired", { validFrom: ago(900), validUntil: ago(91) }, []],
    ["suspended", long, [{ kind: "suspended", day: day, until: ahead(30) }]],
    ["suspended", long, [{ kind: "revoked", day: ago(30) }]],
    ["revoked", long, [{ kind: "revoked", day: ago(31) }]],
    ["surrendered", long, [{ kind: "surrendered", day: day }]],
    ["superseded", long, [{ kind: "succeeded", day: day }]],
    ["active", long, [{ kind: "succeeded", day: ahead(1) }]],
    ["in-error", long, [{ kind: "in-error", day: day }]],
  ])("%s", async (status, period, facts) => {
    const row = certificationRow(await makePerson("Prak Vanna"), period);
    await db.certification.create({ data: row });
    const recorded = { reason: "", recordedAt: now(), recordedBy: "test" };
    for (const [sequence, fact] of facts.entries()) {
      const recordedOn = fact.day < day ? fact.day : day;
      const of = { id: newId(), certificationId: row.id, sequence, recordedOn };
      await db.certificationFact.create({ data: { ...of, ...recorded, ...fact } });
    }
    const told = await checkTrainerNumber(row.number);
    const valid = ["active", "renewal-due", "renewal-under-review"].includes(status);
    // To the public the last sixty days are what matters, and not that a renewal may be asked for.
    const shown = status === "renewal-due" ? "expires-soon" : status;
    expect(told).toMatchObject({ imported: true, standing: { status: shown, valid } });
    expect(JSON.stringify(told)).not.toContain("Vanna");
  }); // prettier-ignore
});

describe("at the door, what rests on an employer or on another certification (peers.md 20)", () => {
  const day = today("Asia/Phnom_Penh");
  const ago = (days: number) => addDays(day, -days);
  const facilitator = async (until: CalendarDay | null = null) => {
    const { organisationId } = await fresh.organisation();
    const { id, personId } = await attested({ organisationId, until }, { validFrom: ago(200) });
    const { number } = await db.certification.findUniqueOrThrow({ where: { id } });
    return { organisationId, personId, number };
  };
  test.each([
    ["active", async () => (await facilitator()).number],
    ["ended", async () => (await facilitator(ago(1))).number],
    [
      "on-leave",
      async () => {
        const { organisationId, personId, number } = await facilitator();
        await onLeave(personId, organisationId, ago(10));
        return number;
      },
    ],
    [
      "back-from-leave",
      async () => {
        const { organisationId, personId, number } = await facilitator();
        await onLeave(personId, organisationId, ago(100), ago(1));
        return number;
      },
    ],
    [
      "not-a-trainer",
      async () => {
        const personId = await makePerson("Lina");
        const trainer = { validFrom: ago(1000), validUntil: ago(100) };
        await db.certification.create({ data: certificationRow(personId, trainer) });
        const row = certificationRow(personId, { schemeId: "mmw-master-trainer", validFrom: ago(900) });
        return (await db.certification.create({ data: row })).number;
      },
    ],
  ])("%s", async (status, numberOf) => {
    const told = await checkTrainerNumber(await numberOf());
    expect(told?.standing).toMatchObject({ status, valid: status === "active" });
  });
});

test("who has not delivered for 18 months is inactive for staff, until beside somebody certified or observed", async () => {
  const day = today();
  const [holder, other] = [await makePerson("Holder"), await makePerson("Beside")];
  const since = { validFrom: addMonths(day, -30), validUntil: addMonths(day, 6) };
  const { id } = await db.certification.create({ data: certificationRow(holder, since) });
  await db.certification.create({ data: certificationRow(other, since) });
  const cohortId = await makeCohort(await publishCourse());
  const deliver = async (date: CalendarDay, verified: boolean, ...people: string[]) => {
    const session = { cohortId, date, part: "am", title: "", contactMinutes: 195 };
    const halfDayId = newId();
    await db.halfDay.create({
      data: { id: halfDayId, ...session, ...(verified ? { verifiedAt: now(), verifiedBy: "t" } : {}) },
    });
    for (const personId of people)
      await db.halfDayTrainer.create({ data: { halfDayId, personId, role: "lead" } });
  };
  const inactive = async (on = day) => (await inactiveAmong([id], () => on)).get(id) ?? null;
  await deliver(addMonths(day, -20), true, holder);
  await deliver(addMonths(day, -3), false, holder, other);
  const expected = { since: addDays(addMonths(addMonths(day, -20), 18), 1), last: addMonths(day, -20) };
  expect(await inactive()).toEqual(expected);
  expect(await inactive(addMonths(day, -3))).toBeNull();
  await deliver(addMonths(day, -1), true, holder);
  expect(await inactive()).toEqual({ ...expected, last: addMonths(day, -1) });
  await deliver(addDays(day, -7), true, holder, other);
  expect(await inactive()).toBeNull();
  expect(await inactive(addDays(day, -8))).toMatchObject({ since: expected.since });
  // It advises: the certification holds all the same; of one that does not, nothing is said.
  expect((await inactiveAmong([id], () => addMonths(day, -31))).size).toBe(0);
});
