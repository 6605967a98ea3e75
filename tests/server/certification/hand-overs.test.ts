import { describe, expect, test } from "vitest";
import { drawCertificateSet } from "#app/features/certification/draw-certificate.server.ts";
import { mayHandOver } from "#app/features/certification/hand-over.ts";
import {
  certificateSet,
  handOverList,
  recordHandOvers,
  takeBackHandOver,
} from "#app/features/certification/hand-overs.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

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

describe("handing over", () => {
  test("the set and the list are in the order of the roster, without what was revoked", async () => {
    const { cohortId } = await issued();
    expect((await list(cohortId)).map(({ name }) => name)).toEqual(NAMES_IN_ORDER);
    const [first] = await list(cohortId);
    await db.certificate.update({ where: { id: first!.certificateId }, data: { revokedAt: new Date() } });
    const set = await certificateSet(cohortId, 1);
    expect(set.map(({ facts }) => facts.holder.name)).toEqual(["Kim Bopha", "Sok Dara"]);
    const pdf = Buffer.from(await drawCertificateSet(set)).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
  });

  test("nobody’s certificate is printed for a holder whose name was erased", async () => {
    const { cohortId } = await issued();
    const [first] = await certificateSet(cohortId, 1);
    await inTransaction((tx) => forgetHolder(tx, first!.personId));
    expect((await certificateSet(cohortId, 1)).map(({ facts }) => facts.holder.name)).toEqual(
      NAMES_IN_ORDER.slice(1),
    );
    expect(await list(cohortId)).toHaveLength(3);
  });

  test("it is written down once, by whom and when, and can be taken back", async () => {
    const { cohortId, administrator, trainer } = await issued();
    const [one, two] = await list(cohortId);
    const handedOn = today();
    const certificates = [one!.certificateId];
    expect(await recordHandOvers(administrator, cohortId, { certificates, handedOn }, handedOn)).toEqual({
      ok: true,
      value: 1,
    });
    const again = { certificates: [one!.certificateId, two!.certificateId], handedOn };
    expect(await recordHandOvers(trainer, cohortId, again, handedOn)).toEqual({ ok: true, value: 1 });
    const [first, second] = await list(cohortId);
    expect(first!.handedOver).toEqual({ on: handedOn, by: "Administrator" });
    expect(second!.handedOver).toEqual({ on: handedOn, by: "Trainer" });
    expect((await handOverList(cohortId, 1)).handedOver).toBe(2);
    expect(await takeBackHandOver(trainer, cohortId, one!.certificateId)).toEqual({
      ok: true,
      value: undefined,
    });
    expect((await list(cohortId))[0]!.handedOver).toBeNull();
    expect(await auditOf(one!.certificateId)).toEqual(
      expect.arrayContaining(["certificate.handed-over", "certificate.hand-over-taken-back"]),
    );
  });

  test("nobody hands over what another cohort holds", async () => {
    const { cohortId } = await issued();
    const other = await issued();
    const stranger = actorFor(await makePerson(), [{ kind: "cohort", id: other.cohortId }]);
    const [row] = await list(cohortId);
    const handedOn = today();
    const certificates = [row!.certificateId];
    for (const at of [cohortId, other.cohortId])
      expect((await recordHandOvers(stranger, at, { certificates, handedOn }, handedOn)).ok).toBe(false);
    expect((await takeBackHandOver(stranger, cohortId, row!.certificateId)).ok).toBe(false);
    expect(await db.handOver.count({ where: { certificateId: row!.certificateId } })).toBe(0);
  });
});

test("a hand-over lies between the issue and today", () => {
  const paper = { issuedOn: "2026-11-20", number: "PB-2026-000417-C" };
  expect(mayHandOver(paper, "2026-11-20", "2026-11-29").ok).toBe(true);
  expect(mayHandOver(paper, "2026-11-29", "2026-11-29").ok).toBe(true);
  expect(mayHandOver(paper, "2026-11-30", "2026-11-29").ok).toBe(false);
  expect(mayHandOver(paper, "2026-11-19", "2026-11-29").ok).toBe(false);
});
