import { execFileSync } from "node:child_process";
import { writeFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { secondLanguage } from "#app/features/certification/transcript.ts";
import { statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { transcriptFile } from "#app/features/credentials/transcript-file.server.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { judge, poppler } from "#tests/support/judges.ts";
import { publishCourse } from "#tests/support/learning-fixture.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(inject("runFolder") ?? tmpdir(), "transcript-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function textOf(pdf: Uint8Array): string {
  const file = path.join(folder, "transcript.pdf");
  writeFileSync(file, pdf);
  return execFileSync(poppler().pdftotext, ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
}

const sat = (enrolmentId: string, moduleId: string, unitId: string, number: number, points: number) =>
  db.attempt.create({
    data: {
      id: newId(),
      enrolmentId,
      moduleId,
      unitId,
      number,
      state: "graded",
      seed: "s",
      paper: "[]",
      startedAt: now(),
      submittedAt: now(),
      gradedAt: now(),
      points,
      maxPoints: 100,
      passed: points >= 80,
      practice: false,
    },
  });

/** Somebody who passed the final test at the second attempt, and whose plan is approved. */
async function passed() {
  const versionId = await publishCourse();
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"], { versionId });
  const { enrolmentId, personId } = learners[0]!;
  await sat(enrolmentId, "", "final", 1, 60);
  await sat(enrolmentId, "", "final", 2, 90);
  await db.actionPlan.create({ data: { id: newId(), enrolmentId, state: "approved", version: 1 } });
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(personId);
  return { personId, certificate: certificate!, pdf: (await transcriptFile(certificate!, "fr"))! };
}

test.skipIf(!judge("pdfsig"))("a transcript is one whole signed document to pdfsig", async () => {
  const file = path.join(folder, "signed.pdf");
  writeFileSync(file, (await passed()).pdf);
  expect(execFileSync(judge("pdfsig")!, [file], { encoding: "utf8" })).toContain("Signature is Valid");
});

test("a transcript says what was taught and with what result, in two languages, signed like its certificate", async () => {
  const { personId, certificate, pdf } = await passed();
  const text = textOf(pdf);
  for (const said of [
    "Transcript · Relevé de notes",
    "Sok Dara",
    certificate.number,
    "Module",
    "Final test",
    "90%, passed",
    "90 %, réussi",
    "Plan d’action",
    "approuvé",
    "in the sessions",
    "pendant les séances",
  ])
    expect(text.replaceAll("\u202f", " ").replaceAll("\u00a0", " ")).toContain(said);
  expect(text).not.toContain("60");

  const { didDocument, ...more } = await statusSnapshot();
  const { verdict, credential } = await verifyFile(pdf, { issuers: [didDocument], ...more }, new Date());
  expect([verdict, credential?.credentialSubject.licenseNumber]).toEqual(["valid", certificate.number]);
  expect(textOf((await transcriptFile(certificate, "xx"))!)).toContain("Relevé de notes");
  await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
  const [nameless] = await certificatesOf(personId);
  expect(await transcriptFile(nameless!, "fr")).toBeNull();
});

test("there is none of a statement, which lists what was attended itself", async () => {
  const { cohortId, administrator, learners, halfDays } = await finishedCohort(["Kim Bopha"]);
  await db.attendanceMark.updateMany({
    where: { halfDayId: { in: halfDays.slice(1) } },
    data: { mark: "absent" },
  });
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [statement] = await certificatesOf(learners[0]!.personId);
  expect(statement!.facts.kind).toBe("attendance-statement");
  expect(await transcriptFile(statement!, "fr")).toBeNull();
});

test("the other language is the one asked for, else English, and French beside English", () => {
  expect(secondLanguage("fr", "km")).toBe("km");
  expect(secondLanguage("fr", "fr")).toBe("en");
  expect(secondLanguage("en", null)).toBe("fr");
  expect(secondLanguage("en", "ar-XB")).toBe("fr");
});
