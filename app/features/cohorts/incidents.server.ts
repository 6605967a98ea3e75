import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import type { IncidentForm } from "./incident-forms.ts";

export type IncidentNote = { id: string; words: string; by: string; at: number };

/** What was written about a half-day, the latest first: that one counts. */
export async function incidentNotes(halfDayId: string): Promise<IncidentNote[]> {
  const rows = await db.sessionIncident.findMany({ where: { halfDayId }, orderBy: { id: "desc" } });
  return withNames(rows);
}

export type Incident = IncidentNote & { date: string; part: "am" | "pm"; corrected: boolean };

/** What counts of every half-day of a cohort, in their order: for its report. */
export async function incidentsOf(cohortId: string): Promise<Incident[]> {
  const rows = await db.sessionIncident.findMany({
    where: { halfDay: { cohortId } },
    orderBy: { id: "asc" },
    include: { halfDay: { select: { date: true, part: true } } },
  });
  const latest = new Map(rows.map((row) => [row.halfDayId, row]));
  const notes = await withNames([...latest.values()]);
  return [...latest.values()]
    .flatMap(({ halfDayId, words, halfDay: { date, part } }, index) =>
      words === ""
        ? []
        : [
            {
              ...notes[index]!,
              date,
              part: part as "am" | "pm",
              corrected: rows.filter((row) => row.halfDayId === halfDayId).length > 1,
            },
          ],
    )
    .sort((one, other) => (`${one.date}${one.part}` < `${other.date}${other.part}` ? -1 : 1));
}

type Row = { id: string; words: string; writtenBy: string; writtenAt: Date };

async function withNames(rows: Row[]): Promise<IncidentNote[]> {
  const people = await db.person.findMany({
    where: { id: { in: rows.map(({ writtenBy }) => writtenBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, words, writtenBy, writtenAt }) => ({
    id,
    words,
    by: names.get(writtenBy) ?? "",
    at: writtenAt.getTime(),
  }));
}

/** Writes what happened, or corrects it; what was written before stays. */
export async function noteIncident(
  actor: Actor,
  { cohortId, halfDayId }: { cohortId: string; halfDayId: string },
  { words, after }: IncidentForm,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const where = { id: halfDayId, cohortId, cohort: { closedAt: null, ...cohortsRunBy(actor) } };
    // The half-day's row is held, so that of two who correct at once one is told.
    if ((await tx.halfDay.updateMany({ where, data: { cohortId } })).count !== 1)
      return refuse("cohort.closed");
    const last = await tx.sessionIncident.findFirst({ where: { halfDayId }, orderBy: { id: "desc" } });
    if ((last?.id ?? "") !== after) return refuse("changed-meanwhile");
    if ((last?.words ?? "") === words) return ok(undefined);
    const id = newId();
    await tx.sessionIncident.create({
      data: { id, halfDayId, words, writtenBy: actor.personId, writtenAt: now() },
    });
    const act = last ? "half-day.incident-corrected" : "half-day.incident-noted";
    await recordAudit(tx, actor, act, { kind: "half-day", id: halfDayId }, { cohortId });
    return ok(undefined);
  });
}
