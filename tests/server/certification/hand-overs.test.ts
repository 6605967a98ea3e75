import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { drawCertificateSet } from "#app/features/certification/draw-certificate.server.ts";
import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import { sendCopy } from "#app/features/certification/send-copy.server.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import {
  cohortPaperLog,
  handOverList,
  printedSet,
  printPart,
  recordHandOvers,
  takeBackHandOver,
} from "#app/features/certification/hand-overs.server.ts";
import { findCoursePaper } from "#app/features/certification/issued-certificate.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { actOnPaper, paperLog, printedCopy } from "#app/features/certification/paper-log.server.ts";
import type { PaperAct } from "#app/features/certification/paper-log.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { allOf } from "#tests/support/all-of.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import { poppler } from "#tests/support/judges.ts";

/* A closing ceremony: everybody's certificate in the order of the roster, and who was given theirs. */

const NAMES = ["Sok Dara", "Chan Sophea", "Kim Bopha"];
const NAMES_IN_ORDER = [...NAMES].sort();

async function issued() {
  const cohort = await finishedCohort(NAMES);
  for (const { enrolmentId } of cohort.learners) {
    const { name } = (
      await db.enrolment.findUniqueOrThrow({ where: { id: enrolmentId }, select: { person: true } })
    ).person;
    await db.enrolment.update({ where: { id: enrolmentId }, data: { sortName: name.toLowerCase() } });
  }
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  return cohort;
}
const list = async (cohortId: string) => (await handOverList(cohortId, 1)).rows;

/** Printed all that was never printed; answers the printing. */
async function print(actor: Actor, cohortId: string, again = ""): Promise<string> {
  const which = again ? "all" : "new";
  const done = await printPart(actor, cohortId, { part: 1, which, reason: again }, today());
  if (!done?.ok) throw new Error(done?.reason.key);
  return done.value.printing;
}
const act = (actor: Actor, id: string, what: PaperAct) =>
  actOnPaper((tx) => findCoursePaper(actor, id, tx), what, today());

const textOf = (pdf: Uint8Array) =>
  execFileSync(poppler().pdftotext, ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });

describe("printing a cohort's", () => {
  test("each is a line of its log, in the order of the roster, without what was revoked", async () => {
    const { cohortId, administrator } = await issued();
    expect((await list(cohortId)).map(({ name }) => name)).toEqual(NAMES_IN_ORDER);
    const [first, second] = await list(cohortId);
    await db.certificate.update({ where: { id: first!.certificateId }, data: { revokedAt: new Date() } });
    const printing = await print(administrator, cohortId);
    const set = await printedSet(cohortId, printing);
    expect(set.map(({ facts }) => facts.holder.name)).toEqual(["Kim Bopha", "Sok Dara"]);
    const pdf = Buffer.from(await drawCertificateSet(set)).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
    const { lines } = await paperLog({ certificateId: second!.certificateId }, null);
    expect(lines).toMatchObject([{ kind: "printed", copy: 1, day: today(), by: "Administrator" }]);
    expect((await handOverList(cohortId, 1)).printing).toMatchObject({ id: printing, count: 2 });
    expect(await auditOf(second!.certificateId)).toContain("paper.printed");
    expect(await printedSet(cohortId, "another")).toEqual([]);
  });

  test("a second copy has a reason, which those printed for the first time have not, and says that it is one", async () => {
    const { cohortId, administrator } = await issued();
    const [one, two] = await list(cohortId);
    await act(administrator, one!.certificateId, { kind: "printed", reason: "" });
    const bare = await printPart(administrator, cohortId, { part: 1, which: "all", reason: "" }, today());
    expect(bare).toMatchObject({ ok: false, reason: { key: "paper.why-again" } });
    const set = await printedSet(cohortId, await print(administrator, cohortId, "Wet"));
    expect(set.map(({ copy }) => copy.copy)).toEqual([2, 1, 1]);
    const logs = await Promise.all(
      [one, two].map((row) => paperLog({ certificateId: row!.certificateId }, null)),
    );
    expect(logs.map(({ lines }) => lines.at(-1)!.reason)).toEqual(["Wet", null]);
    expect(textOf(await drawCertificateSet(set.slice(0, 1)))).toContain("Copy 2, printed on");
    expect(textOf(await drawCertificateSet(set.slice(1)))).not.toContain("Copy");
    const none = await printPart(administrator, cohortId, { part: 1, which: "new", reason: "" }, today());
    expect(none).toMatchObject({ ok: false, reason: { key: "paper.all-printed" } });
  });
});

