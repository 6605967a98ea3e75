import { addDays, addMonths, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";
import {
  APPEAL_DAYS,
  APPEAL_OUTCOMES,
  OUTCOME_DAYS,
  type AppealOutcome,
} from "#app/features/trainers/certifications/certification-status.ts";
import { remarkUntil } from "./candidacy-records.ts";
import type { Bar } from "./impartiality.ts";
import { waitsForRemarking } from "#app/features/trainers/exams/remarking.ts";
import {
  mayBeFinal,
  unmet,
  type CandidateFacts,
  type Cure,
  type Unmet,
} from "#app/features/trainers/schemes/requirements.ts";
import { worthless } from "#app/features/trainers/schemes/sound-scheme.ts";
import { evidenceStage, stageOf } from "#app/features/trainers/schemes/stage.ts";
import type { Actor, RequirementKind, Scheme, Stage } from "#app/features/trainers/schemes/scheme.ts";

/*
 * The candidacy machine (domain §6.2): a candidate goes through the stages of a scheme, and is let out of each by
 * somebody who may, when all it asks is met or waived. Two halves: `decide` refuses or takes an act, `evolve` is what
 * an act that was taken does. Replaying the acts gives the stored state; an act taken twice is taken once.
 *
 * What was decided against a candidate they may appeal once (domain §6.3): a panel of three leaves it, sets it aside or
 * has the step taken again. It brings the candidate back to where somebody else decides anew, and no further.
 */

export const ENDS = ["declined", "certified", "not-certified", "withdrawn"] as const;
export type End = (typeof ENDS)[number];

export type Candidacy = {
  candidateId: string;
  /** A stage of the scheme, or how it ended. */
  state: string;
  /** Every stage entered, in order; a stage that is repeated stands twice. */
  entered: readonly Entered[];
  endedOn: CalendarDay | null;
  recommended: readonly (Given & { by: string })[];
  /** Whoever would recommend them says that they are not strong enough, whatever the figures say. */
  advisedAgainst: readonly (Given & { by: string })[];
  waived: readonly (Given & { kind: RequirementKind })[];
  extended: readonly Given[];
  /** While no seat was offered the clock of a deadline stands still. */
  stopped: readonly { from: CalendarDay; until: CalendarDay | null }[];
  /** The candidate was told that the file will be closed for inactivity. */
  noticed: readonly Given[];
  /** What was last decided against the candidate, until they end it themselves, are certified or have appealed. */
  ruling: Ruling | null;
  /** Since when an appeal against that waits for its panel. */
  appealedOn: CalendarDay | null;
  /** Whose decisions panels have set aside: they do not decide there again. */
  overruled: readonly Ruling[];
  acts: readonly string[];
};

/**
 * `again`: by an appeal or set aside by one, which is no repeat. `stay`: where a decision was set aside, the stay it was about,
 * as what was given in it counts. `passedOn`: where the candidacy began behind a gate, the day that was passed.
 */
export type Entered = {
  stage: string;
  on: CalendarDay;
  again?: true;
  stay?: number;
  passedOn?: CalendarDay;
};

/** `stay`: in which of the stays in stages; two of them may be of one stage and one day. */
export type Given = { stage: string; stay: number; on: CalendarDay };

/** Why somebody is not admitted (T3), beside the officer's own words; what was declined before there were codes has none. */
export const DECLINE_CODES = ["experience", "points", "papers", "conflict", "seat", "other"] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

export const RULINGS = ["decline", "fail", "repeat", "withdraw"] as const;
export type RulingKind = (typeof RULINGS)[number];
/** `stay`: which of the stays in stages it is about; a repeat makes the one after it. */
export type Ruling = {
  act: string;
  kind: RulingKind;
  stage: string;
  stay: number;
  on: CalendarDay;
  by: string;
};

export type Act = {
  /** Each act has its own id: sent twice, it is taken once. */
  id: string;
  on: CalendarDay;
  by: { personId: string; as: Actor };
  /** Why this person may not act on this candidate; found where people and employers are known. */
  bars: readonly Bar[];
  /** A panel of three was called on this stage: what it decided, where this is entered as that. */
  panel?: "called" | ActKind | undefined;
} & (
  | { kind: "advance" }
  | { kind: "recommend" }
  | { kind: "advise-against"; reason: string }
  | { kind: "repeat"; reason: string }
  | { kind: "fail"; reason: string }
  | { kind: "decline"; reason: string; code?: DeclineCode }
  | { kind: "withdraw"; reason: string }
  | { kind: "waive"; requirement: RequirementKind; reason: string }
  | { kind: "extend"; reason: string }
  | { kind: "stop-clock"; reason: string }
  | { kind: "start-clock" }
  | { kind: "give-notice" }
  | { kind: "appeal"; reason: string }
  | { kind: "decide-appeal"; outcome: AppealOutcome; reason: string }
);
export type ActKind = Act["kind"];
type AppealAct = Extract<Act, { kind: "appeal" | "decide-appeal" }>;
type StageAct = Exclude<Act, AppealAct>;
/** Those that belong to a stage. */
export type StageActKind = StageAct["kind"];

const isAppealAct = (act: Act): act is AppealAct => act.kind === "appeal" || act.kind === "decide-appeal";

export type File = { scheme: Scheme; candidacy: Candidacy; facts: CandidateFacts };

/** `key` is a sentence under `refusal.trainers.`; `unmet` says what is missing, each with its cure. */
export type Refused = { key: string; unmet: readonly Unmet[]; bars: readonly Bar[]; day: CalendarDay | null };
export type Decided = { ok: true; value: Candidacy } | { ok: false; reason: Refused };

/** Notice before a file is closed for inactivity. */
const NOTICE_DAYS = 30;

export function open(
  scheme: Scheme,
  candidateId: string,
  on: CalendarDay,
  at = scheme.stages[0]!.id,
  passedOn = on,
): Candidacy {
  return {
    candidateId,
    state: at,
    entered: [{ stage: at, on, ...(passedOn < on && { passedOn }) }],
    endedOn: null,
    recommended: [],
    advisedAgainst: [],
    waived: [],
    extended: [],
    stopped: [],
    noticed: [],
    ruling: null,
    appealedOn: null,
    overruled: [],
    acts: [],
  };
}

export const isOpen = ({ state }: Candidacy): boolean => !(ENDS as readonly string[]).includes(state);

/** What the candidate's stage still asks that nobody has waived. */
export function missingNow({ scheme, candidacy, facts }: File, today: CalendarDay): Unmet[] {
  const stage = stageOf(scheme, candidacy.state);
  if (!stage) return [];
  return stage.asks
    .filter(({ kind }) => !isWaived(candidacy, kind))
    .flatMap((requirement) => unmet(requirement, facts, evidenceStage(scheme, stage), today));
}

/** Decides on an act on the day it is done: a new state, or why not. */
export function decide(file: File, act: Act): Decided {
  const { scheme, candidacy } = file;
  if (candidacy.acts.includes(act.id)) return { ok: true, value: candidacy };
  const stage = stageOf(scheme, candidacy.state);
  if (!stage && !isAppealAct(act)) return refuse("ended");
  if (act.on < lastDay(candidacy)) return refuse("beforeTheLast", { day: lastDay(candidacy) });
  const own = act.by.personId === candidacy.candidateId;
  if (own && !(act.by.as === "candidate" && OWN_ACTS.includes(act.kind))) return refuse("ownRecord");
  if (act.bars.length > 0) return refuse("barred", { bars: act.bars });
  return (
    (isAppealAct(act)
      ? appealRefused(candidacy, act)
      : (waitsForPanel(candidacy, act) ??
        overruledHere(candidacy, act) ??
        panelRefused(stage!, act) ??
        guard(file, stage!, act))) ?? { ok: true, value: evolve(scheme, candidacy, act) }
  );
}

/** What a candidate does themselves. */
const OWN_ACTS: readonly ActKind[] = ["withdraw", "appeal"];

/** What an act does, once taken. */
export function evolve(scheme: Scheme, candidacy: Candidacy, act: Act): Candidacy {
  const { on } = act;
  const taken = { ...candidacy, acts: [...candidacy.acts, act.id] };
  if (isAppealAct(act)) return afterAppeal(scheme, taken, act);
  const stage = stageOf(scheme, candidacy.state);
  if (!stage) return taken;
  const here = { stage: stage.id, stay: lastStay(candidacy), on };
  const moved = { ...taken, ruling: rulingAfter(candidacy, act, stage), appealedOn: null };
  const running = taken.stopped.map((stop) => (stop.until ? stop : { ...stop, until: on }));
  // Another stage has a clock of its own, which runs: what the last one waited for is there.
  const enter = (to: string): Candidacy => ({
    ...moved,
    state: to,
    entered: [...taken.entered, { stage: to, on }],
    stopped: running,
  });
  const end = (how: End): Candidacy => ({ ...moved, state: how, endedOn: on });
  switch (act.kind) {
    case "advance": {
      const next = scheme.stages[scheme.stages.indexOf(stage) + 1];
      return next ? enter(next.id) : { ...end("certified"), ruling: null };
    }
    case "repeat":
      return stage.repeat ? enter(stage.repeat.to) : taken;
    case "fail":
      return end("not-certified");
    case "decline":
      return end("declined");
    case "withdraw":
      return end("withdrawn");
    case "recommend":
    case "advise-against": {
      const advice = { ...here, by: act.by.personId };
      const others = <Row extends typeof advice>(given: readonly Row[]): Row[] =>
        given.filter(({ stage: of, by }) => of !== advice.stage || by !== advice.by);
      const { recommended, advisedAgainst } = taken;
      return act.kind === "recommend"
        ? { ...taken, recommended: [...recommended, advice], advisedAgainst: others(advisedAgainst) }
        : { ...taken, recommended: others(recommended), advisedAgainst: [...advisedAgainst, advice] };
    }
    case "waive":
      return { ...taken, waived: [...taken.waived, { ...here, kind: act.requirement }] };
    case "extend":
      return { ...taken, extended: [...taken.extended, here] };
    case "stop-clock":
      return { ...taken, stopped: [...taken.stopped, { from: on, until: null }] };
    case "start-clock":
      return { ...taken, stopped: running };
    case "give-notice":
      return { ...taken, noticed: [...taken.noticed, here] };
  }
}

/** What a candidate does themselves is no decision against them, and ends what was; anybody else's move does not. */
function rulingAfter(
  candidacy: Candidacy,
  { id, kind, on, by }: StageAct,
  { id: stage }: Stage,
): Ruling | null {
  if (by.as === "candidate") return null;
  const ruled = by.as === "officer" && RULINGS.find((one) => one === kind);
  if (!ruled) return candidacy.ruling;
  return { act: id, kind: ruled, stage, stay: lastStay(candidacy), on, by: by.personId };
}

export const replay = (scheme: Scheme, opened: Candidacy, acts: readonly Act[]): Candidacy =>
  acts.reduce((candidacy, act) => evolve(scheme, candidacy, act), opened);

// ── Guards ──────────────────────────────────────────────────────────────────────────────────────────

function guard(file: File, stage: Stage, act: StageAct): { ok: false; reason: Refused } | null {
  const { scheme, candidacy } = file;
  const as = (...actors: Actor[]) => (actors.includes(act.by.as) ? null : refuse("notYours"));
  const missing = () => missingNow(file, act.on);
  switch (act.kind) {
    case "advance": {
      const wrong = as(stage.decidedBy) ?? recommendationMissing(candidacy, stage, act.by.personId);
      if (wrong) return wrong;
      const due = leaveBy(scheme, candidacy);
      if (due !== null && act.on > due) return refuse("deadlinePassed", { day: due });
      // Whatever a version says, nobody is certified below the floors, unseen or by whoever saw them.
      if (stage === scheme.stages.at(-1) && worthless(scheme).length > 0) return refuse("schemeNotSound");
      const open = missing();
      return open.length > 0 ? refuse("missing", { unmet: open }) : null;
    }
    case "recommend": {
      if (!stage.recommendedBy) return refuse("noRecommendation");
      const wrong = as(stage.recommendedBy);
      // Whoever attests has something to attest: the session was seen, and was good.
      const open = stage.recommendedBy === "attester" ? missing() : [];
      return wrong ?? (open.length > 0 ? refuse("missing", { unmet: open }) : null);
    }
    case "advise-against":
      return stage.recommendedBy ? as(stage.recommendedBy) : refuse("noRecommendation");
    case "repeat": {
      if (!stage.repeat) return refuse("noRepeat");
      const wrong = as(stage.decidedBy);
      if (wrong) return wrong;
      const open = missing();
      if (!needsRepeat(candidacy, open))
        return open.length === 0 ? refuse("nothingMissing") : refuse("canStillMend", { unmet: open });
      if (repeatsUsed(candidacy, stage.repeat)) return refuse("repeatsUsed");
      const weak = open.find(({ kind }) => kind === "criteria-floor")?.what.length ?? 0;
      return weak > stage.repeat.weakAtMost ? refuse("tooManyWeak", { unmet: open }) : null;
    }
    case "fail":
      return as("officer") ?? remarkingOpen(file, stage, act.on) ?? failRefused(file, stage, act.on);
    case "decline":
      if (stage !== scheme.stages[0]) return as("officer") ?? refuse("alreadyAdmitted");
      return as("officer") ?? (act.code ? null : refuse("declineCode"));
    case "withdraw":
      return as("candidate", "officer");
    case "waive": {
      const wrong = as("officer");
      if (wrong) return wrong;
      const open = missing().filter(({ kind }) => kind === act.requirement);
      if (open.length === 0) return refuse("nothingMissing");
      return WAIVABLE.includes(act.requirement) ? null : refuse("notWaivable", { unmet: open });
    }
    case "extend": {
      if (!stage.leaveWithin?.extendMonths) return refuse("noExtension");
      return as("officer") ?? (isExtended(candidacy) ? refuse("extensionUsed") : null);
    }
    case "stop-clock":
      return as("officer") ?? (clockStands(candidacy) ? refuse("clockStands") : null);
    case "start-clock":
      return as("officer") ?? (clockStands(candidacy) ? null : refuse("clockRuns"));
    case "give-notice": {
      const due = leaveBy(scheme, candidacy);
      return as("officer") ?? (due !== null && act.on > due ? null : refuse("notOverdue", { day: due }));
    }
  }
}

/** Until its panel has decided nothing moves the candidate but their own wish; the decision bites meanwhile. */
function waitsForPanel({ appealedOn }: Candidacy, { kind, by }: StageAct) {
  if (appealedOn === null || !MOVING.includes(kind)) return null;
  return kind === "withdraw" && by.as === "candidate" ? null : refuse("appealWaits");
}
const MOVING: readonly ActKind[] = ["advance", ...RULINGS];

/** What panels have set aside in the stage the candidate is in: there somebody else goes on. */
export const setAsideHere = ({ overruled, state }: Candidacy): readonly Ruling[] =>
  overruled.filter(({ stage }) => stage === state);

const overruledHere = (candidacy: Candidacy, { by }: StageAct) =>
  setAsideHere(candidacy).some((ruling) => ruling.by === by.personId)
    ? refuse("barred", { bars: ["had-a-part"] })
    : null;

/** What a panel of three decides instead of the officer. */
const BY_PANEL: readonly ActKind[] = ["advance", "repeat", "fail", "decline"];

/** Where the scheme says so or a panel was called, nobody decides alone, nor enters anything but what the three decided. */
function panelRefused(stage: Stage, { kind, by, panel }: Act) {
  if (!BY_PANEL.includes(kind) || by.as !== "officer") return null;
  if (panel === undefined) return panelDecides(stage) ? refuse("panelFirst") : null;
  if (panel === "called") return refuse("panelFirst");
  return panel === kind ? null : refuse("panelSaid");
}

export const panelDecides = (stage: Stage): boolean => stage.panel === true && stage.decidedBy === "officer";

/** That nothing is decided yet: the candidate stays where they are. */
export const STAY = "stay";

/** What the members of a panel may vote for in a stage: what the officer could do there, or nothing yet. */
export function panelOutcomes(scheme: Scheme, stage: Stage): string[] {
  const acts = edgesOf(scheme)
    .filter(({ from, act, by }) => from === stage.id && BY_PANEL.includes(act) && by.includes("officer"))
    .map(({ act }) => act);
  return acts.length > 0 ? [...acts, STAY] : [];
}

/** Never waived: what was judged, and who judged it. */
export const WAIVABLE: readonly RequirementKind[] = ["selection", "attendance", "debriefs", "practice"];

/** How something missing is mended, and who may waive it besides. */
export const curesOf = ({ kind, cure }: Pick<Unmet, "kind" | "cure">): Cure[] =>
  WAIVABLE.includes(kind) && cure !== "officer-may-waive" ? [cure, "officer-may-waive"] : [cure];

/** What counts as recommended in the stage the candidate is in. */
export const recommendedHere = (candidacy: Candidacy) => inThisStage(candidacy, candidacy.recommended);

/** Whoever was to recommend the candidate in this stage has said that they do not. */
export const isAdvisedAgainst = (candidacy: Candidacy): boolean =>
  inThisStage(candidacy, candidacy.advisedAgainst).length > 0;

/** What only a decision mends: once more, or not at all. The rest the candidate can still do, or wait for. */
export const isBeyondMending = ({ cure }: Pick<Unmet, "cure">): boolean => cure !== "do" && cure !== "wait";

/** Whether there is a reason to have a step taken again (T10, T14): something shown in it, or who judges them, says so. */
export const needsRepeat = (candidacy: Candidacy, open: readonly Unmet[]): boolean =>
  open.some(isBeyondMending) || isAdvisedAgainst(candidacy);

/** The recommendation stands since the stage was entered, and is another person's than the decision. */
function recommendationMissing(candidacy: Candidacy, stage: Stage, decider: string) {
  if (!stage.recommendedBy) return null;
  const given = recommendedHere(candidacy);
  if (given.length === 0 && isAdvisedAgainst(candidacy)) return refuse("advisedAgainst");
  if (given.length === 0)
    return refuse(stage.recommendedBy === "attester" ? "notAttestedYet" : "noRecommendationYet");
  return given.every(({ by }) => by === decider) ? refuse("recommendedByDecider") : null;
}

/** Nobody is refused on a result that is being marked again, nor while the candidate may still ask for that. */
function remarkingOpen({ facts }: File, stage: Stage, today: CalendarDay) {
  if (waitsForRemarking(facts.stages[stage.id]?.sittings ?? [])) return refuse("remarkingOpen");
  const day = remarkUntil(stage, facts, today);
  return day === null ? null : refuse("remarkingPossible", { day });
}

/**
 * A candidate who could still mend what is missing is not failed, except for inactivity after notice: of the deadline that
 * has passed, not of one before it was put off (T17).
 */
function failRefused(file: File, stage: Stage, today: CalendarDay) {
  const { scheme, candidacy } = file;
  const due = leaveBy(scheme, candidacy);
  if (due !== null && today > due) {
    const notice = inThisStage(candidacy, candidacy.noticed)
      .filter(({ on }) => on > due)
      .at(-1);
    if (!notice) return refuse("noNotice");
    const from = addDays(notice.on, NOTICE_DAYS);
    return today < from ? refuse("noticeRuns", { day: from }) : null;
  }
  const open = missingNow(file, today);
  if (open.some(({ cure }) => MAY_END.includes(cure)) || isAdvisedAgainst(candidacy)) return null;
  const weak = open.filter(({ cure }) => cure === "repeat");
  if (weak.length === 0) return refuse("canStillMend", { unmet: open });
  const { repeat } = stage;
  const used = !repeat || repeatsUsed(candidacy, repeat);
  const tooMany =
    repeat !== null &&
    weak.some(({ kind, what }) => kind === "criteria-floor" && what.length > repeat.weakAtMost);
  return used || tooMany || stage !== scheme.stages.at(-1) ? null : refuse("repeatFirst", { unmet: weak });
}

/** What the candidate cannot mend themselves: it may be the end, until somebody says otherwise. */
const MAY_END: readonly Cure[] = ["another-form", "reapply", "officer-may-waive"];

function refuse(key: string, more: Partial<Omit<Refused, "key">> = {}): { ok: false; reason: Refused } {
  return { ok: false, reason: { key, unmet: [], bars: [], day: null, ...more } };
}

// ── Appeals ─────────────────────────────────────────────────────────────────────────────────────────

/** The day an appeal of a day is decided by. */
export const appealDue = (appealedOn: CalendarDay): CalendarDay => addDays(appealedOn, OUTCOME_DAYS);

/** The last day to appeal against what was decided. */
export const appealUntil = ({ on }: Pick<Ruling, "on">): CalendarDay => addDays(on, APPEAL_DAYS);

/** The decision the candidate may still appeal against. */
export const openToAppeal = ({ ruling, appealedOn }: Candidacy, today: CalendarDay): Ruling | null =>
  ruling && appealedOn === null && today <= appealUntil(ruling) ? ruling : null;

/** What its panel may vote for: that somebody was put out of the way is no step that could be taken again. */
export const appealOutcomes = ({ kind }: Pick<Ruling, "kind">): readonly AppealOutcome[] =>
  kind === "withdraw" ? APPEAL_OUTCOMES.filter((outcome) => outcome !== "redo") : APPEAL_OUTCOMES;

function appealRefused({ candidateId, ruling, appealedOn }: Candidacy, act: AppealAct) {
  if (act.kind === "appeal") {
    if (act.by.as !== "candidate" || act.by.personId !== candidateId) return refuse("notYours");
    if (!ruling) return refuse("nothingToAppeal");
    if (appealedOn !== null) return refuse("appealWaits");
    const until = appealUntil(ruling);
    return act.on > until ? refuse("appealOver", { day: until }) : null;
  }
  if (act.by.as !== "officer") return refuse("notYours");
  if (!ruling || appealedOn === null) return refuse("noAppeal");
  if (ruling.by === act.by.personId) return refuse("barred", { bars: ["had-a-part"] });
  if (act.panel !== "decide-appeal") return refuse("panelFirst");
  return appealOutcomes(ruling).includes(act.outcome) ? null : refuse("panelSaid");
}

function afterAppeal(scheme: Scheme, candidacy: Candidacy, act: AppealAct): Candidacy {
  const { ruling, entered, overruled } = candidacy;
  if (!ruling) return candidacy;
  if (act.kind === "appeal") return { ...candidacy, appealedOn: act.on };
  const settled = { ...candidacy, ruling: null, appealedOn: null };
  if (act.outcome === "upheld") return settled;
  const to =
    act.outcome === "redo"
      ? { stage: takenAgainIn(scheme, ruling) }
      : { stage: ruling.stage, stay: countsFrom(entered, ruling.stay) };
  return {
    ...settled,
    state: to.stage,
    entered: [...withoutRepeat(entered, ruling), { ...to, on: act.on, again: true }],
    endedOn: null,
    overruled: [...overruled, ruling],
  };
}

/** A repeat that was set aside is not spent. */
const withoutRepeat = (entered: readonly Entered[], { kind, stay }: Ruling): Entered[] =>
  entered.map((one, index) => (kind === "repeat" && index === stay + 1 ? { ...one, again: true } : one));

/** Where the step begins that is taken again: where it would be repeated, or what the decision was about. */
function takenAgainIn(scheme: Scheme, { stage: id }: Ruling): string {
  const stage = stageOf(scheme, id);
  return stage?.repeat?.to ?? (stage ? evidenceStage(scheme, stage) : id);
}

/** Every way an appeal can end: drawn into docs/ and walked by the tests. */
export const appealsOf = (scheme: Scheme) =>
  edgesOf(scheme)
    .filter(({ by }) => by.includes("officer"))
    .flatMap(({ from, act, to }) => {
      const kind = RULINGS.find((one) => one === act);
      if (!kind) return [];
      const ruling = { act: "", kind, stage: from, stay: 0, on: "", by: "" };
      const ends = (outcome: AppealOutcome) =>
        outcome === "upheld" ? to : outcome === "redo" ? takenAgainIn(scheme, ruling) : from;
      return [
        {
          from,
          act: kind,
          outcomes: appealOutcomes(ruling).map((outcome) => [outcome, ends(outcome)] as const),
        },
      ];
    });

// ── Where it stands ─────────────────────────────────────────────────────────────────────────────────

const enteredOn = ({ entered }: Candidacy): CalendarDay => entered.at(-1)!.on;

const lastStay = ({ entered }: Pick<Candidacy, "entered">): number => entered.length - 1;

/** The stay since which what was given counts in another one. */
const countsFrom = (entered: readonly Entered[], stay: number): number => entered[stay]!.stay ?? stay;

/** What was given since the candidate came into this stage: an earlier round does not count, unless an appeal brought it back. */
function inThisStage<Row extends Given>({ state, entered }: Candidacy, rows: readonly Row[]): Row[] {
  const from = countsFrom(entered, lastStay({ entered }));
  return rows.filter(({ stage, stay }) => stage === state && stay >= from);
}

/**
 * The day since which what a candidate shows counts where they are: when it was last decided that they go on, or go back. A
 * seat only follows from that, and is often written down when the course has begun.
 */
export function shownSince(scheme: Scheme, { entered }: Pick<Candidacy, "entered">): CalendarDay {
  const place = (stage: string) => scheme.stages.findIndex(({ id }) => id === stage);
  const isSeat = (stay: number): boolean => {
    const [before, here] = [entered[stay - 1], entered[stay]!];
    if (!before || here.again || place(before.stage) >= place(here.stage)) return false;
    return SEATING.some((actor) => actor === stageOf(scheme, before.stage)?.decidedBy);
  };
  let stay = countsFrom(entered, lastStay({ entered }));
  while (isSeat(stay)) stay -= 1;
  return entered[stay]!.on;
}
const SEATING: readonly Actor[] = ["cohort-administrator", "system"];

export const isExtended = (candidacy: Candidacy): boolean =>
  inThisStage(candidacy, candidacy.extended).length > 0;

const repeatsUsed = ({ entered }: Candidacy, { to, times }: NonNullable<Stage["repeat"]>): boolean =>
  entered.filter(({ stage, again }) => stage === to && !again).length > times;

export const isWaived = (candidacy: Candidacy, kind: RequirementKind): boolean =>
  inThisStage(candidacy, candidacy.waived).some((waiver) => waiver.kind === kind);

export const clockStands = ({ stopped }: Candidacy): boolean => stopped.some(({ until }) => until === null);

/** The last day to leave the stage: its months and its extension, and every day the clock stood since it was entered. */
export function leaveBy(scheme: Scheme, candidacy: Candidacy): CalendarDay | null {
  const within = stageOf(scheme, candidacy.state)?.leaveWithin;
  if (!within || clockStands(candidacy)) return null;
  const since = enteredOn(candidacy);
  const months = within.months + (isExtended(candidacy) ? within.extendMonths : 0);
  const stood = candidacy.stopped.reduce((days, stop) => days + daysStood(stop, since), 0);
  return addDays(addMonths(since, months), stood);
}

function daysStood({ from, until }: Candidacy["stopped"][number], since: CalendarDay): number {
  if (until === null || until <= since) return 0;
  return daysBetween(from > since ? from : since, until);
}

function lastDay(candidacy: Candidacy): CalendarDay {
  const { entered, recommended, advisedAgainst, waived, extended, noticed, stopped, endedOn, appealedOn } =
    candidacy;
  const days = [
    ...[endedOn, appealedOn].filter((day) => day !== null),
    ...[entered, recommended, advisedAgainst, waived, extended, noticed].flatMap((list) =>
      list.map(({ on }) => on),
    ),
    ...stopped.flatMap(({ from, until }) => (until ? [from, until] : [from])),
  ];
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/**
 * From which day one may apply again after an end, and at which stage: gates passed lately are kept, by whoever withdrew
 * while the version they passed them under is the current one still (T16).
 */
export function reapply(
  scheme: Scheme,
  ended: Candidacy,
  today: CalendarDay,
  sameVersion: boolean,
): { from: CalendarDay; at: string; passedOn?: CalendarDay } | null {
  if (ended.endedOn === null || ended.state === "certified") return null;
  const wait = ended.state === "withdrawn" ? 0 : scheme.reapplyAfterDays;
  const since = addMonths(today, -scheme.keepGatesMonths);
  const keeps = ended.state !== "withdrawn" || sameVersion;
  const kept = gatesPassed(scheme, ended)
    .filter(({ on }) => keeps && on >= since)
    .at(-1);
  return {
    from: addDays(ended.endedOn, wait),
    at: kept?.stage ?? scheme.stages[0]!.id,
    ...(kept && { passedOn: kept.on }),
  };
}

/**
 * The gates the candidate went through, each with its day: whoever is sent back to one has not passed it anew, nor who
 * begins behind it.
 */
function gatesPassed(scheme: Scheme, { entered }: Candidacy): { stage: string; on: CalendarDay }[] {
  const gates = gatesOf(scheme);
  const place = (stage: string) => scheme.stages.findIndex(({ id }) => id === stage);
  return entered.flatMap(({ stage, on, again, passedOn = on }, index) => {
    const before = entered[index - 1];
    const letOn = !before || (!again && place(before.stage) < place(stage));
    return letOn && gates.includes(stage) ? [{ stage, on: passedOn }] : [];
  });
}

/**
 * Stages that stand behind a gate: an officer decided on what was shown in the stage before. Being let in is none, and a
 * decision is no stage to begin at.
 */
const gatesOf = ({ stages }: Scheme): string[] =>
  stages
    .filter(({ id }, index) => index > 1 && stages[index - 1]!.decidedBy === "officer" && id !== "decision")
    .map(({ id }) => id);

/** Whether anybody can be failed in a stage: it has a last day, asks what may be missing for good, or advice. */
const mayEndIn = ({ leaveWithin, asks, recommendedBy }: Stage): boolean =>
  leaveWithin !== null || recommendedBy !== null || asks.some(mayBeFinal);

/** Every edge of the machine of a scheme: drawn into docs/ and walked by the tests. */
export function edgesOf(scheme: Scheme): { from: string; act: ActKind; by: readonly Actor[]; to: string }[] {
  return scheme.stages.flatMap((stage, index) => {
    const next = scheme.stages[index + 1]?.id ?? "certified";
    return [
      { from: stage.id, act: "advance" as const, by: [stage.decidedBy], to: next },
      ...(stage.repeat
        ? [{ from: stage.id, act: "repeat" as const, by: [stage.decidedBy], to: stage.repeat.to }]
        : []),
      ...(index === 0
        ? [{ from: stage.id, act: "decline" as const, by: ["officer" as const], to: "declined" }]
        : []),
      ...(mayEndIn(stage)
        ? [{ from: stage.id, act: "fail" as const, by: ["officer" as const], to: "not-certified" }]
        : []),
      {
        from: stage.id,
        act: "withdraw" as const,
        by: ["candidate" as const, "officer" as const],
        to: "withdrawn",
      },
    ];
  });
}
