import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId, newSecret, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { actingIn, ownRecordsOf, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { involvedIn, waitingAppeals, type WaitingAppeal } from "./appeal.ts";
import type {
  AppealOutcome,
  CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { loadCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import {
  guestState,
  guestUntil,
  mayInvite,
  mayStillAct,
  sameEmployer,
  type GuestForm,
  type GuestState,
  type InviteGuest,
} from "./panel-guest.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* Guests on the panel of an appeal: asked by whoever may enter what the panel decides, and reached by their link. */

type Row = Prisma.PanelGuestGetPayload<object>;

const stateOf = (row: Row, day: CalendarDay): GuestState =>
  guestState(
    {
      until: row.until,
      declared: row.declaredAt !== null,
      conflict: row.conflict !== "",
      answered: row.answeredAt !== null,
      withdrawn: row.withdrawnAt !== null,
    },
    day,
  );

// ── The officer ─────────────────────────────────────────────────────────────────────────────────────

type Open = {
  actor: Actor;
  row: NonNullable<Awaited<ReturnType<typeof loadCertification>>>;
  day: CalendarDay;
};

/** For who had no part in what is appealed against, nor acts for somebody who had. Null: not theirs. */
async function openTo(tx: Tx, asking: Actor, certificationId: string): Promise<Result<Open> | null> {
  const row = await loadCertification(tx, asking, certificationId);
  if (!row) return null;
  const actor = actingIn(asking, programmeScope(row.programme));
  const recorded = row.facts.map(({ id }) => id);
  const involved = [...involvedIn(row.personId, row.facts), ...(await principalsBehind(tx, recorded))];
  if (ownRecordsOf(actor).some((id) => involved.includes(id))) return refuse("certification-appeal-involved");
  return ok({ actor, row, day: today((await loadSchemes(tx)).current(row.schemeId).timeZone) });
}

/** The guest is written to with their link. Null: not the actor's to act on. */
export const inviteGuest = (
  asking: Actor,
  certificationId: string,
  { of, guestName: name, guestEmail: email, guestEmployer: employer, guestLocale: locale }: InviteGuest,
) =>
  inTransaction(async (tx): Promise<Result<null> | null> => {
    const open = await openTo(tx, asking, certificationId);
    if (!open?.ok) return open;
    const { actor, row, day } = open.value;
    const appeal = waitingAppeals(row.facts, day).find((waiting) => waiting.of === of);
    if (!appeal) return refuse("changed-meanwhile");
    const guests = await tx.panelGuest.findMany({ where: { certificationId, of } });
    const still = guests.filter((guest) => mayStillAct(stateOf(guest, day)) || guest.answeredAt !== null);
    const allowed = mayInvite(
      { email, employer },
      {
        employers: await employersOf(tx, row.personId, day),
        account: (await tx.person.count({ where: { email: email.toLowerCase() } })) > 0,
        asked: still.map((guest) => guest.email),
      },
    );
    if (!allowed.ok) return allowed;
    const [id, secret] = [newId(), newSecret()];
    const until = guestUntil(appeal.dueOn, day);
    await tx.panelGuest.create({
      data: {
        id,
        certificationId,
        of,
        name,
        email,
        employer,
        locale,
        tokenHash: sha256(secret),
        until,
        invitedBy: actor.personId,
        invitedAt: now(),
      },
    });
    const subject = { kind: "certification", id: certificationId };
    await recordAudit(tx, actor, "certification.guest-invited", subject, { guest: id, of, until });
    const { t, date } = wordsFor(locale, "UTC");
    const params = { name, day: date(until), link: linkTo(paths.panelGuest(secret)) };
    await enqueue(tx, {
      key: `panel-guest:${id}`,
      personId: null,
      address: email,
      kind: "panel-guest",
      locale,
      subject: t("trainers.guest.mail.subject"),
      body: t("trainers.guest.mail.body", params),
    });
    return ok(null);
  });

/** The link is worth nothing from now on. Null: not the actor's to act on. */
export const withdrawGuest = (asking: Actor, certificationId: string, guestId: string) =>
  inTransaction(async (tx): Promise<Result<null> | null> => {
    const open = await openTo(tx, asking, certificationId);
    if (!open?.ok) return open;
    const { count } = await tx.panelGuest.updateMany({
      // Whoever has answered sits: what they said is not taken back for them.
      where: { id: guestId, certificationId, withdrawnAt: null, answeredAt: null },
      data: { withdrawnAt: now(), tokenHash: null },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const subject = { kind: "certification", id: certificationId };
    await recordAudit(tx, open.value.actor, "certification.guest-withdrawn", subject, { guest: guestId });
    return ok(null);
  });

const employersOf = async (tx: Tx, personId: string, day: CalendarDay): Promise<string[]> =>
  (
    await tx.affiliation.findMany({
      where: { personId, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
      select: { organisation: { select: { name: true } } },
    })
  ).map(({ organisation }) => organisation.name);

export type GuestRow = {
  id: string;
  of: string;
  name: string;
  employer: string;
  until: CalendarDay;
  state: GuestState;
  conflict: string;
  outcome: AppealOutcome | null;
  words: string;
};

/** Who was asked about the appeals of a certification, and what they said. */
export async function guestsOf(certificationId: string): Promise<GuestRow[]> {
  const rows = await db.panelGuest.findMany({ where: { certificationId }, orderBy: { id: "asc" } });
  return rows.map((row) => ({
    id: row.id,
    of: row.of,
    name: row.name,
    employer: row.employer,
    until: row.until,
    state: stateOf(row, today()),
    conflict: row.conflict,
    outcome: row.outcome as AppealOutcome | null,
    words: row.words,
  }));
}

/** Those who have said what they think: they sit on the panel, each of them. */
export const guestsSitting = (tx: Tx, certificationId: string, of: string) =>
  tx.panelGuest.findMany({
    where: { certificationId, of, answeredAt: { not: null }, withdrawnAt: null },
    select: { id: true, outcome: true },
  });

/** The case is decided: who sat stands with the decision, every link ends, and no address is kept. */
export async function seatGuests(
  tx: Tx,
  { certificationId, of }: { certificationId: string; of: string },
  factId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.panelGuest.updateMany({ where: { id: { in: [...ids] } }, data: { factId } });
  await tx.panelGuest.updateMany({ where: { certificationId, of }, data: { tokenHash: null, email: "" } });
}

// ── The guest ───────────────────────────────────────────────────────────────────────────────────────

const WITH_CASE = {
  certification: {
    include: {
      facts: { orderBy: { sequence: "asc" } },
      person: { select: { name: true } },
    },
  },
} satisfies Prisma.PanelGuestInclude;

/** By the link, while it is theirs. */
async function byLink(tx: Tx, secret: string) {
  const row = await tx.panelGuest.findUnique({ where: { tokenHash: sha256(secret) }, include: WITH_CASE });
  if (!row || !mayStillAct(stateOf(row, today()))) return null;
  const appeal = waitingAppeals(row.certification.facts, today()).find(({ of }) => of === row.of);
  return appeal ? { row, appeal } : null;
}

export type GuestCase = {
  name: string;
  employer: string;
  until: CalendarDay;
  holder: string;
  number: string;
  schemeId: SchemeId;
  appeal: WaitingAppeal;
  /** Only for who has declared. */
  history: { id: string; kind: CertificationFact["kind"]; day: CalendarDay; reason: string }[] | null;
};

/** What a guest sees: whom it is about, and once they have declared, all that was recorded. Null: the link is over. */
export async function guestCase(secret: string): Promise<GuestCase | null> {
  const found = await byLink(db, secret);
  if (!found) return null;
  const { row, appeal } = found;
  const { certification } = row;
  return {
    name: row.name,
    employer: row.employer,
    until: row.until,
    holder: certification.person.name,
    number: certification.number,
    schemeId: certification.schemeId as SchemeId,
    appeal,
    history:
      row.declaredAt === null
        ? null
        : certification.facts
            .filter(({ kind }) => kind !== "moved")
            .map(({ id, kind, day, reason }) => ({
              id,
              kind: kind as CertificationFact["kind"],
              day,
              reason,
            })),
  };
}

const PAST = {
  declare: "guest-declared",
  conflict: "guest-conflict",
  answer: "guest-answered",
} as const satisfies Record<GuestForm["intent"], string>;

/** What a guest declares or says, each once. Null: the link is over. */
export const actAsGuest = (secret: string, form: GuestForm, requestId: string) =>
  inTransaction(async (tx): Promise<Result<GuestForm["intent"]> | null> => {
    const found = await byLink(tx, secret);
    if (!found) return null;
    const { id, certificationId, declaredAt } = found.row;
    const { personId } = found.row.certification;
    if (form.intent === "answer" && declaredAt === null) return refuse("panel-guest-declare");
    if (form.intent === "declare") {
      const employers = await employersOf(tx, personId, today());
      if (sameEmployer(form.employer, employers)) return refuse("panel-guest-employer");
    }
    if (form.intent === "declare" && declaredAt !== null) return ok(form.intent); // sent twice
    const { count } = await tx.panelGuest.updateMany({
      where: { id, tokenHash: sha256(secret) },
      data: saidBy(form),
    });
    if (count !== 1) return null;
    const subject = { kind: "certification", id: certificationId };
    const doer = { personId: null, requestId };
    await recordAudit(tx, doer, `certification.${PAST[form.intent]}`, subject, { guest: id });
    return ok(form.intent);
  });

function saidBy(form: GuestForm): Prisma.PanelGuestUpdateManyMutationInput {
  switch (form.intent) {
    case "declare":
      return { declaredAt: now(), employer: form.employer };
    case "conflict":
      return { conflict: form.conflict, tokenHash: null };
    case "answer":
      return { outcome: form.outcome, words: form.words, answeredAt: now(), tokenHash: null };
  }
}
