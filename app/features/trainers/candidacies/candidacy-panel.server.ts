import type { PanelCase, PanelView } from "#app/features/trainers/panels/panel-view.ts";
import {
  employerNames,
  panelView,
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
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  around,
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

/** Null: nobody decides anything here that a panel could. */
async function matterOf(tx: Tx, row: StoredCandidacy, read: ReadFile): Promise<Matter | null> {
  const { scheme, history } = read;
  const stage = stageOf(scheme, history.candidacy.state);
  const outcomes = stage ? panelOutcomes(scheme, stage) : [];
  if (!stage || outcomes.length === 0) return null;
  const day = today(scheme.timeZone);
  const recommended = history.candidacy.recommended.map(({ by }) => by);
  const byEmployer = scheme.kind === "facilitator";
  return {
    about: { candidacyId: row.id },
    of: row.id,
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

/** For an officer who is not barred from deciding on the candidate. Null: not theirs to act on. */
export const openCandidacyPanel =
  (asking: Actor, candidacyId: string) =>
  async (tx: Tx): Promise<Result<Opened> | null> => {
    const held = await partsIn(asking, candidacyId, tx);
    if (!held.includes("officer")) return null;
    const row = (await loadCandidacy({ id: candidacyId }, tx))!;
    const actor = asPart(asking, "officer", row);
    if (ownRecordsOf(actor).includes(row.personId)) return refuse("candidacy.ownRecord");
    const read = await readFile(row, tx);
    const matter = await matterOf(tx, row, read);
    if (!matter) return refuse("panel-nothing");
    const asOfficer = around(row, read.scheme, read.history, false);
    const bars = await barsOn("decide", actor.personId, asOfficer, matter.day, tx);
    return bars.length > 0 ? refuse("panel-officer-barred") : ok({ actor, matter });
  };

/** The panel on the officer's page. Null: not theirs, or nothing a panel could decide. */
export async function candidacyPanel(asking: Actor, candidacyId: string): Promise<PanelView | null> {
  const opened = await openCandidacyPanel(asking, candidacyId)(db);
  return opened?.ok ? panelView(opened.value.matter) : null;
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
      file: sheet && { asks: sheet.asks, scores: sheet.scores, events: sheet.events },
    },
  };
}
