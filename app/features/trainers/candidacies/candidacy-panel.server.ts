import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { allNow } from "#app/features/identity/who-now.server.ts";
import { signedRatings } from "#app/features/trainers/observations/signed-ratings.server.ts";
import { candidacyPapers } from "#app/features/trainers/panels/case-papers.server.ts";
import type { PanelCase, PanelView, PastPanel } from "#app/features/trainers/panels/panel-view.ts";
import {
  employerNames,
  panelView,
  pastPanels,
  type Matter,
  type Opened,
} from "#app/features/trainers/panels/panels.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Entry } from "./candidacy-history.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { candidacySheet } from "./candidacies.server.ts";
import { appealDue, appealOutcomes, isOpen, panelDecides, panelOutcomes, type Ruling } from "./candidacy.ts";
import { namesOf, stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  around,
  holdCandidacy,
  loadCandidacy,
  readFile,
  type ReadFile,
  type StoredCandidacy,
} from "./candidacy-file.server.ts";
import { asPart, partsIn } from "./candidacy-scope.server.ts";
import { barsThatHold, isByEmployer } from "./impartiality.ts";
import { barsFromPanel } from "./panel-bars.server.ts";
import { barsBehind, overruledBars, votersBehind } from "./judges.server.ts";

/*
 * A panel of three on a candidate: what it decides on, who calls it, what its members read. It sits on an appeal of theirs
 * where one waits, else on what the stage asks an officer to decide.
 */

/** What a panel on a candidate is about: this stay in this stage, and no other. */
export const panelKey = ({ id }: { id: string }, { history }: Pick<ReadFile, "history">): string =>
  `${id}:${history.candidacy.entered.length}`;

/** Whether a panel sits, or sat, on a stage of the candidacy; else it is on an appeal. */
export const isOfStage = (candidacyId: string, of: string): boolean => of.startsWith(`${candidacyId}:`);

type Appealed = { ruling: Ruling; since: CalendarDay };

/** The decision an appeal against which waits. */
const appealedIn = ({ history }: Pick<ReadFile, "history">): Appealed | null => {
  const { ruling, appealedOn } = history.candidacy;
  return ruling && appealedOn !== null ? { ruling, since: appealedOn } : null;
};

/** What a panel sits on now; null: on nothing. */
export function sittingOn(row: { id: string }, read: Pick<ReadFile, "history">): string | null {
  const appealed = appealedIn(read);
  if (appealed) return appealed.ruling.act;
  return isOpen(read.history.candidacy) ? panelKey(row, read) : null;
}

/** Null: nobody decides anything here that a panel could. */
async function matterOf(tx: Tx, row: StoredCandidacy, read: ReadFile): Promise<Matter | null> {
  const appealed = appealedIn(read);
  return appealed ? appealMatter(tx, row, read, appealed) : stageMatter(tx, row, read);
}

async function stageMatter(tx: Tx, row: StoredCandidacy, read: ReadFile): Promise<Matter | null> {
  const { scheme, history } = read;
  const stage = stageOf(scheme, history.candidacy.state);
  const outcomes = stage ? panelOutcomes(scheme, stage) : [];
  if (!stage || outcomes.length === 0) return null;
  return {
    ...(await aboutCandidate(tx, row, read, await advisedOn(tx, read))),
    of: panelKey(row, read),
    outcomes,
    byItself: panelDecides(stage),
    dueOn: row.dueOn,
  };
}

const appealMatter = async (
  tx: Tx,
  row: StoredCandidacy,
  read: ReadFile,
  { ruling, since }: Appealed,
): Promise<Matter> => ({
  ...(await aboutCandidate(tx, row, read, await involvedIn(tx, row, read))),
  of: ruling.act,
  outcomes: appealOutcomes(ruling),
  byItself: true,
  dueOn: appealDue(since),
});

/** @param involved who had a part in what is decided */
async function aboutCandidate(
  tx: Tx,
  row: StoredCandidacy,
  { scheme }: ReadFile,
  involved: readonly string[],
): Promise<Pick<Matter, "about" | "subject" | "day" | "employers" | "barsOf">> {
  const day = today(scheme.timeZone);
  const byEmployer = isByEmployer(scheme.kind);
  return {
    about: { candidacyId: row.id },
    subject: { kind: "candidacy", id: row.id },
    day,
    employers: byEmployer ? [] : await employerNames(tx, row.personId, day),
    barsOf: async (personId) =>
      barsThatHold(await barsFromPanel(tx, personId, row.personId, involved, day), {
        byEmployer,
        deciding: true,
      }),
  };
}

/** Whoever recommended the candidate or had decided or voted on them what was set aside, and on whose behalf. */
async function advisedOn(tx: Tx, { entries, history }: ReadFile): Promise<string[]> {
  const setAside = history.candidacy.overruled.map(({ act }) => act);
  const writers = await writersOf(
    tx,
    entries.filter(
      ({ id, kind }) => kind === "recommend" || kind === "advise-against" || setAside.includes(id),
    ),
  );
  return [...writers, ...(await votersBehind(tx, setAside))];
}

