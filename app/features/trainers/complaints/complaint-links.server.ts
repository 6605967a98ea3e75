import { recordAudit } from "#app/features/audit/record.server.ts";
import { allNow } from "#app/features/identity/who-now.server.ts";
import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  complaintsInReach,
  inProgrammesOf,
  readsComplaints,
  type HandlingReach,
  type ReadingComplaints,
} from "./complaint-scope.server.ts";
import { readTarget, type LinkKind, type Target } from "./complaint-target.ts";

/* With what a complaint is linked: whom it concerns by that, and where it shows, for those who handle it. */

/** Whom a complaint concerns that is about this; about a decision, whoever took it too. */
type Parties = { concerned: string[]; deciders: string[] };

/** What was typed, found in the programmes of whoever typed it, with its people; or why not. */
export async function findTarget(
  tx: Tx,
  handler: HandlingReach,
  typed: string,
): Promise<Result<{ target: Target } & Parties>> {
  const read = readTarget(typed);
  const within = inProgrammesOf(handler);
  const found =
    read.kind === "number"
      ? await ofCertification(tx, { number: { in: [read.number, read.number.toUpperCase()] }, ...within })
      : await FIND[read.kind](tx, { id: read.id, ...within });
  if (found) return ok(found);
  return read.kind === "number"
    ? refuse("complaint-no-number", { number: read.number })
    : refuse("complaint-no-page");
}

type Found = ({ target: Target } & Parties) | null;

type Where = { id: string; programme?: { in: string[] } };

const FIND: Record<LinkKind, (tx: Tx, where: Where) => Promise<Found>> = {
  certification: ofCertification,
  suspension: async () => null, // never typed: it is chosen from what is linked
  candidacy: ofCandidacy,
  cohort: ofCohort,
  course: async (tx, where) => {
    const course = await tx.course.findFirst({ where, select: { id: true } });
    return course && { target: { kind: "course", id: course.id }, concerned: [], deciders: [] };
  },
};

/** That its scheme was published anew was decided about nobody. */
const DECIDED = { where: { kind: { not: "moved" } }, select: { id: true, recordedBy: true } } as const;

async function ofCertification(tx: Tx, where: Prisma.CertificationWhereInput): Promise<Found> {
  const row = await tx.certification.findFirst({
    where,
    select: { id: true, personId: true, recordedBy: true, facts: DECIDED },
  });
  if (!row) return null;
  const events = await tx.candidacyEvent.findMany({
    where: { candidacy: { certificationId: row.id } },
    select: { id: true },
  });
  return {
    target: { kind: "certification", id: row.id },
    concerned: [row.personId],
    deciders: [
      ...(await allNow(tx, [row.recordedBy, ...row.facts.map(({ recordedBy }) => recordedBy)])),
      ...(await principalsBehind(tx, ids([...row.facts, ...events]))),
      ...(await whoSat(tx, {
        OR: [{ certificationId: row.id }, { candidacy: { certificationId: row.id } }],
      })),
    ],
  };
}

async function ofCandidacy(tx: Tx, where: Where): Promise<Found> {
  const row = await tx.candidacy.findFirst({
    where,
    select: { id: true, personId: true, events: { select: { id: true, recordedBy: true } } },
  });
  if (!row) return null;
  return {
    target: { kind: "candidacy", id: row.id },
    concerned: [row.personId],
    deciders: [
      ...(await allNow(
        tx,
        row.events.map(({ recordedBy }) => recordedBy),
      )),
      ...(await principalsBehind(tx, ids(row.events))),
      ...(await whoSat(tx, { candidacyId: row.id })),
    ],
  };
}

/** A course that was held concerns those who held it. */
async function ofCohort(tx: Tx, where: Where): Promise<Found> {
  const row = await tx.cohort.findFirst({
    where,
    select: { id: true, halfDays: { select: { trainers: { select: { personId: true } } } } },
  });
  if (!row) return null;
  const concerned = row.halfDays.flatMap(({ trainers }) => trainers.map(({ personId }) => personId));
  return { target: { kind: "cohort", id: row.id }, concerned, deciders: [] };
}

const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

/** Those who decided as a panel. */
async function whoSat(tx: Tx, about: object): Promise<string[]> {
  const seats = await tx.panelSeat.findMany({
    where: {
      personId: { not: null },
      withdrawnAt: null,
      conflict: "",
      panel: { AND: [about, { outcome: { not: null } }] },
    },
    select: { personId: true },
  });
  return allNow(
    tx,
    seats.flatMap(({ personId }) => personId ?? []),
  );
}

// ── what it led to ──────────────────────────────────────────────────────────────────────────────────

