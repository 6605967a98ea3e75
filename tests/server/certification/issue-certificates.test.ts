import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CertificateFacts } from "#app/features/certification/certificate-facts.ts";
import {
  readCertificateCode,
  readCertificateNumber,
} from "#app/features/certification/certificate-number.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { cohortIssuing } from "#app/features/certification/cohort-issuing.server.ts";
import { issueCertificates, type Outcome } from "#app/features/certification/issue-certificates.server.ts";
import { editCohort } from "#app/features/cohorts/keep-cohort.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, statementsSoFar } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actorFor, auditOf, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";
import { finishedCohort, markAll } from "#tests/support/certification-fixture.ts";
import { anyHost } from "#tests/support/any-host.ts";

const ALL = "all-who-qualify";

/** How many numbers this year has given, and whether each of them stands on a certificate. */
async function numbersGiven(): Promise<{ given: number; gaps: number[] }> {
  const rows = await db.certificate.findMany({ select: { number: true } });
  const counts = new Set(rows.map(({ number }) => Number(number.slice(8, 14))));
  const { last } = (await db.certificateCounter.findUnique({ where: { year: "2026" } })) ?? { last: 0 };
  const gaps = Array.from({ length: last }, (_, index) => index + 1).filter((count) => !counts.has(count));
  return { given: counts.size, gaps };
}

const states = (outcomes: Outcome[] | null) => outcomes?.map(({ state }) => state).sort();

