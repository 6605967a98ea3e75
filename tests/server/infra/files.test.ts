import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { eraseUnused, FILE_COLUMNS, putFile, readStoredFile } from "#app/infra/files.server.ts";
import { newId } from "#app/infra/ids.server.ts";
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