/** Suspended over a complaint, a certification says over which: those about it that the officer handles. */
export async function linkSuspension(
  tx: Tx,
  actor: Actor,
  certificationId: string,
  factId: string,
): Promise<void> {
  const about = await tx.complaint.findMany({
    where: {
      AND: [complaintsInReach(actor), { decidedOn: null }, linkedWith("certification", certificationId)],
    },
    select: { id: true },
  });
  for (const { id } of about) {
    await tx.complaintLink.create({ data: { complaintId: id, kind: "suspension", targetId: factId } });
    await recordAudit(tx, actor, "complaint.linked", { kind: "complaint", id });
  }
}

export const linkedWith = (kind: LinkKind, targetId: string) => ({ links: { some: { kind, targetId } } });

export type Suspension = { id: string; day: CalendarDay; number: string };

/** Suspensions of what it is linked with, of the day it came in or later, that are not linked yet. */
export async function suspensionsToLink(
  tx: Tx,
  handler: HandlingReach,
  { receivedOn, links }: { receivedOn: CalendarDay; links: readonly Target[] },
): Promise<Suspension[]> {
  const of = (kind: LinkKind) => links.filter((link) => link.kind === kind).map(({ id }) => id);
  const rows = await tx.certificationFact.findMany({
    where: {
      kind: "suspended",
      day: { gte: receivedOn },
      certification: { id: { in: of("certification") }, ...inProgrammesOf(handler) },
      id: { notIn: of("suspension") },
    },
    orderBy: { id: "asc" },
    select: { id: true, day: true, certification: { select: { number: true } } },
  });
  return rows.map(({ id, day, certification }) => ({ id, day, number: certification.number }));
}

// ── where it shows ──────────────────────────────────────────────────────────────────────────────────

/** One link as the page of the complaint shows it. */
export type LinkShown = Target & {
  /** A number, a name; of a candidacy whose it is. */
  label: string;
  scheme?: string;
  day?: CalendarDay;
  /** The certification that was suspended. */
  certificationId?: string;
};

/** What is gone meanwhile, or of a programme the reader does not handle, is not shown. */
export async function showLinks(
  tx: Tx,
  handler: HandlingReach,
  links: readonly Target[],
): Promise<LinkShown[]> {
  const within = inProgrammesOf(handler);
  const of = (kind: LinkKind) => links.filter((link) => link.kind === kind).map(({ id }) => id);
  const [certifications, suspensions, candidacies, cohorts, courses] = await Promise.all([
    tx.certification.findMany({
      where: { id: { in: of("certification") }, ...within },
      select: { id: true, number: true },
    }),
    tx.certificationFact.findMany({
      where: { id: { in: of("suspension") }, certification: within },
      select: { id: true, day: true, certification: { select: { id: true, number: true } } },
    }),
    tx.candidacy.findMany({
      where: { id: { in: of("candidacy") }, ...within },
      select: { id: true, schemeId: true, person: { select: { name: true } } },
    }),
    tx.cohort.findMany({
      where: { id: { in: of("cohort") }, ...within },
      select: { id: true, name: true },
    }),
    tx.course.findMany({ where: { id: { in: of("course") }, ...within }, select: { id: true } }),
  ]);
  return [
    ...certifications.map(({ id, number }) => ({ kind: "certification" as const, id, label: number })),
    ...suspensions.map(({ id, day, certification }) => ({
      kind: "suspension" as const,
      id,
      day,
      label: certification.number,
      certificationId: certification.id,
    })),
    ...candidacies.map(({ id, schemeId, person }) => ({
      kind: "candidacy" as const,
      id,
      label: person.name,
      scheme: schemeId,
    })),
    ...cohorts.map(({ id, name }) => ({ kind: "cohort" as const, id, label: name })),
    ...courses.map(({ id }) => ({ kind: "course" as const, id, label: id })),
  ];
}

export type ComplaintHere = { id: string; receivedOn: CalendarDay; suspendedOn: CalendarDay | null };

/** Complaints linked with something, for whoever may read them: nobody else is told that there is one. */
export async function complaintsAbout(
  actor: ReadingComplaints,
  kind: LinkKind,
  targetId: string,
): Promise<ComplaintHere[]> {
  if (!readsComplaints(actor)) return [];
  const rows = await db.complaint.findMany({
    where: { AND: [linkedWith(kind, targetId), complaintsInReach(actor)] },
    orderBy: { id: "asc" },
    select: {
      id: true,
      receivedOn: true,
      links: { where: { kind: "suspension" }, select: { targetId: true } },
    },
  });
  const suspended = await db.certificationFact.findMany({
    where: { id: { in: rows.flatMap(({ links }) => links.map((link) => link.targetId)) } },
    select: { id: true, day: true, certificationId: true },
  });
  const here = suspended.filter(
    ({ certificationId }) => kind !== "certification" || certificationId === targetId,
  );
  return rows.map(({ id, receivedOn, links }) => ({
    id,
    receivedOn,
    suspendedOn: here.find((fact) => links.some((link) => link.targetId === fact.id))?.day ?? null,
  }));
}
