import { describe, expect, test } from "vitest";
import { actOnCertification } from "#app/features/trainers/act-on-certification.server.ts";
import { appeal, decideOnAppeal, handBack } from "#app/features/trainers/appeals.server.ts";
import { findCertification, myCertification } from "#app/features/trainers/certifications.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
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
