import { actsFor } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { findCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { missingNow } from "#app/features/trainers/candidacies/candidacy.ts";
import { ask, askKey, askNoMore } from "#app/features/trainers/schemes/asked.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { moveToVersion, movesOf } from "#app/features/trainers/schemes/move-to-version.server.ts";
import { moveToCurrent, stillBehind } from "#app/features/trainers/schemes/put-down-moves.server.ts";
import { renewalInReach } from "#app/features/trainers/renewal/renewal-file.server.ts";
import { publishDraft, type Publication } from "#app/features/trainers/schemes/publish-draft.server.ts";
import {
  discardDraft,
  saveDraft,
  schemeDraft,
  schemePreview,
} from "#app/features/trainers/schemes/scheme-drafts.server.ts";
import { withValues } from "#app/features/trainers/schemes/scheme-fields.ts";
import { publishedScheme } from "#app/features/trainers/schemes/published-schemes.server.ts";
import { listSchemes, schemeSheet } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { tryJob } from "#app/features/jobs/run-job.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { addDays, addYears, dayIn } from "#app/lib/calendar-day.ts";
import { walk } from "#prisma/seed/candidate-story.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { castFor } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const ID = "mmw-volume-1-trainer" as const;
async function officerOf(programme: string): Promise<Actor> {
  const reach: Scope[] = [{ kind: "programme", id: programme }];
  const grants = reach.map((scope) => ({ role: "certification-officer" as const, scope }));
  const actor = actorFor(await makePerson("Officer"), reach);
  // The role that a job asks for again.
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId: actor.personId,
      role: "certification-officer",
      scopeKind: "programme",
      scopeId: programme,
      grantedAt: now(),
    },
  });
  return { ...actor, grants };
}
const HANDLERS = { "move-to-version": moveToVersion };

/** As the page asks for it: with the text that is looked at now. */
async function publication(own: Partial<Publication> = {}): Promise<Publication> {
  const draft = await db.schemeDraft.findUnique({ where: { schemeId: ID } });
  const over = (await loadSchemes()).current(ID).version;
  const seen = draft?.text ?? "";
  return {
    seen,
    over,
    step: "figures",
    certifications: "keep",
    candidacies: [],
    reason: "The board",
    ...own,
  };
}
const publish = async (actor: Actor, own: Partial<Publication> = {}) =>
  publishDraft(actor, ID, await publication(own));

async function runMoves(): Promise<void> {
  for (const { id } of await db.job.findMany({ where: { doneAt: null }, orderBy: { id: "asc" } }))
    await tryJob(HANDLERS, id, "one");
}

beforeEach(async () => {
  await db.schemeVersion.deleteMany();
  await db.schemeDraft.deleteMany();
  await db.job.deleteMany();
});

async function certified(validUntil = addDays(today(), 100)) {
  const row = certificationRow(await makePerson("Holder"), {
    validFrom: addDays(addYears(validUntil, -3), 1),
    validUntil,
    programme: "management",
  });
  await db.certification.create({ data: row });
  return row.id;
}

const drafted = async (actor: Actor, values: Record<string, number>) =>
  (await saveDraft(actor, ID, () => withValues(TRAINER_SCHEME, values)))!;

