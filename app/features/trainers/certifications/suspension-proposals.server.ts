import { recordAudit } from "#app/features/audit/record.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { accountsOf, allNow } from "#app/features/identity/who-now.server.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { isMaster } from "#app/features/trainers/candidacies/judges.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { answerOf, undo } from "#app/infra/undo.server.ts";
import {
  actingIn,
  ownRecordsOf,
  programmeScope,
  reachedIds,
  reachesAll,
  type Actor,
} from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { addAct } from "./act-on-certification.server.ts";
import type { SuspensionGround } from "./certification-acts.ts";
import { standingOn } from "./certification-status.ts";
import { certificationsInReach, holdLine, readCertification, WITH_FACTS } from "./certifications.server.ts";
import type { DecideProposalForm, ProposeSuspensionForm } from "./proposal-forms.ts";
import { settleProposals } from "./settle-proposals.server.ts";
import {
  DAYS_TO_DECIDE,
  mayDecideProposal,
  mayProposeSuspension,
  proposalState,
  type ProposalState,
} from "./suspension-proposal.ts";

/** Somebody's proposal; of a number nobody in the actor's programmes holds, that it is not there. */
export const proposeSuspension = (
  asking: Actor,
  { number, ground, reason, evidence }: ProposeSuspensionForm,
): Promise<Result<null>> =>
  inTransaction(async (tx) => {
    const programmes = reachesAll(asking) ? {} : { programme: { in: reachedIds(asking, "programme") } };
    const row = await tx.certification.findFirst({
      where: { number: { in: [number, number.toUpperCase()] }, ...programmes },
      include: WITH_FACTS,
    });
    if (!row) return refuse("complaint-no-number", { number });
    await holdLine(tx, row.id);
    const actor = actingIn(asking, programmeScope(row.programme));
    const { personId: actorId } = actor;
    const book = await loadSchemes(tx);
    const day = today(book.current(row.schemeId).timeZone);
    const own = {
      certificationId: row.id,
      proposedBy: { in: await accountsOf(tx, actorId) },
      decidedAt: null,
    };
    const said = { ground, reason, evidence };
    if ((await tx.suspensionProposal.count({ where: { ...own, ...said } })) > 0) return ok(null); // sent twice
    const may = mayProposeSuspension({
      holderId: ownRecordsOf(actor).includes(row.personId) ? actorId : row.personId,
      actorId,
      isMaster: await isMaster(tx, actorId, day),
      standing: standingOn(readCertification(row), book.judging(row, day).validity, day),
      waits: (await tx.suspensionProposal.count({ where: own })) > 0,
    });
    if (!may.ok) return may;
    const days = { proposedOn: day, proposedAt: now(), decideBy: addDays(day, DAYS_TO_DECIDE) };
    await tx.suspensionProposal.create({
      data: { id: newId(), certificationId: row.id, proposedBy: actorId, ...said, ...days },
    });
    const about = { kind: "certification", id: row.id } as const;
    await recordAudit(tx, actor, "certification.suspension-proposed", about);
    return ok(null);
  });

// ── What stands there ───────────────────────────────────────────────────────────────────────────────

const ABOUT = {
  certification: { select: { id: true, number: true, schemeId: true, personId: true, person: { select: { name: true } } } },
} satisfies Prisma.SuspensionProposalInclude; // prettier-ignore
type Row = Prisma.SuspensionProposalGetPayload<{ include: typeof ABOUT }>;

/** What a list shows: what was seen, and what was answered, is read one by one. */
export type ProposalRow = {
  id: string;
  number: string;
  name: string;
  ground: SuspensionGround;
  proposedOn: CalendarDay;
  decideBy: CalendarDay;
  state: ProposalState;
};
export type ProposalView = ProposalRow & { reason: string; evidence: string; answer: string };

const rowOf = ({ certification, ground, outcome, ...row }: Row): ProposalRow => ({
  id: row.id,
  number: certification.number,
  name: certification.person.name,
  ground: ground as SuspensionGround,
  proposedOn: row.proposedOn,
  decideBy: row.decideBy,
  state: proposalState({ decideBy: row.decideBy, outcome }, today()),
});

const viewOf = (row: Row): ProposalView => ({
  ...rowOf(row),
  reason: row.reason,
  evidence: row.evidence,
  answer: row.answer,
});

