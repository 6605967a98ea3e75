import { db, Prisma, sql } from "#app/infra/db.server.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";

export const PAGE_SIZE = 25;

export type AuditFilters = {
  /** "cohort" finds cohort.created and cohort.closed; a whole action finds itself. */
  action: string;
  /** An id, or words of a person's name, username or e-mail as folded LIKE patterns. */
  actor: Sought | null;
  subject: Sought | null;
  /** Instants: from the first up to and without the second. */
  between: { from: Date; to: Date } | null;
};
export type Sought = { id: string; patterns: string[] };

/**
 * Whose entries may be read: everyone's (null), or those done by or to people for whom this condition over
 * "Person" p holds. The trail knows nobody; whoever asks says whom they reach.
 */
export type Readable = Prisma.Sql | null;

export type AuditRow = {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  /** Of a person, a cohort or an organisation; others are told by their kind. */
  subjectName: string | null;
  detail: Record<string, unknown>;
};

export type AuditPage = { rows: AuditRow[]; previous: string | null; next: string | null };

/** One page of the trail, newest first. It starts at an entry instead of counting: the millionth costs like the first. */
export async function readAuditTrail(
  readable: Readable,
  filters: AuditFilters,
  place: Place,
): Promise<AuditPage> {
  const start = place && (await startOf(readable, place));
  const backwards = place !== null && "before" in place && start !== null;
  const where = [
    sql`1 = 1`,
    ...(readable ? [within(readable)] : []),
    ...filtering(filters),
    ...(start ? [beyond(start, backwards)] : []),
  ];
  const order = backwards ? sql`t."at" ASC, t."id" ASC` : sql`t."at" DESC, t."id" DESC`;
  const found = await db.$queryRaw<Found[]>(sql`
    SELECT t."id", t."at", t."actorId", t."action", t."subjectKind", t."subjectId", t."detail",
        doer."name" AS "actorName", COALESCE(about."name", c."name", o."name") AS "subjectName"
      FROM (SELECT * FROM "AuditEntry" t WHERE ${Prisma.join(where, " AND ")} ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}) t
      LEFT JOIN "Person" doer ON doer."id" = t."actorId"
      LEFT JOIN "Person" about ON t."subjectKind" = 'person' AND about."id" = t."subjectId"
      LEFT JOIN "Cohort" c ON t."subjectKind" = 'cohort' AND c."id" = t."subjectId"
      LEFT JOIN "Organisation" o ON t."subjectKind" = 'organisation' AND o."id" = t."subjectId"
      ORDER BY ${order}`);
  const { rows, ...neighbours } = pageOf(found, PAGE_SIZE, { backwards, first: start === null });
  return {
    rows: rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> })),
    ...neighbours,
  };
}

type Found = Omit<AuditRow, "detail"> & { detail: string };
type Start = { id: string; at: Date };

async function startOf(readable: Readable, place: NonNullable<Place>): Promise<Start | null> {
  const id = "after" in place ? place.after : place.before;
  const [row] = await db.$queryRaw<Start[]>(sql`
    SELECT t."id", t."at" FROM "AuditEntry" t WHERE t."id" = ${id} ${readable ? sql`AND ${within(readable)}` : Prisma.empty}`);
  return row ?? null;
}

/** Older entries follow; the plain comparison lets the index find the place. */
const beyond = ({ id, at }: Start, backwards: boolean): Prisma.Sql =>
  backwards
    ? sql`t."at" >= ${at} AND (t."at" > ${at} OR t."id" > ${id})`
    : sql`t."at" <= ${at} AND (t."at" < ${at} OR t."id" < ${id})`;

const within = (people: Prisma.Sql): Prisma.Sql => sql`(
  EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = t."actorId" AND ${people})
  OR t."subjectKind" = 'person' AND EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = t."subjectId" AND ${people}))`;

function filtering({ action, actor, subject, between }: AuditFilters): Prisma.Sql[] {
  return [
    ...(action
      ? [sql`(t."action" = ${action} OR t."action" LIKE ${`${escaped(action)}.%`} ESCAPE '!')`]
      : []),
    ...(actor ? [isSought(sql`t."actorId"`, actor)] : []),
    ...(subject ? [isSought(sql`t."subjectId"`, subject)] : []),
    ...(between ? [sql`t."at" >= ${between.from} AND t."at" < ${between.to}`] : []),
  ];
}

const isSought = (column: Prisma.Sql, { id, patterns }: Sought): Prisma.Sql => {
  if (patterns.length === 0) return sql`${column} = ${id}`;
  const named = patterns.map((pattern) => sql`who."searchText" LIKE ${pattern} ESCAPE '!'`);
  return sql`(${column} = ${id}
    OR ${column} IN (SELECT who."id" FROM "Person" who WHERE ${Prisma.join(named, " AND ")}))`;
};

const escaped = (text: string) => text.replace(/[!%_]/g, "!$&");
