import { deflateRawSync, inflateRawSync } from "node:zlib";
import { sign, unsign } from "#app/infra/cookies.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { signingSecret } from "#app/infra/secret.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { holdPerson } from "./hold-person.server.ts";
import { readEntry, type Placeable } from "./import-entry.ts";
import {
  countPlanned,
  planImport,
  type Decision,
  type ImportDefaults,
  type Planned,
} from "./import-people.ts";
import { readKnown, readStaff } from "./import-known.server.ts";
import { previewOf, type ImportPreview } from "./import-preview.ts";
import { ChangedMeanwhile, writeImport } from "./import-write.server.ts";
import { likeNewRows } from "./likely-duplicates.server.ts";
import { placesFor } from "./organisations.server.ts";
import { NO_LEAVERS, planLeavers, type Leavers } from "./staff-list.ts";
import { listText, readPeopleCsv, type PeopleFile } from "./people-csv.server.ts";

/*
 * A list is looked at first and imported afterwards, in two requests without state between them: the first answers
 * what every row would do, and carries the list back to us, signed; the second does exactly that or nothing.
 */

export type Previewed = { preview: ImportPreview; carried: string[] };
export type Imported = {
  preview: ImportPreview;
  withoutAddress: string[];
  withAddress: string[];
  /** Everybody of the list who is a person here now. */
  everybody: string[];
};

const PURPOSE = "import:";
const KEPT_FOR = 24 * 60 * 60_000;
/** A form field holds at most 20,000 characters. */
const PIECE = 16_000;

export async function previewImport(
  actor: Actor,
  bytes: Uint8Array,
  defaults: ImportDefaults,
): Promise<Result<Previewed>> {
  const text = await listText(bytes);
  if (!text.ok) return text;
  return lookAgain(actor, text.value, defaults);
}

async function lookAgain(actor: Actor, text: string, defaults: ImportDefaults): Promise<Result<Previewed>> {
  const file = readPeopleCsv(text);
  if (!file.ok) return file;
  const places = await placesFor(actor);
  const entries = readEntries(actor, file.value, places, defaults);
  const planned = planImport(entries, await readKnown(db, actor, entries));
  const left = await leaversOf(db, actor, planned, defaults);
  const carried = await carry({
    personId: actor.personId,
    at: now().getTime(),
    text,
    defaults,
    plan: digest(planned, left),
  });
  const alike = await likeNewRows(db, actor, planned);
  return ok({ preview: previewOf(file.value, planned, places, left, alike), carried });
}

const readEntries = (
  actor: Actor,
  { rows, letterM }: Pick<PeopleFile, "rows" | "letterM">,
  places: Placeable[],
  { organisationId }: ImportDefaults,
) =>
  rows.map((row) =>
    readEntry(row, {
      places,
      organisationId,
      letterM,
      today: today(),
      placeNeeded: actor.reach.every(({ kind }) => kind === "organisation"),
    }),
  );

/** What was previewed, done; where the people changed meanwhile nothing is done and a new preview comes back. */
export type Confirmed = { kind: "imported"; imported: Imported } | { kind: "changed"; previewed: Previewed };

export async function confirmImport(actor: Actor, pieces: string[]): Promise<Result<Confirmed>> {
  const carried = await open(actor, pieces.join(""));
  if (!carried) return refuse("import.too-old");
  const { text, defaults, plan } = carried;
  const file = readPeopleCsv(text);
  if (!file.ok) return file;
  const places = await placesFor(actor);
  const entries = readEntries(actor, file.value, places, defaults);
  const outcome = await unlessSomebodyWasFaster(() =>
    inTransaction(
      async (tx) => {
        await holdPerson(tx, actor.personId);
        const planned = planImport(entries, await readKnown(tx, actor, entries));
        const left = await leaversOf(tx, actor, planned, defaults);
        if (isDone(planned, left)) return { ...waysIn(planned, new Map()), left };
        if (digest(planned, left) !== plan) return null;
        return { ...waysIn(planned, await writeImport(tx, actor, planned, left, defaults)), left };
      },
      { timeoutMs: 30_000 },
    ),
  );
  if (outcome) {
    const { planned, left, ...people } = outcome;
    return ok({
      kind: "imported",
      imported: { preview: previewOf(file.value, planned, places, left), ...people },
    });
  }
  const previewed = await lookAgain(actor, text, defaults);
  return previewed.ok ? ok({ kind: "changed", previewed: previewed.value }) : previewed;
}

