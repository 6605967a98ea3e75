import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { describe, expect, test } from "vitest";
import { derived } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import {
  candidacyInReach,
  candidacySheet,
  listCandidacies,
} from "#app/features/trainers/candidacies/candidacies.server.ts";
import { around, loadPast, readEvents } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { peopleIn } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import {
  appealOnCandidacy,
  candidacyFileToOpen,
  filesForStaff,
  handIn,
} from "#app/features/trainers/candidacies/candidacy-files.server.ts";
import { loadCandidacy, readFile } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { offersFor, seatRecord } from "#app/features/trainers/candidacies/candidacy-offers.server.ts";
import { applyForCertification, nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { enterPanelDecision } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import {
  candidacyPanels,
  openCandidacyPanel,
  panelKey,
} from "#app/features/trainers/candidacies/candidacy-panel.server.ts";
import { mySeats, seatWork } from "#app/features/trainers/panels/my-seats.server.ts";
import { askedOfSeat, paperOfSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import type { PanelForm } from "#app/features/trainers/panels/panel-forms.ts";
import { actOnPanel, pastPanels } from "#app/features/trainers/panels/panels.server.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { ERASE_HELD } from "#app/features/rights/held-records.server.ts";
import { replaceTrainer } from "#app/features/cohorts/replace-trainer.server.ts";
import { planSession, sessionsOf } from "#app/features/cohorts/sessions.server.ts";
import { agendaCapacity } from "#app/features/trainers/candidacies/agenda-capacity.server.ts";
import { callsFor, callsNow, endCall, makeCall } from "#app/features/trainers/candidacies/scheme-calls.server.ts"; // prettier-ignore
import { leadFindingsOf, mayStandOn } from "#app/features/trainers/certifications/may-lead.server.ts";
import { today } from "#app/infra/clock.server.ts";
import type { Result } from "#app/lib/result.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { act, goOn, on, practicum, record, scored, seenNow, walk } from "#prisma/seed/candidate-story.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { makeExam } from "#tests/support/exam-fixture.ts";
import { castFor, masterTrainer, staffAs } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import * as fresh from "#tests/support/fresh.ts";
import { panelMember, panelRow } from "#tests/support/panel-row.ts";
import { bystander, DECLARE, linkOf, say, seatOf, voteFor } from "#tests/support/panel-votes.ts";
import { courseOutline, questions } from "#tests/support/course-fixture.ts";
import { actorFor, auditOf, makeCohort, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";

const WAY = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;

const why = (answer: Awaited<ReturnType<typeof act>>) =>
  answer === null ? "unknown" : answer.ok ? answer.value.state : answer.reason.key;

/** The stored row says what its events say. */
async function replayed(candidacyId: string) {
  const row = (await loadCandidacy({ id: candidacyId }))!;
  const said = derived(candidacyId, await readFile(row), row.endedOn ?? "2026-12-31");
  return { row, said };
}

describe("from the application to the certification", () => {
  test("through every stage; the decision gives the certification, with what it was decided on", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "certified");
    const { row, said } = await replayed(id);
    expect(row).toMatchObject({ state: "certified", endedOn: day, openKey: id, waitsFor: "nothing" });
    expect(said).toMatchObject({ state: row.state, enteredOn: row.enteredOn, endedOn: row.endedOn });
    const certification = await db.certification.findUniqueOrThrow({ where: { id: row.certificationId! } });
    expect(certification).toMatchObject({
      personId: candidate.personId,
      language: "km",
      validFrom: day,
      origin: "decided",
    });
    expect(certification.number).toMatch(/^TR-2026-\d{5}$/);
    const inputs = JSON.parse(row.events.at(-1)!.inputs!) as { stages: Record<string, { scores: unknown }> };
    expect(inputs.stages["phase-3"]!.scores).toEqual(scored(4));
    expect((await auditOf(id)).at(-1)).toBe("candidacy.advance");
    expect(row.events.map(({ number }) => number)).toEqual(row.events.map((_, index) => index + 1));
  });

  test("one criterion below the floor: not certified, one more practicum, only what failed is scored again", async () => {
    const { cast, candidate } = await castFor();
    const way = { ...WAY, scores: scored(5, { C5: 2 }) };
    const { id, day } = await walk(cast, candidate, way, "decision");
    await on(addDays(day, 1), async () => {
      expect(why(await act(cast.officer, id, "advance", "He is good"))).toBe("candidacy.missing");
      expect(why(await act(cast.officer, id, "fail", "C5"))).toBe("candidacy.repeatFirst");
      expect(why(await act(cast.officer, id, "repeat", "Localise, then once more"))).toBe("phase-3");
    });
    const found = (await candidacyInReach(cast.officer, id))!;
    expect(found.read.file.facts.stages["phase-3"]!.scores).not.toHaveProperty("C5");
    expect(found.read.file.facts.stages["phase-3"]!.scores).toMatchObject({ C1: 5, C12: 5 });
    const mails = await db.outboxMessage.findMany({
      where: { personId: candidate.personId, kind: "candidacy-decision" },
      orderBy: { id: "asc" },
    });
    const events = found.row.events.filter(({ inputs, kind }) => inputs !== null || kind === "recommend");
    const told = events.filter(({ actingAs }) => actingAs !== "system").map(({ id: event }) => event);
    expect(mails.map(({ key }) => key.split(":")[1])).toEqual(told);
    expect(mails.at(-1)!.body).toContain("Localise, then once more");
    expect(mails.at(-1)!.body).toMatch(/C3 .*C4 .*C5 /);
    const part = { cast, candidate, candidacyId: id, way };
    await on(addDays(day, 30), () => practicum(part, { C3: 4, C4: 4, C5: 3 }));
    await goOn(part, addDays(day, 30), "certified");
    const { row, said } = await replayed(id);
    expect(row.state).toBe("certified");
    expect(said.state).toBe("certified");
  });
});

test("whoever does not recommend says so: the officer lets repeat, and no figure need be missing (T10)", async () => {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "phase-2");
  const later = addDays(day, 10);
  await on(later, async () => {
    const body = { missed: 0, madeUp: 0, endedOn: later };
    expect(why(await record(cast.administrator, id, { kind: "attendance", body }))).toBe("phase-2");
    const teaching = { practice: "micro-teaching", on: later, localised: true, feedback: true } as const;
    for (const scores of [scored(3), scored(3)])
      await record(cast.master, id, { kind: "practice", body: { ...teaching, scores } });
    expect(why(await act(cast.officer, id, "repeat", "Not yet"))).toBe("candidacy.nothingMissing");
    expect(why(await act(cast.officer, id, "advise-against", "Mine"))).toBe("candidacy.notYours");
    expect(why(await act(cast.master, id, "advise-against", "He reads from the slides"))).toBe("phase-2");
    const { waitsFor } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    expect(waitsFor).toBe("decision");
    expect(why(await act(cast.officer, id, "advance", "Yes"))).toBe("candidacy.advisedAgainst");
    expect(why(await act(cast.officer, id, "repeat", "Once more"))).toBe("phase-2-eligible");
  });
  const { row, said } = await replayed(id);
  expect(said.state).toBe(row.state);
});

