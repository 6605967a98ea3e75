import { beforeEach, describe, expect, test, vi } from "vitest";
import { checkCharacter } from "#app/features/certification/certificate-number.ts";
import {
  askLicence,
  handInDocument,
  handLicenceBack,
  takeDocumentBack,
  withdrawRequest,
} from "#app/features/licences/ask-for-licence.server.ts";
import {
  checkLicence,
  checkLicenceNumber,
  licensedOrganisations,
} from "#app/features/licences/check-licence.server.ts";
import {
  actOnTheLicence,
  assessLicence,
  decideOnRequest,
  recordLicence,
} from "#app/features/licences/decide-on-licence.server.ts";
import { checkCodes } from "#app/features/checks/check-many.server.ts";
import { actOnPaper } from "#app/features/certification/paper-log.server.ts";
import { drawCertificate } from "#app/features/certification/draw-certificate.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { lookAtFile } from "#app/features/checks/check-file.server.ts";
import { credentialFor, qrText } from "#app/features/credentials/credentials.server.ts";
import { sealFor } from "#app/features/credentials/seal-for.server.ts";
import { sharePicture } from "#app/features/credentials/share-picture.server.ts";
import { forgetStatusLists, statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { Snapshot, trustIn } from "#app/features/credentials/verify-credential.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { FIRST_TEMPLATE } from "#app/features/certification/template.ts";
import { actOnLicenceError, licenceErrorWork } from "#app/features/licences/licence-error.server.ts";
import { findLicencePaper } from "#app/features/licences/licence-paper.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { licencePage } from "#app/features/licences/licence-page.server.ts";
import { listLicences } from "#app/features/licences/licences.server.ts";
import { paperLines } from "#app/features/certification/paper-log.server.ts";
import { licencePapers, paperAnswer, trainerPapers } from "#app/features/reports/paper-files.server.ts";
import { findTrainerPaper } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { trainerCertificateRow } from "#tests/support/trainer-certificate-row.ts";
import { licencesDue } from "#app/features/licences/licences-due.server.ts";
import { licencePreview } from "#app/features/licences/licence-preview.server.ts";
import { licensedToHost } from "#app/features/licences/may-host.server.ts";
import { remindLicensees } from "#app/features/licences/remind-licensees.server.ts";
import {
  issueLicencePaper,
  licenceCertificateFile,
  licenceToPrint,
} from "#app/features/licences/write-licence.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { createCohort, editCohort } from "#app/features/cohorts/keep-cohort.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { postponeCohort, repeatCohort } from "#app/features/cohorts/move-cohort.server.ts";
import { actorFor, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";
import type { Role, Scope } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { addDays, dayIn } from "#app/lib/calendar-day.ts";
import { on } from "#prisma/seed/candidate-story.ts";
import {
  assessor,
  employ,
  licenceFileRow,
  licenceRow,
  licensee,
  officer,
  SCHEME,
  staffWith,
  trainerAt,
} from "#tests/support/licence-fixture.ts";
import { allOf } from "#tests/support/all-of.ts";

/* The fixed day is 2026-11-02 unless a test plays another. */

const reasons = (result: { ok: boolean; reason?: { key: string } } | null) =>
  result === null ? null : result.ok ? "ok" : result.reason?.key;
type Made = Awaited<ReturnType<typeof licensee>>;

async function give({ head, of }: Made) {
  expect(reasons(await askLicence(head, of, ""))).toBe("ok");
  const found = { recommended: true, words: "Seen" };
  expect(reasons(await assessLicence(await assessor(), of, found))).toBe("ok");
  expect(reasons(await decideOnRequest(await officer(), of, { outcome: "given", reason: "Complete" }))).toBe(
    "ok",
  );
}

const licencesAt = (organisationId: string) =>
  db.licence.findMany({ where: { organisationId }, orderBy: { validFrom: "asc" }, include: { facts: true } });

describe("from asking to the certificate", () => {
  test("asked by the head, looked at by one, given by another; the organisation is told and can print it", async () => {
    const made = await licensee();
    await give(made);
    const [licence] = await licencesAt(made.organisationId);
    expect(licence).toMatchObject({ validFrom: "2026-11-02", validUntil: "2028-11-01", origin: "decided" });
    expect(licence!.number).toMatch(/^PB-2026-\d{6}-[0-9A-Z]$/);
    const facts = JSON.parse(licence!.certificate!) as { trainers: number; holder: { name: string } };
    expect(facts).toMatchObject({ trainers: 2, holder: { name: `Rumdul ${made.organisationId}` } });
    expect(
      await db.outboxMessage.count({ where: { personId: made.head.personId, kind: "licence-decision" } }),
    ).toBe(1);
    const actions = await db.auditEntry.findMany({
      where: { OR: [{ subjectId: made.organisationId }, { subjectId: licence!.id }] },
      select: { action: true },
    });
    expect(actions.map(({ action }) => action).sort()).toEqual([
      "licence.asked",
      "licence.assessed",
      "licence.given",
      "licence.issued",
    ]);
    const printed = await licenceToPrint(made.head, licence!.id);
    const first = await licenceCertificateFile(printed!);
    const again = await licenceCertificateFile((await licenceToPrint(made.head, licence!.id))!);
    expect(again.sha256).toBe(first.sha256);
    for (const one of [first, again]) await one.file.stream().cancel();
  });

  test("not with one trainer in force, not after the other left, and not twice", async () => {
    const made = await licensee({ trainers: 1 });
    expect(reasons(await askLicence(made.head, made.of, ""))).toBe("licence-incomplete");
    const second = await trainerAt(made.organisationId);
    await db.affiliation.updateMany({ where: { personId: second }, data: { until: "2026-11-01" } });
    expect(reasons(await askLicence(made.head, made.of, ""))).toBe("licence-incomplete");
    await trainerAt(made.organisationId);
    const asked = await Promise.all([askLicence(made.head, made.of, ""), askLicence(made.head, made.of, "")]);
    expect(asked.map(reasons).sort()).toEqual(["licence-waits", "ok"]);
  });

  test("a report that is owed for a course it hosted blocks; one of last week is not owed yet", async () => {
    const made = await licensee();
    const { finishedCohort } = await import("#tests/support/certification-fixture.ts");
    const hosted = async (endDate: string) => {
      const { cohortId } = await finishedCohort([], { endDate });
      await db.cohort.update({ where: { id: cohortId }, data: { hostId: made.organisationId } });
      await db.trainingReport.update({ where: { cohortId }, data: { state: "draft" } });
      return cohortId;
    };
    await hosted("2026-10-20");
    const owed = await hosted("2026-10-02");
    expect(reasons(await askLicence(made.head, made.of, ""))).toBe("licence-incomplete");
    await db.trainingReport.update({ where: { cohortId: owed }, data: { state: "submitted" } });
    expect(reasons(await askLicence(made.head, made.of, ""))).toBe("ok");
  });
});

describe("who may", () => {
  test("whoever works there neither looks nor decides; who looked does not decide; a stranger sees nothing", async () => {
    const made = await licensee();
    await askLicence(made.head, made.of, "");
    const own = await officer();
    await employ(own.personId, made.organisationId);
    const found = { recommended: true, words: "Seen" };
    expect(reasons(await assessLicence(own, made.of, found))).toBe("licence-own-record");
    const first = await officer();
    const given = { outcome: "given", reason: "Complete" } as const;
    expect(reasons(await decideOnRequest(first, made.of, given))).toBe("licence-not-assessed");
    expect(reasons(await assessLicence(first, made.of, found))).toBe("ok");
    expect(reasons(await assessLicence(await assessor(), made.of, found))).toBe("licence-assessed");
    expect(reasons(await decideOnRequest(first, made.of, given))).toBe("licence-decided-by-another");
    expect(reasons(await decideOnRequest(own, made.of, given))).toBe("licence-own-record");
    const stranger = (await licensee()).head;
    expect(await licencePage(stranger, made.organisationId, SCHEME, null)).toBeNull();
    expect(await askLicence(stranger, made.of, "")).toBeNull();
    expect(await decideOnRequest(made.head, made.of, given)).toBeNull();
    expect(await handInDocument(first, made.of, { document: "agreement", upload: pdf() })).toBeNull();
    expect((await listLicences(made.head, null)).map(({ organisationId }) => organisationId)).toEqual([
      made.organisationId,
      made.organisationId,
    ]);
  });

  test("the deputy of who looked at it is the same authority", async () => {
    const made = await licensee();
    await askLicence(made.head, made.of, "");
    const principal = await officer();
    await assessLicence(principal, made.of, { recommended: true, words: "Seen" });
    const scope = { kind: "programme", id: "management", for: principal.personId } as const;
    const deputy = { ...(await assessor()), grants: [{ role: "certification-officer", scope } as const] };
    const decided = await decideOnRequest(deputy, made.of, { outcome: "given", reason: "Complete" });
    expect(reasons(decided)).toBe("licence-decided-by-another");
  });

  test("the deputy who asked for the head neither looks nor decides, nor does who stands in for whoever asked", async () => {
    const made = await licensee();
    const { of, head } = made;
    const both = await officer();
    const forHead = { kind: "organisation", id: made.organisationId, for: head.personId } as const;
    const deputy = { ...both, grants: [{ role: "training-head", scope: forHead } as const] };
    expect(reasons(await askLicence(deputy, of, ""))).toBe("ok");
    const found = { recommended: true, words: "Seen" };
    const given = { outcome: "given", reason: "Complete" } as const;
    expect(reasons(await assessLicence(both, of, found))).toBe("licence-own-request");
    const scope = { kind: "programme", id: "management" } as const;
    const byHead = {
      ...(await assessor()),
      grants: standingIn("assessor", { ...scope, for: head.personId }),
    };
    await db.affiliation.deleteMany({ where: { personId: head.personId } });
    await db.roleAssignment.deleteMany({ where: { personId: head.personId } });
    expect(reasons(await assessLicence(byHead, of, found))).toBe("licence-own-request");
    expect(reasons(await assessLicence(await assessor(), of, found))).toBe("ok");
    expect(reasons(await decideOnRequest(both, of, given))).toBe("licence-own-request");
    const { sheet } = (await licencePage(await officer(), made.organisationId, SCHEME, null))!;
    expect(sheet.open?.behalf).toBe("The training-head");
  });

  test("whoever has a role at the organisation works there, though nobody wrote down that they do", async () => {
    const made = await licensee();
    await askLicence(made.head, made.of, "");
    const there = { kind: "organisation", id: made.organisationId } as const;
    const found = { recommended: true, words: "Seen" };
    const own = await staffWith("assessor", there);
    const scope = { kind: "programme", id: "management" } as const;
    const ofHead = standingIn("training-head", { ...there, for: made.head.personId });
    const plain = await assessor();
    const forHead = { ...plain, grants: [...plain.grants, ...ofHead] };
    const forThem = {
      ...(await assessor()),
      grants: standingIn("assessor", { ...scope, for: own.personId }),
    };
    for (const who of [own, forHead, forThem])
      expect(reasons(await assessLicence(who, made.of, found))).toBe("licence-own-record");
  });

  test("of two officers who decide at once one is told", async () => {
    const made = await licensee();
    await askLicence(made.head, made.of, "");
    await assessLicence(await assessor(), made.of, { recommended: true, words: "Seen" });
    const [one, other] = [await officer(), await officer()];
    const done = await Promise.all(
      [one, other].map((who) => decideOnRequest(who, made.of, { outcome: "given", reason: "Complete" })),
    );
    expect(done.filter((result) => result?.ok)).toHaveLength(1);
    expect(await licencesAt(made.organisationId)).toHaveLength(1);
  });
});

describe("the next period", () => {
  test("asked for in the window it keeps the anniversary, needs its documents anew, and bears no gap", async () => {
    const made = await licensee();
    await on("2025-01-10", () => give(made));
    await on("2026-09-01", async () => {
      expect(reasons(await askLicence(made.head, made.of, ""))).toBe("licence-incomplete");
    });
    await on("2026-12-20", async () => {
      for (const document of ["agreement", "data-protection", "quality-file"] as const)
        expect(reasons(await handInDocument(made.head, made.of, { document, upload: pdf(document) }))).toBe(
          "ok",
        );
      await give(made);
    });
    const [old, next] = await licencesAt(made.organisationId);
    expect([old!.validUntil, next!.validFrom, next!.validUntil]).toEqual([
      "2027-01-09",
      "2027-01-10",
      "2029-01-09",
    ]);
    expect(old!.facts.map(({ kind }) => kind)).toEqual(["renewal-submitted", "succeeded"]);
    expect(JSON.parse(next!.certificate!)).toMatchObject({ supersedes: old!.number });
  });

  test("refused, it ends by its dates; what is decided against the organisation follows into a prepared period", async () => {
    const made = await licensee();
    await db.licence.create({
      data: licenceRow(made.organisationId, { validFrom: "2025-01-01", validUntil: "2026-12-31" }),
    });
    await db.licence.create({
      data: licenceRow(made.organisationId, { validFrom: "2027-01-01", validUntil: "2028-12-31" }),
    });
    const [one, other] = [await officer(), await officer()];
    const suspend = { kind: "suspend", until: "2027-01-20", word: "quality" } as const;
    expect(reasons(await actOnTheLicence(one, made.of, suspend, "No reports"))).toBe("ok");
    const [, next] = await licencesAt(made.organisationId);
    expect(next!.facts.map(({ kind }) => kind)).toEqual(["suspended"]);
    const lift = { kind: "lift", until: null } as const;
    expect(reasons(await actOnTheLicence(one, made.of, lift, "Mended"))).toBe(
      "certification-lift-by-another",
    );
    expect(reasons(await actOnTheLicence(other, made.of, lift, "Mended"))).toBe("ok");
  });
});

test("a draft says to which organisations it means another date or another request, and which go on as they were", async () => {
  const [two, three] = [await licensee({ trainers: 2 }), await licensee({ trainers: 3 })];
  for (const { organisationId } of [two, three])
    await db.licence.create({ data: licenceRow(organisationId, { validFrom: "2024-01-01" }) });
  // Its next period is prepared: what follows on that one is what another version would move.
  const next = { validFrom: "2028-01-01", validUntil: "2029-12-31" };
  await db.licence.create({ data: licenceRow(three.organisationId, next) });
  const over = await licensee();
  await db.licence.create({
    data: licenceRow(over.organisationId, { validFrom: "2020-01-01", validUntil: "2021-12-31" }),
  });
  const current = (await loadSchemes()).current(SCHEME);
  const asking = (count: number, years: number): Scheme => ({
    ...current,
    validity: { ...current.validity, lasts: { years } },
    stages: current.stages.map((stage) => ({
      ...stage,
      asks: stage.asks.map((one) => (one.kind === "trainers-in-force" ? { ...one, count } : one)),
    })),
  });
  const touched = async (draft: Scheme) => {
    const { licences } = (await licencePreview(draft, 1))!;
    const mine = [two, three, over].map(({ organisationId }) =>
      licences.find((row) => row.organisationId === organisationId),
    );
    return mine.map((row) => row && [row.nextUntil.after, row.lacksNow.map(({ asked }) => asked.kind)]);
  };
  expect(await touched(asking(2, 2))).toEqual([undefined, undefined, undefined]);
  expect(await touched(asking(3, 2))).toEqual([["2029-12-31", ["trainers-in-force"]], undefined, undefined]);
  expect(await touched(asking(2, 3))).toEqual([["2030-12-31", []], ["2032-12-31", []], undefined]);
  expect(await licencePreview({ ...current, id: "mmw-volume-1-trainer" }, 1)).toBeNull();
});

describe("one licence at a time", () => {
  const paper = (number: string, validFrom = "2025-05-01") => ({ number, validFrom, basis: "Folder 7" });

  test("none is recorded while a request waits, and no first one begins beside one that has not ended", async () => {
    const made = await licensee();
    await askLicence(made.head, made.of, "");
    expect(reasons(await recordLicence(await officer(), made.of, paper(newId())))).toBe("licence-waits");
    await assessLicence(await assessor(), made.of, { recommended: true, words: "Seen" });
    // As it was recorded before a request kept it out.
    const own = { number: newId(), validFrom: "2025-05-01", validUntil: "2027-04-30" };
    await db.licence.create({ data: licenceRow(made.organisationId, own) });
    const decide = async (outcome: "given" | "refused") =>
      reasons(await decideOnRequest(await officer(), made.of, { outcome, reason: "Complete" }));
    expect(await decide("given")).toBe("licence-holds-one");
    expect(await decide("refused")).toBe("ok");
  });

  test("of two who record, or who record and ask, at once one is told", async () => {
    const [made, other] = [await licensee(), await licensee()];
    const by = await officer();
    const both = await Promise.all([1, 2].map(() => recordLicence(by, made.of, paper(newId()))));
    expect(both.map(reasons).sort()).toEqual(["licence-there-is-one", "ok"]);
    const record = () => recordLicence(by, other.of, paper(newId(), "2026-10-01"));
    const mixed = await Promise.all([record(), askLicence(other.head, other.of, "")]);
    expect(mixed.filter((result) => result?.ok)).toHaveLength(1);
  });

  test("after an extension the next begins later", async () => {
    const made = await licensee();
    const row = licenceRow(made.organisationId, { validFrom: "2023-01-01", validUntil: "2024-12-31" });
    await db.licence.create({ data: row });
    const fact = { id: newId(), licenceId: row.id, sequence: 1, kind: "extended", day: "2024-12-01" };
    const recorded = { recordedOn: "2024-12-01", recordedAt: new Date(), recordedBy: "test" };
    await db.licenceFact.create({ data: { ...fact, until: "2025-06-30", reason: "Flood", ...recorded } });
    const record = async (validFrom: string) =>
      reasons(await recordLicence(await officer(), made.of, paper(newId(), validFrom)));
    expect(await record("2025-06-30")).toBe("licence-there-is-one");
    expect(await record("2025-07-01")).toBe("ok");
  });

  test("a number of ours, or of somebody's certification, is on no paper", async () => {
    const made = await licensee();
    const person = { affiliations: { some: { organisationId: made.organisationId } } };
    const { number } = await db.certification.findFirstOrThrow({ where: { person } });
    await db.certification.update({ where: { number }, data: { number: number.toUpperCase() } });
    const record = async (typed: string) =>
      reasons(await recordLicence(await officer(), made.of, paper(typed)));
    expect(await record("pb 2026 000009 " + checkCharacter("PB2026000009"))).toBe("licence-number-ours");
    expect(await record(number.toLowerCase())).toBe("certification-number-taken");
  });

  test("no next period while a hearing is to be held; once it is called off there is", async () => {
    const made = await licensee();
    await on("2025-01-10", () => give(made));
    const by = await officer();
    const decide = async () =>
      reasons(await decideOnRequest(by, made.of, { outcome: "given", reason: "Complete" }));
    await on("2026-12-20", async () => {
      for (const document of ["agreement", "data-protection", "quality-file"] as const)
        await handInDocument(made.head, made.of, { document, upload: pdf(document) });
      await askLicence(made.head, made.of, "");
      await assessLicence(await assessor(), made.of, { recommended: true, words: "Seen" });
      const propose = { kind: "propose-revocation", until: "2027-01-15" } as const;
      expect(reasons(await actOnTheLicence(by, made.of, propose, "No reports"))).toBe("ok");
      expect(await decide()).toBe("licence-hearing-set");
      const drop = { kind: "drop-revocation", until: null } as const;
      expect(reasons(await actOnTheLicence(by, made.of, drop, "Heard"))).toBe("ok");
      expect(await decide()).toBe("ok");
    });
  });
});

describe("taken back by the head", () => {
  test("a request: nobody decides on it, and the next one can be made the same day", async () => {
    const made = await licensee();
    await on("2025-01-10", () => give(made));
    await on("2026-12-20", async () => {
      for (const document of ["agreement", "data-protection", "quality-file"] as const)
        await handInDocument(made.head, made.of, { document, upload: pdf(document) });
      expect(reasons(await withdrawRequest(made.head, made.of, "Too early"))).toBe("licence-no-request");
      await askLicence(made.head, made.of, "");
      expect(await withdrawRequest(await officer(), made.of, "Too early")).toBeNull();
      expect(reasons(await withdrawRequest(made.head, made.of, "Too early"))).toBe("ok");
      const { sheet } = (await licencePage(made.head, made.organisationId, SCHEME, null))!;
      expect(sheet.licence?.standing.status).not.toBe("under-review");
      expect(sheet.decided[0]!.decision).toMatchObject({ outcome: "withdrawn", reason: "Too early" });
      const found = { recommended: true, words: "Seen" };
      expect(reasons(await assessLicence(await assessor(), made.of, found))).toBe("licence-no-request");
      await give(made);
    });
    expect(await licencesAt(made.organisationId)).toHaveLength(2);
  });

  test("a document, until a request is made with it, and none of another organisation", async () => {
    const made = await licensee();
    const added = await handInDocument(made.head, made.of, { document: "agreement", upload: pdf() });
    if (!added?.ok) throw new Error("not handed in");
    const stranger = await licensee();
    expect(await takeDocumentBack(stranger.head, stranger.of, added.value)).toBeNull();
    expect(reasons(await takeDocumentBack(made.head, made.of, added.value))).toBe("ok");
    expect(await db.licenceFile.count({ where: { id: added.value } })).toBe(0);
    await askLicence(made.head, made.of, "");
    const { sheet } = (await licencePage(made.head, made.organisationId, SCHEME, null))!;
    expect(sheet.files.map(({ asked }) => asked)).toEqual([true, true, true]);
    expect(reasons(await takeDocumentBack(made.head, made.of, sheet.files[0]!.id))).toBe(
      "licence-file-counted",
    );
  });

  test("sixty documents are for one period", async () => {
    const made = await licensee();
    const rows = (addedOn: string) =>
      Array.from({ length: 60 }, () => licenceFileRow(made.organisationId, "agreement", { addedOn }));
    await db.licence.create({ data: licenceRow(made.organisationId) });
    await db.licenceFile.createMany({ data: rows("2025-12-01") });
    const hand = async () =>
      reasons(await handInDocument(made.head, made.of, { document: "agreement", upload: pdf() }));
    expect(await hand()).toBe("ok");
    await db.licenceFile.createMany({ data: rows("2026-10-01") });
    expect(await hand()).toBe("session-file.too-many");
  });
});

test("a paper that could not be printed is issued once the name can be, under the number and in the name of then", async () => {
  const made = await licensee();
  const named = (name: string) =>
    db.organisation.update({ where: { id: made.organisationId }, data: { name } });
  await named("Rumdul \u{17000}");
  await give(made);
  const [bare] = await licencesAt(made.organisationId);
  expect([bare!.certificate, bare!.code]).toEqual([null, null]);
  const by = await officer();
  const issue = (who = by) => issueLicencePaper(who, made.of);
  expect(await issueLicencePaper(made.head, made.of)).toBeNull();
  expect(reasons(await issue())).toBe("certificate.text-unprintable");
  await named("Rumdul again");
  const own = await officer();
  await employ(own.personId, made.organisationId);
  expect(reasons(await issue(own))).toBe("licence-own-record");
  expect((await licencePage(by, made.organisationId, SCHEME, null))!.offers.paper).toBe(true);
  await on("2026-11-20", async () => expect(reasons(await issue())).toBe("ok"));
  const [printed] = await licencesAt(made.organisationId);
  expect(JSON.parse(printed!.certificate!)).toMatchObject({
    number: bare!.number,
    code: printed!.code,
    holder: { name: "Rumdul again" },
    decision: { on: "2026-11-02" },
    issuedOn: "2026-11-20",
  });
  expect(reasons(await issue())).toBe("ok");
  expect((await licencesAt(made.organisationId))[0]!.code).toBe(printed!.code);
});

describe("what the public reads", () => {
  let made: Made;
  beforeEach(async () => {
    made = await licensee();
  });

  test("the register has who is licensed on the day, and the check says whose a number is", async () => {
    const paper = { number: `li-${made.organisationId}`, validFrom: "2024-05-01", basis: "Folder 7" };
    expect(reasons(await recordLicence(await officer(), made.of, paper))).toBe("ok");
    const listed = async (day: string | null) => {
      const { rows } = await licensedOrganisations({ country: "KH", schemeId: SCHEME, on: day, page: 1 });
      return rows.some(({ name }) => name === `Rumdul ${made.organisationId}`);
    };
    expect(await listed("2024-04-30")).toBe(false);
    expect(await listed("2024-05-01")).toBe(true);
    expect(await listed("2026-04-30")).toBe(true);
    expect(await listed("2026-05-01")).toBe(false);
    const checked = await checkLicenceNumber(paper.number.toUpperCase());
    expect(checked).toMatchObject({
      organisation: `Rumdul ${made.organisationId}`,
      imported: true,
      standing: { status: "expired", valid: false },
    });
    const again = { ...paper, number: `other-${made.organisationId}`, validFrom: "2025-05-01" };
    expect(reasons(await recordLicence(await officer(), made.of, again))).toBe("licence-there-is-one");
  });

  test("the number tells neither the code nor who signed; the code does", async () => {
    await db.licence.create({ data: licenceRow(made.organisationId) });
    const { number, code } = (await licencesAt(made.organisationId))[0]!;
    const told = await checkLicenceNumber(number);
    expect(Object.keys(told!).sort()).toEqual([
      "imported",
      "number",
      "organisation",
      "present",
      "schemeId",
      "standing",
    ]);
    expect((await checkLicence(code!))?.facts).toMatchObject({
      code,
      signatories: [{ name: "Jean Kouassi" }],
    });
  });

  test("facts that somebody wrote past the application are not shown", async () => {
    await db.licence.create({ data: licenceRow(made.organisationId, { certificateSha256: "0".repeat(64) }) });
    const { code } = (await licencesAt(made.organisationId))[0]!;
    await expect(checkLicence(code!)).rejects.toThrow("not those that were frozen");
  });
});

describe("the certificate of a licence", () => {
  /** Each form there is of it, and a file from before a credential lay inside. */
  async function formsOf(row: Awaited<ReturnType<typeof db.licence.create>>) {
    const of = { licenceId: row.id };
    const { file } = await licenceCertificateFile((await licenceToPrint(await officer(), row.id))!);
    const pdf = Buffer.from(await new Response(file.stream()).arrayBuffer());
    const others = (["png", "svg", "json", "jwt"] as const).map(async (as) => credentialFile(of, as));
    const texts = await Promise.all([...others, qrText(of), sharePicture(of)]);
    return [pdf, ...texts.map((text) => Buffer.from(text!))];
  }

  /** What each file comes to: dropped here, and with what a phone has kept. */
  async function comesTo(files: Buffer[]) {
    forgetStatusLists();
    const snapshot = Snapshot.parse(JSON.parse(JSON.stringify(await statusSnapshot())));
    const kept = files.map((one) => verifyFile(one, trustIn(snapshot), new Date()));
    const all = await Promise.all([...files.map((one) => lookAtFile(one)), ...kept]);
    return [...new Set(all.map(({ verdict }) => verdict))];
  }

  test("is a credential in each of its forms, of an organisation, and says what its page says", async () => {
    const { organisationId } = await licensee();
    const row = await db.licence.create({ data: licenceRow(organisationId) });
    const files = await formsOf(row);
    expect(await comesTo(files)).toEqual(["valid"]);
    for (const file of files)
      expect((await lookAtFile(file)).says).toMatchObject({
        number: row.number,
        name: "Rumdul Microfinance",
      });
    const credential = (await credentialFor({ licenceId: row.id }))!;
    expect(credential).toMatchObject({
      id: `${env.PUBLIC_ORIGIN}/v/${row.code!}`,
      validUntil: "2027-12-31T23:59:59Z",
      credentialSubject: {
        achievement: {
          achievementType: "License",
          criteria: { id: env.PUBLIC_ORIGIN + paths.schemeRules(SCHEME, "1.0") },
        },
      },
    });

    const happens = (kind: string, day: string, sequence: number) =>
      db.licenceFact.create({
        data: {
          id: newId(),
          licenceId: row.id,
          sequence,
          kind,
          day,
          until: addDays(day, 90),
          reason: "",
          recordedOn: day,
          recordedAt: new Date(),
          recordedBy: "test",
        },
      });
    await happens("suspended", today(), 1);
    expect(await comesTo(files)).toEqual(["suspended"]);
    await happens("lifted", today(), 2);
    expect(await comesTo(files)).toEqual(["valid"]);
    await happens("revoked", today(), 3);
    // Until the time to complain is over a revocation is a suspension (domain §6.4).
    expect(await comesTo(files)).toEqual([await statusByCode(row.code!)]);
  });

  const statusByCode = async (code: string) => (await checkCodes([code]))[0]!.status;

  test("goes on and ends at every door as on its page, also in a file from before a credential lay inside", async () => {
    // Within the year of the keys, which count by the clock: with others a later test would sign in the future.
    const validUntil = addDays(dayIn("UTC", new Date()), 200);
    const { organisationId } = await licensee();
    const row = await db.licence.create({ data: licenceRow(organisationId, { validUntil }) });
    const [pdf, , , , jwt, mark] = await formsOf(row);
    const { facts } = (await licenceToPrint(await officer(), row.id))!;
    const bare = await drawCertificate(
      { facts },
      { ...(await sealFor({ licenceId: row.id })), attachment: null },
    );
    const other = await licensee();
    const old = await db.licence.create({
      data: licenceRow(other.organisationId, { validUntil, pdfSha256: sha256(bare) }),
    });
    const happens = (until: string) =>
      db.licenceFact.createMany({
        data: [row, old].map(({ id: licenceId, validUntil: day }) => ({
          id: newId(),
          licenceId,
          sequence: 1,
          kind: "extended",
          day,
          until,
          reason: "",
          recordedOn: day,
          recordedAt: new Date(),
          recordedBy: "test",
        })),
      });
    const after = (days: number) => addDays(row.validUntil, days);
    const told = (day: string) =>
      on(day, async () => {
        vi.setSystemTime(`${day}T18:00:00Z`);
        const verdicts = await comesTo([pdf!, jwt!, mark!]);
        const { status } = (await checkLicence(row.code!))!.standing;
        return new Set([...verdicts, (await lookAtFile(bare)).verdict, status]);
      });
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      expect(await told(after(-170))).toEqual(new Set(["valid", "active"]));
      expect(await told(after(-30))).toEqual(new Set(["expires-soon"]));
      expect(await told(after(1))).toEqual(new Set(["lapsed"]));
      await happens(after(90));
      expect(await told(after(1))).toEqual(new Set(["extended", "active"]));
      expect(await told(after(91))).toEqual(new Set(["lapsed"]));
      expect((await lookAtFile(bare)).steps).not.toContainEqual({
        step: "attachment",
        found: "no-credential",
      });
    } finally {
      vi.useRealTimers();
      forgetStatusLists();
    }
  });

  test("of a period that is over is answered with the one the organisation has today", async () => {
    const { organisationId } = await licensee();
    const old = await db.licence.create({ data: licenceRow(organisationId, { validFrom: "2024-01-01" }) });
    const next = { validFrom: "2026-01-01", validUntil: "2027-12-31", origin: "renewed" };
    const present = await db.licence.create({ data: licenceRow(organisationId, next) });
    await db.licenceFact.create({
      data: {
        id: newId(),
        licenceId: old.id,
        sequence: 1,
        kind: "succeeded",
        day: "2026-01-01",
        reason: "",
        recordedOn: "2026-01-01",
        recordedAt: new Date(),
        recordedBy: "test",
      },
    });
    const now = { number: present.number, standing: { status: "active", valid: true } };
    expect(await checkLicence(old.code!)).toMatchObject({ standing: { status: "superseded" }, present: now });
    expect((await checkLicence(present.code!))!.present).toBeNull();
    expect(await checkCodes([old.code])).toMatchObject([
      {
        status: "superseded",
        valid: false,
        present: { number: present.number, status: "active", valid: true },
      },
    ]);
    forgetStatusLists();
    const jwt = Buffer.from((await credentialFile({ licenceId: old.id }, "jwt"))!);
    expect((await lookAtFile(jwt)).verdict).toBe("superseded");
  });
});

describe("given in error", () => {
  const administrator = () => staffWith("cohort-administrator", { kind: "programme", id: "management" });
  const said = { reason: "Given to another organisation of the same name" };
  const openOf = async (who: Awaited<ReturnType<typeof officer>>, { organisationId }: Made) =>
    (await licencePage(who, organisationId, SCHEME, null))?.error?.ending ?? null;

  test("one says so, another confirms what they have read: it never held, wherever one asks", async () => {
    const made = await licensee();
    const { id, number, code } = await db.licence.create({ data: licenceRow(made.organisationId) });
    const [first, second] = [await administrator(), await officer()];
    const { file } = await licenceCertificateFile((await licenceToPrint(second, id))!);
    const pdf = new Uint8Array(await new Response(file.stream()).arrayBuffer());
    const dropped = async () => {
      forgetStatusLists();
      return (await lookAtFile(pdf)).verdict;
    };
    expect(await dropped()).toBe("valid");
    expect(await actOnLicenceError(await officer(), id, "propose-ending", said)).toBeNull();
    expect(await actOnLicenceError(made.head, id, "propose-ending", said)).toBeNull();
    expect(reasons(await actOnLicenceError(first, id, "propose-ending", said))).toBe("ok");
    expect((await checkLicence(code!))!.standing.valid).toBe(true);

    const seen = (await openOf(first, made))!.seen;
    expect(reasons(await actOnLicenceError(first, id, "confirm-ending", { seen }))).toBe(
      "certificate.ending-needs-another",
    );
    expect((await openOf(second, made))!.reason).toBe(said.reason);
    const page = await licencePage(made.head, made.organisationId, SCHEME, null);
    expect([page!.error, page!.sheet.licence!.facts]).toEqual([{ ending: null, mayPropose: [] }, []]);
    expect(await licenceErrorWork(second)).toEqual([
      { kind: "certificates-to-end", count: 1, href: `/licences/${made.organisationId}/${SCHEME}` },
    ]);
    expect(reasons(await actOnLicenceError(second, id, "confirm-ending", { seen: "older" }))).toBe(
      "changed-meanwhile",
    );
    expect(reasons(await actOnLicenceError(second, id, "confirm-ending", { seen }))).toBe("ok");

    const never = { status: "in-error", valid: false };
    expect((await checkLicence(code!))!.standing).toMatchObject(never);
    expect((await checkLicenceNumber(number))!.standing).toMatchObject(never);
    expect(await checkCodes([code])).toMatchObject([never]);
    expect(await dropped()).toBe("in-error");
    const [line] = await listLicences(made.head, null);
    expect(line!.licence!.standing).toMatchObject(never);
    for (const on of ["2026-02-01", null]) {
      const { rows } = await licensedOrganisations({ country: "KH", schemeId: SCHEME, on, page: 1 });
      expect(rows.some((row) => row.key === id)).toBe(false);
    }
    const asked = { kind: "printed", reason: "" } as const;
    expect(reasons(await actOnPaper((tx) => findLicencePaper(second, id, tx), asked, "2026-11-02"))).toBe(
      "paper.ended",
    );
    expect(
      await db.outboxMessage.count({ where: { personId: made.head.personId, kind: "licence-decision" } }),
    ).toBe(1);
  });

  test("a renewal in error: the one before stands again, for every day, and its renewal can be asked for anew", async () => {
    const made = await licensee();
    await on("2025-01-10", () => give(made));
    await on("2026-12-20", async () => {
      for (const document of ["agreement", "data-protection", "quality-file"] as const)
        await handInDocument(made.head, made.of, { document, upload: pdf(document) });
      await give(made);
    });
    const [old, next] = await licencesAt(made.organisationId);
    const second = await officer();
    const answers = async (day: string | null) => {
      const { licence } = (await licencePage(second, made.organisationId, SCHEME, day))!.sheet;
      return [licence!.number, licence!.standing.status];
    };
    await on("2027-01-12", async () => {
      await actOnLicenceError(await administrator(), next!.id, "propose-ending", said);
      expect(await answers(null)).toEqual([next!.number, "active"]);
      const { seen } = (await openOf(second, made))!;
      expect(reasons(await actOnLicenceError(second, next!.id, "confirm-ending", { seen }))).toBe("ok");
      expect(await answers(null)).toEqual([old!.number, "lapsed"]);
      expect(await answers("2027-01-11")).toEqual([next!.number, "active"]);
      const { number, standing } = (await checkLicenceNumber(old!.number))!;
      expect([number, standing.status]).toEqual([old!.number, "lapsed"]);
      expect(reasons(await askLicence(made.head, made.of, ""))).toBe("ok");
    });
    const { facts } = await db.licence.findUniqueOrThrow({
      where: { id: old!.id },
      include: { facts: { orderBy: { sequence: "asc" } } },
    });
    expect(facts.slice(2).map(({ kind }) => kind)).toEqual([
      "succession-voided",
      "renewal-refused",
      "renewal-submitted",
    ]);
  });

  test("nobody who works there says or confirms it; taken back, it is as if nobody had said so", async () => {
    const made = await licensee();
    const { id } = await db.licence.create({ data: licenceRow(made.organisationId) });
    const insider = await administrator();
    await employ(insider.personId, made.organisationId);
    expect(reasons(await actOnLicenceError(insider, id, "propose-ending", said))).toBe("licence-own-record");
    await actOnLicenceError(await administrator(), id, "propose-ending", said);
    expect(await openOf(insider, made)).toBeNull();
    const waits = async (who: typeof insider) =>
      (await licenceErrorWork(who)).some(({ href }) => href.includes(made.organisationId));
    expect([await waits(insider), await waits(await administrator())]).toEqual([false, true]);
    const second = await officer();
    const { seen } = (await openOf(second, made))!;
    expect(reasons(await actOnLicenceError(insider, id, "confirm-ending", { seen }))).toBe(
      "licence-own-record",
    );
    expect(reasons(await actOnLicenceError(second, id, "take-back-ending", {}))).toBe("ok");
    expect(reasons(await actOnLicenceError(second, id, "confirm-ending", { seen }))).toBe(
      "changed-meanwhile",
    );
    expect(
      (await licencePage(second, made.organisationId, SCHEME, null))!.sheet.licence!.standing.valid,
    ).toBe(true);
  });
});

test("a licence is printed in the template of its family, by who signs that day; where nobody does, without a paper", async () => {
  const holder = { role: "Director", name: "Ana Torres", from: "2026-01-01" };
  const publish = (version: number, until: string) =>
    db.certificateTemplate.create({
      data: {
        templateId: "management-licence",
        version,
        text: canonicalJson({ ...FIRST_TEMPLATE, holders: [{ ...holder, until }], second: "fr" }),
        reason: "",
        publishedAt: new Date(),
        publishedBy: "test",
      },
    });
  try {
    await publish(1, "2026-12-31");
    const made = await licensee();
    await give(made);
    const [licence] = await licencesAt(made.organisationId);
    expect(JSON.parse(licence!.certificate!)).toMatchObject({
      template: { id: "management-licence", version: 1 },
      signatories: [{ name: "Ana Torres", role: "Director" }],
      second: { locale: "fr", title: "Organisme agréé, formation en gestion" },
    });
    await publish(2, "2026-06-30");
    const unsigned = await licensee();
    await give(unsigned);
    const [bare] = await licencesAt(unsigned.organisationId);
    expect(bare!.certificate).toBeNull();
    expect(reasons(await issueLicencePaper(await officer(), unsigned.of))).toBe("certificate.nobody-signs");
  } finally {
    await db.certificateTemplate.deleteMany({ where: { templateId: "management-licence" } });
  }
});

test("reminders: each rung once for each head, after an outage the last one only, none on a weekend", async () => {
  const made = await licensee();
  await db.licence.create({
    data: licenceRow(made.organisationId, { validFrom: "2025-01-01", validUntil: "2026-12-31" }),
  });
  const sent = () =>
    db.outboxMessage.findMany({
      where: { personId: made.head.personId, kind: "licence-reminder" },
      orderBy: { createdAt: "asc" },
      select: { key: true },
    });
  const at = (day: string) => remindLicensees({ at: new Date(`${day}T09:00:00Z`), dayIn: () => day });
  await at("2026-12-05"); // a Saturday
  expect(await sent()).toHaveLength(0);
  for (const day of ["2026-12-07", "2026-12-07", "2026-12-08"]) await at(day);
  expect((await sent()).map(({ key }) => key.split(":")[3])).toEqual(["-30"]);
  await at(addDays("2026-12-31", 5));
  expect((await sent()).map(({ key }) => key.split(":")[3])).toEqual(["-30", "0"]);
});

/** Held as somebody's deputy. */
const standingIn = (role: Role, scope: Scope) => [{ role, scope }];

test("the weekly digest names what waits for somebody, to the head and the officer, and of no other organisation", async () => {
  const made = await licensee({ trainers: 1 });
  const other = await licensee();
  await db.licence.create({ data: licenceRow(made.organisationId) });
  const name = `Rumdul ${made.organisationId}`;
  const told = (who: Awaited<ReturnType<typeof officer>>, day: string) =>
    on(day, async () => {
      const lines = await licencesDue(who, wordsFor("en", "UTC"));
      return lines
        .filter(({ text }) => text.includes(name))
        .map(({ text }) => /has lapsed|in its|fewer/.exec(text)?.[0]);
    });
  expect(await told(made.head, "2026-11-02")).toEqual(["fewer"]);
  expect(await told(made.head, "2027-12-10")).toEqual(["in its", "fewer"]);
  expect(await told(made.head, "2028-01-03")).toEqual(["has lapsed"]);
  expect(await told(other.head, "2027-12-10")).toEqual([]);
  expect(await told(await officer(), "2027-12-10")).toHaveLength(2);
  const { organisationId, schemeId } = made.of;
  const asked = { askedOn: "2027-12-01", askedAt: new Date(), askedBy: made.head.personId };
  const request = { id: newId(), organisationId, schemeId, programme: "management", openKey: "open" };
  await db.licenceRequest.create({ data: { ...request, counted: '{"parts":[]}', note: "", ...asked } });
  expect(await told(made.head, "2027-12-10")).toEqual(["fewer"]);
});

test("what was put on paper is a table of whoever sees it, of licences and of trainers apart", async () => {
  const [made, other, keeper] = [await licensee(), await licensee(), await officer()];
  const { id, number } = await db.licence.create({ data: licenceRow(made.organisationId) });
  const asked = { kind: "printed", reason: "" } as const;
  await actOnPaper((tx) => findLicencePaper(keeper, id, tx), asked, "2026-11-02");
  const numbers = async (of: ReturnType<typeof licencePapers>) =>
    (await allOf(of)).map((line) => line.number);
  expect(await numbers(licencePapers(made.head))).toEqual([number]);
  expect(await numbers(licencePapers(other.head))).toEqual([]);
  const [line] = await allOf(licencePapers(made.head));
  expect(line).toMatchObject({
    name: "Rumdul Microfinance", // as it stands on the paper
    kind: "printed",
    copy: 1,
    by: expect.any(String),
  });

  const { id: certificationId, personId } = await db.certification.findFirstOrThrow();
  const { id: certificateId } = await db.certificate.create({
    data: trainerCertificateRow(personId, { certificationId }),
  });
  await actOnPaper((tx) => findTrainerPaper(keeper, certificateId, tx), asked, "2026-11-02");
  const ofTrainers = () => allOf(trainerPapers(keeper));
  expect(await ofTrainers()).toMatchObject([{ number: certificateId, name: "Sok Dara", copy: 1 }]);
  expect(await allOf(trainerPapers(actorFor(await makePerson())))).toEqual([]);
  // Page by page, in the order it was written, each line once.
  for (const day of ["2026-11-03", "2026-11-04", "2026-11-05"])
    await actOnPaper((tx) => findLicencePaper(keeper, id, tx), { kind: "printed", reason: "Torn" }, day);
  const whole = (await allOf(paperLines({ licenceId: id }))).map(({ copy }) => copy);
  expect(whole).toHaveLength(4);
  for (const atOnce of [1, 2, 3, 4])
    expect((await allOf(paperLines({ licenceId: id }, atOnce))).map(({ copy }) => copy)).toEqual(whole);
  const file = await paperAnswer(trainerPapers(keeper), wordsFor("en", "UTC"), "papers").text();
  expect(file).toContain(`2026-11-02,${certificateId},Sok Dara,1,`);
});

describe("what a licence permits, and giving it up", () => {
  const hosting = (hostId: string, own: object = {}) =>
    licensedToHost(db, {
      hostId,
      programme: "management",
      audience: "public",
      startDate: "2026-12-01",
      ...own,
    });

  test("a public course under the name of an organisation, and nothing is asked of the others", async () => {
    const { organisationId } = await licensee();
    expect(reasons(await hosting(organisationId))).toBe("host-unlicensed");
    expect(reasons(await hosting(organisationId, { audience: "in-company" }))).toBe("ok");
    expect(reasons(await hosting(""))).toBe("ok");
    expect(reasons(await hosting(organisationId, { programme: "none-licensed" }))).toBe("ok");
    await db.licence.create({ data: licenceRow(organisationId) });
    expect(reasons(await hosting(organisationId))).toBe("ok");
    expect(reasons(await hosting(organisationId, { startDate: "2028-01-01" }))).toBe("host-licence-ends");
    expect(reasons(await hosting(organisationId, { programme: "financial-education" }))).toBe(
      "host-unlicensed",
    );
    const owner = await licensee();
    await db.organisation.update({ where: { id: owner.organisationId }, data: { kind: "programme-owner" } });
    expect(reasons(await hosting(owner.organisationId))).toBe("ok");
  });

  test("is asked when a course is opened, repeated, postponed, or is to be for others; not for another name", async () => {
    const { organisationId } = await licensee();
    const administrator = actorFor(await makePerson(), [{ kind: "programme", id: "management" }]);
    const versionId = await publishCourse();
    const form = {
      name: "Kampong Cham",
      courseVersionId: versionId,
      hostId: organisationId,
      format: "standard" as const,
      audience: "in-company" as const,
      locales: ["en"],
      place: "Kampong Cham",
      activity: "",
      project: "",
      timeZone: "UTC",
      issuer: "Passbook",
      startDate: "2026-12-01",
      endDate: "2026-12-02",
      signatoryName1: "A",
      signatoryRole1: "B",
      signatoryName2: "",
      signatoryRole2: "",
      version: 1,
    };
    type Own = { audience?: "public"; name?: string };
    const open = (own: Own) => createCohort(administrator, { ...form, ...own }, licensedToHost);
    expect(reasons(await open({ audience: "public" }))).toBe("host-unlicensed");
    const opened = await open({});
    if (!opened.ok) throw new Error(opened.reason.key);
    const { cohortId } = opened.value;
    const edit = (own: Own) => editCohort(administrator, cohortId, { ...form, ...own }, licensedToHost);
    expect(reasons(await edit({ audience: "public" }))).toBe("host-unlicensed");
    await db.cohort.update({ where: { id: cohortId }, data: { audience: "public" } });
    expect(reasons(await edit({ audience: "public", name: "Suong" }))).toBe("ok");
    const cohort = (await findRunCohort(administrator, cohortId))!;
    const move = { intent: "postpone", startDate: "2027-01-04", note: "" } as const;
    expect(reasons(await postponeCohort(administrator, cohort, move, licensedToHost))).toBe(
      "host-unlicensed",
    );
    const again = { intent: "repeat", name: "Again", startDate: "2027-01-04" } as const;
    expect(reasons(await repeatCohort(administrator, cohort, again, licensedToHost))).toBe("host-unlicensed");
    await db.licence.create({ data: licenceRow(organisationId) });
    expect(reasons(await postponeCohort(administrator, cohort, move, licensedToHost))).toBe("ok");
  });

  test("the head hands it back once, with what is prepared; an officer does not, and a request is taken back first", async () => {
    const made = await licensee();
    const row = await db.licence.create({ data: licenceRow(made.organisationId) });
    const next = { validFrom: "2028-01-01", validUntil: "2029-12-31", origin: "renewed" };
    await db.licence.create({ data: licenceRow(made.organisationId, next) });
    expect((await licencePage(made.head, made.organisationId, SCHEME, null))!.offers.handBack).toBe(true);
    expect(await handLicenceBack(await officer(), made.of, "No")).toBeNull();
    const asked = { askedOn: "2026-11-01", askedAt: new Date(), askedBy: made.head.personId };
    const request = {
      id: newId(),
      organisationId: made.organisationId,
      schemeId: SCHEME,
      programme: "management",
    };
    await db.licenceRequest.create({
      data: { ...request, openKey: "open", counted: '{"parts":[]}', note: "", ...asked },
    });
    expect(reasons(await handLicenceBack(made.head, made.of, "We stop"))).toBe("licence-request-first");
    await db.licenceRequest.deleteMany({ where: { organisationId: made.organisationId } });
    const [once, twice] = await Promise.all([1, 2].map(() => handLicenceBack(made.head, made.of, "We stop")));
    expect([reasons(once!), reasons(twice!)]).toEqual(["ok", "ok"]);
    const all = await licencesAt(made.organisationId);
    expect(all.map(({ facts }) => facts.map(({ kind }) => kind))).toEqual([["surrendered"], ["surrendered"]]);
    expect((await checkLicence(row.code!))!.standing).toMatchObject({ status: "surrendered", valid: false });
    expect((await licencePage(made.head, made.organisationId, SCHEME, null))!.offers.handBack).toBe(false);
    const mail = await db.outboxMessage.findMany({ where: { personId: made.head.personId } });
    expect(mail.map(({ subject }) => subject)).toEqual([expect.stringContaining("Handed back")]);
    expect(reasons(await hosting(made.organisationId))).toBe("host-unlicensed");
  });
});

test("without a head the officers of the programme are reminded", async () => {
  const made = await licensee();
  const officers = [await officer(), await staffWith("certification-officer", { kind: "all", id: "" })];
  await db.licence.create({
    data: licenceRow(made.organisationId, { validFrom: "2025-01-01", validUntil: "2026-12-31" }),
  });
  const remind = () => remindLicensees({ at: new Date("2026-12-07T09:00:00Z"), dayIn: () => "2026-12-07" });
  const sent = (personId: string) =>
    db.outboxMessage.count({ where: { personId, body: { contains: made.organisationId } } });
  await remind();
  const tally = () => Promise.all([made.head, ...officers].map(({ personId }) => sent(personId)));
  expect(await tally()).toEqual([1, 0, 0]);
  await db.roleAssignment.updateMany({
    where: { personId: made.head.personId },
    data: { endedAt: new Date() },
  });
  await remind();
  expect(await tally()).toEqual([1, 1, 1]);
});

const pdf = (name = "agreement") => {
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${name}`);
  return {
    name: `${name}.pdf`,
    size: bytes.length,
    arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
  };
};