describe("handing over", () => {
  test("nobody’s certificate is printed for a holder whose name was erased", async () => {
    const { cohortId, administrator } = await issued();
    const printing = await print(administrator, cohortId);
    const [first] = await printedSet(cohortId, printing);
    await inTransaction(async (tx) => forgetHolder(tx, first!.personId, await nameKey()));
    expect((await printedSet(cohortId, printing)).map(({ facts }) => facts.holder.name)).toEqual(
      NAMES_IN_ORDER.slice(1),
    );
    const rest = await list(cohortId);
    expect(rest.map(({ name }) => name)).toEqual(NAMES_IN_ORDER.slice(1));
    expect(await handOverList(cohortId, 1)).toMatchObject({ total: 2 });
    const certificates = [first!.id, ...rest.map(({ certificateId }) => certificateId)];
    const handedOn = today();
    expect(await recordHandOvers(administrator, cohortId, { certificates, handedOn }, handedOn)).toEqual({
      ok: true,
      value: 2,
    });
    expect(await act(administrator, first!.id, { kind: "printed", reason: "Lost" })).toMatchObject({
      reason: { key: "paper.ended" },
    });
    await print(administrator, cohortId, "Wet");
    expect(await db.paperEntry.count({ where: { certificateId: first!.id } })).toBe(1);
  });

  test("it is written down once, by whom and when, and can be taken back", async () => {
    const { cohortId, administrator, trainer } = await issued();
    const [one, two] = await list(cohortId);
    const handedOn = today();
    const certificates = [one!.certificateId];
    const unprinted = await recordHandOvers(administrator, cohortId, { certificates, handedOn }, handedOn);
    expect(unprinted).toMatchObject({ ok: false, reason: { key: "paper.not-here" } });
    await print(administrator, cohortId);
    expect(await recordHandOvers(administrator, cohortId, { certificates, handedOn }, handedOn)).toEqual({
      ok: true,
      value: 1,
    });
    const again = { certificates: [one!.certificateId, two!.certificateId], handedOn };
    expect(await recordHandOvers(trainer, cohortId, again, handedOn)).toEqual({ ok: true, value: 1 });
    const [first, second] = await list(cohortId);
    expect(first!.paper).toMatchObject({ out: true, on: handedOn, by: "Administrator" });
    expect(second!.paper).toMatchObject({ out: true, on: handedOn, by: "Trainer" });
    expect((await handOverList(cohortId, 1)).handedOver).toBe(2);
    expect((await takeBackHandOver(trainer, cohortId, one!.certificateId, handedOn))?.ok).toBe(true);
    expect((await list(cohortId))[0]!.paper).toMatchObject({ out: false });
    expect((await handOverList(cohortId, 1)).handedOver).toBe(1);
    expect(await auditOf(one!.certificateId)).toEqual(
      expect.arrayContaining(["paper.handed-over", "paper.hand-over-taken-back"]),
    );
    expect(
      (await allOf(cohortPaperLog(cohortId))).filter(({ number }) => number === one!.number),
    ).toMatchObject([
      { kind: "printed", name: "Chan Sophea" },
      { kind: "handed-over", how: "in-person", toWhom: null, by: "Administrator" },
      { kind: "hand-over-taken-back", by: "Trainer" },
    ]);
  });

  test("never by whoever stands in for its holder there, whatever they may elsewhere; theirs say for whom", async () => {
    const [{ cohortId, administrator }, other] = [await issued(), await issued()];
    const [one, two] = await list(cohortId);
    const { personId: holder } = await db.certificate.findUniqueOrThrow({
      where: { id: one!.certificateId },
    });
    const deputy = actorFor(await makePerson(), [
      { kind: "cohort", id: cohortId, for: holder },
      { kind: "cohort", id: other.cohortId },
    ]);
    const asked = { kind: "printed", reason: "" } as const;
    expect(await act(deputy, one!.certificateId, asked)).toMatchObject({ reason: { key: "paper.own" } });
    expect(await printedSet(cohortId, await print(deputy, cohortId))).toHaveLength(2);
    const { detail } = await db.auditEntry.findFirstOrThrow({ where: { subjectId: two!.certificateId, action: "paper.printed" } }); // prettier-ignore
    expect(JSON.stringify(detail)).toContain(holder);
    const certificates = [one!.certificateId, two!.certificateId];
    await act(administrator, one!.certificateId, asked);
    expect(
      await recordHandOvers(deputy, cohortId, { certificates, handedOn: today() }, today()),
    ).toMatchObject({ ok: false, reason: { key: "paper.own" } });
  });

  test("nobody prints or hands over what another cohort holds", async () => {
    const { cohortId, administrator } = await issued();
    const other = await issued();
    await print(administrator, cohortId);
    const stranger = actorFor(await makePerson(), [{ kind: "cohort", id: other.cohortId }]);
    const [row] = await list(cohortId);
    const handedOn = today();
    const certificates = [row!.certificateId];
    for (const at of [cohortId, other.cohortId])
      expect((await recordHandOvers(stranger, at, { certificates, handedOn }, handedOn))?.ok).toBe(false);
    expect((await takeBackHandOver(stranger, cohortId, row!.certificateId, handedOn))?.ok).toBe(false);
    expect(await act(stranger, row!.certificateId, { kind: "printed", reason: "Lost" })).toBeNull();
    expect(await db.paperEntry.count({ where: { certificateId: row!.certificateId } })).toBe(1);
  });
});

