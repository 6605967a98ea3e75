import { recordAudit } from "#app/features/audit/record.server.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { tellOfDecision } from "#app/features/trainers/certifications/certification-mail.server.ts";
import {
  datesOf,
  standingOn,
  wasAwayTooLong,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  LEAVE,
  readCertification,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { awayOn, endedWithWork } from "#app/features/trainers/certifications/employment.ts";
import { validityBehind } from "#app/features/trainers/certifications/attestation.server.ts";
import { renewingRule } from "#app/features/trainers/renewal/renewal.ts";
import { stepsOf } from "#app/features/trainers/schemes/checklist.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { reissueWithTopics } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { succeed } from "#app/features/trainers/certifications/successor.server.ts";
import { storedTopics, topicsHeld, topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { isOwnRecord, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { heldAt, schemeDay, SCHEME_ID } from "./attestations.server.ts";
import { unitsUnder } from "./coverage.ts";
import type { FileLine } from "./day-file.server.ts";
import {
  emptyLine,
  isBlank,
  keptLine,
  readLine,
  restOf,
  storedLine,
  type NamedSteps,
  type Observed,
  type RawLine,
  type ReadLine,
} from "./day-lines.ts";
import type { DayFacts, DayLine, Outcome } from "./day-view.ts";
import { actingAt, employerInReach } from "./employer-scope.server.ts";
import { neededOn, positionKeyOf } from "./needs.ts";
import { observersNamed, observersOf, sessionSeen } from "./observers.server.ts";
import { toAddTo, toRefresh } from "./refresher-plan.ts";
import { completeOn, decideRefresh, decideTopic, refreshAsks, type Line, type Refreshed } from "./refresh.ts";

export type NewDay = { heldOn: CalendarDay; place: string; unitId: string; topic: string };

/** A day for an employer's facilitators, or those of an area. Pressed twice it is one day. Null: not in reach. */
export const addRefresherDay = (
  actor: Actor,
  organisationId: string,
  { heldOn, place, unitId, topic }: NewDay,
): Promise<Result<string> | null> =>
  inTransaction(async (tx) => {
    const held = await tx.organisation.updateMany({
      where: { id: organisationId },
      data: { id: organisationId },
    });
    if (held.count === 0 || !(await employerInReach(actor, organisationId, tx))) return null;
    if (topic && !topicsOf(SCHEME_ID).some((one) => one === topic)) return refuse("changed-meanwhile");
    if (unitId && (await tx.organisationUnit.count({ where: { id: unitId, organisationId } })) === 0)
      return refuse("changed-meanwhile");
    const asked = { organisationId, heldOn, place, unitId: unitId || null, topic: topic || null };
    const same = await tx.refresherDay.findFirst({ where: asked, select: { id: true } });
    if (same) return ok(same.id);
    const id = newId();
    await tx.refresherDay.create({ data: { id, ...asked, madeBy: actor.personId, madeAt: now() } });
    const subject = { kind: "organisation", id: organisationId };
    await recordAudit(tx, actor, "attestation.day-added", subject, { day: id, heldOn, topic: topic || null });
    return ok(id);
  });

/** A day of an employer in reach, with its lines by name; typed lines take the place of kept ones. */
export async function refresherDay(actor: Actor, dayId: string, typed?: ReadonlyMap<string, RawLine>) {
  const row = await findDay(db, actor, dayId);
  if (!row) return null;
  const day: DayFacts = {
    id: row.id,
    organisation: row.organisation,
    unit: row.unit?.name ?? null,
    heldOn: row.heldOn,
    place: row.place,
    topic: row.topic,
  };
  const { officers, current } = await officersOf(db, row);
  const steps = stepsIn(current);
  const marks = new Map(row.marks.map((mark) => [mark.personId, mark]));
  const restFor = ({ person, held }: Officer) => stillOpen(held, marks.get(person.id));
  const keptInPart = officers.flatMap((officer) => {
    const mark = marks.get(officer.person.id);
    const inPart = mark?.given && restFor(officer).length > 0;
    return inPart ? [[mark.personId, keptLine(mark.line, steps).line] as const] : [];
  });
  const toPlan = new Map([...keptInPart, ...(typed ?? [])]);
  const planned = toPlan.size > 0 ? await plan(db, row.actor, row, toPlan) : [];
  const givenTo = ({ person, held }: Officer) => {
    const ids = givenBy(marks.get(person.id));
    return held.filter(({ id }) => ids.includes(id));
  };
  const given = officers.flatMap(givenTo).filter(({ standing }) => standing.status !== "superseded");
  const { waiting } = await papersOf(
    db,
    row,
    given.map(({ id }) => id),
  );
  const said = officers.map((officer) => {
    const mark = marks.get(officer.person.id);
    const isDone = mark?.given && restFor(officer).length === 0;
    const asTyped = isDone ? undefined : typed?.get(officer.person.id);
    if (asTyped) return { line: asTyped, observed: seenIn(asTyped, steps) };
    const kept = mark && keptLine(mark.line, steps);
    return kept ? { line: kept.line, observed: kept.said.observed } : { line: emptyLine(), observed: null };
  });
  const names = await observersNamed(db, row.organisation.id, said);
  const lines = officers.map((officer, index): DayLine => {
    const { person } = officer;
    const mark = marks.get(person.id);
    const done = givenBy(mark);
    const given = givenTo(officer);
    const { line, observed } = said[index]!;
    const asPlanned = planned.find(({ personId }) => personId === person.id)?.outcome ?? null;
    const paperWaits = done.some((id) => waiting.includes(id));
    const rest = restFor(officer);
    const outcome: Outcome | null =
      done.length === 0
        ? asPlanned
        : rest.length > 0 && asPlanned
          ? { kind: "partly", paperWaits, others: asPlanned }
          : { kind: "done", paperWaits };
    return {
      personId: person.id,
      name: person.name,
      username: person.username,
      staffNumber: person.staffNumber,
      unit: person.unit,
      periods: (given.length > 0 ? [...given, ...rest] : officer.about).map(
        ({ standing, validUntil, topics }) => ({
          standing,
          validUntil,
          topics,
        }),
      ),
      line,
      observed: observed && sessionSeen(observed, names),
      outcome,
    };
  });
  return {
    day,
    lines,
    steps,
    version: current.version,
    asks: refreshAsks(current),
    today: await schemeDay(),
  };
}

const stepsIn = ({ checklist }: Pick<Scheme, "checklist">): NamedSteps =>
  checklist ? stepsOf(checklist) : null;

const seenIn = (line: RawLine, steps: NamedSteps): Observed | null => {
  const read = isBlank(line) ? null : readLine(line, steps);
  return read?.ok ? read.value.observed : null;
};

/** The periods, or the one with the topic, that a line gave. */
const givenBy = (mark: { given: string | null } | undefined): string[] =>
  mark?.given ? (JSON.parse(mark.given) as string[]) : [];

/** Of what a line could not give yet, what is not settled otherwise since. */
const stillOpen = (held: Officer["held"], mark: { line: string } | undefined) => {
  const rest = mark ? restOf(mark.line) : [];
  return held.filter(({ id, standing }) => rest.includes(id) && standing.status !== "superseded");
};

/** The lines of a file, by whom they are about; those that are about nobody here are named. */
export async function linesOfFile(actor: Actor, dayId: string, file: readonly FileLine[]) {
  const row = await findDay(db, actor, dayId);
  if (!row) return null;
  const { officers } = await officersOf(db, row);
  const typed = new Map<string, RawLine>();
  const unknown: { row: number; who: string; why: "nobody" | "twice" }[] = [];
  for (const { row: number, who, line } of file) {
    const person = officers.find(({ person: one }) => isCalled(one, who))?.person;
    if (!person) unknown.push({ row: number, who, why: "nobody" });
    else if (typed.has(person.id)) unknown.push({ row: number, who, why: "twice" });
    else typed.set(person.id, line);
  }
  return { typed, unknown };
}

export type Recorded = { renewed: number; topics: number; noted: number; unchanged: number };
/** `papers`: certificates to draw. `waiting`: of how many the paper does not say it yet. */
type DayRecorded = Recorded & { papers: string[]; waiting: number };

/**
 * Keeps every line and renews whom it may, all or nothing. Lines kept before and not changed do nothing, so that the
 * same file twice is once. What is given does not wait for paper. Null: not in reach.
 * @param version of whose steps the numbers are
 */
export async function recordDay(
  asking: Actor,
  dayId: string,
  typed: ReadonlyMap<string, RawLine>,
  version?: string,
): Promise<Result<DayRecorded> | null> {
  try {
    return await inTransaction(
      async (tx) => {
        await tx.refresherDay.updateMany({ where: { id: dayId }, data: { id: dayId } });
        const row = await findDay(tx, asking, dayId);
        if (!row) return null;
        const { actor } = row;
        const named = numbersOf(version, (await loadSchemes(tx)).current(SCHEME_ID));
        if (!named.ok) return named;
        const done: Recorded = { renewed: 0, topics: 0, noted: 0, unchanged: 0 };
        const given: string[] = [];
        for (const planned of await plan(tx, actor, row, typed))
          given.push(...(await keep(tx, actor, row, planned, done)));
        const { renewed, topics, noted } = done;
        if (renewed + topics + noted > 0)
          await recordAudit(
            tx,
            actor,
            "attestation.day-recorded",
            { kind: "organisation", id: row.organisation.id },
            { day: dayId, renewed, topics, noted },
          );
        const { papers, waiting } = await papersOf(tx, row, given);
        return ok({ ...done, papers, waiting: waiting.length });
      },
      { timeoutMs: 60_000 },
    );
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

/** Numbers from a sheet of another version would say something of other steps. */
export const numbersOf = (asked: string | undefined, { version }: { version: string }): Result<null> =>
  asked === undefined || asked === version ? ok(null) : refuse("attestation-steps-changed");

// ── who and what ────────────────────────────────────────────────────────────────────────────────────

async function findDay(tx: Tx, actor: Actor, id: string) {
  const row = await tx.refresherDay.findUnique({
    where: { id },
    include: {
      organisation: { select: { id: true, name: true } },
      unit: { select: { id: true, name: true } },
      marks: true,
    },
  });
  const employer = row && (await employerInReach(actor, row.organisation.id, tx));
  return employer && { ...row, places: employer.places, actor: actingAt(actor, employer) };
}
type Day = NonNullable<Awaited<ReturnType<typeof findDay>>>;

/** Who works there on the day and is attested by this employer, each with the periods the day is about. */
async function officersOf(tx: Tx, day: Day) {
  const organisationId = day.organisation.id;
  const [book, today, needs, units] = await Promise.all([
    loadSchemes(tx),
    schemeDay(tx),
    tx.topicNeed.findMany({ where: { organisationId } }),
    tx.organisationUnit.findMany({
      where: { organisationId },
      select: { id: true, parentId: true, name: true },
    }),
  ]);
  const within = day.unit ? [...unitsUnder(units, [day.unit.id])] : null;
  const places: Prisma.AffiliationWhereInput = {
    from: { lte: day.heldOn },
    OR: [{ until: null }, { until: { gte: day.heldOn } }],
    AND: [day.places, within ? { unitId: { in: within } } : {}],
  };
  const rows = await tx.certification.findMany({
    where: {
      AND: [
        heldAt(organisationId),
        { person: { deactivatedAt: null } },
        { person: { affiliations: { some: places } } },
      ],
    },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }, { validFrom: "asc" }, { id: "asc" }],
    include: withHolder({
      id: true,
      name: true,
      username: true,
      leaves: { where: { organisationId }, select: LEAVE },
      affiliations: {
        where: places,
        orderBy: { from: "asc" },
        select: { position: true, staffNumber: true, unit: { select: { name: true } } },
      },
    }),
  });
  const periodOf = (row: (typeof rows)[number]) => {
    const certification = readCertification(row);
    const judged = book.judging(row, today);
    return {
      id: row.id,
      predecessorId: row.predecessorId,
      topics: topicsHeld(row, today),
      validFrom: row.validFrom,
      row,
      certification,
      judged,
      standing: standingOn(certification, judged.validity, today),
      tooLong: wasAwayTooLong(certification, today),
      ...datesOf(certification, judged.validity),
    };
  };
  const people = [...new Set(rows.map(({ personId }) => personId))];
  const work = await tx.affiliation.findMany({
    where: { organisationId, personId: { in: people } },
    select: { personId: true, from: true, until: true },
  });
  const officers = people.flatMap((one) => {
    const own = rows.filter(({ personId }) => personId === one);
    const held = own.map(periodOf);
    const { affiliations, leaves, id, name, username } = own[0]!.person;
    const place = affiliations.at(-1);
    const needed = neededOn(needs, positionKeyOf(place?.position ?? ""), today);
    const worked = work.filter(({ personId }) => personId === one);
    const away = awayOn(endedWithWork(leaves, worked), today)?.away === "on-leave";
    const attestee = { needs: needed, away, held };
    const about = day.topic === null ? toRefresh(attestee, today) : toAddTo(attestee, today);
    if (about.length === 0) return [];
    const staffNumber = place?.staffNumber ?? null;
    return [{ about, held, person: { id, name, username, staffNumber, unit: place?.unit?.name ?? null } }];
  });
  return { officers, current: book.current(SCHEME_ID), today };
}

type Officer = Awaited<ReturnType<typeof officersOf>>["officers"][number];
type Period = Officer["about"][number];

/** Staff numbers are told apart without regard to capitals, as usernames are. */
const isCalled = ({ username, staffNumber }: { username: string; staffNumber: string | null }, who: string) =>
  [username, staffNumber?.toLowerCase()].includes(who.trim().toLowerCase());

/** What a line gives of one period, as of the day its file was complete; with no next one, the topic. */
type Gift = { period: Period; next: Refreshed | null; submittedOn: CalendarDay; inputs: string };
type Planned = { personId: string; stored: string; gifts: Gift[]; outcome: Outcome };

/** Why a line gives nothing where there is nothing left to give. */
const SETTLED: readonly Refusal["key"][] = ["attestation-topic-held", "renewal-decided"];

/** What each line would do; blank ones, and those of nobody here, do nothing. */
async function plan(tx: Tx, actor: Actor, day: Day, typed: ReadonlyMap<string, RawLine>): Promise<Planned[]> {
  const { officers, current, today } = await officersOf(tx, day);
  const steps = stepsIn(current);
  const validity = await validityBehind(tx, current.validity, day.organisation.id);
  const observers = await observersOf(
    tx,
    day.organisation.id,
    [...typed.values()].map(({ observer }) => observer),
  );
  const findings = await openFindings(tx, [...typed.keys()]);
  const planned: Planned[] = [];
  for (const { about, held, person } of officers) {
    const raw = typed.get(person.id);
    const read = raw && !isBlank(raw) ? readLine(raw, steps) : null;
    if (!raw || !read?.ok) continue;
    const mark = day.marks.find(({ personId }) => personId === person.id);
    const periods = mark?.given ? stillOpen(held, mark) : about;
    const said = await lineOf(tx, person.id, read.value, observers);
    const actorId = isOwnRecord(actor, person.id) ? person.id : actor.personId;
    const standsBy = about[0]!;
    const decided = periods.map((period) => {
      const { certification, judged, row } = period;
      const openFindings = judged.renewal.parts.includes("R6") ? (findings.get(person.id) ?? 0) : 0;
      const line = { ...said, openFindings };
      const around = { actorId, heldOn: day.heldOn, today, asks: refreshAsks(judged) };
      const gives: Result<Refreshed | null> =
        day.topic === null
          ? decideRefresh(certification, renewingRule(judged, { validity }), line, around)
          : decideTopic(
              standsBy.certification,
              standsBy.judged.validity,
              topicsHeld(row),
              day.topic,
              line,
              around,
            );
      const submittedOn = completeOn(line, day.heldOn);
      return {
        period,
        gives,
        submittedOn,
        inputs: canonicalJson({ scheme: judged.version, line, ...around }),
      };
    });
    const gifts = decided.flatMap(({ gives, ...one }) => (gives.ok ? [{ ...one, next: gives.value }] : []));
    const not = decided.flatMap(({ gives }) => (gives.ok ? [] : [gives.reason]));
    const left = decided.flatMap(({ gives, period }) =>
      gives.ok || SETTLED.includes(gives.reason.key) ? [] : [period.id],
    );
    const stored = storedLine(raw, read.value, steps, {
      before: mark?.line,
      rest: gifts.length > 0 || mark?.given ? left : [],
    });
    planned.push({ personId: person.id, stored, gifts, outcome: outcomeOf(day, gifts, not) });
  }
  return planned;
}

function outcomeOf({ topic }: Pick<Day, "topic">, gifts: readonly Gift[], not: Refusal[]): Outcome {
  const [why] = not;
  if (gifts.length === 0) return why ? { kind: "noted", reason: why } : { kind: "done", paperWaits: false };
  if (topic !== null) return { kind: "topic" };
  const periods = gifts.map(({ next, period }) => ({
    topics: period.topics,
    from: next!.validFrom,
    until: next!.validUntil,
  }));
  return { kind: "renewed", periods, not };
}

/** Of each, how many findings are open. */
async function openFindings(tx: Tx, people: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.renewalEvidence.groupBy({
    by: ["personId"],
    where: { personId: { in: [...people] }, schemeId: SCHEME_ID, kind: "finding", closedOn: null },
    _count: { _all: true },
  });
  return new Map(rows.map(({ personId, _count }) => [personId, _count._all]));
}

/** Whether the observer could on that day is asked by the rule of any assessment: attested, or a master trainer. */
async function lineOf(
  tx: Tx,
  personId: string,
  { present, score, observed, unsaid }: ReadLine,
  observers: ReadonlyMap<string, string>,
): Promise<Line> {
  if (!observed) return { personId, present, score, observation: null, ...(unsaid && { unsaid }) };
  const observerId = observers.get(observed.observer) ?? "";
  const around = {
    candidateId: personId,
    ties: [],
    assessors: [],
    learntIn: [],
    byEmployer: true,
    deciding: true,
  };
  const bars = observerId ? await barsOn("assess", observerId, around, observed.on, tx) : null;
  const { observer: _, ...seen } = observed;
  const observerMay = bars !== null && !bars.includes("not-attested");
  return { personId, present, score, observation: { ...seen, observerId, observerMay } };
}

/** Answers the certifications that were given something now: a line gives each once. */
async function keep(
  tx: Tx,
  actor: Actor,
  day: Day,
  { personId, stored: line, gifts, outcome }: Planned,
  done: Recorded,
): Promise<readonly string[]> {
  const mark = day.marks.find((one) => one.personId === personId);
  if (gifts.length === 0 && (mark?.given || mark?.line === line)) {
    done.unchanged += 1;
    return [];
  }
  const given: string[] = [];
  for (const gift of gifts) given.push(await give(tx, actor, day, gift));
  const all = [...givenBy(mark), ...given];
  const recorded = {
    line,
    given: all.length > 0 ? JSON.stringify(all) : null,
    recordedAt: now(),
    recordedBy: actor.personId,
  };
  await tx.refresherMark.upsert({
    where: { dayId_personId: { dayId: day.id, personId } },
    create: { dayId: day.id, personId, ...recorded },
    update: recorded,
  });
  if (outcome.kind === "renewed") done.renewed += 1;
  else if (outcome.kind === "topic") done.topics += 1;
  else done.noted += 1;
  return given;
}

/**
 * The papers of what a day gave, as they stand. Where one could not be issued (a name no font has, an ending that waits) what
 * was given holds all the same, and an officer issues it later; decided on paper, none is.
 */
async function papersOf(tx: Tx, { topic }: Pick<Day, "topic">, certificationIds: readonly string[]) {
  const rows = await tx.certification.findMany({
    where: { id: { in: [...certificationIds] } },
    select: {
      id: true,
      origin: true,
      facts: { where: { kind: "topic-added", word: topic }, select: { recordedAt: true } },
      certificates: { where: { supersededAt: null }, select: { id: true, issuedAt: true } },
    },
  });
  const saysIt = ({ facts, certificates: [paper] }: (typeof rows)[number]) =>
    paper !== undefined && facts.every(({ recordedAt }) => recordedAt <= paper.issuedAt);
  return {
    papers: rows.filter(saysIt).flatMap(({ certificates }) => certificates.map(({ id }) => id)),
    waiting: rows
      .filter((row) => !saysIt(row) && (row.origin !== "recorded" || row.certificates.length > 0))
      .map(({ id }) => id),
  };
}

/** The next period, which this employer stands behind, or the topic; answers the certification it is in. */
async function give(
  tx: Tx,
  actor: Actor,
  day: Day,
  { period: { row }, next: refreshed, submittedOn, inputs }: Gift,
): Promise<string> {
  const reason = `${day.heldOn}, ${day.place}`;
  const today = await schemeDay(tx);
  if (!refreshed) {
    await addFact(tx, actor, row, {
      kind: "topic-added",
      day: today,
      word: day.topic,
      reason,
      recordedOn: today,
    });
    await reissueWithTopics(tx, actor, row.id, reason);
    return row.id;
  }
  const { validFrom, validUntil } = refreshed;
  const submitted = { kind: "renewal-submitted", day: submittedOn, reason, recordedOn: today } as const;
  await addFact(tx, actor, row, submitted);
  const fact = { kind: "succeeded", day: validFrom, word: "renewed", reason } as const;
  const facts = [...row.facts, submitted];
  const factId = await addFact(tx, actor, { id: row.id, facts }, { ...fact, inputs, recordedOn: today });
  const next = {
    schemeVersion: (await loadSchemes(tx)).current(SCHEME_ID).version,
    validFrom,
    validUntil,
    topics: storedTopics(row),
    origin: "renewed",
    basis: reason,
    recordedOn: today,
  } as const;
  const id = await succeed(tx, actor, row, next, day.organisation.id);
  await tellOfDecision(tx, row, factId, fact);
  return id;
}
