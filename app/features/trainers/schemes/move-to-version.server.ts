import { recordAudit } from "#app/features/audit/record.server.ts";
import { actorNow } from "#app/features/identity/actor-now.server.ts";
import { newestJobAbout } from "#app/features/jobs/job-list.server.ts";
import { GiveUp, type Run } from "#app/features/jobs/run-job.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { log } from "#app/infra/log.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import { settle } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { WITH_EVENTS } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { tellOfNewRules } from "#app/features/trainers/candidacies/candidacy-mail.server.ts";
import { RUNNING } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { tellOfDecision } from "#app/features/trainers/certifications/certification-mail.server.ts";
import { isBehind, MOVE_JOB, moveProgress, MoveToVersion, type MoveProgress } from "./move-to-version.ts";
import { recordBehalf } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { runningOf } from "./scheme-drafts.server.ts";
import { isSchemeId, keepsScheme } from "./scheme-pages.server.ts";
import { loadSchemes } from "./scheme-versions.server.ts";

/**
 * The job itself: one transaction for each certification and candidacy, which is moved whole and told, or not at all.
 * Called again it finds only those who are still behind; one that cannot be moved does not keep the others.
 */
export async function moveToVersion(payload: unknown, run: Run): Promise<void> {
  const asked = MoveToVersion.parse(payload);
  const actor = await moving(run.doer, asked.for);
  if (!actor || !isSchemeId(asked.schemeId) || !keepsScheme(actor, asked.schemeId))
    throw new GiveUp("by whose role it was published may not keep this scheme any more");
  const move = { ...asked, ...(await published(asked)) };
  const pieces = [
    ...(await certificationsBehind(actor, move)).map((id) => () => moveCertification(actor, id, move)),
    ...(await candidaciesBehind(actor, move)).map((id) => () => moveCandidacy(actor, id, move)),
  ];
  let done = Math.max(0, asked.of - pieces.length);
  let failed = 0;
  await run.step(done, null);
  for (const piece of pieces) {
    if (await succeeds(run, piece)) await run.step((done += 1), null);
    else failed += 1;
  }
  if (failed > 0) throw new Error(`${failed} could not be moved yet`);
}

/** What was published for somebody goes on by that one's role, though the days of standing in for them are over. */
async function moving(doer: Run["doer"], principalId: string | undefined): Promise<Actor | null> {
  const { personId } = doer;
  const keeper = await actorNow({ ...doer, personId: principalId ?? personId }, "keep:schemes");
  if (!keeper || personId === null) return null;
  return { ...keeper, personId, actingFor: principalId ? [principalId] : [] };
}

/** Somebody else was at it in the same moment, or it is broken: tried again with the job's next try. */
async function succeeds(run: Run, piece: () => Promise<void>): Promise<boolean> {
  try {
    await piece();
    return true;
  } catch (error) {
    log.warn({ jobId: run.id, err: error }, "one was not moved to the version");
    return false;
  }
}

type Move = Omit<MoveToVersion, "reason"> & { reason: string; publishedAt: Date };

/** With the publication, or by an act of its own later: for its own reason, of those there were then. */
async function published({
  schemeId,
  version,
  reason,
  askedAt,
}: MoveToVersion): Promise<Pick<Move, "reason" | "publishedAt">> {
  if (reason !== undefined && askedAt) return { reason, publishedAt: askedAt };
  const position = (await loadSchemes()).versions(schemeId).findIndex((one) => one.version === version) + 1;
  return db.schemeVersion.findUniqueOrThrow({
    where: { schemeId_position: { schemeId, position } },
    select: { reason: true, publishedAt: true },
  });
}

async function certificationsBehind(actor: Actor, move: Move): Promise<string[]> {
  if (!move.certifications) return [];
  const book = await loadSchemes();
  const { schemeId, version, publishedAt, certificationIds } = move;
  const there = {
    personId: { notIn: ownRecordsOf(actor) },
    recordedAt: { lte: publishedAt },
    ...(certificationIds ? { id: { in: certificationIds } } : {}),
  };
  const running = await runningOf(db, book, schemeId, today(book.current(schemeId).timeZone), there);
  return running
    .filter(({ told }) => isBehind(book.versions(schemeId), told.version, version))
    .map(({ row }) => row.id);
}

const moveCertification = (actor: Actor, id: string, { schemeId, version, reason }: Move): Promise<void> =>
  inTransaction(async (tx) => {
    const book = await loadSchemes(tx);
    const day = today(book.current(schemeId).timeZone);
    const [running] = await runningOf(tx, book, schemeId, day, { id });
    if (!running || !isBehind(book.versions(schemeId), running.told.version, version)) return;
    const fact = { kind: "moved", day, word: version, reason, recordedOn: day } as const;
    const factId = await addFact(tx, actor, running.row, fact);
    await tellOfDecision(tx, running.row, factId, fact);
  });

const openCandidacies = ({ schemeId }: Move, ids: string[], actor: Actor) => ({
  id: { in: ids },
  schemeId,
  ...RUNNING,
  personId: { notIn: ownRecordsOf(actor) },
});

const AT_ONCE = 500;

async function candidaciesBehind(actor: Actor, move: Move): Promise<string[]> {
  const versions = (await loadSchemes()).versions(move.schemeId);
  const behind: string[] = [];
  for (let from = 0; from < move.candidacyIds.length; from += AT_ONCE) {
    const rows = await db.candidacy.findMany({
      where: openCandidacies(move, move.candidacyIds.slice(from, from + AT_ONCE), actor),
      select: { id: true, schemeVersion: true },
    });
    const ids = rows.filter(({ schemeVersion }) => isBehind(versions, schemeVersion, move.version));
    behind.push(...ids.map(({ id }) => id));
  }
  return behind;
}

const moveCandidacy = (actor: Actor, id: string, move: Move): Promise<void> =>
  inTransaction(async (tx) => {
    const row = await tx.candidacy.findFirst({
      where: openCandidacies(move, [id], actor),
      include: WITH_EVENTS,
    });
    const versions = (await loadSchemes(tx)).versions(move.schemeId);
    if (!row || !isBehind(versions, row.schemeVersion, move.version)) return;
    const scheme = versions.find(({ version }) => version === move.version)!;
    const body = { from: row.schemeVersion, to: move.version };
    const eventId = await addMove(tx, actor, row, { body, reason: move.reason, day: today(scheme.timeZone) });
    await tx.candidacy.update({ where: { id }, data: { schemeVersion: move.version } });
    const about = { kind: "candidacy", id } as const;
    await recordAudit(tx, actor, "candidacy.moved", about, { ...body, reason: move.reason });
    await settle(tx, actor, id);
    await tellOfNewRules(tx, id, { eventId, reason: move.reason });
  });

type Moved = { body: { from: string; to: string }; reason: string; day: string };

async function addMove(
  tx: Tx,
  actor: Actor,
  { id: candidacyId, events }: { id: string; events: readonly unknown[] },
  { body, reason, day }: Moved,
): Promise<string> {
  const id = newId();
  await tx.candidacyEvent.create({
    data: {
      id,
      candidacyId,
      number: events.length + 1,
      kind: "moved",
      day,
      actingAs: "officer",
      body: JSON.stringify(body),
      reason,
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await recordBehalf(tx, actor, id);
  return id;
}

/** How far the newest moves of a scheme are; null: there are none, or none that are news. */
export async function movesOf(schemeId: string): Promise<MoveProgress | null> {
  const job = await newestJobAbout(MOVE_JOB, schemeId);
  return job && moveProgress(job, now());
}
