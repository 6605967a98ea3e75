import type { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import readExcel from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { attendanceOf, MARKS } from "#app/features/cohorts/attendance.ts";
import { countsOf } from "#app/features/reports/participation.ts";
import { everyParticipation, participationCells } from "#app/features/reports/participations.server.ts";
import { drawReport } from "#app/features/reports/draw-report.server.ts";
import { reportFilters, type ReportFilters } from "#app/features/reports/report-filters.ts";
import { figuresTable, peopleTable, recordExport } from "#app/features/reports/report-files.server.ts";
import { reportView } from "#app/features/reports/report-view.server.ts";
import { readReport, reportChoices } from "#app/features/reports/reports.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { csvFile, xlsxFile } from "#app/infra/table-files.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

/* What the reports count, of whom, and that a file says what the screen says. */

const words = wordsFor("en", "UTC");
const about = (search: string): ReportFilters => reportFilters(new URL(`http://here/reports?${search}`));

async function organisation(name: string, country: string): Promise<string> {
  const id = newId();
  await db.organisation.create({
    data: { id, name: `${name} ${id}`, kind: "mfi", country, createdAt: now() },
  });
  return id;
}
const employ = (personId: string, organisationId: string) =>
  db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01" } });

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
async function everyone(actor: Pick<Actor, "reach">, filters: ReportFilters) {
  const people = [];
  for await (const one of everyParticipation(actor, filters)) people.push(one);
  return people;
}

describe("who is counted", () => {
  test("a training head sees the people of their organisation and nobody else's", async () => {
    const { cohortId, learners } = await finishedCohort(["Sok Dara", "Kim Bopha", "Ros Vannak"]);
    const [ours, theirs] = [await organisation("Rumdul", "KH"), await organisation("Jamm", "SN")];
    await employ(learners[0]!.personId, ours);
    await employ(learners[1]!.personId, theirs);
    const head = actorFor(await makePerson(), [{ kind: "organisation", id: ours }]);
    expect((await everyone(head, about("by=cohort"))).map(({ name }) => name)).toEqual(["Sok Dara"]);
    expect(countsOf(await participationCells(head, about(""))).people).toBe(1);
    expect(countsOf(await participationCells(head, about(`organisation=${theirs}`))).people).toBe(0);
    const { organisations, countries, cohort } = await reportChoices(head, cohortId, "en");
    expect([organisations.map(({ id }) => id), countries, cohort?.id]).toEqual([[ours], ["KH"], cohortId]);
  });

  test("the address narrows it: period, cohort, organisation, country", async () => {
    const { cohortId, learners, administrator } = await finishedCohort(["Sok Dara", "Kim Bopha"]);
    const own = await organisation("Rumdul", "KH");
    await employ(learners[0]!.personId, own);
    await db.person.update({ where: { id: learners[1]!.personId }, data: { country: "LA" } });
    const count = async (search: string) =>
      countsOf(await participationCells(administrator, about(`cohort=${cohortId}&${search}`))).people;
    expect(await count("")).toBe(2);
    expect(await count("from=2026-10-30&to=2026-11-02")).toBe(2);
    expect(await count("from=2026-10-31")).toBe(0);
    expect(await count("to=2026-09-30")).toBe(0);
    expect(await count(`organisation=${own}`)).toBe(1);
    expect(await count("country=LA")).toBe(1);
    expect(await count("programme=financial-education")).toBe(0);
  });

  test("who withdrew is told apart and counted nowhere else", async () => {
    const { cohortId, learners, administrator } = await finishedCohort(["Sok Dara", "Kim Bopha"]);
    await db.enrolment.update({ where: { id: learners[0]!.enrolmentId }, data: { status: "withdrawn" } });
    const sums = countsOf(await participationCells(administrator, about(`cohort=${cohortId}`)));
    expect(sums).toMatchObject({ people: 1, left: 1, attended: 1, attendanceMet: 1, halves: 8, ofHalves: 8 });
  });
});

test("attendance is what the rule says, whatever the marks", async () => {
  const { cohortId, learners, halfDays, administrator } = await finishedCohort(["Sok Dara"]);
  const { enrolmentId } = learners[0]!;
  const marks = fc.array(
    fc.record({ mark: fc.constantFrom(...MARKS), minutesMissed: fc.constantFrom(0, 29, 30, 90) }),
    { minLength: halfDays.length, maxLength: halfDays.length },
  );
  await fc.assert(
    fc.asyncProperty(marks, async (taken) => {
      for (const [index, halfDayId] of halfDays.entries())
        await db.attendanceMark.updateMany({ where: { halfDayId, enrolmentId }, data: taken[index]! });
      const { halves, ofHalves, met } = attendanceOf(taken, halfDays.length);
      const [told] = await everyone(administrator, about(`cohort=${cohortId}`));
      expect(told).toMatchObject({ halves, ofHalves, attendanceMet: met });
      expect(countsOf(await participationCells(administrator, about(`cohort=${cohortId}`)))).toMatchObject({
        halves,
        ofHalves,
        attendanceMet: met ? 1 : 0,
      });
    }),
    { numRuns: 25 },
  );
});

describe("files", () => {
  const NASTY = ["=1+1", "+855 12", "-5", "@SUM(A1)", "\t=1", "Sok \"Dara\", <b> & 'co'"];

  test("no name becomes a formula, and none is lost", async () => {
    const { cohortId, learners, administrator } = await finishedCohort(NASTY);
    for (const [index, { personId }] of learners.entries())
      await db.person.update({ where: { id: personId }, data: { name: NASTY[index]! } });
    const filters = about(`cohort=${cohortId}`);
    const csv = (await bytesOf(csvFile(peopleTable(administrator, filters, words)))).toString();
    expect(csv.startsWith("\ufeff")).toBe(true);
    const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map(({ Name }) => Name).sort()).toEqual(
      NASTY.map((name) => (/^[=+\-@\t]/.test(name) ? `'${name}` : name)).sort(),
    );
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);

    const book = await bytesOf(xlsxFile(peopleTable(administrator, filters, words)));
    const [sheet] = await readExcel(book);
    const { data } = sheet!;
    expect(
      data
        .slice(1)
        .map((row) => String(row[4]).trim())
        .sort(),
    ).toEqual(NASTY.map((name) => name.trim()).sort());
    expect(data[1]![10]).toBe(4);
    expect(book.includes("<f>")).toBe(false);
  });

  test("more people than one page holds come once each", async () => {
    const { cohortId, versionId, administrator } = await finishedCohort([]);
    const ids = Array.from({ length: 1203 }, () => ({ personId: newId(), enrolmentId: newId() }));
    await db.person.createMany({
      data: ids.map(({ personId }) => ({
        id: personId,
        username: personId,
        name: "Same Name",
        locale: "en",
        timeZone: "UTC",
        theme: "system",
        searchText: "same name",
        createdAt: now(),
      })),
    });
    await db.enrolment.createMany({
      data: ids.map(({ personId, enrolmentId }) => ({
        id: enrolmentId,
        personId,
        cohortId,
        courseVersionId: versionId,
        status: "active",
        enrolledAt: now(),
        sortName: "same name",
        electives: "[]",
      })),
    });
    const filters = about(`cohort=${cohortId}`);
    const people = await everyone(administrator, filters);
    expect(new Set(people.map(({ id }) => id)).size).toBe(1203);
    expect(countsOf(await participationCells(administrator, filters)).people).toBe(people.length);
  });

  test("the table and the PDF say what the screen says; who took it is noted", async () => {
    const { cohortId, administrator } = await finishedCohort(["Sok Dara", "Kim Bopha"]);
    const filters = about(`cohort=${cohortId}&by=cohort`);
    const report = await readReport(administrator, filters, "en");
    const choices = await reportChoices(administrator, cohortId, "en");
    const view = reportView(report, filters, choices, words);
    expect(view.table.rows).toMatchObject([{ id: cohortId, name: "Kampong Cham, autumn" }]);
    const csv = (await bytesOf(csvFile(figuresTable(view, words)))).toString();
    const [row] = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ Cohort: "Kampong Cham, autumn", People: "2", "Attendance (%)": "100" });
    const pdf = Buffer.from(await drawReport(view, "2026-11-02", words));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await recordExport(administrator, "people.csv", filters);
    const line = await db.auditEntry.findFirstOrThrow({
      where: { subjectId: cohortId, action: "report.taken" },
    });
    expect(JSON.parse(line.detail)).toMatchObject({ file: "people.csv", cohort: cohortId });
  });
});

test("evaluations are shown from five answers a day, and never of some people only", async () => {
  const { cohortId, administrator } = await finishedCohort(["Sok Dara", "Kim Bopha"]);
  const ballot = (date: string, relevance: number) => ({
    id: newId(),
    cohortId,
    date,
    relevance,
    knowledge: 3,
    clarity: 3,
    timing: 3,
    participation: 3,
    good: "",
    better: "",
  });
  await db.evaluationBallot.createMany({
    data: [
      ...[5, 5, 4, 4, 4].map((mark) => ballot("2026-10-29", mark)),
      ...[1, 1, 1, 1].map((mark) => ballot("2026-10-30", mark)),
    ],
  });
  const of = async (search: string) =>
    (await readReport(administrator, about(`cohort=${cohortId}&${search}`), "en")).evaluation;
  expect(await of("")).toMatchObject({ ballots: 5, expected: 2, means: { relevance: 440, knowledge: 300 } });
  expect(await of("country=KH")).toBeNull();
});
