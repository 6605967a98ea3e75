import { describe, expect, test } from "vitest";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { appeal, decideOnAppeal, handBack } from "#app/features/trainers/appeals/appeals.server.ts";
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
import { readHeld } from "#app/features/rights/held-records.server.ts";
import type { InviteGuest } from "#app/features/trainers/appeals/panel-guest.ts";
import {
  actAsGuest,
  guestCase,
  guestsOf,
  inviteGuest,
  withdrawGuest,
} from "#app/features/trainers/appeals/panel-guests.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { on } from "#prisma/seed/candidate-story.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makeOrganisation } from "#tests/support/identity-fixture.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

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

const panel = async () => {
  const ids = [await makePerson("One"), await makePerson("Two"), await makePerson("Three")];
  const rows = await db.person.findMany({ where: { id: { in: ids } }, select: { username: true } });
  return rows.map(({ username }) => username);
};
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
    const status = async () => (await myCertification(holder, id))!.standing.status;
    expect(await actOnError(officerHere, id, "propose-ending", "Another's exam")).toBeNull();
    expect(key(await actOnError(administrator, id, "propose-ending", "Another's exam"))).toBe("ok");
    expect(key(await actOnError(administrator, id, "propose-ending", "Another's exam"))).toBe("ok");
    expect(key(await actOnError(another, id, "propose-ending", "Other"))).toBe("certificate.ending-proposed");
    expect(key(await actOnError(administrator, id, "confirm-ending"))).toBe(
      "certificate.ending-needs-another",
    );
    expect(key(await actOnError({ ...another, personId: holder.personId }, id, "confirm-ending"))).toBe(
      "certificate.own-record",
    );
    expect((await myCertification(holder, id))!.facts).toEqual([]);
    expect(await errorWork(administrator)).toEqual([]);
    expect(await errorWork(officerHere)).toMatchObject([{ count: 1 }]);
    expect(key(await actOnError(another, id, "take-back-ending"))).toBe("ok");
    expect(key(await actOnError(officerHere, id, "confirm-ending"))).toBe("changed-meanwhile");
    expect(await status()).not.toBe("in-error");
    await actOnError(administrator, id, "propose-ending", "Another's exam");
    expect(await errorFor(officerHere, id)).toMatchObject({ ending: { mayConfirm: true } });
    expect(key(await actOnError(officerHere, id, "confirm-ending"))).toBe("ok");
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
    expect(key(await actOnError(administrator, id, "propose-ending", "Again"))).toBe(
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

    const decision = { of, outcome: "overturned", panel: await panel(), reason: "Seen" } as const;
    expect(await decideOnAppeal(ana, id, decision)).toMatchObject({
      reason: { key: "certification-appeal-involved" },
    });
    expect(await decideOnAppeal(eva, id, { ...decision, panel: ["nobody.here", ...decision.panel.slice(1)] }))
      .toMatchObject({ reason: { key: "certification-nobody" } }); // prettier-ignore
    expect(await decideOnAppeal(eva, id, decision)).toMatchObject({ ok: true });
    expect(await decideOnAppeal(eva, id, decision)).toMatchObject({ reason: { key: "changed-meanwhile" } });
    const sheet = await findCertification(eva, id);
    expect(sheet?.standing).toMatchObject({ status: "active", valid: true });
    expect(sheet?.facts.at(-1)?.panel).toHaveLength(3);
    expect(await auditOf(id)).toEqual([
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
    expect([sheet?.standing.status, sheet?.standingNow.status]).toEqual(["suspended", "active"]);
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
  expect(old?.standing.status).toBe("superseded");
  expect(reduced).toMatchObject({
    number: `${old!.number}/2`,
    topics: ["markets", "people"],
    dates: { validUntil: old!.dates.validUntil },
    standing: { valid: true },
  });
  const { id: of } = await factOf(id, "succeeded");
  await appeal(holder, id, of, "I passed");
  await decideOnAppeal(eva, id, { of, outcome: "redo", panel: await panel(), reason: "Observe again" });
  expect((await findCertification(jean, id))?.standing).toMatchObject({ status: "active" });
  expect((await findCertification(jean, next!.id))?.standing).toMatchObject({ status: "superseded" });
});

test("a holder hands back their own, once, and nobody else's", async () => {
  const { id, holder } = await certified();
  expect(await handBack(actorFor(await makePerson("Other")), id, "x")).toBeNull();
  expect(await handBack(holder, id, "I retire")).toMatchObject({ ok: true });
  expect(await handBack(holder, id, "I retire")).toMatchObject({ ok: true });
  expect((await myCertification(holder, id))?.standing.status).toBe("surrendered");
  expect(await db.certificationFact.count({ where: { certificationId: id } })).toBe(1);
});

describe("a guest on the panel", () => {
  /** A suspension that is appealed against, an officer who had no part in it, and a guest who was asked. */
  async function appealed() {
    const [jean, eva] = [await officer(), await officer()];
    const { id, holder } = await certified();
    const suspend = { kind: "suspend", word: "quality", until: addDays(today(), 60) } as const;
    await actOnCertification(jean, id, suspend, "Complaints");
    const { id: of } = await factOf(id, "suspended");
    await appeal(holder, id, of, "They were not about me");
    const asked: InviteGuest = {
      of,
      guestName: "Ada Obi",
      guestEmail: `${newId()}@school.example`,
      guestEmployer: "School of Management",
      guestLocale: "fr",
    };
    return { jean, eva, id, of, holder, asked };
  }
  const linkOf = async (certificationId: string) => {
    const { id } = await db.panelGuest.findFirstOrThrow({
      where: { certificationId },
      orderBy: { id: "desc" },
    });
    const { body, address } = await db.outboxMessage.findUniqueOrThrow({
      where: { key: `panel-guest:${id}` },
    });
    return { id, address, secret: /\/panels\/([\w-]+)/.exec(body)![1]! };
  };
  const declare = { intent: "declare", employer: "School of Management", part: "yes", tie: "yes", interest: "yes" } as const; // prettier-ignore
  const answer = {
    intent: "answer",
    outcome: "overturned",
    words: "The marks were another trainer's",
  } as const;

  test("declares, reads, says once what they think, and sits beside two others", async () => {
    const { jean, eva, id, of, asked } = await appealed();
    expect(await inviteGuest(jean, id, asked)).toMatchObject({
      reason: { key: "certification-appeal-involved" },
    });
    expect(await inviteGuest(eva, id, asked)).toMatchObject({ ok: true });
    expect(await inviteGuest(eva, id, asked)).toMatchObject({ reason: { key: "panel-guest-twice" } });
    const { id: guest, secret, address } = await linkOf(id);
    expect(address).toBe(asked.guestEmail);
    expect((await guestCase(secret))!.history).toBeNull();
    expect(await guestCase("another")).toBeNull();
    expect(await actAsGuest(secret, answer, "test")).toMatchObject({
      reason: { key: "panel-guest-declare" },
    });
    const members = (await panel()).slice(1);
    const decision = { of, outcome: "overturned", panel: members, reason: "Seen" } as const;
    const decide = () => decideOnAppeal(eva, id, decision);
    expect(await actAsGuest(secret, declare, "test")).toEqual({ ok: true, value: "declare" });
    expect(await actAsGuest(secret, declare, "test")).toEqual({ ok: true, value: "declare" });
    expect((await guestCase(secret))!.history!.map(({ kind }) => kind)).toEqual(["suspended", "appealed"]);
    // Two and a guest who has not answered are no panel of three.
    expect(await decide()).toMatchObject({ reason: { key: "certification-panel-three" } });
    expect(await actAsGuest(secret, answer, "test")).toEqual({ ok: true, value: "answer" });
    expect([await guestCase(secret), await actAsGuest(secret, answer, "test")]).toEqual([null, null]);
    expect((await guestsOf(id))[0]).toMatchObject({ state: "answered", outcome: "overturned" });
    // Whoever has answered sits, and what they said stays said.
    expect(await withdrawGuest(eva, id, guest)).toMatchObject({ reason: { key: "changed-meanwhile" } });
    const three = { ...decision, panel: await panel() };
    expect(await decideOnAppeal(eva, id, three)).toMatchObject({
      reason: { key: "certification-panel-three" },
    });
    const { personId } = await db.certification.findUniqueOrThrow({ where: { id } });
    const downloaded = async () => JSON.stringify(await readHeld("certifications", [personId]));
    expect(await downloaded()).not.toContain("The marks were another trainer's");
    expect(await decide()).toMatchObject({ ok: true });
    expect(await downloaded()).toContain("The marks were another trainer's");
    const decided = (await findCertification(eva, id))!.facts.at(-1)!;
    expect(decided.guests).toEqual([{ name: "Ada Obi", employer: "School of Management" }]);
    expect([
      decided.panel.length,
      (await db.panelGuest.findUniqueOrThrow({ where: { id: guest } })).email,
    ]).toEqual([2, ""]);
    expect(await auditOf(id)).toEqual(
      expect.arrayContaining([
        "certification.guest-invited",
        "certification.guest-declared",
        "certification.guest-answered",
      ]),
    );
  });

  test("who works with whoever appeals, or is tied to it, takes no part; nor does who has an account", async () => {
    const { eva, id, asked, holder } = await appealed();
    const organisationId = await makeOrganisation();
    const { name } = await db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
    await db.affiliation.create({
      data: { id: newId(), personId: holder.personId, organisationId, from: "2020-01-01" },
    });
    expect(await inviteGuest(eva, id, { ...asked, guestEmployer: name.toUpperCase() })).toMatchObject({
      reason: { key: "panel-guest-employer" },
    });
    const email = `${newId()}@rumdul.example`;
    await db.person.update({ where: { id: eva.personId }, data: { email } });
    expect(await inviteGuest(eva, id, { ...asked, guestEmail: email })).toMatchObject({
      reason: { key: "panel-guest-account" },
    });
    await inviteGuest(eva, id, asked);
    const { secret } = await linkOf(id);
    expect(await actAsGuest(secret, { ...declare, employer: name }, "test")).toMatchObject({
      reason: { key: "panel-guest-employer" },
    });
    const tied = { intent: "conflict", conflict: "We studied together" } as const;
    expect(await actAsGuest(secret, tied, "test")).toEqual({ ok: true, value: "conflict" });
    expect([await guestCase(secret), await actAsGuest(secret, declare, "test")]).toEqual([null, null]);
  });

  test("the link ends by its day, when it is taken back, and with the case", async () => {
    const { eva, id, of, asked } = await appealed();
    await inviteGuest(eva, id, asked);
    const late = await linkOf(id);
    const { until } = await db.panelGuest.findUniqueOrThrow({ where: { id: late.id } });
    const there = async (secret: string, day = today()) => (await on(day, () => guestCase(secret))) !== null;
    expect([await there(late.secret, until), await there(late.secret, addDays(until, 1))]).toEqual([
      true,
      false,
    ]);
    await withdrawGuest(eva, id, late.id);
    expect([await there(late.secret), await actAsGuest(late.secret, declare, "test")]).toEqual([false, null]);
    await inviteGuest(eva, id, asked);
    const next = await linkOf(id);
    expect(await there(next.secret)).toBe(true);
    await decideOnAppeal(eva, id, { of, outcome: "upheld", panel: await panel(), reason: "It stands" });
    expect(await there(next.secret)).toBe(false);
  });
});
