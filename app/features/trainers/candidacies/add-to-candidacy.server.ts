import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { refuse, type Refusal } from "#app/lib/result.ts";
import {
  decide,
  isOpen,
  shownSince,
  STAY,
  type Act,
  type ActKind,
  type DeclineCode,
  type Refused,
} from "./candidacy.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  around,
  holdCandidacy,
  loadCandidacy,
  readFile,
  type ReadFile,
  type StoredCandidacy,
} from "./candidacy-file.server.ts";
import type { ActEntry } from "./candidacy-history.ts";
import { fileDocuments, type KeptDocument } from "./keep-document.server.ts";
import { tellCandidate } from "./candidacy-mail.server.ts";
import { newsOf } from "./candidacy-news.ts";
import { dueOn, OPEN, readAgainOn, waitsFor } from "./candidacy-queue.ts";
import { judgesOf, naming, recordRefused, type CandidacyRecord } from "./candidacy-records.ts";
import { asPart, partsIn } from "./candidacy-scope.server.ts";
import { recordBehalf } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { openCandidacyPanel, panelKey, sittingOn } from "./candidacy-panel.server.ts";
import {
  closePanel,
  endOutdated,
  panelSays,
  panelWasCalled,
} from "#app/features/trainers/panels/panels.server.ts";
import { ratingsThatStay } from "#app/features/trainers/observations/ratings-that-stay.server.ts";
import { certify } from "./certify.server.ts";
import {
  APPEAL_OUTCOMES,
  type AppealOutcome,
} from "#app/features/trainers/certifications/certification-status.ts";
import { barsDespite, type Bar } from "./impartiality.ts";
import { barsBehind, barsOn, overruledBars } from "./judges.server.ts";
import type { RequirementKind, Stage, Actor as Part } from "#app/features/trainers/schemes/scheme.ts";
import { isDeciding, type Unmet } from "#app/features/trainers/schemes/requirements.ts";
import { followOnScript, marksItsScript } from "#app/features/trainers/exams/exam-scripts.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { toWiden } from "./widen.server.ts";
import { issueProvisional } from "#app/features/trainers/certifications/trainer-certificates.server.ts";

/* The one way anything is added to a candidacy: numbered, decided by the rules on the day, and what is stored beside the
 * events derived again. */

export type NotTaken = { ok: false; reason: Refusal; unmet: readonly Unmet[]; bars: readonly Bar[] };
export type Taken = { ok: true; value: { state: string } };

/** `seen`: how many events there were when the form was drawn; who decides has seen all there is. */
export type AskedAct = {
  id: string;
  seen: number;
  kind: ActKind;
  reason: string;
  requirement?: RequirementKind | undefined;
  code?: DeclineCode | undefined;
  papers?: readonly KeptDocument[] | undefined;
};
/** What a panel of three decided: which act that is, its votes say. */
export type AskedDecision = Omit<AskedAct, "kind" | "requirement" | "papers"> & {
  of: string;
  minutes: string;
};
export type AskedRecord = { id: string; reason: string } & CandidacyRecord;

/** Null: it is not the actor's to touch. An act sent twice is taken once; of two at once one is told. */
export const actOnCandidacy = (actor: Actor, candidacyId: string, asked: AskedAct) =>
  added((tx) => takeAct(tx, actor, candidacyId, asked));

/** What the panel that sits on it decided, with its minutes. Null: it is not the actor's to touch. */
export const enterPanelDecision = (actor: Actor, candidacyId: string, asked: AskedDecision) =>
  added(async (tx) => {
    const { id, of, seen, reason, minutes, code } = asked;
    if ((await tx.candidacyEvent.count({ where: { id, candidacyId } })) === 1)
      return takeAct(tx, actor, candidacyId, { id, seen, reason, kind: "advance" }); // sent twice
    const opened = await openCandidacyPanel(actor, candidacyId)(tx, of);
    if (!opened?.ok) return opened && not(opened.reason);
    const said = await panelSays(tx, opened.value);
    if (!said.ok) return not(said.reason);
    const { panelId, outcome } = said.value;
    const close = (recordId: string | null) =>
      closePanel(tx, opened.value, panelId, { outcome, minutes, recordId });
    if (outcome === STAY) {
      await close(null);
      return { ok: true, value: { state: STAY } };
    }
    const appealed = APPEAL_OUTCOMES.find((one) => one === outcome);
    const kind = appealed ? "decide-appeal" : (outcome as ActKind);
    return takeAct(
      tx,
      actor,
      candidacyId,
      { id, seen, reason, kind, code },
      { panelId, outcome: appealed, close: () => close(id) },
    );
  });