test("a failed exam is marked again once, by the candidate's wish; nobody is refused meanwhile", async () => {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "phase-1-exam");
  const sat = addDays(day, 30);
  const released = addDays(sat, 4);
  const says = async (who: Actor, said: Parameters<typeof record>[2]) =>
    why(await record(who, id, said, "Question 4 was right"));
  await on(released, async () => {
    expect(await says(candidate, { kind: "remarking", body: {} })).toBe("candidacy.remarking.noResult");
    const body = { on: sat, score: 6900, releasedOn: released };
    expect(await says(cast.officer, { kind: "sitting", body })).toBe("phase-1-exam");
    expect(await says(cast.officer, { kind: "remarking", body: {} })).toBe("candidacy.notHere");
    expect(await says(cast.officer, { kind: "remarked", body: { score: 7100 } })).toBe(
      "candidacy.remarking.notAsked",
    );
  });
  await on(addDays(released, 14), async () => {
    expect(await says(candidate, { kind: "remarking", body: {} })).toBe("phase-1-exam");
    expect(await says(candidate, { kind: "remarking", body: {} })).toBe("candidacy.remarking.askedBefore");
    expect(await db.candidacy.findUnique({ where: { id } })).toMatchObject({ waitsFor: "decision" });
    expect(why(await act(cast.officer, id, "fail", "Twice too low"))).toBe("candidacy.remarkingOpen");
    expect(await says(candidate, { kind: "remarked", body: { score: 9000 } })).toBe("candidacy.ownRecord");
    const found = (await candidacyInReach(cast.officer, id))!;
    expect((await offersFor(cast.officer, found, [])).records).toContain("remarked");
    expect(await says(cast.officer, { kind: "remarked", body: { score: 7100 } })).toBe("phase-1-exam");
  });
  const { read } = (await candidacyInReach(cast.officer, id))!;
  expect(read.file.facts.stages["phase-1-exam"]!.sittings).toEqual([
    { on: sat, score: 7100, releasedOn: released, remarking: "done" },
  ]);
  const kept = await db.candidacyEvent.findFirstOrThrow({ where: { candidacyId: id, kind: "sitting" } });
  expect(JSON.parse(kept.body)).toMatchObject({ score: 6900 });
  // Both records of the marking say which sitting they are of.
  const markings = await db.candidacyEvent.findMany({
    where: { candidacyId: id, kind: { in: ["remarking", "remarked"] } },
  });
  expect(markings.map(({ body }) => (JSON.parse(body) as { sitting: string }).sitting)).toEqual([sat, sat]);
});

describe("who may", () => {
  test("who assessed does not decide; nobody acts on their own record; a stranger finds nothing", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "decision");
    const both: Actor = {
      ...cast.assessor,
      grants: [...cast.assessor.grants, ...cast.officer.grants],
    };
    await on(day, async () => {
      const barred = await act(both, id, "advance", "I saw it");
      expect(barred).toMatchObject({ reason: { key: "candidacy.barred" }, bars: ["assessed"] });
      const self: Actor = { ...candidate, grants: cast.officer.grants, reach: cast.officer.reach };
      expect(why(await act(self, id, "advance", "me"))).toBe("candidacy.ownRecord");
      const feedback = { kind: "feedback", body: { responses: 9, present: 9, marks: 4500 } } as const;
      expect(why(await record(self, id, feedback))).toBe("candidacy.ownRecord");
      const stranger = actorFor(await makePerson("Stranger"));
      expect(await act(stranger, id, "withdraw", "x")).toBeNull();
      expect(await candidacyInReach({ ...stranger, reach: [{ kind: "programme", id: "x" }] }, id)).toBeNull();
    });
  });

  test("what bars the principal bars their deputy, who decides, strikes and calls a panel no more than they would", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "decision");
    const { organisationId } = await fresh.organisation();
    const employ = (personId: string) =>
      db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01" } });
    const standIn = (principal: Actor, actor: Actor): Actor => {
      const scope = { kind: "all", id: "", for: principal.personId } as const;
      return { ...actor, reach: [scope], grants: principal.grants.map(({ role }) => ({ role, scope })) };
    };
    const deputy = standIn(cast.officer, actorFor(await makePerson("Deputy")));
    const [delivery] = (await candidacyInReach(cast.officer, id))!.row.events.filter(
      ({ kind }) => kind === "delivery",
    );
    const strike = { kind: "strike", body: { eventId: delivery!.id } } as const;
    await on(day, async () => {
      expect(why(await act(deputy, id, "advance", "Well"))).toBe("candidacy.missing");
      await employ(candidate.personId);
      await employ(cast.officer.personId);
      for (const one of [deputy, cast.officer]) {
        const barred = { reason: { key: "candidacy.barred" }, bars: ["same-employer"] };
        expect(await act(one, id, "advance", "Well")).toMatchObject(barred);
        expect(await record(one, id, strike)).toMatchObject(barred);
        const offers = await offersFor(one, (await candidacyInReach(one, id))!, []);
        expect(offers.strikeBars).toEqual(["same-employer"]);
        const opened = await inTransaction((tx) => openCandidacyPanel(one, id)(tx, "x"));
        expect(opened).toMatchObject({ reason: { key: "panel-officer-barred" } });
      }
      // Of who assessed, in whoever's hand it is.
      const both = standIn(cast.officer, cast.assessor);
      expect((await act(both, id, "advance", "Well"))!).toMatchObject({
        bars: ["assessed", "same-employer"],
      });
      const another = await staffAs("certification-officer", "Another");
      expect(why(await record(another, id, strike))).toBe("decision");
      expect(why(await act(standIn(another, cast.assessor), id, "repeat", "Again"))).toBe("candidacy.barred");
    });
  });

  test("an assessor of the same employer, of an earlier course, or without a valid certification is refused", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "phase-3");
    const seen = {
      kind: "observation",
      body: { on: day, minutes: 60, scores: scored(5), notes: "" },
    } as const;
    const organisationId = newId();
    await db.organisation.create({
      data: { id: organisationId, name: organisationId, kind: "mfi", country: "KH", createdAt: new Date() },
    });
    const employ = (personId: string) =>
      db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01" } });
    await on(day, async () => {
      expect(await record(cast.master, id, seen)).toMatchObject({ bars: ["own-trainer"] });
      expect(await record(await staffAs("assessor", "Nobody yet"), id, seen)).toMatchObject({
        bars: ["not-a-valid-master"],
      });
      await employ(candidate.personId);
      await employ(cast.assessor.personId);
      expect(await record(cast.assessor, id, seen)).toMatchObject({ bars: ["same-employer"] });
    });
  });

  test("has trained the candidate who taught a course they were in, by the day that is judged", async () => {
    const { cast, candidate } = await castFor();
    const bars = async (day: string) =>
      barsOn("assess", cast.master.personId, await around(candidate, TRAINER_SCHEME, true), day, db);
    expect([await bars("2026-05-03"), await bars("2026-05-04")].map((found) => found.includes("own-trainer"))).toEqual([false, true]); // prettier-ignore
    await db.enrolment.updateMany({
      where: { personId: candidate.personId, cohortId: cast.cohorts.toT },
      data: { status: "no-show" },
    });
    expect(await bars("2026-05-04")).not.toContain("own-trainer");
  });

  test("the page offers what is possible and says why the rest is not", async () => {
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "applied");
    const found = (await candidacyInReach(cast.officer, id))!;
    const { acts, records } = await offersFor(cast.officer, found, []);
    expect(acts.map(({ kind, refused }) => [kind, refused?.key ?? "possible"])).toEqual([
      ["advance", "missing"],
      ["waive", "possible"],
      ["decline", "possible"],
      ["fail", "canStillMend"],
      ["withdraw", "possible"],
    ]);
    expect(records).toEqual(["document", "selection", "tie", "strike"]);
    expect((await offersFor(cast.assessor, found, [])).acts).toEqual([]);
  });
});