describe("one certificate's log", () => {
  const out = { kind: "handed-over", copy: 1, toWhom: "Chea Lim, branch manager", how: "post" } as const;

  test("goes on by post to somebody else, and back; of an ended one nothing more goes out", async () => {
    const { cohortId, administrator } = await issued();
    const { certificateId } = (await list(cohortId))[0]!;
    const on = today();
    await act(administrator, certificateId, { kind: "printed", reason: "" });
    expect(await printedCopy({ certificateId }, 1)).toEqual({ copy: 1, on });
    expect(await printedCopy({ certificateId }, 2)).toBeNull();
    await act(administrator, certificateId, { ...out, on });
    await endCertificate(certificateId, "in-error");
    const back = { kind: "came-back", copy: 1, on, reason: "Not collected" } as const;
    expect((await act(administrator, certificateId, back))?.ok).toBe(true);
    expect(await act(administrator, certificateId, { ...out, on })).toMatchObject({
      reason: { key: "paper.ended" },
    });
    const paper = await findCoursePaper(administrator, certificateId);
    const { lines, offers } = await paperLog({ certificateId }, paper);
    expect(lines).toMatchObject([
      { kind: "printed" },
      { kind: "handed-over", toWhom: "Chea Lim, branch manager", how: "post" },
      { kind: "came-back", reason: "Not collected" },
    ]);
    expect(offers).toEqual({ print: false, handOver: [], comeBack: [] });
  });

  test("a copy is drawn again only by who could print one now", async () => {
    const { cohortId, administrator } = await issued();
    const { certificateId } = (await list(cohortId))[0]!;
    await act(administrator, certificateId, { kind: "printed", reason: "" });
    const { number, facts, personId } = readCertificate(
      await db.certificate.findUniqueOrThrow({ where: { id: certificateId } }),
    );
    const drawn = { number, facts, mark: "" };
    const answer = async (who: Actor, copy: string) => {
      const asked = new Request(`http://passbook.example/?copy=${copy}`, { method: "HEAD" });
      try {
        return (await sendCopy(asked, await findCoursePaper(who, certificateId), drawn)).status;
      } catch (thrown) {
        return (thrown as Response).status;
      }
    };
    expect(await answer(administrator, "1")).toBe(200);
    for (const odd of ["2", "0", "-1", "1.5", "3000000000", "", "x"])
      expect(await answer(administrator, odd)).toBe(404);
    expect(await answer({ ...administrator, personId }, "1")).toBe(404);
    expect(await answer(actorFor(personId), "1")).toBe(404);
    await endCertificate(certificateId, "revoked");
    expect(await answer(administrator, "1")).toBe(404);
  });

  test("of two who print at once one is told", async () => {
    const { cohortId, administrator, trainer } = await issued();
    const { certificateId } = (await list(cohortId))[0]!;
    const both = await Promise.all(
      [administrator, trainer].map((who) => act(who, certificateId, { kind: "printed", reason: "" })),
    );
    expect(both.filter((done) => done?.ok)).toHaveLength(1);
    expect(await db.paperEntry.count({ where: { certificateId } })).toBe(1);
  });

  test("an erasure leaves copies and days, and takes who else was named", async () => {
    const { cohortId, administrator } = await issued();
    const { certificateId } = (await list(cohortId))[0]!;
    await act(administrator, certificateId, { kind: "printed", reason: "" });
    await act(administrator, certificateId, { ...out, on: today() });
    const { personId } = await db.certificate.findUniqueOrThrow({ where: { id: certificateId } });
    await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
    const { lines } = await paperLog({ certificateId }, null);
    expect(lines).toMatchObject([
      { kind: "printed", copy: 1, reason: null },
      { kind: "handed-over", copy: 1, day: today(), how: "post", toWhom: "—" },
    ]);
    expect(
      (await act(administrator, certificateId, { kind: "came-back", copy: 1, on: today(), reason: "x" }))?.ok,
    ).toBe(true);
  });
});