export const recordOnCandidacy = (actor: Actor, candidacyId: string, asked: AskedRecord) =>
  added(async (tx) => {
    const held = await partsIn(actor, candidacyId, tx);
    if (asked.kind === "remarked" && held.length > 0 && (await marksItsScript(tx, candidacyId)))
      return not({ key: "candidacy.remarking.ofScript" });
    return takeRecord(tx, actor, candidacyId, asked, { personId: actor.personId, held });
  });

async function added(work: (tx: Tx) => Promise<Taken | NotTaken | null>): Promise<Taken | NotTaken | null> {
  try {
    return await inTransaction(work);
  } catch (error) {
    if (isUniqueViolation(error)) return not(refuse("changed-meanwhile").reason);
    throw error;
  }
}

const not = (reason: Refusal, { unmet = [], bars = [] }: Partial<Refused> = {}): NotTaken => ({
  ok: false,
  reason,
  unmet,
  bars,
});

const told = ({ key, unmet, bars, day }: Refused): NotTaken =>
  not({ key: `candidacy.${key}`, ...(day ? { params: { day } } : {}) }, { unmet, bars });

/** Whose act it is at this stage. */
export const actorOf = (kind: ActKind, stage: Stage | undefined, held: readonly Part[]): Part | null =>
  whoseActs(kind, stage).find((part) => held.includes(part)) ?? null;

function whoseActs(kind: ActKind, stage: Stage | undefined): readonly Part[] {
  if (kind === "appeal") return ["candidate"];
  if (kind === "decide-appeal") return ["officer"];
  if (!stage) return [];
  switch (kind) {
    case "advance":
    case "repeat":
      return [stage.decidedBy];
    case "recommend":
    case "advise-against":
      return stage.recommendedBy ? [stage.recommendedBy] : [];
    case "withdraw":
      return ["candidate", "officer"];
    default:
      return ["officer"];
  }
}

const JUDGES: readonly Part[] = ["master-trainer", "attester"];
const DECIDES: readonly Part[] = ["officer", "training-department"];

/** Who assesses is barred otherwise than who decides; who seats people in a course judges nobody. */
export async function barsFor(
  part: Part,
  actor: Actor,
  row: StoredCandidacy,
  read: ReadFile,
  day: CalendarDay,
  tx: Tx,
): Promise<Bar[]> {
  if (JUDGES.includes(part)) return barsBehind("assess", actor, await aroundJudge(row, read, tx), day, tx);
  if (!DECIDES.includes(part)) return [];
  const asOfficer = await around(row, read.scheme, false, tx);
  return [
    ...(await barsBehind("decide", actor, asOfficer, day, tx)),
    ...(await overruledBars(tx, actor, read.history.candidacy)),
  ];
}

/** What says who may judge the candidate where they are. */
function aroundJudge(row: StoredCandidacy, { scheme, history }: ReadFile, tx: Tx) {
  const stage = stageOf(scheme, history.candidacy.state);
  return around(row, scheme, stage?.asks.some(isDeciding) ?? false, tx);
}

