import { today } from "#app/infra/clock.server.ts";
import { allNow } from "#app/features/identity/who-now.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { actingIn, ownRecordsOf, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { appealToHandle, involvedIn, mayAppeal, waitingAppeals, type WaitingAppeal } from "./appeal.ts";
import { appealFile, appealMatter } from "./appeal-matter.server.ts";
import { addFact } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { tellOfDecision } from "#app/features/trainers/certifications/certification-mail.server.ts";
import { mayHandBack } from "#app/features/trainers/certifications/certification-acts.ts";
import {
  WITH_FACTS,
  holdLine,
  loadCertification,
  readCertification,
  SET_ASIDE,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { stepAside } from "#app/features/trainers/certifications/give-way.server.ts";
import { giveBack } from "#app/features/trainers/certifications/successor.server.ts";
import { barsFromPanel } from "#app/features/trainers/candidacies/panel-bars.server.ts";
import { principalsBehind } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { certificationPapers } from "#app/features/trainers/panels/case-papers.server.ts";
import type { PanelCase, PanelView, PastPanel } from "#app/features/trainers/panels/panel-view.ts";
import {
  closePanel,
  employerNames,
  panelSays,
  panelView,
  pastPanels,
  type Matter,
  type Opened,
} from "#app/features/trainers/panels/panels.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";

/* What a holder does with their own certification, and what becomes of an appeal. */

async function loadMine(tx: Tx, { personId }: Actor, id: string) {
  await holdLine(tx, id);
  return tx.certification.findFirst({ where: { id, personId }, include: WITH_FACTS });
}

/** Null: not one's own. */
export const appeal = (actor: Actor, certificationId: string, of: string, reason: string) =>
  once(async (tx) => {
    const row = await loadMine(tx, actor, certificationId);
    if (!row) return null;
    const day = today((await loadSchemes(tx)).current(row.schemeId).timeZone);
    const again = row.facts.find(({ kind, about }) => kind === "appealed" && about === of);
    if (again?.reason === reason) return ok(null);
    const allowed = mayAppeal(row.facts, of, { holderId: row.personId, actorId: actor.personId }, day);
    if (!allowed.ok) return allowed;
    await addFact(tx, actor, row, { kind: "appealed", day, about: of, reason, recordedOn: day });
    return ok(null);
  });

/** The holder gives it up; it does not come back. Null: not one's own. */
export const handBack = (actor: Actor, certificationId: string, reason: string) =>
  once(async (tx) => {
    const row = await loadMine(tx, actor, certificationId);
    if (!row) return null;
    const book = await loadSchemes(tx);
    const day = today(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, day);
    if (row.facts.at(-1)?.kind === "surrendered") return ok(null);
    const decided = mayHandBack(readCertification(row), validity, day);
    if (!decided.ok) return decided;
    await addFact(tx, actor, row, { kind: "surrendered", day, reason, recordedOn: day });
    return ok(null);
  });

type Row = NonNullable<Awaited<ReturnType<typeof loadCertification>>>;

/** Whoever holds it or recorded something about it, for themselves or for somebody else. */
const involvedInRow = async (tx: Tx, row: Row): Promise<string[]> => [
  ...(await allNow(tx, involvedIn(row.personId, row.facts))),
  ...(await principalsBehind(
    tx,
    row.facts.map(({ id }) => id),
  )),
];

/** An appeal as its panel takes it. */
const matterOf = async (tx: Tx, row: Row, appealed: WaitingAppeal, day: CalendarDay): Promise<Matter> => {
  const involved = await involvedInRow(tx, row);
  return appealMatter(appealed, {
    about: { certificationId: row.id },
    subject: { kind: "certification", id: row.id },
    day,
    employers: await employerNames(tx, row.personId, day),
    barsOf: (personId) => barsFromPanel(tx, personId, row.personId, involved, day),
  });
};

const dayOf = async (tx: Tx, { schemeId }: Row) => today((await loadSchemes(tx)).current(schemeId).timeZone);

/** The appeal, for an officer who had no part in it, nor acts for somebody who had. Null: not theirs to act on. */
export const openAppeal =
  (asking: Actor, certificationId: string) =>
  async (tx: Tx, of: string): Promise<Result<Opened & { row: Row; appealed: WaitingAppeal }> | null> => {
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    const day = await dayOf(tx, row);
    const involved = await involvedInRow(tx, row);
    const may = appealToHandle(row.facts, of, { involved, authorities: ownRecordsOf(actor) }, day);
    if (!may.ok) return may;
    return ok({ actor, row, appealed: may.value, matter: await matterOf(tx, row, may.value, day) });
  };

/** For whoever sits on its panel. Null: it is decided. */
export async function appealCase(
  tx: Tx,
  certificationId: string,
  of: string,
  declared: boolean,
): Promise<{ matter: Matter; asked: PanelCase } | null> {
  const row = await tx.certification.findUniqueOrThrow({
    where: { id: certificationId },
    include: withHolder({ name: true }),
  });
  const day = await dayOf(tx, row);
  const appealed = waitingAppeals(row.facts, day).find((one) => one.of === of);
  if (!appealed) return null;
  const papers = declared ? await certificationPapers(row) : [];
  const asked = appealFile({ ...row, name: row.person.name }, appealed, declared, papers);
  return { matter: await matterOf(tx, row, appealed, day), asked };
}

/** The panels of the appeals that wait, for an officer who may seat them. */
export async function appealPanels(asking: Actor, certificationId: string): Promise<PanelView[]> {
  const row = await loadCertification(db, asking, certificationId);
  if (!row) return [];
  const waiting = waitingAppeals(row.facts, await dayOf(db, row));
  const open = openAppeal(asking, certificationId);
  const views = waiting.map(async ({ of }) => {
    const opened = await open(db, of);
    return opened?.ok ? [await panelView(opened.value.matter)] : [];
  });
  return (await Promise.all(views)).flat();
}

/**
 * Those that have sat, for an officer: whoever may seat one reads what past ones said, whoever had a part what they entered,
 * and nobody of their own.
 */
export async function panelsToRead(asking: Actor, certificationId: string): Promise<PastPanel[]> {
  const row = await loadCertification(db, asking, certificationId);
  if (!row || row.personId === asking.personId) return [];
  const authorities = ownRecordsOf(actingIn(asking, programmeScope(row.programme)));
  const involved = await involvedInRow(db, row);
  const hadAPart = authorities.some((id) => involved.includes(id));
  return pastPanels({ certificationId }, hadAPart ? { closedBy: asking.personId } : {});
}

/** What the panel of three came to, entered by somebody who had no part in it. Null: not the actor's to act on. */
export const decideOnAppeal = (
  asking: Actor,
  certificationId: string,
  { of, minutes, reason }: { of: string; minutes: string; reason: string },
) =>
  once(async (tx) => {
    await holdLine(tx, certificationId);
    const opened = await openAppeal(asking, certificationId)(tx, of);
    if (!opened?.ok) return opened;
    const { actor, row, appealed, matter } = opened.value;
    const said = await panelSays(tx, opened.value);
    if (!said.ok) return said;
    const { panelId, outcome } = said.value;
    const { day } = matter;
    const fact = { kind: "appeal-decided", day, about: of, word: outcome, reason, recordedOn: day } as const;
    const factId = await addFact(tx, actor, row, fact);
    await closePanel(tx, opened.value, panelId, { outcome, minutes, recordId: factId });
    if (appealed.kind === "succeeded" && outcome !== "upheld") await undoReduction(tx, actor, row, fact);
    await tellOfDecision(tx, row, factId, fact);
    return ok(null);
  });

/**
 * The certification before stands again, as if it had never been reduced: the smaller one gives way from its first day, what was
 * decided on it since is decided on the one before, and what has followed on it follows on that.
 */
async function undoReduction(
  tx: Tx,
  actor: Actor,
  before: Row,
  { about: of, day, reason }: { about: string; day: CalendarDay; reason: string },
): Promise<void> {
  const reduced = await tx.certification.findFirst({
    where: {
      predecessorId: before.id,
      origin: "reduced",
      validFrom: before.facts.find(({ id }) => id === of)!.day,
      facts: { none: SET_ASIDE },
    },
    orderBy: { recordedAt: "desc" },
    include: WITH_FACTS,
  });
  if (!reduced) return;
  await addFact(tx, actor, reduced, { ...SET_ASIDE, day: reduced.validFrom, reason, recordedOn: day });
  const { stands } = await stepAside(tx, actor, reduced, { day, reason });
  await giveBack(tx, actor, reduced, { before: stands!, reason });
}

async function once(act: (tx: Tx) => Promise<Result<null> | null>): Promise<Result<null> | null> {
  try {
    return await inTransaction(act);
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}
