import { beforeEach, describe, expect, test } from "vitest";
import { candidacyInReach } from "#app/features/trainers/candidacies.server.ts";
import { findCertification } from "#app/features/trainers/certifications.server.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/first-schemes.ts";
import {
  discardDraft,
  publishDraft,
  saveDraft,
  schemeDraft,
  schemePreview,
} from "#app/features/trainers/scheme-drafts.server.ts";
import { withValues } from "#app/features/trainers/scheme-fields.ts";
import { listSchemes, schemeSheet } from "#app/features/trainers/scheme-pages.server.ts";
import { loadSchemes } from "#app/features/trainers/scheme-versions.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { addDays, addYears } from "#app/lib/calendar-day.ts";
import { walk } from "#prisma/seed/candidate-story.ts";
import { castFor } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const ID = "mmw-volume-1-trainer" as const;
async function officerOf(programme: string): Promise<Actor> {
  const reach: Scope[] = [{ kind: "programme", id: programme }];
  const grants = reach.map((scope) => ({ role: "certification-officer" as const, scope }));
  return { ...actorFor(await makePerson("Officer"), reach), grants };
}
const publication = {
  step: "figures",
  certifications: "keep",
  candidacies: [],
  reason: "The board",
} as const;

beforeEach(async () => {
  await db.schemeVersion.deleteMany();
  await db.schemeDraft.deleteMany();
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
  (await saveDraft(actor, ID, withValues(TRAINER_SCHEME, values)))!;

describe("a version is written, looked at and published", () => {
  test("who was certified keeps theirs; who is moved is judged by the new one from that day on, as the preview said", async () => {
    const officer = await officerOf("management");
    const id = await certified();
    const before = (await findCertification(officer, id))!;
    expect(before.standing.status).toBe("renewal-due");
    expect((await drafted(officer, { "validity-windowDays": 30, "validity-graceDays": 10 })).ok).toBe(true);
    const { draft } = (await schemeDraft(officer, ID))!;
    const preview = await schemePreview(draft!, 1);
    const shown = preview.certifications.find((row) => row.id === id)!;
    expect(shown.status).toEqual({ before: "renewal-due", after: "active" });
    expect(shown.graceEnds).toEqual({
      before: before.dates.graceEnds,
      after: addDays(before.dates.validUntil, 10),
    });
    expect((await findCertification(officer, id))!.dates).toEqual(before.dates);

    expect(await publishDraft(officer, ID, publication)).toEqual({ ok: true, value: "1.1" });
    expect((await findCertification(officer, id))!).toMatchObject({
      dates: before.dates,
      schemeVersion: "1.0",
      standing: before.standing,
    });

    await saveDraft(officer, ID, withValues((await loadSchemes()).current(ID), { "validity-graceDays": 20 }));
    const second = await schemeDraft(officer, ID);
    const promised = (await schemePreview(second!.draft!, 1)).certifications.find((row) => row.id === id)!;
    const moving = { ...publication, certifications: "move" } as const;
    expect(await publishDraft(officer, ID, moving)).toEqual({ ok: true, value: "1.2" });
    const after = (await findCertification(officer, id))!;
    expect(after).toMatchObject({ schemeVersion: "1.2", standing: { status: "active" } });
    expect(after.dates).toMatchObject({
      windowOpens: promised.windowOpens.after,
      graceEnds: promised.graceEnds.after,
    });
    expect(after.involved).not.toContain(officer.personId);
    const yesterday = { on: addDays(today(), -1), known: null };
    expect((await findCertification(officer, id, yesterday))!.standing.status).toBe("renewal-due");
    expect((await auditOf(id)).at(-1)).toBe("certification.moved");
    expect(await db.outboxMessage.count({ where: { personId: before.personId } })).toBe(1);
  });

  test("a candidacy keeps its version unless it is ticked; the event says from which to which", async () => {
    const { cast, candidate } = await castFor();
    const way = { schemeId: ID, language: "km", from: "2026-01-05" } as const;
    const { id } = await walk(cast, candidate, way, "provisional");
    const index = TRAINER_SCHEME.stages.findIndex(({ id: stage }) => stage === "provisional");
    const name = `stages-${index}-leaveWithin-months`;
    const officer = await officerOf("management");
    await drafted(officer, { [name]: 24 });
    const { draft } = (await schemeDraft(officer, ID))!;
    const shown = (await schemePreview(draft!, 1)).candidacies.find((row) => row.id === id)!;
    await publishDraft(officer, ID, publication);
    expect(await db.candidacy.findUnique({ where: { id } })).toMatchObject({
      schemeVersion: "1.0",
      dueOn: shown.dueOn.before,
    });
    await saveDraft(officer, ID, withValues((await loadSchemes()).current(ID), { [name]: 18 }));
    const again = (await schemePreview((await schemeDraft(officer, ID))!.draft!, 1)).candidacies;
    await publishDraft(officer, ID, { ...publication, step: "edition", candidacies: [id] });
    const row = await db.candidacy.findUniqueOrThrow({ where: { id }, include: { events: true } });
    expect(row).toMatchObject({ schemeVersion: "2.0", state: "provisional" });
    expect(row.dueOn).toBe(again.find((one) => one.id === id)!.dueOn.after);
    const moved = row.events.find(({ kind }) => kind === "moved")!;
    expect(JSON.parse(moved.body)).toEqual({ from: "1.0", to: "2.0" });
    expect((await candidacyInReach(cast.officer, id))!.read.scheme.version).toBe("2.0");
  });
});

describe("who may, and when", () => {
  test("an officer of another programme, or nobody's officer, finds no draft and writes none", async () => {
    const stranger = await officerOf("financial-education");
    expect(await schemeDraft(stranger, ID)).toBeNull();
    expect(await saveDraft(stranger, ID, TRAINER_SCHEME)).toBeNull();
    expect(await publishDraft(stranger, ID, publication)).toBeNull();
    expect(await discardDraft(stranger, ID)).toBeNull();
    expect((await schemeSheet(stranger, ID)).mayEdit).toBe(false);
  });

  test("the same figures are no version, and a draft that was published or put away is none", async () => {
    const officer = await officerOf("management");
    expect(await saveDraft(officer, ID, TRAINER_SCHEME)).toMatchObject({
      reason: { key: "scheme.nothing-changed" },
    });
    await drafted(officer, { "validity-graceDays": 30 });
    await discardDraft(officer, ID);
    const none = { reason: { key: "scheme.no-draft" } };
    expect(await publishDraft(officer, ID, publication)).toMatchObject(none);
    await drafted(officer, { "validity-graceDays": 30 });
    await publishDraft(officer, ID, publication);
    expect(await publishDraft(officer, ID, publication)).toMatchObject(none);
  });

  test("of two who publish at once one wins, and there is one version", async () => {
    const officers = [await officerOf("management"), await officerOf("management")] as const;
    await drafted(officers[0], { "validity-graceDays": 30 });
    const answers = await Promise.all(officers.map((officer) => publishDraft(officer, ID, publication)));
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
    await drafted(officer, { "validity-graceDays": 200 });
    await publishDraft(officer, ID, { ...publication, certifications: "move" });
    expect(await db.certificationFact.count({ where: { certificationId: own.id } })).toBe(0);
  });
});

test("the list and the page: since when, what changed, and the people there are", async () => {
  const officer = await officerOf("management");
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
  await drafted(officer, { "validity-graceDays": 30 });
  expect((await listSchemes()).find(({ schemeId }) => schemeId === ID)).toMatchObject({
    version: "1.0",
    publishedAt: null,
    draft: true,
  });
  await publishDraft(officer, ID, publication);
  const sheet = await schemeSheet(officer, ID);
  expect(sheet.versions.map(({ scheme, by }) => [scheme.version, by])).toEqual([
    ["1.1", "Officer"],
    ["1.0", null],
  ]);
  expect(sheet.versions[0]!.reason).toBe("The board");
});
