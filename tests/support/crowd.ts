import { positionKeyOf } from "#app/features/attestation/needs.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { certificationRow } from "./certification-row.ts";
import * as fresh from "./fresh.ts";
import { makeLearners, type CrowdMember } from "./many-learners.ts";

/*
 * Two cohorts that grow: one that runs, whose learners have read, sat, handed in and planned something; one that is
 * over, whose learners were there every half-day and have their certificate.
 */

export type Crowd = {
  running: { cohortId: string; halfDayId: string };
  over: { cohortId: string };
  /** Where the people of the cohort that is over work, and are attested. */
  employerId: string;
  /** Somebody in the running cohort. */
  learner: fresh.Learner;
  grow: (count: number) => Promise<void>;
};

export async function startCrowd(): Promise<Crowd> {
  const learner = await fresh.learner();
  const { cohortId } = learner;
  const halfDayId = await fresh.halfDay(cohortId);
  const over = await fresh.finished();
  const { certificateId } = await fresh.certificate();
  const { organisationId: employerId, unitId } = await fresh.organisation();
  const need = { organisationId: employerId, position: OFFICER, positionKey: positionKeyOf(OFFICER) };
  await db.topicNeed.create({
    data: { ...need, id: newId(), topic: "budget", from: "2020-01-01", setAt: now(), setBy: "test" },
  });
  return {
    running: { cohortId, halfDayId },
    over,
    employerId,
    learner,
    async grow(count) {
      await growRunning({ cohortId, halfDayId, versionId: await fresh.course() }, count);
      const members = await growOver(over, certificateId, count);
      await growEmployer({ organisationId: employerId, unitId }, members);
    },
  };
}

const OFFICER = "Client officer";

async function growEmployer(
  at: { organisationId: string; unitId: string },
  members: CrowdMember[],
): Promise<void> {
  const rows = members.map(({ personId }) => ({
    ...certificationRow(personId, { schemeId: "fe-facilitator", programme: "financial-education" }),
  }));
  await db.affiliation.createMany({
    data: members.map(({ personId }) => ({
      ...at,
      id: newId(),
      personId,
      position: OFFICER,
      from: "2020-01-01",
    })),
  });
  await db.certification.createMany({ data: rows });
  await db.attestation.createMany({
    data: rows.map(({ id, personId }) => ({
      certificationId: id,
      personId,
      organisationId: at.organisationId,
    })),
  });
}

type Running = { cohortId: string; halfDayId: string; versionId: string };

async function growRunning({ halfDayId, ...cohort }: Running, count: number): Promise<void> {
  const members = await makeLearners(cohort, count);
  const ofEach = <Row>(row: (member: (typeof members)[number]) => Row) => members.map(row);
  const at = now();
  await db.unitMark.createMany({
    data: ofEach(({ enrolmentId }) => ({ enrolmentId, moduleId: "risk", unitId: "par", doneAt: at })),
  });
  await db.attendanceMark.createMany({ data: ofEach(({ enrolmentId }) => present(halfDayId, enrolmentId)) });
  const sat = { seed: "seed", maxPoints: 400, practice: false, startedAt: at, submittedAt: at, number: 1 };
  const paper = JSON.stringify([{ item: "risk/letter", options: [] }]);
  const letter = { ...sat, moduleId: "risk", unitId: "letter", state: "submitted", paper };
  const attempts = ofEach(({ enrolmentId }) => ({ ...letter, id: newId(), enrolmentId }));
  await db.attempt.createMany({ data: attempts });
  await db.answer.createMany({
    data: attempts.map(({ id }) => ({
      attemptId: id,
      itemId: "risk/letter",
      value: '{"text":"I would visit her."}',
      savedAt: at,
      revision: 1,
    })),
  });
  await db.actionPlan.createMany({
    data: ofEach(({ enrolmentId }) => ({
      id: newId(),
      enrolmentId,
      state: "submitted",
      submittedAt: at,
      version: 1,
    })),
  });
}

type Over = { cohortId: string; versionId: string; halfDays: string[] };

async function growOver(
  { cohortId, versionId, halfDays }: Over,
  like: string,
  count: number,
): Promise<CrowdMember[]> {
  const members = await makeLearners({ versionId, cohortId }, count);
  await db.attendanceMark.createMany({
    data: members.flatMap(({ enrolmentId }) => halfDays.map((halfDayId) => present(halfDayId, enrolmentId))),
  });
  const { facts, ...model } = await db.certificate.findUniqueOrThrow({ where: { id: like } });
  await db.certification.createMany({ data: members.map(({ personId }) => certificationRow(personId)) });
  const certificates = members.map(({ personId, enrolmentId }) => {
    const own = { id: newId(), code: newCode(26), number: `PB-2026-${enrolmentId}` };
    const said = canonicalJson({ ...JSON.parse(facts), code: own.code, number: own.number.slice(0, 40) });
    return {
      enrolmentId,
      row: { ...model, ...own, personId, courseVersionId: versionId, facts: said, factsSha256: sha256(said) },
    };
  });
  await db.certificate.createMany({ data: certificates.map(({ row }) => row) });
  await db.certificateEnrolment.createMany({
    data: certificates.map(({ row, enrolmentId }) => ({ certificateId: row.id, enrolmentId })),
  });
  return members;
}

const present = (halfDayId: string, enrolmentId: string) => ({
  halfDayId,
  enrolmentId,
  mark: "present",
  minutesMissed: 0,
  recordedBy: "test",
  recordedAt: now(),
});
