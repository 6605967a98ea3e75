import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { checkCodes, checkList, listTable } from "#app/features/checks/check-many.server.ts";
import { csvFile } from "#app/infra/table-files.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";

/* Many codes at once, as an employer sends them. */

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
