import { describe, expect, onTestFinished, test } from "vitest";
import { sessionFeed } from "#app/features/cohorts/session-feed.server.ts";
import {
  findCertification,
  myCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import {
  applyForCertification,
  beginAgain,
} from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import {
  actOnCertification,
  actsFor,
} from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { renewalDays } from "#app/features/trainers/renewal/renewal-days.server.ts";
import { myRenewal, renewalInReach } from "#app/features/trainers/renewal/renewal-file.server.ts";
import { closeFinding, decideOnRenewal, enterEvidence, evidenceFile, handIn } from "#app/features/trainers/renewal/renew.server.ts"; // prettier-ignore
import { today } from "#app/infra/clock.server.ts";
import { keepEntries, signRating } from "#app/features/trainers/observations/rate-candidate.server.ts";
import type { EvidenceForm } from "#app/features/trainers/renewal/renewal-forms.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { schemePreview } from "#app/features/trainers/schemes/scheme-drafts.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { handIn as handInPaper } from "#app/features/trainers/candidacies/candidacy-files.server.ts";
import { act, on, record, scored, taken } from "#prisma/seed/candidate-story.ts";
import {
  assignSecond,
  planObservation,
} from "#app/features/trainers/observations/plan-observation.server.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import { SECOND_VERSIONS, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { countersign, proposeAgreed } from "#app/features/trainers/observations/agree-rating.server.ts";
import { paths } from "#app/lib/paths.ts";
import { makeCall } from "#tests/support/admission-fixture.ts";
import { castFor, masterTrainer } from "#tests/support/candidacy-fixture.ts";
import {
  isAssessor,
  NEVER_DRAWN,
  practising,
  rated,
  ratingOf,
  value,
  why,
} from "#tests/support/observation-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { certificationDraft } from "#app/features/trainers/certifications/trainer-certificate-draft.server.ts";
import { employ } from "#tests/support/attestation-fixture.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addMonths, addYears, type CalendarDay } from "#app/lib/calendar-day.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, auditOf, makeCohort, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";

const officer = async (): Promise<Actor> => actorFor(await makePerson("Officer"), [{ kind: "all", id: "" }]);
const pdf = { size: 8, arrayBuffer: async () => new TextEncoder().encode("%PDF-1.7").buffer };
const paper = { day: today(), note: "Folder 4", file: null };

/** In its window: three years that end in a month. */
async function certified(own: object = {}) {
  const personId = await makePerson("Prak Vanna");
  const validUntil = addDays(today(), 30);
  const row = certificationRow(personId, {
    validFrom: addDays(addYears(validUntil, -3), 1),
    validUntil,
    ...own,
  });
  await db.certification.create({ data: row });
  return { id: row.id, personId, holder: actorFor(personId), validUntil };
}

/** By an officer who decides on none of it. */
async function fill(id: string, by?: Actor): Promise<void> {
  const clerk = by ?? (await officer());
  const delivery = {
    intent: "delivery",
    ...paper,
    modules: 6,
    responses: 6,
    mean: 420,
    reported: "yes",
  } as const;
  for (const form of [
    delivery,
    { ...delivery, day: addDays(today(), -200) },
    { intent: "refresher", ...paper, share: 8250 } as const,
    { intent: "observation", ...paper, result: 300, file: pdf } as const,
  ])
    expect(await enterEvidence(clerk, id, form)).toMatchObject({ ok: true });
}

describe("a renewal", () => {
  test("on time keeps the holder valid until it is decided, and the anniversary after it", async () => {
    const [jean, stranger] = [await officer(), actorFor(await makePerson("Stranger"))];
    const { id, holder, validUntil } = await certified();
    expect((await handIn(holder, id))?.ok).toBe(false);
    await fill(id);
    expect(await handIn(stranger, id)).toBeNull();
    expect(await handIn(holder, id)).toEqual({ ok: true, value: "on-time" });
    expect(await handIn(holder, id)).toMatchObject({ reason: { key: "renewal-waits" } });
    const later = await myCertification(holder, id, { on: addDays(validUntil, 40), known: null });
    expect(later?.standing).toMatchObject({ status: "renewal-under-review", valid: true });

    expect(await decideOnRenewal(holder, id, "renew", "x")).toMatchObject({
      reason: { key: "certification-own-record" },
    });
    const both = await Promise.all([
      decideOnRenewal(jean, id, "renew", "Complete"),
      decideOnRenewal(jean, id, "renew", "Complete"),
    ]);
    expect(both.filter((done) => done?.ok)).toHaveLength(1);
    const [next, ...more] = await db.certification.findMany({ where: { predecessorId: id } });
    expect(more).toEqual([]);
    expect(next).toMatchObject({ validFrom: addDays(validUntil, 1), origin: "renewed" });
    expect(
      (await findCertification(jean, id, { on: addDays(validUntil, 1), known: null }))?.standingNow.status,
    ).toBe("superseded");
    expect((await auditOf(id)).slice(-2)).toEqual([
      "certification.renewal-submitted",
      "certification.succeeded",
    ]);
  });

  test("is decided by another than who typed what was seen of the holder; refused it may be", async () => {
    const [jean, marie] = [await officer(), await officer()];
    const { id, holder } = await certified();
    await fill(id, jean);
    await handIn(holder, id);
    expect(await decideOnRenewal(jean, id, "renew", "Complete")).toMatchObject({
      reason: { key: "renewal-entered-by-you" },
    });
    const kept = { ...jean, personId: await makePerson("Jean Kouassi") };
    await mergedInto(kept.personId, jean.personId);
    expect(why(await decideOnRenewal(kept, id, "renew", "Complete"))).toBe("renewal-entered-by-you");
    expect(await db.certification.count({ where: { predecessorId: id } })).toBe(0);
    expect(await decideOnRenewal(marie, id, "renew", "Complete")).toMatchObject({ ok: true });
    const next = await db.certification.findFirstOrThrow({ where: { predecessorId: id } });
    expect(next.recordedOn).toBe(today());
  });

  test("approved in advance does not outlive a suspension: another officer lifts it in the next period", async () => {
    const [jean, marie] = [await officer(), await officer()];
    const { id, holder, personId, validUntil } = await certified();
    await fill(id);
    await handIn(holder, id);
    await decideOnRenewal(jean, id, "renew", "Complete");
    const suspend = { kind: "suspend", until: addDays(today(), 60), word: "complaint" } as const;
    expect(await actOnCertification(jean, id, suspend, "A complaint")).toMatchObject({ ok: true });
    const next = await db.certification.findFirstOrThrow({ where: { predecessorId: id } });
    const first = addDays(validUntil, 1);
    const status = async () =>
      (await myCertification(holder, next.id, { on: first, known: null }))?.standing?.status;
    expect(await status()).toBe("suspended");
    const said = (await myCertification(holder, next.id))!.facts;
    expect(said).toMatchObject([{ kind: "suspended", reason: "A complaint", under: { id } }]);
    expect((await myCertification(holder, id))!.facts.map(({ under }) => under)).toEqual([null, null, null]);
    const apply = { schemeId: "mmw-volume-1-trainer", language: "fr", reason: "" } as const;
    expect(await applyForCertification(actorFor(personId), apply)).toMatchObject({
      reason: { key: "candidacy.suspended" },
    });
    const lift = { kind: "lift", until: null } as const;
    expect((await on(first, () => actsFor(marie, next.id)))?.acts).toContain("lift");
    expect(await on(first, () => actOnCertification(jean, next.id, lift, "Settled"))).toMatchObject({
      reason: { key: "certification-lift-by-another" },
    });
    expect(await on(first, () => actOnCertification(marie, next.id, lift, "Settled"))).toMatchObject({
      ok: true,
    });
    expect(await status()).toBe("active");
  });

  test("is decided on what holds that day, by who has no interest, and says afterwards on what", async () => {
    const jean = await officer();
    const { id, holder, personId } = await certified();
    await fill(id);
    await handIn(holder, id);
    const finding = await enterEvidence(jean, id, { intent: "finding", ...paper });
    expect(await decideOnRenewal(jean, id, "renew", "Complete")).toMatchObject({
      reason: { key: "renewal-not-complete-now", params: { count: 1 } },
    });
    if (!finding?.ok) throw new Error("no finding");
    await closeFinding(jean, id, finding.value);
    const { organisationId } = await fresh.organisation();
    for (const one of [personId, jean.personId]) await employ(one, { organisationId });
    const suspend = { kind: "suspend", until: addDays(today(), 60), word: "complaint" } as const;
    const conflict = { reason: { key: "certification-conflict" } };
    expect(await decideOnRenewal(jean, id, "renew", "Complete")).toMatchObject(conflict);
    expect(await decideOnRenewal(jean, id, "refuse", "No")).toMatchObject(conflict);
    expect(await actOnCertification(jean, id, suspend, "A complaint")).toMatchObject(conflict);
    expect(await actsFor(jean, id)).toMatchObject({ acts: [], conflict: true });
    expect(await enterEvidence(jean, id, { intent: "bridging", ...paper })).toMatchObject(conflict);
    expect(await closeFinding(jean, id, finding.value)).toMatchObject(conflict);
    expect(await decideOnRenewal(await officer(), id, "renew", "Complete")).toMatchObject({ ok: true });
    const fact = await db.certificationFact.findFirstOrThrow({
      where: { certificationId: id, kind: "succeeded" },
    });
    const inputs = JSON.parse(fact.inputs!) as { band: string; file: { part: string; met: boolean }[] };
    expect(inputs).toMatchObject({ band: "on-time", submitted: today(), scheme: "1.0" });
    expect(inputs.file.map(({ part, met }) => [part, met])).toEqual(
      ["R1", "R2", "R3", "R4", "R5", "R6", "R7"].map((part) => [part, true]),
    );
    const next = await db.certification.findFirstOrThrow({ where: { predecessorId: id } });
    const draft = await certificationDraft(db, next.id, today());
    expect(draft?.decision).toMatchObject({ event: fact.id, inputsSha256: sha256(fact.inputs!) });
  });

  test("is kept as it was handed in, beside what counts today, and as it was decided on", async () => {
    const jean = await officer();
    const { id, holder } = await certified();
    await fill(id);
    await handIn(holder, id);
    const more = {
      intent: "delivery",
      ...paper,
      modules: 5,
      responses: 4,
      mean: 400,
      reported: "yes",
    } as const;
    const later = addDays(today(), 20);
    await on(later, () => enterEvidence(jean, id, { ...more, day: later }));
    const led = async () => {
      const { handedIn, now, past } = (await on(later, () => renewalInReach(jean, id)))!;
      const have = (file?: readonly { part: string; have: number }[] | null) =>
        file?.find(({ part }) => part === "R1")?.have;
      return [have(handedIn), have(now), past.map(({ what, file }) => [what, have(file)])];
    };
    expect(await led()).toEqual([12, 17, [["renewal-submitted", 12]]]);
    expect(why(await on(later, () => decideOnRenewal(jean, id, "refuse", "Not yet")))).toBe("ok");
    expect(await led()).toEqual([undefined, undefined, [["renewal-submitted", 12], ["renewal-refused", 12]]]); // prettier-ignore
    const { inputs } = await db.certificationFact.findFirstOrThrow({
      where: { certificationId: id, kind: "renewal-refused" },
    });
    const { submitted, handedIn } = JSON.parse(inputs!) as { submitted: string; handedIn: unknown[] };
    expect([submitted, handedIn[0]]).toMatchObject([today(), { part: "R1", have: 12 }]);
  });

  test("of two officers at once one decides, and the other is told, whatever each of them says", async () => {
    const [jean, marie] = [await officer(), await officer()];
    const { id, holder } = await certified();
    await fill(id);
    const twice = await Promise.all([handIn(holder, id), handIn(holder, id)]);
    expect(twice.map(why).sort()).toEqual(["ok", "renewal-waits"]);
    const both = await Promise.all([
      decideOnRenewal(jean, id, "renew", "Complete"),
      decideOnRenewal(marie, id, "refuse", "Not complete"),
    ]);
    expect(both.filter((done) => done?.ok)).toHaveLength(1);
    expect(["renewal-none", "renewal-decided"]).toContain(why(both.find((done) => !done?.ok)!));
    const decided = { certificationId: id, kind: { in: ["succeeded", "renewal-refused"] } };
    expect(await db.certificationFact.count({ where: decided })).toBe(1);
  });

  test("complete when it was handed in, it stays so under an edition that is published meanwhile", async () => {
    const jean = await officer();
    const { id, holder } = await certified();
    await fill(id);
    await handIn(holder, id);
    await db.certification.update({ where: { id }, data: { schemeVersion: "0.9" } });
    expect((await myRenewal(holder, id))?.file.filter(({ met }) => !met)).toEqual([]);
    expect(await decideOnRenewal(jean, id, "renew", "Complete")).toMatchObject({ ok: true });
  });

  test("refused, it says why, and the holder may appeal", async () => {
    const jean = await officer();
    const { id, holder } = await certified();
    await fill(id);
    await handIn(holder, id);
    expect(await decideOnRenewal(jean, id, "refuse", "The report is not theirs")).toMatchObject({ ok: true });
    const sheet = await myCertification(holder, id);
    expect(sheet?.appealable.map(({ kind }) => kind)).toEqual(["renewal-refused"]);
    expect(sheet?.standing?.status).toBe("renewal-due");
    expect(await db.inboxMessage.count({ where: { personId: holder.personId } })).toBe(1);
  });

  test("is filled by an officer within reach, not by the holder; a finding stands against it until settled", async () => {
    const jean = await officer();
    const { id, holder, personId } = await certified();
    await fill(id);
    const own = { ...holder, reach: [{ kind: "all", id: "" }] } as Actor;
    expect(await enterEvidence(own, id, { intent: "bridging", ...paper })).toMatchObject({
      reason: { key: "certification-own-record" },
    });
    const foreign = actorFor(await makePerson("Other"), [{ kind: "programme", id: "financial-education" }]);
    expect(await enterEvidence(foreign, id, { intent: "finding", ...paper })).toBeNull();
    const finding = await enterEvidence(jean, id, { intent: "finding", ...paper });
    expect(await handIn(holder, id)).toMatchObject({ reason: { key: "renewal-incomplete" } });
    if (!finding?.ok) throw new Error("no finding");
    await closeFinding(jean, id, finding.value);
    expect(await closeFinding(jean, id, finding.value)).toMatchObject({
      reason: { key: "changed-meanwhile" },
    });
    expect((await myRenewal(holder, id))?.mayHandIn).toBe(true);
    const { id: seen } = await db.renewalEvidence.findFirstOrThrow({
      where: { personId, kind: "observation" },
    });
    expect(await evidenceFile(jean, id, seen)).toMatchObject({ mediaType: "application/pdf" });
    expect(await evidenceFile(foreign, id, seen)).toBeNull();
    const picture = {
      ...pdf,
      arrayBuffer: async () => new TextEncoder().encode("<svg>").buffer,
    };
    expect(await enterEvidence(jean, id, { intent: "finding", ...paper, file: picture })).toMatchObject({
      reason: { key: "renewal-file-kind" },
    });
  });

  test("counts a course held here by its half-days, its report and what participants said", async () => {
    const jean = await officer();
    const { id, personId } = await certified();
    const { cohortId } = await fresh.learner();
    const { programme } = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
    expect(programme).toBe("management");
    const date = addDays(today(), -3);
    const halfDay = {
      cohortId,
      date,
      title: "",
      contactMinutes: 180,
      verifiedAt: new Date(),
      verifiedBy: "x",
    };
    for (const [part, modules] of [
      ["am", '["risk","costing"]'],
      ["pm", '["risk","pricing"]'],
    ] as const) {
      // prettier-ignore
      const { id: halfDayId } = await db.halfDay.create({ data: { id: newId(), ...halfDay, part, modules } });
      await db.halfDayTrainer.create({ data: { halfDayId, personId, role: "lead" } });
    }
    // Somebody else leads the rest of it later: until then it has no report.
    const rest = { ...halfDay, date: addDays(date, 30), verifiedAt: null, verifiedBy: null };
    await db.halfDay.create({ data: { id: newId(), ...rest, part: "am", modules: "[]" } });
    const marks = { relevance: 5, knowledge: 4, clarity: 4, timing: 4, participation: 4 };
    await db.evaluationBallot.create({
      data: { id: newId(), cohortId, date, ...marks, good: "", better: "" },
    });
    expect((await renewalInReach(jean, id))?.deliveries).toMatchObject([
      {
        on: date,
        verified: true,
        training: false,
        modulesLed: 3,
        reportFiled: false,
        reportOwed: addDays(date, 30),
        responses: 1,
        marks: 420,
      },
    ]);
  });
});

describe("a delivery observed for a renewal", () => {
  const certification = (id: string) => ({ kind: "certification", id }) as const;
  const asked = (assessor: Actor) => ({
    intent: "plan" as const,
    halfDayId: "",
    day: today(),
    place: "Kampong Cham",
    assessorId: assessor.personId,
    source: "live" as const,
    video: "",
    exception: "",
  });

  async function observing() {
    const [jean, marie] = [await officer(), await officer()];
    const [kwame, rosa] = [await masterTrainer("Kwame Mensah"), await masterTrainer("Rosa Quispe")];
    for (const assessor of [kwame, rosa]) await isAssessor(assessor);
    const held = await certified();
    const plan = (assessor: Actor, by = jean, draw = NEVER_DRAWN) =>
      planObservation(by, certification(held.id), asked(assessor), draw);
    const rate = async (assessor: Actor, scores: Scores, observationId: string, turn: 1 | 2 = 1) => {
      const ratingId = await ratingOf(observationId, turn);
      await keepEntries(assessor, ratingId, rated(scores));
      return signRating(assessor, ratingId);
    };
    const observed = async () => {
      const { file, observed } = (await myRenewal(held.holder, held.id))!;
      return { met: file.find(({ part }) => part === "R3")!.met, observed };
    };
    return { ...held, jean, marie, kwame, rosa, plan, rate, observed };
  }

  test("is rated on the instrument, and the file counts it by itself; whoever rated does not decide", async () => {
    const { id, holder, personId, marie, kwame, plan, rate, observed } = await observing();
    expect((await observed()).met).toBe(false);
    const observationId = value(await plan(kwame));
    expect(why(await plan(kwame))).toBe("observation.oneAtATime");
    expect(await rate(kwame, scored(4), observationId)).toEqual({ ok: true, value: { settled: true } });
    expect(await observed()).toMatchObject({
      met: true,
      observed: [{ raters: [{ name: "Kwame Mensah" }], feedback: "Calm and clear", bars: [] }],
    });
    const told = await db.outboxMessage.findFirst({ where: { personId, kind: "observation-result" } });
    expect(told?.body).toContain(paths.myRenewal(id));
    await fill(id);
    await handIn(holder, id);
    const assessing = { ...kwame, reach: marie.reach };
    for (const verdict of ["renew", "refuse"] as const)
      expect(why(await decideOnRenewal(assessing, id, verdict, "x"))).toBe("renewal-observed-by-you");
    expect(why(await decideOnRenewal(marie, id, "renew", "Complete"))).toBe("ok");
    const { inputs } = await db.certificationFact.findFirstOrThrow({
      where: { certificationId: id, kind: "succeeded" },
    });
    expect(JSON.parse(inputs!)).toMatchObject({ observed: [{ id: observationId, on: today() }] });
  });

  test("by an account that went into another it counts on, and whoever has that one does not decide", async () => {
    const { id, holder, marie, kwame, plan, rate, observed } = await observing();
    await rate(kwame, scored(4), value(await plan(kwame)));
    const personId = await makePerson("Kwame B. Mensah");
    await db.certification.updateMany({ where: { personId: kwame.personId }, data: { personId } });
    await mergedInto(personId, kwame.personId);
    expect(await observed()).toMatchObject({
      met: true,
      observed: [{ raters: [{ name: "Kwame B. Mensah" }], bars: [] }],
    });
    await fill(id);
    await handIn(holder, id);
    const kept = { ...marie, personId };
    expect(why(await decideOnRenewal(kept, id, "renew", "x"))).toBe("renewal-observed-by-you");
  });

  test("too weak it does not do; close to the floor a second assessor rates before it stands", async () => {
    const { kwame, rosa, jean, id, plan, rate, observed } = await observing();
    const weak = value(await plan(kwame));
    await rate(kwame, scored(4, { C5: 1, C6: 1 }), weak);
    expect(await observed()).toMatchObject({ met: false, observed: [{ scores: { C5: 1 } }] });
    const close = value(await plan(rosa));
    expect(await rate(rosa, scored(3), close)).toEqual({ ok: true, value: { settled: false } });
    expect((await observed()).met).toBe(false);
    const second = { observationId: close, assessorId: kwame.personId, source: "video", video: "", exception: "" } as const; // prettier-ignore
    value(await assignSecond(jean, certification(id), second));
    expect(await rate(kwame, scored(3), close, 2)).toEqual({ ok: true, value: { settled: true } });
    expect((await observed()).met).toBe(true);
  });

  test("by nobody who is barred, whether it is known that day or comes to light later; asked by nobody for themselves", async () => {
    const { kwame, rosa, holder, jean, personId, plan, rate, observed } = await observing();
    const own = { ...holder, reach: jean.reach };
    expect(why(await plan(kwame, own))).toBe("certification-own-record");
    const stranger = actorFor(await makePerson("Other"), [{ kind: "programme", id: "financial-education" }]);
    expect(await plan(kwame, stranger)).toBeNull();
    const together = await fresh.organisation();
    for (const one of [personId, rosa.personId]) await employ(one, together);
    expect(await plan(rosa)).toMatchObject({ bars: ["same-employer"] });
    await rate(kwame, scored(4), value(await plan(kwame)));
    expect((await observed()).met).toBe(true);
    await employ(kwame.personId, together);
    expect(await observed()).toMatchObject({ met: false, observed: [{ bars: ["same-employer"] }] });
  });

  test("nothing of one that is over, or that is renewed by a checklist", async () => {
    const { kwame, jean } = await observing();
    const over = await certified({ validFrom: "2019-01-01", validUntil: "2021-12-31" });
    const facilitator = await certified({ schemeId: "fe-facilitator", programme: "financial-education" });
    for (const { id } of [over, facilitator])
      expect(why(await planObservation(jean, certification(id), asked(kwame), 0))).toBe(
        "observation.notRenewed",
      );
  });
});

/** The trainers' refresher as it is published here. */
async function refresherVersion(): Promise<string> {
  const courseId = "trainers-refresher";
  const there = await db.courseVersion.findFirst({ where: { courseId }, select: { id: true } });
  return there?.id ?? publishCourse(courseOutline(), undefined, courseId);
}

/** With a final that was passed. */
async function refresherPassed(personId: string, on = today()): Promise<void> {
  const versionId = await refresherVersion();
  const seat = { personId, cohortId: await makeCohort(versionId), courseVersionId: versionId };
  const { enrolmentId } = await inTransaction((tx) => enrol(tx, actorFor(personId), seat));
  const at = new Date(`${on}T08:00:00Z`);
  const sat = {
    moduleId: "final",
    unitId: "final",
    number: 1,
    seed: "s",
    paper: "[]",
    startedAt: at,
  };
  const graded = { state: "graded", gradedAt: at, points: 800, maxPoints: 1000, practice: false };
  await db.attempt.create({ data: { id: newId(), enrolmentId, ...sat, ...graded } });
}

test("in its window the refresher is assigned: its courses, what can be applied for, and the seat there is", async () => {
  const jean = await officer();
  const { id, holder, personId } = await certified();
  const callId = await makeCall(await makeCohort(await refresherVersion()));
  const assigned = async () => (await myRenewal(holder, id))!.toTake;
  const before = await assigned();
  expect(before).toMatchObject({ offers: [{ courseId: "trainers-refresher" }], seat: null });
  expect(before!.offers[0]!.calls).toContainEqual(expect.objectContaining({ id: callId, open: true }));
  expect((await renewalInReach(jean, id))!.toTake).toEqual(before);
  const early = await certified({ validFrom: today(), validUntil: addYears(today(), 3) });
  expect((await myRenewal(early.holder, early.id))!.toTake).toBeNull();
  await refresherPassed(personId);
  expect(await assigned()).toBeNull();
});

const MASTER = SECOND_VERSIONS.find(({ kind }) => kind === "master-trainer")!;
const WITH_WORKSHOP: Scheme = {
  ...MASTER,
  version: "1.2",
  renewal: { ...MASTER.renewal, workshops: ["trainers-refresher"] },
};

/** A version of a scheme that holds since a day, for this test. */
async function published(scheme: Scheme, position: number, since: CalendarDay): Promise<void> {
  const written = {
    reason: "A new edition",
    publishedBy: "test",
    publishedAt: new Date(`${since}T08:00:00Z`),
  };
  await db.schemeVersion.create({
    data: { schemeId: scheme.id, position, text: writeScheme(scheme), ...written },
  });
  onTestFinished(async () => {
    await db.schemeVersion.deleteMany({ where: { schemeId: scheme.id } });
  });
}

test("a test of a course that bridges, passed since the new edition holds, bridges to it and is shown as what it counts for", async () => {
  const since = addDays(today(), -10);
  const renewal = { ...TRAINER_SCHEME.renewal, bridging: ["trainers-refresher"] };
  await published({ ...TRAINER_SCHEME, version: "2.0", renewal }, 2, since);
  const { id, holder, personId } = await certified();
  const bridged = async () => {
    const { file, tests, toTake } = (await myRenewal(holder, id))!;
    const r7 = file.find(({ part }) => part === "R7")!;
    return [
      r7.met,
      tests.map(({ on: day, parts }) => [day, parts]),
      toTake?.offers.map(({ parts }) => parts),
    ];
  };
  expect(await bridged()).toEqual([false, [], [["R2", "R7"]]]);
  const early = addDays(since, -1);
  await refresherPassed(personId, early);
  expect(await bridged()).toEqual([false, [[early, ["R2"]]], [["R7"]]]);
  await refresherPassed(personId, since);
  expect(await bridged()).toEqual([
    true,
    [
      [since, ["R2", "R7"]],
      [early, ["R2"]],
    ],
    undefined,
  ]);
  await fill(id);
  await handIn(holder, id);
  const { inputs } = await db.certificationFact.findFirstOrThrow({ where: { certificationId: id } });
  expect(JSON.parse(inputs!)).toMatchObject({
    tests: [{ parts: ["R2"] }, { courseId: "trainers-refresher", on: since, parts: ["R2", "R7"] }],
  });
  // Of a newer edition nothing is taken back from what was handed in.
  await published({ ...TRAINER_SCHEME, version: "3.0" }, 3, today());
  const { file, now, handedIn } = (await myRenewal(holder, id))!;
  const r7 = [handedIn!, file, now!].map((one) => one.find(({ part }) => part === "R7")!.met);
  expect(r7).toEqual([true, true, false]);
});

test("a reduced scope goes on with its period: what was shown counts, and it stays with its version and waivers", async () => {
  const jean = await officer();
  await published({ ...TRAINER_SCHEME, version: "2.0" }, 2, addDays(today(), -10));
  const { id, holder } = await certified();
  await fill(id);
  const day = addDays(today(), -5);
  const moved = { kind: "moved", day, word: "2.0", reason: "For all", recordedOn: day, recordedBy: "test" };
  await db.certificationFact.create({
    data: { id: newId(), certificationId: id, sequence: 1, recordedAt: new Date(), ...moved },
  });
  const until = addDays(today(), 40);
  const waive = { kind: "waive", until, word: "R7" } as const;
  expect(why(await actOnCertification(jean, id, waive, "No course yet"))).toBe("ok");
  const waived = { kind: "waived" } as const;
  const said = await db.certificationFact.findFirstOrThrow({ where: { ...waived, certificationId: id } });
  await db.deputyAct.create({ data: { recordId: said.id, principalId: "principal" } });
  const before = (await myRenewal(holder, id))!;
  expect(before.file.filter(({ met, waived }) => !met || waived)).toMatchObject([
    { part: "R7", waived: until },
  ]);
  const reduce = { kind: "reduce", until: null, topics: ["markets", "people"] } as const;
  expect(why(await actOnCertification(jean, id, reduce, "Two topics are left"))).toBe("ok");
  const next = await db.certification.findFirstOrThrow({ where: { predecessorId: id } });
  expect(next.validFrom).toBe(today());
  expect((await myCertification(holder, next.id))?.schemeVersion).toBe("2.0");
  const copy = await db.certificationFact.findFirstOrThrow({
    where: { ...waived, certificationId: next.id },
  });
  expect(await db.deputyAct.findUnique({ where: { recordId: copy.id } })).toMatchObject({
    principalId: "principal",
  });
  const after = (await myRenewal(holder, next.id))!;
  expect(after.file).toEqual(before.file);
  expect(await handIn(holder, next.id)).toEqual({ ok: true, value: "on-time" });
});

describe("the way back after it has expired", () => {
  const held = (monthsAgo: number, what: object = {}) => {
    const validUntil = addDays(addMonths(today(), -monthsAgo), -100);
    return certified({ ...what, validFrom: addDays(addYears(validUntil, -3), 1), validUntil });
  };
  const own = { kind: "candidate" } as const;
  const candidacyOf = (id: string) => db.candidacy.findUniqueOrThrow({ where: { id } });

  test.each(["mmw-volume-1-trainer", "mmw-master-trainer"])(
    "%s: within a year a refresher, the exam and one delivery, live or recorded; then a period of its own",
    async (schemeId) => {
      const { cast } = await castFor();
      const jean = { ...cast.officer, reach: [{ kind: "all", id: "" }] } as Actor;
      const { id, holder, personId } = await held(6, { schemeId });
      if (schemeId === MASTER.id) {
        // A master trainer's refresher is the workshop, and they rest on a trainer's certification of these days.
        await published(WITH_WORKSHOP, 3, addDays(today(), -30));
        await db.certification.create({
          data: certificationRow(personId, { validFrom: addDays(today(), -30) }),
        });
      }
      const opened = await beginAgain(holder, id, own);
      if (!opened?.ok) throw new Error(why(opened));
      const of = { kind: "candidacy", id: opened.value } as const;
      expect(await candidacyOf(of.id)).toMatchObject({
        wayBack: "refresher-exam-observation/2",
        state: "return-applied",
      });
      expect(why(await beginAgain(holder, id, own))).toBe("candidacy.openAlready");
      const shown = await myRenewal(holder, id);
      expect(shown?.back).toEqual({ way: "refresher-exam-observation", candidacyId: of.id });

      const advance = () => act(cast.officer, of.id, "advance", "All is there.");
      await handInPaper(holder, of.id, { id: newId(), document: "conflicts", upload: null, words: "None." });
      expect(why(await advance())).toBe("candidacy.missing");
      await refresherPassed(personId);
      expect(why(await advance())).toBe("ok");
      const sitting = { on: today(), score: 8000, releasedOn: today() };
      taken(await record(cast.officer, of.id, { kind: "sitting", body: sitting }));
      taken(await advance());
      const rosa = await masterTrainer("Rosa Quispe");
      await isAssessor(rosa);
      const asked = { intent: "plan", halfDayId: "", day: today(), place: "Takeo", exception: "" } as const;
      const recorded = { ...asked, assessorId: rosa.personId, source: "video", video: "" } as const;
      const ratingId = await ratingOf(value(await planObservation(jean, of, recorded, NEVER_DRAWN)), 1);
      await keepEntries(rosa, ratingId, rated(scored(4)));
      expect(await signRating(rosa, ratingId)).toEqual({ ok: true, value: { settled: true } });
      taken(await act(cast.assessor, of.id, "advance", "Seen."));
      taken(await advance());
      const { certificationId } = await candidacyOf(of.id);
      const period = await db.certification.findUniqueOrThrow({ where: { id: certificationId! } });
      expect(period).toMatchObject({ validFrom: today(), origin: "decided", predecessorId: null });
    },
  );

  test("a draft that asks more of the refresher says who would lack it, whose was taken here too", async () => {
    const { id, holder, personId } = await held(6);
    const opened = await beginAgain(holder, id, own);
    if (!opened?.ok) throw new Error(why(opened));
    await refresherPassed(personId);
    const current = (await loadSchemes()).current("mmw-volume-1-trainer");
    const passing = async (refresherPass: number) => {
      const renewal = { ...current.renewal, asks: { ...current.renewal.asks, refresherPass } };
      const { candidacies } = await schemePreview({ ...current, renewal }, 1);
      const { askedNow, askedNoMore } = candidacies.find((row) => row.id === opened.value)!;
      return [askedNow.map(({ kind }) => kind), askedNoMore];
    };
    expect(await passing(8000)).toEqual([[], []]); // they have 80 of a hundred
    expect(await passing(8100)).toEqual([["refresher"], []]);
  });

  test("is what the rule gives, by whichever door: after a year with a practicum, after two the whole path", async () => {
    const ways = [];
    for (const months of [11, 13, 25]) {
      const { personId } = await held(months);
      const apply = { schemeId: "mmw-volume-1-trainer", language: "en", reason: "" } as const;
      const opened = await applyForCertification(actorFor(personId), apply);
      ways.push(opened.ok && (await candidacyOf(opened.value)).wayBack);
    }
    expect(ways).toEqual(["refresher-exam-observation/2", "and-practicum/2", null]);
  });

  test("is opened by an officer for somebody within reach, not for themselves, and not while it can be renewed", async () => {
    const jean = await officer();
    const { id, holder } = await held(14);
    const opens = (by: Actor, of = id) => beginAgain(by, of, { kind: "officer", reason: "Comes back" });
    const foreign = actorFor(await makePerson("Other"), [{ kind: "programme", id: "financial-education" }]);
    expect(await opens(foreign)).toBeNull();
    expect(await beginAgain(foreign, id, own)).toBeNull();
    expect(why(await opens({ ...holder, reach: jean.reach }))).toBe("certification-own-record");
    const opened = await opens(jean);
    expect(opened?.ok && (await candidacyOf(opened.value)).wayBack).toBe("and-practicum/2");
    for (const validUntil of [addDays(today(), 30), addDays(today(), -30)]) {
      const running = await certified({ validFrom: addDays(addYears(validUntil, -3), 1), validUntil });
      expect(why(await opens(jean, running.id))).toBe("candidacy.noWayBack");
    }
  });
});

test("the days to act on stand in one's own calendar, and go when the file is handed in", async () => {
  const { id, personId, holder, validUntil } = await certified();
  const days = await renewalDays({ personId, locale: "en" });
  expect(days.map(({ date }) => date)).toEqual([
    addDays(validUntil, -180),
    validUntil,
    addDays(validUntil, 90),
  ]);
  const feed = sessionFeed([], "en", days);
  expect(feed).toContain(`DTSTART;VALUE=DATE:${validUntil.replaceAll("-", "")}`);
  await fill(id);
  await handIn(holder, id);
  expect(await renewalDays({ personId, locale: "en" })).toEqual([]);
});

test("a master trainer's file asks for what a master does: rated here, the rest entered from papers", async () => {
  const { cast, plan, day } = await practising();
  const { assessor, officer: jean } = cast;
  await db.certification.updateMany({
    where: { personId: assessor.personId },
    data: { schemeVersion: "1.1", validFrom: addDays(day, -400), validUntil: addDays(day, 100) },
  });
  const { id } = await db.certification.findFirstOrThrow({ where: { personId: assessor.personId } });
  const file = async () =>
    (await on(day, () => myRenewal(assessor, id)))!.file.map(({ part, met, have }) => [part, met, have]);
  expect(await file()).toEqual([
    ["R6", true, 0],
    ["R7", true, 1],
    ["M1", false, 0],
    ["M2", false, 0],
    ["M3", false, 0],
    ["M4", false, 0],
  ]);
  const ratingId = await ratingOf(value(await plan(assessor)), 1);
  await keepEntries(assessor, ratingId, rated(scored(5)));
  await on(day, () => signRating(assessor, ratingId));
  // Somebody who was there is not calibrated by it.
  expect(await file()).toContainEqual(["M4", false, 0]);
  const common = { day: addDays(day, -200), note: "Folder 4", file: null };
  const enter = (form: EvidenceForm) => on(day, () => enterEvidence(jean, id, form));
  const course = { ...common, modules: 6, responses: 0, mean: null, reported: "yes" } as const;
  const refresher = { intent: "refresher", ...common, share: 9000 } as const;
  expect(await enter(refresher)).toMatchObject({ reason: { key: "renewal-not-asked" } });
  for (const form of [
    { intent: "training", ...course, day: addDays(day, -390) },
    { intent: "workshop", ...common, share: 8000 },
    { intent: "calibration", ...common, difference: 40 },
    { intent: "calibration", ...common, day, difference: 75 },
  ] as const)
    expect(await enter(form)).toMatchObject({ ok: true });
  expect((await file()).filter(([, met]) => met === false)).toEqual([]);
  expect(await on(day, () => handIn(assessor, id))).toMatchObject({ ok: true });
});

test("a recording rated beside somebody else is counted once it is settled, and the workshop by its test", async () => {
  const { cast, plan, second, day, other } = await practising();
  await published(WITH_WORKSHOP, 3, addDays(day, -300));
  await db.certification.updateMany({
    where: { personId: other.personId },
    data: { schemeVersion: "1.2", validFrom: addDays(day, -400), validUntil: addDays(day, 100) },
  });
  const { id } = await db.certification.findFirstOrThrow({ where: { personId: other.personId } });
  const counted = async () => {
    const { file, calibrations, tests } = (await on(day, () => myRenewal(other, id)))!;
    const have = (part: string) => file.find((one) => one.part === part)!.have;
    return { M3: have("M3"), M4: have("M4"), calibrations, tests: tests.map(({ parts }) => parts) };
  };
  const observationId = value(await plan(cast.assessor));
  const rate = async (by: Actor, turn: 1 | 2, scores: Scores) => {
    const ratingId = await ratingOf(observationId, turn);
    await keepEntries(by, ratingId, rated(scores));
    await on(day, () => signRating(by, ratingId));
    return ratingId;
  };
  const first = await rate(cast.assessor, 1, scored(4, { C5: 2 }));
  value(await second(observationId, other));
  const own = await rate(other, 2, scored(4, { C5: 4, C6: 3 }));
  expect(await counted()).toEqual({ M3: 0, M4: 0, calibrations: [], tests: [] });
  // They agree on C5; of C6 the first rating stands.
  await on(day, () => proposeAgreed(other, own, { scores: { C5: 3 }, reason: "Half of it was local" }));
  expect(why(await on(day, () => countersign(cast.assessor, first, 1)))).toBe("ok");
  const rating = { on: day, place: "Kampong Cham", difference: 17 };
  expect(await counted()).toMatchObject({ M4: 1, calibrations: [rating] });
  const from = (source: string) =>
    db.observationRating.updateMany({ where: { observationId, turn: 2 }, data: { source } });
  await from("notes");
  expect(await counted()).toMatchObject({ M4: 0, calibrations: [] });
  await from("video");
  const seen = await db.certification.findFirstOrThrow({ where: { personId: cast.assessor.personId } });
  expect((await on(day, () => myRenewal(cast.assessor, seen.id)))!.calibrations).toEqual([]);
  await refresherPassed(other.personId, addDays(day, -20));
  expect(await counted()).toMatchObject({ M3: 8000, tests: [["M3"]] });
  const { file } = (await on(day, () => myRenewal(other, id)))!;
  const personId = await makePerson("Rosa Quispe");
  await db.certification.update({ where: { id }, data: { personId } });
  await mergedInto(personId, other.personId);
  const merged = (await on(day, () => myRenewal(actorFor(personId), id)))!;
  expect(merged.calibrations).toMatchObject([rating]);
  const [M2, M2Before] = [merged.file, file].map((all) => all.find(({ part }) => part === "M2"));
  expect(M2).toEqual(M2Before);
});
