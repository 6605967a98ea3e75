import { recordAudit } from "#app/features/audit/record.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { actingIn, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { HandleComplaint } from "./complaint-forms.ts";
import { findTarget, showLinks, suspensionsToLink } from "./complaint-links.server.ts";
import { countUnheard, raiseUnheard } from "./complaint-readers.server.ts";
import {
  asHandler,
  complaintsInReach,
  peopleToConcern,
  type ReadingComplaints,
} from "./complaint-scope.server.ts";
import type { LinkKind, Target } from "./complaint-target.ts";
import {
  complaintState,
  mayAcknowledge,
  mayDecide,
  type ComplaintAbout,
  type ComplaintOutcome,
  type ComplaintState,
} from "./complaint.ts";

export const COMPLAINT_SHOWS = ["open", "overdue", "decided", "all"] as const;
export type ComplaintShows = (typeof COMPLAINT_SHOWS)[number];
const waiting = { decidedOn: null, acknowledgedOn: null };
const overdue = (): Prisma.ComplaintWhereInput => ({ ...waiting, acknowledgeBy: { lt: today() } });
const inTime = (): Prisma.ComplaintWhereInput => ({ ...waiting, acknowledgeBy: { gte: today() } });
const SHOWING: Record<ComplaintShows, () => Prisma.ComplaintWhereInput> = {
  open: () => ({ decidedOn: null }),
  overdue,
  decided: () => ({ decidedOn: { not: null } }),
  all: () => ({}),
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
export async function listComplaints(actor: ReadingComplaints, show: ComplaintShows, page: number) {
  const where = { AND: [complaintsInReach(actor), SHOWING[show]()] };
  const direction = show === "open" || show === "overdue" ? "asc" : "desc";
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
export async function findComplaint(actor: ReadingComplaints, id: string) {
  const row = await db.complaint.findFirst({
    where: { AND: [{ id }, complaintsInReach(actor)] },
    include: {
      notes: { orderBy: { id: "asc" } },
      concerns: { select: { person: { select: { id: true, name: true } } } },
      links: { orderBy: [{ kind: "asc" }, { targetId: "asc" }] },
    },
  });
  if (!row) return null;
  const links = row.links.map(({ kind, targetId }) => ({ kind: kind as LinkKind, id: targetId }));
  const { receivedOn } = row;
  const handler = asHandler(actor);
  const [writers, shown, suspensions] = await Promise.all([
    db.person.findMany({
      where: { id: { in: row.notes.flatMap(({ by }) => (by ? [by] : [])) } },
      select: { id: true, name: true },
    }),
    showLinks(db, handler, links),
    suspensionsToLink(db, handler, { receivedOn, links }),
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
    receivedOn,
    acknowledgeBy: row.acknowledgeBy,
    acknowledgedOn: row.acknowledgedOn,
    decidedOn: row.decidedOn,
    outcome: row.outcome as ComplaintOutcome | null,
    state: complaintState(row, today()),
    raisedOn: row.raisedOn,
    links: shown,
    suspensions,
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
  suspension: "linked",
  unlink: "unlinked",
  decide: "decided",
} as const satisfies Record<HandleComplaint["intent"], string>;

type Row = {
  id: string;
  programme: string;
  about: string;
  contact: string;
  locale: string;
  receivedOn: string;
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
      const person = await tx.person.findFirst({
        where: { AND: [peopleToConcern(asHandler(actor)), { username: form.username.toLowerCase() }] },
        select: { id: true },
      });
      return person
        ? concern(tx, actor, row, [person.id])
        : refuse("certification-nobody", { username: form.username });
    }
    case "link":
      return link(tx, actor, row, form.target);
    case "suspension":
      return linkChosen(tx, actor, row, form.factId);
    case "unlink": {
      const { kind, targetId } = form.link;
      if ((await showLinks(tx, asHandler(actor), [{ kind, id: targetId }])).length > 0)
        await tx.complaintLink.deleteMany({ where: { complaintId: id, kind, targetId } });
      return ok(null);
    }
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

async function concern(tx: Tx, actor: Actor, row: Row, personIds: string[]): Promise<Result<null>> {
  const complaintId = row.id;
  const there = await tx.complaintConcern.findMany({ where: { complaintId }, select: { personId: true } });
  const known = await tx.person.findMany({ where: { id: { in: personIds } }, select: { id: true } });
  const fresh = known.filter(({ id }) => !there.some(({ personId }) => personId === id));
  await tx.complaintConcern.createMany({ data: fresh.map(({ id }) => ({ complaintId, personId: id })) });
  await raiseUnheard(tx, row, actor.requestId);
  return ok(null);
}

/** It then concerns whom that is about; where it is about a decision, whoever took it too, and on whose behalf. */
async function link(tx: Tx, actor: Actor, row: Row, typed: string): Promise<Result<null>> {
  const found = await findTarget(tx, asHandler(actor), typed);
  if (!found.ok) return found;
  const { target, concerned, deciders } = found.value;
  await addLink(tx, row.id, target);
  return concern(tx, actor, row, [...concerned, ...(row.about === "decision" ? deciders : [])]);
}

async function linkChosen(
  tx: Tx,
  actor: Actor,
  { id, receivedOn }: Row,
  factId: string,
): Promise<Result<null>> {
  const rows = await tx.complaintLink.findMany({ where: { complaintId: id } });
  const links = rows.map(({ kind, targetId }) => ({ kind: kind as LinkKind, id: targetId }));
  if (!links.some((one) => one.id === factId)) {
    const offered = await suspensionsToLink(tx, asHandler(actor), { receivedOn, links });
    if (!offered.some((one) => one.id === factId)) return refuse("complaint-no-suspension");
    await addLink(tx, id, { kind: "suspension", id: factId });
  }
  return ok(null);
}

async function addLink(tx: Tx, complaintId: string, { kind, id: targetId }: Target): Promise<void> {
  const row = { complaintId, kind, targetId };
  await tx.complaintLink.upsert({ where: { complaintId_kind_targetId: row }, create: row, update: {} });
}

// ── what waits ──────────────────────────────────────────────────────────────────────────────────────

/** For the work list of who handles complaints; and who gives roles is told of those that nobody may read, no more. */
export async function complaintWork(actor: Actor) {
  const reach = complaintsInReach(actor);
  const [late, fresh, unheard] = await Promise.all([
    db.complaint.count({ where: { AND: [reach, overdue()] } }),
    db.complaint.count({ where: { AND: [reach, inTime()] } }),
    reachOf(actor.grants, "grant:roles").length > 0 ? countUnheard() : 0,
  ]);
  return [
    { kind: "complaints-overdue" as const, count: late, href: "/complaint-register?show=overdue" },
    { kind: "complaints-new" as const, count: fresh, href: "/complaint-register" },
    { kind: "complaints-unheard" as const, count: unheard, href: "/people" },
  ].filter(({ count }) => count > 0);
}
