import { describe, expect, test } from "vitest";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import {
  certificatesOf,
  listIssued,
  REGISTER_ORDERS,
} from "#app/features/certification/certificates.server.ts";
import { checkCode, checkNumber } from "#app/features/certification/check-certificate.server.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import { othersToCorrect, proposedCorrection } from "#app/features/certification/correction.server.ts";
import {
  confirmEnding,
  endingFor,
  endingWork,
  proposeEnding,
  seenOf,
  takeBackEnding,
} from "#app/features/certification/end-certificate.server.ts";
import type { Ending } from "#app/features/certification/ending.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { findIssued } from "#app/features/certification/issued-certificate.server.ts";
import { NAMELESS } from "#app/features/certification/certificate-facts.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor, Grant, Role } from "#app/lib/actor.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";

async function issued(name: string, reportState: "validated" | "submitted" = "validated") {
  const cohort = await finishedCohort([name], { reportState });
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  const [learner] = cohort.learners;
  const [certificate] = await certificatesOf(learner!.personId);
  const officer = actorFor(await makePerson("Officer"), [{ kind: "programme", id: "management" }]);
  return { ...cohort, personId: learner!.personId, certificate: certificate!, officer };
}

const grant = (role: Role, id = "management"): Grant[] => [{ role, scope: { kind: "programme", id } }];
const ANY = {
  q: "",
  status: "",
  kind: "",
  page: 1,
  sorting: sortingIn(new URL("https://passbook.example"), REGISTER_ORDERS, "-issued"),
} as const;

const rename = (id: string, printedName: string) =>
  db.person.update({ where: { id }, data: { printedName } });

