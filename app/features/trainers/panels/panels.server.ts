import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { peopleInReachOrStaff } from "#app/features/identity/people-scope.server.ts";
import { enqueue, notify } from "#app/features/notifications/outbox.server.ts";
import type { Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, sql, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId, newSecret, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  barredFromPanel,
  isTaken,
  mayBeSeated,
  mayInvite,
  mayStillAct,
  PANEL_SIZE,
  panelDecision,
  sameEmployer,
  seatState,
  seatUntil,
} from "./panel.ts";
import type { PanelForm, SeatForm } from "./panel-forms.ts";
import type { PanelView, PastPanel, SeatRow } from "./panel-view.ts";

/* Panels of three, whatever they decide on: an appeal or a candidate. What that is, and who is barred from it, is said by
 * the feature it belongs to. */

export type About = { certificationId: string } | { candidacyId: string };

export type Matter = {
  about: About;
  /** The fact that is appealed against, or the candidacy. */
  of: string;
  subject: { kind: "certification" | "candidacy"; id: string };
  /** What may be voted for. */
  outcomes: readonly string[];
  /** Always decided by a panel; else one is called first. */
  byItself: boolean;
  dueOn: CalendarDay | null;
  day: CalendarDay;
  /** The names of the places where whoever it is about works. */
  employers: readonly string[];
  barsOf: (personId: string) => Promise<Bar[]>;
};
export type Opened = { actor: Actor; matter: Matter };

const OPEN = "open";
/** The key of a panel that sits. */
export const OPEN_PANEL = OPEN;
const WITH_SEATS = { seats: { orderBy: { id: "asc" } } } satisfies Prisma.PanelInclude;
export type StoredPanel = Prisma.PanelGetPayload<object>;
type Panel = Prisma.PanelGetPayload<{ include: typeof WITH_SEATS }>;
type StoredSeat = Panel["seats"][number];

const stateOf = (row: StoredSeat, day: CalendarDay) =>
  seatState(
    {
      until: row.until,
      declared: row.declaredAt !== null,
      conflict: row.conflict !== "",
      voted: row.votedAt !== null,
      withdrawn: row.withdrawnAt !== null,
    },
    day,
  );

const openPanel = (tx: Tx, of: string) =>
  tx.panel.findUnique({ where: { of_openKey: { of, openKey: OPEN } }, include: WITH_SEATS });

const takenIn = ({ seats }: Panel, day: CalendarDay) => seats.filter((seat) => isTaken(stateOf(seat, day)));

// ── The officer ─────────────────────────────────────────────────────────────────────────────────────

/**
 * One form of the sheet of a panel. `open` says whether the matter is the actor's to act on, and what it is. Null: it is
 * not theirs.
 */