const reasonOf = (result: Result<unknown>): string => (result.ok ? "ok" : result.reason.key);

describe("the seat of a candidate", () => {
  test("is in a course of their volume, where they sit and where they train (T4, T11)", async () => {
    const { cast, candidate } = await castFor();
    const other = await publishCourse(courseOutline(), questions(), "beyond-the-first-loan");
    const [sits, trains] = [await makeCohort(other), await makeCohort(other)];
    await inTransaction((tx) =>
      enrol(tx, cast.administrator, {
        personId: candidate.personId,
        cohortId: sits,
        courseVersionId: other,
      }),
    );
    const { id, day } = await walk(cast, candidate, WAY, "admitted");
    const seat = async (cohortId: string) => {
      const found = (await candidacyInReach(cast.administrator, id))!;
      const choices = (await offersFor(cast.administrator, found, [])).cohorts.map((one) => one.id);
      const seated = await seatRecord(cast.administrator, found, cohortId);
      expect(choices.includes(cohortId)).toBe(seated.ok);
      return seated.ok;
    };
    expect([await seat(sits), await seat(cast.cohorts.course)]).toEqual([false, true]);
    await goOn({ cast, candidate, candidacyId: id, way: WAY }, day, "provisional");
    expect([await seat(trains), await seat(cast.cohorts.practicum)]).toEqual([false, true]);
  });

  test("in a training of trainers is one in a course that the schemes name as such", async () => {
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "phase-2-eligible");
    const seat = async (cohortId: string) => {
      const found = (await candidacyInReach(cast.administrator, id))!;
      return (await seatRecord(cast.administrator, found, cohortId)).ok;
    };
    expect([await seat(cast.cohorts.course), await seat(cast.cohorts.toT)]).toEqual([false, true]);
  });

  test("for the practicum is where somebody certified stands on the sessions that are planned (T11)", async () => {
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "provisional");
    const { practicum } = cast.cohorts;
    const seat = async () => {
      const found = (await candidacyInReach(cast.administrator, id))!;
      return reasonOf(await seatRecord(cast.administrator, found, practicum));
    };
    expect(await seat()).toBe("ok"); // no session yet
    const lead = await makePerson("Leads it");
    const halfDayId = await fresh.halfDay(practicum);
    await db.halfDayTrainer.create({ data: { halfDayId, personId: lead, role: "lead" } });
    expect(await seat()).toBe("candidacy.noLead");
    await db.cohort.update({ where: { id: practicum }, data: { locales: '["km"]' } });
    await db.certification.create({
      data: certificationRow(lead, { validFrom: "2026-06-01", language: "km" }),
    });
    expect(await seat()).toBe("ok");
  });

  test("in a training of trainers is led by who is a master trainer on its days (T8)", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "phase-2-eligible");
    const led = async () => {
      const found = (await candidacyInReach(cast.administrator, id))!;
      const seated = await on(day, () => seatRecord(cast.administrator, found, cast.cohorts.toT));
      return seated.ok && seated.value.body.ledByMasterTrainer;
    };
    expect(await led()).toBe(true);
    const held = { personId: cast.master.personId, schemeId: "mmw-master-trainer" };
    // Valid on the day of the seat, and not any more when the training begins.
    await db.halfDay.updateMany({ where: { cohortId: cast.cohorts.toT }, data: { date: addDays(day, 60) } });
    await db.certification.updateMany({ where: held, data: { validUntil: addDays(day, 30) } });
    expect(await led()).toBe(false);
  });
});

describe("who stands on a session", () => {
  const plan = { title: "", startsAt: "", room: "", modules: [], contactMinutes: 180 };
  const trainerHere = async (name: string, cohortId: string) => {
    const id = await makePerson(name);
    const scope = { scopeKind: "cohort", scopeId: cohortId, grantedAt: new Date() };
    await db.roleAssignment.create({ data: { id: newId(), personId: id, role: "trainer", ...scope } });
    return id;
  };

  test("a provisional trainer beside a certified one only, nobody who is suspended that day, by whoever is replaced too", async () => {
    const { cast, candidate } = await castFor();
    const { practicum } = cast.cohorts;
    const { id: candidacyId } = await walk(cast, candidate, WAY, "provisional");
    await db.candidacy.update({ where: { id: candidacyId }, data: { dueOn: null } });
    await db.roleAssignment.create({
      data: {
        id: newId(),
        personId: candidate.personId,
        role: "trainer",
        scopeKind: "cohort",
        scopeId: practicum,
        grantedAt: new Date(),
      },
    });
    const certified = await trainerHere("Certified", practicum);
    const row = certificationRow(certified, { validFrom: "2026-06-01" });
    await db.certification.create({ data: row });
    const [early, late] = [
      await fresh.halfDay(practicum, false, "2026-12-01"),
      await fresh.halfDay(practicum, false, "2026-12-10"),
    ];
    const put = async (halfDayId: string, ...trainers: [string, "lead" | "co-trainer" | "apprentice"][]) => {
      const form = { ...plan, trainers: trainers.map(([id, role]) => ({ id, role })) };
      return reasonOf(await planSession(cast.administrator, practicum, halfDayId, form, mayStandOn));
    };
    const { personId } = candidate;
    expect(await put(early, [personId, "lead"])).toBe("calendar.lead.provisional-alone");
    expect(await put(early, [personId, "apprentice"])).toBe("ok");
    expect(await put(early, [personId, "lead"], [certified, "co-trainer"])).toBe("ok");
    expect(await put(early, [personId, "lead"])).toBe("calendar.lead.provisional-alone");

    // Suspended from a day on: the session before it stands, the one after it cannot be given to them.
    await db.certificationFact.create({
      data: {
        id: newId(), certificationId: row.id, sequence: 1, kind: "suspended", day: "2026-12-05", until: "2027-01-31",
        reason: "Quality", recordedOn: "2026-11-30", recordedAt: new Date(), recordedBy: cast.officer.personId,
      },
    }); // prettier-ignore
    expect(await put(late, [certified, "lead"])).toBe("calendar.lead.suspended");
    const nobody = await trainerHere("Never certified", practicum);
    expect(await put(late, [nobody, "lead"])).toBe("ok");
    const replace = await replaceTrainer(
      cast.administrator,
      practicum,
      { from: nobody, to: certified },
      mayStandOn,
    );
    expect(reasonOf(replace)).toBe("calendar.lead.suspended");
    const sessions = await sessionsOf(practicum);
    const found = await leadFindingsOf(practicum, sessions);
    expect([found.get(early), found.get(late)?.map(({ kind, name }) => [kind, name])]).toEqual([
      undefined,
      [["none", "Never certified"]],
    ]);
    // What is so already does not keep the office from planning the rest.
    await db.certificationFact.updateMany({
      where: { certificationId: row.id },
      data: { day: "2026-11-30" },
    });
    expect(await put(early, [personId, "lead"], [certified, "co-trainer"], [nobody, "apprentice"])).toBe(
      "ok",
    );
    expect((await leadFindingsOf(practicum, await sessionsOf(practicum))).get(early)?.map(({ kind }) => kind)).toEqual(["provisional-alone", "suspended"]); // prettier-ignore
    expect(await agendaCapacity(practicum, [{ modules: ["m"], minutes: 180 }])).toMatchObject({
      carries: 0,
      seated: 0,
    });
  });
});