describe("a version is written, looked at and published", () => {
  test("who was certified keeps theirs; who is moved is judged by the new one from that day on, as the preview said", async () => {
    const officer = await officerOf("management");
    const id = await certified();
    const before = (await findCertification(officer, id))!;
    expect(before.standing?.status).toBe("renewal-due");
    expect((await drafted(officer, { "validity.windowDays": 30, "validity.graceDays": 10 })).ok).toBe(true);
    const { draft } = (await schemeDraft(officer, ID))!;
    const preview = await schemePreview(draft!, 1);
    const shown = preview.certifications.find((row) => row.id === id)!;
    expect(shown.status).toEqual({ before: "renewal-due", after: "active" });
    expect(shown.graceEnds).toEqual({
      before: before.dates.graceEnds,
      after: addDays(before.dates.validUntil, 10),
    });
    expect((await findCertification(officer, id))!.dates).toEqual(before.dates);

    expect(await publish(officer)).toEqual({ ok: true, value: "1.1" });
    expect((await findCertification(officer, id))!).toMatchObject({
      dates: before.dates,
      schemeVersion: "1.0",
      standing: before.standing,
    });

    await saveDraft(officer, ID, (held) => withValues(held, { "validity.graceDays": 20 }));
    const second = await schemeDraft(officer, ID);
    const promised = (await schemePreview(second!.draft!, 1)).certifications.find((row) => row.id === id)!;
    expect(await publish(officer, { certifications: "move" })).toEqual({ ok: true, value: "1.2" });
    expect((await findCertification(officer, id))!.schemeVersion).toBe("1.0");
    await runMoves();
    const after = (await findCertification(officer, id))!;
    expect(after).toMatchObject({ schemeVersion: "1.2", standing: { status: "active" } });
    expect(after.dates).toMatchObject({
      windowOpens: promised.windowOpens.after,
      graceEnds: promised.graceEnds.after,
    });
    expect((await actsFor(officer, id))!.mayDecideAppeal).toBe(true);
    const yesterday = { on: addDays(today(), -1), known: null };
    expect((await findCertification(officer, id, yesterday))!.standing?.status).toBe("renewal-due");
    expect((await auditOf(id)).at(-1)).toBe("certification.moved");
    expect(await db.outboxMessage.count({ where: { personId: before.personId } })).toBe(1);
  });

  test("what a renewal would lack: each by what is recorded of them; moved, that is what their file says", async () => {
    const officer = await officerOf("management");
    const [id, other] = [await certified(), await certified()];
    const { personId } = await db.certification.findUniqueOrThrow({ where: { id } });
    const refresher = { kind: "refresher", day: addDays(today(), -30), score: 7500, note: "Turin" };
    await db.renewalEvidence.create({
      data: { id: newId(), personId, schemeId: ID, ...refresher, recordedAt: now(), recordedBy: "test" },
    });
    await drafted(officer, { "renewal.asks.refresherPass": 8000 });
    const rows = (await schemePreview((await schemeDraft(officer, ID))!.draft!, 1)).certifications;
    const said = (of: string) =>
      rows
        .find((row) => row.id === of)!
        .renewal.map(({ part, before, after }) => [part, before!.met, after!.met, after!.have]);
    expect([said(id), said(other)]).toEqual([[["R2", true, false, 7500]], [["R2", false, false, 0]]]);
    const lacks = async () =>
      !(await renewalInReach(officer, id))!.file.find(({ part }) => part === "R2")!.met;
    await publish(officer);
    expect(await lacks()).toBe(false);
    await moveToCurrent(officer, ID, {
      version: "1.1",
      certifications: [id],
      candidacies: [],
      reason: "Ok so",
    });
    await runMoves();
    expect(await lacks()).toBe(true);
  });

  test("another list of courses: whose deliveries count no more is shown, and the page says the version that asks it", async () => {
    const officer = await officerOf("management");
    const id = await certified();
    const { personId } = await db.certification.findUniqueOrThrow({ where: { id } });
    const { versionId, halfDays } = await finishedCohort([]);
    const [halfDayId] = halfDays;
    await db.halfDay.update({ where: { id: halfDayId! }, data: { modules: '["intro"]' } });
    await db.halfDayTrainer.create({ data: { halfDayId: halfDayId!, personId, role: "lead" } });
    const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: versionId } });
    const touched = async (courses: string[]) => {
      await saveDraft(officer, ID, () => withValues(TRAINER_SCHEME, { courses }));
      const { certifications } = await schemePreview((await schemeDraft(officer, ID))!.draft!, 1);
      const { renewal } = certifications.find((row) => row.id === id) ?? { renewal: [] };
      return renewal.map(({ part, before, after }) => [part, before!.have, after!.have]);
    };
    expect(await touched([courseId])).toEqual([]);
    expect(await touched(["our-own-course"])).toEqual([["R1", 1, 0]]);
    expect(await publish(officer)).toEqual({ ok: true, value: "1.1" });
    const [first, next] = [await publishedScheme(ID, "1.0"), await publishedScheme(ID, "1.1")];
    expect([first!.scheme.courses, next!.scheme.courses]).toEqual([undefined, ["our-own-course"]]);
    expect(next).toMatchObject({
      current: "1.1",
      versions: [
        { version: "1.1", since: dayIn("UTC", now()) },
        { version: "1.0", since: null },
      ],
    });
    expect(await publishedScheme(ID, "1.2")).toBeNull();
  });

  test("a candidacy keeps its version unless it is ticked; the event says from which to which", async () => {
    const { cast, candidate } = await castFor();
    const way = { schemeId: ID, language: "km", from: "2026-01-05" } as const;
    const { id } = await walk(cast, candidate, way, "provisional");
    const name = "provisional.leaveWithin.months";
    const officer = await officerOf("management");
    await drafted(officer, { [name]: 24 });
    const { draft } = (await schemeDraft(officer, ID))!;
    const shown = (await schemePreview(draft!, 1)).candidacies.find((row) => row.id === id)!;
    await publish(officer);
    expect(await db.candidacy.findUnique({ where: { id } })).toMatchObject({
      schemeVersion: "1.0",
      dueOn: shown.dueOn.before,
    });
    await saveDraft(officer, ID, (held) => withValues(held, { [name]: 18 }));
    const again = (await schemePreview((await schemeDraft(officer, ID))!.draft!, 1)).candidacies;
    await publish(officer, { step: "bridging", candidacies: [id] });
    await runMoves();
    const row = await db.candidacy.findUniqueOrThrow({ where: { id }, include: { events: true } });
    expect(row).toMatchObject({ schemeVersion: "2.0", state: "provisional" });
    expect(row.dueOn).toBe(again.find((one) => one.id === id)!.dueOn.after);
    const moved = row.events.find(({ kind }) => kind === "moved")!;
    expect(JSON.parse(moved.body)).toEqual({ from: "1.0", to: "2.0" });
    expect((await candidacyInReach(cast.officer, id))!.read.scheme.version).toBe("2.0");
  });
});

