import { whoNow } from "#app/features/identity/who-now.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import {
  around,
  type ReadFile,
  type StoredCandidacy,
} from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { RecordEntry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import { isRatedTooWeak, judgesOf } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { barsDespite, type Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import { OPEN_RATING } from "./observations.server.ts";

type Observed = Extract<RecordEntry, { kind: "observation" }>;

/**
 * Observations nobody strikes out: what assessors signed and rated too weak is decided on (domain §6.2 T14, T15), or a panel
 * is asked. Where somebody who rated may not, it never counted; what was typed in or imported is a record like any other.
 */
export async function ratingsThatStay(
  row: StoredCandidacy,
  { scheme, entries }: ReadFile,
  tx: Tx = db,
): Promise<ReadonlySet<string>> {
  const weak = entries.filter(
    (entry): entry is Observed => entry.kind === "observation" && isRatedTooWeak(scheme, entry.body),
  );
  if (weak.length === 0) return new Set();
  const wasSigned = await signedOn(row.id, tx);
  const about = await around(row, scheme, true, tx);
  const stays = new Set<string>();
  for (const entry of weak.filter(wasSigned)) {
    const { on, excepted = [] } = entry.body;
    const bars: Bar[] = [];
    for (const judge of judgesOf(entry, entry.by.personId))
      bars.push(...barsDespite(await barsOn("assess", judge, about, on, tx), excepted.includes(judge)));
    if (bars.length === 0) stays.add(entry.id);
  }
  return stays;
}

/** Whether it came from the instrument: settled, of that day, by whoever wrote it into the candidacy. */
async function signedOn(candidacyId: string, tx: Tx): Promise<(entry: Observed) => boolean> {
  const settled = await tx.observation.findMany({
    where: { candidacyId, settledAt: { not: null } },
    select: { day: true, ratings: { where: { ...OPEN_RATING, turn: 1 }, select: { assessorId: true } } },
  });
  const signed = settled.flatMap(({ day, ratings }) =>
    ratings.map(({ assessorId }) => ({ day, assessorId })),
  );
  const now = await whoNow(
    tx,
    signed.map(({ assessorId }) => assessorId),
  );
  return ({ by, body }) =>
    signed.some(({ day, assessorId }) => day === body.on && now(assessorId) === by.personId);
}
