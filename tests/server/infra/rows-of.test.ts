import { expect, test } from "vitest";
import { db, inTransaction, rowsOf, rowsIn, sql, type Prisma } from "#app/infra/db.server.ts";
import { enrolLearner, makeCohort, publishCourse } from "#tests/support/learning-fixture.ts";

/* Reading past the client is allowed because the answers are the same: values, types and order of columns. */

async function both(query: Prisma.Sql) {
  const slow = await db.$queryRaw<object[]>(query);
  expect(await rowsOf<object>(query)).toEqual(slow);
  return slow;
}

test("rows are those of $queryRaw: texts, numbers, instants, booleans, counts, nothing", async () => {
  const version = await publishCourse();
  const cohortId = await makeCohort(version);
  const { personId, enrolmentId } = await enrolLearner(version, cohortId);
  await db.person.update({
    where: { id: personId },
    data: { nameConfirmedAt: new Date("2026-02-03T04:05:06.789Z") },
  });
  const start = new Date("2026-01-01T00:00:00.000Z");

  const [person] = await both(sql`SELECT * FROM "Person" WHERE "id" = ${personId}`);
  expect(person).toMatchObject({ nameConfirmedAt: new Date("2026-02-03T04:05:06.789Z"), email: null });
  const [cohort] = await both(
    sql`SELECT "selfPaced", "version", "createdAt" FROM "Cohort" WHERE "id" = ${cohortId} AND "selfPaced" = ${false}`,
  );
  expect(cohort).toMatchObject({ selfPaced: false, version: 1 });
  expect(
    await both(sql`SELECT COUNT(*) AS "count" FROM "Enrolment" WHERE "id" = ${enrolmentId}`),
  ).toHaveLength(1);
  expect(
    await both(sql`SELECT "id" FROM "Enrolment" WHERE "enrolledAt" > ${start} AND "id" = ${enrolmentId}`),
  ).toEqual([{ id: enrolmentId }]);
  expect(await both(sql`SELECT "id" FROM "Person" WHERE "id" = ${"nobody"}`)).toEqual([]);
});

test("it is refused inside a transaction, where rowsIn reads what is not committed yet", async () => {
  const key = "read-rows";
  const read = sql`SELECT "value" FROM "Setting" WHERE "key" = ${key}`;
  await inTransaction(async (tx) => {
    await tx.setting.create({ data: { key, value: "inside" } });
    expect(await rowsIn(tx, read)).toEqual([{ value: "inside" }]);
    await expect(rowsOf(read)).rejects.toThrow("inside a transaction");
  });
  expect(await rowsIn(db, read)).toEqual([{ value: "inside" }]);
});
