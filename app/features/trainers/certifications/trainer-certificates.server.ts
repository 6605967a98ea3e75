import { ADDRESSEE, tellHolder } from "#app/features/certification/certificate-mail.server.ts";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import {
  readDrawable,
  readTrainerCertificate,
} from "#app/features/certification/certificate-record.server.ts";
import { heldBy } from "#app/features/certification/certificates.server.ts";
import type { Drawable, TrainerCertificate } from "#app/features/certification/certificate-view.ts";
import { certificateBytes } from "#app/features/certification/certificate-bytes.server.ts";
import { checkDraft } from "#app/features/certification/freeze-facts.ts";
import type { FoundPaper } from "#app/features/certification/paper-log.server.ts";
import { inTemplate } from "#app/features/certification/template.ts";
import { currentTemplate } from "#app/features/certification/templates.server.ts";
import type { TrainerDraft } from "#app/features/certification/trainer-facts.ts";
import {
  subjectOf,
  writeCertificate,
  type TrainerKey,
  type Written,
} from "#app/features/certification/write-certificate.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { personNow } from "#app/features/identity/who-now.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { actingIn, actingWhereFound, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { loadCandidacy, stageDaysOf } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { WaitsFor } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { candidaciesInReach } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import {
  mayBePrinted,
  neverTookOver,
  OVER,
  standingOn,
  whatStands,
  type Standing,
} from "./certification-status.ts";
import {
  certificationsInReach,
  loadCertification,
  readCertification,
  readPeriod,
  WITH_FACTS,
} from "./certifications.server.ts";
import { takenOverFrom, type Linked } from "./line.ts";
import { provisionalStanding } from "#app/features/trainers/candidacies/provisional.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { PROGRAMME_OF, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { correctable, type CorrectableFacts } from "./certificate-correction.ts";
import { publicStanding } from "./public-standing.ts";
import type { Present, ShownCertificate, TrainerEdition } from "./trainer-certificate-view.ts";
import { certificationDraft, provisionalDraft, secondTexts } from "./trainer-certificate-draft.server.ts";

/*
 * Trainers' certificates are issued in the transaction of the decision they rest on, by the machine of those of courses.
 * A decision does not wait for paper: where a name cannot be printed it stands, and the certificate is issued later.
 */

type Outcome = Result<Written | null>;

/** What was decided gets its certificate. Null: it was decided on paper, or has one. Done twice it is one. */
export async function issueForCertification(tx: Tx, actor: Actor, certificationId: string): Promise<Outcome> {
  if (await newestOf(tx, { certificationId })) return ok(null);
  const { personId, predecessorId, ...row } = await tx.certification.findUniqueOrThrow({
    where: { id: certificationId },
    include: WITH_FACTS,
  });
  const { timeZone } = (await loadSchemes(tx)).judging(row);
  const draft = await certificationDraft(tx, certificationId, today(timeZone));
  if (!draft) return ok(null);
  const before = predecessorId ? { certificationId: predecessorId } : { candidacy: { certificationId } };
  const replaced = await newestOf(tx, before);
  const key = { personId, kind: draft.kind, period: "", certificationId } as const;
  return write(tx, actor, key, { ...draft, supersedes: replaced?.number });
}

/** Of a candidacy that a decision has let into its provisional stage. */
export async function issueProvisional(tx: Tx, actor: Actor, candidacyId: string): Promise<Outcome> {
  if (await newestOf(tx, { candidacyId })) return ok(null);
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const draft = await provisionalDraft(tx, row, today((await loadSchemes(tx)).of(row).timeZone));
  if (!draft) return ok(null);
  return write(tx, actor, { personId: row.personId, kind: draft.kind, period: "", candidacyId }, draft);
}

/**
 * In place of one that was issued in error, with what the decision and the register say today. That one stays in error for
 * good. Null: there is none, or it was not.
 */
