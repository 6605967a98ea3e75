import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { certificateBytes } from "#app/features/certification/certificate-bytes.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import {
  allIssuedTo,
  certificatesOf,
  certificateToOpen,
} from "#app/features/certification/certificates.server.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { finishedCohort, markAll } from "#tests/support/certification-fixture.ts";
import { poppler } from "#tests/support/judges.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "certificates-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The text of a PDF as another program reads it, line breaks taken for spaces. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const file = path.join(folder, "certificate.pdf");
  await writeFile(file, pdf);
  const text = execFileSync(poppler().pdftotext, [file, "-"], { encoding: "utf8" });
  return text.replace(/[\u200E\u200F\u202A-\u202E\f]/g, "").replace(/\s+/g, " ");
}

async function issueTo(name: string, change: (personId: string) => Promise<unknown> = async () => {}) {
  const cohort = await finishedCohort([name]);
  const [learner] = cohort.learners;
  await change(learner!.personId);
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learner!.personId);
  return { ...cohort, learner: learner!, certificate: certificate! };
}

test("the file says what the facts say", async () => {
  const { certificate } = await issueTo("Nguyễn Thị Ánh Tuyết");
  const { sha256, file } = await certificateFile(certificate);
  const pdf = await readStoredFile(sha256);
  expect(file.bytes).toBe(pdf.length);
  const text = await textOf(pdf);
  const { facts } = certificate;
  for (const said of [
    facts.holder.name,
    facts.course.title,
    facts.number,
    facts.issuer,
    facts.programme,
    facts.cohort,
    facts.signatories[0]!.name,
    "Certificate of achievement",
    "From 1 October 2026 to 30 October 2026, 12 hours",
    "Half-days attended: 4 of 4",
    "Issued on 2 November 2026",
  ])
    expect(text).toContain(said);
});

test("it is in the language of its holder", async () => {
  const french = (personId: string) => db.person.update({ where: { id: personId }, data: { locale: "fr" } });
  const { certificate } = await issueTo("Aminata Diallo", french);
  const text = await textOf(await readStoredFile((await certificateFile(certificate)).sha256));
  for (const said of ["Certificat de réussite", "L’essentiel de la gestion", "Délivré le 2 novembre 2026"])
    expect(text).toContain(said);
});

test("a statement lists what was attended", async () => {
  const { cohortId, administrator, learners, halfDays } = await finishedCohort(["Sok Dara"]);
  for (const halfDay of halfDays.slice(1)) await markAll(halfDay, learners, "absent");
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [statement] = await certificatesOf(learners[0]!.personId);
  const text = await textOf(await readStoredFile((await certificateFile(statement!)).sha256));
  for (const said of ["Statement of attendance", "29 Oct 2026", "Opening", "3 hours"])
    expect(text).toContain(said);
});

test("it is drawn once, asked for at once or later, and nothing that changes afterwards changes it", async () => {
  const { certificate, learner, cohortId } = await issueTo("Chan Sophea");
  expect(await certificateBytes(certificate)).toBeNull();
  const files = await Promise.all(Array.from({ length: 5 }, () => certificateFile(certificate)));
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1);
  const before = await readStoredFile(files[0]!.sha256);
  await db.person.update({
    where: { id: learner.personId },
    data: { printedName: "Somebody Else", name: "Somebody Else", locale: "fr" },
  });
  await db.cohort.update({
    where: { id: cohortId },
    data: { name: "Other", issuer: "Other", place: "Other" },
  });
  const [later] = await certificatesOf(learner.personId);
  expect(later!.pdfSha256).toBe(files[0]!.sha256);
  const again = await certificateFile(later!);
  expect(await readStoredFile(again.sha256)).toEqual(before);
  expect(await certificateBytes(later!)).toBe(before.length);
});

test("a drawing that comes too late is not kept: another was first, or its holder was forgotten meanwhile", async () => {
  const { certificate, learner } = await issueTo("Chan Sophea");
  const files = () => readdir(path.join(env.DATA_DIR, "files"));
  const { sha256: first } = await certificateFile(certificate);
  const before = await files();
  expect((await certificateFile({ ...certificate, pdfSha256: null })).sha256).toBe(first);
  expect(await files()).toEqual(before);

  const undrawn = { ...certificate, pdfSha256: null };
  await db.certificate.update({ where: { id: certificate.id }, data: { pdfSha256: null } });
  await inTransaction(async (tx) => forgetHolder(tx, learner.personId, await nameKey()));
  await expect(certificateFile(undrawn)).rejects.toMatchObject({ status: 404 });
  expect(await files()).toEqual(before);
  expect((await db.certificate.findUniqueOrThrow({ where: { id: certificate.id } })).pdfSha256).toBeNull();
});

test("the file is for its holder and for staff who reach the cohort or the person", async () => {
  const { certificate, learner, cohortId } = await issueTo("Sok Dara");
  const grant = (role: "certification-officer" | "learner", id: string) => ({
    ...actorFor("nobody"),
    grants: [{ role, scope: { kind: "programme" as const, id } }],
  });
  const stranger = actorFor(await makePerson());
  expect((await certificateToOpen(learner.actor, certificate.id))?.id).toBe(certificate.id);
  expect(await certificateToOpen(stranger, certificate.id)).toBeNull();
  const officer = grant("certification-officer", "management");
  expect((await certificateToOpen(officer, certificate.id))?.id).toBe(certificate.id);
  expect(await certificateToOpen(grant("certification-officer", "other"), certificate.id)).toBeNull();
  const everywhere = {
    ...stranger,
    grants: [{ role: "auditor" as const, scope: { kind: "all" as const, id: "" } }],
  };
  expect((await certificateToOpen(everywhere, certificate.id))?.id).toBe(certificate.id);
  const trainer = {
    ...stranger,
    grants: [{ role: "trainer" as const, scope: { kind: "cohort" as const, id: cohortId } }],
  };
  expect(await certificateToOpen(trainer, certificate.id)).toBeNull();
  await mergedInto(stranger.personId, learner.personId);
  expect((await certificateToOpen(stranger, certificate.id))?.id).toBe(certificate.id);
  const held = await certificatesOf(stranger.personId);
  expect(held.map(({ id }) => id)).toContain(certificate.id);
  expect((await allIssuedTo(stranger.personId)).map(({ id }) => id)).toEqual(
    held.map(({ id }) => id).reverse(),
  );
});

test("facts somebody wrote past the application are not shown", async () => {
  const { certificate, learner } = await issueTo("Sok Dara");
  const { facts } = await db.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
  const data = { facts: facts.replace("Sok Dara", "Sok Darith") };
  await db.certificate.update({ where: { id: certificate.id }, data });
  await expect(certificatesOf(learner.personId)).rejects.toThrow("not those that were frozen");
});
