import { recordAudits, type AuditLine } from "#app/features/audit/record-many.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { Prisma, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import { holdsToday } from "./current-affiliation.server.ts";
import type { Entry } from "./import-entry.ts";
import {
  countPlanned,
  factsAfter,
  type Decision,
  type ImportDefaults,
  type Planned,
} from "./import-people.ts";
import { endSessionsOf } from "./session.server.ts";
import type { Leaver, Leavers } from "./staff-list.ts";
import { searchTextOf } from "./search-text.ts";

type New = { entry: Entry; decision: Extract<Decision, { kind: "new" }> };
type Update = { entry: Entry; decision: Extract<Decision, { kind: "update" }> };

const AT_ONCE = 500;

/** Thrown inside the transaction, so that it leaves nothing behind. */
export class ChangedMeanwhile extends Error {}

/**
 * Writes a planned import in statements over hundreds of rows each; answers the ids of new people by their row.
 */
export async function writeImport(
  tx: Tx,
  actor: Actor,
  planned: Planned[],
  { leavers }: Leavers,
  defaults: ImportDefaults,
): Promise<Map<number, string>> {
  const added = planned.filter((row): row is New => row.decision.kind === "new");
  const updated = planned.filter((row): row is Update => row.decision.kind === "update");
  const ids = new Map(added.map(({ entry }) => [entry.row, newId()]));
  const idOf = ({ entry }: New) => ids.get(entry.row)!;
  await inChunks(added, (chunk) => insertPeople(tx, chunk, idOf, defaults));
  await inChunks(updated, (chunk) => updateFacts(tx, chunk));
  await moveAffiliations(tx, updated);
  const leaving = [
    ...planned.flatMap(({ decision }) => (decision.kind === "leave" ? decision : [])),
    ...leavers,
  ];
  await endAffiliations(tx, leaving);
  await inChunks(
    [
      ...added.flatMap((row) => affiliationFor(idOf(row), row.entry) ?? []),
      ...updated.flatMap(({ entry, decision }) => affiliationAfter(entry, decision) ?? []),
    ],
    (data) => tx.affiliation.createMany({ data }),
  );
  await inChunks(
    [
      ...added.map((row) => createdLine(idOf(row), row.entry)),
      ...updated.flatMap(changedLines),
      ...leaving.map(leftLine),
    ],
    (lines) => recordAudits(tx, actor, lines),
  );
  const detail = { ...countPlanned(planned), missing: leavers.length };
  await recordAudits(tx, actor, [
    { action: "people.imported", subject: { kind: "person", id: actor.personId }, detail },
  ]);
  return ids;
}

async function inChunks<Item>(items: Item[], write: (chunk: Item[]) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < items.length; first += AT_ONCE)
    await write(items.slice(first, first + AT_ONCE));
}

// ── people ──────────────────────────────────────────────────────────────────────────────────────────

const insertPeople = (tx: Tx, rows: New[], idOf: (row: New) => string, defaults: ImportDefaults) =>
  tx.person.createMany({
    data: rows.map((row) => {
      const { entry, decision } = row;
      const { name, email, phone, printedName, printedNameLocal, sex, country } = entry;
      const facts = { name, email, phone, printedName, printedNameLocal, username: decision.username };
      return {
        id: idOf(row),
        ...facts,
        sex,
        country,
        locale: entry.locale ?? defaults.locale,
        timeZone: entry.timeZone ?? defaults.timeZone,
        theme: "system",
        searchText: searchTextOf(facts),
        createdAt: now(),
      };
    }),
  });

/** Only people who are as they were when they were looked at: their search text is their state. */
async function updateFacts(tx: Tx, rows: Update[]): Promise<void> {
  const values = rows.map(({ entry, decision: { person } }) => {
    const after = factsAfter(entry, person);
    const searchText = searchTextOf({ ...after, name: after.name ?? person.name, username: person.username });
    const { name, email, phone, printedName, printedNameLocal, sex, country } = after;
    const columns = [
      person.id,
      person.searchText,
      name,
      email,
      phone,
      printedName,
      printedNameLocal,
      sex,
      country,
    ];
    return sql`(${Prisma.join([...columns, searchText, fold(name ?? "")].map(asText))})`;
  });
  const count = await tx.$executeRaw(sql`
    UPDATE "Person" SET "name" = v.column3, "email" = v.column4, "phone" = v.column5, "printedName" = v.column6,
      "printedNameLocal" = v.column7, "sex" = v.column8, "country" = v.column9, "searchText" = v.column10
    FROM (VALUES ${Prisma.join(values)}) AS v
    WHERE "Person"."id" = v.column1 AND "Person"."searchText" = v.column2`);
  if (count !== rows.length) throw new ChangedMeanwhile();
  await tx.$executeRaw(sql`
    UPDATE "Enrolment" SET "sortName" = v.column11 FROM (VALUES ${Prisma.join(values)}) AS v
    WHERE "Enrolment"."personId" = v.column1 AND "Enrolment"."sortName" <> v.column11`);
}

