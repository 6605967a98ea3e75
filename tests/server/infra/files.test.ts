import { readFileSync } from "node:fs";
import { readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { eraseUnused, FILE_COLUMNS, putFile, readStoredFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { eraseUnnamed } from "#app/infra/unnamed-files.server.ts";
import { licenceFileRow } from "#tests/support/licence-fixture.ts";
import { organisation } from "#tests/support/fresh.ts";

/* Fingerprints of what is frozen in the row itself. */
const NO_FILES = ["Certificate.factsSha256", "Licence.certificateSha256"];

test("every column that names a stored file is asked before one is erased", () => {
  const schema = readFileSync("prisma/sqlite/schema.prisma", "utf8");
  const columns = [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].flatMap(([, table, fields = ""]) =>
    [...fields.matchAll(/^ {2}(\w*sha256) /gim)].map(([, column]) => `${table}.${column}`),
  );
  const asked = FILE_COLUMNS.map(([table, column]) => `${table}.${column}`);
  expect(columns.sort()).toEqual([...asked, ...NO_FILES].sort());
});

let hash: string;
beforeEach(async () => {
  hash = await putFile(Buffer.from(`signed ${newId()}`));
});

test("what nobody names any more is erased", async () => {
  await eraseUnused(hash);
  await expect(readStoredFile(hash)).rejects.toThrow("ENOENT");
});

test("what was a handout and is a licence's document stays", async () => {
  const { organisationId } = await organisation();
  await db.licenceFile.create({
    data: {
      id: newId(),
      organisationId,
      programme: "management",
      schemeId: "mmw-licence",
      document: "agreement",
      name: "signed.pdf",
      sha256: hash,
      bytes: 10,
      mediaType: "application/pdf",
      addedOn: "2026-11-02",
      addedAt: new Date(),
      addedBy: newId(),
    },
  });
  await eraseUnused(hash);
  expect((await readStoredFile(hash)).length).toBeGreaterThan(0);
});

test("the night erases what has lain a day and no row names, and counts it", async () => {
  const [old, young, ofLogo] = [
    hash,
    await putFile(Buffer.from(newId())),
    await putFile(Buffer.from(newId())),
  ];
  const named = await putFile(Buffer.from(newId()));
  const halfWritten = `${named}.${newId()}`;
  const folder = path.join(env.DATA_DIR, "files");
  await writeFile(path.join(folder, halfWritten), "half");
  await db.certificateTemplateDraft.create({
    data: {
      templateId: newId(),
      version: 1,
      text: JSON.stringify({ logo: { sha256: ofLogo } }),
      savedAt: new Date(),
      savedBy: newId(),
    },
  });
  await db.licenceFile.create({
    data: licenceFileRow((await organisation()).organisationId, "agreement", { sha256: named }),
  });
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  for (const name of [old, ofLogo, named, halfWritten])
    await utimes(path.join(folder, name), yesterday, yesterday);
  await eraseUnnamed(new Date());
  const left = await readdir(folder);
  expect([old, young, ofLogo, named, halfWritten].map((name) => left.includes(name))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(await eraseUnnamed(new Date())).toBe(0);
  await utimes(path.join(folder, young), yesterday, yesterday);
  await putFile(await readStoredFile(young)); // kept again, a moment before its row is written
  expect(await eraseUnnamed(new Date())).toBe(0);
  await utimes(path.join(folder, young), yesterday, yesterday);
  expect(await eraseUnnamed(new Date())).toBe(1);
});