export async function reissueProvisional(
  tx: Tx,
  actor: Actor,
  candidacyId: string,
  reason: string,
): Promise<Result<Written> | null> {
  const [certificate] = await readAll({ candidacyId, supersededAt: null }, tx);
  if (certificate?.standing.status !== "in-error") return null;
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const { timeZone, locale, validUntil } = certificate.facts;
  const day = today(timeZone);
  const dueOn = lastDayOf(row, await stageDaysOf([row.id], tx));
  const { valid } = provisionalStanding({ ...row, dueOn, validUntil, inErrorOn: null }, day);
  if (!valid) return refuse("certificate.provisional-over");
  const draft = await provisionalDraft(tx, row, day, locale);
  const written = draft && (await nextEdition(tx, actor, certificate, correctable(draft), reason));
  if (!written?.ok) return written;
  const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: ADDRESSEE });
  const { id: certificateId, number } = written.value;
  await tellHolder(tx, holder, "corrected", { certificateId, number, course: draft!.scheme.title });
  return written;
}

/** By an officer, where the decision had to go without: a name that no font has, or a decision of an earlier edition. */
export const issueDecided = (asking: Actor, certificationId: string): Promise<Outcome | null> =>
  inTransaction(async (tx) => {
    const row = await loadCertification(tx, asking, certificationId);
    if (!row) return null;
    const actor = actingIn(asking, programmeScope(row.programme));
    if (isOwnRecord(actor, row.personId)) return refuse("certification-own-record");
    if (row.origin === "recorded") return refuse("certification-on-paper");
    return issueForCertification(tx, actor, certificationId);
  });

/** The number is taken last: from here to the commit its count is locked. */
async function write(tx: Tx, actor: Actor, key: TrainerKey, draft: TrainerDraft): Promise<Outcome> {
  const checked = await inItsTemplate(tx, draft);
  if (!checked.ok) return checked;
  return ok(await writeCertificate(tx, actor, { ...key, draft: checked.value }, "certificate.issued"));
}

/** As the newest version of its template has it, and printable; refused with what to put right. */
async function inItsTemplate(tx: Tx, draft: TrainerDraft): Promise<Result<TrainerDraft>> {
  const template = await currentTemplate(PROGRAMME_OF[draft.scheme.id as SchemeId], "trainer", tx);
  const made = inTemplate(draft, template, (locale) => secondTexts(draft, locale));
  return made.ok ? checkDraft(made.value, fontsCover) : made;
}

/** Signed by who would sign a new edition today; where nobody can, as it was. */
export async function signedAsToday(
  tx: Tx,
  draft: TrainerDraft,
  { signatories }: Pick<TrainerDraft, "signatories">,
): Promise<TrainerDraft> {
  const made = await inItsTemplate(tx, draft);
  return { ...draft, signatories: made.ok ? made.value.signatories : signatories };
}

const newestOf = (tx: Tx, of: Prisma.CertificateWhereInput) =>
  tx.certificate.findFirst({ where: of, orderBy: { edition: "desc" }, select: { number: true } });

// ── A new name ──────────────────────────────────────────────────────────────────────────────────────

/** Those of a person that still say something about today, the newest edition of each. */
export async function countingOf(tx: Tx, personId: string): Promise<OwnTrainerCertificate[]> {
  return (await readAll({ ...(await heldBy(personId, tx)), supersededAt: null }, tx)).filter(
    ({ standing }) => !OVER.includes(standing.status),
  );
}

/** The next edition in the name its holder has now; all else as it was frozen. In the caller's transaction. */
export async function reissueTrainerInNewName(
  tx: Tx,
  actor: Actor,
  certificate: TrainerCertificate,
  reason: string,
): Promise<Result<Written>> {
  const holderId = await personNow(tx, certificate.personId);
  const { name, printedName, printedNameLocal } = await tx.person.findUniqueOrThrow({
    where: { id: holderId },
    select: { name: true, printedName: true, printedNameLocal: true },
  });
  const holder = { name: printedName ?? name, nameLocal: printedNameLocal ?? undefined };
  return nextEdition(tx, actor, certificate, { holder }, reason);
}