/** Sent twice: the second time there is nothing left to do, and the answer is the same. */
function isDone(planned: Planned[], { leavers }: Leavers): boolean {
  const { new: added, update, leave } = countPlanned(planned);
  return added + update + leave + leavers.length === 0;
}

/** Who is not in a list of everybody. */
async function leaversOf(
  tx: Tx,
  actor: Actor,
  planned: Planned[],
  { organisationId, complete }: ImportDefaults,
): Promise<Leavers> {
  if (!complete || organisationId === null) return NO_LEAVERS;
  return planLeavers(planned, await readStaff(tx, actor, organisationId), { organisationId, today: today() });
}

type Staying = Exclude<Decision, { kind: "cannot" | "leave" | "left" }>;
const stays = (decision: Decision): decision is Staying =>
  decision.kind === "new" || decision.kind === "same" || decision.kind === "update";

/** Who of the list has no password yet, by whether a mail can reach them. */
function waysIn(planned: Planned[], created: Map<number, string>) {
  const people = planned.flatMap(({ entry, decision }) => {
    if (!stays(decision)) return [];
    if (decision.kind === "new") return [{ id: created.get(entry.row) ?? "", email: entry.email }];
    const { id, email, hasPassword } = decision.person;
    return hasPassword ? [] : [{ id, email: email ?? entry.email }];
  });
  const everybody = planned.flatMap(({ entry, decision }) => {
    if (!stays(decision)) return [];
    return [decision.kind === "new" ? (created.get(entry.row) ?? "") : decision.person.id];
  });
  const idsWhere = (reached: boolean) =>
    people.filter(({ email }) => (email !== null) === reached).map(({ id }) => id);
  return { planned, withoutAddress: idsWhere(false), withAddress: idsWhere(true), everybody };
}

/** An address was taken or a person changed between looking and writing: everything is rolled back. */
async function unlessSomebodyWasFaster<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error) || error instanceof ChangedMeanwhile) return null;
    throw error;
  }
}

// ── the list between the two requests ───────────────────────────────────────────────────────────────

type Carried = { personId: string; at: number; text: string; defaults: ImportDefaults; plan: string };

async function carry(carried: Carried): Promise<string[]> {
  const packed = deflateRawSync(JSON.stringify(carried)).toString("base64url");
  const signed = sign(await signingSecret(), PURPOSE + packed);
  return Array.from({ length: Math.ceil(signed.length / PIECE) }, (_, index) =>
    signed.slice(index * PIECE, (index + 1) * PIECE),
  );
}

async function open(actor: Actor, signed: string): Promise<Carried | null> {
  const text = unsign(await signingSecret(), signed);
  if (!text?.startsWith(PURPOSE)) return null;
  const unpacked = inflateRawSync(Buffer.from(text.slice(PURPOSE.length), "base64url"));
  const carried = JSON.parse(unpacked.toString()) as Carried;
  return carried.personId === actor.personId && now().getTime() - carried.at < KEPT_FOR ? carried : null;
}

/** Two plans with the same digest do the same. */
const digest = (planned: Planned[], { leavers }: Leavers): string =>
  sha256(
    canonicalJson([
      leavers.map(({ place }) => place.id),
      planned.map(({ entry, decision }) => ({
        row: entry.row,
        kind: decision.kind,
        username: decision.kind === "new" ? decision.username : null,
        personId: decision.kind === "update" ? decision.person.id : null,
        changes: decision.kind === "update" ? decision.changes : [],
        left: decision.kind === "leave" ? [decision.place.id, decision.until] : [],
      })),
    ]),
  );
