import type { Paper } from "#app/features/learning/quiz-draw.ts";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { accountsOf, personNow } from "#app/features/identity/who-now.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newCode, newId } from "#app/infra/ids.server.ts";
import {
  actingIn,
  isOwnRecord,
  ownRecordsOf,
  programmeScope,
  reachedIds,
  reachesAll,
  type Actor,
} from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  holdCandidacy,
  loadCandidacy,
  readEntry,
  type StoredCandidacy,
} from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { readHistory } from "#app/features/trainers/candidacies/candidacy-history.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { examOf } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { candidaciesInReach } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import { drawExam, type Blueprint } from "./draw-exam.ts";
import type { Admission, Move } from "./exam-forms.ts";
import {
  tellAdmitted,
  tellCancelled,
  tellInvigilator,
  tellMoved,
  tellRemoved,
  tellReplaced,
} from "./exam-mail.server.ts";
import { NEAR_THE_PASS } from "./exam-marking.ts";
import { isAbsent, isLeftOpen, mayMove, mayReplaceInvigilator, type Clock } from "./exam-sitting.ts";
import { itemsOf, paperOf, voidedItems, voidKey } from "./exam-scripts.server.ts";
import { knowsBank } from "./exam-secrecy.server.ts";
import { nextSitting } from "#app/features/trainers/schemes/requirements.ts";
import { sameExam } from "#app/features/trainers/schemes/schemes.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { isByTopic, scopeToStore, topicsAmong, type Topic } from "#app/features/trainers/schemes/topics.ts";

/* An officer plans a sitting and admits candidates; no question is shown to an officer. */

export const sittingsInReach = (actor: Pick<Actor, "reach">): Prisma.ExamSittingWhereInput =>
  reachesAll(actor) ? {} : { programme: { in: reachedIds(actor, "programme") } };

/** Sittings whose room is the person's, by whichever account they were named. */
export const roomsOf = async (tx: Tx, personId: string): Promise<Prisma.ExamSittingWhereInput> => ({
  invigilatorId: { in: await accountsOf(tx, personId) },
});

const byUsername = (tx: Tx, username: string): Promise<{ id: string } | null> =>
  tx.person.findFirst({
    where: { username: username.toLowerCase(), deactivatedAt: null },
    select: { id: true },
  });

export type NewSitting = {
  bankId: string;
  day: string;
  startsAt: string;
  timeZone: string;
  place: string;
  minutes: number;
  onPaper: boolean;
  invigilator: string;
  blueprint: Blueprint;
  topics?: readonly Topic[];
};

/** Null: no bank in the officer's reach. */
export const planSitting = (
  asking: Actor,
  { invigilator, blueprint, topics = [], ...when }: NewSitting,
): Promise<Result<string> | null> =>
  inTransaction(async (tx) => {
    const reach = reachesAll(asking) ? {} : { programme: { in: reachedIds(asking, "programme") } };
    const bank = await tx.examBank.findFirst({ where: { AND: [{ id: when.bankId }, reach] } });
    if (!bank) return null;
    const actor = actingIn(asking, programmeScope(bank.programme));
    if (when.day < today(when.timeZone)) return refuse("exam.dayOver", { day: when.day });
    const person = await byUsername(tx, invigilator);
    if (!person) return refuse("certification-nobody", { username: invigilator });
    const id = newId();
    const { schemeId, programme } = bank;
    // Whoever passes is attested for what they were examined in, and for nothing else.
    if (isByTopic(schemeId) && topicsAmong(schemeId, topics).length === 0)
      return refuse("candidacy.whichTopics");
    const row = {
      ...when,
      id,
      schemeId,
      programme,
      blueprint: JSON.stringify(blueprint),
      topics: scopeToStore(schemeId, topics),
      code: newCode(6),
      invigilatorId: person.id,
      plannedBy: actor.personId,
      plannedAt: now(),
      edition: 1,
      closedAt: null,
    };
    await tx.examSitting.create({ data: row });
    await recordAudit(tx, actor, "exam-sitting.planned", { kind: "exam-sitting", id }, { day: when.day });
    await tellInvigilator(tx, row);
    return ok(id);
  });

