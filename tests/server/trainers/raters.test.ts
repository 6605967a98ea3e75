import { describe, expect, test } from "vitest";
import { countersign, proposeAgreed } from "#app/features/trainers/observations/agree-rating.server.ts";
import type { Queue } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import {
  candidacyInReach,
  countQueues,
  listCandidacies,
} from "#app/features/trainers/candidacies/candidacies.server.ts";
import { loadCandidacy } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import {
  myRatings,
  observationsOf,
  ratingPage,
  ratingWork,
} from "#app/features/trainers/observations/my-ratings.server.ts";
import { ObservationsForm } from "#app/features/trainers/observations/observation-forms.ts";
import type { Source } from "#app/features/trainers/observations/observation.ts";
import { keepEntries, signRating } from "#app/features/trainers/observations/rate-candidate.server.ts";
import { replaceRater } from "#app/features/trainers/observations/replace-rater.server.ts";
import { db, statementsSoFar } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { on, scored } from "#prisma/seed/candidate-story.ts";
import { masterTrainer } from "#tests/support/candidacy-fixture.ts";
import { auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
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

/* Who rates: somebody else instead, somebody from notes, and somebody who has trained the candidate. */

/** A close first rating that is signed, a second one that is not, and somebody else who could. */
async function waitingForSecond(source: Source = "video") {
  const there = await practising();
  const { cast, plan, second, day, other, id } = there;
  const another = await masterTrainer("Mei Tan");
  await isAssessor(another);
  const observationId = value(await plan(cast.assessor));
  const first = await ratingOf(observationId, 1);
  await keepEntries(cast.assessor, first, [
    ...rated(scored(4, { C5: 2 })),
    entry({ about: "C5", text: "Prices of another country" }),
  ]);
  await on(day, () => signRating(cast.assessor, first));
  value(await second(observationId, other, source));
  const replace = (ratingId: string, by: Actor, exception = "", officer = cast.officer) =>
    on(day, () =>
      replaceRater(
        officer,
        { kind: "candidacy", id },
        {
          ratingId,
          assessorId: by.personId,
          source,
          video: "",
          exception,
          reason: "They have left",
        },
      ),
    );
  return { ...there, another, observationId, first, own: await ratingOf(observationId, 2), replace };
}

test("the work lists say whom to have observed, who needs a second assessor, and what to rate", async () => {
  const { cast, plan, second, day, id, other } = await practising();
  const listed = async (queue: Queue) =>
    (await on(addDays(day, 1), () => listCandidacies(cast.officer, { q: "", queue, page: 1 }))).rows.some(
      (row) => row.id === id,
    );
  const work = async () => Promise.all((["observe", "second", "rate"] as const).map(listed));
  const mine = async (assessor: Actor) => (await ratingWork(assessor))[0]?.count ?? 0;
  expect([await work(), await mine(cast.assessor)]).toEqual([[true, false, false], 0]);
  const observationId = value(await plan(cast.assessor, NEVER_DRAWN));
  expect([await work(), await mine(cast.assessor)]).toEqual([[false, false, true], 1]);
  const first = await ratingOf(observationId, 1);
  await keepEntries(cast.assessor, first, rated(scored(4, { C5: 2 })));
  await on(day, () => signRating(cast.assessor, first));
  expect([await work(), await mine(cast.assessor)]).toEqual([[false, true, false], 0]);
  value(await second(observationId, other));
  const own = await ratingOf(observationId, 2);
  await keepEntries(other, own, rated(scored(4, { C5: 4 })));
  expect([await work(), await mine(other)]).toEqual([[false, false, true], 1]);
  await on(day, () => signRating(other, own));
  const agree = { scores: { C5: 3 } as const, reason: "We looked again" };
  await on(day, () => proposeAgreed(other, own, agree));
  expect([await mine(other), await mine(cast.assessor)]).toEqual([0, 1]);
  await on(day, () => countersign(cast.assessor, first, 1));
  expect([await work(), await mine(cast.assessor)]).toEqual([[false, false, false], 0]);
  // Of the minutes that are asked most were not seen: there is somebody to have observed still, on that very day.
  await db.candidacyEvent.updateMany({
    where: { candidacyId: id, kind: "observation" },
    data: { body: JSON.stringify({ on: day, minutes: 60, scores: scored(4), notes: "" }) },
  });
  expect(await work()).toEqual([true, false, false]);
});

test("whom to have observed is asked once for all, however many somebody has seen", async () => {
  const { cast, plan, day, id } = await practising();
  const observationId = value(await plan(cast.assessor));
  const ratingId = await ratingOf(observationId, 1);
  await keepEntries(cast.assessor, ratingId, rated(scored(5)));
  expect(why(await on(day, () => signRating(cast.assessor, ratingId)))).toBe("ok");
  const asked = async () => {
    const before = statementsSoFar();
    await on(day, () => countQueues(cast.officer, ["observe"]));
    return statementsSoFar() - before;
  };
  await asked();
  const alone = await asked();
  const { events, person: _, ...row } = (await loadCandidacy({ id }))!;
  const { ...seen } = await db.observation.findUniqueOrThrow({ where: { id: observationId } });
  for (const name of ["Seen too", "And seen"]) {
    const [candidacyId, personId] = [newId(), await makePerson(name)];
    const copies = events.map(({ candidacyId: _of, ...event }) => ({ ...event, id: newId() }));
    await db.candidacy.create({ data: { ...row, id: candidacyId, personId, events: { create: copies } } });
    await db.observation.create({ data: { ...seen, id: newId(), candidacyId, personId } });
  }
  expect(await asked()).toBe(alone);
});

describe("somebody else instead", () => {
  test("takes the place of who does not sign any more, who sees nothing of it then; both stay on record", async () => {
    const { cast, other, another, observationId, first, own, replace, day, id } = await waitingForSecond();
    await keepEntries(other, own, [entry({ text: "Began" })]);
    expect(await replace(own, another, "", cast.assessor)).toBeNull();
    expect(why(await replace(first, another))).toBe("observation.signedStays");
    expect(why(await replace(own, cast.assessor))).toBe("observation.another");
    expect(await replace(own, cast.master)).toMatchObject({ bars: ["own-trainer"] });
    value(await replace(own, another));
    expect(why(await replace(own, another))).toBe("changed-meanwhile");
    expect([await signRating(other, own), (await myRatings(other, 1)).total]).toEqual([null, 0]);
    const [view] = await observationsOf(cast.officer, { kind: "candidacy", id });
    expect(view!.ratings.map(({ assessor }) => assessor)).toEqual(["Kwame Mensah", "Mei Tan"]);
    expect(view!.replaced).toMatchObject([{ assessor: "Rosa Quispe", turn: 2, reason: "They have left" }]);
    expect(await auditOf(id)).toContain("observation.replaced");
    const keys = [`observation-replaced:${own}`, `observation-assigned:${view!.ratings[1]!.id}`];
    const told = await db.outboxMessage.findMany({
      where: { OR: keys.map((key) => ({ key: { startsWith: key } })) },
    });
    expect(told.map(({ personId }) => personId).sort()).toEqual([other.personId, another.personId].sort());
    const next = view!.ratings[1]!.id;
    await keepEntries(another, next, rated(scored(4, { C5: 2 })));
    expect(why(await on(day, () => signRating(another, next)))).toBe("ok");
    expect((await standing(observationId)).standing).toBe("settled");
  });

  test("what comes from the phone of whoever was replaced is kept beside, and counts once they are asked again", async () => {
    const { cast, other, another, own, replace, observationId, id, day } = await waitingForSecond();
    await keepEntries(other, own, [entry({ text: "Began" })]);
    value(await replace(own, another));
    const offline = [...rated(scored(4, { C5: 2 })), entry({ about: "C5", text: "Written in the room" })];
    const kept = { added: offline.length, late: offline.length };
    expect(await keepEntries(other, own, offline)).toEqual(kept);
    expect(await keepEntries(other, own, offline)).toEqual({ added: 0, late: 0 });
    const page = (await ratingPage(other, own))!;
    expect([page.over, page.late.length, page.cells]).toEqual(["replaced", offline.length, []]);
    const [view] = await observationsOf(cast.officer, { kind: "candidacy", id });
    expect(view!.replaced[0]!.late.map(({ text }) => text)).toContain("Written in the room");
    expect((await standing(observationId)).standing).toBe("second");
    const next = await ratingOf(observationId, 2);
    value(await replace(next, other));
    expect(await ratingOf(observationId, 2)).toBe(own);
    // Why they were replaced before stays in the trail.
    const lines = await db.auditEntry.findMany({
      where: { subjectId: id, action: "observation.replaced" },
      orderBy: { id: "asc" },
    });
    expect(JSON.parse(lines.at(-1)!.detail)).toMatchObject({
      askedAgain: own,
      replacedBecause: "They have left",
    });
    expect(await ratingPage(other, own)).toMatchObject({ over: null, late: [], signedAt: null });
    expect(why(await on(day, () => signRating(other, own)))).toBe("ok");
    const { standing: stands, second, replaced } = await standing(observationId);
    expect([stands, second!.scores.C5, replaced.map(({ id }) => id)]).toEqual(["settled", 2, [next]]);
    const asked = { key: { startsWith: `observation-assigned:${own}` } };
    expect(await db.outboxMessage.count({ where: asked })).toBe(2);
  });

  test("of two officers at once one is told", async () => {
    const { another, own, replace, observationId } = await waitingForSecond();
    const both = await Promise.all([replace(own, another), replace(own, another)]);
    expect(both.map(why).sort()).toEqual(["changed-meanwhile", "ok"]);
    expect(await db.observationRating.count({ where: { observationId, openKey: "open" } })).toBe(2);
  });

  test("a signature that cannot count any more is replaced, and what was proposed with it is no proposal", async () => {
    const { cast, other, another, own, first, replace, day, observationId } = await waitingForSecond();
    await keepEntries(other, own, rated(scored(4, { C5: 4 })));
    await on(day, () => signRating(other, own));
    const agree = { scores: { C5: 3 } as const, reason: "We looked again" };
    expect(why(await on(day, () => proposeAgreed(other, own, agree)))).toBe("ok");
    await db.person.update({ where: { id: other.personId }, data: { deactivatedAt: new Date() } });
    value(await replace(own, another));
    const next = await ratingOf(observationId, 2);
    await keepEntries(another, next, rated(scored(4, { C5: 5 })));
    await on(day, () => signRating(another, next));
    expect(await standing(observationId)).toMatchObject({ standing: "moderation", agreed: null });
    expect(why(await on(day, () => countersign(cast.assessor, first, 1)))).toBe("changed-meanwhile");
    expect(why(await on(day, () => proposeAgreed(another, next, agree)))).toBe("ok");
    expect(why(await on(day, () => countersign(cast.assessor, first, 2)))).toBe("ok");
    expect((await standing(observationId)).standing).toBe("settled");
  });

  test("two accounts that became one are no two raters; what was asked of the other one is theirs to go on with", async () => {
    const { cast, other, another, own, replace, day, observationId } = await waitingForSecond();
    await keepEntries(other, own, rated(scored(4, { C5: 4 })));
    await mergedInto(cast.assessor.personId, other.personId);
    const note = entry({ about: "C5", text: "From the phone of the account that is gone" });
    expect(await keepEntries(cast.assessor, own, [note])).toEqual({ added: 1, late: 0 });
    expect((await ratingPage(cast.assessor, own))!.notes).toHaveLength(1);
    expect((await myRatings(cast.assessor, 1)).total).toBe(2);
    expect(why(await on(day, () => signRating(cast.assessor, own)))).toBe("observation.another");
    expect(why(await replace(own, cast.assessor))).toBe("observation.another");
    value(await replace(own, another));
    const next = await ratingOf(observationId, 2);
    await keepEntries(another, next, rated(scored(4, { C5: 2 })));
    expect(await on(day, () => signRating(another, next))).toEqual({ ok: true, value: { settled: true } });
  });

  test("what one person proposed they do not sign by another account; one of the two signatures is replaced", async () => {
    const { cast, other, another, own, first, replace, day } = await waitingForSecond();
    await keepEntries(other, own, rated(scored(4, { C5: 4 })));
    await on(day, () => signRating(other, own));
    const agree = { scores: { C5: 3 } as const, reason: "We looked again" };
    expect(why(await on(day, () => proposeAgreed(other, own, agree)))).toBe("ok");
    expect(why(await replace(first, another))).toBe("observation.signedStays");
    await mergedInto(cast.assessor.personId, other.personId);
    expect(why(await on(day, () => countersign(cast.assessor, first, 1)))).toBe("observation.otherSigns");
    expect(why(await replace(own, another))).toBe("ok");
  });
});

test("who rates from a video is shown where it is seen; nobody else is", async () => {
  const { cast, other, own, first } = await waitingForSecond();
  const pages = await Promise.all([ratingPage(other, own), ratingPage(cast.assessor, first)]);
  expect(pages.map((page) => page!.video)).toEqual(["https://video.example/kampong-cham", ""]);
  const asked = { intent: "second", observationId: "o", assessorId: "a", source: "video" } as const;
  const taken = (video: string) => ObservationsForm.safeParse({ ...asked, video }).success;
  expect(["", "https://video.example/1", "http://video.example", "javascript:alert(1)"].map(taken)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("who rates from notes is shown the notes and the minutes, and none of the scores", async () => {
  const { other, own } = await waitingForSecond("notes");
  const page = (await ratingPage(other, own))!;
  expect(page.toRateFrom).toMatchObject({
    there: true,
    minutes: 185,
    notes: [{ about: "C5", text: "Prices of another country" }],
  });
  expect([page.cells, page.outcome, page.notes]).toEqual([[], null, []]);
  const { plan, second, cast, other: rater } = await practising();
  const observationId = value(await plan(cast.assessor));
  value(await second(observationId, rater, "notes"));
  const early = (await ratingPage(rater, await ratingOf(observationId, 2)))!;
  expect(early.toRateFrom).toEqual({ there: false, minutes: 0, notes: [] });
  expect(early.missing.map(({ key }) => key)).toContain("notes");
});

describe("an assessor who has trained the candidate", () => {
  test("rates by an exception with a reason, beside somebody who has not; the decision knows", async () => {
    const { cast, plan, second, day, id, other } = await practising();
    const reason = "Nobody else speaks Khmer";
    expect(await plan(cast.master)).toMatchObject({ bars: ["own-trainer"] });
    const observationId = value(await plan(cast.master, NEVER_DRAWN, day, reason));
    const first = await ratingOf(observationId, 1);
    await keepEntries(cast.master, first, rated(scored(5)));
    expect(await on(day, () => signRating(cast.master, first))).toMatchObject({ value: { settled: false } });
    expect((await standing(observationId)).reasons).toEqual(["exception"]);
    value(await second(observationId, other));
    const own = await ratingOf(observationId, 2);
    await keepEntries(other, own, rated(scored(5)));
    expect(await on(day, () => signRating(other, own))).toMatchObject({ value: { settled: true } });
    const { read } = (await candidacyInReach(cast.officer, id))!;
    const event = read.entries.find(({ kind }) => kind === "observation")!;
    expect(event).toMatchObject({ reason, body: { excepted: [cast.master.personId] } });
    expect(read.file.facts.stages["phase-3"]!.bars).toEqual([]);
  });

  test("not both; and an exception lets nothing else pass", async () => {
    const { cast, plan, second, day, id } = await practising();
    const reason = "Nobody else speaks Khmer";
    const observationId = value(await plan(cast.master, NEVER_DRAWN, day, reason));
    const { halfDayId } = await db.halfDayTrainer.findFirstOrThrow({
      where: { personId: cast.master.personId },
    });
    await db.halfDayTrainer.create({
      data: { halfDayId, personId: cast.assessor.personId, role: "co-trainer" },
    });
    expect(why(await second(observationId, cast.assessor, "video", reason))).toBe("observation.oneException");
    const employed = await masterTrainer("Same House");
    await isAssessor(employed);
    await db.candidacyEvent.create({
      data: {
        id: `tie-${id}`,
        candidacyId: id,
        number: 1000,
        kind: "tie",
        day,
        actingAs: "officer",
        body: JSON.stringify({ personId: employed.personId, tie: "relative" }),
        reason: "",
        recordedAt: new Date(),
        recordedBy: cast.officer.personId,
      },
    });
    expect(await second(observationId, employed, "video", reason)).toMatchObject({ bars: ["relative"] });
  });
});
