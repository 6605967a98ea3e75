import { expect, test } from "vitest";
import { sessionFeed } from "#app/features/cohorts/session-feed.server.ts";
import { FACT_OF } from "#app/features/trainers/certifications/certification-acts.ts";
import { ownDays } from "#app/features/work/own-days.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { on, record, walk } from "#prisma/seed/candidate-story.ts";
import { castFor } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makeExam } from "#tests/support/exam-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { licenceRow } from "#tests/support/licence-fixture.ts";
import { makePerson } from "#tests/support/learning-fixture.ts";
import { practising } from "#tests/support/observation-fixture.ts";
import { panelMember } from "#tests/support/panel-row.ts";

const WAY = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;

/** The id without what is drawn, and the day. */
const daysOf = async (personId: string, day: CalendarDay, locale = "en") =>
  on(day, async () =>
    (await ownDays({ personId, locale }, addDays(day, -60))).map(({ id, date }) => [
      id.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, "*"),
      date,
    ]),
  );

test("a candidate's: the exam from and until, then the sitting itself, then when it can be sat again", async () => {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "phase-1-exam");
  const { personId } = candidate;
  const exam = await daysOf(personId, day);
  expect(exam.map(([what]) => what)).toEqual(["candidacy-*-exam-from", "candidacy-*-exam-until"]);

  const sits = addDays(day, 30);
  const { scriptId, sittingId } = await makeExam(id, { sitting: { day: sits, openedAt: null } });
  expect(await daysOf(personId, day)).toEqual([["exam-*", sits]]);
  const { invigilatorId } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
  expect(await daysOf(invigilatorId, day)).toEqual([["invigilate-*", sits]]);
  // Moved, it is the same entry on another day; in the holder's language, with its hours and its place.
  await db.examSitting.update({ where: { id: sittingId }, data: { day: addDays(sits, 1) } });
  const feed = sessionFeed([], "fr", await on(day, () => ownDays({ personId, locale: "fr" }, day)));
  expect(feed).toContain(`UID:exam-${scriptId}@passbook`);
  expect(feed).toContain(`DTSTART:${addDays(sits, 1).replaceAll("-", "")}T020000Z`);
  expect(feed).toContain(`DTEND:${addDays(sits, 1).replaceAll("-", "")}T030000Z`);
  expect(feed).toContain("SUMMARY:Examen : ");
  expect(feed.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  await db.examSitting.update({ where: { id: sittingId }, data: { cancelledAt: new Date() } });
  expect(await daysOf(personId, day)).toEqual(exam);

  const failed = addDays(day, 30);
  await on(failed, () =>
    record(cast.officer, id, {
      kind: "sitting",
      body: { on: addDays(failed, -4), score: 5000, releasedOn: failed },
    }),
  );
  expect(await daysOf(personId, failed)).toEqual([
    ["candidacy-*-remark", addDays(failed, 14)],
    ["candidacy-*-resit-from", addDays(failed, 14)],
    ["candidacy-*-resit-until", addDays(failed, 60)],
  ]);
  expect(await daysOf(personId, addDays(failed, 61))).toEqual([]);
});

test("the last day of a stage, of an observation for both, of a vote", async () => {
  const { cast, candidate, id, day, plan } = await practising();
  const due = (await db.candidacy.findUniqueOrThrow({ where: { id } })).dueOn!;
  expect(await daysOf(candidate.personId, day)).toEqual([["candidacy-*-due", due]]);
  const observed = addDays(day, 4);
  const planned = await plan(cast.assessor, undefined, observed);
  expect(planned?.ok).toBe(true);
  expect(await daysOf(candidate.personId, day)).toEqual([
    ["observed-*", observed],
    ["candidacy-*-due", due],
  ]);
  const assessors = async () =>
    (await daysOf(cast.assessor.personId, day)).filter(([what]) => what?.startsWith("observes"));
  expect(await assessors()).toEqual([["observes-*", observed]]);
  await db.observation.updateMany({ where: { candidacyId: id }, data: { cancelledAt: new Date() } });
  expect([await assessors(), await daysOf(candidate.personId, day)]).toEqual([
    [],
    [["candidacy-*-due", due]],
  ]);

  const member = await makePerson("Sits on it");
  const seat = await panelMember({ candidacyId: id }, id, member, { until: addDays(today(), 9) });
  expect(await daysOf(member, today())).toEqual([["seat-*", addDays(today(), 9)]]);
  await db.panelSeat.update({ where: { id: seat }, data: { votedAt: new Date() } });
  expect(await daysOf(member, today())).toEqual([]);
});

test("a holder's hearing until it is called off, and the days of a licence for whoever heads the training", async () => {
  const holder = await makePerson("Holder");
  const row = certificationRow(holder, { validFrom: "2024-01-01", validUntil: addDays(today(), 20) });
  await db.certification.create({ data: row });
  const said = { reason: "It was bought", recordedOn: today(), recordedAt: new Date(), recordedBy: holder };
  const hearing = addDays(today(), 16);
  const about = { certificationId: row.id, day: today(), ...said };
  await db.certificationFact.create({
    data: { id: newId(), sequence: 1, kind: FACT_OF["propose-revocation"], until: hearing, ...about },
  });
  const kinds = async () => (await daysOf(holder, today())).map(([what]) => what);
  expect(await kinds()).toEqual(["*-window", "*-hearing", "*-until", "*-grace"]);
  await db.certificationFact.create({
    data: { id: newId(), sequence: 2, kind: FACT_OF["drop-revocation"], ...about },
  });
  expect(await kinds()).toEqual(["*-window", "*-until", "*-grace"]);

  const decided = { sequence: 3, kind: "suspended", until: addDays(today(), 60), ...about };
  await db.certificationFact.create({ data: { id: newId(), ...decided } });
  const appeal = (await daysOf(holder, today())).filter(([what]) => what!.includes("appeal"));
  expect(appeal.map(([, day]) => day)).toEqual([addDays(today(), 30)]);
  const entries = await ownDays({ personId: holder, locale: "en" }, today());
  const { date } = wordsFor("en", "UTC");
  expect(entries.find(({ id }) => id.includes("appeal"))?.summary).toBe(
    `${row.number}: last day to appeal against the suspension of ${date(today())}`,
  );

  const { organisationId } = await fresh.organisation();
  await db.licence.create({ data: licenceRow(organisationId) });
  const head = await makePerson("Head");
  expect(await daysOf(head, today())).toEqual([]);
  await db.roleAssignment.create({
    data: { id: newId(), personId: head, role: "training-head", scopeKind: "organisation", scopeId: organisationId, grantedAt: new Date() },
  }); // prettier-ignore
  expect((await daysOf(head, today())).map(([what]) => what)).toEqual([
    "licence-*-window",
    "licence-*-until",
    "licence-*-grace",
  ]);
});
