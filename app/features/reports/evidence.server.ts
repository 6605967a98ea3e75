import type { Readable } from "node:stream";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import type { CertificateRecord } from "#app/features/certification/certificate-view.ts";
import { cohortPaperLog } from "#app/features/certification/hand-overs.server.ts";
import { archivedFile } from "#app/features/credentials/certificate-files.server.ts";
import type { CohortFacts } from "#app/features/cohorts/cohorts.server.ts";
import { SCALES } from "#app/features/cohorts/evaluation.ts";
import { evaluationsOf } from "#app/features/cohorts/evaluations.server.ts";
import { incidentsOf } from "#app/features/cohorts/incidents.server.ts";
import { readTrainingReport } from "#app/features/cohorts/training-reports.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, rowsOf, sql, Prisma } from "#app/infra/db.server.ts";
import { hashedZip, type Entry } from "#app/infra/zip.server.ts";
import { csvFile, type Cell } from "#app/infra/table-files.server.ts";
import { closedAudit } from "#app/features/cohorts/readable-audit.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { PAPER_COLUMNS, paperCells } from "./paper-files.server.ts";
import { drawReport } from "./draw-report.server.ts";
import { reportFilters, type ReportFilters } from "./report-filters.ts";
import { peopleTable } from "./report-files.server.ts";
import { reportView } from "./report-view.server.ts";
import { readReport, reportChoices } from "./reports.server.ts";

/*
 * A cohort's evidence as one archive, for whoever audits it years later: who took part, attendance, results, evaluations
 * as they are shown (nothing of a day with fewer than five answers), both reports, every certificate as it was printed
 * (of an erased name the line that is left), which copies went on paper, and the trail. The caller has found the cohort as
 * one the actor runs.
 */

/** Says first who took it. */
export async function takeEvidence(actor: Actor, cohort: CohortFacts, words: Words): Promise<Readable> {
  const certificates = await certificatesIn(cohort.id);
  const subject = { kind: "cohort", id: cohort.id };
  await inTransaction((tx) => recordAudit(tx, actor, "cohort.evidence-taken", subject));
  const filters = {
    ...reportFilters(new URL("http://here/")),
    cohort: cohort.id,
    by: "organisation" as const,
  };
  return hashedZip([
    table("cohort.csv", words, ["field", "value"], () => cohortRows(actor, cohort, words)),
    { path: "participants.csv", open: async () => csvFile(peopleTable(actor, filters, words)) },
    table("attendance.csv", words, ["day", "part", "name", "mark", "minutesMissed", "verified"], () =>
      attendanceRows(cohort.id, words),
    ),
    table(
      "results.csv",
      words,
      ["name", "module", "unit", "attempt", "handedIn", "points", "ofPoints", "passed"],
      () => resultRows(cohort.id, words),
    ),
    table("evaluations.csv", words, ["day", "answers", "asked", ...SCALES], () => evaluationRows(cohort)),
    table("evaluation-words.csv", words, ["day", "question", "answer"], () => saidRows(cohort, words)),
    { path: "report.pdf", open: () => reportPdf(actor, filters, words) },
    table("certificates.csv", words, CERTIFICATE_COLUMNS, () => certificateRows(certificates, words)),
    ...certificates.filter(({ facts }) => !isNameless(facts)).map(certificateEntry),
    table("papers.csv", words, [...PAPER_COLUMNS], () => paperRows(cohort.id, words)),
    table("audit.csv", words, ["at", "who", "act", "kind", "id", "detail"], () =>
      auditRows(actor, cohort.id),
    ),
  ]);
}

type Rows = AsyncGenerator<Cell[]>;

const table = (path: string, { t }: Words, columns: string[], rows: () => Rows): Entry => ({
  path,
  open: async () =>
    csvFile({
      name: path,
      headings: columns.map((column) => t(`reports.evidence.${column}` as WordKey)),
      rows: rows(),
      rightToLeft: false,
    }),
});