describe("who stands on a session and is inactive", () => {
  test("is found so there as on the register: what was delivered alone since does not show them active", async () => {
    const { cast } = await castFor();
    const { practicum } = cast.cohorts;
    const day = today();
    const holder = await makePerson("Long without a course");
    await db.certification.create({
      data: certificationRow(holder, { validFrom: addMonths(day, -30), validUntil: addMonths(day, 6) }),
    });
    const delivered = async (cohortId: string, date: string) => {
      const halfDayId = await fresh.halfDay(cohortId, true, date);
      await db.halfDayTrainer.create({ data: { halfDayId, personId: holder, role: "lead" } });
    };
    await delivered(practicum, addMonths(day, -20));
    await delivered(practicum, addMonths(day, -1));
    const planned = await fresh.halfDay(practicum, false, addDays(day, 3));
    await db.halfDayTrainer.create({ data: { halfDayId: planned, personId: holder, role: "lead" } });
    const found = async () =>
      (await leadFindingsOf(practicum, await sessionsOf(practicum))).get(planned)?.map(({ kind }) => kind);
    expect(await found()).toEqual(["inactive"]);
  });
});

describe("a call for candidates", () => {
  test("is kept by the officer; outside its days nobody applies or is put forward (T1)", async () => {
    const { cast } = await castFor();
    const somebody = actorFor(await makePerson("Applies"));
    const asked = { schemeId: "mmw-volume-2-trainer", language: "es", reason: "" } as const;
    const applies = async () => reasonOf(await applyForCertification(somebody, asked));
    const day = today();
    const days = (from: number, until: number) => ({
      opensOn: addDays(day, from),
      closesOn: addDays(day, until),
    });
    expect((await makeCall(cast.officer, asked.schemeId, days(2, 9))).ok).toBe(true);
    expect(await applies()).toBe("candidacy.call-announced");
    expect((await makeCall(cast.officer, asked.schemeId, days(0, 3))).ok).toBe(true);
    expect(await callsNow()).toMatchObject({ [asked.schemeId]: { state: "open", day: addDays(day, 3) } });
    const [announced, open] = await callsFor(asked.schemeId);
    expect(await applies()).toBe("ok");
    expect(await endCall(cast.officer, asked.schemeId, open!.id)).toBe(true);
    expect(await endCall(cast.officer, asked.schemeId, announced!.id)).toBe(true);
    expect(await endCall(cast.officer, asked.schemeId, announced!.id)).toBeNull();
    // What was open today is closed and stays: without any call the scheme would take applications again.
    const yesterday = addDays(day, -1);
    expect(await callsFor(asked.schemeId)).toMatchObject([{ opensOn: yesterday, closesOn: yesterday }]);
    expect((await callsNow())[asked.schemeId]?.state).toBe("closed");
    expect(await auditOf(asked.schemeId)).toEqual([
      "scheme.call-made",
      "scheme.call-made",
      "scheme.call-ended",
      "scheme.call-ended",
    ]);
    await db.schemeCall.deleteMany();
  });
});

describe("at once and twice", () => {
  test("of two officers one wins, and the other is told", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "decision");
    const other = await staffAs("certification-officer", "Ana");
    const seen = await seenNow(id);
    const answers = await on(day, () =>
      Promise.all([
        act(cast.officer, id, "stop-clock", "No seat", { seen }),
        act(other, id, "withdraw", "By letter", { seen }),
      ]),
    );
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    // Told whichever it saw first: that somebody was there, or what they did.
    const [loser] = answers.filter((answer) => !answer?.ok);
    expect(["changed-meanwhile", "candidacy.ended"]).toContain(why(loser!));
    expect(await seenNow(id)).toBe(seen + 1);
  });

  test("deciding twice is deciding once", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "decision");
    const asked = { id: newId(), seen: await seenNow(id) };
    await on(day, async () => {
      expect(why(await act(cast.officer, id, "withdraw", "By letter", asked))).toBe("withdrawn");
      expect(why(await act(cast.officer, id, "withdraw", "By letter", asked))).toBe("withdrawn");
    });
    expect(await seenNow(id)).toBe(asked.seen + 1);
  });

  test("one open candidacy for a scheme and language, whoever opens it; after a refusal one waits", async () => {
    const { cast, candidate } = await castFor();
    const asked = { schemeId: WAY.schemeId, language: "km", reason: "" };
    const openings = await on("2026-01-05", () =>
      Promise.all([applyForCertification(candidate, asked), applyForCertification(candidate, asked)]),
    );
    expect(openings.filter(({ ok }) => ok)).toHaveLength(1);
    const { username } = await db.person.findUniqueOrThrow({ where: { id: candidate.personId } });
    expect(await nominate(cast.officer, username, asked)).toMatchObject({
      reason: { key: "candidacy.openAlready" },
    });
    const id = openings.flatMap((opened) => (opened.ok ? [opened.value] : []))[0]!;
    await on("2026-01-06", async () => {
      const uncoded = await act(cast.officer, id, "decline", "No", { code: undefined });
      expect(why(uncoded)).toBe("candidacy.declineCode");
      expect(why(await act(cast.officer, id, "decline", "Two years of three", { code: "experience" }))).toBe(
        "declined",
      );
    });
    const told = await db.outboxMessage.findFirstOrThrow({
      where: { personId: candidate.personId, subject: { startsWith: "Not admitted" } },
    });
    expect(told.body).toContain("Not enough experience in microfinance");
    expect(told.body).toContain("Two years of three");
    const again = await on("2026-02-01", () => applyForCertification(candidate, asked));
    expect(again).toMatchObject({
      reason: { key: "candidacy.waitToReapply", params: { day: "2026-07-05" } },
    });
    expect((await on("2026-07-05", () => applyForCertification(candidate, asked))).ok).toBe(true);
  });
});

test("who withdraws and applies again begins behind the gate, and has it from the day it was passed (T16)", async () => {
  const { cast, candidate } = await castFor();
  const { id, day } = await walk(cast, candidate, WAY, "provisional");
  const ofIt = async (candidacyId: string) =>
    (await readFile((await loadCandidacy({ id: candidacyId }))!)).history.candidacy;
  const passedOn = (await ofIt(id)).entered.at(-1)!.on;
  const later = addDays(day, 300);
  await on(later, async () => {
    expect(why(await act(candidate, id, "withdraw", "I move away"))).toBe("withdrawn");
    const asked = { schemeId: WAY.schemeId, language: WAY.language, reason: "" };
    const begun = await applyForCertification(candidate, asked);
    const again = await ofIt(begun.ok ? begun.value : "");
    expect(again.entered).toEqual([{ stage: "provisional", on: later, passedOn }]);
  });
});