describe("what is published is what was looked at", () => {
  test("a text somebody changed since is refused, and so is a version that follows another", async () => {
    const [officer, other] = [await officerOf("management"), await officerOf("management")];
    await drafted(officer, { "validity.graceDays": 30 });
    const asked = await publication();
    await drafted(other, { "validity.graceDays": 31 });
    expect(await publishDraft(officer, ID, asked)).toEqual({
      ok: false,
      reason: { key: "scheme.draft-changed" },
    });
    expect(await publishDraft(officer, ID, { ...asked, seen: "{" })).toMatchObject({ ok: false });
    expect(await db.schemeVersion.count()).toBe(0);
    await publish(other);
    // The same words over another version would do something else than was shown.
    await drafted(other, { "validity.graceDays": 30 });
    expect(await publishDraft(officer, ID, asked)).toEqual({
      ok: false,
      reason: { key: "changed-meanwhile" },
    });
  });
});

describe("what a stage asks is edited", () => {
  const keys = (scheme: Scheme) => stageOf(scheme, "provisional")!.asks.map(askKey).join(" ");

  test("the preview says what each candidate would be asked; moved, that is what is missing", async () => {
    const { cast, candidate } = await castFor();
    const way = { schemeId: ID, language: "km", from: "2026-01-05" } as const;
    const { id } = await walk(cast, candidate, way, "provisional");
    const officer = await officerOf("management");
    const other = { "provisional.names.en": "Waiting for a room" };
    expect(
      await saveDraft(officer, ID, (held) =>
        withValues(ask(held, "provisional", "document.reference"), other),
      ),
    ).toMatchObject({ ok: true });
    const shown = (await schemePreview((await schemeDraft(officer, ID))!.draft!, 1)).candidacies;
    expect(shown.find((row) => row.id === id)).toMatchObject({
      askedNow: [{ says: "document", what: ["reference"] }],
      askedNoMore: [],
    });
    await publish(officer, { candidacies: [id] });
    await runMoves();
    const { read } = (await candidacyInReach(cast.officer, id))!;
    expect(missingNow(read.file, today()).map(({ says }) => says)).toEqual(["enrolled", "document"]);
  });

  test("two officers at one part: whose list has changed meanwhile is told; a draft that is undone is none", async () => {
    const officer = await officerOf("management");
    const drawn = keys((await loadSchemes()).current(ID));
    const sameList = (held: Scheme) => keys(held) === drawn;
    const adding = (held: Scheme) => ask(held, "provisional", "document.reference");
    expect(await saveDraft(officer, ID, adding, sameList)).toMatchObject({ ok: true });
    expect(await saveDraft(officer, ID, adding, sameList)).toMatchObject({
      reason: { key: "scheme.part-changed" },
    });
    await saveDraft(officer, ID, (held) => askNoMore(held, "provisional", "document.reference"));
    expect((await schemeDraft(officer, ID))!.draft).toBeNull();
  });

  test("of two who save or publish at once nobody's work is lost without being told", async () => {
    const officers = [await officerOf("management"), await officerOf("management")] as const;
    const grace = { "validity.graceDays": 120 };
    await saveDraft(officers[0], ID, (held) => withValues(held, grace));
    const window = { "validity.windowDays": 100 };
    const wait = { "validity.decideWithinDays": 20 };
    const told = await Promise.all([
      saveDraft(officers[0], ID, (held) => withValues(held, window)),
      saveDraft(officers[1], ID, (held) => withValues(held, wait)),
    ]);
    const { validity } = (await schemeDraft(officers[0], ID))!.draft!;
    expect(told.map((answer) => answer!.ok)).toEqual([
      validity.windowDays === 100,
      validity.decideWithinDays === 20,
    ]);
    const asked = await publication();
    const [published, saved] = await Promise.all([
      publishDraft(officers[0], ID, asked),
      saveDraft(officers[1], ID, (held) => withValues(held, { "validity.graceDays": 121 })),
    ]);
    const draft = (await schemeDraft(officers[0], ID))!.draft;
    if (published!.ok && saved!.ok) expect(draft?.validity.graceDays).toBe(121);
    if (!published!.ok) expect(saved!.ok).toBe(true);
  });

  test("below a floor, or with fewer people than it needs besides, it is not published", async () => {
    const officer = await officerOf("management");
    const refused = async (change: (held: Scheme) => Scheme) => {
      await saveDraft(officer, ID, change);
      return publish(officer);
    };
    expect(await refused((held) => withValues(held, { "decision.criteria-floor.floor": 2 }))).toMatchObject({
      reason: { key: "scheme.not-sound" },
    });
    expect(await refused((held) => askNoMore(held, "decision", "impartial"))).toMatchObject({
      reason: { key: "scheme.not-sound" },
    });
    await discardDraft(officer, ID);
    const two = { "phase-3.criteria-scored.assessors": 2 };
    const { people } = await schemeSheet(officer, ID);
    expect(await refused((held) => withValues(held, two))).toMatchObject({
      reason: { key: "scheme.too-few-people", params: { need: people.need + 1, have: people.have } },
    });
    expect(await db.schemeVersion.count()).toBe(0);
  });
});

