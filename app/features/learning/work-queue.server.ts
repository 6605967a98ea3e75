import { containing, searchWords } from "#app/features/identity/people-filters.ts";
import { Prisma, sql } from "#app/infra/db.server.ts";
import { directionOf } from "#app/lib/sorting.ts";
import type { QueueFilters } from "./work-queue.ts";

/* For queries that name the person `who`, the cohort `c`, and what waits `w` with its "submittedAt". */

/** Each word stands in the person's name or the cohort's. */
export const seeking = (q: string): Prisma.Sql =>
  Prisma.join(
    [
      sql`1 = 1`,
      ...searchWords(q)
        .map(containing)
        .map(
          (pattern) =>
            sql`(who."searchText" LIKE ${pattern} ESCAPE '!' OR c."searchText" LIKE ${pattern} ESCAPE '!')`,
        ),
    ],
    " AND ",
  );

/** The page of the queue that is asked for. */
export function inQueueOrder({ sorting, page }: QueueFilters, size: number): Prisma.Sql {
  const direction = directionOf(sorting) === "desc" ? sql`DESC` : sql`ASC`;
  const column = sorting.by === "name" ? sql`who."searchText"` : sql`w."submittedAt"`;
  return sql`ORDER BY ${column} ${direction}, w."id" ${direction} LIMIT ${size} OFFSET ${(page - 1) * size}`;
}