describe("issuing", () => {
  test("gives everybody who qualifies the best they qualify for, frozen, numbered, audited and told", async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara", "Chan Sophea"]);
    const outcomes = await issueCertificates(administrator, cohortId, ALL);
    expect(states(outcomes)).toEqual(["issued", "issued"]);
    const [certificate] = await certificatesOf(learners[0]!.personId);
    expect(certificate).toMatchObject({
      kind: "achievement",
      status: "valid",
      edition: 1,
      enrolmentIds: [learners[0]!.enrolmentId],
      facts: {
        holder: { name: "Sok Dara" },
        course: { title: "Management essentials", version: "1.0" },
        cohort: "Kampong Cham, autumn",
        minutes: 720,
        halfDays: { attended: 4, total: 4 },
        modules: [{ title: "Module intro", minutes: 60 }],
        signatories: [{ name: "Aminata Diallo", role: "Certification officer" }],
        issuedOn: "2026-11-02",
      },
    });
    const { number, code, facts, factsSha256, id } = certificate!;
    expect(readCertificateNumber(number)).toEqual({ ok: true, number });
    expect(readCertificateCode(code)).toBe(code);
    expect(facts.verifyUrl).toMatch(new RegExp(`/v/${code}$`));
    const stored = await db.certificate.findUniqueOrThrow({ where: { id }, select: { facts: true } });
    expect(createHash("sha256").update(stored.facts).digest("hex")).toBe(factsSha256);
    expect(await auditOf(id)).toEqual(["certificate.issued"]);
    const mail = await db.outboxMessage.findUniqueOrThrow({ where: { key: `certificate-ready:${id}` } });
    expect(mail.body).toContain(number);
  });

  test("twice is once, and the second click answers the same certificate", async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
    const choice = [{ enrolmentId: learners[0]!.enrolmentId, kind: "achievement" as const }];
    const [first] = (await issueCertificates(administrator, cohortId, choice))!;
    const [second] = (await issueCertificates(administrator, cohortId, choice))!;
    expect(first).toMatchObject({ state: "issued" });
    expect(second).toEqual({ ...first, state: "held" });
    expect(await issueCertificates(administrator, cohortId, ALL)).toEqual([]);
  });

  test("fifty at once for one person make one certificate, and no number is lost", async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
    const before = await numbersGiven();
    const choice = [{ enrolmentId: learners[0]!.enrolmentId, kind: "achievement" as const }];
    const all = await Promise.all(
      Array.from({ length: 50 }, () => issueCertificates(administrator, cohortId, choice)),
    );
    const outcomes = all.map((answer) => answer![0]!);
    expect(outcomes.filter(({ state }) => state === "issued")).toHaveLength(1);
    expect(outcomes.filter(({ state }) => state === "held")).toHaveLength(49);
    const ids = new Set(outcomes.map((one) => (one.state === "refused" ? "" : one.certificateId)));
    expect(ids.size).toBe(1);
    expect(await numbersGiven()).toEqual({ given: before.given + 1, gaps: [] });
    expect((await auditOf([...ids][0]!)).length).toBe(1);
  }, 60_000);

  test("two people at the same button leave each participant one certificate, without a gap", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Learner ${"ABCDEFGHIJKL"[index]}`);
    const { cohortId, administrator, learners } = await finishedCohort(names);
    const other = actorFor(await makePerson("Officer"), [{ kind: "all", id: "" }]);
    const before = await numbersGiven();
    const answers = await Promise.all([
      issueCertificates(administrator, cohortId, ALL),
      issueCertificates(other, cohortId, ALL),
    ]);
    expect(answers.flatMap((outcomes) => outcomes!).filter(({ state }) => state === "issued")).toHaveLength(
      names.length,
    );
    expect(await db.certificateEnrolment.count({ where: { enrolment: { cohortId } } })).toBe(learners.length);
    expect(await numbersGiven()).toEqual({ given: before.given + names.length, gaps: [] });
  });

  test("participation stays when achievement follows", async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"], {
      reportState: "submitted",
    });
    await issueCertificates(administrator, cohortId, ALL);
    await db.trainingReport.updateMany({ where: { cohortId }, data: { state: "validated" } });
    await issueCertificates(administrator, cohortId, ALL);
    await issueCertificates(administrator, cohortId, ALL);
    const held = await certificatesOf(learners[0]!.personId);
    expect(held.map(({ kind, status }) => [kind, status]).sort()).toEqual([
      ["achievement", "valid"],
      ["participation", "valid"],
    ]);
  });

  test("a page looked at a while ago does not give less than is due", async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
    const [outcome] = (await issueCertificates(administrator, cohortId, [
      { enrolmentId: learners[0]!.enrolmentId, kind: "participation" },
    ]))!;
    expect(outcome).toMatchObject({ state: "refused", reason: { key: "certificate.better-possible" } });
  });

  test("below the threshold there is a statement with its sessions and hours, one per cohort", async () => {
    const { cohortId, administrator, learners, halfDays } = await finishedCohort(["Sok Dara"]);
    for (const halfDay of halfDays.slice(2)) await markAll(halfDay, learners, "absent");
    await issueCertificates(administrator, cohortId, ALL);
    const [statement] = await certificatesOf(learners[0]!.personId);
    expect(statement).toMatchObject({ kind: "attendance-statement", period: cohortId });
    expect(statement!.facts).toMatchObject({
      minutes: 360,
      halfDays: { attended: 2, total: 4 },
      modules: [
        { title: "Opening", day: "2026-10-29", minutes: 180 },
        { title: "Afternoon", day: "2026-10-29", minutes: 180 },
      ],
    });
  });
});

describe("the gate, from end to end", () => {
  const refusals = async (cohortId: string, actor: Parameters<typeof issueCertificates>[0]) => {
    const cohort = (await findRunCohort(actor, cohortId))!;
    const { rows } = await cohortIssuing(cohort, actor.personId, { show: "", page: 1 });
    return rows.map(({ because }) => because?.key);
  };

  test("names what is missing, and issues nothing", async () => {
    const { cohortId, administrator, learners, halfDays, trainer } = await finishedCohort(["Sok Dara"]);
    const [{ personId, enrolmentId } = learners[0]!] = learners;
    const person = { where: { id: personId } };
    const refused = async (key: string) => {
      expect(await refusals(cohortId, administrator)).toEqual([key]);
      const outcomes = await issueCertificates(administrator, cohortId, [
        { enrolmentId, kind: "achievement" },
      ]);
      expect(outcomes).toMatchObject([{ state: "refused", reason: { key } }]);
      expect(await issueCertificates(administrator, cohortId, ALL)).toEqual([]);
    };

    await db.cohort.update({ where: { id: cohortId }, data: { endDate: "2026-11-03" } });
    await refused("certificate.before-the-end");
    await db.cohort.update({ where: { id: cohortId }, data: { endDate: "2026-11-02" } });

    await db.halfDay.update({ where: { id: halfDays[0]! }, data: { verifiedAt: null, verifiedBy: null } });
    await refused("certificate.attendance-unverified");
    await db.halfDay.update({
      where: { id: halfDays[0]! },
      data: { verifiedAt: now(), verifiedBy: trainer.personId },
    });

    await db.person.update({ ...person, data: { nameConfirmedAt: null } });
    await refused("certificate.name-unconfirmed");
    await db.person.update({ ...person, data: { nameConfirmedAt: now(), printedNameLocal: "ნინო" } });
    await refused("certificate.name-unprintable");
    await db.person.update({ ...person, data: { printedNameLocal: "សុខ ដារ៉ា" } });

    for (const halfDay of halfDays) await markAll(halfDay, learners, "absent");
    await refused("certificate.missing-attendance");
    expect(await db.certificate.count({ where: { personId } })).toBe(0);
  });

  test("achievement waits for the final test and the plan", async () => {
    const versionId = await publishCourse();
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"], { versionId });
    const [learner] = learners;
    const reasonNow = async () => {
      const cohort = (await findRunCohort(administrator, cohortId))!;
      const { rows } = await cohortIssuing(cohort, administrator.personId, { show: "", page: 1 });
      return [rows[0]!.due, rows[0]!.because?.key];
    };
    expect(await reasonNow()).toEqual(["participation", "certificate.missing-final"]);
    await db.attempt.create({
      data: {
        id: newId(),
        enrolmentId: learner!.enrolmentId,
        moduleId: "",
        unitId: "final",
        number: 1,
        state: "graded",
        seed: "s",
        paper: "[]",
        startedAt: now(),
        submittedAt: now(),
        gradedAt: now(),
        points: 90,
        maxPoints: 100,
        passed: true,
        practice: false,
      },
    });
    expect(await reasonNow()).toEqual(["participation", "certificate.missing-action-plan"]);
    await db.actionPlan.create({
      data: { id: newId(), enrolmentId: learner!.enrolmentId, state: "approved", version: 1 },
    });
    expect(await reasonNow()).toEqual(["achievement", undefined]);
  });

  test("a text no font prints, or too long for its line, is refused before a number is spent", async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
    const choice = [{ enrolmentId: learners[0]!.enrolmentId, kind: "achievement" as const }];
    const before = await numbersGiven();
    const refusedFor = async (data: { place?: string; name?: string }) => {
      await db.cohort.update({ where: { id: cohortId }, data });
      const [outcome] = (await issueCertificates(administrator, cohortId, choice))!;
      return outcome!.state === "refused" ? outcome!.reason : null;
    };
    expect(await refusedFor({ place: "თბი" })).toMatchObject({
      key: "certificate.text-unprintable",
      params: { text: "თბი", characters: "თ ბ ი" },
    });
    expect(await refusedFor({ place: "Kep", name: "x".repeat(121) })).toMatchObject({
      key: "certificate.text-too-long",
      params: { max: 120 },
    });
    expect(await numbersGiven()).toEqual(before);
  });

  test("nobody issues their own, and attendance vouched for by one alone needs a second person", async () => {
    const { cohortId, trainer, administrator, learners } = await finishedCohort(["Sok Dara"], {
      reportState: "submitted",
    });
    expect(await refusals(cohortId, trainer)).toEqual(["certificate.second-person"]);
    expect(await issueCertificates(trainer, cohortId, ALL)).toEqual([]);
    const self = actorFor(learners[0]!.personId, administrator.reach);
    expect(await refusals(cohortId, self)).toEqual(["certificate.own"]);
    expect(await issueCertificates(self, cohortId, ALL)).toEqual([]);
    expect(states(await issueCertificates(administrator, cohortId, ALL))).toEqual(["issued"]);
  });

  test("a foreign cohort is not there, and its people are nobody's choice", async () => {
    const mine = await finishedCohort(["Sok Dara"]);
    const other = await finishedCohort(["Chan Sophea"]);
    expect(await issueCertificates(mine.trainer, other.cohortId, ALL)).toBeNull();
    const foreign = [{ enrolmentId: other.learners[0]!.enrolmentId, kind: "achievement" as const }];
    expect(await issueCertificates(mine.administrator, mine.cohortId, foreign)).toEqual([]);
    expect(await db.certificate.count({ where: { personId: other.learners[0]!.personId } })).toBe(0);
  });
});

test("later edits of person, cohort and course leave the facts as they were frozen", async () => {
  const { cohortId, administrator, learners, versionId } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(administrator, cohortId, ALL);
  const [before] = await certificatesOf(learners[0]!.personId);
  await db.person.update({
    where: { id: learners[0]!.personId },
    data: { name: "Somebody Else", printedName: "Somebody Else", locale: "fr" },
  });
  await editCohort(
    administrator,
    cohortId,
    {
      name: "Another name",
      courseVersionId: versionId,
      hostId: "",
      format: "executive",
      audience: "public",
      locales: ["en"],
      place: "Elsewhere",
      activity: "",
      project: "",
      timeZone: "UTC",
      startDate: "2026-01-01",
      endDate: "2026-01-02",
      issuer: "Another issuer",
      signatoryName1: "A",
      signatoryRole1: "B",
      signatoryName2: "",
      signatoryRole2: "",
      version: 1,
    },
    anyHost,
  );
  const [after] = await certificatesOf(learners[0]!.personId);
  expect(after).toEqual(before);
  expect(CertificateFacts.parse(after!.facts)).toEqual(before!.facts);
});

test("the page of a cohort asks the database as often for one participant as for thirty", async () => {
  const statementsFor = async (names: string[]) => {
    const { cohortId, administrator } = await finishedCohort(names);
    const cohort = (await findRunCohort(administrator, cohortId))!;
    const before = statementsSoFar();
    const { total, counts } = await cohortIssuing(cohort, administrator.personId, { show: "", page: 1 });
    expect([total, counts.achievement]).toEqual([names.length, names.length]);
    return statementsSoFar() - before;
  };
  const thirty = Array.from({ length: 30 }, (_, index) => `Learner ${String.fromCharCode(0xe0 + index)}`);
  expect(await statementsFor(thirty)).toBe(await statementsFor(["Sok Dara"]));
});