describe("the moves go on by themselves", () => {
  test("one after another, each told; what was begun is taken up again; nobody is moved back", async () => {
    const { cast, candidate } = await castFor();
    const way = { schemeId: ID, from: "2026-01-05" } as const;
    const ids = [
      (await walk(cast, candidate, { ...way, language: "km" }, "admitted")).id,
      (await walk(cast, candidate, { ...way, language: "fr" }, "admitted")).id,
    ];
    await db.candidacy.updateMany({ where: { id: { notIn: ids } }, data: { schemeId: "elsewhere" } });
    const officer = await officerOf("management");
    await drafted(officer, { "validity.graceDays": 30 });
    await publish(officer, { candidacies: "all" });
    expect(await movesOf(ID)).toEqual({ state: "under-way", done: 0, of: 2 });
    const version = async () =>
      (await db.candidacy.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } })).map(
        ({ schemeVersion }) => schemeVersion,
      );
    expect(await version()).toEqual(["1.0", "1.0"]);

    // Killed after the first: what is left is one.
    const [job] = await db.job.findMany();
    const killed = new Error("killed");
    const run = (most: number) =>
      moveToVersion(JSON.parse(job!.payload), {
        id: job!.id,
        doer: { personId: officer.personId, requestId: job!.id },
        step: async (done) => {
          if (done >= most) throw killed;
        },
      });
    await expect(run(1)).rejects.toBe(killed);
    expect([...(await version())].sort()).toEqual(["1.0", "1.1"]);
    const { schemeVersion: _v, ...first } = await db.candidacy.findFirstOrThrow({
      where: { id: { in: ids }, schemeVersion: "1.1" },
    });
    // A version published meanwhile moves the other; the job of the first does not move it back.
    await saveDraft(officer, ID, (held) => withValues(held, { "validity.graceDays": 40 }));
    const left = ids.find((id) => id !== first.id)!;
    await publish(officer, { candidacies: [left] });
    const later = await db.job.findFirstOrThrow({ where: { id: { not: job!.id } } });
    await tryJob(HANDLERS, later.id, "one");
    await tryJob(HANDLERS, job!.id, "one");
    expect([...(await version())].sort()).toEqual(["1.1", "1.2"]);
    expect(await db.candidacyEvent.count({ where: { candidacyId: { in: ids }, kind: "moved" } })).toBe(2);
    expect(await movesOf(ID)).toEqual({ state: "done", done: 1, of: 1 });
    const told = await db.outboxMessage.findMany({
      where: { personId: candidate.personId, body: { contains: "version 1." } },
    });
    expect(told).toHaveLength(2);
  });

  test("one that cannot be moved does not keep the others, and is tried again", async () => {
    const officer = await officerOf("management");
    const [broken, whole] = [await certified(), await certified()];
    const fact = { certificationId: broken, sequence: 2, kind: "moved", day: "2026-01-01", word: "1.0" };
    const stray = { id: newId(), ...fact, reason: "", recordedOn: "2026-01-01" };
    await db.certificationFact.create({ data: { ...stray, recordedAt: now(), recordedBy: "test" } });
    await drafted(officer, { "validity.graceDays": 30 });
    await publish(officer, { certifications: "move" });
    await runMoves();
    const moved = (certificationId: string) =>
      db.certificationFact.count({ where: { certificationId, word: "1.1" } });
    expect([await moved(broken), await moved(whole)]).toEqual([0, 1]);
    expect(await db.job.findFirst()).toMatchObject({ doneAt: null, lastError: "1 could not be moved yet" });
    await db.certificationFact.delete({ where: { id: stray.id } });
    await runMoves();
    expect([await moved(broken), await moved(whole)]).toEqual([1, 1]);
    expect((await movesOf(ID))!.state).toBe("done");
  });

  test("what was published for somebody goes on though the days are over, and leaves that one's own alone", async () => {
    const { cast, candidate } = await castFor();
    const way = { schemeId: ID, language: "km", from: "2026-01-05" } as const;
    const { id: candidacyId } = await walk(cast, candidate, way, "admitted");
    const petra = await officerOf("management");
    const own = certificationRow(petra.personId, {
      validFrom: addYears(today(), -1),
      validUntil: addYears(today(), 2),
      programme: "management",
    });
    await db.certification.create({ data: own });
    const other = await certified();
    const scope = { kind: "programme", id: "management", for: petra.personId } as const;
    const elsewhere = { kind: "programme", id: "financial-education" } as const;
    const grants = [scope, elsewhere].map((held) => ({
      role: "certification-officer" as const,
      scope: held,
    }));
    const deputy = { ...actorFor(await makePerson("Deputy"), [scope, elsewhere]), grants };
    await drafted(deputy, { "validity.graceDays": 30 });
    expect(await publish(deputy, { certifications: "move", candidacies: [candidacyId] })).toMatchObject({
      ok: true,
    });
    await runMoves();
    const facts = await db.certificationFact.findMany({
      where: { certificationId: { in: [own.id, other] }, word: "1.1" },
    });
    expect(facts.map(({ certificationId }) => certificationId)).toEqual([other]);
    const event = await db.candidacyEvent.findFirstOrThrow({ where: { candidacyId, kind: "moved" } });
    for (const recordId of [facts[0]!.id, event.id])
      expect(await db.deputyAct.findUnique({ where: { recordId } })).toMatchObject({
        principalId: petra.personId,
      });
  });

  test("an officer who lost the role moves nobody", async () => {
    const officer = await officerOf("management");
    const id = await certified();
    await drafted(officer, { "validity.graceDays": 30 });
    await publish(officer, { certifications: "move" });
    await db.roleAssignment.updateMany({ where: { personId: officer.personId }, data: { endedAt: now() } });
    await runMoves();
    expect(await db.certificationFact.count({ where: { certificationId: id } })).toBe(0);
    expect((await movesOf(ID))!.state).toBe("stopped");
  });
});

