import { describe, expect, test, vi } from "vitest";
import { candidacyInReach, candidacySheet } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { offersFor } from "#app/features/trainers/candidacies/candidacy-offers.server.ts";
import { shownSince } from "#app/features/trainers/candidacies/candidacy.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { assessors } from "#app/features/trainers/observations/assessors.server.ts";
import { agreedIn } from "#app/features/trainers/observations/observation-forms.ts";
import { countersign, proposeAgreed } from "#app/features/trainers/observations/agree-rating.server.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  cancelObservation,
  planObservation,
} from "#app/features/trainers/observations/plan-observation.server.ts";
import { ratingPage } from "#app/features/trainers/observations/my-ratings.server.ts";
import { signedRatings } from "#app/features/trainers/observations/signed-ratings.server.ts";
import { keepEntries, signRating } from "#app/features/trainers/observations/rate-candidate.server.ts";
import { figuresOfSession } from "#app/features/trainers/observations/observations.server.ts";
import { findCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { db } from "#app/infra/db.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { on, record, scored } from "#prisma/seed/candidate-story.ts";
import { staffAs } from "#tests/support/candidacy-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import {
  entry,
  isAssessor,
  NEVER_DRAWN,
  practising,
  rated,
  ratingOf,
  standing,
  value,
  why,
} from "#tests/support/observation-fixture.ts";