describe("a correction", () => {
  test("is the next edition with today's name; the one before stays and says it was replaced", async () => {
    const { certificate, officer, personId } = await issued("Sok Dara");
    const before = await certificateFile(certificate);
    await rename(personId, "Sok Dara Chan");
    const { changes, seen } = await proposedCorrection(certificate);
    expect(changes).toEqual(["holder"]);
    const corrected = await correctCertificate(officer, certificate.id, { reason: "marriage", seen });
    if (!corrected?.ok) throw new Error("refused");
    const [newer, older] = await certificatesOf(personId);
    expect(newer).toMatchObject({
      id: corrected.value.id,
      edition: 2,
      status: "valid",
      facts: { holder: { name: "Sok Dara Chan" }, supersedes: certificate.number, edition: 2 },
      enrolmentIds: certificate.enrolmentIds,
    });
    expect(newer!.number).not.toBe(certificate.number);
    expect(newer!.code).not.toBe(certificate.code);
    expect(older).toMatchObject({ id: certificate.id, status: "superseded", facts: certificate.facts });
    expect((await certificateFile(older!)).sha256).toBe(before.sha256);
    expect(await auditOf(newer!.id)).toEqual(["certificate.corrected"]);
    // Why is said beside the certificate, where an erasure finds it, and not in the trail.
    expect([newer!.correctedBecause, older!.correctedBecause]).toEqual(["marriage", null]);
    const trail = await db.auditEntry.findMany({ where: { subjectId: newer!.id } });
    expect(trail.map(({ detail }) => detail).join()).not.toContain("marriage");
    await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
    expect((await certificatesOf(personId)).map((one) => one.correctedBecause)).toEqual([NAMELESS, null]);
    const mail = await db.outboxMessage.findUnique({ where: { key: `certificate-corrected:${newer!.id}` } });
    expect(mail?.body).toContain(newer!.number);
  });

  test("sent twice, also at once, is one edition", async () => {
    const { certificate, officer, personId } = await issued("Sok Dara");
    await rename(personId, "Sok Darith");
    const { seen } = await proposedCorrection(certificate);
    const correct = () => correctCertificate(officer, certificate.id, { reason: "typing error", seen });
    const answers = [...(await Promise.all([correct(), correct(), correct()])), await correct()];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await certificatesOf(personId)).toHaveLength(2);
    const { last } = await db.certificateCounter.findUniqueOrThrow({ where: { year: "2026" } });
    expect(last).toBe(await db.certificate.count());
  });

  test("is refused where nothing changes, where something else was looked at, and on one's own", async () => {
    const { certificate, officer, personId } = await issued("Sok Dara");
    const { seen } = await proposedCorrection(certificate);
    const reason = "reason";
    expect(await correctCertificate(officer, certificate.id, { reason, seen })).toMatchObject({
      reason: { key: "certificate.nothing-to-correct" },
    });
    await rename(personId, "Sok Darith");
    expect(await correctCertificate(officer, certificate.id, { reason, seen })).toMatchObject({
      reason: { key: "changed-meanwhile" },
    });
    const holder = actorFor(personId, officer.reach);
    const now = await proposedCorrection(certificate);
    expect(await correctCertificate(holder, certificate.id, { reason, seen: now.seen })).toMatchObject({
      reason: { key: "certificate.own-record" },
    });
    await rename(personId, "Sok ნ");
    const unprintable = await proposedCorrection(certificate);
    expect(
      await correctCertificate(officer, certificate.id, { reason, seen: unprintable.seen }),
    ).toMatchObject({
      reason: { key: "certificate.text-unprintable" },
    });
    expect(await certificatesOf(personId)).toHaveLength(1);
  });

  test("of one whose name was erased is refused: no certificate of nobody is issued, valid or ended", async () => {
    const { certificate, officer, personId, cohortId } = await issued("Sok Dara");
    await db.cohort.update({ where: { id: cohortId }, data: { place: "Siem Reap" } });
    await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
    await db.person.update({ where: { id: personId }, data: { printedName: null } });
    const correct = async () => {
      const { seen } = await proposedCorrection((await certificatesOf(personId))[0]!);
      return correctCertificate(officer, certificate.id, { reason: "It moved", seen });
    };
    expect(await correct()).toMatchObject({ reason: { key: "certificate.nameless" } });
    await endCertificate(certificate.id, "revoked");
    expect(await correct()).toMatchObject({ reason: { key: "certificate.nameless" } });
    expect(await certificatesOf(personId)).toHaveLength(1);
  });

  test("leads to the person's other certificates that bear the name before", async () => {
    const { personId, cohortId, administrator, officer } = await issued("Sok Dara", "submitted");
    await db.trainingReport.updateMany({ where: { cohortId }, data: { state: "validated" } });
    await issueCertificates(administrator, cohortId, "all-who-qualify");
    const [achievement, participation] = await certificatesOf(personId);
    const others = async () =>
      othersToCorrect(officer, achievement!, (await proposedCorrection(achievement!)).now);
    expect(await others()).toEqual([]);
    await rename(personId, "Sok Darith");
    expect(await others()).toEqual([{ id: participation!.id, number: participation!.number }]);
    const { seen } = await proposedCorrection(participation!);
    await correctCertificate(officer, participation!.id, { reason: "typing error", seen });
    expect(await others()).toEqual([]);
  });

  test("of a certificate out of reach is not there", async () => {
    const { certificate } = await issued("Sok Dara");
    const elsewhere = actorFor(await makePerson(), [{ kind: "programme", id: "financial-education" }]);
    expect(await findIssued(elsewhere, certificate.id)).toBeNull();
    expect(await correctCertificate(elsewhere, certificate.id, { reason: "x", seen: "" })).toBeNull();
    const asOfficer = { ...elsewhere, grants: grant("certification-officer", "financial-education") };
    expect(await proposeEnding(asOfficer, certificate.id, { as: "revoked", reason: "x" })).toBeNull();
    expect(await confirmEnding(asOfficer, certificate.id, { as: "revoked", seen: "" })).toBeNull();
  });
});

