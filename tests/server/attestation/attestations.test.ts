import { describe, expect, test } from "vitest";
import { readTrainerCertificate } from "#app/features/certification/certificate-record.server.ts";
import type { NotTaken, Taken } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import {
  candidacyInReach,
  candidacySheet,
  candidacyWork,
  ownCandidacy,
} from "#app/features/trainers/candidacies/candidacies.server.ts";
import type { CandidacyForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { takeCandidacyForm } from "#app/features/trainers/candidacies/take-candidacy-form.server.ts";
import { PLATFORM_STEPS, ticked } from "#app/features/trainers/schemes/checklist.ts";
import { FACILITATOR_SCHEME, FACILITATOR_TICKED } from "#app/features/trainers/schemes/first-schemes.ts";
import { beginAgain, nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { act, record, taken } from "#prisma/seed/candidate-story.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { employerPage } from "#app/features/attestation/employer-page.server.ts";
import { endLeave, recordLeave } from "#app/features/attestation/keep-leave.server.ts";
import { recognise } from "#app/features/attestation/recognise.server.ts";
import { employerInReach } from "#app/features/attestation/employer-scope.server.ts";
import { dueForRefresher } from "#app/features/attestation/refresher-plan.server.ts";
import { refreshedPeriod } from "#app/features/attestation/refresh.ts";
import { setRefresherDate } from "#app/features/attestation/set-refresher-date.server.ts";
import {
  findCertification,
  myCertification,
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role, Scope } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { schemeDay } from "#app/features/attestation/attestations.server.ts";
import { attest, attested, employ, onLeave, wasInError } from "#tests/support/attestation-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const day = await schemeDay();
const SEEN = PLATFORM_STEPS.filter((step) => step !== "try");

async function headOf(organisationId: string): Promise<Actor> {
  const personId = await makePerson("Meas Chenda");
  await employ(personId, { organisationId });
  return actorFor(personId, [{ kind: "organisation", id: organisationId }]);
}

async function employer() {
  const { organisationId } = await fresh.organisation();
  return { organisationId, head: await headOf(organisationId) };
}

const statusOf = async (personId: string, id: string, on = day) =>
  (await myCertification({ personId }, id, { on, known: day }))?.standing?.status;

describe("an attestation", () => {
  test("entered from paper stands for the employer of today, and ends with the employment", async () => {
    const { organisationId } = await employer();
    const { personId } = await attested({ organisationId });
    const { username } = await db.person.findUniqueOrThrow({ where: { id: personId } });
    const officer = actorFor(await makePerson("Jean"), [{ kind: "all", id: "" }]);
    const form = {
      username,
      schemeId: "fe-facilitator",
      number: newId(),
      language: "km",
      basis: "Paper",
      topics: ["saving", "budget"] as Topic[],
    } as const;
    const recorded = await recordCertification(officer, { ...form, validFrom: addMonths(day, -2) });
    if (!recorded.ok) throw new Error(recorded.reason.key);
    expect(await db.attestation.findUnique({ where: { certificationId: recorded.value } })).toMatchObject({
      organisationId,
      personId,
    });
    expect(await db.certification.findUnique({ where: { id: recorded.value } })).toMatchObject({
      topics: '["budget","saving"]',
    });
    expect(await statusOf(personId, recorded.value)).toBe("active");
    await db.affiliation.updateMany({ where: { personId }, data: { until: addDays(day, -1) } });
    expect(await statusOf(personId, recorded.value)).toBe("ended");
    expect(await statusOf(personId, recorded.value, addDays(day, -1))).toBe("active");
  });

  test("may be recognised by the next employer: the same topics and the same last day, once", async () => {
    const before = await employer();
    const { organisationId, head } = await employer();
    const validFrom = addMonths(day, -3);
    const { id, personId } = await attested(
      { organisationId: before.organisationId, until: addDays(day, -1) },
      { validFrom, topics: '["budget","saving"]' },
    );
    expect(await recognise(head, organisationId, id, "Seen")).toMatchObject({ ok: false });
    await employ(personId, { organisationId, from: day });
    const moved = { kind: "moved", day: addMonths(day, -1), word: "1.1", reason: "Attested by two" };
    const by = { recordedOn: moved.day, recordedAt: now(), recordedBy: "test" };
    await db.certificationFact.create({
      data: { id: newId(), certificationId: id, sequence: 1, ...moved, ...by },
    });
    expect((await employerPage(head, organisationId, null))?.recognisable).toMatchObject([{ id }]);
    expect(await recognise(before.head, organisationId, id, "Seen")).toBeNull();
    const done = await recognise(head, organisationId, id, "Seen at work");
    if (!done?.ok) throw new Error("not recognised");
    const sheet = await findCertification(head, done.value);
    expect(sheet).toMatchObject({
      topics: ["budget", "saving"],
      schemeVersion: "1.1",
      validFrom: day,
      dates: { validUntil: addDays(addMonths(validFrom, 12), -1) },
      standing: { status: "active" },
    });
    expect(await statusOf(personId, id)).toBe("superseded");
    expect(await recognise(head, organisationId, id, "Again")).toMatchObject({
      reason: { key: "attestation-not-recognisable" },
    });
  });
});

describe("who has been away on leave", () => {
  const left = async (from: string) => {
    const before = await employer();
    const { organisationId } = before;
    const { id, personId } = await attested(
      { organisationId, until: addDays(day, -10) },
      { validFrom: addMonths(day, -10) },
    );
    await onLeave(personId, organisationId, from);
    return { ...before, id, personId };
  };

  test("for too long is not recognised after it, for a shorter time still owes the refresher", async () => {
    const { organisationId, head } = await employer();
    const [long, short] = [await left(addMonths(day, -9)), await left(addMonths(day, -3))];
    for (const { personId } of [long, short])
      await employ(personId, { organisationId, from: addDays(day, -1) });
    expect((await employerPage(head, organisationId, null))?.recognisable).toMatchObject([{ id: short.id }]);
    expect(await recognise(head, organisationId, long.id, "Seen")).toMatchObject({
      reason: { key: "attestation-not-recognisable" },
    });
    const done = await recognise(head, organisationId, short.id, "Seen at work");
    if (!done?.ok) throw new Error("not recognised");
    expect(await statusOf(short.personId, done.value)).toBe("back-from-leave");
  });

  test("or had left, and is taken back, may be recognised by the same employer, or refreshed", async () => {
    const { organisationId, head, id, personId } = await left(addMonths(day, -3));
    await employ(personId, { organisationId, from: addDays(day, -5) });
    const certification = await db.certification.findUniqueOrThrow({ where: { id }, include: WITH_FACTS });
    const refreshed = refreshedPeriod(
      readCertification(certification),
      FACILITATOR_SCHEME.validity,
      day,
      day,
    );
    expect(refreshed).toMatchObject({ ok: true, value: { validFrom: day } });
    expect(await statusOf(personId, id)).toBe("ended");
    expect(await recognise(head, organisationId, id, "She is back")).toMatchObject({ ok: true });
    // The leave had no end of its own: she is not away any more, and owes the refresher.
    const here = (await employerInReach(head, organisationId))!;
    expect(await dueForRefresher(here, day, 30)).toMatchObject([{ personId, why: "back" }]);
    expect(await statusOf(personId, id)).toBe("superseded");
  });
});

test("what was suspended when the employment ended is recognised by nobody", async () => {
  const before = await employer();
  const { organisationId, head } = await employer();
  const { id, personId } = await attested({ organisationId: before.organisationId, until: addDays(day, -1) });
  await employ(personId, { organisationId, from: day });
  const fact = {
    sequence: 1,
    reason: "Complaint",
    recordedAt: now(),
    recordedBy: "test",
    recordedOn: addDays(day, -9),
  };
  await db.certificationFact.create({
    data: {
      id: newId(),
      certificationId: id,
      kind: "suspended",
      day: addDays(day, -9),
      until: addDays(day, 90),
      ...fact,
    },
  });
  expect((await employerPage(head, organisationId, null))?.recognisable).toEqual([]);
  expect(await recognise(head, organisationId, id, "Seen")).toMatchObject({
    reason: { key: "attestation-not-recognisable" },
  });
});

describe("approved leave", () => {
  test("of the own people only, never one's own, and the same twice is one", async () => {
    const { organisationId, head } = await employer();
    const other = await employer();
    const { id, personId } = await attested({ organisationId }, { validFrom: addMonths(day, -3) });
    const leave = { personId, from: addDays(day, -5), until: null, reason: "Maternity" };
    expect(await recordLeave(other.head, organisationId, leave)).toBeNull();
    expect(await recordLeave(other.head, other.organisationId, leave)).toMatchObject({ ok: false });
    expect(await recordLeave(head, organisationId, { ...leave, personId: head.personId })).toMatchObject({
      reason: { key: "attestation-own-record" },
    });
    await recordLeave(head, organisationId, leave);
    expect(await recordLeave(head, organisationId, leave)).toMatchObject({ ok: true });
    expect(await db.leave.count({ where: { personId } })).toBe(1);
    expect(await statusOf(personId, id)).toBe("on-leave");
    const stored = await db.leave.findFirstOrThrow({ where: { personId } });
    expect(await endLeave(other.head, other.organisationId, stored.id, day)).toMatchObject({ ok: false });
    expect(await endLeave(head, organisationId, stored.id, addDays(day, -1))).toMatchObject({ ok: true });
    expect(await statusOf(personId, id)).toBe("back-from-leave");
    expect(await auditOf(personId)).toEqual(["attestation.leave", "attestation.leave-ended"]);
  });

  test("its end is said beside what was known before, once, and not into another leave", async () => {
    const { organisationId, head } = await employer();
    const { id, personId } = await attested({ organisationId }, { validFrom: addMonths(day, -3) });
    const leaveId = await onLeave(personId, organisationId, addDays(day, -40));
    await onLeave(personId, organisationId, addDays(day, 30), addDays(day, 60));
    const end = (until: string) => endLeave(head, organisationId, leaveId, until);
    expect(await end(addDays(day, 30))).toMatchObject({ reason: { key: "attestation-leave-twice" } });
    const both = await Promise.all([end(addDays(day, -20)), end(addDays(day, -20))]);
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await db.leaveEnd.count({ where: { leaveId } })).toBe(1);
    const asKnown = async (known: string) =>
      (await myCertification({ personId }, id, { on: addDays(day, -10), known }))?.standing?.status;
    expect(await asKnown(addDays(day, -10))).toBe("on-leave");
    expect(await asKnown(day)).toBe("back-from-leave");
    expect(
      (await employerPage(head, organisationId, null))!.leaves.find((one) => one.id === leaveId),
    ).toMatchObject({
      until: addDays(day, -20),
      state: "back",
    });
  });
});

describe("a common refresher date", () => {
  test("carries whom it may, shortens nobody, revives nobody, and twice is once", async () => {
    const { organisationId, head } = await employer();
    const monthDay = addMonths(day, 4).slice(5).replace("02-29", "02-28");
    const soon = await attested({ organisationId }, { validFrom: addMonths(day, -11) }, "Soon");
    const later = await attested({ organisationId }, { validFrom: addMonths(day, -6) }, "Later");
    const over = await attested({ organisationId }, { validFrom: addMonths(day, -14) }, "Over");
    const away = await attested({ organisationId }, { validFrom: addMonths(day, -11) }, "Away");
    await onLeave(away.personId, organisationId, addMonths(day, -1));
    const wrong = await attested({ organisationId }, { validFrom: addMonths(day, -11) }, "Wrong");
    await wasInError(wrong.id);
    const preview = (await employerPage(head, organisationId, addMonths(day, 4)))!.preview!;
    expect(preview.map(({ name, from, to }) => [name, to > from])).toEqual([
      ["Away", true],
      ["Later", false],
      ["Soon", true],
    ]);
    expect(await setRefresherDate(head, organisationId, monthDay, "One day for all")).toEqual({
      ok: true,
      value: 2,
    });
    expect(await setRefresherDate(head, organisationId, monthDay, "One day for all")).toEqual({
      ok: true,
      value: 0,
    });
    const until = async ({ id }: { id: string }) => (await findCertification(head, id))!.dates.validUntil;
    expect((await until(soon)).slice(5)).toBe(monthDay);
    expect(await until(later)).toBe(addDays(addMonths(addMonths(day, -6), 12), -1));
    expect(await statusOf(over.personId, over.id)).toBe("expired");
    expect(await auditOf(organisationId)).toEqual([
      "attestation.refresher-date",
      "attestation.refresher-date",
    ]);
    const foreign = await employer();
    expect(await setRefresherDate(foreign.head, organisationId, monthDay, "No")).toBeNull();
  });
});

describe("a facilitator is nominated, trained, attested by who saw them, and recorded (domain §6.6)", () => {
  const FE = { kind: "programme", id: "financial-education" } as const;
  const as = async (personId: string, role: Role, scope: Scope): Promise<Actor> => ({
    ...actorFor(personId, [scope]),
    grants: [{ role, scope }],
  });

  /** An employer with a branch, its head of training, its area manager, and somebody who works in the branch. */
  async function branch() {
    const { organisationId } = await fresh.organisation();
    const [unitId, elsewhere] = [newId(), newId()];
    for (const id of [unitId, elsewhere])
      await db.organisationUnit.create({
        data: { id, organisationId, kind: "branch", name: `Branch ${id}` },
      });
    const [headId, managerId, officerId] = [
      await makePerson("Meas Chenda"),
      await makePerson("Tep Rithy"),
      await makePerson("Officer"),
    ];
    await employ(headId, { organisationId });
    for (const personId of [managerId, officerId]) await employ(personId, { organisationId, unitId });
    const head = await as(headId, "training-head", { kind: "organisation", id: organisationId });
    const manager = await as(managerId, "area-manager", { kind: "units", id: unitId });
    return { organisationId, elsewhere, head, manager, officerId };
  }

  /** Somebody of the branch who is trained. */
  async function trained(tested: Topic[]) {
    const there = await branch();
    const { head, officerId } = there;
    const administrator = await as(await makePerson("Aminata"), "cohort-administrator", FE);
    const { username } = await db.person.findUniqueOrThrow({ where: { id: officerId } });
    const asked = { schemeId: "fe-facilitator", language: "km", reason: "New in the branch" } as const;
    const nominated = await nominate(head, username, asked);
    if (!nominated.ok) throw new Error(nominated.reason.key);
    const id = nominated.value;
    const before = addDays(day, -10);
    const course = { missed: 0, madeUp: 0, endedOn: before };
    taken(await record(head, id, { kind: "attendance", body: course }));
    const sat = { on: before, score: 8000, releasedOn: before, topics: tested };
    taken(await record(head, id, { kind: "sitting", body: sat }));
    taken(await act(administrator, id, "advance", "Course and test are done"));
    return { ...there, id };
  }

  const seen = (topics: Topic[]) => ({
    kind: "checklist" as const,
    body: { on: addDays(day, -2), ...ticked(FACILITATOR_TICKED.checklist!, SEEN), topics },
  });
  const why = (answer: Taken | NotTaken | null) =>
    answer === null ? null : answer.ok ? answer.value.state : [answer.reason.key, ...answer.bars].join(" ");

  test("for the topics of the test and no others, on a paper that names them", async () => {
    const { organisationId, head, manager, id, officerId } = await trained(["saving", "budget"]);
    await attest(manager.personId, organisationId, { validFrom: addMonths(day, -2) });
    expect(why(await act(manager, id, "recommend", "Ready"))).toBe("candidacy.missing");
    expect(why(await record(manager, id, seen(["family-goals"])))).toBe("trained");
    expect(why(await act(manager, id, "recommend", "Ready"))).toBe("candidacy.missing");
    expect(why(await record(manager, id, seen(["saving"])))).toBe("trained");
    expect(why(await act(head, id, "advance", "Recorded"))).toBe("candidacy.notAttestedYet");
    expect((await candidacyWork(manager)).map(({ kind, count }) => [kind, count])).toEqual([
      ["candidacies-attest", 1],
    ]);
    expect(why(await act(manager, id, "recommend", "Clear and patient"))).toBe("trained");
    expect(await candidacyWork(manager)).toEqual([]);
    expect((await candidacyWork(head)).map(({ kind }) => kind)).toEqual(["candidacies-record"]);
    expect(why(await act(manager, id, "advance", "Recorded"))).toBe("candidacy.notYours");
    expect(why(await act(head, id, "advance", "Recorded"))).toBe("certified");
    const held = await db.certification.findFirstOrThrow({
      where: { personId: officerId },
      include: { attestation: true, certificates: true },
    });
    expect(held).toMatchObject({ topics: '["budget","saving"]', attestation: { organisationId } });
    expect(held.certificates.map((row) => readTrainerCertificate(row).facts.topics)).toEqual([
      ["Budget", "Saving"],
    ]);
  });

  test("whoever comes back after it has expired is attested for all the topics there were, added ones too", async () => {
    const { organisationId, head, manager, officerId } = await branch();
    await attest(manager.personId, organisationId, { validFrom: addMonths(day, -2) });
    const validFrom = addMonths(day, -18);
    const expired = await attest(officerId, organisationId, { validFrom, topics: '["budget","saving"]' });
    const added = { kind: "topic-added", day: addMonths(day, -12), word: "family-goals", reason: "Its day" };
    const by = { recordedOn: added.day, recordedAt: now(), recordedBy: "test" };
    await db.certificationFact.create({
      data: { id: newId(), certificationId: expired, sequence: 1, ...added, ...by },
    });
    const opened = await beginAgain(actorFor(officerId), expired, { kind: "candidate" });
    if (!opened?.ok) throw new Error(opened?.reason.key);
    const id = opened.value;
    taken(await record(head, id, { kind: "refresher", body: { on: addDays(day, -3), score: 8000 } }));
    const officer = await as(await makePerson("Jean"), "certification-officer", FE);
    taken(await act(officer, id, "advance", "Their refresher is there"));
    // One session, of one of them.
    taken(await record(manager, id, seen(["saving"])));
    taken(await act(manager, id, "recommend", "Clear and patient"));
    expect(why(await act(head, id, "advance", "Recorded"))).toBe("certified");
    const held = await db.certification.findFirstOrThrow({
      where: { personId: officerId, id: { not: expired } },
      include: { certificates: true, attestation: true },
    });
    expect(held).toMatchObject({
      topics: '["family-goals","budget","saving"]',
      validFrom: day,
      predecessorId: null,
      attestation: { organisationId },
    });
    expect(held.certificates.map((row) => readTrainerCertificate(row).facts.topics?.length)).toEqual([3]);
  });

  test("steps are ticked one by one: which were missed is kept, and read by who observed, by the head and the candidate", async () => {
    const { organisationId, head, manager, id, officerId } = await trained(["saving"]);
    await attest(manager.personId, organisationId, { validFrom: addMonths(day, -2) });
    const form = {
      intent: "checklist",
      id: newId(),
      seen: 0,
      reason: "",
      on: addDays(day, -2),
      ticked: PLATFORM_STEPS.filter((step) => step !== "no-selling"),
      topics: ["saving"],
    } as Extract<CandidacyForm, { intent: "checklist" }>;
    const found = (await candidacyInReach(manager, id))!;
    const said = await takeCandidacyForm(manager, found, { ...form, seen: found.row.events.length });
    expect(why(said)).toBe("trained");
    // A page from when they were counted says of no step whether it was done.
    const now = (await candidacyInReach(manager, id))!;
    const counts = { ...form, id: newId(), seen: now.row.events.length, ticked: [], done: 9, steps: 10, criticalMissed: 0 }; // prettier-ignore
    expect(why(await takeCandidacyForm(manager, now, counts))).toBe("candidacy.stepsNamed");
    const missed = [{ step: "no-selling", critical: true }];
    const sheets = [
      await candidacySheet((await candidacyInReach(manager, id))!),
      await candidacySheet((await candidacyInReach(head, id))!),
      await candidacySheet((await ownCandidacy(officerId, id))!),
    ];
    for (const { asks, events } of sheets) {
      expect(asks.flatMap(({ unmet }) => unmet)).toMatchObject([
        { says: "checklist.criticalNamed", have: 1, steps: missed },
      ]);
      expect(events.at(-1)?.entry.body).toMatchObject({ done: 9, steps: 10, criticalMissed: 1, missed });
    }
    expect(why(await act(manager, id, "recommend", "Ready"))).toBe("candidacy.missing");
  });

  test("not by an area manager who is not attested, nor of other units; a master trainer attests them first", async () => {
    const { organisationId, elsewhere, manager, id, officerId } = await trained(["saving"]);
    expect(why(await record(manager, id, seen(["saving"])))).toBe("candidacy.barred not-attested");
    const other = await as(manager.personId, "area-manager", { kind: "units", id: elsewhere });
    expect(await record(other, id, seen(["saving"]))).toBeNull();
    expect(await candidacyInReach(other, id)).toBeNull();
    const master = await as(await makePerson("Lina"), "assessor", FE);
    await db.certification.create({
      data: certificationRow(master.personId, {
        schemeId: "mmw-master-trainer",
        validFrom: addMonths(day, -3),
      }),
    });
    expect(why(await record(master, id, seen(["saving"])))).toBe("trained");
    expect(why(await act(master, id, "recommend", "Ready"))).toBe("trained");
    await attest(manager.personId, organisationId, { validFrom: addMonths(day, -20) });
    expect(why(await record(manager, id, seen(["saving"])))).toBe("candidacy.barred not-attested");
    // Nobody attests themselves, whatever they are.
    const own = await as(officerId, "area-manager", manager.reach[0]!);
    expect(why(await record(own, id, seen(["saving"])))).toBe("candidacy.ownRecord");
  });

  test("an area manager sees the facilitators of their units, and no other candidate", async () => {
    const { manager, id, officerId } = await trained(["saving"]);
    const row = candidacyRow(newId(), officerId);
    await db.candidacy.create({ data: row });
    expect(await candidacyInReach(manager, id)).not.toBeNull();
    expect(await candidacyInReach(manager, row.id)).toBeNull();
  });
});
