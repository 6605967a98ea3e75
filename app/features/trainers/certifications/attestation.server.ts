import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { LEAST_MONTHS } from "./attestation.ts";
import type { SchemeKind, ValidityRule } from "#app/features/trainers/schemes/scheme.ts";

/* Which employer stands behind a facilitator's certification, and until when it then lasts. */

/**
 * The employer of today, the latest if there are several; of a paper from earlier, the employer of its first day where
 * that is known. Null: none, or the scheme is no employer's.
 */
export async function attestingEmployer(
  tx: Tx,
  personId: string,
  kind: SchemeKind,
  attestedOn?: CalendarDay,
): Promise<string | null> {
  if (kind !== "facilitator") return null;
  if (attestedOn) {
    const then = await tx.affiliation.findFirst({
      where: { personId, from: { lte: attestedOn }, OR: [{ until: null }, { until: { gte: attestedOn } }] },
      orderBy: [{ from: "desc" }, { id: "desc" }],
      select: { organisationId: true },
    });
    if (then) return then.organisationId;
  }
  const place = await tx.affiliation.findFirst({
    where: { personId, ...holdsToday() },
    orderBy: [{ from: "desc" }, { id: "desc" }],
    select: { organisationId: true },
  });
  return place?.organisationId ?? null;
}

export async function standBehind(
  tx: Tx,
  certification: { id: string; personId: string },
  organisationId: string | null,
): Promise<void> {
  if (organisationId === null) return;
  const { id: certificationId, personId } = certification;
  await tx.attestation.create({ data: { certificationId, personId, organisationId } });
}

/** How long a certification lasts: to the common date of the employer who attests, where it has set one. */
export async function validityBehind(
  tx: Tx,
  validity: ValidityRule,
  organisationId: string | null | undefined,
): Promise<ValidityRule> {
  const set = organisationId
    ? await tx.refresherDate.findUnique({ where: { organisationId }, select: { monthDay: true } })
    : null;
  return set ? { ...validity, lasts: { until: set.monthDay, atLeastMonths: LEAST_MONTHS } } : validity;
}