describe("who observes", () => {
  test("an assessor who trained the candidate is refused with the reason; a stranger plans nothing", async () => {
    const { cast, plan, id } = await practising();
    expect(await plan(cast.master)).toMatchObject({
      reason: { key: "candidacy.barred" },
      bars: ["own-trainer"],
    });
    const nobody = await staffAs("assessor", "Nobody yet");
    expect(why(await plan(nobody))).toBe("observation.noAssessor");
    await isAssessor(nobody);
    expect(await plan(nobody)).toMatchObject({ bars: ["not-a-valid-master"] });
    const asked = {
      intent: "plan",
      halfDayId: "",
      day: "",
      place: "",
      assessorId: "x",
      source: "live",
      video: "",
      exception: "",
    } as const;
    expect(await planObservation(cast.assessor, { kind: "candidacy", id }, asked, 0)).toBeNull();
  });

  test("a master trainer who is suspended as a trainer does not observe from that day on", async () => {
    const { cast, plan, day } = await practising();
    const { assessor } = cast;
    const trainer = certificationRow(assessor.personId, {
      validFrom: addDays(day, -900),
      validUntil: addDays(day, 100),
    });
    await db.certification.create({ data: trainer });
    const common = { id: newId(), certificationId: trainer.id, sequence: 1, recordedAt: new Date() };
    const fact = { kind: "suspended", day, until: addDays(day, 60), word: "quality", reason: "Complaints" };
    await db.certificationFact.create({ data: { ...common, ...fact, recordedOn: day, recordedBy: "test" } });
    expect(await plan(assessor)).toMatchObject({ bars: ["not-a-valid-master"] });
    const own = await db.certification.findFirstOrThrow({
      where: { personId: assessor.personId, schemeId: "mmw-master-trainer" },
    });
    expect(await findCertification(cast.officer, own.id, { on: day, known: day })).toMatchObject({
      standing: { status: "not-a-trainer", day },
      holdsBy: [{ number: trainer.number, standing: { status: "suspended" } }],
    });
    // The next period of a master begins as the one before ended.
    const [next, later] = [addDays(day, 1), addDays(day, 2)];
    const renewed = certificationRow(assessor.personId, {
      schemeId: "mmw-master-trainer",
      predecessorId: own.id,
      validFrom: next,
    });
    await db.certification.create({ data: renewed });
    expect(await findCertification(cast.officer, renewed.id, { on: later, known: later })).toMatchObject({
      standing: { status: "not-a-trainer", day },
    });
    value(await plan(assessor, NEVER_DRAWN, addDays(day, -1)));
  });

  test("of two plans at once one stands, and the other is told", async () => {
    const { cast, plan, other } = await practising();
    const both = await Promise.all([plan(cast.assessor), plan(other)]);
    expect(both.map(why).sort()).toEqual(["observation.oneAtATime", "ok"]);
  });

  test("what was held before the round does not count in it, and no more does what was planned then", async () => {
    const { cast, plan, second, other, id, day } = await practising();
    const of = { kind: "candidacy", id } as const;
    const { scheme, file } = (await candidacyInReach(cast.officer, id))!.read;
    const since = shownSince(scheme, file.candidacy);
    const refused = await plan(cast.assessor, NEVER_DRAWN, addDays(since, -1));
    expect(refused).toMatchObject({ reason: { key: "candidacy.beforeStage", params: { day: since } } });
    const stale = value(await plan(cast.assessor));
    const own = await ratingOf(stale, 1);
    await keepEntries(cast.assessor, own, rated(scored(4, { C5: 2 })));
    await on(day, () => signRating(cast.assessor, own));
    value(await second(stale, other));
    // The practicum is taken again meanwhile: of the first one nothing settles, and something new is planned.
    await db.observation.update({ where: { id: stale }, data: { day: addDays(since, -1) } });
    const late = await ratingOf(stale, 2);
    await keepEntries(other, late, rated(scored(4, { C5: 2 })));
    expect(why(await on(day, () => signRating(other, late)))).toBe("candidacy.beforeStage");
    value(await plan(cast.assessor));
    const off = { observationId: stale, reason: "Of the first practicum" };
    expect(why(await on(day, () => cancelObservation(cast.officer, of, off)))).toBe("ok");
  });

  test("called off it takes nothing that counts; the next one keeps what was drawn", async () => {
    const { cast, plan, id, day } = await practising();
    const first = value(await plan(cast.assessor, 42));
    expect(why(await plan(cast.assessor))).toBe("observation.oneAtATime");
    const ratingId = await ratingOf(first, 1);
    const off = { observationId: first, reason: "The assessor is ill" };
    expect(why(await on(day, () => cancelObservation(cast.officer, { kind: "candidacy", id }, off)))).toBe(
      "ok",
    );
    // A phone that was without a line still has something: nothing is lost, and nothing counts.
    expect(await keepEntries(cast.assessor, ratingId, [entry({ text: "late" })])).toEqual({
      added: 1,
      late: 1,
    });
    expect(await ratingPage(cast.assessor, ratingId)).toMatchObject({ over: "cancelled", notes: [] });
    expect(await signRating(cast.assessor, ratingId)).toBeNull();
    const next = value(await plan(cast.assessor, NEVER_DRAWN));
    expect((await db.observation.findUniqueOrThrow({ where: { id: next } })).draw).toBe(42);
  });

  test("seen once is seen: nobody is observed until they pass, but after the decision once more", async () => {
    const { cast, plan, id, day, other } = await practising();
    const ratingId = await ratingOf(value(await plan(cast.assessor)), 1);
    await keepEntries(cast.assessor, ratingId, rated(scored(5, { C5: 1, C6: 1 })));
    expect(await on(day, () => signRating(cast.assessor, ratingId))).toMatchObject({
      value: { settled: true },
    });
    expect(why(await plan(other))).toBe("observation.seenAlready");
    // However it came in: a better day does not make up for it.
    const body = { on: day, minutes: 200, scores: scored(5), notes: "" };
    await on(day, () => record(other, id, { kind: "observation", body }));
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.file.facts.stages["phase-3"]!.scores).toEqual(scored(5, { C5: 1, C6: 1 }));
  });
});

describe("entries", () => {
  test("however often and at once they come, each is there once; nobody else's page takes them", async () => {
    const { cast, plan, other } = await practising();
    const ratingId = await ratingOf(value(await plan(cast.assessor)), 1);
    const batch = [entry({ text: "Opens with a story" }), entry({ kind: "score", about: "C3", value: 4 })];
    expect(await keepEntries(other, ratingId, batch)).toBeNull();
    await Promise.all([1, 2, 3].map(() => keepEntries(cast.assessor, ratingId, batch)));
    expect(await keepEntries(cast.assessor, ratingId, [...batch, ...batch])).toEqual({ added: 0, late: 0 });
    expect(await db.ratingEntry.count({ where: { ratingId } })).toBe(2);
  });

  test("after the signature they are kept and do not count; a clock that runs ahead is put right", async () => {
    const { cast, plan, day } = await practising();
    const observationId = value(await plan(cast.assessor));
    const ratingId = await ratingOf(observationId, 1);
    await keepEntries(cast.assessor, ratingId, rated(scored(5)));
    expect(await on(day, () => signRating(cast.assessor, ratingId))).toEqual({
      ok: true,
      value: { settled: true },
    });
    const [one, other] = [Date.UTC(2099, 0, 1, 9), Date.UTC(2099, 0, 1, 10)];
    await keepEntries(
      cast.assessor,
      ratingId,
      [entry({ text: "Ahead", at: one }), entry({ text: "An hour later", at: other })],
      other + 30 * 60_000,
    );
    const notes = (await standing(observationId)).first!.late.map(({ at }) => at).sort();
    expect([notes[1]! - notes[0]!, notes[1]! < Date.now() - 29 * 60_000]).toEqual([60 * 60_000, true]);
    const late = entry({ kind: "score", about: "C1", value: 1, at: Date.UTC(2099, 0, 1) });
    expect(await keepEntries(cast.assessor, ratingId, [late])).toEqual({ added: 1, late: 1 });
    const { first } = await standing(observationId);
    expect([first!.scores.C1, first!.late.length]).toEqual([5, 3]);
    for (const { at } of first!.late) expect(at).toBeLessThanOrEqual(Date.now());
  });
});

