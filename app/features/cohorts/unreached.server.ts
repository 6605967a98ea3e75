import { recordAudit } from "#app/features/audit/record.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { MOST_TRIES } from "#app/features/notifications/delivery-plan.ts";
import type { MailWay } from "#app/features/notifications/message-kinds.ts";
import { whyUnreached, type Means, type WhyUnreached } from "#app/features/notifications/unreached.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

export type Unreached = {
  id: string;
  at: Date;
  subject: string;
  body: string;
  locale: string;
  why: WhyUnreached | null;
  name: string;
  phone: string | null;
  told: { means: Means; day: CalendarDay; by: string } | null;
};

/** The law of notifications/unreached.ts as a where clause; the rule says of each row why. */
const NOT_REACHED: Prisma.InboxMessageWhereInput = {
  readAt: null,
  OR: [
    { mail: "no-address" },
    {
      mail: "sent",
      message: { sentAt: null, OR: [{ lastError: { not: null } }, { attempts: { gte: MOST_TRIES } }] },
    },
  ],
};

const messagesTo = (actor: Actor, cohortId: string | null): Prisma.InboxMessageWhereInput => ({
  person: {
    AND: [
      peopleInReach(actor),
      { deactivatedAt: null },
      cohortId ? { enrolments: { some: { cohortId, status: { not: "withdrawn" } } } } : {},
    ],
  },
});

/** One page of whom no message reached, or of those who were told otherwise; the newest message first. */
export async function listUnreached(
  actor: Actor,
  { cohortId, told }: { cohortId: string | null; told: boolean },
  place: Place,
) {
  const backwards = place !== null && "before" in place;
  const beyond = place && ("before" in place ? { gt: place.before } : { lt: place.after });
  const found = await db.inboxMessage.findMany({
    where: {
      AND: [
        messagesTo(actor, cohortId),
        told ? { message: { told: { isNot: null } } } : { ...NOT_REACHED, message: { told: null } },
        beyond ? { messageId: beyond } : {},
      ],
    },
    orderBy: { messageId: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
    include: { message: { include: { told: true } }, person: { select: { name: true, phone: true } } },
  });
  const tellers = await namesOf(found.flatMap(({ message }) => message.told?.toldBy ?? []));
  const rows = found.map(({ message, person, mail, readAt }): Unreached => {
    const { id, createdAt, subject, body, locale, told: note } = message;
    return {
      id,
      at: createdAt,
      subject,
      body,
      locale,
      why: whyUnreached({ ...message, mail: mail as MailWay, readAt }),
      ...person,
      told: note && { means: note.means as Means, day: note.day, by: tellers.get(note.toldBy) ?? "" },
    };
  });
  return pageOf(rows, PAGE_SIZE, { backwards, first: place === null });
}

async function namesOf(personIds: string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

export const countUnreached = (actor: Actor): Promise<number> =>
  db.inboxMessage.count({
    where: { AND: [messagesTo(actor, null), { ...NOT_REACHED, message: { told: null } }] },
  });

/** "Told by phone on … by …", once. */
export async function noteTold(
  actor: Actor,
  messageId: string,
  { means, day }: { means: Means; day: CalendarDay },
): Promise<Result<void> | null> {
  if (day > today(actor.timeZone)) return refuse("told-not-yet");
  try {
    return await inTransaction(async (tx) => {
      const found = await tx.inboxMessage.findFirst({
        where: { AND: [{ messageId, ...NOT_REACHED }, messagesTo(actor, null)] },
        select: { personId: true },
      });
      if (!found) return null;
      await tx.toldOtherwise.create({
        data: { messageId, means, day, toldBy: actor.personId, notedAt: now() },
      });
      await recordAudit(tx, actor, "mail.told-otherwise", { kind: "person", id: found.personId }, { means });
      return ok(undefined);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return ok(undefined); // somebody noted it a moment ago
    throw error;
  }
}

/** Noted by mistake: it stands among the unreached again. */
export function takeBackTold(actor: Actor, messageId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const found = await tx.inboxMessage.findFirst({
      where: { AND: [{ messageId }, messagesTo(actor, null)] },
      select: { personId: true },
    });
    if (!found) return false;
    const { count } = await tx.toldOtherwise.deleteMany({ where: { messageId } });
    if (count === 1)
      await recordAudit(tx, actor, "mail.told-taken-back", { kind: "person", id: found.personId });
    return count === 1;
  });
}