describe("an ending", () => {
  /** Of the same programme, by what they may do. */
  const staff = async (role: Role) => {
    const actor = actorFor(await makePerson(role), [{ kind: "programme", id: "management" }]);
    return { ...actor, grants: grant(role) };
  };
  const key = (answer: Awaited<ReturnType<typeof confirmEnding>>) =>
    answer && (answer.ok ? "ok" : answer.reason.key);
  const confirm = async (actor: Actor, id: string, as: Ending) => {
    const row = await db.certificateEnding.findUnique({ where: { certificateId: id } });
    return confirmEnding(actor, id, { as, seen: row ? seenOf(row) : "" });
  };

  test("revokes when another confirms it, once; the same act does not give it back, an officer may issue it again", async () => {
    const { certificate, officer, personId, cohortId, administrator } = await issued("Sok Dara");
    const [first, second] = [await staff("certification-officer"), await staff("certification-officer")];
    const forged = { as: "revoked", reason: "Signed sheet forged" } as const;
    const holder = { ...first, personId };
    expect(key(await proposeEnding(holder, certificate.id, forged))).toBe("certificate.own-record");
    expect(key(await proposeEnding(first, certificate.id, forged))).toBe("ok");
    expect(key(await proposeEnding(first, certificate.id, forged))).toBe("ok");
    expect(key(await proposeEnding(second, certificate.id, { ...forged, reason: "Other" }))).toBe(
      "certificate.ending-proposed",
    );
    expect((await certificatesOf(personId))[0]!.status).toBe("valid");
    expect(key(await confirm(first, certificate.id, "revoked"))).toBe("certificate.ending-needs-another");
    expect(key(await confirm({ ...second, personId }, certificate.id, "revoked"))).toBe(
      "certificate.own-record",
    );
    expect(key(await confirm(second, certificate.id, "in-error"))).toBe("changed-meanwhile");
    const both = await Promise.all([
      confirm(second, certificate.id, "revoked"),
      confirm(await staff("cohort-administrator"), certificate.id, "revoked"),
    ]);
    expect(both.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(key(await proposeEnding(second, certificate.id, forged))).toBe("certificate.already-revoked");
    expect(await auditOf(certificate.id)).toEqual([
      "certificate.issued",
      "certificate.revoked-proposed",
      "certificate.revoked",
    ]);
    expect((await certificatesOf(personId))[0]).toMatchObject({
      status: "revoked",
      revokedReason: "Signed sheet forged",
    });

    expect(await issueCertificates(administrator, cohortId, "all-who-qualify")).toEqual([]);
    const choice = [{ enrolmentId: certificate.enrolmentIds[0]!, kind: "achievement" as const }];
    expect(await issueCertificates(administrator, cohortId, choice)).toMatchObject([
      { reason: { key: "certificate.revoked-before" } },
    ]);

    const { seen } = await proposedCorrection(certificate);
    expect(await correctCertificate(officer, certificate.id, { reason: "mistaken", seen })).toMatchObject({
      ok: true,
    });
    expect((await certificatesOf(personId)).map(({ status }) => status)).toEqual(["valid", "revoked"]);
  });

  test("as issued in error is said by an administrator, confirmed by one more, and told as another thing", async () => {
    const { certificate, personId } = await issued("Sok Dara");
    const [administrator, officer] = [
      await staff("cohort-administrator"),
      await staff("certification-officer"),
    ];
    const wrong = { as: "in-error", reason: "Meant for Sok Darith" } as const;
    expect(await proposeEnding(officer, certificate.id, wrong)).toBeNull();
    expect(await proposeEnding(administrator, certificate.id, { ...wrong, as: "revoked" })).toBeNull();
    expect(key(await proposeEnding(administrator, certificate.id, wrong))).toBe("ok");
    expect(await endingWork(administrator)).toEqual([]);
    expect(await endingWork(officer)).toMatchObject([{ count: 1 }]);
    expect(await endingFor({ ...officer, grants: grant("auditor") }, certificate.id)).toEqual({
      ending: null,
      mayPropose: [],
    });
    expect(await endingFor(administrator, certificate.id)).toMatchObject({
      ending: { as: "in-error", mayConfirm: false, mayTakeBack: true },
    });
    expect(await listIssued(officer, { ...ANY, status: "to-end" })).toMatchObject({ total: 1 });
    expect(key(await confirm(officer, certificate.id, "in-error"))).toBe("ok");
    expect(await endingWork(officer)).toEqual([]);
    expect(await checkCode(certificate.code)).toMatchObject({ status: "in-error", revokedOn: "2026-11-02" });
    expect((await certificatesOf(personId))[0]).toMatchObject({ status: "in-error" });
    for (const [status, total] of [
      ["in-error", 1],
      ["revoked", 0],
    ] as const)
      expect(await listIssued(officer, { ...ANY, q: certificate.number, status })).toMatchObject({ total });
    expect(await auditOf(certificate.id)).toEqual([
      "certificate.issued",
      "certificate.in-error-proposed",
      "certificate.in-error",
    ]);
    const mail = await db.outboxMessage.findUnique({
      where: { key: `certificate-in-error:${certificate.id}` },
    });
    expect(mail?.body).toContain("should not have been issued");
  });

  test("is nothing its holder or a deputy of theirs does, and two by one authority are one", async () => {
    const { certificate, personId } = await issued("Sok Dara");
    const [first, second] = [await staff("certification-officer"), await staff("certification-officer")];
    const elsewhere = { kind: "programme", id: "financial-education" } as const;
    const deputyOf = (principal: string): Actor => {
      const here = { kind: "programme", id: "management", for: principal } as const;
      const grants: Grant[] = [elsewhere, here].map((scope) => ({ role: "certification-officer", scope }));
      return { ...second, personId: `deputy of ${principal}`, grants, reach: [elsewhere, here] };
    };
    const forged = { as: "revoked", reason: "Signed sheet forged" } as const;
    expect(key(await proposeEnding(deputyOf(personId), certificate.id, forged))).toBe(
      "certificate.own-record",
    );
    await proposeEnding(first, certificate.id, forged);
    for (const who of [{ ...second, personId }, deputyOf(personId)])
      expect(key(await takeBackEnding(who, certificate.id))).toBe("certificate.own-record");
    expect((await endingFor({ ...second, personId }, certificate.id)).ending).toBeNull();
    expect(key(await confirm(deputyOf(first.personId), certificate.id, "revoked"))).toBe(
      "certificate.ending-needs-another",
    );
    await takeBackEnding(second, certificate.id);
    await proposeEnding(deputyOf(first.personId), certificate.id, forged);
    expect(key(await confirm(first, certificate.id, "revoked"))).toBe("certificate.ending-needs-another");
    expect(key(await confirmEnding(second, certificate.id, { as: "revoked", seen: "read before" }))).toBe(
      "changed-meanwhile",
    );
    expect(key(await confirm(second, certificate.id, "revoked"))).toBe("ok");
  });

  test("is nothing one person does with two accounts", async () => {
    const { certificate, personId, officer } = await issued("Sok Dara");
    const [first, second] = [await staff("certification-officer"), await staff("certification-officer")];
    const forged = { as: "revoked", reason: "Signed sheet forged" } as const;
    await proposeEnding(first, certificate.id, forged);
    expect(await endingWork(second)).toMatchObject([{ count: 1 }]);
    await mergedInto(second.personId, first.personId);
    expect(await endingWork(second)).toEqual([]);
    expect((await endingFor(second, certificate.id)).ending).toMatchObject({ mayConfirm: false });
    expect(key(await confirm(second, certificate.id, "revoked"))).toBe("certificate.ending-needs-another");
    await mergedInto(officer.personId, personId);
    const holder = { ...second, personId: officer.personId };
    expect(key(await takeBackEnding(holder, certificate.id))).toBe("certificate.own-record");
    const { seen } = await proposedCorrection(certificate);
    expect(
      await correctCertificate(officer, certificate.id, { reason: "A typing error", seen }),
    ).toMatchObject({ reason: { key: "certificate.own-record" } });
    expect(key(await confirm(await staff("certification-officer"), certificate.id, "revoked"))).toBe("ok");
    // And told to whom the holder is by now.
    const told = await db.inboxMessage.findMany({
      where: { personId: { in: [personId, officer.personId] }, message: { kind: "certificate-revoked" } },
    });
    expect(told.map(({ personId: to }) => to)).toEqual([officer.personId]);
  });

  test("that waits is not stepped over by a correction, nor undone by one that was read before", async () => {
    const { certificate, officer, personId } = await issued("Sok Dara");
    await rename(personId, "Sok Darith");
    const { seen } = await proposedCorrection(certificate);
    const correct = () => correctCertificate(officer, certificate.id, { reason: "A typing error", seen });
    const [first, second] = [await staff("certification-officer"), await staff("certification-officer")];
    await proposeEnding(first, certificate.id, { as: "revoked", reason: "Signed sheet forged" });
    expect(await correct()).toMatchObject({ reason: { key: "certificate.ending-waits" } });
    await confirm(second, certificate.id, "revoked");
    expect(await correct()).toMatchObject({ reason: { key: "changed-meanwhile" } });
    expect(await certificatesOf(personId)).toHaveLength(1);
  });

  test("leaves its reason in no line of the trail, which no erasure could take it out of", async () => {
    const { certificate, personId } = await issued("Sok Dara");
    const reason = "Her husband signed for her";
    await endCertificate(certificate.id, "revoked", reason);
    expect((await certificatesOf(personId))[0]!.revokedReason).toBe(reason);
    await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
    expect((await certificatesOf(personId))[0]!.revokedReason).not.toBe(reason);
    expect(await db.certificateEnding.count({ where: { reason } })).toBe(0);
    expect(await db.auditEntry.count({ where: { detail: { contains: reason } } })).toBe(0);
  });

  test("is taken back as long as nobody has confirmed it", async () => {
    const { certificate } = await issued("Sok Dara");
    const [first, second] = [await staff("certification-officer"), await staff("certification-officer")];
    const forged = { as: "revoked", reason: "Signed sheet forged" } as const;
    await proposeEnding(first, certificate.id, forged);
    expect(key(await takeBackEnding(first, certificate.id))).toBe("ok");
    expect(key(await confirm(second, certificate.id, "revoked"))).toBe("changed-meanwhile");
    expect((await checkCode(certificate.code))!.status).toBe("valid");
    await proposeEnding(second, certificate.id, forged);
    expect(key(await confirm(first, certificate.id, "revoked"))).toBe("ok");
    expect(key(await takeBackEnding(first, certificate.id))).toBe("changed-meanwhile");
  });
});

describe("the public check", () => {
  test("by code tells the facts as issued, by number the status alone", async () => {
    const { certificate } = await issued("Sok Dara");
    const byCode = await checkCode(certificate.code);
    expect(byCode).toMatchObject({ status: "valid", present: null, facts: certificate.facts });
    expect(JSON.stringify(byCode)).not.toContain("@mfi.example");
    const byNumber = await checkNumber(certificate.number);
    expect(byNumber).toEqual({
      number: certificate.number,
      issuedOn: "2026-11-02",
      status: "valid",
      revokedOn: null,
      supersededOn: null,
      present: null,
    });
    expect(await checkCode("0".repeat(26))).toBeNull();
    expect(await checkNumber("PB-2026-999999-X")).toBeNull();
  });

  test("of a replaced one tells what the edition is worth that counts now, and when it was revoked", async () => {
    const { certificate, officer, personId } = await issued("Sok Dara");
    await rename(personId, "Sok Darith");
    const { seen } = await proposedCorrection(certificate);
    await correctCertificate(officer, certificate.id, { reason: "typing error", seen });
    const [newer] = await certificatesOf(personId);
    expect(await checkCode(certificate.code)).toMatchObject({
      status: "superseded",
      facts: { holder: { name: "Sok Dara" } },
      present: { number: newer!.number, status: "valid" },
    });
    const asOfficer = { ...officer, grants: grant("certification-officer") };
    expect(await proposeEnding(asOfficer, certificate.id, { as: "revoked", reason: "x" })).toMatchObject({
      reason: { key: "certificate.superseded" },
    });
    await endCertificate(newer!.id, "revoked");
    expect(await checkNumber(certificate.number)).toMatchObject({
      status: "superseded",
      present: { status: "revoked", revokedOn: "2026-11-02" },
    });
    expect(await checkCode(newer!.code)).toMatchObject({ status: "revoked", present: null });
  });

  test("asks the database as often for a code nobody has", async () => {
    const { certificate } = await issued("Sok Dara");
    const { statementsSoFar } = await import("#app/infra/db.server.ts");
    const statementsFor = async (code: string) => {
      const before = statementsSoFar();
      await checkCode(code);
      return statementsSoFar() - before;
    };
    expect(await statementsFor("0".repeat(26))).toBe(await statementsFor(certificate.code));
  });
});

describe("the register", () => {
  const found = async (actor: Parameters<typeof listIssued>[0], q: string, status: "" | "superseded" = "") =>
    (
      await listIssued(actor, { q, status, kind: "", sorting: { by: "issued", descending: true }, page: 1 })
    ).rows.map(({ id }) => id);

  test("is searched by name, by the name before, by number; and shows what the actor reaches", async () => {
    const { certificate, officer, personId, trainer } = await issued("Théa Unusual");
    await rename(personId, "Thea Married");
    await db.person.update({ where: { id: personId }, data: { searchText: "thea married" } });
    const { seen } = await proposedCorrection(certificate);
    await correctCertificate(officer, certificate.id, { reason: "marriage", seen });
    const [newer] = await certificatesOf(personId);
    expect((await found(officer, "théa MARRIED")).sort()).toEqual([certificate.id, newer!.id].sort());
    expect(await found(officer, "Unusual")).toEqual([certificate.id]);
    const { course, place } = certificate.facts;
    for (const said of [course.title.toUpperCase(), place ?? course.title])
      expect(await found(officer, said)).toEqual(expect.arrayContaining([certificate.id, newer!.id]));
    expect(await found(officer, certificate.number.toLowerCase().replaceAll("-", " "))).toEqual([
      certificate.id,
    ]);
    expect(await found(officer, "Thea Married", "superseded")).toEqual([certificate.id]);
    expect((await found(trainer, "")).sort()).toEqual([certificate.id, newer!.id].sort());
    const elsewhere = actorFor(await makePerson(), [{ kind: "programme", id: "financial-education" }]);
    expect(await found(elsewhere, "")).toEqual([]);
  });
});
