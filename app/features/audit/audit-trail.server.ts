import { Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";

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
 * Which entries may be read: all (null), or those about what these conditions hold of, over "Person" p, "Enrolment" e
 * in its "Cohort" c, and "Cohort" c, and those done by such people. The trail knows nobody; whoever asks says whom
 * they reach.
 */
export type Readable = { people: Prisma.Sql; enrolments: Prisma.Sql; cohorts: Prisma.Sql } | null;

/** Which entries stay closed, however far somebody reads: these conditions hold of them, over "AuditEntry" t. */
type Closed = Prisma.Sql;
const NOTHING: Closed = sql`1 = 0`;

export type AuditRow = {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  /** Of the person, cohort, organisation or certificate, or of whose it is. */
  subjectName: string | null;
  detail: Record<string, unknown>;
  /** On whose behalf, by name. */
  behalf: string[];
};

export type AuditPage = { rows: AuditRow[]; previous: string | null; next: string | null };

/** One page of the trail, newest first. It starts at an entry instead of counting: the millionth costs like the first. */
export async function readAuditTrail(
  readable: Readable,
  filters: AuditFilters,
  place: Place,
  closed: Closed = NOTHING,
): Promise<AuditPage> {
  const start = place && (await startOf(readable, closed, place));
  const backwards = place !== null && "before" in place && start !== null;
  const where = [
    sql`NOT (${closed})`,
    ...(readable ? [within(readable)] : []),
    ...filtering(filters),
    ...(start ? [beyond(start, backwards)] : []),
  ];
  const order = backwards ? sql`t."at" ASC, t."id" ASC` : sql`t."at" DESC, t."id" DESC`;
  const found = await rowsOf<Found>(sql`
    SELECT t."id", t."at", t."actorId", t."action", t."subjectKind", t."subjectId", t."detail",
        doer."name" AS "actorName", ${SUBJECT_NAME} AS "subjectName"
      FROM (SELECT * FROM "AuditEntry" t WHERE ${Prisma.join(where, " AND ")} ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}) t
      LEFT JOIN "Person" doer ON doer."id" = t."actorId"
      ORDER BY ${order}`);
  const { rows, ...neighbours } = pageOf(found, PAGE_SIZE, { backwards, first: start === null });
  const read = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
  const names = await namesOf(read.flatMap(({ detail }) => behalfOf(detail)));
  return {
    rows: read.map((row) => ({ ...row, behalf: behalfOf(row.detail).map((id) => names.get(id) ?? id) })),
    ...neighbours,
  };
}

/** What was done with one thing, for its own page: whoever may open that may read it. */
export const historyOf = (id: string, place: Place = null): Promise<AuditPage> =>
  readAuditTrail(null, { action: "", actor: null, subject: { id, patterns: [] }, between: null }, place);

const behalfOf = ({ for: ids }: Record<string, unknown>): string[] =>
  Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; name: string }>(
    sql`SELECT x."id", x."name" FROM "Person" x WHERE x."id" IN (${Prisma.join([...new Set(ids)])})`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Looked up for the rows of one page only; what has no name of its own is told by whose it is. */
const SUBJECT_NAME = sql`CASE t."subjectKind"
  WHEN 'person' THEN (SELECT x."name" FROM "Person" x WHERE x."id" = t."subjectId")
  WHEN 'cohort' THEN (SELECT x."name" FROM "Cohort" x WHERE x."id" = t."subjectId")
  WHEN 'organisation' THEN (SELECT x."name" FROM "Organisation" x WHERE x."id" = t."subjectId")
  WHEN 'certificate' THEN (SELECT x."number" FROM "Certificate" x WHERE x."id" = t."subjectId")
  WHEN 'half-day' THEN (SELECT x."name" FROM "HalfDay" h JOIN "Cohort" x ON x."id" = h."cohortId" WHERE h."id" = t."subjectId")
  WHEN 'enrolment' THEN
    (SELECT x."name" FROM "Enrolment" e JOIN "Person" x ON x."id" = e."personId" WHERE e."id" = t."subjectId")
  WHEN 'attempt' THEN (SELECT x."name" FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
    JOIN "Person" x ON x."id" = e."personId" WHERE a."id" = t."subjectId")
  END`;

type Found = Omit<AuditRow, "detail" | "behalf"> & { detail: string };
type Start = { id: string; at: Date };

async function startOf(readable: Readable, closed: Closed, place: NonNullable<Place>): Promise<Start | null> {
  const id = "after" in place ? place.after : place.before;
  const [row] = await rowsOf<Start>(sql`
    SELECT t."id", t."at" FROM "AuditEntry" t WHERE t."id" = ${id} AND NOT (${closed}) ${readable ? sql`AND ${within(readable)}` : Prisma.empty}`);
  return row ?? null;
}

/** Older entries follow; the plain comparison lets the index find the place. */
const beyond = ({ id, at }: Start, backwards: boolean): Prisma.Sql =>
  backwards
    ? sql`t."at" >= ${at} AND (t."at" > ${at} OR t."id" > ${id})`
    : sql`t."at" <= ${at} AND (t."at" < ${at} OR t."id" < ${id})`;

const within = ({ people, enrolments, cohorts }: NonNullable<Readable>): Prisma.Sql => sql`(
  EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = t."actorId" AND ${people})
  OR CASE t."subjectKind"
    WHEN 'person' THEN EXISTS (SELECT 1 FROM "Person" p WHERE p."id" = t."subjectId" AND ${people})
    WHEN 'enrolment' THEN EXISTS (SELECT 1 FROM "Enrolment" e JOIN "Cohort" c ON c."id" = e."cohortId"
      WHERE e."id" = t."subjectId" AND ${enrolments})
    WHEN 'attempt' THEN EXISTS (SELECT 1 FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
      JOIN "Cohort" c ON c."id" = e."cohortId" WHERE a."id" = t."subjectId" AND ${enrolments})
    WHEN 'certificate' THEN EXISTS (SELECT 1 FROM "CertificateEnrolment" x JOIN "Enrolment" e ON e."id" = x."enrolmentId"
      JOIN "Cohort" c ON c."id" = e."cohortId" WHERE x."certificateId" = t."subjectId" AND ${enrolments})
    WHEN 'cohort' THEN EXISTS (SELECT 1 FROM "Cohort" c WHERE c."id" = t."subjectId" AND ${cohorts})
    WHEN 'half-day' THEN EXISTS (SELECT 1 FROM "HalfDay" h JOIN "Cohort" c ON c."id" = h."cohortId"
      WHERE h."id" = t."subjectId" AND ${cohorts})
    ELSE 1 = 0 END)`;

function filtering({ action, actor, subject, between }: AuditFilters): Prisma.Sql[] {
  return [
    ...(action
      ? [sql`(t."action" = ${action} OR t."action" LIKE ${`${escaped(action)}.%`} ESCAPE '!')`]
      : []),
    ...(actor ? [sql`t."actorId" IN (${peopleSought(actor)})`] : []),
    ...(subject ? [about(subject)] : []),
    ...(between ? [sql`t."at" >= ${between.from} AND t."at" < ${between.to}`] : []),
  ];
}

/** What happened to a person happened to their enrolments and attempts too. */
const about = (sought: Sought): Prisma.Sql => sql`(t."subjectId" = ${sought.id}
  OR t."subjectId" IN (${peopleSought(sought)})
  OR t."subjectId" IN (SELECT e."id" FROM "Enrolment" e WHERE e."personId" IN (${peopleSought(sought)}))
  OR t."subjectId" IN (SELECT a."id" FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
    WHERE e."personId" IN (${peopleSought(sought)})))`;

function peopleSought({ id, patterns }: Sought): Prisma.Sql {
  const named = patterns.map((pattern) => sql`who."searchText" LIKE ${pattern} ESCAPE '!'`);
  const condition = patterns.length === 0 ? sql`who."id" = ${id}` : Prisma.join(named, " AND ");
  return sql`SELECT who."id" FROM "Person" who WHERE ${condition}`;
}

const escaped = (text: string) => text.replace(/[!%_]/g, "!$&");
