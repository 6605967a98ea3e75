import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { takeRecord, type NotTaken } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { around } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { barsDespite } from "#app/features/trainers/candidacies/impartiality.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import { mustModerate } from "./observation.ts";
import {
  loadObservation,
  readObservation,
  type ReadObservation,
  type StoredObservation,
} from "./observations.server.ts";
import { observedFor, planPath, resultPath } from "./observed.server.ts";
import { headCount, minutesOf, saidOf } from "./rating.ts";

/**
 * What follows from a signature, in its transaction. One rating that is enough, or two that agree, go into the candidacy,
 * or count for the renewal; a close one waits for a second assessor, two that differ too much for what they agree on.
 */
export async function settleObservation(
  tx: Tx,
  actor: Actor,
  observationId: string,
): Promise<Result<{ settled: boolean }> | NotTaken> {
  const row = (await loadObservation({ id: observationId }, tx))!;
  const read = await readObservation(row, tx);
  const { first, second, reasons, agreed } = read;
  const waits = ok({ settled: false });
  if (!first?.signedAt || row.settledAt) return waits;
  if (!second) {
    if (reasons.length === 0) return feed(tx, actor, row, read);
    await tell(tx, [row.plannedBy], row, "second", planPath(observedFor(row)));
    return waits;
  }
  if (!second.signedAt) return waits;
  if (mustModerate(read.differences) && !agreed?.signedBy) {
    const whose = read.ratings.filter(({ assessorId }) => assessorId !== agreed?.proposedBy);
    for (const { id, assessorId } of whose)
      await tell(
        tx,
        [assessorId],
        row,
        agreed ? `countersign:${agreed.number}` : "moderate",
        paths.rating(id),
      );
    return waits;
  }
  return feed(tx, actor, row, read);
}

async function feed(
  tx: Tx,
  actor: Actor,
  row: StoredObservation,
  read: ReadObservation,
): Promise<Result<{ settled: boolean }> | NotTaken> {
  const { count } = await tx.observation.updateMany({
    where: { id: row.id, settledAt: null },
    data: { settledAt: now() },
  });
  if (count === 0) return ok({ settled: false });
  const taken =
    row.candidacyId === null
      ? await countsForRenewal(tx, row, read)
      : await intoCandidacy(tx, actor, { ...row, candidacyId: row.candidacyId }, read);
  if (!taken.ok) return taken;
  await tell(tx, [row.personId], row, "result", resultPath(observedFor(row)));
  return ok({ settled: true });
}

async function intoCandidacy(
  tx: Tx,
  actor: Actor,
  row: StoredObservation & { candidacyId: string },
  { ratings, first, second, agreed, figures, rules }: ReadObservation,
): Promise<Result<unknown> | NotTaken> {
  const { assessorId, rating, scores } = first!;
  const excepted = ratings.filter(({ exception }) => exception !== "");
  const { responses, mean } = figures;
  // What an officer has written down already is not written over.
  const present = headCount(figures);
  const heard = rules.hears && responses !== null && mean !== null;
  const body = {
    on: row.day,
    minutes: Math.min(1000, minutesOf(rating)),
    scores: agreed?.signedBy ? agreed.scores : scores,
    notes: saidOf(rating, "feedback")?.text ?? "",
    also: second ? [second.assessorId] : [],
    ...(excepted.length > 0 && { excepted: excepted.map((one) => one.assessorId) }),
    // A rating from before the head count was asked says nothing that can be held against one: it is written down by itself.
    ...(heard && present !== null && { feedback: { responses, marks: mean * responses, present } }),
  };
  const taken = await takeRecord(
    tx,
    actor,
    row.candidacyId,
    { id: newId(), reason: excepted[0]?.exception ?? "", kind: "observation", body },
    // Signed is only what has been: the day has come where it was.
    { personId: assessorId, held: ["master-trainer"], there: row.day },
  );
  return taken!;
}

/** The file of the renewal reads it from here; those who rated are judged by the observed day, as a candidate's are. */
async function countsForRenewal(
  tx: Tx,
  row: StoredObservation,
  { ratings, scheme }: ReadObservation,
): Promise<Result<unknown> | NotTaken> {
  const about = await around(row, scheme, true, tx);
  for (const { assessorId, exception } of ratings) {
    const bars = barsDespite(await barsOn("assess", assessorId, about, row.day, tx), exception !== "");
    if (bars.length > 0) return { ...refuse("candidacy.barred"), unmet: [], bars };
  }
  return ok(null);
}

/** That something waits for them; what was seen stands behind the sign-in only. */
async function tell(
  tx: Tx,
  personIds: readonly string[],
  row: StoredObservation,
  what: string,
  action: string,
) {
  const people = await tx.person.findMany({
    where: { id: { in: [...personIds] }, deactivatedAt: null },
    select: { id: true, name: true, email: true, locale: true, timeZone: true },
  });
  for (const { id: personId, name, email, locale, timeZone } of people) {
    const { t, date } = wordsFor(locale, timeZone);
    const kind = what.split(":")[0] as "second" | "moderate" | "countersign" | "result";
    const params = { name, candidate: row.person.name, day: date(row.day), link: linkTo(action) };
    await notify(tx, {
      key: `observation-${what}:${row.id}:${personId}`,
      personId,
      address: email,
      kind: kind === "result" ? "observation-result" : "observation-waits",
      action,
      locale,
      subject: t(`observation.mail.${kind}Subject`, params),
      body: t(`observation.mail.${kind}`, params),
    });
  }
}
