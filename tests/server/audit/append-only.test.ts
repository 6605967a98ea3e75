import { expect, test } from "vitest";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";

const doer = { personId: null, requestId: "test" };

test("an entry can be added and neither changed nor removed", async () => {
  await inTransaction((tx) => recordAudit(tx, doer, "test.happened", { kind: "test", id: "1" }, { step: 1 }));
  await expect(db.auditEntry.updateMany({ data: { action: "test.rewritten" } })).rejects.toThrow();
  await expect(db.auditEntry.deleteMany()).rejects.toThrow();
  expect(await db.auditEntry.findMany({ select: { action: true, detail: true } })).toEqual([
    { action: "test.happened", detail: '{"step":1}' },
  ]);
});

test("an entry is gone with the transaction that failed", async () => {
  const before = await db.auditEntry.count();
  await expect(
    inTransaction(async (tx) => {
      await recordAudit(tx, doer, "test.undone", { kind: "test", id: "2" });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await db.auditEntry.count()).toBe(before);
});