async function takeAct(
  tx: Tx,
  asking: Actor,
  candidacyId: string,
  asked: AskedAct,
  decidedBy?: { panelId: string; outcome: AppealOutcome | undefined; close: () => Promise<void> },
): Promise<Taken | NotTaken | null> {
  await holdCandidacy(tx, candidacyId);
  const held = await partsIn(asking, candidacyId, tx);
  const row = held.length > 0 ? await loadCandidacy({ id: candidacyId }, tx) : null;
  if (!row) return null;
  const read = await readFile(row, tx);
  const { scheme, file } = read;
  if (row.events.some(({ id }) => id === asked.id)) return { ok: true, value: { state: row.state } };
  const stage = stageOf(scheme, file.candidacy.state);
  const part = actorOf(asked.kind, stage, held);
  if (!part) return not({ key: stage ? "candidacy.notYours" : "candidacy.ended" });
  const actor = await asPart(asking, part, row, tx);
  if (actor.actingFor?.includes(row.personId)) return not({ key: "candidacy.principalsRecord" });
  if (asked.seen !== row.events.length) return not({ key: "changed-meanwhile" });
  const day = today(scheme.timeZone);
  const entry: ActEntry = {
    id: asked.id,
    on: day,
    by: { personId: actor.personId, as: part },
    kind: asked.kind,
    reason: asked.reason,
    body: {
      ...(asked.requirement && { requirement: asked.requirement }),
      ...(asked.kind === "decline" && asked.code && { code: asked.code }),
      ...(decidedBy && { byPanel: decidedBy.panelId }),
      ...(decidedBy?.outcome && { outcome: decidedBy.outcome }),
    },
  };
  const bars = part === "candidate" ? [] : await barsFor(part, actor, row, read, day, tx);
  const called = await panelWasCalled(tx, panelKey(row, read));
  const panel = decidedBy ? asked.kind : called ? "called" : undefined;
  const act = { ...entry, ...entry.body, bars, panel } as Act;
  const decided = decide(file, act);
  if (!decided.ok) return told(decided.reason);
  if (asked.kind === "appeal" && !stage && (await hasAnotherOpen(tx, row)))
    return not({ key: "candidacy.openAlready" });
  const widening = scheme.widens && decided.value.state === "certified";
  if (widening && !(await toWiden(tx, await loadSchemes(tx), scheme, row, day)))
    return not({ key: "candidacy.nothingToWiden" });
  const decides = DECIDES.includes(part) || decided.value.state !== file.candidacy.state;
  const filed = await fileDocuments(tx, actor, candidacyId, "appeal", asked.papers ?? []);
  if (!filed.ok) return not(filed.reason);
  const body = { ...entry.body, ...(asked.papers && { papers: filed.value }) };
  await addEvent(tx, row, { ...entry, body, inputs: decides ? canonicalJson(file.facts) : null });
  await recordBehalf(tx, actor, asked.id);
  await recordAudit(
    tx,
    actor,
    `candidacy.${asked.kind}`,
    { kind: "candidacy", id: candidacyId },
    { from: file.candidacy.state, to: decided.value.state, as: part, ...body },
  );
  await decidedBy?.close();
  const state = await settle(tx, actor, candidacyId, asked.reason);
  if (asked.kind === "advance" && state === "provisional") await issueProvisional(tx, actor, candidacyId);
  const news = newsOf(file, act, decided.value);
  if (news) await tellCandidate(tx, row, { eventId: asked.id, reason: asked.reason, news });
  return { ok: true, value: { state } };
}

/** Whoever has applied anew goes on there. */
const hasAnotherOpen = async (tx: Tx, { id, personId, schemeId, language }: StoredCandidacy) =>
  (await tx.candidacy.count({ where: { id: { not: id }, personId, schemeId, language, openKey: OPEN } })) > 0;

const NONE: ReadonlySet<string> = new Set();

/** Whose record it is, and what they are to the candidacy. */
export type Writer = {
  personId: string;
  held: readonly Part[];
  /** The day it is where they are, which may be ahead of the scheme's. */
  there?: CalendarDay;
};

/**
 * Writes a record down, once: as the form of a page says, or in the transaction of an assessor's signature. Whoever judges
 * by it, and whoever rated besides, may assess this candidate on the day it speaks of. Null: not theirs.
 */
