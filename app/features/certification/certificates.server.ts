import { enrolmentsInReach } from "#app/features/cohorts/cohort-scope.server.ts";
import { searchWords } from "#app/features/identity/people-filters.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { reachesAll, type Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { directionOf, type Sorting } from "#app/lib/sorting.ts";
import { isNameless } from "./certificate-facts.ts";
import { readCertificateNumber } from "./certificate-number.ts";
import { readCertificate, readDrawable, WITH_STATUS } from "./certificate-record.server.ts";
import { CERTIFICATE_STATUSES } from "./certificate-status.ts";
import type { Drawable, OwnCertificate } from "./certificate-view.ts";
import type { CertificateKind } from "./issue-gate.ts";

/** Those of trainers are asked for with what they certify (trainers/trainer-certificates.server.ts). */
export const OF_COURSES = { courseVersionId: { not: null } } satisfies Prisma.CertificateWhereInput;

/** What somebody holds under any account of theirs: of two for one course, one stayed with the account that was closed (0021). */
export const heldBy = async (personId: string, tx: Tx = db): Promise<Prisma.CertificateWhereInput> => ({
  personId: { in: await accountsOf(tx, personId) },
});

/** Those of a person's courses, the newest first, with the enrolments each rests on. */
export async function certificatesOf(personId: string): Promise<OwnCertificate[]> {
  const rows = await db.certificate.findMany({
    where: { ...(await heldBy(personId)), ...OF_COURSES },
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    include: { enrolments: { select: { enrolmentId: true } } },
  });
  return rows.map(({ enrolments, ...row }) => ({
    ...readCertificate(row),
    enrolmentIds: enrolments.map(({ enrolmentId }) => enrolmentId),
  }));
}

/** By id, for work after an act that named them. */
export async function certificatesFor(ids: string[]): Promise<Drawable[]> {
  const rows = await db.certificate.findMany({ where: { id: { in: ids } }, orderBy: { number: "asc" } });
  return rows.map(readDrawable);
}

/** Everything a person was ever issued, for a copy of all that is kept of them. */
export async function allIssuedTo(personId: string): Promise<Drawable[]> {
  const where = await heldBy(personId);
  const rows = await db.certificate.findMany({ where, orderBy: { number: "asc" } });
  return rows.map(readDrawable);
}

/** Certificates of courses that rest on an enrolment the actor reaches. */
export const certificatesInReach = (actor: Pick<Actor, "reach">): Prisma.CertificateWhereInput =>
  reachesAll(actor) ? OF_COURSES : { enrolments: { some: { enrolment: enrolmentsInReach(actor) } } };

/** One's own, or one that staff may see. */
export async function certificateToOpen(
  actor: Pick<Actor, "personId" | "grants">,
  certificateId: string,
): Promise<Drawable | null> {
  const staff = { reach: reachOf(actor.grants, "see:certificates") };
  const row = await db.certificate.findFirst({
    where: { id: certificateId, OR: [await heldBy(actor.personId), certificatesInReach(staff)] },
  });
  const certificate = row && readDrawable(row);
  // Its file went with the name.
  return certificate && !isNameless(certificate.facts) ? certificate : null;
}

export type RegisterFilters = {
  q: string;
  status: (typeof REGISTER_STATES)[number] | "";
  kind: CertificateKind | "";
  sorting: Sorting<(typeof REGISTER_ORDERS)[number]>;
  page: number;
};

/** And those that wait for the second who ends them. */
export const REGISTER_STATES = [...CERTIFICATE_STATUSES, "to-end"] as const;

export const REGISTER_ORDERS = ["holder", "number", "issued"] as const;

/** Somebody has proposed to end it. */
const TO_END = { ending: { confirmedAt: null }, supersededAt: null } satisfies Prisma.CertificateWhereInput;

/** One page of the register. */
export async function listIssued(actor: Actor, { q, status, kind, sorting, page }: RegisterFilters) {
  const direction = directionOf(sorting);
  const order = {
    holder: { person: { searchText: direction } },
    number: { number: direction },
    issued: { issuedAt: direction },
  };
  const where: Prisma.CertificateWhereInput = {
    AND: [
      certificatesInReach(actor),
      status === "to-end" ? TO_END : status ? WITH_STATUS[status] : {},
      kind ? { kind } : {},
      q ? certificatesSought(q) : {},
    ],
  };
  const [total, rows] = await Promise.all([
    db.certificate.count({ where }),
    db.certificate.findMany({
      where,
      orderBy: [order[sorting.by], { id: direction }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ]);
  return { total, rows: rows.map(readCertificate) };
}

/** A whole number is one certificate; else names as they are now, what was printed (printedText), and parts of numbers. */
export function certificatesSought(q: string): Prisma.CertificateWhereInput {
  const number = readCertificateNumber(q);
  if (number.ok) return { number: number.number };
  const words = searchWords(q).map((word) => ({ searchText: { contains: word } }));
  return {
    OR: [{ number: { contains: q.toUpperCase() } }, { person: { AND: words } }, { AND: words }],
  };
}
