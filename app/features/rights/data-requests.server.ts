import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  dueOn,
  erases,
  mayAnswer,
  requestState,
  type Outcome,
  type RequestKind,
  type RequestState,
} from "./data-request.ts";
import { erase, eraseFiles } from "./erasure.server.ts";
import type { ErasedFiles } from "./held-records.server.ts";

export type DataRequestFacts = {
  id: string;
  kind: RequestKind;
  words: string;
  askedOn: CalendarDay;
  due: CalendarDay;
  state: RequestState;
  cameBy: "self" | "letter";
  answeredAt: Date | null;
  outcome: Outcome | null;
  answer: string;
};

const FACTS = {
  id: true,
  kind: true,
  words: true,
  askedOn: true,
  cameBy: true,
  answeredAt: true,
  outcome: true,
  answer: true,
} satisfies Prisma.DataRequestSelect;

function read<Row extends Prisma.DataRequestGetPayload<{ select: typeof FACTS }>>(row: Row) {
  return {
    ...row,
    kind: row.kind as RequestKind,
    cameBy: row.cameBy as DataRequestFacts["cameBy"],
    outcome: row.outcome as Outcome | null,
    due: dueOn(row.askedOn),
    state: requestState({ askedOn: row.askedOn, answered: row.answeredAt !== null }, today()),
  };
}

/** One's own, the newest first. */
export async function myDataRequests(personId: string): Promise<DataRequestFacts[]> {
  const rows = await db.dataRequest.findMany({
    where: { personId },
    orderBy: { id: "desc" },
    take: 50,
    select: FACTS,
  });
  return rows.map(read);
}

type Asked = { kind: RequestKind; words: string };

export const askForData = (actor: Actor, asked: Asked): Promise<string> =>
  inTransaction((tx) =>
    write(tx, actor, actor.personId, { ...asked, askedOn: today(actor.timeZone), cameBy: "self" }),
  );

/** For somebody who asked by letter; null is nobody of that name. */
export async function enterDataRequest(
  actor: Actor,
  { identifier, ...asked }: Asked & { identifier: string; askedOn: CalendarDay },
): Promise<string | null> {
  const typed = identifier.trim();
  const person = await db.person.findFirst({
    where: typed.includes("@") ? { email: typed.toLowerCase() } : { username: fold(typed) },
    select: { id: true },
  });
  return person && inTransaction((tx) => write(tx, actor, person.id, { ...asked, cameBy: "letter" }));
}

async function write(
  tx: Tx,
  actor: Actor,
  personId: string,
  asked: Asked & { askedOn: CalendarDay; cameBy: DataRequestFacts["cameBy"] },
): Promise<string> {
  const id = newId();
  await tx.dataRequest.create({
    data: { id, personId, ...asked, enteredBy: actor.personId, answer: "" },
  });
  const { kind, askedOn, cameBy } = asked;
  const subject = { kind: "person", id: personId };
  await recordAudit(tx, actor, "data-request.made", subject, { dataRequest: id, kind, askedOn, cameBy });
  return id;
}

export const REGISTER_SHOWS = ["unanswered", "answered", "all"] as const;
export type RegisterShows = (typeof REGISTER_SHOWS)[number];

const SHOWING: Record<RegisterShows, Prisma.DataRequestWhereInput> = {
  unanswered: { answeredAt: null },
  answered: { answeredAt: { not: null } },
  all: {},
};

/** A page of the register: what waits with the oldest first, else the newest first. */
export async function listDataRequests(show: RegisterShows, page: number) {
  const where = SHOWING[show];
  const direction = show === "unanswered" ? "asc" : "desc";
  const [total, rows] = await Promise.all([
    db.dataRequest.count({ where }),
    db.dataRequest.findMany({
      where,
      orderBy: [{ askedOn: direction }, { id: direction }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      select: { ...FACTS, person: { select: { name: true } } },
    }),
  ]);
  return { total, rows: rows.map(read) };
}

export async function findDataRequest(id: string) {
  const row = await db.dataRequest.findUnique({
    where: { id },
    select: { ...FACTS, personId: true, person: { select: { name: true, email: true } } },
  });
  return row && read(row);
}

type Answer = { outcome: Outcome; answer: string };

/** The answer in words; where it grants an erasure, the erasure is done in the same transaction. */
export async function answerDataRequest(
  actor: Actor,
  id: string,
  { outcome, answer }: Answer,
): Promise<Result<{ erased: boolean }> | null> {
  const key = await nameKey();
  const done = await inTransaction(async (tx) => {
    const request = await tx.dataRequest.findUnique({ where: { id } });
    if (!request) return null;
    const { personId } = request;
    const kind = request.kind as RequestKind;
    const [sitting, roles] = await Promise.all([
      tx.enrolment.count({
        where: { personId, status: { in: ["confirmed", "active"] }, cohort: { closedAt: null } },
      }),
      tx.roleAssignment.count({ where: { personId, endedAt: null, role: { not: "learner" } } }),
    ]);
    const facts = { kind, outcome, personId, answered: request.answeredAt !== null, sitting, roles };
    const allowed = mayAnswer(facts, actor.personId);
    if (!allowed.ok) return allowed;
    const { count } = await tx.dataRequest.updateMany({
      where: { id, answeredAt: null },
      data: { answeredAt: now(), answeredBy: actor.personId, outcome, answer },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const subject = { kind: "person", id: personId };
    await recordAudit(tx, actor, "data-request.answered", subject, { dataRequest: id, kind, outcome });
    // Whose address is erased hears of it by the way they asked.
    if (!erases(facts)) await tell(tx, personId, id, { outcome, answer });
    return ok({ files: erases(facts) ? await erase(tx, actor, personId, key) : null });
  });
  if (!done?.ok) return done;
  const { files }: { files: ErasedFiles | null } = done.value;
  if (files) await eraseFiles(files);
  return ok({ erased: files !== null });
}

async function tell(tx: Tx, personId: string, id: string, { answer }: Answer): Promise<void> {
  const { name, email, locale, timeZone } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (!email) return;
  const { t } = wordsFor(locale, timeZone);
  await enqueue(tx, {
    key: `data-request:${id}`,
    personId,
    address: email,
    kind: "data-request-answered",
    locale,
    subject: t("rights.mail.answered.subject"),
    body: t("rights.mail.answered.body", { name, answer, link: linkTo("/me/data") }),
  });
}