test("queues: whose turn it is, and who is late", async () => {
  const { cast, candidate } = await castFor(`Late ${newId()}`);
  const { name } = await db.person.findUniqueOrThrow({ where: { id: candidate.personId } });
  await db.person.update({ where: { id: candidate.personId }, data: { searchText: name.toLowerCase() } });
  const { id } = await walk(cast, candidate, WAY, "provisional");
  const queue = async (asked: "move" | "overdue" | "clock") =>
    (await listCandidacies(cast.officer, { q: name.slice(5), queue: asked, page: 1 })).total;
  await on("2026-08-01", async () => {
    expect([await queue("move"), await queue("overdue")]).toEqual([1, 0]);
  });
  await on("2027-12-01", async () => {
    expect(await queue("overdue")).toBe(1);
    expect(why(await act(cast.administrator, id, "advance", "late"))).toBe("candidacy.deadlinePassed");
    expect(why(await act(cast.officer, id, "give-notice"))).toBe("provisional");
    expect(why(await act(cast.officer, id, "fail", "No answer"))).toBe("candidacy.noticeRuns");
  });
  await on("2027-12-31", async () => {
    expect(why(await act(cast.officer, id, "fail", "No answer"))).toBe("not-certified");
  });
});

describe("the calendar and the register turn a queue, and nothing is written", () => {
  const inQueues = async (officer: Actor, name: string) => {
    const asked = ["decision", "overdue", "file"] as const;
    const found = await Promise.all(
      asked.map(async (queue) => (await listCandidacies(officer, { q: name, queue, page: 1 })).rows),
    );
    return asked.filter((_, index) => found[index]!.length > 0);
  };
  const named = async (name: string) => {
    const { cast, candidate } = await castFor(name);
    await db.person.update({ where: { id: candidate.personId }, data: { searchText: name.toLowerCase() } });
    return { cast, candidate };
  };

  test("the days of an exam have gone by (T7)", async () => {
    const name = `Missed ${newId()}`;
    const { cast, candidate } = await named(name);
    const { id, day } = await walk(cast, candidate, WAY, "phase-1-exam");
    const { dueOn } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    expect(dueOn).toBe(addDays(day, 45));
    const queues = () => inQueues(cast.officer, name);
    expect(await on(addDays(day, 45), queues)).toEqual(["file"]);
    expect(await on(addDays(day, 46), queues)).toEqual(["decision", "overdue"]);
    expect(await db.candidacy.findUnique({ where: { id } })).toMatchObject({ waitsFor: "file" });
  });

  test("the certification a future master trainer builds on is there, and is lost", async () => {
    const name = `Future ${newId()}`;
    const { cast, candidate } = await named(name);
    const asked = { schemeId: "mmw-master-trainer", language: "km", reason: "" } as const;
    const queues = () => on("2026-06-01", () => inQueues(cast.officer, name));
    await on("2026-06-01", () => applyForCertification(candidate, asked));
    expect(await queues()).toEqual(["decision"]);
    const held = certificationRow(candidate.personId, { validFrom: "2024-01-01", validUntil: "2026-12-31" });
    await db.certification.create({ data: held });
    expect(await queues()).toEqual(["file"]);
    await db.certification.update({ where: { id: held.id }, data: { validUntil: "2026-01-31" } });
    expect(await queues()).toEqual(["decision"]);
  });
});

test("another language by the short way: a case, one observed delivery, a decision; the end is kept", async () => {
  const { cast, candidate } = await castFor();
  const asked = { schemeId: "mmw-volume-1-language", language: "fr", reason: "" } as const;
  const day = "2026-06-15";
  await on(day, async () => {
    expect(await applyForCertification(candidate, asked)).toMatchObject({
      reason: { key: "candidacy.nothingToWiden" },
    });
    const held = certificationRow(candidate.personId, { language: "km", validUntil: "2027-03-31" });
    await db.certification.create({ data: held });
    const km = { ...asked, language: "km" };
    expect(await applyForCertification(candidate, km)).toMatchObject({
      reason: { key: "candidacy.certifiedAlready" },
    });
    const opened = await applyForCertification(candidate, asked);
    if (!opened.ok) throw new Error(opened.reason.key);
    const id = opened.value;
    expect(why(await act(cast.officer, id, "advance", "Good"))).toBe("candidacy.missing");
    const document = { document: "localised-case", upload: null, words: "A market in Dakar" } as const;
    await handIn(candidate, id, { id: newId(), ...document });
    expect(why(await act(cast.officer, id, "advance", "The case is well localised"))).toBe(
      "language-observed",
    );
    expect(why(await act(cast.assessor, id, "advance"))).toBe("candidacy.missing");
    const observed = { on: day, minutes: 90, scores: scored(4), notes: "" };
    // The short way has no course of its own: who trained the candidate before is their trainer still.
    expect(await record(cast.master, id, { kind: "observation", body: observed })).toMatchObject({
      bars: ["own-trainer"],
    });
    await record(cast.assessor, id, { kind: "observation", body: observed });
    expect(why(await act(cast.assessor, id, "advance"))).toBe("decision");
    await db.certification.update({ where: { id: held.id }, data: { validUntil: "2026-06-01" } });
    expect(why(await act(cast.officer, id, "advance", "Yes"))).toBe("candidacy.nothingToWiden");
    await db.certification.update({ where: { id: held.id }, data: { validUntil: "2027-03-31" } });
    expect(why(await act(cast.officer, id, "advance", "Yes"))).toBe("certified");
    const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    expect(await db.certification.findUnique({ where: { id: certificationId! } })).toMatchObject({
      schemeId: "mmw-volume-1-trainer",
      schemeVersion: "1.0",
      language: "fr",
      validFrom: day,
      validUntil: "2027-03-31",
      origin: "decided",
    });
    expect(await db.certificate.count({ where: { certificationId: certificationId! } })).toBe(1);
  });
});

/** Staff of somewhere else: whoever has a role may be seated. */
const roleOf = (personId: string) => ({
  id: newId(),
  personId,
  role: "trainer",
  scopeKind: "cohort",
  scopeId: "elsewhere",
  grantedAt: new Date(),
});