/** PostgreSQL does not guess the type of an empty value. */
const asText = (value: string | null) => sql`CAST(${value} AS TEXT)`;

// ── where they work ─────────────────────────────────────────────────────────────────────────────────

type NewAffiliation = Prisma.AffiliationCreateManyInput;

const affiliationFor = (
  personId: string,
  { place, position, staffNumber, joined }: Entry,
): NewAffiliation | null =>
  place && { id: newId(), personId, ...place, position, staffNumber, from: joined ?? today() };

/** A move goes on with what the list leaves open. */
function affiliationAfter(entry: Entry, { person, place }: Update["decision"]): NewAffiliation | null {
  if (place?.kind === "add") return affiliationFor(person.id, entry);
  if (place?.kind !== "move" || entry.place === null) return null;
  const { organisationId, unitId, position, staffNumber } = place.ended;
  return {
    id: newId(),
    personId: person.id,
    organisationId,
    unitId: entry.place.unitId ?? unitId,
    position: entry.position ?? position,
    staffNumber: entry.staffNumber ?? staffNumber,
    from: today(),
  };
}

async function moveAffiliations(tx: Tx, updated: Update[]): Promise<void> {
  const ended = updated.flatMap(({ decision: { place } }) => (place?.kind === "move" ? place.ended : []));
  const begunToday = ended.filter(({ from }) => from === today()).map(({ id }) => id);
  const before = ended.filter(({ from }) => from !== today()).map(({ id }) => id);
  await inChunks(begunToday, (chunk) => tx.affiliation.deleteMany({ where: { id: { in: chunk } } }));
  await inChunks(before, (chunk) => endYesterday(tx, chunk, addDays(today(), -1)));
  const corrected = updated.flatMap(({ entry, decision: { place } }) =>
    place?.kind === "correct" ? [sql`(${asText(place.affiliationId)}, ${asText(entry.staffNumber)})`] : [],
  );
  await inChunks(corrected, (chunk) =>
    tx.$executeRaw(sql`
      UPDATE "Affiliation" SET "staffNumber" = v.column2 FROM (VALUES ${Prisma.join(chunk)}) AS v
      WHERE "Affiliation"."id" = v.column1`),
  );
}

const endYesterday = (tx: Tx, ids: string[], until: CalendarDay) =>
  tx.affiliation.updateMany({ where: { id: { in: ids } }, data: { until } });

/**
 * What ends by a list. Who works nowhere else any more is signed out everywhere: courses and certificates stay theirs,
 * and the account stays open for them.
 */
async function endAffiliations(tx: Tx, leaving: Leaver[]): Promise<void> {
  for (const { place, until } of leaving) {
    const as = { id: place.id, until: place.until };
    const { count } = await tx.affiliation.updateMany({ where: as, data: { until } });
    if (count !== 1) throw new ChangedMeanwhile();
  }
  const gone = [...new Set(leaving.filter(({ until }) => until < today()).map(({ person }) => person.id))];
  const elsewhere = await tx.affiliation.findMany({
    where: { personId: { in: gone }, ...holdsToday() },
    select: { personId: true },
  });
  const still = new Set(elsewhere.map(({ personId }) => personId));
  for (const id of gone) if (!still.has(id)) await endSessionsOf(tx, id);
}

// ── the trail ───────────────────────────────────────────────────────────────────────────────────────

const createdLine = (id: string, { place }: Entry): AuditLine => ({
  action: "person.created",
  subject: { kind: "person", id },
  detail: { organisationId: place?.organisationId ?? null, roles: [], imported: true },
});

const leftLine = ({ person, place, until }: Leaver): AuditLine => ({
  action: "affiliation.ended",
  subject: { kind: "person", id: person.id },
  detail: { affiliationId: place.id, until, imported: true },
});

function changedLines({ decision: { person, changes, place } }: Update): AuditLine[] {
  const subject = { kind: "person", id: person.id };
  const changed = changes.map(({ column }) => column);
  const ended: AuditLine[] =
    place?.kind === "move"
      ? [{ action: "affiliation.ended", subject, detail: { affiliationId: place.ended.id, imported: true } }]
      : [];
  return [...ended, { action: "person.profile-changed", subject, detail: { changed, imported: true } }];
}
