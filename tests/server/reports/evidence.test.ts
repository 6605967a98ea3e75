import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { printPart } from "#app/features/certification/hand-overs.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { takeEvidence } from "#app/features/reports/evidence.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { certificatesFor } from "#app/features/certification/certificates.server.ts";
import { NAMELESS } from "#app/features/certification/certificate-facts.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { eraseFile } from "#app/infra/files.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { unzip } from "#tests/support/unzip.ts";

/* A cohort's evidence: all of it is there, its sums are right, and nothing in it says who wrote an evaluation. */

const filesOf = async (administrator: Actor, cohortId: string) => {
  const cohort = (await findRunCohort(administrator, cohortId))!;
  const chunks: Buffer[] = [];
  for await (const chunk of await takeEvidence(administrator, cohort, wordsFor("en", "UTC")))
    chunks.push(chunk as Buffer);
  return unzip(Buffer.concat(chunks));
};

test("the archive holds what is recorded, and its manifest the sum of each file", async () => {
  const { cohortId, administrator } = await finishedCohort(["Sok Dara", "=Kim Bopha"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  await printPart(administrator, cohortId, { part: 1, which: "new", reason: "" }, today());
  const ballot = (date: string, good: string) => ({
    id: newId(),
    cohortId,
    date,
    relevance: 4,
    knowledge: 4,
    clarity: 4,
    timing: 4,
    participation: 4,
    good,
    better: "",
  });
  await db.evaluationBallot.createMany({
    data: [
      ...["a", "b", "c", "d", "e"].map((good) => ballot("2026-10-29", good)),
      ...["f", "g", "h", "i"].map((good) => ballot("2026-10-30", good)),
    ],
  });
  const files = await filesOf(administrator, cohortId);
  const read = (name: string) => files.get(name)!;
  const rowsIn = (name: string) => parse(read(name), { bom: true });

  const sums = read("manifest.sha256")
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split("  "));
  for (const [sum, name] of sums) expect(sha256(read(name!)), name).toBe(sum);
  const certificates = await db.certificate.findMany({
    where: { enrolments: { some: { enrolment: { cohortId } } } },
  });
  expect(certificates).toHaveLength(2);
  expect(sums.map(([, name]) => name)).toEqual([
    "cohort.csv",
    "participants.csv",
    "attendance.csv",
    "results.csv",
    "evaluations.csv",
    "evaluation-words.csv",
    "report.pdf",
    "certificates.csv",
    ...certificates.map(({ number }) => `certificates/${number}.pdf`).sort(),
    "papers.csv",
    "audit.csv",
  ]);
  for (const { number, pdfSha256 } of certificates)
    expect(sha256(read(`certificates/${number}.pdf`))).toBe(pdfSha256);

  expect(
    rowsIn("participants.csv")
      .slice(1)
      .map((row) => row[4])
      .sort(),
  ).toEqual(["'=Kim Bopha", "Sok Dara"]);
  expect(rowsIn("attendance.csv")).toHaveLength(1 + 2 * 4);
  expect(rowsIn("evaluations.csv").slice(1)).toEqual([
    ["2026-10-29", "5", "2", "4", "4", "4", "4", "4"],
    ["2026-10-30", "4", "2", "", "", "", "", ""],
  ]);
  expect(
    rowsIn("evaluation-words.csv")
      .slice(1)
      .map((row) => row[2])
      .sort(),
  ).toEqual([..."abcde"]);
  expect(
    rowsIn("papers.csv")
      .slice(1)
      .map((row) => row.slice(3))
      .sort(),
  ).toEqual([
    ["1", "Copy 1 printed", "", "", "", "Administrator"],
    ["1", "Copy 1 printed", "", "", "", "Administrator"],
  ]);
  const acts = rowsIn("audit.csv").map((row) => row[2]);
  expect(acts).toContain("certificate.issued");
  expect(acts).toContain("cohort.evidence-taken");
});

test("two erased holders, one whose certificate was never drawn, leave their lines and no file", async () => {
  const { cohortId, administrator, learners } = await finishedCohort([
    "Sok Dara",
    "Kim Bopha",
    "Chan Sophea",
  ]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const of = (personId: string) => db.certificate.findFirstOrThrow({ where: { personId } });
  const [drawn, undrawn, kept] = await Promise.all(learners.map(({ personId }) => of(personId)));
  await certificateFile((await certificatesFor([drawn!.id]))[0]!);
  for (const { personId } of [drawn!, undrawn!])
    for (const sha256 of await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey())))
      await eraseFile(sha256);

  const files = await filesOf(administrator, cohortId);
  expect([...files.keys()].filter((name) => name.endsWith(".pdf"))).toEqual([
    "report.pdf",
    `certificates/${kept!.number}.pdf`,
  ]);
  const named = parse(files.get("certificates.csv")!, { bom: true })
    .slice(1)
    .map((row) => [row[0], row[4]]);
  const erased = "name erased on request, with its file";
  expect(named.sort()).toEqual(
    [
      [drawn!.number, erased],
      [undrawn!.number, erased],
      [kept!.number, "Chan Sophea"],
    ].sort(),
  );
  for (const { id } of [drawn!, undrawn!])
    await expect(certificateFile((await certificatesFor([id]))[0]!)).rejects.toMatchObject({ status: 404 });
  expect(await db.certificate.count({ where: { id: undrawn!.id, pdfSha256: { not: null } } })).toBe(0);
  expect(Buffer.concat([...files.values()]).includes(NAMELESS)).toBe(false);
});