describe("a panel of three", () => {
  async function called(until = "decision") {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, until);
    const { row, read } = (await candidacyInReach(cast.officer, id))!;
    const of = panelKey(row, read);
    const form = (one: PanelForm) => actOnPanel(one, openCandidacyPanel(cast.officer, id));
    const seated = async (name: string) => {
      const { personId, username } = await bystander(name);
      await db.roleAssignment.create({ data: roleOf(personId) });
      const done = await form({ intent: "seat-member", of, username });
      return { personId, done: done?.ok ? "seated" : done?.reason.key };
    };
    return { cast, candidate, id, of, day, form, seated };
  }
  const enter = async (officer: Actor, id: string) =>
    enterPanelDecision(officer, id, {
      id: newId(),
      of: (await db.panel.findFirst({ where: { candidacyId: id, openKey: "open" } }))?.of ?? "",
      seen: await seenNow(id),
      reason: "She is ready",
      minutes: "All three had read the file",
    });

  test("once called decides alone: each votes, two of three carry it, and its minutes stay", async () => {
    const { cast, candidate, id, of, day, form, seated } = await called();
    await on(addDays(day, 1), async () => {
      expect(await form({ intent: "seat-member", of, username: "x" })).toMatchObject({
        reason: { key: "panel-not-called" },
      });
      expect(await form({ intent: "call-panel", of, why: "A hard case" })).toMatchObject({ ok: true });
      expect(why(await act(cast.officer, id, "advance", "I am sure"))).toBe("candidacy.panelFirst");
      await record(cast.officer, id, { kind: "report", body: {} });
      for (const [index, vote] of ["advance", "repeat", "advance"].entries()) {
        const { personId } = await seated(`Member ${index}`);
        const key = await seatOf(of, personId);
        expect((await askedOfSeat(key))!.asked).toMatchObject({ about: "candidacy", file: null });
        await say(key, DECLARE);
        expect((await askedOfSeat(key))!.asked).toMatchObject({ file: { scores: scored(4) } });
        expect(await say(key, voteFor("overturned"))).toMatchObject({ reason: { key: "changed-meanwhile" } });
        if (index === 2) expect(why(await enter(cast.officer, id))).toBe("panel-votes-open");
        await say(key, voteFor(vote));
      }
      expect(await form({ intent: "dissolve-panel", of, minutes: "Not what I want" })).toMatchObject({
        reason: { key: "panel-has-decided" },
      });
      expect(why(await enter(cast.officer, id))).toBe("certified");
    });
    const { row, said } = await replayed(id);
    expect([row.state, said.state]).toEqual(["certified", "certified"]);
    const [past] = await pastPanels({ candidacyId: id });
    expect(past).toMatchObject({ outcome: "advance", minutes: "All three had read the file" });
    const last = row.events.at(-1)!;
    expect([last.id, JSON.parse(last.body)]).toEqual([past!.recordId, { byPanel: past!.id }]);
    const told = await db.outboxMessage.findMany({
      where: { personId: candidate.personId },
      orderBy: { id: "desc" },
    });
    expect(told[0]!.body).toContain("She is ready");
    expect(told[0]!.body).not.toContain("All three");
  });

  test("has no member who assessed or trained the candidate, is tied to them, or recommended", async () => {
    const { cast, id, of, day, form } = await called();
    const seat = async ({ personId }: Actor) => {
      const { username } = await db.person.findUniqueOrThrow({ where: { id: personId } });
      await db.roleAssignment.create({ data: roleOf(personId) });
      const done = await form({ intent: "seat-member", of, username });
      return done?.ok ? "seated" : done?.reason.key;
    };
    await on(addDays(day, 1), async () => {
      const relative = await staffAs("assessor", "A cousin");
      const tie = { kind: "tie", body: { personId: relative.personId, tie: "relative" } } as const;
      await record(cast.officer, id, tie, "She said so");
      await form({ intent: "call-panel", of, why: "A hard case" });
      expect([await seat(cast.assessor), await seat(cast.master), await seat(relative)]).toEqual([
        "panel-bar-assessed",
        "panel-bar-assessed",
        "panel-bar-relative",
      ]);
    });
  });

  test("without a majority decides nothing, and ends when the candidate withdraws", async () => {
    const { cast, candidate, id, of, day, form, seated } = await called();
    await on(addDays(day, 1), async () => {
      await form({ intent: "call-panel", of, why: "A hard case" });
      for (const vote of ["advance", "repeat", "stay"]) {
        const key = await seatOf(of, (await seated(`Votes ${vote}`)).personId);
        await say(key, DECLARE);
        await say(key, voteFor(vote));
      }
      expect(why(await enter(cast.officer, id))).toBe("panel-no-majority");
      expect((await seated("A fourth")).done).toBe("panel-seats");
      await form({ intent: "dissolve-panel", of, minutes: "Three opinions" });
      // Dissolved, it does not give the decision back to one person.
      expect(why(await act(cast.officer, id, "repeat", "I am sure"))).toBe("candidacy.panelFirst");
      await form({ intent: "call-panel", of, why: "Again" });
      const key = await seatOf(of, (await seated("Too late")).personId);
      expect(why(await act(candidate, id, "withdraw", "I move away"))).toBe("withdrawn");
      expect(await askedOfSeat(key)).toBeNull();
    });
    const panels = await db.panel.findMany({ where: { candidacyId: id } });
    expect(panels.map(({ outcome, openKey }) => [outcome, openKey === "open"])).toEqual([
      [null, false],
      [null, false],
    ]);
  });

  test("gives one authority one seat, and is not entered by whoever sits; who is erased leaves no name", async () => {
    const { cast, id, of, day, form, seated } = await called();
    await on(addDays(day, 1), async () => {
      await form({ intent: "call-panel", of, why: "A hard case" });
      const { personId: principalId } = await seated("A principal");
      const deputy = await bystander("Their deputy");
      const assignment = await db.roleAssignment.create({ data: roleOf(deputy.personId) });
      await db.deputyship.create({
        data: {
          id: newId(),
          assignmentId: assignment.id,
          principalId,
          deputyId: deputy.personId,
          scopeKind: "cohort",
          scopeId: "elsewhere",
          from: day,
          until: addDays(day, 30),
          reason: "Leave",
          namedAt: new Date(),
        },
      });
      expect(await form({ intent: "seat-member", of, username: deputy.username })).toMatchObject({
        reason: { key: "panel-one-authority" },
      });
      const { username } = await db.person.findUniqueOrThrow({ where: { id: cast.officer.personId } });
      await db.roleAssignment.create({ data: roleOf(cast.officer.personId) });
      expect(await form({ intent: "seat-member", of, username })).toMatchObject({ ok: true });
      expect(why(await enter(cast.officer, id))).toBe("panel-entered-by-another");
      const key = await nameKey();
      await inTransaction((tx) =>
        ERASE_HELD.certifications(tx, principalId, { certificates: [], evidence: [] }, key),
      );
      expect(await db.panelSeat.findFirst({ where: { personId: principalId } })).toMatchObject({ name: "" });
    });
  });
});

