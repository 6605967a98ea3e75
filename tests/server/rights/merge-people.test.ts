import { describe, expect, test } from "vitest";
import { likeOne } from "#app/features/identity/likely-duplicates.server.ts";
import { previewImport } from "#app/features/identity/import-people.server.ts";
import { listDuplicates } from "#app/features/rights/duplicate-list.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Scope } from "#app/lib/actor.ts";
import { actorWith, everybody, makeAccount, makeOrganisation } from "#tests/support/identity-fixture.ts";

const administrator = async (reach: Scope = everybody) =>
  actorWith((await makeAccount({ name: `Administrator ${newId()}` })).personId, reach);

/** Two accounts of one person, in an organisation of their own, and a name that nobody else has. */
async function twice() {
  const organisationId = await makeOrganisation();
  const word = `x${newId().replaceAll("-", "")}`;
  const affiliation = { organisationId, from: "2026-01-01" };
  const kept = await makeAccount({ name: `Sok ${word}`, affiliation, phone: "+855 12 345 678" });
  const gone = await makeAccount({ name: `${word.toUpperCase()} SOK`, affiliation, phone: "012345678" });
  return { organisationId, word, kept, gone };
}

const page = (q: string) => ({ q, page: 1 });

describe("likely duplicates", () => {
  test("are listed once, and stand on the page of each", async () => {
    const { word, kept, gone } = await twice();
    const actor = await administrator();
    const { rows, total } = await listDuplicates(actor, page(word));
    expect([total, rows[0]!.one.id, rows[0]!.other.id]).toEqual([1, kept.personId, gone.personId]);
    expect(rows[0]!.likeness).toContain("name");
    expect((await likeOne(actor, gone.personId)).map(({ id }) => id)).toContain(kept.personId);
  });

  test("are seen where both are in reach, and not by who reaches neither", async () => {
    const { organisationId, word, gone } = await twice();
    const head = await administrator({ kind: "organisation", id: organisationId });
    expect((await listDuplicates(head, page(word))).total).toBe(1);
    const elsewhere = await administrator({ kind: "organisation", id: await makeOrganisation() });
    expect((await listDuplicates(elsewhere, page(word))).total).toBe(0);
    expect(await likeOne(elsewhere, gone.personId)).toEqual([]);
  });

  test("a list to import says who looks like somebody here, and takes them all the same", async () => {
    const { organisationId, word, kept } = await twice();
    const actor = await administrator({ kind: "organisation", id: organisationId });
    const csv = new TextEncoder().encode(`Name,Email\n${word} sôk,${newId()}@imf.example\nNobody Alike,\n`);
    const looked = await previewImport(actor, csv, { organisationId, locale: "en", timeZone: "UTC" });
    if (!looked.ok) throw new Error(looked.reason.key);
    const [first, second] = looked.value.preview.rows;
    expect(first).toMatchObject({ row: 2, kind: "new" });
    expect(first!.alike.map(({ id }) => id)).toContain(kept.personId);
    expect(second!.alike).toEqual([]);
  });
});
