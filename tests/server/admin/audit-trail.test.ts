import { beforeAll, describe, expect, test } from "vitest";
import { historyOf, readAuditTrail, type AuditFilters } from "#app/features/audit/audit-trail.server.ts";
import { closedAudit, readableAudit } from "#app/features/cohorts/readable-audit.server.ts";
import { soughtPerson } from "#app/features/identity/people-filters.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, statementsSoFar } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role, Scope } from "#app/lib/actor.ts";
import type { Place } from "#app/lib/keyset.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { actorWith, makeOrganisation } from "#tests/support/identity-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { licenceRow } from "#tests/support/licence-fixture.ts";
import { complaintRow } from "#tests/support/complaint-row.ts";
import { enrolLearner, makeCohort, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";

const NO_FILTER: AuditFilters = { action: "", actor: null, subject: null, between: null };
const BASE = Date.parse("2026-10-01T00:00:00Z");

let inside: string;
let outside: string;
let organisationId: string;
let versionId: string;
let enrolment: Awaited<ReturnType<typeof enrolLearner>>;

const line = (
  minute: number,
  actorId: string | null,
  action: string,
  subjectId: string,
  subjectKind = "person",
) => ({
  id: newId(),
  at: new Date(BASE + minute * 60_000),
  actorId,
  action,
  subjectKind,
  subjectId,
  detail: "{}",
  requestId: "test",
});

beforeAll(async () => {
  organisationId = await makeOrganisation();
  inside = await makePerson("Inside Person");
  outside = await makePerson("Outside Person");
  await db.affiliation.create({
    data: { id: newId(), personId: inside, organisationId, from: "2026-01-01" },
  });
  versionId = await publishCourse();
  enrolment = await enrolLearner(versionId);
  await db.auditEntry.createMany({
    data: [
      ...Array.from({ length: 60 }, (_, index) => line(index % 10, outside, "lesson.read", outside)),
      line(100, inside, "cohort.created", newId(), "cohort"),
      line(101, outside, "cohort.closed", newId(), "cohort"),
      line(102, outside, "cohorts.counted", newId(), "cohort"),
      line(103, outside, "role.granted", inside),
      line(104, null, "person.created", inside),
      line(105, outside, "attempt.graded", enrolment.enrolmentId, "enrolment"),
      line(24 * 60, outside, "mail.retried", newId(), "mail"),
    ],
  });
});

const read = async (
  filters: Partial<AuditFilters> = {},
  readable: Parameters<typeof readAuditTrail>[0] = null,
) => (await readAuditTrail(readable, { ...NO_FILTER, ...filters }, null)).rows;
const actions = (rows: { action: string }[]) => rows.map(({ action }) => action);

test("newest first, page by page, forwards and back, each entry once", async () => {
  const only = { ...NO_FILTER, action: "lesson" };
  const seen: string[] = [];
  const pages = [];
  let place: Place = null;
  do {
    const page = await readAuditTrail(null, only, place);
    pages.push(page);
    seen.push(...page.rows.map(({ id }) => id));
    place = page.next ? { after: page.next } : null;
  } while (place);
  expect(pages.map(({ rows }) => rows.length)).toEqual([25, 25, 10]);
  expect(new Set(seen).size).toBe(60);
  const times = pages.flatMap(({ rows }) => rows.map(({ at }) => at.getTime()));
  expect(times).toEqual([...times].sort((one, other) => other - one));
  const back = await readAuditTrail(null, only, { before: pages[2]!.previous! });
  expect(back.rows.map(({ id }) => id)).toEqual(seen.slice(25, 50));
  expect((await readAuditTrail(null, only, { before: back.previous! })).previous).toBeNull();
});

test("by kind of act: a group is what stands before the dot", async () => {
  expect(actions(await read({ action: "cohort" }))).toEqual(["cohort.closed", "cohort.created"]);
  expect(actions(await read({ action: "cohort.created" }))).toEqual(["cohort.created"]);
  expect(await read({ action: "cohort_" })).toEqual([]);
});

test("by who did it and whom it was about, by name or by the id that links carry", async () => {
  expect(actions(await read({ actor: soughtPerson("inside") }))).toEqual(["cohort.created"]);
  expect(actions(await read({ subject: soughtPerson("PERSON Inside") }))).toEqual([
    "person.created",
    "role.granted",
  ]);
  expect(actions(await read({ subject: soughtPerson(inside) }))).toEqual(["person.created", "role.granted"]);
  const about = actions(await read({ subject: soughtPerson(enrolment.personId) }));
  expect(about).toContain("attempt.graded");
});

test("by day", async () => {
  const from = new Date(BASE + 24 * 60 * 60_000);
  const between = { from, to: new Date(from.getTime() + 24 * 60 * 60_000) };
  expect(actions(await read({ between }))).toEqual(["mail.retried"]);
});

test("names are looked up, the platform has none", async () => {
  const [created, granted] = await read({ subject: soughtPerson(inside) });
  expect(created).toMatchObject({ actorId: null, actorName: null, subjectName: "Inside Person" });
  expect(granted).toMatchObject({ actorName: "Outside Person" });
  const [graded] = await read({ action: "attempt.graded" });
  expect(graded).toMatchObject({ subjectKind: "enrolment", subjectName: "Sok Dara" });
});

test("an auditor of an organisation reads what its people did or what was done to them", async () => {
  const auditor = actorWith(newId(), { kind: "organisation", id: organisationId });
  const readable = readableAudit(auditor);
  expect(actions(await read({}, readable))).toEqual(["person.created", "role.granted", "cohort.created"]);
  const [hidden] = await read({ action: "cohort.closed" });
  const page = await readAuditTrail(readable, NO_FILTER, { after: hidden!.id });
  expect(page.rows).toHaveLength(3); // a place out of reach is the beginning
  expect(await read({}, readableAudit(actorWith(newId())))).toEqual([]);
});

const certificateRow = (id: string, of: { personId: string; versionId: string; enrolmentId: string }) => ({
  id,
  code: id,
  number: id,
  personId: of.personId,
  courseVersionId: of.versionId,
  kind: "participation",
  period: "",
  edition: 1,
  facts: "{}",
  factsSha256: "",
  issuedAt: now(),
  issuedBy: "",
  enrolments: { create: { enrolmentId: of.enrolmentId } },
});

const EVERYWHERE: Scope = { kind: "all", id: "" };

/** What somebody with a role that reaches all reads of one kind of act; `more` are roles of theirs beside that one. */
async function readBy(
  personId: string,
  action: string,
  role: Role = "auditor",
  place: Place = null,
  ...more: Scope[]
) {
  const grants = [EVERYWHERE, ...more].map((scope) => ({ role, scope }));
  const reader: Actor = { ...actorWith(personId, EVERYWHERE), grants };
  const only = { ...NO_FILTER, action };
  return (await readAuditTrail(readableAudit(reader), only, place, await closedAudit(reader))).rows;
}

test("a complaint's lines are on its own page only, and no place to begin", async () => {
  const { id, ...row } = complaintRow();
  await db.complaint.create({ data: { id, ...row } });
  const received = line(200, null, "complaint.received", id, "complaint");
  await db.auditEntry.create({ data: received });
  expect(await readBy(newId(), "complaint")).toEqual([]);
  expect(await readBy(newId(), "complaint", "platform-administrator")).toEqual([]);
  const from = { after: received.id };
  expect(await readBy(inside, "", "auditor", from)).toEqual(await readBy(inside, ""));
  await db.auditEntry.createMany({
    data: Array.from({ length: 30 }, (_, index) =>
      line(201 + index, inside, "complaint.noted", id, "complaint"),
    ),
  });
  const latest = await historyOf(id);
  const earlier = await historyOf(id, { after: latest.next! });
  expect(actions([...latest.rows, ...earlier.rows])).toEqual([
    ...Array.from({ length: 30 }, () => "complaint.noted"),
    "complaint.received",
  ]);
  expect(earlier.next).toBeNull();
});

test("nobody reads what was proposed against them, nor who acts for them; others do", async () => {
  const row = certificationRow(inside);
  await db.certification.create({ data: row });
  await db.auditEntry.createMany({
    data: ["suspension-proposed", "error-proposed", "surrender-entered", "suspended"].map((act, minute) =>
      line(300 + minute, outside, `certification.${act}`, row.id, "certification"),
    ),
  });
  const { personId, enrolmentId } = enrolment;
  const certificateId = newId();
  await db.certificate.create({ data: certificateRow(certificateId, { personId, versionId, enrolmentId }) });
  await db.auditEntry.create({
    data: line(310, outside, "certificate.revoked-proposed", certificateId, "certificate"),
  });

  const all = [
    "certification.suspended",
    "certification.surrender-entered",
    "certification.error-proposed",
    "certification.suspension-proposed",
  ];
  expect(actions(await readBy(outside, "certification"))).toEqual(all);
  expect(actions(await readBy(inside, "certification"))).toEqual(["certification.suspended"]);
  const deputy = actorWith(newId(), { kind: "all", id: "", for: inside });
  const { rows } = await readAuditTrail(
    null,
    { ...NO_FILTER, action: "certification" },
    null,
    await closedAudit(deputy),
  );
  expect(actions(rows)).toEqual(["certification.suspended"]);
  expect(actions(await readBy(outside, "certificate.revoked-proposed"))).toHaveLength(1);
  expect(await readBy(personId, "certificate.revoked-proposed")).toEqual([]);
  await mergedInto(outside, personId);
  expect(await readBy(outside, "certificate.revoked-proposed")).toEqual([]);
});

test("nobody who belongs to an organisation, or acts for somebody there, reads what was proposed against its licence", async () => {
  const row = licenceRow(organisationId);
  await db.licence.create({ data: row });
  await db.auditEntry.createMany({
    data: ["error-proposed", "error-dropped", "suspended"].map((act, minute) =>
      line(320 + minute, outside, `licence.${act}`, row.id, "licence"),
    ),
  });
  const told = ["licence.suspended"];
  const stranger = await makePerson("Of Nowhere");
  const there = { kind: "organisation", id: organisationId } as const;
  expect(actions(await readBy(stranger, "licence"))).toHaveLength(3);
  expect(actions(await readBy(inside, "licence"))).toEqual(told);
  expect(actions(await readBy(stranger, "licence", "auditor", null, there))).toEqual(told);
  const principal = await makePerson("Head There");
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId: principal,
      role: "training-head",
      scopeKind: "organisation",
      scopeId: organisationId,
      grantedAt: now(),
      grantedBy: "test",
    },
  });
  expect(actions(await readBy(principal, "licence"))).toEqual(told);
  const deputy = { ...actorWith(stranger, { ...EVERYWHERE, for: principal }), grants: [] };
  const only = { ...NO_FILTER, action: "licence" };
  const { rows } = await readAuditTrail(null, only, null, await closedAudit(deputy));
  expect(actions(rows)).toEqual(told);
});

