import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { isOwnRecord, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Refusal } from "#app/lib/result.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  around,
  loadCandidacy,
  readFile,
  type ReadFile,
  type StoredCandidacy,
} from "./candidacy-file.server.ts";
import { writesAs } from "./candidacy-records.ts";
import { asPart, partsIn } from "./candidacy-scope.server.ts";
import { barsDespite, type Bar } from "./impartiality.ts";
import { barsOn } from "./judges.server.ts";
import type { Source } from "#app/features/trainers/observations/observation.ts";

/* Who may be asked to rate a candidate, and how they are asked: by whoever plans, asks a second one, or another instead. */

export type Planned = { ok: true; value: string } | { ok: false; reason: Refusal; bars: readonly Bar[] };
export const not = (reason: Refusal, bars: readonly Bar[] = []): Planned => ({ ok: false, reason, bars });

export type Open = { row: StoredCandidacy; read: ReadFile };

/** The candidacy, for an officer who is not the candidate, while it is in a stage that is observed. Null: not theirs. */
export async function openFor(tx: Tx, actor: Actor, candidacyId: string): Promise<Open | Planned | null> {
  const held = await partsIn(actor, candidacyId, tx);
  if (!held.includes("officer")) return null;
  if (held.includes("candidate")) return not({ key: "candidacy.ownRecord" });
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  if (isOwnRecord(await asPart(actor, "officer", row, tx), row.personId))
    return not({ key: "candidacy.principalsRecord" });
  const read = await readFile(row, tx);
  const stage = stageOf(read.scheme, read.file.candidacy.state);
  if (!stage || writesAs("observation", stage, ["master-trainer"]) === null)
    return not({ key: "observation.notNow" });
  return { row, read };
}

/** Assessors of the programme. */
export const assessorsOf = (programme: string): Prisma.PersonWhereInput => ({
  deactivatedAt: null,
  roles: {
    some: {
      role: "assessor",
      endedAt: null,
      OR: [{ scopeKind: "all" }, { scopeKind: "programme", scopeId: programme }],
    },
  },
});

type Reader = Prisma.PersonGetPayload<{ select: typeof READER }>;
const READER = { id: true, name: true, email: true, locale: true, timeZone: true } as const;

export type Asked = { assessorId: string; exception: string };
type Assessor = { ok: true; value: { person: Reader; exception: string } };

/**
 * The assessor, or why they may not rate this candidate on that day. Who has trained the candidate may where the officer
 * says why, and where whoever else rates has not.
 */
export async function assessorFor(
  tx: Tx,
  { row, read }: Open,
  { assessorId, exception }: Asked,
  day: CalendarDay,
  others: readonly { exception: string }[] = [],
): Promise<Assessor | { ok: false; reason: Refusal; bars: readonly Bar[] }> {
  const person = await tx.person.findFirst({
    where: { AND: [{ id: assessorId }, assessorsOf(row.programme)] },
    select: READER,
  });
  if (!person) return { ...refuse("observation.noAssessor"), bars: [] };
  const bars = await barsOn("assess", assessorId, await around(row, read.scheme, true, tx), day, tx);
  const excepted = exception !== "" && bars.includes("own-trainer");
  const held = barsDespite(bars, excepted);
  if (held.length > 0) return { ...refuse("candidacy.barred"), bars: held };
  if (excepted && others.some((other) => other.exception !== ""))
    return { ...refuse("observation.oneException"), bars };
  return ok({ person, exception: excepted ? exception : "" });
}

type NewRating = {
  id: string;
  turn: number;
  assessorId: string;
  source: Source;
  exception: string;
  video?: string | undefined;
};

export const assigned = (actor: Actor, rating: NewRating) => ({
  ...rating,
  assignedBy: actor.personId,
  assignedAt: now(),
});

type Told = { ratingId: string; row: StoredCandidacy; day: CalendarDay; place: string };

export const tellAssessor = (tx: Tx, assessor: Reader, told: Told): Promise<void> =>
  tell(tx, assessor, "assigned", told);

/** That they need not rate any more; who has left is not written to. */
export async function tellReplaced(tx: Tx, personId: string, told: Told): Promise<void> {
  const person = await tx.person.findFirst({ where: { id: personId, deactivatedAt: null }, select: READER });
  if (person) await tell(tx, person, "replaced", told);
}

async function tell(
  tx: Tx,
  { id: personId, name, email, locale, timeZone }: Reader,
  what: "assigned" | "replaced",
  { ratingId, row, day, place }: Told,
): Promise<void> {
  const { t, date } = wordsFor(locale, timeZone);
  const action = what === "assigned" ? paths.rating(ratingId) : "/observations";
  const params = { name, candidate: row.person.name, day: date(day), place, link: linkTo(action) };
  await notify(tx, {
    // The same assessor may be asked twice, and replaced twice.
    key: `observation-${what}:${ratingId}:${newId()}`,
    personId,
    address: email,
    kind: "observation-assigned",
    action,
    locale,
    subject: t(`observation.mail.${what}Subject`, params),
    body: t(`observation.mail.${what}`, params),
  });
}