/** Whoever wrote anything down of the candidacy, or sat on a panel about it: none of them hears the appeal. */
async function involvedIn(tx: Tx, { id, personId }: StoredCandidacy, { entries, history }: ReadFile) {
  const sat = await tx.panelSeat.findMany({
    where: {
      personId: { not: null },
      votedAt: { not: null },
      panel: { candidacyId: id, of: { not: history.candidacy.ruling?.act ?? "" } },
    },
    select: { personId: true },
  });
  const voted = sat.flatMap((seat) => seat.personId ?? []);
  return [personId, ...(await writersOf(tx, entries)), ...(await allNow(tx, voted))];
}

async function writersOf(tx: Tx, entries: readonly Pick<Entry, "id" | "by">[]): Promise<string[]> {
  const behind = await principalsBehind(
    tx,
    entries.map(({ id }) => id),
  );
  return [...new Set([...entries.map(({ by }) => by.personId), ...behind])];
}

/** For an officer who is not barred from deciding on the candidate. Null: not theirs to act on. */
export const openCandidacyPanel =
  (asking: Actor, candidacyId: string) =>
  async (tx: Tx, of: string): Promise<Result<Opened> | null> => {
    await holdCandidacy(tx, candidacyId);
    const opened = await impartialOfficer(tx, asking, candidacyId);
    if (!opened?.ok) return opened;
    const { actor, matter, hadAPart } = opened.value;
    if (!matter) return refuse("panel-nothing");
    if (matter.of !== of) return refuse("changed-meanwhile");
    return hadAPart ? refuse("candidacy.appealInvolved") : ok({ actor, matter });
  };

/** `hadAPart`: in what is appealed against. */
type Impartial = { actor: Actor; read: ReadFile; matter: Matter | null; hadAPart: boolean };

async function impartialOfficer(
  tx: Tx,
  asking: Actor,
  candidacyId: string,
): Promise<Result<Impartial> | null> {
  const held = await partsIn(asking, candidacyId, tx);
  if (!held.includes("officer")) return null;
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const actor = await asPart(asking, "officer", row, tx);
  if (ownRecordsOf(actor).includes(row.personId)) return refuse("candidacy.ownRecord");
  const read = await readFile(row, tx);
  const asOfficer = await around(row, read.scheme, false, tx);
  const bars = await barsBehind("decide", actor, asOfficer, today(read.scheme.timeZone), tx);
  bars.push(...(await overruledBars(tx, actor, read.history.candidacy)));
  if (bars.length > 0) return refuse("panel-officer-barred");
  const involved = appealedIn(read) ? await involvedIn(tx, row, read) : [];
  const hadAPart = ownRecordsOf(actor).some((id) => involved.includes(id));
  return ok({ actor, read, matter: await matterOf(tx, row, read), hadAPart });
}

/**
 * What an impartial officer's page shows: the panel that may sit now, and those that have; of appeals only those they
 * entered, or all of them who had no part in the candidacy.
 */
export async function candidacyPanels(
  asking: Actor,
  candidacyId: string,
): Promise<{ panel: PanelView | null; past: PastPanel[] }> {
  const opened = await impartialOfficer(db, asking, candidacyId);
  if (!opened?.ok) return { panel: null, past: [] };
  const { actor, read, matter, hadAPart } = opened.value;
  return {
    panel: matter && !hadAPart ? await panelView(matter) : null,
    past: await pastPanels({ candidacyId }, readableBy(actor, candidacyId, read)),
  };
}

function readableBy({ personId }: Actor, candidacyId: string, { entries }: ReadFile): Prisma.PanelWhereInput {
  const wrote = entries.some(({ by, kind }) => by.personId === personId && kind !== "decide-appeal");
  return wrote ? { OR: [{ of: { startsWith: `${candidacyId}:` } }, { closedBy: personId }] } : {};
}

/** What came with an appeal is for officers who had no part in the candidacy; who entered what its panel said had none. */
export async function readsAppeals(asking: Actor, candidacyId: string): Promise<boolean> {
  if (!(await partsIn(asking, candidacyId)).includes("officer")) return false;
  const row = (await loadCandidacy({ id: candidacyId }))!;
  const read = await readFile(row);
  const entries = read.entries.filter(({ kind }) => kind !== "decide-appeal");
  const involved = await involvedIn(db, row, { ...read, entries });
  return !ownRecordsOf(await asPart(asking, "officer", row)).some((id) => involved.includes(id));
}

/** For whoever sits on it. Null: it is decided, or nothing is left to decide. */
export async function candidacyCase(
  tx: Tx,
  candidacyId: string,
  declared: boolean,
): Promise<{ matter: Matter; asked: PanelCase } | null> {
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const read = await readFile(row, tx);
  const matter = await matterOf(tx, row, read);
  if (!matter) return null;
  const sheet = declared ? await candidacySheet({ row, read }) : null;
  const ratings = declared ? await signedRatings(candidacyId) : [];
  const rests = sheet?.asks.some(({ requirement }) => requirement.kind === "exam") ?? false;
  return {
    matter,
    asked: {
      about: "candidacy",
      name: row.person.name,
      schemeId: row.schemeId as SchemeId,
      language: row.language,
      stage: appealedIn(read)?.ruling.stage ?? row.state,
      stageNames: namesOf(read.scheme),
      appealed: appealedIn(read)?.ruling.kind ?? null,
      papers: declared ? await candidacyPapers(candidacyId, rests) : [],
      file: sheet && {
        asks: sheet.asks,
        scores: sheet.scores,
        anchors: sheet.anchors,
        ratings,
        events: sheet.events,
      },
    },
  };
}