type Held = { sitting: Sitting; actor: Actor };

/**
 * Held, so that of two who change it at once one waits, with the actor as who they are in its programme; null where they do
 * not reach it or it was called off.
 */
export async function holdSitting(tx: Tx, asking: Actor, id: string): Promise<Held | null> {
  const where = { AND: [{ id, cancelledAt: null }, sittingsInReach(asking)] };
  const { count } = await tx.examSitting.updateMany({ where, data: { cancelledAt: null } });
  if (count === 0) return null;
  const sitting = await tx.examSitting.findUniqueOrThrow({ where: { id } });
  return { sitting, actor: actingIn(asking, programmeScope(sitting.programme)) };
}

/**
 * The sitting, and until the end nobody else changes results of its exam: an item that is voided reaches into every sitting
 * of it, whichever way led there. The first of them stands for all. Null: not in reach.
 */
export async function holdResults(tx: Tx, asking: Actor, id: string): Promise<Held | null> {
  const where = { AND: [{ id, cancelledAt: null }, sittingsInReach(asking)] };
  const found = await tx.examSitting.findFirst({ where, select: { schemeId: true } });
  if (!found) return null;
  const first = await tx.examSitting.findFirstOrThrow({
    where: { schemeId: { in: sameExam(found.schemeId) } },
    orderBy: { id: "asc" },
    select: { id: true, schemeId: true },
  });
  await tx.examSitting.update({ where: { id: first.id }, data: { schemeId: first.schemeId } });
  return holdSitting(tx, asking, id);
}

export const candidaciesOf = (scripts: readonly { candidacyId: string }[]): string[] =>
  scripts.map(({ candidacyId }) => candidacyId);

/** Nobody decides over an exam of their own, nor of whom they act for, by whichever account it is sat. */
export async function sitsAmong(tx: Tx, actor: Actor, candidacyIds: string[]): Promise<boolean> {
  const own = await accountsOf(tx, ...ownRecordsOf(actor));
  return (await tx.candidacy.count({ where: { id: { in: candidacyIds }, personId: { in: own } } })) > 0;
}

// ── Who may sit ─────────────────────────────────────────────────────────────────────────────────────

/** The exam a candidacy asks for where it stands, when one may sit it on that day. */
function examOn(book: SchemeBook, row: StoredCandidacy, day: string) {
  const scheme = book.of(row);
  const { candidacy, facts } = readHistory(scheme, row.personId, row.events.map(readEntry));
  const stage = stageOf(scheme, candidacy.state);
  const sat = stage && examOf(stage, facts);
  if (!stage || !sat) return null;
  const { endedOn, excusedUntil } = facts.stages[stage.id] ?? { endedOn: null, excusedUntil: null };
  const next = nextSitting(sat.exam, endedOn, sat.sittings, day, excusedUntil);
  return "from" in next && next.from <= day ? { exam: sat.exam, ...next } : null;
}

export const clockIn = ({ timeZone }: { timeZone: string }): Clock => ({
  today: today(timeZone),
  now: now().getTime(),
});

/** Of sittings whose result is still to come. */
export const TO_COME = {
  releasedAt: null,
  voidedAt: null,
  sitting: { cancelledAt: null },
} satisfies Prisma.ExamScriptWhereInput;
/** Whether somebody may be admitted: nothing of theirs is to come but where they did not sit. */
export const isFree = (toCome: readonly { startedAt: Date | null; sitting: Sitting }[]): boolean =>
  toCome.every(({ sitting, ...script }) => isAbsent(sitting, script, clockIn(sitting)));

/** The same, whatever becomes of one of their scripts or sittings. */
export const isFreeBut = async (
  tx: Tx,
  candidacyId: string,
  but: Prisma.ExamScriptWhereInput,
): Promise<boolean> =>
  isFree(
    await tx.examScript.findMany({
      where: { candidacyId, ...TO_COME, NOT: but },
      include: { sitting: true },
    }),
  );

