import { recordAudit } from "#app/features/audit/record.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { actingIn, programmeScope, reachedIds, reachesAll, type Actor, type Scope } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { HandleComplaint } from "./complaint-forms.ts";
import {
  complaintState,
  mayAcknowledge,
  mayDecide,
  type ComplaintAbout,
  type ComplaintOutcome,
  type ComplaintState,
} from "./complaint.ts";

import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

/**
 * Of the actor's programmes and of none that was said; never one that concerns the actor, however far they reach, nor,
 * where they reach it as a deputy only, one that concerns whom they stand in for.
 */
export function complaintsInReach({ personId, reach }: Reaching): Prisma.ComplaintWhereInput {
  const own = reach.filter((scope) => scope.for === undefined);
  const principals = reach.flatMap((scope) => scope.for ?? []);
  return {
    concerns: { none: { personId } },
    OR: [
      ...(own.length > 0 ? [ofProgrammes(own)] : []),
      { ...ofProgrammes(reach), concerns: { none: { personId: { in: principals } } } },
    ],
  };
}

// Prisma takes an empty filter inside OR for false; whoever reaches all gets one that is true.
const ofProgrammes = (reach: Scope[]): Prisma.ComplaintWhereInput =>
  reachesAll({ reach })
    ? { id: { not: "" } }
    : { programme: { in: ["", ...reachedIds({ reach }, "programme")] } };

export const COMPLAINT_SHOWS = ["open", "decided", "all"] as const;
export type ComplaintShows = (typeof COMPLAINT_SHOWS)[number];
const SHOWING: Record<ComplaintShows, Prisma.ComplaintWhereInput> = {
  open: { decidedOn: null },
  decided: { decidedOn: { not: null } },
  all: {},
};

export type ComplaintRow = {
  id: string;
  about: ComplaintAbout;
  whom: string;
  receivedOn: CalendarDay;
  acknowledgeBy: CalendarDay;
  state: ComplaintState;
};