describe("from the signature into the candidacy", () => {
  test("one clear rating is enough: scores, minutes and words stand in the file", async () => {
    const { cast, candidate, plan, id, day } = await practising();
    const observationId = value(await plan(cast.assessor));
    const ratingId = await ratingOf(observationId, 1);
    expect(why(await on(day, () => signRating(cast.assessor, ratingId)))).toBe("observation.notComplete");
    const means = [
      entry({ kind: "figure", about: "responses", value: 12 }),
      entry({ kind: "figure", about: "mean", value: 425 }),
    ];
    const note = entry({ about: "C3", text: "Opens with a story" });
    await keepEntries(cast.assessor, ratingId, [...rated(scored(5)), ...means, note]);
    // Of how many twelve are, decides whether they are enough.
    expect(why(await on(day, () => signRating(cast.assessor, ratingId)))).toBe("observation.notComplete");
    await keepEntries(cast.assessor, ratingId, [entry({ kind: "figure", about: "present", value: 30 })]);
    expect(await signedRatings(id)).toEqual([]);
    await on(day, () => signRating(cast.assessor, ratingId));
    // As a panel on the candidate reads it.
    expect(await signedRatings(id)).toMatchObject([
      { id: ratingId, minutes: 185, scores: scored(5), notes: [{ about: "C3", text: "Opens with a story" }] },
    ]);
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.file.facts.stages["phase-3"]).toMatchObject({
      scores: scored(5),
      observedMinutes: 185,
      feedback: { responses: 12, marks: 5100, present: 30 },
    });
    expect(read.history.assessors).toContain(cast.assessor.personId);
    expect(await auditOf(ratingId)).toEqual(["observation.noted", "observation.noted", "observation.signed"]);
    const told = await db.outboxMessage.count({
      where: { personId: candidate.personId, kind: "observation-result" },
    });
    expect(told).toBe(1);
    expect(await db.candidacyEvent.count({ where: { candidacyId: id, kind: "feedback" } })).toBe(0);
    // Signed twice is signed once.
    await on(day, () => signRating(cast.assessor, ratingId));
    expect(read.entries.filter(({ kind }) => kind === "observation")).toHaveLength(1);
  });

  test("of a session whose register is taken nobody types how many were there, whatever is known of them", async () => {
    const { halfDays, learners } = await finishedCohort(["Dara", "Bopha", "Fatou"]);
    const [unknown, ...women] = learners;
    await db.person.updateMany({
      where: { id: { in: women.map(({ personId }) => personId) } },
      data: { sex: "female" },
    });
    await db.person.update({ where: { id: unknown!.personId }, data: { sex: null } });
    expect(await figuresOfSession(halfDays[0]!)).toMatchObject({ present: 3, women: null, men: null });
    await db.attendanceMark.deleteMany({ where: { halfDayId: halfDays[0]! } });
    expect(await figuresOfSession(halfDays[0]!)).toMatchObject({ present: null });
  });

  test("rated too weak and signed it is not struck out and rated again, but where somebody who rated may not", async () => {
    const { cast, plan, second, other, id, day } = await practising();
    const weak = scored(4, { C5: 2 });
    const strikes = async (eventId: string) =>
      why(await record(cast.officer, id, { kind: "strike", body: { eventId } }, "Look again"));
    const last = async () => (await candidacyInReach(cast.officer, id))!.row.events.at(-1)!.id;
    const offered = async (eventId: string) => {
      const found = (await candidacyInReach(cast.officer, id))!;
      const { events } = await candidacySheet(found);
      return (await offersFor(cast.officer, found, events)).strikeable.some(
        ({ entry }) => entry.id === eventId,
      );
    };
    const seen = async (scores: Scores) => {
      const observationId = value(await plan(cast.assessor));
      const first = await ratingOf(observationId, 1);
      await keepEntries(cast.assessor, first, rated(scores));
      const signed = await on(day, () => signRating(cast.assessor, first));
      if (signed?.ok && signed.value.settled) return last();
      value(await second(observationId, other));
      const again = await ratingOf(observationId, 2);
      await keepEntries(other, again, rated(scores));
      expect(await on(day, () => signRating(other, again))).toEqual({ ok: true, value: { settled: true } });
      return last();
    };
    await on(day, async () => {
      // What was typed before there was an instrument, or imported, nobody can put right but by striking it out.
      const typed = { on: addDays(day, -1), minutes: 0, scores: weak, notes: "" };
      expect(why(await record(cast.assessor, id, { kind: "observation", body: typed }))).toBe("ok");
      expect(await strikes(await last())).toBe("ok");
      const good = await seen(scored(5));
      expect([await offered(good), await strikes(good)]).toEqual([true, "ok"]);
      const low = await seen(weak);
      expect([await offered(low), await strikes(low)]).toEqual([false, "candidacy.ratingStays"]);
      // It has come out since that one of the two is a relative: it never counted, and another assessor looks.
      const tie = { personId: other.personId, tie: "relative" } as const;
      await record(cast.officer, id, { kind: "tie", body: tie }, "A cousin");
      expect([await offered(low), await strikes(low)]).toEqual([true, "ok"]);
    });
  });

  test("who could assess on the observed day signs later too, with what the participants said", async () => {
    const { cast, plan, id } = await practising();
    const ratingId = await ratingOf(value(await plan(cast.assessor)), 1);
    const means = [
      entry({ kind: "figure", about: "responses", value: 12 }),
      entry({ kind: "figure", about: "present", value: 12 }),
      entry({ kind: "figure", about: "mean", value: 425 }),
    ];
    await keepEntries(cast.assessor, ratingId, [...rated(scored(5)), ...means]);
    // Their certification as master trainer has run out meanwhile.
    const signed = await on("2029-02-10", () => signRating(cast.assessor, ratingId));
    expect(signed).toEqual({ ok: true, value: { settled: true } });
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.file.facts.stages["phase-3"]!.feedback).toMatchObject({ responses: 12 });
  });

  test("in Tonga it is tomorrow: what was seen this morning is signed before the scheme's day has come", async () => {
    const { cast, plan, id, day, other } = await practising();
    const tomorrow = addDays(day, 1);
    for (const [assessor, timeZone, answer] of [
      [other, "America/Lima", "observation.notComplete"],
      [cast.assessor, "Pacific/Tongatapu", "ok"],
    ] as const) {
      await db.person.update({ where: { id: assessor.personId }, data: { timeZone } });
      const observationId = value(await plan(assessor, NEVER_DRAWN, tomorrow));
      const ratingId = await ratingOf(observationId, 1);
      await keepEntries(assessor, ratingId, rated(scored(5)));
      vi.useFakeTimers({ now: new Date(`${day}T12:30:00Z`), toFake: ["Date"] });
      const signed = await on(undefined, () => signRating(assessor, ratingId)).finally(() =>
        vi.useRealTimers(),
      );
      expect(why(signed)).toBe(answer);
      const off = { observationId, reason: "Somebody else goes" };
      if (answer !== "ok")
        await on(day, () => cancelObservation(cast.officer, { kind: "candidacy", id }, off));
    }
  });

  test("drawn by chance: the second rater agrees closely enough, and the first rating stands with both names", async () => {
    const { cast, plan, second, id, day, other } = await practising();
    const observationId = value(await plan(cast.assessor, 0));
    const first = await ratingOf(observationId, 1);
    await keepEntries(cast.assessor, first, rated(scored(5)));
    expect(await on(day, () => signRating(cast.assessor, first))).toEqual({
      ok: true,
      value: { settled: false },
    });
    expect(await standing(observationId)).toMatchObject({ standing: "second-wanted", reasons: ["drawn"] });
    expect(why(await second(observationId, cast.assessor))).toBe("observation.another");
    value(await second(observationId, other));
    const ratingId = await ratingOf(observationId, 2);
    await keepEntries(other, ratingId, rated(scored(5, { C9: 4 })));
    expect(await on(day, () => signRating(other, ratingId))).toEqual({ ok: true, value: { settled: true } });
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.file.facts.stages["phase-3"]!.scores).toEqual(scored(5));
    expect(read.history.assessors).toEqual(expect.arrayContaining([cast.assessor.personId, other.personId]));
  });

  test("answers of nobody knows how many do not go in with a rating that was signed before that was asked", async () => {
    const { cast, plan, second, id, day, other } = await practising();
    const observationId = value(await plan(cast.assessor, 0));
    const [first, figures] = [await ratingOf(observationId, 1), ["responses", "present", "mean"]];
    const said = figures.map((about) => entry({ kind: "figure", about, value: about === "mean" ? 500 : 1 }));
    await keepEntries(cast.assessor, first, [...rated(scored(5)), ...said]);
    await on(day, () => signRating(cast.assessor, first));
    await db.ratingEntry.deleteMany({ where: { ratingId: first, about: "present" } });
    value(await second(observationId, other));
    const ratingId = await ratingOf(observationId, 2);
    await keepEntries(other, ratingId, rated(scored(5)));
    expect(await on(day, () => signRating(other, ratingId))).toEqual({ ok: true, value: { settled: true } });
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.file.facts.stages["phase-3"]).toMatchObject({ scores: scored(5), feedback: null });
  });

  test("too far apart: nothing goes in before both have signed what they agree on; the ratings stay", async () => {
    const { cast, plan, second, id, day, other } = await practising();
    const observationId = value(await plan(cast.assessor));
    const [one, two] = [scored(4, { C5: 2 }), scored(4, { C5: 4 })];
    const first = await ratingOf(observationId, 1);
    await keepEntries(cast.assessor, first, rated(one));
    await on(day, () => signRating(cast.assessor, first));
    expect((await standing(observationId)).reasons).toEqual(["close"]);
    value(await second(observationId, other));
    const ratingId = await ratingOf(observationId, 2);
    await keepEntries(other, ratingId, rated(two));
    await on(day, () => signRating(other, ratingId));
    expect(await standing(observationId)).toMatchObject({ standing: "moderation" });
    const propose = (actor: Actor, own: string, scores: Scores) =>
      on(day, () => proposeAgreed(actor, own, { scores, reason: "We looked at the exercise again" }));
    expect(why(await propose(cast.assessor, first, {}))).toBe("observation.agreeOnAll");
    expect(why(await propose(cast.assessor, first, { C5: 5 }))).toBe("observation.agreeBetween");
    expect(why(await propose(cast.assessor, first, agreedIn({ "agreed.C5": "3" })))).toBe("ok");
    expect(why(await on(day, () => countersign(cast.assessor, first, 1)))).toBe("observation.otherSigns");
    const asked = await db.outboxMessage.findMany({
      where: { key: { startsWith: `observation-countersign:1:${observationId}` } },
    });
    expect(asked.map(({ personId }) => personId)).toEqual([other.personId]);
    const before = (await candidacyInReach(cast.officer, id))!;
    expect(before.read.file.facts.stages["phase-3"]?.scores ?? {}).toEqual({});
    expect(await on(day, () => countersign(other, ratingId, 1))).toEqual({
      ok: true,
      value: { settled: true },
    });
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.file.facts.stages["phase-3"]!.scores).toEqual(scored(4, { C5: 3 }));
    const after = await standing(observationId);
    expect([after.standing, after.first!.scores.C5, after.second!.scores.C5]).toEqual(["settled", 2, 4]);

    // Renewed early: the next period is there, and has not begun.
    const held = { personId: cast.assessor.personId, schemeId: "mmw-master-trainer" };
    const { id: predecessorId } = await db.certification.findFirstOrThrow({ where: held });
    const next = { schemeId: held.schemeId, predecessorId, validFrom: addDays(day, 30) };
    await db.certification.create({ data: certificationRow(held.personId, next) });
    // What the officer sees of the two: the agreed rating counts for neither a second time.
    const { rows } = await on(day, () => assessors(cast.officer));
    const lineOf = ({ personId }: Actor) => rows.find((row) => row.id === personId);
    expect(lineOf(cast.assessor)).toMatchObject({
      load: { candidates: 1, judgements: 1, observations: 1, minutes: 185, last: day },
      drift: { shared: 1, compared: 12, mean: -17, distance: 17 },
      drifts: false,
      open: 0,
      standing: { valid: true },
    });
    expect(lineOf(other)).toMatchObject({ drift: { mean: 17 } });
    expect(lineOf(cast.master)).toMatchObject({ load: { observations: 0, judgements: 4 }, drift: null });
    const elsewhere = { ...cast.officer, reach: [{ kind: "programme", id: "elsewhere" } as const] };
    expect((await assessors(elsewhere)).rows).toEqual([]);

    // Of somebody whose account went into another, what they did under both is one line.
    const kept = await makePerson("Kwame B. Mensah");
    await mergedInto(kept, cast.assessor.personId);
    await db.observationRating.create({
      data: { id: newId(), observationId, assessorId: kept, turn: 3, source: "notes", assignedBy: "test", assignedAt: now() },
    }); // prettier-ignore
    const { rows: merged } = await on(day, () => assessors(cast.officer));
    expect(merged.find((row) => row.id === kept)).toMatchObject({
      load: { judgements: 1, minutes: 185 },
      drift: { mean: -17 },
      open: 1,
    });
  });

  test("of both signing at the same moment nothing is lost: it settles or waits for agreement once", async () => {
    const { cast, plan, second, id, day, other } = await practising();
    const observationId = value(await plan(cast.assessor));
    value(await second(observationId, other));
    const [first, ratingId] = [await ratingOf(observationId, 1), await ratingOf(observationId, 2)];
    await keepEntries(cast.assessor, first, rated(scored(5)));
    await keepEntries(other, ratingId, rated(scored(5)));
    await on(day, () => Promise.all([signRating(cast.assessor, first), signRating(other, ratingId)]));
    expect((await standing(observationId)).standing).toBe("settled");
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(read.entries.filter(({ kind }) => kind === "observation")).toHaveLength(1);
  });
});