type Sitting = Prisma.ExamSittingModel;

export type Proposed = { id: string; name: string; language: string; until: string };

/** Candidates of the scheme whose days for the exam take in the sitting's. */
export async function proposedFor(actor: Actor, sitting: Sitting): Promise<Proposed[]> {
  const [book, rows] = await Promise.all([
    loadSchemes(),
    db.candidacy.findMany({
      where: {
        AND: [
          { schemeId: sitting.schemeId, openKey: OPEN },
          // Whose script was voided here sits another one.
          { examScripts: { none: { sittingId: sitting.id, voidedAt: { not: null } } } },
          candidaciesInReach(actor),
        ],
      },
      include: {
        events: { orderBy: { number: "asc" } },
        person: { select: { name: true, locale: true } },
        examScripts: { where: TO_COME, include: { sitting: true } },
      },
      orderBy: { id: "asc" },
    }),
  ]);
  return rows.flatMap((row) => {
    const here = row.examScripts.some(({ sittingId }) => sittingId === sitting.id);
    const exam = !here && isFree(row.examScripts) ? examOn(book, row, sitting.day) : null;
    const { id, language } = row;
    return exam ? [{ id, name: row.person.name, language, until: exam.until }] : [];
  });
}

/** Draws the candidate's paper, disjoint from all they were given before. Null: not the actor's. `seed` is drawn by chance. */
export async function admit(
  asking: Actor,
  sittingId: string,
  { candidacyId, extraMinutes, arrangements, note, otherLanguage }: Omit<Admission, "intent">,
  { seed, number }: { seed: string; number: number },
): Promise<Result<string> | null> {
  try {
    return await inTransaction(async (tx) => {
      const held = await holdSitting(tx, asking, sittingId);
      if (!held) return null;
      const { sitting, actor } = held;
      if (sitting.closedAt) return refuse("exam.closed");
      if (isLeftOpen(sitting, clockIn(sitting))) return refuse("exam.dayOver", { day: sitting.day });
      const { schemeId } = sitting;
      const where = { AND: [{ id: candidacyId, schemeId, openKey: OPEN }, candidaciesInReach(actor)] };
      const row = await loadCandidacy(where, tx);
      if (!row) return null;
      const candidate = await personNow(tx, row.personId);
      if (candidate === actor.personId) return refuse("candidacy.ownRecord");
      if (isOwnRecord(actor, candidate)) return refuse("candidacy.principalsRecord");
      if (candidate === (await personNow(tx, sitting.invigilatorId))) return refuse("exam.ownInvigilator");
      await holdCandidacy(tx, candidacyId);
      const toCome = { where: { candidacyId, ...TO_COME }, include: { sitting: true } };
      const sits = await tx.examScript.findMany(toCome);
      if (sits.some((script) => script.sittingId === sittingId) || !isFree(sits))
        return refuse("exam.sitsElsewhere");
      if ((await tx.examScript.count({ where: { candidacyId, sittingId, voidedAt: { not: null } } })) > 0)
        return refuse("exam.voidedHere");
      const allowed = examOn(await loadSchemes(tx), row, sitting.day);
      if (!allowed) return refuse("exam.notItsDays");
      const { bankId } = sitting;
      if (await knowsBank(tx, candidate, bankId)) return refuse("exam.knowsBank");
      const { language } = await tx.examBank.findUniqueOrThrow({ where: { id: bankId } });
      const foreign = language !== row.language;
      if (foreign && !otherLanguage) return refuse("exam.otherLanguage");
      const paper = await drawPaper(tx, sitting, await seenBy(tx, candidate, schemeId), seed);
      if (!paper.ok) return paper;
      const id = newId();
      const { exam } = allowed;
      await tx.examScript.create({
        data: {
          id,
          sittingId,
          candidacyId,
          number,
          seed,
          paper: JSON.stringify(paper.value),
          pass: exam.pass,
          near: exam.near ?? NEAR_THE_PASS,
          extraMinutes,
          arrangements: JSON.stringify(arrangements),
          note,
          onPaper: sitting.onPaper,
        },
      });
      const about = { kind: "exam-sitting", id: sittingId } as const;
      const detail = { candidacy: candidacyId, ...(foreign ? { language } : {}) };
      await recordAudit(tx, actor, "exam-sitting.admitted", about, detail);
      await tellAdmitted(tx, { id, candidacy: row }, sitting);
      return ok(id);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

export type Asked = Pick<Sitting, "bankId" | "schemeId" | "blueprint">;

/** What a sitting asks, of items that are sound and new to somebody. */
export async function drawPaper(
  tx: Tx,
  { bankId, schemeId, blueprint }: Asked,
  seen: ReadonlySet<string>,
  seed: string,
): Promise<Result<Paper>> {
  const bank = await itemsOf(tx, bankId);
  const isVoid = await voidedItems(tx, [schemeId]);
  const sound = [...bank.values()].filter(({ id }) => !isVoid.has(voidKey(schemeId, id)));
  return drawExam(sound, JSON.parse(blueprint) as Blueprint, seen, seed);
}

/**
 * What somebody was given in this exam, by whichever way they came to it and in whatever language: an item keeps its id.
 * @param but the script whose paper is drawn anew
 */
export async function seenBy(tx: Tx, personId: string, schemeId: string, but = ""): Promise<Set<string>> {
  const scripts = await tx.examScript.findMany({
    where: {
      id: { not: but },
      candidacy: { personId: { in: await accountsOf(tx, personId) } },
      sitting: { schemeId: { in: sameExam(schemeId) } },
    },
    select: { paper: true },
  });
  return new Set(scripts.flatMap((script) => paperOf(script).map(({ item }) => item)));
}

/** Taken off the list before the papers are opened to them. */
export const removeFromSitting = (
  asking: Actor,
  sittingId: string,
  scriptId: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const where = { id: scriptId, sittingId, startedAt: null };
    const script = await tx.examScript.findFirst({ where, include: { candidacy: true } });
    if (!script) return refuse("exam.begunAlready");
    if (await sitsAmong(tx, actor, [script.candidacyId])) return refuse("candidacy.ownRecord");
    await tx.examScript.delete({ where: { id: scriptId } });
    const about = { kind: "exam-sitting", id: sittingId } as const;
    await recordAudit(tx, actor, "exam-sitting.removed", about, { candidacy: script.candidacyId });
    await tellRemoved(tx, script.candidacy, sitting);
    return ok(null);
  });

/**
 * Another day, hour, place or invigilator while nobody has opened it; the papers stay. Each who was to come has one letter.
 * Who may not sit on the new day is named: they are taken off first.
 */
export const moveSitting = (
  asking: Actor,
  sittingId: string,
  { invigilator, day, startsAt, timeZone, place }: Move,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const when = { day, startsAt, timeZone, place };
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const may = mayMove(sitting, when.day, today(when.timeZone));
    if (!may.ok) return may;
    const scripts = await tx.examScript.findMany({
      where: { sittingId },
      select: { id: true, candidacyId: true, candidacy: { select: { personId: true } } },
    });
    if (await sitsAmong(tx, actor, candidaciesOf(scripts))) return refuse("candidacy.ownRecord");
    const cannot = await notOn(tx, sittingId, scripts, when.day);
    if (cannot.length > 0) return refuse("exam.notTheirDay", { names: cannot.join(", ") });
    const named = await nameInvigilator(tx, actor, sitting, invigilator);
    if (!named.ok) return named;
    const moved = { ...sitting, ...when, invigilatorId: named.value };
    const same = (Object.keys(when) as (keyof typeof when)[]).every((key) => when[key] === sitting[key]);
    if (!same) {
      const stale = sitting.onPaper ? { edition: { increment: 1 } } : {};
      await tx.examSitting.update({ where: { id: sittingId }, data: { ...when, ...stale } });
      await tx.examScript.updateMany({ where: { sittingId }, data: UNSEEN });
      const about = { kind: "exam-sitting", id: sittingId } as const;
      await recordAudit(tx, actor, "exam-sitting.moved", about, { from: sitting.day, to: when.day });
      await tellMoved(tx, scripts, sitting, moved);
    }
    if (named.value !== sitting.invigilatorId) await tellNamed(tx, sitting, moved);
    return ok(null);
  });

/** Whose papers were seen on a day on which nobody sat shows them again. */
const UNSEEN = { identity: null, checkedAt: null, checkedBy: null } as const;

/** Of those admitted, the names of whom the day is not one of their exam's, or who sit elsewhere meanwhile. */
async function notOn(
  tx: Tx,
  sittingId: string,
  scripts: readonly { candidacyId: string }[],
  day: string,
): Promise<string[]> {
  const book = await loadSchemes(tx);
  const names: string[] = [];
  for (const { candidacyId } of scripts) {
    await holdCandidacy(tx, candidacyId);
    const row = (await loadCandidacy({ id: candidacyId }, tx))!;
    if (!examOn(book, row, day) || !(await isFreeBut(tx, candidacyId, { sittingId })))
      names.push(row.person.name);
  }
  return names;
}

/** Answers who it is then; nothing is written where it is the same. Nobody is told yet. */
async function nameInvigilator(
  tx: Tx,
  actor: Actor,
  { id, invigilatorId }: Sitting,
  username: string,
): Promise<Result<string>> {
  const person = await byUsername(tx, username);
  if (!person) return refuse("certification-nobody", { username });
  if (person.id === (await personNow(tx, invigilatorId))) return ok(invigilatorId);
  const sits = { sittingId: id, candidacy: { personId: { in: await accountsOf(tx, person.id) } } };
  if ((await tx.examScript.count({ where: sits })) > 0) return refuse("exam.ownInvigilator");
  await tx.examSitting.update({ where: { id }, data: { invigilatorId: person.id } });
  // Who was it before has seen the numbers: what they may mark depends on this line.
  const about = { kind: "exam-sitting", id } as const;
  await recordAudit(tx, actor, "exam-sitting.invigilator", about, { before: invigilatorId });
  return ok(person.id);
}

async function tellNamed(tx: Tx, before: Sitting, after: Sitting): Promise<void> {
  await tellReplaced(tx, before);
  await tellInvigilator(tx, after);
}

export const changeInvigilator = (
  asking: Actor,
  sittingId: string,
  username: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const may = mayReplaceInvigilator(sitting);
    if (!may.ok) return may;
    const named = await nameInvigilator(tx, actor, sitting, username);
    if (!named.ok) return named;
    if (named.value !== sitting.invigilatorId)
      await tellNamed(tx, sitting, { ...sitting, invigilatorId: named.value });
    return ok(null);
  });

/** While nobody has begun to write: who was admitted is free for another sitting; all who would have been there are told. */
export const cancelSitting = (
  asking: Actor,
  sittingId: string,
  reason: string,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await holdSitting(tx, asking, sittingId);
    if (!held) return null;
    const { sitting, actor } = held;
    const scripts = await tx.examScript.findMany({
      where: { sittingId },
      select: { id: true, startedAt: true, candidacyId: true, candidacy: { select: { personId: true } } },
    });
    if (await sitsAmong(tx, actor, candidaciesOf(scripts))) return refuse("candidacy.ownRecord");
    if (scripts.some(({ startedAt }) => startedAt)) return refuse("exam.begunAlready");
    await tx.examSitting.update({
      where: { id: sittingId },
      data: { cancelledAt: now(), cancelReason: reason },
    });
    await recordAudit(
      tx,
      actor,
      "exam-sitting.cancelled",
      { kind: "exam-sitting", id: sittingId },
      { reason },
    );
    await tellCancelled(tx, scripts, sitting, reason);
    return ok(null);
  });