/** A page of the register: what is open with the oldest first, else the newest first. */
export async function listComplaints(actor: Reaching, show: ComplaintShows, page: number) {
  const where = { AND: [complaintsInReach(actor), SHOWING[show]] };
  const direction = show === "open" ? "asc" : "desc";
  const [total, rows] = await Promise.all([
    db.complaint.count({ where }),
    db.complaint.findMany({
      where,
      orderBy: [{ receivedOn: direction }, { id: direction }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ]);
  return {
    total,
    rows: rows.map(
      ({ id, about, whom, receivedOn, acknowledgeBy, acknowledgedOn, decidedOn }): ComplaintRow => ({
        id,
        about: about as ComplaintAbout,
        whom,
        receivedOn,
        acknowledgeBy,
        state: complaintState({ acknowledgeBy, acknowledgedOn, decidedOn }, today()),
      }),
    ),
  };
}

/** One complaint with all that was written; null: not the actor's to read. */
export async function findComplaint(actor: Reaching, id: string) {
  const row = await db.complaint.findFirst({
    where: { AND: [{ id }, complaintsInReach(actor)] },
    include: {
      notes: { orderBy: { id: "asc" } },
      concerns: { select: { person: { select: { id: true, name: true } } } },
    },
  });
  if (!row) return null;
  const [writers, certification] = await Promise.all([
    db.person.findMany({
      where: { id: { in: row.notes.flatMap(({ by }) => (by ? [by] : [])) } },
      select: { id: true, name: true },
    }),
    row.certificationId
      ? db.certification.findUnique({
          where: { id: row.certificationId },
          select: { id: true, number: true },
        })
      : null,
  ]);
  const nameOf = new Map(writers.map(({ id: personId, name }) => [personId, name]));
  return {
    id: row.id,
    about: row.about as ComplaintAbout,
    programme: row.programme,
    whom: row.whom,
    words: row.words,
    anonymous: row.contact === "",
    locale: row.locale,
    receivedOn: row.receivedOn,
    acknowledgeBy: row.acknowledgeBy,
    acknowledgedOn: row.acknowledgedOn,
    decidedOn: row.decidedOn,
    outcome: row.outcome as ComplaintOutcome | null,
    state: complaintState(row, today()),
    certification,
    concerns: row.concerns.map(({ person }) => person),
    notes: row.notes.map(({ id: noteId, kind, words, at, by }) => ({
      id: noteId,
      kind: kind as "added" | "answer" | "inside",
      words,
      at,
      by: by ? (nameOf.get(by) ?? "") : null,
    })),
  };
}
export type ComplaintSheet = NonNullable<Awaited<ReturnType<typeof findComplaint>>>;

/** What somebody who handles complaints does with one. Null: not theirs. */
export const handleComplaint = (
  asking: Actor,
  id: string,
  form: HandleComplaint,
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const row = await tx.complaint.findFirst({ where: { AND: [{ id }, complaintsInReach(asking)] } });
    if (!row) return null;
    // One of no programme is open to every scope alike.
    const actor = row.programme === "" ? asking : actingIn(asking, programmeScope(row.programme));
    const done = await act(tx, actor, row, form);
    if (done.ok) await recordAudit(tx, actor, `complaint.${DONE[form.intent]}`, { kind: "complaint", id });
    return done;
  });

const DONE = {
  acknowledge: "acknowledged",
  answer: "answered",
  inside: "noted",
  concerns: "concerns",
  link: "linked",
  decide: "decided",
} as const satisfies Record<HandleComplaint["intent"], string>;

type Row = {
  id: string;
  about: string;
  contact: string;
  locale: string;
  acknowledgeBy: string;
  acknowledgedOn: string | null;
  decidedOn: string | null;
};

async function act(tx: Tx, actor: Actor, row: Row, form: HandleComplaint): Promise<Result<null>> {
  const { id } = row;
  const open = { id, decidedOn: null };
  switch (form.intent) {
    case "acknowledge": {
      const may = mayAcknowledge(row);
      if (!may.ok) return may;
      const { count } = await tx.complaint.updateMany({
        where: { ...open, acknowledgedOn: null },
        data: { acknowledgedOn: today(), acknowledgedBy: actor.personId },
      });
      return count === 1 ? write(tx, actor, row, "answer", form.words) : refuse("changed-meanwhile");
    }
    case "answer":
    case "inside":
      return write(tx, actor, row, form.intent, form.words);
    case "concerns": {
      const person = await tx.person.findUnique({
        where: { username: form.username.toLowerCase() },
        select: { id: true },
      });
      return person
        ? concern(tx, id, [person.id])
        : refuse("certification-nobody", { username: form.username });
    }
    case "link":
      return link(tx, row, form.number);
    case "decide": {
      const may = mayDecide(row);
      if (!may.ok) return may;
      const { count } = await tx.complaint.updateMany({
        where: open,
        data: { decidedAt: now(), decidedOn: today(), decidedBy: actor.personId, outcome: form.outcome },
      });
      return count === 1 ? write(tx, actor, row, "answer", form.words) : refuse("changed-meanwhile");
    }
  }
}

async function write(tx: Tx, actor: Actor, row: Row, kind: "answer" | "inside", words: string) {
  const id = newId();
  await tx.complaintNote.create({
    data: { id, complaintId: row.id, kind, words, at: now(), by: actor.personId },
  });
  if (kind === "answer" && row.contact) {
    // What it says stands behind the receipt only.
    const { t } = wordsFor(row.locale, "UTC");
    await enqueue(tx, {
      key: `complaint-answer:${id}`,
      personId: null,
      address: row.contact,
      kind: "complaint-answer",
      locale: row.locale,
      subject: t("trainers.complaint.mail.answerSubject"),
      body: t("trainers.complaint.mail.answer"),
    });
  }
  return ok(null);
}

async function concern(tx: Tx, complaintId: string, personIds: string[]): Promise<Result<null>> {
  const there = await tx.complaintConcern.findMany({ where: { complaintId }, select: { personId: true } });
  const fresh = personIds.filter((one) => !there.some(({ personId }) => personId === one));
  await tx.complaintConcern.createMany({ data: fresh.map((personId) => ({ complaintId, personId })) });
  return ok(null);
}

/**
 * The certification it is about. It concerns the holder; where it is about a decision, whoever decided on it too, and
 * on whose behalf.
 */
async function link(tx: Tx, { id, about }: Row, number: string): Promise<Result<null>> {
  const certification = await tx.certification.findFirst({
    where: { number: { in: [number, number.toUpperCase()] } },
    select: { id: true, personId: true, recordedBy: true, facts: DECIDED },
  });
  if (!certification) return refuse("complaint-no-number", { number });
  await tx.complaint.update({ where: { id }, data: { certificationId: certification.id } });
  const deciders = [
    certification.recordedBy,
    ...certification.facts.map(({ recordedBy }) => recordedBy),
    ...(await principalsOf(tx, certification)),
    ...(await whoSat(tx, certification.id)),
  ];
  const concerned = [certification.personId, ...(about === "decision" ? deciders : [])];
  const people = await tx.person.findMany({ where: { id: { in: concerned } }, select: { id: true } });
  return concern(
    tx,
    id,
    people.map((person) => person.id),
  );
}

/** That its scheme was published anew was decided about nobody. */
const DECIDED = { where: { kind: { not: "moved" } }, select: { id: true, recordedBy: true } } as const;

/** Those who decided on an appeal about it, or on its holder, as a panel. */
async function whoSat(tx: Tx, certificationId: string): Promise<string[]> {
  const seats = await tx.panelSeat.findMany({
    where: {
      personId: { not: null },
      withdrawnAt: null,
      conflict: "",
      panel: { outcome: { not: null }, OR: [{ certificationId }, { candidacy: { certificationId } }] },
    },
    select: { personId: true },
  });
  return seats.flatMap(({ personId }) => personId ?? []);
}

async function principalsOf(tx: Tx, { id, facts }: { id: string; facts: { id: string }[] }) {
  const events = await tx.candidacyEvent.findMany({
    where: { candidacy: { certificationId: id } },
    select: { id: true },
  });
  return principalsBehind(
    tx,
    [...facts, ...events].map((record) => record.id),
  );
}

/** Complaints linked to a certification, for whoever may read them. */
export const complaintsAbout = (actor: Reaching, certificationId: string) =>
  db.complaint.findMany({
    where: { AND: [{ certificationId }, complaintsInReach(actor)] },
    orderBy: { id: "asc" },
    select: { id: true, receivedOn: true },
  });
