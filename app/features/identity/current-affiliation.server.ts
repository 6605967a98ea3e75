import { today } from "#app/infra/clock.server.ts";
import { sql, type Prisma } from "#app/infra/db.server.ts";

/* Who works somewhere today: from the first day of the affiliation to its last. Twice, as where clause and as SQL;
 * tests/server/cohorts/cohort-scope.test.ts holds both to the same answers. */

export const holdsToday = () =>
  ({
    from: { lte: today() },
    OR: [{ until: null }, { until: { gte: today() } }],
  }) satisfies Prisma.AffiliationWhereInput;

/** Over "Affiliation" under the name it has in the statement. */
export const heldToday = (name: Prisma.Sql): Prisma.Sql =>
  sql`${name}."from" <= ${today()} AND (${name}."until" IS NULL OR ${name}."until" >= ${today()})`;
