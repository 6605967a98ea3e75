import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { databaseKind, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { answerOf, undo } from "#app/infra/undo.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makePerson } from "#tests/support/learning-fixture.ts";

const MIGRATIONS = ["20261130120942_counts_from", "20261130142059_widens"];
/** What it does with the rows there are; its first statement adds the column. */
const mendsRows = async (migration: string) => {
  const file = new URL(
    `../../../prisma/${databaseKind}/migrations/${migration}/migration.sql`,
    import.meta.url,
  );
  return (await readFile(file, "utf8")).split(";")[1]!;
};

test("rows from before it was kept count from where acting on them today would have them count", async () => {
  const statements = await Promise.all(MIGRATIONS.map(mendsRows));
  const personId = await makePerson("Prak Vanna");
  const began: Record<string, string | null> = {};
  const widens: Record<string, string | undefined> = {};
  const told = inTransaction(async (tx) => {
    const ids = new Map<string, string>();
    let at = Date.UTC(2024, 0, 1);
    const keep = async (
      name: string,
      validFrom: string,
      { after, ...own }: Partial<Prisma.CertificationUncheckedCreateInput> & { after?: string } = {},
    ) => {
      const predecessorId = after ? ids.get(after)! : null;
      const row = certificationRow(personId, {
        validFrom,
        predecessorId,
        recordedAt: new Date(at++),
        ...own,
      });
      await tx.certification.create({ data: row });
      ids.set(name, row.id);
      return row.id;
    };
    await keep("first", "2024-01-01", { origin: "decided" });
    await keep("reduced", "2025-01-01", { origin: "reduced", after: "first" });
    await keep("reduced again", "2025-06-01", { origin: "reduced", after: "reduced" });
    await keep("renewed", "2026-01-01", { origin: "renewed", after: "reduced again" });
    await keep("recognised", "2026-02-01", { origin: "recognised", after: "renewed" });
    // Its end was moved: what it was widened to took the moved one.
    const extended = await keep("French", "2024-03-01", { language: "fr", validUntil: "2026-12-31" });
    await extend(tx, extended, "2027-03-31");
    const ways = [
      ["by language", "mmw-volume-1-language", { language: "km" }],
      ["by volume", "mmw-volume-2-extension", { language: "fr", schemeId: "mmw-volume-2-trainer" }],
      ["alone", "mmw-volume-1-language", { language: "es", validUntil: "2030-01-01" }],
    ] as const;
    for (const [name, schemeId, own] of ways) {
      const row = { validUntil: "2027-03-31", ...own, origin: "decided" };
      const certificationId = await keep(name, "2025-09-01", row);
      const { events: _, ...way } = candidacyRow(newId(), personId, {
        schemeId,
        language: own.language,
        openKey: newId(),
        certificationId,
      });
      await tx.candidacy.create({ data: way });
    }
    await keep("widened, reduced", "2026-03-01", { origin: "reduced", after: "by language" });
    for (const statement of statements) await tx.$executeRawUnsafe(statement);
    const rows = await tx.certification.findMany({ where: { personId } });
    const nameOf = new Map([...ids].map(([name, id]) => [id, name]));
    for (const { id, countsFrom, widensId } of rows) {
      began[nameOf.get(id)!] = countsFrom;
      if (widensId) widens[nameOf.get(id)!] = nameOf.get(widensId);
    }
    // Other tests' rows are theirs.
    undo(null);
  });
  await told.catch(answerOf);
  expect(began).toEqual({
    first: null,
    reduced: "2024-01-01",
    "reduced again": "2024-01-01",
    renewed: null,
    recognised: "2026-01-01",
    French: null,
    "by language": "2024-03-01",
    "by volume": "2024-03-01",
    alone: null,
    "widened, reduced": "2024-03-01",
  });
  expect(widens).toEqual({ "by language": "French", "by volume": "French" });
});

const extend = (tx: Tx, certificationId: string, until: string) =>
  tx.certificationFact.create({
    data: {
      id: newId(),
      certificationId,
      sequence: 1,
      kind: "extended",
      day: "2025-01-01",
      until,
      reason: "Flood",
      recordedOn: "2025-01-01",
      recordedAt: new Date(),
      recordedBy: "test",
    },
  });
