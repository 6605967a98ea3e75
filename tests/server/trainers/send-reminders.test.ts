import { beforeEach, expect, test } from "vitest";
import { positionKeyOf } from "#app/features/attestation/needs.ts";
import { unneededOf } from "#app/features/attestation/unneeded.server.ts";
import { sendDigests } from "#app/features/cohorts/send-digests.server.ts";
import { listCertifications } from "#app/features/trainers/certifications/certifications.server.ts";
import { certificationsDue } from "#app/features/trainers/renewal/certifications-due.server.ts";
import { FACILITATOR_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import { renewalDays } from "#app/features/trainers/renewal/renewal-days.server.ts";
import { sendReminders } from "#app/features/trainers/renewal/send-reminders.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { on } from "#prisma/seed/candidate-story.ts";
import { attested, onLeave } from "#tests/support/attestation-fixture.ts";
import { addDays, addMonths, dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import * as fresh from "#tests/support/fresh.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makeCall } from "#tests/support/admission-fixture.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { paths } from "#app/lib/paths.ts";
import { actorFor, makeCohort, makePerson } from "#tests/support/learning-fixture.ts";

const { validity } = FACILITATOR_SCHEME;
const START = "2030-01-07"; // a Monday; far from what other tests make

beforeEach(async () => {
  await db.inboxMessage.deleteMany();
  await db.outboxMessage.deleteMany();
  await db.attestation.deleteMany();
  await db.certificationFact.deleteMany({ where: { certification: { schemeId: "fe-facilitator" } } });
  await db.certification.deleteMany({ where: { schemeId: "fe-facilitator" } });
  await db.roleAssignment.deleteMany();
  await db.digest.deleteMany();
});

/** At nine in the morning in Phnom Penh. */
const morning = (day: CalendarDay) => new Date(`${day}T02:00:00Z`);
const sweep = (day: CalendarDay, at = morning(day)) => sendReminders(unneededOf, { at, dayIn: () => day });

/** Officers of one organisation whose attestations end spread over a year. */
async function officers(count: number): Promise<{ id: string; personId: string; validUntil: CalendarDay }[]> {
  const people = Array.from({ length: count }, (_, index) => {
    const id = newId();
    return {
      id,
      username: id,
      name: `Officer ${index}`,
      searchText: `officer ${index}`,
      locale: "en",
      timeZone: "Asia/Phnom_Penh",
      country: "KH",
      email: `${id}@rumdul.example`,
      theme: "system",
      createdAt: new Date(),
    };
  });
  await db.person.createMany({ data: people });
  const rows = people.map(({ id: personId }, index) => {
    const validFrom = addDays(addMonths(START, -12), index % 365);
    return certificationRow(personId, {
      programme: "financial-education",
      schemeId: "fe-facilitator",
      validFrom,
      validUntil: lastValidDay(validity, validFrom),
    });
  });
  await db.certification.createMany({ data: rows });
  return rows.map(({ id, personId, validUntil }) => ({ id, personId, validUntil }));
}

async function reader(role: string, scopeKind: string, scopeId: string): Promise<string> {
  const personId = await makePerson("Reader");
  await db.person.update({
    where: { id: personId },
    data: { email: `${personId}@example.org`, timeZone: "Asia/Phnom_Penh" },
  });
  await db.roleAssignment.create({
    data: { id: newId(), personId, role, scopeKind, scopeId, grantedAt: new Date("2029-12-01T00:00:00Z") },
  });
  return personId;
}

const reminders = () => db.outboxMessage.findMany({ where: { kind: "certification-reminder" } });
const rungsWithin = (validUntil: CalendarDay, from: CalendarDay, until: CalendarDay) =>
  validity.reminders.map((step) => addDays(validUntil, step)).filter((day) => day >= from && day <= until)
    .length;

/** The days on which the platform was down in that year, both included. */
const OUTAGES = [
  [addDays(START, 28), addDays(START, 48)],
  [addDays(START, 100), addDays(START, 103)],
  [addDays(START, 210), addDays(START, 210)],
  [addDays(START, 300), addDays(START, 307)],
] as const;
const isDown = (day: CalendarDay) => OUTAGES.some(([from, to]) => from <= day && day <= to);

test("500 officers in one year with four outages: each rung once to its holder, one digest a week to head and officer", async () => {
  const held = await officers(500);
  const { organisationId } = await fresh.organisation();
  await db.affiliation.createMany({
    data: held.map(({ personId }) => ({ id: newId(), personId, organisationId, from: "2020-01-01" })),
  });
  const readers = [
    await reader("certification-officer", "programme", "financial-education"),
    await reader("training-head", "organisation", organisationId),
  ];
  const year = Array.from({ length: 364 }, (_, index) => addDays(START, index));
  // Looked at on Monday, Wednesday and Friday, and as soon as the platform is up again.
  const looked = (day: CalendarDay, index: number) =>
    !isDown(day) && ([0, 2, 4].includes(index % 7) || (index % 7 < 5 && isDown(addDays(day, -1))));
  const up = year.filter(looked);
  for (const day of up) {
    await sweep(day);
    await sendDigests(morning(day), [certificationsDue]);
  }
  const sent = await reminders();
  // A rung is sent on the first day the platform is up, unless the next one, or the end of grace, has come by then.
  const rungs = held.flatMap(({ validUntil }) =>
    validity.reminders.filter((step, index) => {
      const day = up.find((each) => each >= addDays(validUntil, step));
      if (day === undefined || day > addDays(validUntil, validity.graceDays)) return false;
      return validity.reminders.slice(index + 1).every((later) => addDays(validUntil, later) > day);
    }),
  );
  expect(sent).toHaveLength(rungs.length);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length);
  const perOfficer = held.map(({ personId }) => sent.filter((mail) => mail.personId === personId).length);
  expect([Math.min(...perOfficer), Math.max(...perOfficer)]).toEqual([2, validity.reminders.length]);
  const weeks = new Set(up.map((day) => Math.floor(year.indexOf(day) / 7)));
  const digests = await db.outboxMessage.findMany({ where: { kind: "digest" } });
  for (const personId of readers)
    expect(digests.filter((digest) => digest.personId === personId)).toHaveLength(weeks.size);
  expect(digests.every(({ body }) => body.includes("Officer "))).toBe(true);
  console.info(
    `500 officers, one year, looked at on ${up.length} days: ${sent.length} reminders, ${weeks.size} digests to each of two readers`,
  );
}, 240_000);

test("an outage of three weeks loses nobody and doubles nothing", async () => {
  const held = await officers(60);
  const [from, to] = [addDays(START, 28), addDays(START, 50)];
  for (let day = START; day < from; day = addDays(day, 1)) await sweep(day);
  const before = new Set((await reminders()).map(({ key }) => key));
  await sweep(to); // a Tuesday
  await sweep(to);
  await Promise.all([sweep(to), sweep(to)]);
  const after = (await reminders()).map(({ key }) => key).filter((key) => !before.has(key));
  // Whose grace is over by then has nothing to hand in any more.
  const missed = held.filter(
    ({ validUntil }) =>
      rungsWithin(validUntil, from, to) > 0 && addDays(validUntil, validity.graceDays) >= to,
  );
  expect(missed.length).toBeGreaterThan(5);
  for (const { id } of missed) expect(after.filter((key) => key.includes(id))).toHaveLength(1);
  expect(after).toHaveLength(missed.length);
}, 60_000);

test("not at night, not on a weekend, not to whom a file waits or has gone; then on the next working day", async () => {
  const [one] = await officers(1);
  const saturday = "2030-01-05";
  await db.certification.update({ where: { id: one!.id }, data: { validUntil: addDays(saturday, 7) } });
  await sweep(saturday);
  await sweep("2030-01-07", new Date("2030-01-06T20:00:00Z")); // Monday, three in the morning
  expect(await reminders()).toEqual([]);
  const fact = { id: newId(), certificationId: one!.id, sequence: 1, kind: "renewal-submitted" };
  const recorded = { day: "2030-01-04", recordedOn: "2030-01-04", recordedAt: new Date(), recordedBy: "x" };
  await db.certificationFact.create({ data: { ...fact, ...recorded, reason: "" } });
  await sweep("2030-01-07");
  expect(await reminders()).toEqual([]);
  await db.certificationFact.deleteMany({ where: { certificationId: one!.id } });
  await sweep("2030-01-07");
  expect(await reminders()).toHaveLength(1);
});

test("where it is Saturday already, Friday's reminder waits, and a holiday is the one of that day there", async () => {
  const [here, there] = await officers(2);
  const friday = "2030-01-04";
  await db.certification.updateMany({ data: { validUntil: addDays(friday, 7) } });
  await db.person.update({
    where: { id: there!.personId },
    data: { timeZone: "Pacific/Auckland", country: "NZ" },
  });
  const at = (instant: string) => {
    const now = new Date(instant);
    return sendReminders(unneededOf, { at: now, dayIn: (zone) => dayIn(zone, now) });
  };
  const reminded = async () => (await reminders()).map(({ personId }) => personId);
  await at("2030-01-04T02:00:00Z"); // nine in Phnom Penh, three in the afternoon in Auckland
  expect((await reminded()).sort()).toEqual([here!.personId, there!.personId].sort());
  await db.outboxMessage.deleteMany();
  await at("2030-01-04T19:00:00Z"); // Saturday, eight in Auckland; night in Phnom Penh
  expect(await reminded()).toEqual([]);
  const holiday = { country: "NZ", date: "2030-01-07", name: "A day off" };
  await db.holiday.create({ data: { id: newId(), ...holiday } });
  await at("2030-01-06T20:00:00Z"); // Monday, nine in Auckland
  expect(await reminded()).toEqual([]);
  await db.holiday.deleteMany();
  await at("2030-01-06T20:00:00Z");
  expect(await reminded()).toEqual([there!.personId]);
});

test("who has come to other work is not reminded of what it does not ask for", async () => {
  const [officer, accountant] = await officers(2);
  const { organisationId } = await fresh.organisation();
  const places = [
    { personId: officer!.personId, position: "Client officer", from: "2020-01-01" },
    { personId: accountant!.personId, position: "Client officer", from: "2020-01-01", until: "2029-12-31" },
    { personId: accountant!.personId, position: "Accountant", from: "2030-01-01" },
  ];
  await db.affiliation.createMany({ data: places.map((own) => ({ id: newId(), organisationId, ...own })) });
  for (const { id: certificationId, personId } of [officer!, accountant!])
    await db.attestation.create({ data: { certificationId, personId, organisationId } });
  const reminded = async () => (await reminders()).map(({ personId }) => personId).sort();
  const asked = (position: string, until: CalendarDay | null) =>
    db.topicNeed.create({
      data: {
        id: newId(),
        organisationId,
        position,
        positionKey: positionKeyOf(position),
        topic: "budget",
        from: "2029-01-01",
        until,
        setAt: new Date(),
        setBy: "test",
      },
    });
  await asked("Client officer", null);
  await asked("Accountant", "2029-06-30");
  await sweep(START);
  expect(await reminded()).toEqual([officer!.personId]);
  await db.topicNeed.deleteMany({ where: { organisationId, position: "Accountant" } });
  await sweep(START);
  expect(await reminded()).toEqual([officer!.personId, accountant!.personId].sort());
});

test("a head of training is told of their own people, and of nobody who has left", async () => {
  const [stays, left] = await officers(2);
  const organisationId = newId();
  const place = { kind: "mfi", country: "KH", createdAt: new Date() };
  await db.organisation.create({ data: { id: organisationId, name: "Rumdul", ...place } });
  const personOf = async (id: string) =>
    (await db.certification.findUniqueOrThrow({ where: { id } })).personId;
  await db.affiliation.createMany({
    data: [
      { id: newId(), personId: await personOf(stays!.id), organisationId, from: "2020-01-01" },
      {
        id: newId(),
        personId: await personOf(left!.id),
        organisationId,
        from: "2020-01-01",
        until: "2021-01-01",
      },
    ],
  });
  await reader("training-head", "organisation", organisationId);
  await sendDigests(morning(START), [certificationsDue]);
  const [digest] = await db.outboxMessage.findMany({ where: { kind: "digest" } });
  expect(digest?.body).toContain("Officer 0");
  expect(digest?.body).not.toContain("Officer 1");
});

test("the officer is told over the window the scheme gives: the first by name, the rest as a number, and where they stand", async () => {
  await officers(90); // one ends on each day from yesterday on
  await reader("certification-officer", "programme", "financial-education");
  await sendDigests(morning(START), [certificationsDue]);
  const [digest] = await db.outboxMessage.findMany({ where: { kind: "digest" } });
  const inWindow = validity.windowDays + 1; // today and the last day of the window included
  expect(digest?.body).toContain(`${inWindow} certifications are in their renewal window`);
  expect(digest?.body).toContain(`Officer 15 and ${inWindow - 15} more\n  `);
  expect(digest?.body).toContain("/certifications?scheme=fe-facilitator&sort=until");
  expect(digest?.body).toContain("1 certification has lapsed, late renewal still possible: Officer 0\n");
});

test("extended more than once, one is told by the end it has by now, and stands there in the register", async () => {
  const [first, last] = await officers(2);
  const [stored, end] = [addDays(START, -700), addDays(START, 3)];
  await db.certification.update({ where: { id: first!.id }, data: { validUntil: stored } });
  await db.certificationFact.createMany({
    data: [addDays(START, -350), end].map((until, index) => ({
      id: newId(),
      certificationId: first!.id,
      sequence: index + 1,
      kind: "extended",
      day: addDays(until, -360),
      until,
      reason: "An illness",
      recordedOn: addDays(until, -360),
      recordedAt: new Date(),
      recordedBy: "test",
    })),
  });
  await db.certification.update({ where: { id: last!.id }, data: { validUntil: addDays(START, 2) } });
  await reader("certification-officer", "programme", "financial-education");
  await sendDigests(morning(START), [certificationsDue]);
  const [digest] = await db.outboxMessage.findMany({ where: { kind: "digest" } });
  expect(digest?.body).toContain("2 certifications are in their renewal window");
  expect(digest?.body).toContain("Officer 1 and Officer 0\n");
  const officer = actorFor("officer", [{ kind: "all", id: "" }]);
  const listed = async (descending: boolean) => {
    const sorting = { by: "until", descending } as const;
    const asked = { q: "", schemeId: "fe-facilitator", on: null, sorting, page: 1 };
    return (await listCertifications(officer, asked)).rows.map(({ validUntil }) => validUntil);
  };
  expect(await listed(false)).toEqual([addDays(START, 2), end]);
  expect(await listed(true)).toEqual([end, addDays(START, 2)]);
});

test("who is back from leave after the end is told of the last day they have, once, and so is their head", async () => {
  const { organisationId } = await fresh.organisation();
  const [from, back] = [addMonths(START, -4), addDays(START, -1)];
  const validUntil = addDays(from, 60);
  const works = { organisationId, from: "2020-01-01" };
  const { id, personId } = await attested(works, { validFrom: addMonths(validUntil, -12), validUntil });
  await onLeave(personId, organisationId, from, addDays(back, -1));
  await db.person.update({ where: { id: personId }, data: { timeZone: "Asia/Phnom_Penh" } });
  await reader("training-head", "organisation", organisationId);
  const by = addMonths(from, 6);
  await sweep(START);
  await sweep(START);
  const { locale } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const said = wordsFor(locale, "UTC").date(by);
  const sent = await reminders();
  expect(sent.map(({ personId: to }) => to)).toEqual([personId]);
  expect(sent[0]!.body).toContain(said);
  await sendDigests(morning(START), [certificationsDue]);
  const [digest] = await db.outboxMessage.findMany({ where: { kind: "digest" } });
  expect(digest?.body).toContain("1 person is back from leave");
  expect(digest?.body).toContain(said);
  const days = await on(START, () => renewalDays({ personId, locale }));
  expect(days.map(({ id: of, date }) => [of, date])).toEqual([[`${id}-refresh`, by]]);
});

test("a suspension nobody decided on in time is told of once, before the next period begins and in it", async () => {
  const [one] = (await officers(1)) as [Officer];
  const first = addDays(one.validUntil, 1);
  const next = { programme: "financial-education", schemeId: "fe-facilitator", predecessorId: one.id };
  const lasts = { validFrom: first, validUntil: addDays(first, 364) };
  await db.certification.create({ data: certificationRow(one.personId, { ...next, ...lasts }) });
  const early = addDays(first, -60);
  const common = { certificationId: one.id, reason: "x", recordedBy: "x", recordedAt: new Date() };
  const [succeeded, suspended] = [
    { sequence: 1, kind: "succeeded", day: first, recordedOn: early },
    { sequence: 2, kind: "suspended", day: early, until: addDays(early, 30), recordedOn: early },
  ];
  for (const fact of [succeeded, suspended])
    await db.certificationFact.create({ data: { id: newId(), ...common, ...fact } });
  const personId = await reader("certification-officer", "programme", "financial-education");
  const scope = { kind: "programme", id: "financial-education" } as const;
  const officer = { ...actorFor(personId), grants: [{ role: "certification-officer" as const, scope }] };
  const told = async (day: CalendarDay) =>
    (await certificationsDue(officer, wordsFor("en", "UTC"), day)).map(({ text }) => text);
  const line =
    "Attested facilitator, financial education: 1 certification waits for a decision that is overdue: Officer 0";
  expect([await told(addDays(first, -7)), await told(first)]).toEqual([[line], [line]]);
});

test("an appeal about a period to come is told of once when its panel is late, before that begins and in it", async () => {
  const [one] = (await officers(1)) as [Officer];
  const first = addDays(one.validUntil, 1);
  const next = certificationRow(one.personId, {
    programme: "financial-education",
    schemeId: "fe-facilitator",
    predecessorId: one.id,
    validFrom: first,
    validUntil: addDays(first, 364),
  });
  await db.certification.create({ data: next });
  const early = addDays(first, -60);
  const common = { reason: "x", recordedBy: "x", recordedAt: new Date(), day: early, recordedOn: early };
  const suspended = { id: newId(), certificationId: next.id, sequence: 1, kind: "suspended", until: addDays(first, 90) }; // prettier-ignore
  await db.certificationFact.createMany({
    data: [
      { ...common, id: newId(), certificationId: one.id, sequence: 1, kind: "succeeded", day: first },
      { ...common, ...suspended },
      {
        ...common,
        id: newId(),
        certificationId: next.id,
        sequence: 2,
        kind: "appealed",
        about: suspended.id,
      },
    ],
  });
  const personId = await reader("certification-officer", "programme", "financial-education");
  const scope = { kind: "programme", id: "financial-education" } as const;
  const officer = { ...actorFor(personId), grants: [{ role: "certification-officer" as const, scope }] };
  const told = async (day: CalendarDay) =>
    (await certificationsDue(officer, wordsFor("en", "UTC"), day)).map(({ text }) => text);
  const line =
    "Attested facilitator, financial education: 1 certification waits for a decision that is overdue: Officer 0";
  expect(await told(addDays(early, 45))).toEqual([]);
  expect([await told(addDays(early, 46)), await told(first)]).toEqual([[line], [line]]);
});

test("a letter names the refresher and where to apply for it, until one is taken", async () => {
  const versionId = await fresh.refresherCourse();
  const callId = await makeCall(await makeCohort(versionId));
  const link = paths.call(callId);
  const [one, other] = (await officers(2)) as [Officer, Officer];
  const validUntil = addDays(START, 60);
  for (const { id } of [one, other])
    await db.certification.update({
      where: { id },
      data: { validFrom: addMonths(START, -10), validUntil },
    });
  const seat = {
    personId: other.personId,
    cohortId: await makeCohort(versionId),
    courseVersionId: versionId,
  };
  const { enrolmentId } = await inTransaction((tx) => enrol(tx, actorFor(other.personId), seat));
  const sat = { moduleId: "final", unitId: "final", number: 1, seed: "s", paper: "[]", practice: false };
  const at = new Date("2029-12-03T08:00:00Z");
  const graded = { state: "graded", startedAt: at, gradedAt: at, points: 800, maxPoints: 1000 };
  await db.attempt.create({ data: { id: newId(), enrolmentId, ...sat, ...graded } });
  await sweep(START);
  const said = new Map((await reminders()).map(({ personId, body }) => [personId, body]));
  expect([one, other].map(({ personId }) => said.get(personId)!.includes(link))).toEqual([true, false]);
  expect(said.get(one.personId)).toContain("Your refresher: ");
  expect(said.get(other.personId)).not.toContain("refresher");
});

type Officer = Awaited<ReturnType<typeof officers>>[number];
