import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import type { PanelCase, PanelView, PastPanel } from "#app/features/trainers/panels/panel-view.ts";
import {
  employerNames,
  panelView,
  pastPanels,
  type Matter,
  type Opened,
} from "#app/features/trainers/panels/panels.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { candidacySheet } from "./candidacies.server.ts";
import { panelDecides, panelOutcomes } from "./candidacy.ts";
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
import { barsThatHold } from "./impartiality.ts";
import { barsFromPanel } from "./panel-bars.server.ts";
import { barsOn } from "./judges.server.ts";

/* A panel of three on a candidate: what it decides on, who calls it, what its members read. */

/** What a panel on a candidate is about: this stay in this stage, and no other. */
export const panelKey = ({ id }: { id: string }, { history }: Pick<ReadFile, "history">): string =>
  `${id}:${history.candidacy.entered.length}`;

/** Null: nobody decides anything here that a panel could. */
async function matterOf(tx: Tx, row: StoredCandidacy, read: ReadFile): Promise<Matter | null> {
  const { scheme, history } = read;
  const stage = stageOf(scheme, history.candidacy.state);
  const outcomes = stage ? panelOutcomes(scheme, stage) : [];
  if (!stage || outcomes.length === 0) return null;
  const day = today(scheme.timeZone);
  const recommended = await recommendedBy(tx, read);
  const byEmployer = scheme.kind === "facilitator";
  return {
    about: { candidacyId: row.id },
    of: panelKey(row, read),
    subject: { kind: "candidacy", id: row.id },
    outcomes,
    byItself: panelDecides(stage),
    dueOn: row.dueOn,
    day,
    employers: byEmployer ? [] : await employerNames(tx, row.personId, day),
    barsOf: async (personId) =>
      barsThatHold(await barsFromPanel(tx, personId, row.personId, recommended, day), {
        byEmployer,
        deciding: true,
      }),
  };
}

/** Whoever recommended the candidate, and on whose behalf. */
async function recommendedBy(tx: Tx, { entries }: ReadFile): Promise<string[]> {
  const given = entries.filter(({ kind }) => kind === "recommend");
  const behind = await principalsBehind(
    tx,
    given.map(({ id }) => id),
  );
  return [...given.map(({ by }) => by.personId), ...behind];
}

/** For an officer who is not barred from deciding on the candidate. Null: not theirs to act on. */
export const openCandidacyPanel =
  (asking: Actor, candidacyId: string) =>
  async (tx: Tx, of: string): Promise<Result<Opened> | null> => {
    await holdCandidacy(tx, candidacyId);
    const opened = await impartialOfficer(tx, asking, candidacyId);
    if (!opened?.ok) return opened;
    const { actor, matter } = opened.value;
    if (!matter) return refuse("panel-nothing");
    return matter.of === of ? ok({ actor, matter }) : refuse("changed-meanwhile");
  };

type Impartial = { actor: Actor; matter: Matter | null };

async function impartialOfficer(
  tx: Tx,
  asking: Actor,
  candidacyId: string,
): Promise<Result<Impartial> | null> {
  const held = await partsIn(asking, candidacyId, tx);
  if (!held.includes("officer")) return null;
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const actor = asPart(asking, "officer", row);
  if (ownRecordsOf(actor).includes(row.personId)) return refuse("candidacy.ownRecord");
  const read = await readFile(row, tx);
  const asOfficer = await around(row, read.scheme, false, tx);
  const bars = await barsOn("decide", actor.personId, asOfficer, today(read.scheme.timeZone), tx);
  if (bars.length > 0) return refuse("panel-officer-barred");
  return ok({ actor, matter: await matterOf(tx, row, read) });
}

/** What an impartial officer's page shows: the panel that may sit now, and those that have. */
export async function candidacyPanels(
  asking: Actor,
  candidacyId: string,
): Promise<{ panel: PanelView | null; past: PastPanel[] }> {
  const opened = await impartialOfficer(db, asking, candidacyId);
  if (!opened?.ok) return { panel: null, past: [] };
  const { matter } = opened.value;
  return { panel: matter && (await panelView(matter)), past: await pastPanels({ candidacyId }) };
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
  return {
    matter,
    asked: {
      about: "candidacy",
      name: row.person.name,
      schemeId: row.schemeId as SchemeId,
      language: row.language,
      stage: row.state,
      stageNames: namesOf(read.scheme),
      file: sheet && {
        asks: sheet.asks,
        scores: sheet.scores,
        anchors: sheet.anchors,
        events: sheet.events,
      },
    },
  };
}
