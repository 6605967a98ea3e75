import { beforeAll, expect, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { search } from "#app/features/search/search.server.ts";
import { SHOWN } from "#app/features/search/search.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { foldOlderCertificates } from "#app/features/certification/printed-text.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Grant } from "#app/lib/actor.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { makeOrganisation } from "#tests/support/identity-fixture.ts";

/* One question, four kinds, each as far as the asker may see: here and in a cohort of another programme. */

const say = wordsFor("en", "UTC");
const here: Grant = { role: "cohort-administrator", scope: { kind: "programme", id: "management" } };
const elsewhere: Grant = { role: "cohort-administrator", scope: { kind: "programme", id: "elsewhere" } };
const heads = (id: string): Grant => ({ role: "training-head", scope: { kind: "organisation", id } });

let cohortId: string;
let sothea: string;
let hostId: string;

const asks = async (grants: Grant[], q: string) => {
  const groups = await search({ personId: "asker", grants }, q, SHOWN, say);
  return Object.fromEntries(groups.map(({ kind, hits }) => [kind, hits.map(({ id }) => id)]));
};

beforeAll(async () => {
  const cohort = await finishedCohort(["Sothéa Chan", "Somebody Else"]);
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  cohortId = cohort.cohortId;
  sothea = cohort.learners[0]!.personId;
  hostId = await makeOrganisation();
  const person = await db.person.findUniqueOrThrow({ where: { id: sothea } });
  const printedNameLocal = "សុ\u200bធា";
  const searchText = searchTextOf({ ...person, printedNameLocal });
  await db.person.update({ where: { id: sothea }, data: { printedNameLocal, searchText } });
  await db.cohort.update({ where: { id: cohortId }, data: { hostId, searchText: "kampong cham ete" } });
});

test.each(["sothea", "SOTHÉA", "chan sothea", "សុធា", "សុ\u200bធា"])(
  "%s is one person and their certificate",
  async (q) => {
    const [certificate] = await certificatesOf(sothea);
    expect(await asks([here], q)).toEqual({ people: [sothea], certificates: [certificate!.id] });
  },
);

test("a number is its certificate, a place its cohort, a name its organisation", async () => {
  const [certificate] = await certificatesOf(sothea);
  expect(await asks([here], certificate!.number)).toEqual({ certificates: [certificate!.id] });
  expect(await asks([here], "Kampong Été")).toEqual({ cohorts: [cohortId] });
  expect(await asks([here], "RUMDUL")).toEqual({ organisations: [hostId] });
});

test("a certificate is found by the name it was printed with, one from before too, until that is erased", async () => {
  const [certificate] = await certificatesOf(sothea);
  const { id } = certificate!;
  const { name, printedName, searchText } = await db.person.findUniqueOrThrow({ where: { id: sothea } });
  const married = { name: "Keo Sreymom", printedName: "Keo Sreymom", searchText: "keo sreymom" };
  await db.person.update({ where: { id: sothea }, data: married });
  const found = { certificates: [id] };
  for (const q of ["sothea", "SOTHÉA", "Chan sôthea"]) expect(await asks([here], q), q).toEqual(found);
  for (const word of ["holder", "verifyUrl", "achievement"])
    expect(await asks([here], word), word).toEqual({});
  await db.certificate.update({ where: { id }, data: { searchText: null } });
  expect(await asks([here], "sothea")).toEqual({});
  await foldOlderCertificates();
  expect(await asks([here], "SOTHÉA")).toEqual(found);
  const { facts } = await db.certificate.findUniqueOrThrow({ where: { id } });
  await inTransaction(async (tx) => forgetHolder(tx, sothea, await nameKey()));
  expect(await asks([here], "sothea")).toEqual({});
  await db.certificate.update({ where: { id }, data: { facts, searchText: "sothea chan", nameHash: null } });
  await db.person.update({ where: { id: sothea }, data: { name, printedName, searchText } });
});

test("what one may not see is not found; nor is anything by a learner, or by one letter", async () => {
  for (const q of ["sothea", "kampong", "rumdul", "PB-2026"]) {
    expect(await asks([elsewhere], q)).toEqual({});
    expect(await asks([heads(await makeOrganisation())], q)).not.toHaveProperty("people");
    expect(await asks([{ role: "learner", scope: { kind: "own", id: "" } }], q)).toEqual({});
  }
  expect(await asks([heads(hostId)], "kampong")).toMatchObject({ cohorts: [cohortId] });
  expect(await asks([here], "s")).toEqual({});
});

test("the signs of a pattern do not find everything", async () => {
  expect(await asks([here], "%%")).toEqual({});
  expect(await asks([here], "__")).toEqual({});
});

test("a closed account is not found", async () => {
  await db.person.update({ where: { id: sothea }, data: { deactivatedAt: new Date() } });
  expect(await asks([here], "sothea")).not.toHaveProperty("people");
});
