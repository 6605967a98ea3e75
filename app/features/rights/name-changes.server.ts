import { NEW_NAME } from "#app/features/certification/correction.ts";
import { evidenceType } from "#app/lib/evidence-file.ts";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { certificatesInReach, heldBy, OF_COURSES } from "#app/features/certification/certificates.server.ts";
import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import { reissueInNewName } from "#app/features/certification/correct-certificate.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { notPrintable, writeName } from "#app/features/learning/confirm-name.server.ts";
import { tidyName, type PrintedName } from "#app/features/learning/printed-name.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import {
  countingOf,
  reissueTrainerInNewName,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { eraseEvidence, openEvidence, putEvidence } from "#app/infra/evidence.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { refusalOf, undo } from "#app/infra/undo.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { mayAskForName, mayDecideOnName, type NameChangeState, type NameReason } from "./name-change.ts";

export type NameChangeFacts = {
  id: string;
  printedName: string;
  printedNameLocal: string;
  why: NameReason;
  words: string;
  evidence: string | null;
  state: NameChangeState;
  askedAt: Date;
  decidedAt: Date | null;
  note: string;
};

const FACTS = {
  id: true,
  printedName: true,
  printedNameLocal: true,
  why: true,
  words: true,
  evidence: true,
  state: true,
  askedAt: true,
  decidedAt: true,
  note: true,
} satisfies Prisma.NameChangeSelect;

const read = <Row extends { why: string; state: string }>(row: Row) => ({
  ...row,
  why: row.why as NameReason,
  state: row.state as NameChangeState,
});

/** One's own, the newest first. */
export async function myNameChanges(personId: string): Promise<NameChangeFacts[]> {
  const rows = await db.nameChange.findMany({
    where: { personId },
    orderBy: { askedAt: "desc" },
    take: 20,
    select: FACTS,
  });
  return rows.map(read);
}

type Asked = PrintedName & {
  why: NameReason;
  words: string;
  evidence: { arrayBuffer: () => Promise<ArrayBuffer> } | null;
};
type AskOutcome = { ok: true } | { ok: false; problem: FormProblem } | { ok: false; reason: Refusal };

/** The file is kept before the request that names it, and goes again when the request is not made. */
export async function askForName(actor: Actor, { evidence: file, ...asked }: Asked): Promise<AskOutcome> {
  const name = tidyName(asked);
  const problem = notPrintable(asked, name);
  if (problem) return { ok: false, problem };
  const bytes = file && new Uint8Array(await file.arrayBuffer());
  const evidence = bytes && evidenceType(bytes);
  if (bytes && !evidence) return { ok: false, problem: problemAt(asked, "evidence", "picture-or-pdf") };
  const id = newId();
  if (bytes) await putEvidence(id, bytes);
  const outcome = await inTransaction((tx) => write(tx, actor, id, { ...asked, ...name, evidence }));
  if (!outcome.ok && bytes) await eraseEvidence(id);
  return outcome;
}

async function write(
  tx: Tx,
  actor: Actor,
  id: string,
  asked: Omit<Asked, "evidence"> & { evidence: string | null },
): Promise<Result<void>> {
  const { personId } = actor;
  const { printedName, printedNameLocal, why, words, evidence } = asked;
  const [person, open] = await Promise.all([
    tx.person.findUniqueOrThrow({
      where: { id: personId },
      select: { printedName: true, printedNameLocal: true },
    }),
    tx.nameChange.count({ where: { personId, state: "open" } }),
  ]);
  const same = person.printedName === printedName && (person.printedNameLocal ?? "") === printedNameLocal;
  const allowed = mayAskForName({ open: open > 0, same });
  if (!allowed.ok) return allowed;
  await tx.nameChange.create({
    data: {
      id,
      personId,
      printedName,
      printedNameLocal,
      why,
      words,
      evidence,
      state: "open",
      askedAt: now(),
      note: "",
    },
  });
  const detail = { why, evidence: evidence !== null };
  await recordAudit(tx, actor, "person.name-change-asked", { kind: "person", id: personId }, detail);
  return ok(undefined);
}

/** Taken back by who asked; what was sent as evidence goes at once. */
export async function withdrawNameChange(actor: Actor): Promise<void> {
  const { personId } = actor;
  const gone = await inTransaction(async (tx) => {
    const open = await tx.nameChange.findMany({ where: { personId, state: "open" }, select: { id: true } });
    if (open.length === 0) return open;
    await tx.nameChange.updateMany({
      where: { personId, state: "open" },
      data: { state: "withdrawn", decidedAt: now(), evidence: null },
    });
    await recordAudit(tx, actor, "person.name-change-withdrawn", { kind: "person", id: personId });
    return open;
  });
  await Promise.all(gone.map(({ id }) => eraseEvidence(id)));
}

const inReach = (actor: Actor): Prisma.NameChangeWhereInput => ({ person: peopleInReach(actor) });

/** What waits for this actor: nobody decides their own. */
export const countNameChangesToDecide = (actor: Actor): Promise<number> =>
  db.nameChange.count({
    where: { AND: [inReach(actor), { state: "open" }, { personId: { not: actor.personId } }] },
  });