/** The next edition with the topics there are by now. Null: it was decided on paper, which is not printed anew. */
export async function reissueWithTopics(
  tx: Tx,
  actor: Actor,
  certificationId: string,
  reason: string,
): Promise<Result<Written | null>> {
  const [certificate] = await readAll({ certificationId, supersededAt: null }, tx);
  const facts = certificate?.facts;
  const draft = facts && (await certificationDraft(tx, certificationId, today(facts.timeZone), facts.locale));
  return draft && certificate
    ? nextEdition(tx, actor, certificate, { topics: draft.topics }, reason)
    : ok(null);
}

/** What changes is written anew, and all else stays as it was frozen. */
export async function nextEdition(
  tx: Tx,
  actor: Actor,
  certificate: TrainerCertificate,
  changed: Partial<CorrectableFacts>,
  reason: string,
  changes: readonly string[] = Object.keys(changed),
): Promise<Result<Written>> {
  const { id, personId, certificationId, candidacyId, facts, edition, number: supersedes } = certificate;
  if (isNameless(facts)) return refuse("certificate.nameless");
  const { number: _number, code: _code, verifyUrl: _url, ...frozen } = facts;
  const issuedOn = today(facts.timeZone);
  const wanted: TrainerDraft = { ...frozen, ...changed, issuedOn, edition: edition + 1, supersedes };
  const draft = await inItsTemplate(tx, wanted);
  if (!draft.ok) return draft;
  const waiting = { ending: { is: { confirmedAt: null } } };
  if ((await tx.certificate.count({ where: { id, ...waiting } })) > 0)
    return refuse("certificate.ending-waits", { number: supersedes });
  const { count } = await tx.certificate.updateMany({
    where: { id, supersededAt: null, NOT: waiting },
    data: { supersededAt: now(), supersededBy: actor.personId },
  });
  if (count !== 1) return refuse("changed-meanwhile");
  const of = certificationId ? { certificationId } : { candidacyId: candidacyId! };
  const key = { personId, kind: facts.kind, period: "", ...of } as const;
  const detail = { supersedes, changes };
  const next = { ...key, draft: draft.value };
  return ok(await writeCertificate(tx, actor, next, "certificate.corrected", detail, reason));
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

export type OwnTrainerCertificate = TrainerCertificate & { standing: Standing };

const WITH_WORTH = {
  certification: { include: WITH_FACTS },
  candidacy: { select: { id: true, state: true, endedOn: true, dueOn: true, waitsFor: true } },
} satisfies Prisma.CertificateInclude;

type Row = Prisma.CertificateGetPayload<{ include: typeof WITH_WORTH }>;

/** With what it is worth today, in the zone of its scheme: asked of what it certifies. */
function readWithWorth(
  { certification, candidacy, ...row }: Row,
  book: SchemeBook,
  stageDays: ReadonlyMap<string, CalendarDay | null>,
): OwnTrainerCertificate {
  const certificate = readTrainerCertificate(row);
  const { inErrorOn, facts } = certificate;
  const { validUntil, timeZone } = facts;
  const day = today(timeZone);
  const standing = certification
    ? standingOn(readCertification(certification), book.judging(certification, day).validity, day)
    : provisionalStanding(
        { ...candidacy!, dueOn: lastDayOf(candidacy!, stageDays), validUntil, inErrorOn },
        day,
      );
  return { ...certificate, standing };
}

/** An appeal has a day of its own: that its panel is late is nothing against a certificate. */
const appeals = ({ waitsFor }: { waitsFor: string }) => waitsFor === ("appeal" satisfies WaitsFor);
const lastDayOf = (
  candidacy: Pick<NonNullable<Row["candidacy"]>, "id" | "waitsFor" | "dueOn">,
  stageDays: ReadonlyMap<string, CalendarDay | null>,
) => (appeals(candidacy) ? (stageDays.get(candidacy.id) ?? null) : candidacy.dueOn);

const OF_TRAINERS = {
  OR: [{ certificationId: { not: null } }, { candidacyId: { not: null } }],
} satisfies Prisma.CertificateWhereInput;

async function readAll(where: Prisma.CertificateWhereInput, tx: Tx = db): Promise<OwnTrainerCertificate[]> {
  const book = await loadSchemes(tx);
  const rows = await tx.certificate.findMany({
    where: { AND: [OF_TRAINERS, where] },
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    include: WITH_WORTH,
  });
  const appealing = rows.flatMap(({ candidacy }) => (candidacy && appeals(candidacy) ? [candidacy.id] : []));
  const stageDays = await stageDaysOf([...new Set(appealing)], tx);
  return rows.map((row) => readWithWorth(row, book, stageDays));
}

/** Whatever their edition, for what is said of many at once. */
export const readTrainerCertificatesOf = (where: Prisma.CertificateWhereInput) => readAll(where);

const asShown = async ({
  id,
  code,
  number,
  facts,
  standing,
  endedBecause,
  pdfSha256,
}: OwnTrainerCertificate) =>
  ({
    id,
    code,
    number,
    facts,
    standing,
    endedBecause,
    bytes: await certificateBytes({ pdfSha256 }),
  }) satisfies ShownCertificate;

/** Of one's own, the newest edition of each. */
export const trainerCertificatesOf = async (personId: string): Promise<ShownCertificate[]> =>
  Promise.all((await readAll({ ...(await heldBy(personId)), supersededAt: null })).map(asShown));

/** Of a certification, the newest edition. */
export async function newestCertificate(
  tx: Tx,
  certificationId: string,
): Promise<OwnTrainerCertificate | null> {
  const [newest] = await readAll({ certificationId, supersededAt: null }, tx);
  return newest ?? null;
}

/** The newest edition of what was decided; the caller has found the certification or the candidacy in its reach. */
export async function certificateOf(
  of: { certificationId: string } | { candidacyId: string },
): Promise<ShownCertificate | null> {
  const [newest] = await readAll({ ...of, supersededAt: null });
  return newest ? asShown(newest) : null;
}

/** All of its editions, the newest first, with why each came in place of the one before: the caller's to show to staff. */
export async function editionsOf(
  of: { certificationId: string } | { candidacyId: string },
): Promise<TrainerEdition[]> {
  const rows = await db.certificate.findMany({ where: of, orderBy: { edition: "desc" } });
  return rows
    .map(readTrainerCertificate)
    .map(({ edition, number, facts: { issuedOn }, correctedBecause }) => ({
      edition,
      number,
      issuedOn,
      correctedBecause,
    }));
}

/** For staff who see what it certifies; who holds it opens it as their own (certification/certificates.server.ts). */
export async function certificateStaffMayOpen(
  { personId, grants }: Pick<Actor, "personId" | "grants">,
  certificateId: string,
): Promise<Drawable | null> {
  const reachBy = (permission: Permission) => ({ personId, reach: reachOf(grants, permission) });
  const row = await db.certificate.findFirst({
    where: {
      id: certificateId,
      OR: [
        {
          certificationId: { not: null },
          certification: certificationsInReach(reachBy("see:certifications")),
        },
        { candidacyId: { not: null }, candidacy: candidaciesInReach(reachBy("see:candidacies")) },
      ],
    },
  });
  const certificate = row && readDrawable(row);
  return certificate && !isNameless(certificate.facts) ? certificate : null;
}

/** On paper, for officers of what it certifies: printed is what holds or is prepared. */
export async function findTrainerPaper(
  asking: Actor,
  certificateId: string,
  tx: Tx = db,
): Promise<FoundPaper | null> {
  const acting = await actingWhereFound(asking, async (officer) => {
    const ofTheirs = [
      { certificationId: { not: null }, certification: certificationsInReach(officer) },
      { candidacyId: { not: null }, candidacy: candidaciesInReach(officer) },
    ];
    const [certificate] = await readAll({ id: certificateId, OR: ofTheirs }, tx);
    return certificate ?? null;
  });
  if (!acting) return null;
  const { actor, found: certificate } = acting;
  const { id, personId, number, facts, standing, replacedOn } = certificate;
  return {
    actor,
    of: { certificateId: id },
    subject: subjectOf(certificate),
    number,
    holds: replacedOn === null && mayBePrinted(standing) && !isNameless(facts),
    own: isOwnRecord(actor, personId),
  };
}

/** By its code or its number, for the public check; with what its holder has today. */
export async function findTrainerCertificate(
  by: { code: string } | { number: string },
): Promise<(OwnTrainerCertificate & { present: Present | null }) | null> {
  const [found] = await readAll(by);
  return found ? { ...found, present: await presentOf(found) } : null;
}

/** The newest edition of the period that holds, else of the last; null where that is the one that is asked about. */
export const presentOf = async (found: OwnTrainerCertificate): Promise<Present | null> =>
  (await presentsOf([found])).get(found.id) ?? null;

/** The same of many, by id: with as many questions as for one. */
export async function presentsOf(found: readonly OwnTrainerCertificate[]): Promise<Map<string, Present>> {
  const past = found.filter((one) => isSuperseded(one) || one.replacedOn);
  const periods = await presentPeriodsOf(past.filter(isSuperseded));
  const leadsTo = (one: OwnTrainerCertificate) => periods.get(one.id) ?? certified(one);
  const ids = past.map(leadsTo);
  const newest = await readAll({
    OR: [{ certificationId: { in: ids } }, { candidacyId: { in: ids } }],
    supersededAt: null,
  });
  const byWhat = new Map([...newest].reverse().map((one) => [certified(one), one]));
  return new Map(
    past.flatMap((one): [string, Present][] => {
      const present = byWhat.get(leadsTo(one));
      if (!present || present.id === one.id || present.standing.status === "in-error") return [];
      const { number, standing, facts } = present;
      return [[one.id, { number, standing: publicStanding(standing, today(facts.timeZone)) }]];
    }),
  );
}

const isSuperseded = ({ standing }: OwnTrainerCertificate): boolean => standing.status === "superseded";

/** The certification or the candidacy. */
const certified = ({ certificationId, candidacyId }: TrainerCertificate): string =>
  certificationId ?? candidacyId!;

/**
 * By the certificate: a provisional one leads to what was decided, and each period to those after it; of them to the one that
 * holds today. The next one may be decided long before its first day.
 */
async function presentPeriodsOf(found: readonly OwnTrainerCertificate[]): Promise<Map<string, string>> {
  const [book, candidacies, periods] = await Promise.all([
    loadSchemes(),
    db.candidacy.findMany({
      where: { id: { in: found.flatMap(({ candidacyId }) => candidacyId ?? []) } },
      select: { id: true, certificationId: true },
    }),
    db.certification.findMany({
      where: { personId: { in: found.map(({ personId }) => personId) } },
      orderBy: [{ validFrom: "asc" }, { id: "asc" }],
      include: WITH_FACTS,
    }),
  ]);
  const decided = new Map(candidacies.map(({ id, certificationId }) => [id, certificationId]));
  const standings = new Map(
    periods.map((row) => {
      const day = today(book.current(row.schemeId).timeZone);
      return [row.id, standingOn(readCertification(row), book.judging(row, day).validity, day)];
    }),
  );
  const isFrom = (first: string, { id, predecessorId }: Linked): boolean => {
    if (id === first) return true;
    const before = periods.find((one) => one.id === predecessorId);
    return before !== undefined && isFrom(first, before);
  };
  const inLine = periods.map((row) => ({ ...row, facts: readPeriod(row).facts }));
  // Of one that never took over, what stands is what it had been decided on, or what came of that.
  const standsBehind = (id: string): string => {
    const one = inLine.find((period) => period.id === id);
    return one && neverTookOver(one.facts) ? (takenOverFrom(one, inLine).at(-1)?.id ?? id) : id;
  };
  const presentFrom = (first: string): string => {
    const from = standsBehind(first);
    const line = inLine.filter((one) => isFrom(from, one) && !neverTookOver(one.facts));
    const stands = whatStands(line.map(({ id }) => standings.get(id)!));
    return line.find(({ id }) => standings.get(id) === stands)?.id ?? first;
  };
  return new Map(
    found.flatMap(({ id, certificationId, candidacyId }): [string, string][] => {
      const first = certificationId ?? decided.get(candidacyId!);
      return first ? [[id, presentFrom(first)]] : [];
    }),
  );
}
