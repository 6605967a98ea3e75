import { describe, expect, test } from "vitest";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import {
  appeal,
  appealPanels,
  decideOnAppeal,
  handBack,
  openAppeal,
  panelsToRead,
} from "#app/features/trainers/appeals/appeals.server.ts";
import {
  actOnError,
  errorFor,
  errorWork,
} from "#app/features/trainers/certifications/certification-error.server.ts";
import { checkTrainerNumber } from "#app/features/trainers/certifications/check-certification.server.ts";
import {
  findCertification,
  myCertification,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { renewalWaiting } from "#app/features/trainers/certifications/certification-status.ts";
import {
  certificateOf,
  editionsOf,
  issueDecided,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { readHeld } from "#app/features/rights/held-records.server.ts";
import { askedOfSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import type { PanelCase } from "#app/features/trainers/panels/panel-view.ts";
import type { PanelForm } from "#app/features/trainers/panels/panel-forms.ts";
import { actOnPanel, pastPanels, type SeatKey } from "#app/features/trainers/panels/panels.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { on } from "#prisma/seed/candidate-story.ts";
import { employ } from "#tests/support/attestation-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makeOrganisation } from "#tests/support/identity-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import { bystander, DECLARE, linkOf, say, seatOf, voteFor } from "#tests/support/panel-votes.ts";

const officer = async (): Promise<Actor> => actorFor(await makePerson("Officer"), [{ kind: "all", id: "" }]);

async function certified(): Promise<{ id: string; holder: Actor }> {
  const personId = await makePerson("Prak Vanna");
  const row = certificationRow(personId);
  await db.certification.create({ data: row });
  return { id: row.id, holder: actorFor(personId) };
}

/** A hearing that was announced three weeks ago and is today. */
async function heard(id: string, by: Actor): Promise<void> {
  const day = addDays(today(), -21);
  await db.certificationFact.create({
    data: {
      id: newId(),
      certificationId: id,
      sequence: 1,
      kind: "revocation-proposed",
      day,
      until: today(),
      reason: "Bought reports",
      recordedOn: day,
      recordedAt: new Date(),
      recordedBy: by.personId,
    },
  });
}

const onPanel = (by: Actor, certificationId: string, form: PanelForm) =>
  actOnPanel(form, openAppeal(by, certificationId));
const decide = (by: Actor, certificationId: string, of: string) =>
  decideOnAppeal(by, certificationId, { of, minutes: "An hour, by telephone", reason: "Seen" });

/** As many as are named sit on the panel of an appeal, declare, and vote. */
async function voted(by: Actor, certificationId: string, of: string, ...votes: string[]): Promise<void> {
  for (const [index, vote] of votes.entries()) {
    const { personId, username } = await bystander(`Member ${index}`);
    expect(await onPanel(by, certificationId, { intent: "seat-member", of, username })).toMatchObject({
      ok: true,
    });
    const key = await seatOf(of, personId);
    expect(await say(key, DECLARE)).toMatchObject({ ok: true });
    expect(await say(key, voteFor(vote))).toMatchObject({ ok: true });
  }
}

const revoke = { kind: "revoke", until: null } as const;
const factOf = (certificationId: string, kind: string) =>
  db.certificationFact.findFirstOrThrow({ where: { certificationId, kind } });

describe("a certification that was decided in error", () => {
  const staff = async (role: Role): Promise<Actor> => {
    const scope = { kind: "programme", id: "management" } as const;
    return { ...actorFor(await makePerson(role), [scope]), grants: [{ role, scope }] };
  };
  const key = (answer: Awaited<ReturnType<typeof actOnError>>) =>
    answer && (answer.ok ? "ok" : answer.reason.key);

  test("is said by an administrator, confirmed by one more, and held on no day", async () => {
    const [administrator, another] = [
      await staff("cohort-administrator"),
      await staff("cohort-administrator"),
    ];
    const officerHere = await staff("certification-officer");
    const { id, holder } = await certified();
    const status = async () => (await myCertification(holder, id))!.standing?.status;
    expect(await actOnError(officerHere, id, "propose-ending", { reason: "Another's exam" })).toBeNull();
    expect(key(await actOnError(administrator, id, "propose-ending", { reason: "Another's exam" }))).toBe(
      "ok",
    );
    expect(key(await actOnError(administrator, id, "propose-ending", { reason: "Another's exam" }))).toBe(
      "ok",
    );
    expect(key(await actOnError(another, id, "propose-ending", { reason: "Other" }))).toBe(
      "certificate.ending-proposed",
    );
    expect(key(await actOnError(administrator, id, "confirm-ending"))).toBe(
      "certificate.ending-needs-another",
    );
    expect(key(await actOnError({ ...another, personId: holder.personId }, id, "confirm-ending"))).toBe(
      "certificate.own-record",
    );
    const asHolder = { ...another, personId: holder.personId };
    expect(key(await actOnError(asHolder, id, "take-back-ending"))).toBe("certificate.own-record");
    expect((await errorFor(asHolder, id)).ending).toBeNull();
    for (const told of [await myCertification(holder, id), await findCertification(asHolder, id)])
      expect(told!.facts).toEqual([]);
    expect(JSON.stringify(await readHeld("certifications", [holder.personId]))).not.toContain(
      "Another's exam",
    );
    expect(await errorWork(administrator)).toEqual([]);
    expect(await errorWork(officerHere)).toMatchObject([{ count: 1 }]);
    const merged = { ...officerHere, personId: await makePerson("Aminata B. Diallo") };
    await mergedInto(merged.personId, administrator.personId);
    expect(await errorWork(merged)).toEqual([]); // whoever they are by now
    expect(key(await actOnError(another, id, "take-back-ending"))).toBe("ok");
    expect(key(await actOnError(officerHere, id, "confirm-ending"))).toBe("changed-meanwhile");
    expect(await status()).not.toBe("in-error");
    await actOnError(administrator, id, "propose-ending", { reason: "Another's exam" });
    expect(await errorFor(officerHere, id)).toMatchObject({ ending: { mayConfirm: true } });
    expect(key(await actOnError(officerHere, id, "confirm-ending", { seen: "another" }))).toBe(
      "changed-meanwhile",
    );
    const { seen } = (await errorFor(officerHere, id)).ending!;
    expect(key(await actOnError(officerHere, id, "confirm-ending", { seen }))).toBe("ok");
    expect(await status()).toBe("in-error");
    expect((await myCertification(holder, id, { on: "2020-01-01", known: null }))!.standingNow.status).toBe(
      "in-error",
    );
    const { number } = await db.certification.findUniqueOrThrow({ where: { id } });
    expect(await checkTrainerNumber(number)).toMatchObject({
      standing: { status: "in-error", valid: false },
    });
    expect((await auditOf(id)).at(-1)).toBe("certification.in-error");
    const mail = await db.outboxMessage.findFirst({ where: { personId: holder.personId } });
    expect(mail?.body).toContain("Another's exam");
    expect(await errorFor(administrator, id)).toEqual({ ending: null, mayPropose: [] });
    expect(key(await actOnError(administrator, id, "propose-ending", { reason: "Again" }))).toBe(
      "certificate.already-revoked",
    );
  });
});

describe("a revocation", () => {
  test("takes two people, is told to the holder, and an appeal sets it aside: known then, and known now", async () => {
    const [jean, ana, eva] = [await officer(), await officer(), await officer()];
    const { id, holder } = await certified();
    await heard(id, jean);
    expect(await actOnCertification(jean, id, revoke, "Proved")).toMatchObject({
      reason: { key: "certification-revoke-by-another" },
    });
    expect(await actOnCertification(ana, id, revoke, "Proved")).toMatchObject({ ok: true });
    expect((await myCertification(holder, id))?.standing).toMatchObject({
      status: "suspended",
      valid: false,
    });
    expect(await db.inboxMessage.count({ where: { personId: holder.personId } })).toBe(1);

    const { id: of } = await factOf(id, "revoked");
    expect(await appeal(ana, id, of, "Not mine")).toBeNull();
    expect(await appeal(holder, id, of, "They were real")).toMatchObject({ ok: true });
    expect(await appeal(holder, id, of, "They were real")).toMatchObject({ ok: true }); // sent twice
    expect(await db.certificationFact.count({ where: { certificationId: id, kind: "appealed" } })).toBe(1);

    expect(await decide(ana, id, of)).toMatchObject({ reason: { key: "certification-appeal-involved" } });
    expect(await decide(eva, id, of)).toMatchObject({ reason: { key: "panel-not-called" } });
    expect(await onPanel(eva, id, { intent: "seat-member", of, username: "nobody.here" })).toMatchObject({
      reason: { key: "certification-nobody" },
    });
    await voted(eva, id, of, "overturned", "upheld", "overturned");
    expect(await decide(eva, id, of)).toMatchObject({ ok: true });
    expect(await decide(eva, id, of)).toMatchObject({ reason: { key: "changed-meanwhile" } });
    const sheet = await findCertification(eva, id);
    expect(sheet?.standing).toMatchObject({ status: "active", valid: true });
    expect(sheet?.facts.at(-1)?.panel).toHaveLength(3);
    expect((await auditOf(id)).filter((action) => action.startsWith("certification."))).toEqual([
      "certification.revoked",
      "certification.appealed",
      "certification.appeal-decided",
    ]);
  });

  test("was what it was: a day before the appeal is answered as it was known then and as it is known now", async () => {
    const [jean, ana] = [await officer(), await officer()];
    const { id, holder } = await certified();
    const row = { certificationId: id, reason: "x", recordedAt: new Date() };
    const [then, later] = [addDays(today(), -20), addDays(today(), -5)];
    const of = newId();
    const facts = [
      { id: of, kind: "revoked", day: then, about: null, word: null, by: jean },
      { id: newId(), kind: "appealed", day: then, about: of, word: null, by: holder },
      { id: newId(), kind: "appeal-decided", day: later, about: of, word: "overturned", by: ana },
    ];
    await db.certificationFact.createMany({
      data: facts.map(({ by, ...fact }, index) => ({
        ...row,
        ...fact,
        sequence: index + 1,
        recordedOn: fact.day,
        recordedBy: by.personId,
      })),
    });
    const sheet = await findCertification(ana, id, { on: addDays(today(), -10), known: null });
    expect([sheet?.standing?.status, sheet?.standingNow.status]).toEqual(["suspended", "active"]);
  });
});

describe("of two at once, one on a period and one on the next, which is prepared, the second is told", () => {
  const nextOf = async (id: string, personId: string) => {
    const next = certificationRow(personId, { predecessorId: id, validFrom: "2029-01-01", validUntil: "2031-12-31" }); // prettier-ignore
    await db.certification.create({ data: next });
    return next.id;
  };
  const told = async (answers: Promise<{ ok: boolean } | null>[]) =>
    (await Promise.all(answers)).filter((answer) => !answer?.ok).length;

  test("revoked once", async () => {
    const [jean, ana, eva] = [await officer(), await officer(), await officer()];
    const { id, holder } = await certified();
    await heard(id, jean);
    const next = await nextOf(id, holder.personId);
    const both = [
      actOnCertification(ana, id, revoke, "Proved"),
      actOnCertification(eva, next, revoke, "Proved"),
    ];
    expect(await told(both)).toBe(1);
    const where = { kind: "revoked", certificationId: { in: [id, next] } };
    expect(await db.certificationFact.count({ where })).toBe(1);
  });

  test("said to be an error once", async () => {
    const admin = async (): Promise<Actor> => {
      const scope = { kind: "programme", id: "management" } as const;
      const grants = [{ role: "cohort-administrator", scope } as const];
      return { ...actorFor(await makePerson("Administrator"), [scope]), grants };
    };
    const [one, other] = [await admin(), await admin()];
    const { id } = await certified();
    const says = (by: Actor) => actOnError(by, id, "propose-ending", { reason: `By ${by.personId}` });
    expect(await told([says(one), says(other)])).toBe(1);
    expect(await db.certificationFact.count({ where: { certificationId: id, kind: "error-proposed" } })).toBe(
      1,
    );
  });

  test("handed back once", async () => {
    const { id, holder } = await certified();
    const next = await nextOf(id, holder.personId);
    expect(await told([handBack(holder, id, "I retire"), handBack(holder, next, "I go")])).toBe(1);
  });
});

test("a reduced scope is a new certification; set aside, the one before stands again", async () => {
  const [jean, eva] = [await officer(), await officer()];
  const { id, holder } = await certified();
  const act = { kind: "reduce", until: null, topics: ["markets", "people"] } as const;
  expect(await actOnCertification(jean, id, act, "Risk failed")).toMatchObject({ ok: true });
  expect(await actOnCertification(jean, id, act, "Risk failed")).toMatchObject({ ok: true }); // sent twice
  const [next, ...more] = await db.certification.findMany({ where: { predecessorId: id } });
  expect(more).toEqual([]);
  const old = await findCertification(jean, id);
  const reduced = await findCertification(jean, next!.id);
  expect(old?.standing?.status).toBe("superseded");
  expect(reduced).toMatchObject({
    number: `${old!.number}/2`,
    topics: ["markets", "people"],
    dates: { validUntil: old!.dates.validUntil },
    standing: { valid: true },
  });
  const { id: of } = await factOf(id, "succeeded");
  const [reducedOn, decidedOn] = [today(), addDays(today(), 20)];
  await appeal(holder, id, of, "I passed");
  const extend = { kind: "extend", until: addDays(old!.dates.validUntil, 60) } as const;
  expect(await actOnCertification(jean, next!.id, extend, "An illness")).toMatchObject({ ok: true });
  await on(decidedOn, async () => {
    await voted(eva, id, of, "redo", "redo", "redo");
    expect(await decide(eva, id, of)).toMatchObject({ ok: true });
    const asked = [
      { on: null, known: null },
      { on: addDays(reducedOn, 5), known: decidedOn },
      { on: addDays(reducedOn, 5), known: null },
    ];
    const standings = asked.map(async (days) => {
      const sheets = [await findCertification(jean, id, days), await findCertification(jean, next!.id, days)];
      return sheets.map((sheet) => sheet?.standing?.status);
    });
    // Of the days between, the scope was smaller as known then, and never was as known now.
    expect(await Promise.all(standings)).toEqual([
      ["active", "superseded"],
      ["active", "superseded"],
      ["superseded", "active"],
    ]);
    // What was decided on the smaller one holds for what stands again.
    expect((await findCertification(jean, id))?.dates.validUntil).toBe(extend.until);
  });
});

describe("reductions of one line that are set aside", () => {
  const reduceTo = async (by: Actor, id: string, ...topics: Topic[]) => {
    const act = { kind: "reduce", until: null, topics } as const;
    expect(await actOnCertification(by, id, act, "Risk failed")).toMatchObject({ ok: true });
    return db.certification.findFirstOrThrow({ where: { predecessorId: id, origin: "reduced" } });
  };
  const won = async (holder: Actor, id: string, of: string) => {
    const by = await officer();
    expect(await appeal(holder, id, of, "I passed")).toMatchObject({ ok: true });
    await voted(by, id, of, "overturned", "overturned", "overturned");
    expect(await decide(by, id, of)).toMatchObject({ ok: true });
  };
  const sheets = async (by: Actor, ids: readonly string[], asked?: CalendarDay) =>
    on(asked ?? today(), async () =>
      Promise.all(
        ids.map(async (one) => {
          const { standing, topics } = (await findCertification(by, one))!;
          return standing?.valid ? topics.length : null;
        }),
      ),
    );
  const written = async (by: Actor, certificationId: string, kind: string, own: object = {}) => {
    const sequence = 1 + (await db.certificationFact.count({ where: { certificationId } }));
    const recorded = { recordedOn: today(), recordedAt: new Date(), recordedBy: by.personId };
    const data = { id: newId(), certificationId, sequence, kind, day: today(), reason: "", ...recorded };
    return db.certificationFact.create({ data: { ...data, ...own } });
  };

  test.each([
    { first: 0, last: 1 },
    { first: 1, last: 0 },
  ])(
    "two, the appeals won in the order of $first and $last: the first stands with all its topics",
    async ({ first, last }) => {
      const jean = await officer();
      const { id, holder } = await certified();
      const before = certificationRow(holder.personId, { validFrom: "2023-01-01", validUntil: "2025-12-31" });
      await db.certification.create({ data: before });
      await written(jean, before.id, "succeeded", { day: "2026-01-01", word: "renewed" });
      await db.certification.update({ where: { id }, data: { origin: "renewed", predecessorId: before.id } });
      expect(await issueDecided(jean, id)).toMatchObject({ ok: true });
      const one = await reduceTo(jean, id, "markets", "people");
      const other = await reduceTo(jean, one.id, "markets");
      const reductions = [id, one.id];
      await won(holder, reductions[first]!, (await factOf(reductions[first]!, "succeeded")).id);
      const between = first === 0 ? [null, null, 4] : [null, 2, null];
      expect(await sheets(jean, [id, one.id, other.id])).toEqual(between);
      // Who decided against the holder is appealed against once, where it was decided.
      expect((await myCertification(holder, id))!.appealable).toHaveLength(first);
      const of = await db.certificationFact.findFirstOrThrow({
        where: { certificationId: reductions[last]!, kind: "succeeded", word: "reduced" },
      });
      await won(holder, reductions[last]!, of.id);
      expect(await sheets(jean, [id, one.id, other.id])).toEqual([5, null, null]);
      // Its paper says so already: nothing was given to it.
      expect(await editionsOf({ certificationId: id })).toHaveLength(1);
      expect(await db.certificationFact.count({ where: { certificationId: id, kind: "topic-added" } })).toBe(
        0,
      );
    },
  );

  test("renewed meanwhile: the next period follows on the one before, with its topics, until it is an error", async () => {
    const jean = await officer();
    const { id, holder } = await certified();
    const reduced = await reduceTo(jean, id, "markets");
    const days = { validFrom: addDays(today(), 10), validUntil: addDays(today(), 900) };
    const next = certificationRow(holder.personId, {
      ...days,
      topics: reduced.topics,
      predecessorId: reduced.id,
      origin: "renewed",
    });
    await db.certification.create({ data: next });
    await written(jean, reduced.id, "succeeded", { day: days.validFrom, word: "renewed" });
    expect(await issueDecided(jean, next.id)).toMatchObject({ ok: true });
    await won(holder, id, (await factOf(id, "succeeded")).id);
    const ids = [id, reduced.id, next.id];
    expect(await sheets(jean, ids, addDays(days.validFrom, -1))).toEqual([5, null, null]);
    expect(await sheets(jean, ids, days.validFrom)).toEqual([null, null, 5]);
    const yesterday = { on: days.validFrom, known: addDays(today(), -1) };
    expect((await findCertification(jean, next.id, yesterday))!.topics).toEqual(["markets"]);
    // Its paper says so, and why.
    const [edition] = await editionsOf({ certificationId: next.id });
    expect(edition).toMatchObject({ edition: 2, correctedBecause: "Seen" });
    expect((await certificateOf({ certificationId: next.id }))!.facts.topics).toEqual([]); // the whole

    const scope = { kind: "all", id: "" } as const;
    const says = async (role: Role): Promise<Actor> => ({ ...(await officer()), grants: [{ role, scope }] });
    await actOnError(await says("cohort-administrator"), next.id, "propose-ending", { reason: "Another's" });
    const another = await says("certification-officer");
    const { seen } = (await errorFor(another, next.id)).ending!;
    expect(await actOnError(another, next.id, "confirm-ending", { seen })).toMatchObject({ ok: true });
    expect(await sheets(jean, ids, days.validFrom)).toEqual([5, null, null]);
  });

  test("what is over gets no new paper, and what another employer recognised stays as it was", async () => {
    const jean = await officer();
    const { id, holder } = await certified();
    const { personId } = holder;
    const behind = async (certificationId: string) => {
      const { organisationId } = await fresh.organisation();
      await db.attestation.create({ data: { certificationId, personId, organisationId } });
    };
    await behind(id);
    const reduced = await reduceTo(jean, id, "markets");
    const follow = async (predecessorId: string, origin: string, validFrom: CalendarDay) => {
      const own = { validFrom, topics: reduced.topics, predecessorId, origin };
      const { id: next } = await db.certification.create({ data: certificationRow(personId, own) });
      await written(jean, predecessorId, "succeeded", { day: validFrom, word: origin });
      return next;
    };
    const over = await follow(reduced.id, "renewed", addDays(today(), 5));
    expect(await issueDecided(jean, over)).toMatchObject({ ok: true });
    const recognised = await follow(over, "recognised", addDays(today(), 10));
    await behind(recognised);
    const { id: of } = await factOf(id, "succeeded");
    await on(addDays(today(), 20), async () => {
      await won(holder, id, of);
      const topics = async (one: string) => (await findCertification(jean, one))!.topics.length;
      expect([await topics(over), await topics(recognised)]).toEqual([5, 1]);
    });
    expect(await editionsOf({ certificationId: over })).toHaveLength(1);
  });

  test("a topic given meanwhile stays, and a refusal is appealed against where it was decided", async () => {
    const jean = await officer();
    const { id, holder } = await certified();
    await db.certification.update({ where: { id }, data: { topics: JSON.stringify(["markets", "people"]) } });
    const reduced = await reduceTo(jean, id, "markets");
    await written(jean, reduced.id, "topic-added", { word: "risk" });
    await written(jean, reduced.id, "renewal-submitted");
    const refused = await written(jean, reduced.id, "renewal-refused");
    await won(holder, id, (await factOf(id, "succeeded")).id);
    const sheet = async () => (await myCertification(holder, id))!;
    expect((await sheet()).topics).toEqual(["markets", "people", "risk"]);
    expect((await sheet()).appealable).toEqual([]);
    const waiting = async () => renewalWaiting((await sheet()).certification, today());
    expect(await waiting()).toBeNull();
    await won(holder, reduced.id, refused.id);
    expect(await waiting()).toBe(today());
  });
});

test("a reduced scope that was an error never took over: the one before stands again, and its appeal is over", async () => {
  const { id, holder } = await certified();
  const [jean, eva] = [await officer(), await officer()];
  const act = { kind: "reduce", until: null, topics: ["markets", "people"] } as const;
  await actOnCertification(jean, id, act, "Risk failed");
  const next = await db.certification.findFirstOrThrow({ where: { predecessorId: id } });
  const { id: of } = await factOf(id, "succeeded");
  await appeal(holder, id, of, "Not my exam");
  const { username } = await bystander("A member");
  await onPanel(eva, id, { intent: "seat-member", of, username });
  const scope = { kind: "all", id: "" } as const;
  const says = async (role: Role): Promise<Actor> => ({ ...(await officer()), grants: [{ role, scope }] });
  await actOnError(await says("cohort-administrator"), next.id, "propose-ending", {
    reason: "Another's exam",
  });
  const another = await says("certification-officer");
  const { seen } = (await errorFor(another, next.id)).ending!;
  expect(await actOnError(another, next.id, "confirm-ending", { seen })).toMatchObject({ ok: true });
  const status = async (one: string) => (await findCertification(jean, one))!.standing?.status;
  expect([await status(id), await status(next.id)]).toEqual(["active", "in-error"]);
  const yesterday = { on: today(), known: addDays(today(), -1) };
  expect((await findCertification(jean, id, yesterday))!.standing?.status).toBe("active");
  const { appeals, appealable } = (await findCertification(jean, id))!;
  expect([appeals, appealable]).toEqual([[], []]);
  expect(await db.panel.findFirst({ where: { of } })).toMatchObject({
    outcome: null,
    minutes: "Another's exam",
  });
  expect((await auditOf(id)).at(-2)).toBe("certification.succession-voided");
});

test("whoever works where the holder does neither says that it was an error nor confirms it nor takes it back", async () => {
  const { id, holder } = await certified();
  const scope = { kind: "all", id: "" } as const;
  const says = async (role: Role): Promise<Actor> => ({ ...(await officer()), grants: [{ role, scope }] });
  const [near, far] = [await says("cohort-administrator"), await says("cohort-administrator")];
  const { organisationId } = await fresh.organisation();
  for (const { personId } of [near, holder]) await employ(personId, { organisationId });
  const said = { reason: "Another's exam" };
  const conflict = { reason: { key: "certification-conflict" } };
  expect(await actOnError(near, id, "propose-ending", said)).toMatchObject(conflict);
  expect((await errorFor(near, id)).mayPropose).toEqual([]);
  expect(await actOnError(far, id, "propose-ending", said)).toMatchObject({ ok: true });
  const { seen } = (await errorFor(far, id)).ending!;
  expect(await actOnError(near, id, "confirm-ending", { seen })).toMatchObject(conflict);
  expect(await actOnError(near, id, "take-back-ending")).toMatchObject(conflict);
  expect((await errorFor(near, id)).ending).toBeNull();
});

test("a holder hands back their own, once, and nobody else's", async () => {
  const { id, holder } = await certified();
  expect(await handBack(actorFor(await makePerson("Other")), id, "x")).toBeNull();
  expect(await handBack(holder, id, "I retire")).toMatchObject({ ok: true });
  expect(await handBack(holder, id, "I retire")).toMatchObject({ ok: true });
  expect((await myCertification(holder, id))?.standing?.status).toBe("surrendered");
  expect(await db.certificationFact.count({ where: { certificationId: id } })).toBe(1);
});

/** A suspension that is appealed against, and an officer who had no part in it. */
async function appealed() {
  const [jean, eva] = [await officer(), await officer()];
  const { id, holder } = await certified();
  const suspend = { kind: "suspend", word: "quality", until: addDays(today(), 60) } as const;
  await actOnCertification(jean, id, suspend, "Complaints");
  const { id: of } = await factOf(id, "suspended");
  await appeal(holder, id, of, "They were not about me");
  const asked = {
    intent: "invite-guest",
    of,
    guestName: "Ada Obi",
    guestEmail: `${newId()}@school.example`,
    guestEmployer: "School of Management",
    guestLocale: "fr",
  } as const;
  return { jean, eva, id, of, holder, asked };
}
const historyOf = (seat: { asked: PanelCase } | null) =>
  seat?.asked.about === "appeal" ? (seat.asked.history?.map(({ kind }) => kind) ?? null) : undefined;
const there = async (key: SeatKey, day = today()) => (await on(day, () => askedOfSeat(key))) !== null;

describe("the panel of an appeal", () => {
  test("a guest declares, reads, votes once, and decides beside two members", async () => {
    const { jean, eva, id, of, asked } = await appealed();
    expect(await onPanel(jean, id, asked)).toMatchObject({
      reason: { key: "certification-appeal-involved" },
    });
    expect(await onPanel(eva, id, asked)).toMatchObject({ ok: true });
    expect(await onPanel(eva, id, asked)).toMatchObject({ reason: { key: "panel-twice" } });
    const { id: guest, key, address } = await linkOf(of);
    expect(address).toBe(asked.guestEmail);
    expect(historyOf(await askedOfSeat(key))).toBeNull();
    expect(await say(key, voteFor("overturned"))).toMatchObject({ reason: { key: "panel-declare" } });
    expect(await say(key, DECLARE)).toEqual({ ok: true, value: "declare" });
    expect(await say(key, DECLARE)).toEqual({ ok: true, value: "declare" }); // sent twice
    expect(historyOf(await askedOfSeat(key))).toEqual(["suspended", "appealed"]);
    await voted(eva, id, of, "overturned");
    const waits = { reason: { key: "panel-votes-open", params: { voted: 1, count: 3 } } };
    expect(await decide(eva, id, of)).toMatchObject(waits);
    expect((await appealPanels(eva, id))[0]!.seats.map(({ vote }) => vote)).toEqual([null, null]);
    const words = "The marks were another trainer's";
    expect(await say(key, voteFor("overturned", words))).toEqual({ ok: true, value: "vote" });
    expect([await askedOfSeat(key), await say(key, voteFor("upheld"))]).toEqual([null, null]);
    // Whoever has voted sits, and what they said stays said.
    expect(await onPanel(eva, id, { intent: "free-seat", of, seat: guest })).toMatchObject({
      reason: { key: "changed-meanwhile" },
    });
    await voted(eva, id, of, "upheld");
    const { personId } = await db.certification.findUniqueOrThrow({ where: { id } });
    const downloaded = async () => JSON.stringify(await readHeld("certifications", [personId]));
    expect(await downloaded()).not.toContain(words);
    expect(await decide(eva, id, of)).toMatchObject({ ok: true });
    expect(await downloaded()).toContain(words);
    const sat = (await findCertification(eva, id))!.facts.at(-1)!;
    expect([sat.word, sat.panel.filter((one) => one.guest)]).toEqual([
      "overturned",
      [{ name: "Ada Obi", guest: true, employer: "School of Management" }],
    ]);
    expect((await db.panelSeat.findUniqueOrThrow({ where: { id: guest } })).email).toBe("");
    expect(await pastPanels({ certificationId: id })).toMatchObject([
      { outcome: "overturned", minutes: "An hour, by telephone", seats: [{}, {}, {}] },
    ]);
    expect(await auditOf(id)).toEqual(
      expect.arrayContaining([
        "panel.called",
        "panel.seated",
        "panel.declared",
        "panel.voted",
        "panel.decided",
      ]),
    );
  });

  test("nobody sits who shares an employer with the holder, trained them, assessed them or had a part in it", async () => {
    const { jean, eva, id, of, holder, asked } = await appealed();
    const organisationId = await makeOrganisation();
    const { name } = await db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
    const works = (personId: string, until: string | null = null) =>
      db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01", until } });
    await works(holder.personId);
    const member = async (personId: string) => {
      const { username } = await db.person.findUniqueOrThrow({ where: { id: personId } });
      const done = await onPanel(eva, id, { intent: "seat-member", of, username });
      return done?.ok ? "seated" : done?.reason.key;
    };
    const colleague = await bystander("A colleague");
    await works(colleague.personId);
    const gone = await bystander("Worked there once");
    await works(gone.personId, addDays(today(), -1));
    expect([await member(colleague.personId), await member(gone.personId)]).toEqual([
      "panel-bar-same-employer",
      "seated",
    ]);
    expect(await member(jean.personId)).toBe("panel-bar-had-a-part");
    expect(await member(holder.personId)).toBe("panel-bar-own-record");
    // Whoever begins to work there between the seat and the vote is out of it.
    await db.affiliation.updateMany({ where: { personId: gone.personId }, data: { until: null } });
    expect(await say(await seatOf(of, gone.personId), DECLARE)).toMatchObject({
      reason: { key: "panel-bar-same-employer" },
    });
    expect(await onPanel(eva, id, { ...asked, guestEmployer: name.toUpperCase() })).toMatchObject({
      reason: { key: "panel-guest-employer" },
    });
    const email = `${newId()}@rumdul.example`;
    await db.person.update({ where: { id: eva.personId }, data: { email } });
    expect(await onPanel(eva, id, { ...asked, guestEmail: email })).toMatchObject({
      reason: { key: "panel-guest-account" },
    });
    await onPanel(eva, id, asked);
    const { key } = await linkOf(of);
    expect(await say(key, { ...DECLARE, employer: name })).toMatchObject({
      reason: { key: "panel-guest-employer" },
    });
    const tied = { intent: "conflict", conflict: "We studied together" } as const;
    expect(await say(key, tied)).toEqual({ ok: true, value: "conflict" });
    expect([await askedOfSeat(key), await say(key, DECLARE)]).toEqual([null, null]);
  });

  test("of two officers at once: one panel, three seats, and whoever comes fourth is told", async () => {
    const { eva, id, of } = await appealed();
    const nadia = await officer();
    const people = await Promise.all(["One", "Two", "Three", "Four"].map(bystander));
    const [one, two, three, four] = people.map(
      ({ username }) =>
        (who: Actor) =>
          onPanel(who, id, { intent: "seat-member", of, username }),
    );
    const told = (answer: Awaited<ReturnType<typeof onPanel>>) =>
      answer?.ok ? "seated" : answer?.reason.key;
    const seatedNow = () => db.panelSeat.count({ where: { panel: { of }, withdrawnAt: null } });
    // Both call it by seating somebody: it is there once, and nobody's seat is lost without a word.
    const first = (await Promise.all([one!(eva), two!(nadia)])).map(told);
    expect(await db.panel.count({ where: { of } })).toBe(1);
    expect(await seatedNow()).toBe(first.filter((said) => said === "seated").length);
    for (const [index, again] of [one, two].entries())
      if (first[index] !== "seated") expect(told(await again!(eva))).toBe("seated");
    expect((await Promise.all([three!(eva), four!(nadia)])).map(told).sort()).toEqual([
      "panel-seats",
      "seated",
    ]);
    expect(await seatedNow()).toBe(3);
  });

  test("its minutes are for whoever may seat one, and who had a part reads what they entered; not the holder", async () => {
    const { jean, eva, id, of, holder } = await appealed();
    await voted(eva, id, of, "upheld", "upheld", "redo");
    await decide(eva, id, of);
    const minutes = async (who: Actor) => (await panelsToRead(who, id)).map((past) => past.minutes);
    const nadia = await officer();
    expect([await minutes(nadia), await minutes(eva), await minutes(jean)]).toEqual([
      ["An hour, by telephone"],
      ["An hour, by telephone"],
      [],
    ]);
    expect(await minutes({ ...holder, reach: [{ kind: "all", id: "" }] })).toEqual([]);
    expect(await minutes(actorFor(await makePerson("A stranger")))).toEqual([]);
  });

  test("a seat is somebody's own: until its day, until it is freed, and until the case is over", async () => {
    const { eva, id, of, asked } = await appealed();
    await onPanel(eva, id, asked);
    const late = await linkOf(of);
    const { until } = await db.panelSeat.findUniqueOrThrow({ where: { id: late.id } });
    expect([await there(late.key, until), await there(late.key, addDays(until, 1))]).toEqual([true, false]);
    expect(await there({ id: late.id, personId: eva.personId })).toBe(false);
    await onPanel(eva, id, { intent: "free-seat", of, seat: late.id });
    expect([await there(late.key), await say(late.key, DECLARE)]).toEqual([false, null]);
    await onPanel(eva, id, asked);
    const next = await linkOf(of);
    expect(await there(next.key)).toBe(true);
    expect(
      await onPanel(eva, id, { intent: "dissolve-panel", of, minutes: "Nobody had time" }),
    ).toMatchObject({
      ok: true,
    });
    expect(await there(next.key)).toBe(false);
    await voted(eva, id, of, "upheld", "redo", "overturned");
    expect(await decide(eva, id, of)).toMatchObject({ reason: { key: "panel-no-majority" } });
  });
});
