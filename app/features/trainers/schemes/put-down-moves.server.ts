import { recordAudit } from "#app/features/audit/record.server.ts";
import { enqueueJob } from "#app/features/jobs/jobs.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingIn, ownRecordsOf, programmeScope, type Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { RUNNING } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { isBehind, MOVE_JOB, type MoveToVersion } from "./move-to-version.ts";
import {
  candidaciesOf,
  candidaciesTouched,
  certificationsTouched,
  runningOf,
} from "./scheme-drafts.server.ts";
import { keepsScheme } from "./scheme-pages.server.ts";
import { loadSchemes } from "./scheme-versions.server.ts";
import type { StillBehind } from "./scheme-view.ts";
import { PROGRAMME_OF, type KeptSchemeId } from "./schemes.ts";

/* Who is moved to a version: with its publication, or later, one or many. The moves themselves are the job's. */

type Whom = readonly string[] | "all";
type Moves = {
  schemeId: KeptSchemeId;
  version: string;
  certifications: Whom;
  candidacies: Whom;
  /** Of a move after the publication; left out, the publication's. */
  reason?: string;
};

const among = (whom: Whom): { id?: { in: string[] } } => (whom === "all" ? {} : { id: { in: [...whom] } });

/** One's own are not moved by oneself, nor somebody's by who stands in for them. @returns how many are to be moved */
export async function putDownMoves(tx: Tx, actor: Actor, moves: Moves): Promise<number> {
  const { schemeId, version, certifications, candidacies, reason } = moves;
  const book = await loadSchemes(tx);
  const others = { personId: { notIn: ownRecordsOf(actor) } };
  const behind = (own: string) => isBehind(book.versions(schemeId), own, version);
  const toMove = await tx.candidacy.findMany({
    where: { ...others, schemeId, ...RUNNING, ...among(candidacies) },
    orderBy: [{ enteredOn: "asc" }, { id: "asc" }],
    select: { id: true, schemeVersion: true },
  });
  const candidacyIds = toMove.filter(({ schemeVersion }) => behind(schemeVersion)).map(({ id }) => id);
  const day = today(book.current(schemeId).timeZone);
  const held: Prisma.CertificationWhereInput = { ...others, ...among(certifications) };
  const running = certifications.length > 0 ? await runningOf(tx, book, schemeId, day, held) : [];
  const certificationIds = running.filter(({ told }) => behind(told.version)).map(({ row }) => row.id);
  const of = candidacyIds.length + certificationIds.length;
  if (of === 0) return 0;
  const payload: MoveToVersion = {
    schemeId,
    version,
    certifications: certificationIds.length > 0,
    ...(certifications === "all" ? {} : { certificationIds }),
    candidacyIds,
    of,
    ...(reason === undefined ? {} : { reason, askedAt: now() }),
    ...(actor.actingFor?.[0] ? { for: actor.actingFor[0] } : {}),
  };
  const key = [MOVE_JOB, schemeId, version, ...(reason === undefined ? [] : [newId()])].join(":");
  await enqueueJob(tx, actor, { kind: MOVE_JOB, payload, key, subjectId: schemeId, of });
  return of;
}

// ── After the publication ───────────────────────────────────────────────────────────────────────────

export type MoveAsked = {
  /** The version whose effects were looked at. */
  version: string;
  certifications: Whom;
  candidacies: Whom;
  reason: string;
};

/** Moves who is ticked to the version that holds, for a reason; null: the actor does not keep the scheme. */
export async function moveToCurrent(
  asking: Actor,
  schemeId: KeptSchemeId,
  { version, certifications, candidacies, reason }: MoveAsked,
): Promise<Result<number> | null> {
  if (!keepsScheme(asking, schemeId)) return null;
  const actor = actingIn(asking, programmeScope(PROGRAMME_OF[schemeId]));
  return inTransaction(async (tx) => {
    const current = (await loadSchemes(tx)).current(schemeId);
    if (current.version !== version) return refuse("changed-meanwhile");
    const of = await putDownMoves(tx, actor, { schemeId, version, certifications, candidacies, reason });
    if (of === 0) return refuse("scheme.nobody-to-move");
    const subject = { kind: "scheme", id: schemeId } as const;
    await recordAudit(tx, actor, "scheme.moves-asked", subject, { version, reason, of });
    return ok(of);
  });
}

/** Who keeps an earlier version, and what moving each would do; null: the actor does not keep the scheme. */
export async function stillBehind(
  actor: Actor,
  schemeId: KeptSchemeId,
  page: number,
): Promise<StillBehind | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  const book = await loadSchemes();
  const current = book.current(schemeId);
  const day = today(current.timeZone);
  const behind = (own: string) => isBehind(book.versions(schemeId), own, current.version);
  const others = { personId: { notIn: ownRecordsOf(actor) } };
  const [running, candidacies] = await Promise.all([
    runningOf(db, book, schemeId, day, others),
    candidaciesOf(db, schemeId, others),
  ]);
  const certified = await certificationsTouched(
    book,
    current,
    running.filter(({ told }) => behind(told.version)),
    day,
  );
  return {
    version: current.version,
    behind: certified.length,
    certifications: certified.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    candidacies: await candidaciesTouched(
      book,
      current,
      candidacies.filter(({ schemeVersion }) => behind(schemeVersion)),
      day,
    ),
  };
}