export async function actOnPanel(
  form: PanelForm,
  open: (tx: Tx, of: string) => Promise<Result<Opened> | null>,
): Promise<Result<PanelForm["intent"]> | null> {
  try {
    return await inTransaction(async (tx) => {
      const opened = await open(tx, form.of);
      if (!opened?.ok) return opened;
      const done = await take(tx, opened.value, form);
      return done.ok ? ok(form.intent) : done;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}

async function take(tx: Tx, opened: Opened, form: PanelForm): Promise<Result<null>> {
  const { actor, matter } = opened;
  const there = await openPanel(tx, matter.of);
  switch (form.intent) {
    case "call-panel":
      if (there) return refuse("changed-meanwhile");
      await call(tx, opened, form.why);
      return ok(null);
    case "seat-member":
    case "invite-guest": {
      if (!there && !matter.byItself) return refuse("panel-not-called");
      const panel = await held(tx, there ?? (await call(tx, opened, "")));
      if (!panel) return refuse("changed-meanwhile");
      return form.intent === "seat-member"
        ? seatMember(tx, opened, panel, form.username)
        : inviteGuest(tx, opened, panel, form);
    }
    case "free-seat": {
      const { count } = await tx.panelSeat.updateMany({
        // Whoever has voted sits: what they said is not taken back for them.
        where: { id: form.seat, panelId: there?.id ?? "", withdrawnAt: null, votedAt: null },
        data: { withdrawnAt: now(), tokenHash: null },
      });
      if (count !== 1) return refuse("changed-meanwhile");
      await recordAudit(tx, actor, "panel.freed", matter.subject, { seat: form.seat });
      return ok(null);
    }
    case "dissolve-panel": {
      const panel = there && (await held(tx, there));
      if (!panel) return refuse("changed-meanwhile");
      // Whoever called it does not wait for another outcome.
      if ((await decisionOf(panel, matter)).ok) return refuse("panel-has-decided");
      await closePanel(tx, opened, panel.id, { outcome: null, minutes: form.minutes, recordId: null });
      return ok(null);
    }
  }
}

async function call(tx: Tx, { actor, matter }: Opened, reason: string): Promise<Panel> {
  const id = newId();
  const panel = await tx.panel.create({
    data: {
      id,
      ...matter.about,
      of: matter.of,
      openKey: OPEN,
      reason,
      calledAt: now(),
      calledBy: actor.personId,
    },
    include: WITH_SEATS,
  });
  await recordAudit(tx, actor, "panel.called", matter.subject, { panel: id });
  return panel;
}

/** Of two who act on a panel at once one waits, and then sees what the other did. Null: it is over. */
async function held(tx: Tx, { id, of }: { id: string; of: string }): Promise<Panel | null> {
  await tx.$executeRaw(sql`UPDATE "Panel" SET "id" = "id" WHERE "id" = ${id}`);
  return openPanel(tx, of);
}

/** Those whose role they hold as a deputy, and those who hold one of theirs: one authority has one seat. */
async function sharingAuthority(tx: Tx, personId: string, day: CalendarDay): Promise<string[]> {
  const running = { endedAt: null, from: { lte: day }, until: { gte: day } };
  const rows = await tx.deputyship.findMany({
    where: { ...running, OR: [{ principalId: personId }, { deputyId: personId }] },
    select: { principalId: true, deputyId: true },
  });
  return rows.flatMap(({ principalId, deputyId }) => [principalId, deputyId]).filter((id) => id !== personId);
}

/** Anybody the actor reaches, or who has a role: they need not be of the actor's programme. */
async function seatMember(tx: Tx, { actor, matter }: Opened, panel: Panel, username: string) {
  const person = await tx.person.findFirst({
    where: {
      AND: [peopleInReachOrStaff(actor), { username: username.toLowerCase(), deactivatedAt: null }],
    },
    select: { id: true, name: true, email: true, locale: true, timeZone: true },
  });
  if (!person) return refuse("certification-nobody", { username });
  const taken = takenIn(panel, matter.day);
  const bars = await matter.barsOf(person.id);
  const may = mayBeSeated({ personId: person.id, name: person.name }, { taken, bars });
  if (!may.ok) return may;
  const sharing = await sharingAuthority(tx, person.id, matter.day);
  if (taken.some(({ personId }) => personId !== null && sharing.includes(personId)))
    return refuse("panel-one-authority", { name: person.name });
  const { id, until } = await seat(tx, { actor, matter }, panel, {
    personId: person.id,
    name: person.name,
    email: "",
    employer: "",
    locale: person.locale,
    tokenHash: null,
  });
  const { t, date } = wordsFor(person.locale, person.timeZone);
  const action = paths.mySeat(id);
  await notify(tx, {
    key: `panel-seat:${id}`,
    personId: person.id,
    address: person.email,
    kind: "panel-seat",
    action,
    locale: person.locale,
    subject: t("panels.mail.subject"),
    body: t("panels.mail.member", { name: person.name, day: date(until), link: linkTo(action) }),
  });
  return ok(null);
}

type Invitation = Extract<PanelForm, { intent: "invite-guest" }>;

/** The guest is written to with their link. */
async function inviteGuest(tx: Tx, { actor, matter }: Opened, panel: Panel, asked: Invitation) {
  const { guestName: name, guestEmail: email, guestEmployer: employer, guestLocale: locale } = asked;
  const may = mayInvite(
    { email, employer },
    {
      employers: matter.employers,
      account: (await tx.person.count({ where: { email: email.toLowerCase() } })) > 0,
      taken: takenIn(panel, matter.day),
    },
  );
  if (!may.ok) return may;
  const secret = newSecret();
  const said = { personId: null, name, email, employer, locale, tokenHash: sha256(secret) };
  const { id, until } = await seat(tx, { actor, matter }, panel, said);
  const { t, date } = wordsFor(locale, "UTC");
  await enqueue(tx, {
    key: `panel-guest:${id}`,
    personId: null,
    address: email,
    kind: "panel-guest",
    locale,
    subject: t("panels.mail.subject"),
    body: t("panels.mail.guest", { name, day: date(until), link: linkTo(paths.panelGuest(secret)) }),
  });
  return ok(null);
}

type NewSeat = Pick<StoredSeat, "personId" | "name" | "email" | "employer" | "locale" | "tokenHash">;

async function seat(tx: Tx, { actor, matter }: Opened, panel: Panel, who: NewSeat) {
  const [id, until] = [newId(), seatUntil(matter.dueOn, matter.day)];
  await tx.panelSeat.create({
    data: { id, panelId: panel.id, ...who, until, seatedBy: actor.personId, seatedAt: now() },
  });
  const detail = { seat: id, guest: who.personId === null, until };
  await recordAudit(tx, actor, "panel.seated", matter.subject, detail);
  return { id, until };
}

/**
 * What the panel that sits has decided, with each member looked at again on the day; or why it has not. Nobody who sits on
 * it enters it.
 */
export async function panelSays(
  tx: Tx,
  { actor, matter }: Opened,
): Promise<Result<{ panelId: string; outcome: string }>> {
  const there = await openPanel(tx, matter.of);
  const panel = there && (await held(tx, there));
  if (!panel) return refuse("panel-not-called");
  const authorities = ownRecordsOf(actor);
  if (takenIn(panel, matter.day).some(({ personId }) => personId && authorities.includes(personId)))
    return refuse("panel-entered-by-another");
  const decision = await decisionOf(panel, matter);
  if (!decision.ok) return decision;
  if (!matter.outcomes.includes(decision.value)) return refuse("changed-meanwhile");
  return ok({ panelId: panel.id, outcome: decision.value });
}

async function decisionOf(panel: Panel, matter: Matter): Promise<Result<string>> {
  const sitting = [];
  for (const row of takenIn(panel, matter.day)) {
    const bars =
      row.personId !== null
        ? await matter.barsOf(row.personId)
        : sameEmployer(row.employer, matter.employers)
          ? (["same-employer"] as const)
          : [];
    sitting.push({ name: row.name, vote: row.vote, bars });
  }
  return panelDecision(sitting);
}

type Closing = { outcome: string | null; minutes: string; recordId: string | null };

/** The case is over: every link ends, and no address is kept. */
export async function closePanel(
  tx: Tx,
  { actor, matter }: Pick<Opened, "actor"> & { matter: Pick<Matter, "subject"> },
  panelId: string,
  { outcome, minutes, recordId }: Closing,
): Promise<void> {
  const { count } = await tx.panel.updateMany({
    where: { id: panelId, openKey: OPEN },
    data: { openKey: panelId, closedAt: now(), closedBy: actor.personId, outcome, minutes, recordId },
  });
  if (count !== 1) throw new Error(`the panel ${panelId} is over already`);
  await tx.panelSeat.updateMany({ where: { panelId }, data: { tokenHash: null, email: "" } });
  // Whose day passed without a vote did not sit.
  await tx.panelSeat.updateMany({
    where: { panelId, votedAt: null, withdrawnAt: null },
    data: { withdrawnAt: now() },
  });
  const detail = { panel: panelId, outcome };
  await recordAudit(
    tx,
    actor,
    outcome === null ? "panel.dissolved" : "panel.decided",
    matter.subject,
    detail,
  );
}

/** Whether one was ever called on it: dissolving it does not give the decision back to one person. */
export const panelWasCalled = async (tx: Tx, of: string): Promise<boolean> =>
  (await tx.panel.count({ where: { of } })) > 0;

/** Those that still sit on something of a candidacy that is not decided there any more. */
export async function endOutdated(
  tx: Tx,
  actor: Actor,
  candidacyId: string,
  { of, minutes }: { of: string | null; minutes: string },
): Promise<void> {
  const rows = await tx.panel.findMany({
    where: { candidacyId, openKey: OPEN },
    select: { id: true, of: true },
  });
  const matter = { subject: { kind: "candidacy", id: candidacyId } } as const;
  for (const row of rows.filter((one) => one.of !== of))
    await closePanel(tx, { actor, matter }, row.id, { outcome: null, minutes, recordId: null });
}

/** For the officer's page. Nobody sees how one voted before all have. */
export async function panelView(matter: Matter): Promise<PanelView> {
  const { of, day, outcomes, byItself } = matter;
  const panel = await openPanel(db, of);
  if (!panel) return { of, outcomes, byItself, called: null, seats: [], decision: null };
  const decision = await decisionOf(panel, matter);
  const shown = decision.ok || decision.reason.key !== "panel-votes-open";
  return {
    of,
    outcomes,
    byItself,
    called: { at: panel.calledAt.getTime(), reason: panel.reason },
    seats: panel.seats.map((row) => seatRow(row, day, shown)),
    decision,
  };
}

const seatRow = (row: StoredSeat, day: CalendarDay, shown: boolean): SeatRow => ({
  id: row.id,
  name: row.name,
  guest: row.personId === null,
  employer: row.employer,
  until: row.until,
  state: stateOf(row, day),
  conflict: row.conflict,
  vote: shown ? row.vote : null,
  words: shown ? row.words : "",
});

/**
 * Those that are over, the newest first: who sat, what each said where all three voted, and the minutes.
 * @param readable what of it whoever asks may read
 */
export async function pastPanels(about: About, readable: Prisma.PanelWhereInput = {}): Promise<PastPanel[]> {
  const rows = await db.panel.findMany({
    where: { AND: [about, { closedAt: { not: null } }, readable] },
    orderBy: { id: "desc" },
    include: WITH_SEATS,
  });
  return rows.map(({ id, of, recordId, outcome, minutes, closedAt, seats }) => ({
    id,
    of,
    recordId,
    outcome,
    minutes,
    closedAt: closedAt!.getTime(),
    seats: seats
      .filter(({ withdrawnAt, conflict }) => withdrawnAt === null && conflict === "")
      .map((row) => seatRow(row, row.until, outcome !== null || allVoted(seats))),
  }));
}

const allVoted = (seats: readonly StoredSeat[]): boolean =>
  seats.filter(({ votedAt, withdrawnAt }) => votedAt !== null && withdrawnAt === null).length === PANEL_SIZE;

// ── Whoever sits ────────────────────────────────────────────────────────────────────────────────────

/** By the link of a guest, or as oneself. */
export type SeatKey = { tokenHash: string } | { id: string; personId: string };

export const guestSeat = (secret: string): SeatKey => ({ tokenHash: sha256(secret) });
export const mySeat = (id: string, personId: string): SeatKey => ({ id, personId });

export type SeatAsked<Case> = {
  name: string;
  employer: string;
  guest: boolean;
  until: CalendarDay;
  declared: boolean;
  outcomes: readonly string[];
  asked: Case;
};

/** The seat, while it is theirs. */
async function seatOf(tx: Tx, key: SeatKey) {
  const row = await tx.panelSeat.findFirst({
    where: { ...key, panel: { openKey: OPEN } },
    include: { panel: true },
  });
  return row && mayStillAct(stateOf(row, today())) ? row : null;
}

/** What they sit on, once they have declared that nothing ties them to it. */
export async function caseToRead(key: SeatKey): Promise<{ id: string; panel: StoredPanel } | null> {
  const row = await seatOf(db, key);
  return row?.declaredAt ? row : null;
}

/** Whether it is. */
export const isTheirs = async (key: SeatKey): Promise<boolean> => (await seatOf(db, key)) !== null;

type CaseOf<Case> = (
  panel: StoredPanel,
  declared: boolean,
) => Promise<{ matter: Matter; asked: Case } | null>;

/** What whoever sits sees: whom it is about, and once they have declared, the file. Null: the seat is not theirs any more. */
export async function seatAsked<Case>(key: SeatKey, caseOf: CaseOf<Case>): Promise<SeatAsked<Case> | null> {
  const row = await seatOf(db, key);
  if (!row) return null;
  const declared = row.declaredAt !== null;
  const found = await caseOf(row.panel, declared);
  if (found?.matter.of !== row.panel.of) return null; // what it was about is over
  const { name, employer, until, personId } = row;
  return {
    name,
    employer,
    until,
    guest: personId === null,
    declared,
    outcomes: found.matter.outcomes,
    asked: found.asked,
  };
}

const PAST = {
  declare: "panel.declared",
  conflict: "panel.conflict",
  vote: "panel.voted",
} as const satisfies Record<SeatForm["intent"], string>;

/** What somebody who sits declares or says, each once. Null: the seat is not theirs any more. */
export const actOnSeat = (
  key: SeatKey,
  form: SeatForm,
  requestId: string,
  matterOf: (tx: Tx, panel: StoredPanel) => Promise<Matter | null>,
) =>
  inTransaction(async (tx): Promise<Result<SeatForm["intent"]> | null> => {
    const row = await seatOf(tx, key);
    const matter = row && (await matterOf(tx, row.panel));
    if (!row || matter?.of !== row.panel.of) return null;
    const refused = await seatRefuses(row, form, matter);
    if (refused) return refused;
    if (form.intent === "declare" && row.declaredAt !== null) return ok(form.intent); // sent twice
    const { count } = await tx.panelSeat.updateMany({
      where: { id: row.id, votedAt: null, withdrawnAt: null, conflict: "" },
      data: said(row, form),
    });
    if (count !== 1) return null;
    const doer = { personId: row.personId, requestId };
    await recordAudit(tx, doer, PAST[form.intent], matter.subject, { seat: row.id });
    return ok(form.intent);
  });

async function seatRefuses(row: StoredSeat, form: SeatForm, matter: Matter) {
  if (form.intent === "conflict") return null;
  const barred = row.personId && barredFromPanel(row.name, await matter.barsOf(row.personId));
  if (barred) return barred;
  if (form.intent === "vote") {
    if (row.declaredAt === null) return refuse("panel-declare");
    return matter.outcomes.includes(form.vote) ? null : refuse("changed-meanwhile");
  }
  if (row.personId !== null) return null;
  if (form.employer.trim() === "") return refuse("panel-guest-where");
  return sameEmployer(form.employer, matter.employers) ? refuse("panel-guest-employer") : null;
}

function said(row: StoredSeat, form: SeatForm): Prisma.PanelSeatUpdateManyMutationInput {
  switch (form.intent) {
    case "declare":
      return { declaredAt: now(), ...(row.personId === null ? { employer: form.employer } : {}) };
    case "conflict":
      return { conflict: form.conflict, tokenHash: null };
    case "vote":
      return { vote: form.vote, words: form.words, votedAt: now(), tokenHash: null };
  }
}

/** Where somebody works on the day, by name. */
export const employerNames = async (tx: Tx, personId: string, day: CalendarDay): Promise<string[]> =>
  (
    await tx.affiliation.findMany({
      where: { personId, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
      select: { organisation: { select: { name: true } } },
    })
  ).map(({ organisation }) => organisation.name);