export async function takeRecord(
  tx: Tx,
  asking: Actor,
  candidacyId: string,
  { id, reason, ...asked }: AskedRecord,
  { personId, held, there }: Writer,
): Promise<Taken | NotTaken | null> {
  const row = held.length > 0 ? await loadCandidacy({ id: candidacyId }, tx) : null;
  if (!row) return null;
  if (row.events.some((event) => event.id === id)) return { ok: true, value: { state: row.state } };
  const read = await readFile(row, tx);
  const { scheme, file, history, entries } = read;
  const stage = stageOf(scheme, file.candidacy.state);
  if (!stage) return not({ key: "candidacy.ended" });
  const day = today(scheme.timeZone);
  const come = there !== undefined && there > day ? there : day;
  const written = {
    stage,
    since: shownSince(scheme, file.candidacy),
    held,
    facts: file.facts,
    entries,
    struck: history.struck,
    stays: asked.kind === "strike" ? await ratingsThatStay(row, read, tx) : NONE,
    checklist: scheme.checklist,
  };
  const may = recordRefused(asked, written, come);
  if (!may.ok) return not(may.reason);
  const part = may.value;
  const actor = await asPart(asking, part, row, tx);
  if (actor.actingFor?.includes(row.personId)) return not({ key: "candidacy.principalsRecord" });
  const on = "on" in asked.body ? asked.body.on : day;
  const excepted = asked.kind === "observation" ? (asked.body.excepted ?? []) : [];
  const writer = JUDGES.includes(part) ? [personId] : [];
  const judges = new Set([...writer, ...judgesOf(asked, personId)]);
  const about = judges.size > 0 ? await aroundJudge(row, read, tx) : null;
  for (const judge of judges) {
    const found =
      judge === actor.personId
        ? await barsBehind("assess", actor, about!, on, tx)
        : await barsOn("assess", judge, about!, on, tx);
    const bars = barsDespite(found, excepted.includes(judge));
    const key = asked.kind === "cycle" ? "candidacy.observerBarred" : "candidacy.barred";
    if (bars.length > 0) return not({ key }, { bars });
  }
  if (asked.kind === "strike") {
    const bars = await barsFor(part, actor, row, read, day, tx);
    if (bars.length > 0) return not({ key: "candidacy.barred" }, { bars });
  }
  const record = naming(asked, stage, file.facts);
  const { kind, body } = record;
  await followOnScript(tx, candidacyId, record);
  await addEvent(tx, row, { id, on: day, by: { personId, as: part }, kind, reason, body, inputs: null });
  if (personId === actor.personId) await recordBehalf(tx, actor, id);
  await recordAudit(
    tx,
    actor,
    "candidacy.recorded",
    { kind: "candidacy", id: candidacyId },
    { event: id, what: kind, as: part },
  );
  return { ok: true, value: { state: await settle(tx, actor, candidacyId) } };
}

type NewEvent = {
  id: string;
  on: CalendarDay;
  by: { personId: string; as: Part };
  kind: string;
  reason: string;
  body: object;
  inputs: string | null;
};

async function addEvent(tx: Tx, row: StoredCandidacy, event: NewEvent): Promise<void> {
  await tx.candidacyEvent.create({
    data: {
      id: event.id,
      candidacyId: row.id,
      number: row.events.length + 1,
      kind: event.kind,
      day: event.on,
      actingAs: event.by.as,
      body: JSON.stringify(event.body),
      reason: event.reason,
      inputs: event.inputs,
      recordedAt: now(),
      recordedBy: event.by.personId,
    },
  });
}

/**
 * What follows by itself, and what is stored beside the events; answers the state. A panel ends with the stage it sat on,
 * `why` as its minutes.
 */
export async function settle(tx: Tx, actor: Actor, candidacyId: string, why = ""): Promise<string> {
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const read = await readFile(row, tx);
  const day = today(read.scheme.timeZone);
  if (await movedBySystem(tx, row, read, day)) return settle(tx, actor, candidacyId, why);
  const { file } = read;
  await endOutdated(tx, actor, candidacyId, { of: sittingOn(row, read), minutes: why });
  await tx.candidacy.update({ where: { id: candidacyId }, data: derived(candidacyId, read, day) });
  if (file.candidacy.state === "certified" && row.certificationId === null)
    await certify(tx, actor, row, read, day);
  return file.candidacy.state;
}

/** As the events say: also what a test holds the stored row to. */
export function derived(id: string, { file, history }: ReadFile, day: CalendarDay) {
  const { candidacy } = history;
  const { appealedOn } = candidacy;
  return {
    state: candidacy.state,
    enteredOn: candidacy.entered.at(-1)!.on,
    dueOn: dueOn(file),
    waitsFor: waitsFor(file, day),
    readAgainOn: readAgainOn(file, day),
    endedOn: candidacy.endedOn,
    openKey: isOpen(candidacy) || appealedOn !== null ? OPEN : id,
  };
}

/** A stage nobody decides on is left as soon as it asks nothing more. */
async function movedBySystem(
  tx: Tx,
  row: StoredCandidacy,
  { scheme, file }: ReadFile,
  day: CalendarDay,
): Promise<boolean> {
  if (stageOf(scheme, file.candidacy.state)?.decidedBy !== "system") return false;
  const by = { personId: "system", as: "system" } as const;
  const act: Act = { id: newId(), on: day, by, bars: [], kind: "advance" };
  const decided = decide(file, act);
  if (!decided.ok) return false;
  const entry = { id: act.id, on: day, by, kind: "advance", reason: "", body: {} };
  await addEvent(tx, row, { ...entry, inputs: canonicalJson(file.facts) });
  return true;
}