test("a rating made under a version keeps its words of the scores; one that is still to be made is in those of the new one", async () => {
  const { cast, plan, second, id, day } = await practising();
  const observationId = value(await plan(cast.assessor, 0));
  const first = await ratingOf(observationId, 1);
  await on(day, () => keepEntries(cast.assessor, first, rated(scored(3))));
  expect(why(await on(day, () => signRating(cast.assessor, first)))).toBe("ok");
  value(await second(observationId, cast.master, "video", "Nobody else is there"));
  const words = Object.fromEntries(LOCALES.map((locale) => [locale, `ends when it said ${locale}`]));
  const text = writeScheme({ ...TRAINER_SCHEME, version: "1.1", anchors: { C8: { 3: words } } });
  const written = { reason: "Clearer", publishedAt: new Date(), publishedBy: "test" };
  await db.schemeVersion.create({ data: { schemeId: TRAINER_SCHEME.id, position: 2, text, ...written } });
  try {
    const { events } = (await candidacyInReach(cast.officer, id))!.row;
    await db.candidacyEvent.create({
      data: {
        id: newId(),
        candidacyId: id,
        number: events.length + 1,
        kind: "moved",
        day,
        actingAs: "officer",
        body: JSON.stringify({ from: "1.0", to: "1.1" }),
        reason: "Clearer",
        recordedAt: new Date(Date.now() + 1000),
        recordedBy: "test",
      },
    });
    await db.candidacy.update({ where: { id }, data: { schemeVersion: "1.1" } });
    const anchors = async (actor: Actor, turn: 1 | 2) =>
      (await ratingPage(actor, await ratingOf(observationId, turn)))!.anchors;
    expect(await anchors(cast.assessor, 1)).toBeUndefined();
    expect(await anchors(cast.master, 2)).toEqual({ C8: { 3: words } });
    const sheet = async () => candidacySheet((await candidacyInReach(cast.officer, id))!);
    expect((await sheet()).anchors).toEqual({ C8: { 3: words } });
  } finally {
    await db.candidacy.update({ where: { id }, data: { schemeVersion: "1.0" } });
    await db.schemeVersion.deleteMany({ where: { schemeId: TRAINER_SCHEME.id } });
  }
});