describe("an appeal of a candidate", () => {
  const PDF = new TextEncoder().encode("%PDF-1.7 ten years of payslips");
  const DAY = "2026-10-05";

  /** Decided on by Jean; Eva keeps candidacies too and had no part in this one. */
  async function ruled(stage: string, kind: "decline" | "repeat" | "withdraw") {
    const candidate = actorFor(await makePerson("Chan Sophea"));
    const [jean, nadia, eva] = [
      await staffAs("certification-officer", "Jean"),
      await staffAs("certification-officer", "Nadia"),
      await staffAs("certification-officer", "Eva"),
    ];
    const id = newId();
    const row = candidacyRow(id, candidate.personId, { programme: "management", state: stage });
    row.events!.create = { ...row.events!.create, body: JSON.stringify({ at: stage }) } as never;
    await db.candidacy.create({ data: row });
    if (kind === "repeat")
      await on(DAY, async () => act(await masterTrainer("Lina"), id, "advise-against", "Not strong enough"));
    await on(DAY, () => act(jean, id, kind, "Not enough of it"));
    const { id: of } = await db.candidacyEvent.findFirstOrThrow({ where: { candidacyId: id, kind } });
    const paper = { name: "payslips.pdf", size: PDF.length, arrayBuffer: async () => PDF.buffer };
    const appeal = async (who: Actor = candidate, papers = [paper]) =>
      appealOnCandidacy(who, id, {
        id: newId(),
        seen: await seenNow(id),
        reason: "You mislaid them",
        papers,
      });
    const form = (who: Actor, one: PanelForm) => actOnPanel(one, openCandidacyPanel(who, id));
    const seat = async (who: Actor, personId: string) => {
      const { username } = await db.person.findUniqueOrThrow({ where: { id: personId } });
      await db.roleAssignment.create({ data: roleOf(personId) });
      const done = await form(who, { intent: "seat-member", of, username });
      return done?.ok ? "seated" : done?.reason.key;
    };
    const votes = async (...said: string[]) => {
      for (const vote of said) {
        const { personId } = await bystander(`Says ${vote}`);
        expect(await seat(eva, personId)).toBe("seated");
        const key = await seatOf(of, personId);
        await say(key, DECLARE);
        expect(await say(key, voteFor(vote))).toMatchObject({ ok: true });
      }
    };
    const enter = async (who: Actor) => {
      const told = { reason: "They were there", minutes: "Two hours" };
      return enterPanelDecision(who, id, { id: newId(), of, seen: await seenNow(id), ...told });
    };
    const lastMail = async () =>
      db.outboxMessage.findFirstOrThrow({
        where: { personId: candidate.personId },
        orderBy: { id: "desc" },
      });
    return { candidate, jean, nadia, eva, id, of, appeal, seat, votes, enter, lastMail };
  }

  test("is heard by three who had no part in it; set aside, somebody else decides anew", async () => {
    const { candidate, jean, nadia, eva, id, of, appeal, seat, votes, enter, lastMail } = await ruled(
      "applied",
      "decline",
    );
    expect((await lastMail()).body).toMatch(/You may appeal until/);
    await on(addDays(DAY, 31), async () => expect(why(await appeal())).toBe("candidacy.appealOver"));
    await on(addDays(DAY, 3), async () => {
      expect(await appeal(actorFor(await makePerson("A stranger")))).toBeNull();
      expect(await appeal(jean)).toBeNull();
      expect(why(await appeal())).toBe("declined");
      const late = new TextEncoder().encode("%PDF-1.7 one page more");
      const more = { name: "more.pdf", size: late.length, arrayBuffer: async () => late.buffer };
      expect(why(await appeal(candidate, [more]))).toBe("candidacy.appealWaits");
      expect(await db.candidacyFile.count({ where: { candidacyId: id } })).toBe(1); // refused, it leaves no papers
      expect((await lastMail()).body).toContain("has arrived");
      const { row, said } = await replayed(id);
      const waits = { state: "declined", openKey: "open", waitsFor: "appeal", dueOn: addDays(DAY, 48) };
      expect([row, said]).toMatchObject([waits, waits]);
      const queue = await listCandidacies(eva, { q: "", queue: "appeal", page: 1 });
      expect(queue.rows.map((one) => one.id)).toContain(id);
      const kept = await db.candidacyFile.findFirstOrThrow({ where: { candidacyId: id } });
      expect([kept.document, kept.name]).toEqual(["appeal", "payslips.pdf"]);

      // Not for those it is against, nor for who only sees the candidacy.
      const opens = async (who: Actor) => (await candidacyFileToOpen(who, kept.id)) !== null;
      const sees = async (who: Actor) => {
        const sheet = await candidacySheet((await candidacyInReach(who, id))!);
        return (await filesForStaff(who, sheet)).map((file) => file.id);
      };
      const administrator = await staffAs("cohort-administrator", "Aminata");
      expect(await Promise.all([candidate, eva, jean, administrator].map(opens))).toEqual([
        true,
        true,
        false,
        false,
      ]);
      expect(await Promise.all([eva, jean].map(sees))).toEqual([[kept.id], []]);

      // Whoever wrote anything in the file neither seats the panel nor sits on it, nor enters what it said.
      expect(await seat(jean, nadia.personId)).toBe("candidacy.appealInvolved");
      expect(await seat(eva, jean.personId)).toBe("panel-bar-had-a-part");
      expect(await seat(eva, candidate.personId)).toBe("panel-bar-own-record");
      expect((await candidacyPanels(jean, id)).panel).toBeNull();
      expect((await candidacyPanels(eva, id)).panel).toMatchObject({ of, byItself: true });
      await votes("overturned", "upheld", "overturned");
      expect(why(await enter(jean))).toBe("candidacy.appealInvolved");
      expect(why(await enter(eva))).toBe("applied");
    });
    const { row, said } = await replayed(id);
    const back = { state: "applied", openKey: "open", endedOn: null };
    expect([row, said]).toMatchObject([back, back]);
    expect((await lastMail()).subject).toContain("set aside");
    expect((await auditOf(id)).filter((action) => action.endsWith("appeal"))).toEqual([
      "candidacy.appeal",
      "candidacy.decide-appeal",
    ]);
    // Minutes of an appeal are for who entered them and for who had no part in the file.
    const minutesFor = async (who: Actor) => (await candidacyPanels(who, id)).past.map((one) => one.minutes);
    expect([await minutesFor(eva), await minutesFor(nadia)]).toEqual([["Two hours"], ["Two hours"]]);
    expect(await minutesFor(jean)).toEqual([]);
    await on(addDays(DAY, 4), async () => {
      expect(await act(jean, id, "decline", "Still")).toMatchObject({ bars: ["had-a-part"] });
      expect(why(await act(nadia, id, "advance", "Good"))).toBe("candidacy.missing");
      expect(why(await act(nadia, id, "decline", "Read anew"))).toBe("declined");
      expect(why(await appeal())).toBe("declined"); // another decision, another appeal
    });
  });

  test("of what a panel decided: none of its three decides anew, alone or on the next panel", async () => {
    const { nadia, eva, id, of, appeal, votes, enter } = await ruled("applied", "decline");
    const voter = await staffAs("certification-officer", "Voted for it");
    const before = await panelRow({ candidacyId: id }, `${id}:1`);
    await panelMember({ candidacyId: id }, `${id}:1`, voter.personId, { votedAt: new Date() });
    await db.panel.update({ where: { id: before }, data: { openKey: before, recordId: of } });
    await on(addDays(DAY, 3), async () => {
      await appeal();
      await votes("overturned", "overturned", "overturned");
      expect(why(await enter(eva))).toBe("applied");
    });
    await on(addDays(DAY, 4), async () => {
      expect(await act(voter, id, "decline", "Still")).toMatchObject({ bars: ["had-a-part"] });
      const { row, read } = (await candidacyInReach(nadia, id))!;
      const next = panelKey(row, read);
      const form = (one: PanelForm) => actOnPanel(one, openCandidacyPanel(nadia, id));
      await form({ intent: "call-panel", of: next, why: "A hard case" });
      const { username } = await db.person.findUniqueOrThrow({ where: { id: voter.personId } });
      await db.roleAssignment.create({ data: roleOf(voter.personId) });
      expect(await form({ intent: "seat-member", of: next, username })).toMatchObject({
        reason: { key: "panel-bar-had-a-part" },
      });
    });
  });

  test.each([
    ["applied", "decline", false],
    ["phase-1-exam", "withdraw", true],
  ] as const)(
    "pages of an exam are read where it is about one (%s), by a seat that the log names",
    async (stage, kind, rests) => {
      const { eva, id, of, appeal } = await ruled(stage, kind);
      const scan = { id: newId(), sha256: "0".repeat(64), bytes: 1, mediaType: "image/jpeg", addedBy: newId(), addedAt: new Date() }; // prettier-ignore
      const { sittingId } = await makeExam(id, {
        script: { releasedAt: new Date(), scans: { create: scan } },
      });
      await on(addDays(DAY, 3), async () => {
        await appeal();
        const guestEmail = `${newId()}@school.example`;
        const guest = {
          guestName: "Ada Obi",
          guestEmail,
          guestEmployer: "School",
          guestLocale: "en",
        } as const;
        await actOnPanel({ intent: "invite-guest", of, ...guest }, openCandidacyPanel(eva, id));
        const { id: seat, key } = await linkOf(of);
        await say(key, DECLARE);
        const page = await paperOfSeat(key, scan.id, { personId: null, requestId: "test" });
        const papers = (await askedOfSeat(key))!.asked.papers.map((paper) => paper.of);
        expect([page !== null, papers.includes("exam")]).toEqual([rests, rests]);
        const { bankId } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
        const read = await db.auditEntry.findMany({ where: { subjectId: bankId, action: "exam-bank.read" } });
        expect(read.map(({ detail }) => detail)).toEqual(rests ? [JSON.stringify({ seat })] : []);
      });
    },
  );

  test("upheld, it stays as it was, once: of two officers who enter it one is told", async () => {
    const { candidate, nadia, eva, id, appeal, votes, enter } = await ruled("applied", "decline");
    const anew = { schemeId: WAY.schemeId, language: WAY.language, reason: "" };
    await on(addDays(DAY, 3), async () => {
      await appeal(candidate, []);
      await votes("upheld", "redo", "upheld");
      expect(await applyForCertification(candidate, anew)).toMatchObject({
        reason: { key: "candidacy.openAlready" },
      });
      const answers = await Promise.all([enter(eva), enter(nadia)]);
      expect(answers.map(why).sort()).toEqual(["declined", "panel-nothing"]);
      expect(why(await appeal())).toBe("candidacy.nothingToAppeal");
    });
    const { row, said } = await replayed(id);
    const ended = { state: "declined", openKey: id, endedOn: DAY, waitsFor: "nothing" };
    expect([row, said]).toMatchObject([ended, ended]);
    expect(await db.panel.count({ where: { candidacyId: id, outcome: "upheld" } })).toBe(1);
  });

  test("ends with the candidate's own withdrawal; the panel's links end with it", async () => {
    const { candidate, eva, id, of, appeal, seat } = await ruled("phase-2", "repeat");
    const administrator = await staffAs("cohort-administrator", "Aminata");
    await on(addDays(DAY, 1), async () => {
      expect(why(await appeal())).toBe("phase-2-eligible");
      expect(why(await act(administrator, id, "advance"))).toBe("candidacy.appealWaits");
      const { personId } = await bystander("A member");
      expect(await seat(eva, personId)).toBe("seated");
      const key = await seatOf(of, personId);
      const { id: paper } = await db.candidacyFile.findFirstOrThrow({ where: { candidacyId: id } });
      const opens = async (by = key, one = paper) =>
        (await paperOfSeat(by, one, { personId, requestId: "test" })) !== null;
      const sees = async () => (await askedOfSeat(key))!.asked.papers.map((one) => one.id);
      expect((await askedOfSeat(key))!.asked).toMatchObject({ appealed: "repeat", stage: "phase-2" });
      expect([await sees(), await opens()]).toEqual([[], false]);
      await say(key, DECLARE);
      expect([await sees(), await opens()]).toEqual([[paper], true]);
      // Only what the panel sits on, and only by one's own seat.
      const elsewhere = await db.candidacyFile.findFirst({ where: { candidacyId: { not: id } } });
      expect(await opens(key, elsewhere?.id ?? newId())).toBe(false);
      expect(await opens({ ...key, personId: eva.personId })).toBe(false);
      const guestEmail = `${newId()}@school.example`;
      const guest = { guestName: "Ada Obi", guestEmail, guestEmployer: "School", guestLocale: "en" } as const;
      await actOnPanel({ intent: "invite-guest", of, ...guest }, openCandidacyPanel(eva, id));
      const { key: link } = await linkOf(of);
      expect(await opens(link)).toBe(false);
      await say(link, DECLARE);
      expect(await opens(link)).toBe(true);
      expect(await mySeats({ personId })).toMatchObject([
        { name: "Chan Sophea", appeal: true, declared: true },
      ]);
      expect([await seatWork({ personId }), await seatWork(eva)]).toMatchObject([[{ count: 1 }], []]);
      expect(why(await act(candidate, id, "withdraw", "I move away"))).toBe("withdrawn");
      expect([await askedOfSeat(key), await opens(), await opens(link)]).toEqual([null, false, false]);
      expect(await mySeats({ personId })).toEqual([]);
      expect((await db.panel.findFirstOrThrow({ where: { of } })).minutes).toBe("I move away");
    });
  });
});

