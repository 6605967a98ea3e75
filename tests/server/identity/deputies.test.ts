import { expect, test } from "vitest";
import { readAuditTrail } from "#app/features/audit/audit-trail.server.ts";
import { actorNow } from "#app/features/identity/actor-now.server.ts";
import {
  deputiesOf,
  endDeputyship,
  nameDeputy,
  ownDeputyship,
  rolesToDeputise,
} from "#app/features/identity/deputies.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import { grantsOf } from "#app/features/identity/session.server.ts";
import { actOnCandidacy } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { findCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role, Scope } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { walk } from "#prisma/seed/candidate-story.ts";
import { castFor } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

/* Dated deputies (0033): what the principal may, on those days, there; said beside each decision. */

const MANAGEMENT: Scope = { kind: "programme", id: "management" };
const ELSEWHERE: Scope = { kind: "programme", id: "financial-education" };

async function staff(name: string, role: Role, { kind, id }: Scope): Promise<Actor> {
  const personId = await makePerson(name);
  await db.roleAssignment.create({
    data: { id: newId(), personId, role, scopeKind: kind, scopeId: id, grantedAt: now() },
  });
  return { ...actorFor(personId), name };
}

const as = async ({ personId }: Actor, permission: Permission) =>
  actorNow({ personId, requestId: "test" }, permission);

async function named(
  principal: Actor,
  deputy: Actor,
  own: { from?: string; until?: string; nth?: number } = {},
) {
  const { username } = await db.person.findUniqueOrThrow({ where: { id: deputy.personId } });
  const roles = await rolesToDeputise(principal.personId);
  const days = { from: own.from ?? today(), until: own.until ?? addDays(today(), 7) };
  return nameDeputy(principal, {
    intent: "name",
    as: roles[own.nth ?? 0]!.value,
    deputy: username,
    ...days,
    reason: "On leave",
  });
}

test("on the days that were named the deputy reaches what the principal reaches, and says for whom", async () => {
  const officer = await staff("Petra Novak", "certification-officer", { kind: "all", id: "" });
  const deputy = await staff("Jean Kouassi", "auditor", ELSEWHERE);
  // A role that holds everywhere is given in one programme only.
  expect((await rolesToDeputise(officer.personId)).map(({ scope }) => scope.kind)).toEqual([
    "all",
    "programme",
    "programme",
  ]);
  expect(await as(deputy, "keep:certifications")).toBeNull();
  expect(await named(officer, deputy, { nth: 1 })).toEqual({ ok: true, value: undefined });
  const acting = (await as(deputy, "keep:certifications"))!;
  expect(acting.reach).toEqual([{ ...MANAGEMENT, for: officer.personId }]);

  const rows = ["management", "financial-education"].map((programme) => ({ programme, holder: "" }));
  for (const row of rows) row.holder = await makePerson("Holder");
  const [inside, outside] = rows.map(({ programme, holder }) => certificationRow(holder, { programme }));
  for (const data of [inside!, outside!]) await db.certification.create({ data });
  const waive = { kind: "suspend", word: "quality", until: addDays(today(), 60) } as const;
  expect(await actOnCertification(acting, outside!.id, waive, "Illness")).toBeNull();
  expect(await actOnCertification(acting, inside!.id, waive, "Illness")).toMatchObject({ ok: true });
  expect((await findCertification(acting, inside!.id))!.facts.at(-1)).toMatchObject({
    by: "Jean Kouassi",
    behalf: "Petra Novak",
  });
  const about = { action: "", actor: null, subject: { id: inside!.id, patterns: [] }, between: null };
  expect((await readAuditTrail(null, about, null)).rows[0]).toMatchObject({
    actorName: "Jean Kouassi",
    behalf: ["Petra Novak"],
  });

  // On the principal's own record the deputy does nothing either.
  const own = certificationRow(officer.personId, { programme: "management" });
  await db.certification.create({ data: own });
  expect(await actOnCertification(acting, own.id, waive, "Illness")).toMatchObject({ ok: false });
});

