import { personNow, whoNow } from "#app/features/identity/who-now.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { asPart, partsIn } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import { around } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { standsAs } from "#app/features/trainers/candidacies/conflict.server.ts";
import { barsDespite, type Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import { loadCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { mayTouch } from "#app/features/trainers/renewal/renewal.ts";
import type { ObservedFor, Source } from "./observation.ts";
import { observable, type Observable } from "./observed.server.ts";

/* Who has somebody observed, who may be asked to rate them, and how they are asked: by whoever plans, asks a second one, or another instead. */

export type Planned = { ok: true; value: string } | { ok: false; reason: Refusal; bars: readonly Bar[] };
export const not = (reason: Refusal, bars: readonly Bar[] = []): Planned => ({ ok: false, reason, bars });

/**
 * Whether the actor may have them observed: who decides on the candidacy, or keeps the certification; not themselves, nor
 * a holder in whom they have an interest of their own. Null: not theirs.
 */
export async function mayHaveObserved(
  tx: Tx,
  actor: Actor,
  { kind, id }: ObservedFor,
): Promise<Result<Observable> | null> {
  if (kind === "certification") {
    const row = await loadCertification(tx, actor, id);
    if (!row) return null;
    const found = (await observable(tx, { kind, id }))!;
    const { scheme, personId, programme } = found;
    const who = await standsAs(tx, actingIn(actor, programmeScope(programme)), personId, scheme);
    const may = mayTouch(who);
    return may.ok ? ok(found) : may;
  }
  const held = await partsIn(actor, id, tx);
  if (!held.includes("officer")) return null;
  if (held.includes("candidate")) return refuse("candidacy.ownRecord");
  const found = (await observable(tx, { kind, id }))!;
  return isOwnRecord(await asPart(actor, "officer", { id, programme: found.programme }, tx), found.personId)
    ? refuse("candidacy.principalsRecord")
    : ok(found);
}

/** The same, while there is something to observe. */
export async function openFor(tx: Tx, actor: Actor, of: ObservedFor): Promise<Result<Observable> | null> {
  const may = await mayHaveObserved(tx, actor, of);
  if (!may?.ok || may.value.open) return may;
  return refuse(of.kind === "candidacy" ? "observation.notNow" : "observation.notRenewed");
}

/** The same, of what is under way: a holder's goes on to its end though their period has ended meanwhile. */
export const goingOn: typeof openFor = (tx, actor, of) =>
  of.kind === "certification" ? mayHaveObserved(tx, actor, of) : openFor(tx, actor, of);

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
 * The assessor, as who they are by now, or why they may not rate whom they are asked to on that day: whoever else rates is
 * somebody else. Who has trained them may where the officer says why, and where the other has not.
 */
export async function assessorFor(
  tx: Tx,
  { programme, personId, scheme }: Observable,
  { assessorId: askedId, exception }: Asked,
  day: CalendarDay,
  others: readonly Asked[] = [],
): Promise<Assessor | { ok: false; reason: Refusal; bars: readonly Bar[] }> {
  const ids = [askedId, ...others.map((other) => other.assessorId)];
  const now = await whoNow(tx, ids);
  const assessorId = now(askedId);
  if (others.some((other) => now(other.assessorId) === assessorId))
    return { ...refuse("observation.another"), bars: [] };
  const person = await tx.person.findFirst({
    where: { AND: [{ id: assessorId }, assessorsOf(programme)] },
    select: READER,
  });
  if (!person) return { ...refuse("observation.noAssessor"), bars: [] };
  const bars = await barsOn("assess", assessorId, await around({ personId }, scheme, true, tx), day, tx);
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

type Told = { ratingId: string; of: { name: string }; day: CalendarDay; place: string };

export const tellAssessor = (tx: Tx, assessor: Reader, told: Told): Promise<void> =>
  tell(tx, assessor, "assigned", told);

/** That they need not rate any more; who has left is not written to. */
export async function tellReplaced(tx: Tx, toldId: string, told: Told): Promise<void> {
  const personId = await personNow(tx, toldId);
  const person = await tx.person.findFirst({ where: { id: personId, deactivatedAt: null }, select: READER });
  if (person) await tell(tx, person, "replaced", told);
}

async function tell(
  tx: Tx,
  { id: personId, name, email, locale, timeZone }: Reader,
  what: "assigned" | "replaced",
  { ratingId, of, day, place }: Told,
): Promise<void> {
  const { t, date } = wordsFor(locale, timeZone);
  const action = what === "assigned" ? paths.rating(ratingId) : "/observations";
  const params = { name, candidate: of.name, day: date(day), place, link: linkTo(action) };
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