async function* cohortRows(actor: Actor, cohort: CohortFacts, { t, dateTime }: Words): Rows {
  const { name, version, place, startDate, endDate, closed, id } = cohort;
  const report = await readTrainingReport(id);
  const said = ["objectives", "deviations", "lessons", "incidents"] as const;
  yield [t("reports.people.cohort"), name];
  yield [t("reports.people.course"), `${version.courseId} ${version.version}`];
  yield [t("cohorts.list.place"), place];
  yield [t("reports.people.startDate"), startDate];
  yield [t("reports.people.endDate"), endDate];
  yield [t("cohorts.phase.closed"), t(closed ? "reports.yes" : "reports.no")];
  yield [t("reports.evidence.takenAt"), dateTime(now())];
  yield [t("reports.evidence.takenBy"), actor.name];
  yield [t("cohorts.report.title"), t(`cohorts.report.state.${report.state}`)];
  for (const part of said) yield [t(`cohorts.report.${part}`), report[part]];
  for (const { date, part, words } of await incidentsOf(id))
    yield [t("cohorts.incident.on", { day: date, part: t(`cohorts.part.${part}`) }), words];
}

// ── row by row ──────────────────────────────────────────────────────────────────────────────────────

const PAGE = 500;

/** What a query answers page by page; each begins behind the last row of the one before. */
async function* paged<Row>(read: (after: Row | null) => Promise<Row[]>): AsyncGenerator<Row> {
  let after: Row | null = null;
  for (;;) {
    const rows: Row[] = await read(after);
    yield* rows;
    after = rows.at(-1) ?? null;
    if (!after || rows.length < PAGE) return;
  }
}

const behind = (condition: Prisma.Sql | null) => (condition ? sql`AND ${condition}` : Prisma.empty);

type MarkRow = {
  date: string;
  part: string;
  name: string;
  sortName: string;
  enrolmentId: string;
  mark: string;
  minutesMissed: number;
  verifiedAt: Date | null;
};

async function* attendanceRows(cohortId: string, { t }: Words): Rows {
  const marks = paged<MarkRow>((after) =>
    rowsOf<MarkRow>(sql`
      SELECT h."date", h."part", p."name", e."sortName", m."enrolmentId", m."mark", m."minutesMissed", h."verifiedAt"
        FROM "HalfDay" h
        JOIN "AttendanceMark" m ON m."halfDayId" = h."id"
        JOIN "Enrolment" e ON e."id" = m."enrolmentId"
        JOIN "Person" p ON p."id" = e."personId"
        WHERE h."cohortId" = ${cohortId} ${behind(
          after &&
            sql`(h."date", h."part", e."sortName", e."id") > (${after.date}, ${after.part}, ${after.sortName}, ${after.enrolmentId})`,
        )}
        ORDER BY h."date", h."part", e."sortName", e."id" LIMIT ${PAGE}`),
  );
  for await (const { date, part, name, mark, minutesMissed, verifiedAt } of marks)
    yield [
      date,
      t(`cohorts.part.${part}` as WordKey),
      name,
      t(`cohorts.mark.${mark}` as WordKey),
      minutesMissed,
      t(verifiedAt ? "reports.yes" : "reports.no"),
    ];
}

type ResultRow = {
  id: string;
  sortName: string;
  name: string;
  moduleId: string;
  unitId: string;
  number: number;
  submittedAt: Date | null;
  points: number | null;
  maxPoints: number;
  passed: boolean | number | null;
};

async function* resultRows(cohortId: string, { t }: Words): Rows {
  const results = paged<ResultRow>((after) =>
    rowsOf<ResultRow>(sql`
      SELECT a."id", e."sortName", p."name", a."moduleId", a."unitId", a."number", a."submittedAt", a."points",
          a."maxPoints", a."passed"
        FROM "Enrolment" e
        JOIN "Attempt" a ON a."enrolmentId" = e."id"
        JOIN "Person" p ON p."id" = e."personId"
        WHERE e."cohortId" = ${cohortId} AND a."state" IN ('submitted', 'graded')
          ${behind(after && sql`(e."sortName", a."id") > (${after.sortName}, ${after.id})`)}
        ORDER BY e."sortName", a."id" LIMIT ${PAGE}`),
  );
  for await (const { name, moduleId, unitId, number, submittedAt, points, maxPoints, passed } of results)
    yield [
      name,
      moduleId,
      unitId,
      number,
      submittedAt ? new Date(submittedAt).toISOString() : null,
      points === null ? null : points / 100,
      maxPoints / 100,
      passed === null ? null : t(passed ? "reports.yes" : "reports.no"),
    ];
}