describe("moved later", () => {
  test("one, with a reason of its own; nobody who is not behind, and not over a version published meanwhile", async () => {
    const officer = await officerOf("management");
    const [one, other] = [await certified(), await certified()];
    await drafted(officer, { "validity.graceDays": 30 });
    await publish(officer);
    const behind = (await stillBehind(officer, ID, 1))!;
    expect(behind.certifications.map(({ id }) => id)).toEqual(expect.arrayContaining([one, other]));
    const asked = { version: "1.1", certifications: [one], candidacies: [], reason: "She asks for it" };
    expect(await moveToCurrent(officer, ID, { ...asked, version: "1.0" })).toMatchObject({
      reason: { key: "changed-meanwhile" },
    });
    expect(await moveToCurrent(officer, ID, asked)).toEqual({ ok: true, value: 1 });
    await runMoves();
    const facts = await db.certificationFact.findMany({
      where: { certificationId: { in: [one, other] }, kind: "moved" },
    });
    expect(facts).toMatchObject([{ certificationId: one, word: "1.1", reason: "She asks for it" }]);
    expect(await moveToCurrent(officer, ID, asked)).toMatchObject({
      reason: { key: "scheme.nobody-to-move" },
    });
    expect(await moveToCurrent(await officerOf("financial-education"), ID, asked)).toBeNull();
    expect(await moveToCurrent(officer, ID, { ...asked, certifications: [other] })).toMatchObject({
      ok: true,
    });
    await runMoves();
    expect((await stillBehind(officer, ID, 1))!.certifications.some(({ id }) => id === other)).toBe(false);
  });
});

