import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { readEntry } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { datesOf, OVER, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { SchemeBook } from "./scheme-book.ts";
import { changesBetween } from "./scheme-fields.ts";
import { keepsScheme } from "./scheme-pages.server.ts";
import { candidacyChange, certificationChange, isChange } from "./scheme-preview.ts";
import { readScheme, writeScheme } from "./scheme-text.ts";
import { loadSchemes } from "./scheme-versions.server.ts";
import type { SchemePreview } from "./scheme-view.ts";
import type { Scheme } from "./scheme.ts";
import type { KeptSchemeId } from "./schemes.ts";

/* The next version of a scheme: written, and looked at for what it does to whom (published: publish-draft.server.ts). */

export type Draft = { current: Scheme; draft: Scheme | null };

/** Null: the actor does not keep it. */
export async function schemeDraft(actor: Actor, schemeId: KeptSchemeId): Promise<Draft | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  const [book, row] = await Promise.all([loadSchemes(), db.schemeDraft.findUnique({ where: { schemeId } })]);
  return { current: book.current(schemeId), draft: row && readScheme(row.text) };
}

/** Written over until it is published; one that says the same as what holds is none. */
export async function saveDraft(
  actor: Actor,
  schemeId: KeptSchemeId,
  scheme: Scheme,
): Promise<Result<null> | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  return inTransaction(async (tx) => {
    const book = await loadSchemes(tx);
    if (changesBetween(book.current(schemeId), scheme).length === 0) return refuse("scheme.nothing-changed");
    const draft = {
      position: book.versions(schemeId).length + 1,
      text: writeScheme(scheme),
      savedAt: now(),
      savedBy: actor.personId,
    };
    await tx.schemeDraft.upsert({ where: { schemeId }, create: { schemeId, ...draft }, update: draft });
    await recordAudit(tx, actor, "scheme.drafted", { kind: "scheme", id: schemeId });
    return ok(null);
  });
}

/** Put away, twice too. */
export async function discardDraft(actor: Actor, schemeId: KeptSchemeId): Promise<Result<null> | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  return inTransaction(async (tx) => {
    const { count } = await tx.schemeDraft.deleteMany({ where: { schemeId } });
    if (count > 0) await recordAudit(tx, actor, "scheme.discarded", { kind: "scheme", id: schemeId });
    return ok(null);
  });
}

// ── What it does to whom ────────────────────────────────────────────────────────────────────────────

/** Certifications that run on the day, with the version that judges each. */
export async function runningOf(
  tx: Tx,
  book: SchemeBook,
  schemeId: string,
  day: CalendarDay,
  which: Prisma.CertificationWhereInput = {},
) {
  const rows = await tx.certification.findMany({
    where: { AND: [{ schemeId }, which] },
    orderBy: [{ validUntil: "asc" }, { id: "asc" }],
    include: withHolder({ name: true }),
  });
  return rows.flatMap((row) => {
    const told = book.judging(row, day);
    const certification = readCertification(row);
    const { status } = standingOn(certification, told.validity, day);
    return OVER.includes(status) ? [] : [{ row, certification, told }];
  });
}

const candidaciesOf = (tx: Tx, schemeId: string) =>
  tx.candidacy.findMany({
    where: { schemeId, openKey: OPEN },
    orderBy: [{ enteredOn: "asc" }, { id: "asc" }],
    include: { events: { orderBy: { number: "asc" } }, person: { select: { name: true } } },
  });

export async function schemePreview(draft: Scheme, page: number): Promise<SchemePreview> {
  const book = await loadSchemes();
  const current = book.current(draft.id);
  const day = today(current.timeZone);
  const running = await runningOf(db, book, draft.id, day);
  const touched = running.flatMap(({ row, certification, told }) => {
    const change = certificationChange(certification, { told, current, draft }, true, day);
    if (!isChange(change)) return [];
    const { validUntil } = datesOf(certification, told.validity);
    return [{ id: row.id, name: row.person.name, number: row.number, validUntil, ...change }];
  });
  const candidacies = await candidaciesOf(db, draft.id);
  return {
    running: running.length,
    touched: touched.length,
    certifications: touched.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    candidacies: candidacies.map(({ id, personId, person, state, schemeVersion, events, schemeId }) => ({
      id,
      name: person.name,
      state,
      version: schemeVersion,
      ...candidacyChange(
        { personId, entries: events.map(readEntry) },
        { own: book.of({ schemeId, schemeVersion }), draft },
        day,
      ),
    })),
  };
}
