import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import { proposedCorrection } from "#app/features/certification/correction.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { answerByCode } from "#app/features/checks/answer-by-code.server.ts";
import { checkCodes, checkList, listTable } from "#app/features/checks/check-many.server.ts";
import { csvFile } from "#app/infra/table-files.server.ts";
import { db, statementsSoFar } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { trainerCertificateRow } from "#tests/support/trainer-certificate-row.ts";
import { licenceRow, licensee } from "#tests/support/licence-fixture.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";

/* Many codes at once, as an employer sends them. */

type Row = ReturnType<typeof certificationRow>;

const UNKNOWN = "0".repeat(26);

async function issued() {
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara", "Kim Bopha"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [good, bad] = await Promise.all(
    learners.map(async ({ personId }) => (await certificatesOf(personId))[0]!),
  );
  await endCertificate(bad!.id, "revoked");
  return { good: good!, bad: bad! };
}

test("each line is told what it is worth, in words and with its day, and whose it is never", async () => {
  const { good, bad } = await issued();
  const words = wordsFor("en", "UTC");
  const list = ["code,who", `${good.code},Sok Dara`, bad.code, UNKNOWN, `=HYPERLINK("x")`].join("\n");
  const checked = await checkList(list, words);
  if (!checked.ok) throw new Error(checked.reason.key);
  expect(checked.value.map(({ line, worth, words: said }) => [line, worth?.status ?? null, said])).toEqual([
    [2, "valid", `It holds. Issued on ${words.date(good.facts.issuedOn)}.`],
    [
      3,
      "revoked",
      expect.stringMatching(/^This certificate was revoked on \d+ \w+ \d{4} and no longer holds\.$/),
    ],
    [4, null, "We have issued no certificate with this code."],
    [5, null, expect.stringContaining("no code of 26")],
  ]);
  const file = await text(csvFile(listTable(checked.value, words)));
  expect(file).toContain(`${good.code},Holds,`);
  expect(file).toContain(`"'=HYPERLINK`);
  expect(file + JSON.stringify(checked.value)).not.toMatch(/Dara|Bopha/);
});

test("five hundred are answered and one more is refused, with how many there are", async () => {
  const words = wordsFor("en", "UTC");
  const many = (count: number) => Array.from({ length: count }, () => UNKNOWN).join("\n");
  const all = await checkList(many(500), words);
  expect(all.ok && all.value.length).toBe(500);
  const more = await checkList(many(501), words);
  expect(!more.ok && words.refusal(more.reason)).toMatch(/501 rows; 500 can be checked/);
  const none = await checkList("\n", words);
  expect(!none.ok && none.reason.key).toBe("code-list-empty");
});

test("a machine is answered in its order, and alike for whatever there is not", async () => {
  const { good } = await issued();
  const [nothing, unknown, known] = await checkCodes([null, UNKNOWN, good.code]);
  expect([nothing, unknown]).toEqual([null, null]);
  expect(known).toEqual({
    number: good.number,
    kind: "achievement",
    issuedOn: good.facts.issuedOn,
    status: "valid",
    valid: true,
    since: good.facts.issuedOn,
    present: null,
  });
});

test("as many questions are asked for many that were followed by another as for one", async () => {
  const renewed = async () => {
    const personId = await makePerson();
    const [first, second, third] = [1, 2, 3].map(() => certificationRow(personId)) as [Row, Row, Row];
    for (const row of [first, { ...second, predecessorId: first.id }, { ...third, predecessorId: second.id }])
      await db.certification.create({ data: row });
    const day = "2026-06-01";
    const recorded = { reason: "", recordedOn: day, recordedAt: new Date(), recordedBy: "test" };
    const fact = { id: newId(), sequence: 1, kind: "succeeded", day, ...recorded };
    await db.certificationFact.create({ data: { ...fact, certificationId: first.id } });
    const [old, , newest] = [first, second, third].map(({ id }) => trainerCertificateRow(personId, { certificationId: id })); // prettier-ignore
    await db.certificate.createMany({ data: [old!, newest!] });
    return { code: old!.code, newest: newest!.number };
  };
  const all = [await renewed(), await renewed(), await renewed()];
  const statements = async (asked: typeof all) => {
    const before = statementsSoFar();
    const told = await checkCodes(asked.map(({ code }) => code));
    expect(told.map((worth) => worth?.present?.number)).toEqual(asked.map(({ newest }) => newest));
    return statementsSoFar() - before;
  };
  await statements(all);
  expect(await statements(all)).toBe(await statements(all.slice(0, 1)));
});

test("the code of a licence is answered like any other, and one that was replaced first by what stands in its place", async () => {
  const { organisationId } = await licensee({ trainers: 0 });
  const { code, number } = await db.licence.create({ data: licenceRow(organisationId) });
  const { good, bad } = await issued();
  await db.person.update({ where: { id: good.personId }, data: { printedName: "Sok Darith" } });
  const { seen } = await proposedCorrection(good);
  const officer = actorFor(await makePerson("Officer"), [{ kind: "all", id: "" }]);
  const corrected = await correctCertificate(officer, good.id, { reason: "A typing error", seen });
  if (!corrected?.ok) throw new Error("not corrected");
  const [licence, replaced, revoked] = await checkCodes([code, good.code, bad.code]);
  expect(licence).toMatchObject({ number, kind: "licence", status: "active", valid: true, present: null });
  const present = { number: corrected.value.number, status: "valid", valid: true };
  expect(replaced).toMatchObject({ status: "superseded", valid: false, present });
  expect(revoked).toMatchObject({ status: "revoked", valid: false, present: null });
  const list = await checkList(`${good.code}\n${code!}`, wordsFor("en", "UTC"));
  expect(list.ok && list.value.map(({ words }) => words)).toEqual([
    expect.stringMatching(
      new RegExp(`^Today the holder has the certificate ${present.number}. This certificate was replaced`),
    ),
    expect.stringContaining("2027"),
  ]);
  expect(await answerByCode(code!)).toMatchObject({
    number,
    kind: "licence",
    valid: true,
    credential: { credentialSubject: { licenseNumber: number, achievement: { achievementType: "License" } } },
    token: expect.stringContaining("."),
  });
  expect(await answerByCode(good.code)).toMatchObject({ status: "superseded", present });
});