describe("what hangs on a person or a cohort is found by who reaches these", () => {
  /** A cohort of a programme, hosted by one organisation; the learner comes from another. */
  async function makeSide(programme: string) {
    const [host, home] = [await makeOrganisation(), await makeOrganisation()];
    const versionId = await publishCourse();
    const cohortId = await makeCohort(versionId);
    await db.cohort.update({ where: { id: cohortId }, data: { hostId: host, programme } });
    const { enrolmentId, personId } = await enrolLearner(versionId, cohortId);
    await db.affiliation.create({
      data: { id: newId(), personId, organisationId: home, from: "2026-01-01" },
    });
    const [halfDayId, attemptId, certificateId] = [newId(), newId(), newId()];
    await db.halfDay.create({
      data: { id: halfDayId, cohortId, date: "2026-10-02", part: "am", title: "", contactMinutes: 180 },
    });
    await db.attempt.create({ data: { id: attemptId, enrolmentId, ...ATTEMPT } });
    await db.certificate.create({
      data: certificateRow(certificateId, { personId, versionId, enrolmentId }),
    });
    await db.auditEntry.createMany({
      data: [
        line(200, null, "attempt.submitted", attemptId, "attempt"),
        line(201, null, "certificate.issued", certificateId, "certificate"),
        line(202, null, "half-day.verified", halfDayId, "half-day"),
        line(203, null, "training-report.submitted", cohortId, "cohort"),
      ].map((entry) => ({ ...entry, requestId: cohortId })),
    });
    return { host, home, cohortId };
  }

  const ATTEMPT = {
    moduleId: "intro",
    unitId: "test",
    number: 1,
    state: "submitted",
    seed: "",
    paper: "[]",
    startedAt: now(),
    maxPoints: 500,
    practice: false,
  };
  const OF_A_PERSON = ["enrolment.created", "certificate.issued", "attempt.submitted"];
  const OF_A_COHORT = ["training-report.submitted", "half-day.verified"];

  test("a programme and its host find all of it, the learner's organisation what is the learner's", async () => {
    const ours = await makeSide("financial-education");
    const theirs = await makeSide("management");
    const lines = async (...reach: Scope[]) => {
      const before = statementsSoFar();
      const rows = await read({}, readableAudit(actorWith(newId(), ...reach)));
      expect(statementsSoFar() - before).toBe(1);
      return actions(rows).sort();
    };
    const all = [...OF_A_PERSON, ...OF_A_COHORT].sort();
    expect(await lines({ kind: "programme", id: "financial-education" })).toEqual(all);
    expect(await lines({ kind: "organisation", id: ours.host })).toEqual(all);
    expect(await lines({ kind: "organisation", id: ours.home })).toEqual([...OF_A_PERSON].sort());
    expect(await lines({ kind: "cohort", id: theirs.cohortId })).toEqual(all);
    expect(await lines({ kind: "organisation", id: newId() })).toEqual([]);
  });
});