test("whoever has two accounts that became one is known by the first in all they wrote and are named in, until it is undone", async () => {
  const [candidate, kept, middle, gone] = [
    await makePerson("Candidate"),
    await makePerson("Kept"),
    await makePerson("Middle"),
    await makePerson("Gone"),
  ];
  const seen = { on: "2026-10-02", minutes: 30, notes: "", scores: {} };
  const course = { title: "A course", on: "2026-10-02", data: true, reported: true, responses: 0, marks: 0 };
  const named: [string, object][] = [
    ["observation", { ...seen, also: [gone], excepted: [gone] }],
    ["cycle", { ...course, observedBy: gone }],
    ["tie", { personId: gone, tie: "relative" }],
  ];
  const id = newId();
  await db.candidacy.create({ data: candidacyRow(id, candidate) });
  for (const [index, [kind, body]] of named.entries())
    await db.candidacyEvent.create({
      data: {
        id: newId(),
        candidacyId: id,
        number: index + 2,
        kind,
        day: "2026-10-02",
        actingAs: "master-trainer",
        body: JSON.stringify(body),
        reason: "",
        recordedAt: new Date(),
        recordedBy: gone,
      },
    });
  const people = async () => {
    const [entries = []] = await readEvents([(await loadCandidacy({ id }))!]);
    return [...new Set(entries.slice(1).flatMap(peopleIn))];
  };
  expect(await people()).toEqual([gone]);
  const why = { state: "merged", choices: "{}", words: "", proposedBy: "test", proposedAt: new Date() };
  const first = await db.personMerge.create({
    data: { ...why, id: newId(), keptId: middle, goneId: gone },
  });
  await db.personMerge.create({ data: { ...why, id: newId(), keptId: kept, goneId: middle } });
  expect(await people()).toEqual([kept]);
  const past = await loadPast(db, candidate);
  expect([past.assessors, past.ties.map(({ personId }) => personId)]).toEqual([[kept], [kept]]);
  await db.personMerge.update({ where: { id: first.id }, data: { state: "undone" } });
  expect(await people()).toEqual([gone]);
});