/** To whoever keeps certifications there; nobody reads what is proposed about themselves, nor about whom they act for. */
const toDecide = (officer: Actor): Prisma.SuspensionProposalWhereInput => ({
  certification: {
    AND: [certificationsInReach(officer), { personId: { notIn: [...ownRecordsOf(officer)] } }],
  },
});

/** One's own, and of an officer what waits and was decided; the first to decide on first. */
export async function listProposals(actor: Actor): Promise<{ own: ProposalView[]; all: ProposalRow[] }> {
  const officer = asHolderOf(actor, "keep:certifications");
  const accounts = await accountsOf(db, actor.personId);
  const [own, all] = await Promise.all([
    db.suspensionProposal.findMany({
      where: { proposedBy: { in: accounts } },
      orderBy: { id: "desc" },
      take: MOST,
      include: ABOUT,
    }),
    officer
      ? db.suspensionProposal.findMany({
          where: toDecide(officer),
          orderBy: [{ decidedAt: { sort: "desc", nulls: "first" } }, { decideBy: "asc" }, { id: "asc" }],
          take: MOST,
          include: ABOUT,
        })
      : [],
  ]);
  return { own: own.map(viewOf), all: all.map(rowOf) };
}
const MOST = 100;

/** Null: not in the officer's reach, or about somebody they are tied to. */
export async function findProposal(officer: Actor, id: string) {
  const found = await db.suspensionProposal.findFirst({
    where: { AND: [{ id }, toDecide(officer)] },
    include: { certification: { select: { ...ABOUT.certification.select, programme: true } } },
  });
  if (!found) return null;
  const [proposedBy] = await allNow(db, [found.proposedBy]);
  const row = { ...found, proposedBy: proposedBy! };
  const { programme, personId, schemeId } = row.certification;
  const actor = actingIn(officer, programmeScope(programme));
  const scheme = (await loadSchemes()).current(schemeId);
  if (await hasConflict(db, actor, personId, scheme, today(scheme.timeZone))) return null;
  const by = await db.person.findUnique({ where: { id: row.proposedBy }, select: { name: true } });
  return {
    row,
    view: { ...viewOf(row), certificationId: row.certification.id, by: by?.name ?? "" },
    may: mayDecideProposal(row, personId, ownRecordsOf(actor)),
  };
}

/**
 * The officer suspends, as on the page of the certification, or says why not. Null: not in reach. Of two who decide at once
 * one is told.
 */
export async function decideProposal(
  officer: Actor,
  id: string,
  form: DecideProposalForm,
): Promise<Result<null> | null> {
  const found = await findProposal(officer, id);
  if (!found) return null;
  const { row, may } = found;
  if (!may.ok) return may;
  const { id: certificationId, programme } = row.certification;
  const outcome = form.intent === "suspend" ? "suspended" : "declined";
  return inTransaction(async (tx): Promise<Result<null>> => {
    const settled = await settleProposals(tx, officer, { id }, outcome, form.reason);
    if (settled === 0) return refuse("changed-meanwhile");
    if (form.intent === "decline") {
      const actor = actingIn(officer, programmeScope(programme));
      const about = { kind: "certification", id: certificationId } as const;
      await recordAudit(tx, actor, "certification.suspension-declined", about);
      return ok(null);
    }
    const act = { kind: "suspend", until: form.until, word: row.ground as SuspensionGround } as const;
    const done = await addAct(tx, officer, certificationId, act, form.reason);
    return done?.ok ? ok(null) : undo(done);
  }).catch(answerOf);
}

/** For the work list of an officer: what others have proposed, and what of that should be decided by now. */
export async function proposalWork(actor: Actor) {
  const officer = asHolderOf(actor, "keep:certifications");
  if (!officer) return [];
  const open = { decidedAt: null, proposedBy: { notIn: await accountsOf(db, officer.personId) } };
  const count = (decideBy: Prisma.StringFilter) =>
    db.suspensionProposal.count({ where: { AND: [toDecide(officer), { ...open, decideBy }] } });
  const day = today();
  const [late, inTime] = await Promise.all([count({ lt: day }), count({ gte: day })]);
  return [
    { kind: "proposals-overdue" as const, count: late, href: "/suspension-proposals" },
    { kind: "proposals-waiting" as const, count: inTime, href: "/suspension-proposals" },
  ].filter((line) => line.count > 0);
}