test("it follows from the days, an early end and the principal's role; nothing is switched", async () => {
  const officer = await staff("Petra Novak", "certification-officer", MANAGEMENT);
  const [later, early, over, orphan] = [
    await staff("Later", "auditor", ELSEWHERE),
    await staff("Early", "auditor", ELSEWHERE),
    await staff("Over", "auditor", ELSEWHERE),
    await staff("Orphan", "auditor", ELSEWHERE),
  ];
  await named(officer, later, { from: addDays(today(), 3) });
  expect(await as(later, "decide:candidacies")).toBeNull();
  for (const one of [early, over, orphan]) await named(officer, one);
  await db.deputyship.updateMany({
    where: { deputyId: over.personId },
    data: { from: addDays(today(), -9), until: addDays(today(), -1) },
  });
  expect(await as(over, "decide:candidacies")).toBeNull();
  expect((await deputiesOf(over.personId))[0]!.phase).toBe("over");

  const { id } = (await deputiesOf(early.personId))[0]!;
  expect(await endDeputyship(later, ownDeputyship(later, id))).toBeNull();
  expect(await as(early, "decide:candidacies")).not.toBeNull();
  expect(await endDeputyship(early, ownDeputyship(early, id))).toEqual({ ok: true, value: undefined });
  expect(await endDeputyship(officer, ownDeputyship(officer, id))).toEqual({ ok: true, value: undefined });
  expect(await as(early, "decide:candidacies")).toBeNull();
  expect((await deputiesOf(officer.personId)).map(({ phase }) => phase)).toEqual([
    "now",
    "over",
    "ended",
    "to-come",
  ]);
  const told = await db.outboxMessage.findMany({ where: { personId: officer.personId, kind: "deputy" } });
  expect(told).toHaveLength(1);

  expect(await as(orphan, "decide:candidacies")).not.toBeNull();
  // A deputy names none, and holds nothing after the principal's role has ended.
  expect(await rolesToDeputise(orphan.personId)).toEqual([]);
  await db.roleAssignment.updateMany({ where: { personId: officer.personId }, data: { endedAt: now() } });
  expect(await as(orphan, "decide:candidacies")).toBeNull();
});

test("who cannot be named, and a role of somebody else's", async () => {
  const officer = await staff("Petra Novak", "certification-officer", MANAGEMENT);
  const [deputy, other] = [
    await staff("Jean", "auditor", ELSEWHERE),
    await staff("Other", "certification-officer", ELSEWHERE),
  ];
  const learner = actorFor(await makePerson("Learner"));
  const key = async (answer: Promise<Awaited<ReturnType<typeof nameDeputy>>>) => {
    const named = await answer;
    return named && "fault" in named ? named.fault.key : named;
  };
  expect(await key(named(officer, officer))).toBe("deputy-yourself");
  expect(await key(named(officer, learner))).toBe("deputy-no-staff");
  expect(await key(named(officer, deputy, { from: addDays(today(), -1) }))).toBe("past-day");
  await named(officer, deputy);
  expect(await key(named(officer, deputy))).toBe("deputy-already");
  const theirs = (await rolesToDeputise(other.personId))[0]!.value;
  const asked = {
    intent: "name",
    as: theirs,
    deputy: "x",
    from: today(),
    until: today(),
    reason: "Leave",
  } as const;
  expect(await nameDeputy(officer, asked)).toBeNull();
});

test("a deputy decides on a candidacy for the officer; bars are the deputy's own, and the officer's record stays shut", async () => {
  const { cast, candidate } = await castFor();
  const way = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;
  const { id } = await walk(cast, candidate, way, "provisional");
  const officer = await staff("Petra Novak", "certification-officer", MANAGEMENT);
  // A trainer of the same programme already reaches it with another part.
  const deputy = await staff("Jean Kouassi", "assessor", MANAGEMENT);
  await named(officer, deputy);
  const acting = { ...(await as(deputy, "act:on-candidacies"))!, grants: await grantsOf(deputy.personId) };
  const { length } = (await candidacyInReach(acting, id))!.read.entries;
  const act = { id: newId(), seen: length, kind: "extend", reason: "Floods" } as const;
  const employer = newId();
  const name = `Employer ${employer}`;
  await db.organisation.create({
    data: { id: employer, name, kind: "mfi", country: "KH", createdAt: now() },
  });
  const works = [deputy.personId, candidate.personId].map((personId) => ({
    id: newId(),
    personId,
    organisationId: employer,
    from: "2025-01-01",
  }));
  await db.affiliation.createMany({ data: works });
  expect(await actOnCandidacy(acting, id, act)).toMatchObject({ ok: false, bars: ["same-employer"] });
  await db.affiliation.deleteMany({ where: { organisationId: employer } });
  expect(await actOnCandidacy(acting, id, act)).toMatchObject({ ok: true });
  expect(await db.deputyAct.findUnique({ where: { recordId: act.id } })).toEqual({
    recordId: act.id,
    principalId: officer.personId,
  });
  const lines = await db.auditEntry.findMany({ where: { subjectId: id, action: "candidacy.extend" } });
  expect(JSON.parse(lines[0]!.detail)).toMatchObject({ for: [officer.personId] });

  await db.candidacy.update({ where: { id }, data: { personId: officer.personId } });
  const again = { ...act, id: newId(), seen: length + 1, kind: "stop-clock" } as const;
  expect(await actOnCandidacy(acting, id, again)).toMatchObject({
    ok: false,
    reason: { key: "candidacy.principalsRecord" },
  });
});