/** A page of the requests in reach: those in one state, the one that waits longest first; or all, the newest first. */
export async function listNameChanges(actor: Actor, state: NameChangeState | "", place: Place) {
  const waiting = state === "open";
  const from = place ? ("after" in place ? place.after : place.before) : null;
  const backwards = place !== null && "before" in place;
  const ascending = waiting !== backwards;
  const found = await db.nameChange.findMany({
    where: {
      AND: [
        inReach(actor),
        state ? { state } : {},
        // Ids are in the order of time.
        from ? { id: ascending ? { gt: from } : { lt: from } } : {},
      ],
    },
    orderBy: { id: ascending ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
    select: { ...FACTS, person: { select: { name: true } } },
  });
  return pageOf(found.map(read), PAGE_SIZE, { backwards, first: from === null });
}

/** A request in reach, with what would be issued anew. */
export async function findNameChange(actor: Actor, id: string) {
  const row = await db.nameChange.findFirst({
    where: { AND: [{ id }, inReach(actor)] },
    select: {
      ...FACTS,
      personId: true,
      person: { select: { name: true, printedName: true, printedNameLocal: true } },
    },
  });
  if (!row) return null;
  const certificates = await db.certificate.findMany({
    where: { ...(await heldBy(row.personId)), supersededAt: null, revokedAt: null, ...OF_COURSES },
    orderBy: { number: "asc" },
    select: { id: true, number: true },
  });
  const ofTrainer = await countingOf(db, row.personId);
  return {
    ...read(row),
    certificates: [
      ...certificates.map(({ id, number }) => ({ id, number, href: paths.issuedCertificate(id) })),
      // Whoever decides on names need not see certifications.
      ...ofTrainer.map(({ id, number }) => ({ id, number, href: null })),
    ],
  };
}

/** The paper itself, for who decides. */
export async function evidenceOf(actor: Actor, id: string) {
  const row = await db.nameChange.findFirst({
    where: { AND: [{ id, evidence: { not: null } }, inReach(actor)] },
    select: { evidence: true },
  });
  const file = row && (await openEvidence(id));
  return file && { ...file, mediaType: row.evidence! };
}

export type Decided = { reissued: string[] };

/** The verdict; approved, it is the person's name and the name on all their certificates, or nothing is. */
export async function decideOnName(
  actor: Actor,
  id: string,
  { verdict, note }: { verdict: "approved" | "declined"; note: string },
): Promise<Result<Decided> | null> {
  return inTransaction(async (tx): Promise<Result<Decided> | null> => {
    const asked = await tx.nameChange.findFirst({ where: { AND: [{ id }, inReach(actor)] } });
    if (!asked) return null;
    const { personId } = asked;
    const current = { ...(await heldBy(personId, tx)), supersededAt: null, revokedAt: null };
    const [all, reached] = await Promise.all([
      tx.certificate.findMany({
        where: { ...current, ...OF_COURSES },
        orderBy: { number: "asc" },
      }),
      tx.certificate.count({ where: { AND: [current, certificatesInReach(actor)] } }),
    ]);
    const state = asked.state as NameChangeState;
    const facts = { state, personId, verdict, note, beyondReach: all.length - reached };
    const allowed = mayDecideOnName(facts, actor.personId);
    if (!allowed.ok) return allowed;
    const { count } = await tx.nameChange.updateMany({
      where: { id, state: "open" },
      data: { state: verdict, decidedAt: now(), decidedBy: actor.personId, note },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const subject = { kind: "person", id: personId };
    await recordAudit(tx, actor, `person.name-change-${verdict}`, subject, { nameChange: id });
    const reissued: string[] = [];
    if (verdict === "approved") {
      await writeName(tx, actor, { id: personId }, asked, { nameChange: id });
      for (const row of all) {
        const written = await reissueInNewName(tx, actor, readCertificate(row), NEW_NAME);
        if (!written.ok) undo(written); // what was written before it must not stay
        reissued.push(written.value.id);
      }
      for (const certificate of await countingOf(tx, personId)) {
        const written = await reissueTrainerInNewName(tx, actor, certificate, NEW_NAME);
        if (!written.ok) undo(written);
        reissued.push(written.value.id);
      }
    }
    await tell(tx, personId, id, verdict, { note, count: reissued.length });
    return ok({ reissued });
  }).catch(refusalOf);
}

async function tell(
  tx: Tx,
  personId: string,
  id: string,
  verdict: "approved" | "declined",
  { note, count }: { note: string; count: number },
): Promise<void> {
  const { name, email, locale, timeZone } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (!email) return;
  const { t } = wordsFor(locale, timeZone);
  const link = linkTo(verdict === "approved" ? "/certificates" : "/me/name");
  const params = { name, note, count, link };
  await enqueue(tx, {
    key: `name-change:${id}`,
    personId,
    address: email,
    kind: `name-change-${verdict}`,
    locale,
    subject: t(`rights.mail.${verdict}.subject`, params),
    body: t(`rights.mail.${verdict}.body`, params),
  });
}