async function* evaluationRows(cohort: CohortFacts): Rows {
  for (const { date, ballots, expected, means } of await evaluationsOf(cohort))
    yield [date, ballots, expected, ...SCALES.map((scale) => (means ? means[scale] / 100 : null))];
}

async function* saidRows(cohort: CohortFacts, { t }: Words): Rows {
  for (const { date, words } of await evaluationsOf(cohort))
    for (const question of ["good", "better"] as const)
      for (const text of words?.[question] ?? []) yield [date, t(`cohorts.evaluation.ask-${question}`), text];
}

/** Which copies went on paper, and into whose hands. */
async function* paperRows(cohortId: string, words: Words): Rows {
  for await (const line of cohortPaperLog(cohortId)) yield paperCells(line, words);
}

const CERTIFICATE_COLUMNS = ["number", "certificate", "issuedOn", "status", "name", "fingerprint"];

/** Also those whose name was erased, of which nothing else is left. */
async function* certificateRows(certificates: CertificateRecord[], { t }: Words): Rows {
  for (const { number, facts, status, factsSha256 } of certificates)
    yield [
      number,
      t(`certification.kind.${facts.kind}`),
      facts.issuedOn,
      t(`certification.status.${status}`),
      isNameless(facts) ? t("reports.evidence.erased") : facts.holder.name,
      factsSha256,
    ];
}

type LineRow = {
  id: string;
  at: Date;
  who: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  detail: string;
};

/** Everything recorded about the cohort and what belongs to it that is not closed to the actor, the oldest first. */
async function* auditRows(actor: Actor, cohortId: string): Rows {
  const closed = await closedAudit(actor);
  const lines = paged<LineRow>((after) =>
    rowsOf<LineRow>(sql`
      SELECT t."id", t."at", p."name" AS "who", t."action", t."subjectKind", t."subjectId", t."detail"
        FROM "AuditEntry" t
        LEFT JOIN "Person" p ON p."id" = t."actorId"
        WHERE (t."subjectKind", t."subjectId") IN (
          SELECT 'cohort', c."id" FROM "Cohort" c WHERE c."id" = ${cohortId}
          UNION ALL SELECT 'half-day', h."id" FROM "HalfDay" h WHERE h."cohortId" = ${cohortId}
          UNION ALL SELECT 'enrolment', e."id" FROM "Enrolment" e WHERE e."cohortId" = ${cohortId}
          UNION ALL SELECT 'attempt', a."id" FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
            WHERE e."cohortId" = ${cohortId}
          UNION ALL SELECT 'certificate', x."certificateId" FROM "CertificateEnrolment" x
            JOIN "Enrolment" e ON e."id" = x."enrolmentId" WHERE e."cohortId" = ${cohortId})
          AND NOT ${closed}
          ${behind(after && sql`(t."at" > ${after.at} OR (t."at" = ${after.at} AND t."id" > ${after.id}))`)}
        ORDER BY t."at", t."id" LIMIT ${PAGE}`),
  );
  for await (const { at, who, action, subjectKind, subjectId, detail } of lines)
    yield [new Date(at).toISOString(), who, action, subjectKind, subjectId, detail];
}

// ── documents ───────────────────────────────────────────────────────────────────────────────────────

async function reportPdf(actor: Actor, filters: ReportFilters, words: Words): Promise<Uint8Array> {
  const [report, choices] = await Promise.all([
    readReport(actor, filters, words.locale),
    reportChoices(actor, filters.cohort, words.locale),
  ]);
  return drawReport(reportView(report, filters, choices, words), report.asOf, words);
}

/** Every edition, also those that were replaced or revoked: they are what was issued. */
async function certificatesIn(cohortId: string): Promise<CertificateRecord[]> {
  const rows = await db.certificate.findMany({
    where: { enrolments: { some: { enrolment: { cohortId } } } },
    orderBy: { number: "asc" },
  });
  return rows.map(readCertificate);
}

const certificateEntry = ({ id, number }: CertificateRecord): Entry => ({
  path: `certificates/${number}.pdf`,
  open: () => archivedFile(id),
});