describe("who may, and when", () => {
  test("an officer of another programme, or nobody's officer, finds no draft and writes none", async () => {
    const stranger = await officerOf("financial-education");
    expect(await schemeDraft(stranger, ID)).toBeNull();
    expect(await saveDraft(stranger, ID, () => TRAINER_SCHEME)).toBeNull();
    expect(await publish(stranger)).toBeNull();
    expect(await discardDraft(stranger, ID)).toBeNull();
    expect((await schemeSheet(stranger, ID)).mayEdit).toBe(false);
  });

  test("the same figures are no version, and a draft that was published or put away is none", async () => {
    const officer = await officerOf("management");
    expect(await saveDraft(officer, ID, () => TRAINER_SCHEME)).toMatchObject({
      reason: { key: "scheme.nothing-changed" },
    });
    await drafted(officer, { "validity.graceDays": 30 });
    await discardDraft(officer, ID);
    const none = { reason: { key: "scheme.no-draft" } };
    expect(await publish(officer)).toMatchObject(none);
    await drafted(officer, { "validity.graceDays": 30 });
    await publish(officer);
    expect(await publish(officer)).toMatchObject(none);
  });

  test("of two who publish at once one wins, and there is one version", async () => {
    const officers = [await officerOf("management"), await officerOf("management")] as const;
    await drafted(officers[0], { "validity.graceDays": 30 });
    const asked = await publication();
    const answers = await Promise.all(officers.map((officer) => publishDraft(officer, ID, asked)));
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(await db.schemeVersion.count({ where: { schemeId: ID } })).toBe(1);
  });

  test("an officer does not move what they hold themselves", async () => {
    const officer = await officerOf("management");
    const own = certificationRow(officer.personId, {
      validFrom: addDays(today(), -100),
      validUntil: addDays(today(), 900),
    });
    await db.certification.create({ data: own });
    await drafted(officer, { "validity.graceDays": 200 });
    await publish(officer, { certifications: "move" });
    await runMoves();
    expect(await db.certificationFact.count({ where: { certificationId: own.id } })).toBe(0);
  });
});

test("the list and the page: since when, what changed, and the people there are", async () => {
  await db.roleAssignment.deleteMany();
  const officer = await officerOf("management");
  await db.roleAssignment.deleteMany();
  const { need, have } = (await schemeSheet(officer, ID)).people;
  await db.roleAssignment.create({
    data: {
      id: officer.personId,
      personId: officer.personId,
      role: "certification-officer",
      scopeKind: "programme",
      scopeId: "management",
      grantedAt: new Date(),
    },
  });
  expect((await schemeSheet(officer, ID)).people).toMatchObject({ need, have: Math.min(need, have + 1) });
  await drafted(officer, { "validity.graceDays": 30 });
  expect((await listSchemes()).find(({ schemeId }) => schemeId === ID)).toMatchObject({
    version: "1.0",
    publishedAt: null,
    draft: true,
  });
  await publish(officer);
  const sheet = await schemeSheet(officer, ID);
  expect(sheet.versions.map(({ scheme, by }) => [scheme.version, by])).toEqual([
    ["1.1", "Officer"],
    ["1.0", null],
  ]);
  expect(sheet.versions[0]!.reason).toBe("The board");
});
