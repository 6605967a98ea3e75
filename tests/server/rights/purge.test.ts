import { describe, expect, test } from "vitest";
import { dueCounts, dueList, purge } from "#app/features/rights/purge.server.ts";
import { MOST_AT_ONCE } from "#app/features/rights/retention.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { openEvidence, putEvidence } from "#app/infra/evidence.server.ts";
import { openFile, putFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makeExam } from "#tests/support/exam-fixture.ts";
import { panelGuest } from "#tests/support/panel-row.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

const daysAgo = (days: number) => new Date(`${addDays(today(), -days)}T00:00:00Z`);

async function mailSent(at: Date | null): Promise<string> {
  const id = newId();
  const words = { address: "dara@rumdul.example", kind: "test", locale: "en", subject: "Hello", body: "" };
  await db.outboxMessage.create({
    data: {
      id,
      key: id,
      ...words,
      createdAt: daysAgo(3000),
      sendAfter: daysAgo(3000),
      attempts: 1,
      sentAt: at,
    },
  });
  return id;
}

const idsOf = async (kind: Parameters<typeof dueList>[0]) => (await dueList(kind)).rows.map(({ id }) => id);
const petra = async () => actorFor(await makePerson("Petra"), [{ kind: "all", id: "" }]);

describe("a purge", () => {
  test("does what its list showed, and leaves a line in the trail", async () => {
    const [old, young, unsent] = [
      await mailSent(daysAgo(800)),
      await mailSent(daysAgo(300)),
      await mailSent(null),
    ];
    const actor = await petra();
    const { rows, seen } = await dueList("mails");
    expect(rows.map(({ id }) => id)).toContain(old);
    expect(await db.outboxMessage.count({ where: { id: old } }), "to look changes nothing").toBe(1);
    expect(await purge(actor, "mails", seen)).toMatchObject({ ok: true, value: rows.length });
    const left = await db.outboxMessage.findMany({ where: { id: { in: [old, young, unsent] } } });
    expect(left.map(({ id }) => id).sort()).toEqual([young, unsent].sort());
    const line = await db.auditEntry.findFirstOrThrow({ where: { actorId: actor.personId } });
    expect([line.action, line.subjectId]).toEqual(["retention.purged", "mails"]);
    expect(JSON.parse(line.detail)).toMatchObject({ count: rows.length });
    expect(await purge(actor, "mails", seen)).toMatchObject({ reason: { key: "rights.nothing-due" } });
  });

  test("is refused when the list is another one than was seen", async () => {
    const first = await mailSent(daysAgo(800));
    const { seen } = await dueList("mails");
    const second = await mailSent(daysAgo(801));
    expect(await purge(await petra(), "mails", seen)).toMatchObject({ reason: { key: "changed-meanwhile" } });
    expect(await db.outboxMessage.count({ where: { id: { in: [first, second] } } })).toBe(2);
  });

  test("takes no more at once than its list shows", async () => {
    for (let index = 0; index <= MOST_AT_ONCE; index += 1) await mailSent(daysAgo(900));
    const { rows, total, seen } = await dueList("mails");
    expect(rows).toHaveLength(MOST_AT_ONCE);
    expect(total).toBeGreaterThan(MOST_AT_ONCE);
    await purge(await petra(), "mails", seen);
    expect((await dueCounts()).mails).toBe(total - MOST_AT_ONCE);
  });

  test("erases a paper thirty days after the decision, and keeps the decision", async () => {
    const personId = await makePerson();
    const asked = { printedName: "Dara", printedNameLocal: "", why: "other", words: "", note: "" };
    const paper = async (decidedAt: Date | null) => {
      const id = newId();
      await putEvidence(id, Buffer.from("%PDF-1.7"));
      const state = decidedAt ? "approved" : "open";
      await db.nameChange.create({
        data: { id, personId, ...asked, evidence: "application/pdf", state, askedAt: daysAgo(99), decidedAt },
      });
      return id;
    };
    const [old, young, open] = [await paper(daysAgo(32)), await paper(daysAgo(29)), await paper(null)];
    expect(await idsOf("name-evidence")).toEqual([old]);
    await purge(await petra(), "name-evidence", (await dueList("name-evidence")).seen);
    expect(await openEvidence(old)).toBe(null);
    expect(await db.nameChange.findUniqueOrThrow({ where: { id: old } })).toMatchObject({
      state: "approved",
      evidence: null,
    });
    for (const id of [young, open]) expect(await openEvidence(id)).not.toBe(null);
  });

  test("erases the pages of an exam five years after its result, and not while they are evidence", async () => {
    const released = { onPaper: true, startedAt: daysAgo(2000), releasedAt: daysAgo(1900) };
    const written = async (own: object = {}, candidacy: object = {}, script: object = {}) => {
      const personId = await makePerson("Chan Sophea");
      const id = newId();
      await db.candidacy.create({ data: candidacyRow(id, personId, { openKey: id, ...candidacy }) });
      const page = { id: newId(), mediaType: "image/jpeg", addedBy: newId(), addedAt: now(), ...own };
      const bytes = Buffer.from(page.id);
      const sha256 = await putFile(bytes);
      const { scriptId } = await makeExam(id, {
        script: { ...released, ...script, scans: { create: { ...page, sha256, bytes: bytes.length } } },
      });
      return { personId, scriptId, sha256 };
    };
    const old = await written();
    const takenAway = await written({ removedAt: daysAgo(1950), removedReason: "Of another script" });
    const kept = [
      await written({}, {}, { releasedAt: daysAgo(1800) }),
      await written({}, { openKey: OPEN }),
      await written(),
    ] as const;
    const certified = certificationRow(kept[2].personId, { validUntil: addDays(today(), -1000) });
    await db.certification.create({ data: certified });
    expect((await idsOf("exam-pages")).sort()).toEqual([old.scriptId, takenAway.scriptId].sort());
    await purge(await petra(), "exam-pages", (await dueList("exam-pages")).seen);
    for (const { scriptId, sha256 } of [old, takenAway]) {
      expect(await db.examScan.count({ where: { scriptId } })).toBe(0);
      expect(await openFile(sha256)).toBeNull();
      expect(await db.examScript.count({ where: { id: scriptId } })).toBe(1);
    }
    for (const { sha256 } of kept) expect(await openFile(sha256)).not.toBeNull();
  });

  test("deletes a guest who sat on no decision; who did stays with it", async () => {
    const { id: certificationId } = await db.certification.create({
      data: certificationRow(await makePerson()),
    });
    const until = addDays(today(), -2000);
    const guest = async (own: object, of = newId()) => (await panelGuest({ certificationId }, of, own)).id;
    const declined = await guest({ until, conflict: "My brother" });
    const of = newId();
    const [decided, young] = [await guest({ until, votedAt: new Date() }, of), await guest({})];
    await db.panel.updateMany({ where: { of }, data: { openKey: newId(), outcome: "upheld" } });
    expect(await idsOf("guests")).toEqual([declined]);
    await purge(await petra(), "guests", (await dueList("guests")).seen);
    const left = await db.panelSeat.findMany({ where: { panel: { certificationId } }, select: { id: true } });
    expect(left.map(({ id }) => id).sort()).toEqual([decided, young].sort());
  });

  test("asks every kind of the table on this database", async () => {
    const counts = await dueCounts();
    for (const kind of Object.keys(counts) as (keyof typeof counts)[]) {
      const { rows, seen } = await dueList(kind);
      if (rows.length > 0) expect((await purge(await petra(), kind, seen)).ok).toBe(true);
    }
  });
});
