import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { grantsOf } from "#app/features/identity/session.server.ts";
import { digestDue } from "#app/features/notifications/digest-due.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { enrolmentsInReach } from "./cohort-scope.server.ts";
import { findCohort } from "./cohorts.server.ts";
import { whoIsBehind } from "./who-is-behind.server.ts";
import { workList } from "./work-list.server.ts";

/** Who is told once a week what waits for them; who learns is told of each thing when it happens. */
const READERS: Role[] = [
  "training-head",
  "area-manager",
  "cohort-administrator",
  "certification-officer",
  "platform-administrator",
];
/** A digest names so many of the people behind; the rest is a number. */
const NAMED = 15;

/** One line of a digest, and the page it leads to. */
export type DigestLine = { text: string; path: string };

/** What a later feature has to tell a reader in their digest of a Monday. */
export type DigestPart = (actor: Actor, words: Words, day: CalendarDay) => Promise<DigestLine[]>;

type Counted<Key> = Key extends `admin.work.${infer Kind}` ? Kind : never;
/** What waits for somebody: kinds the work list has words for. */
export type WhatWaits = (
  actor: Actor,
) => Promise<readonly { kind: Counted<WordKey>; count: number; href: string }[]>;

/** Sends the digests that are due; safe at any time, twice and in two processes. */
export async function sendDigests(
  at = now(),
  parts: readonly DigestPart[] = [],
  work: WhatWaits = workList,
): Promise<void> {
  const readers = await db.person.findMany({
    where: { deactivatedAt: null, roles: { some: { role: { in: READERS }, endedAt: null } } },
    select: {
      id: true,
      name: true,
      email: true,
      locale: true,
      timeZone: true,
      digest: { select: { week: true } },
      roles: {
        where: { role: { in: READERS }, endedAt: null },
        orderBy: { grantedAt: "asc" },
        take: 1,
        select: { grantedAt: true },
      },
    },
  });
  for (const { digest, roles, ...reader } of readers) {
    const since = roles[0]!.grantedAt;
    const week = digestDue({ timeZone: reader.timeZone, lastWeek: digest?.week ?? null, since }, at);
    if (week !== null) await sendOne(reader, week, [waitingOf(work), peopleBehind, ...parts]);
  }
}

type Reader = { id: string; name: string; email: string | null; locale: string; timeZone: string };

async function sendOne(reader: Reader, week: CalendarDay, parts: readonly DigestPart[]): Promise<void> {
  const { id: personId, name, email, locale, timeZone } = reader;
  const actor = { personId, name, locale, timeZone, requestId: "digest", reach: [] };
  const words = wordsFor(locale, timeZone);
  const granted = { ...actor, grants: await grantsOf(personId) };
  const lines: DigestLine[] = [];
  for (const part of parts) lines.push(...(await part(granted, words, week)));
  const params = {
    name,
    day: words.date(week),
    lines: lines.map(({ text, path }) => `– ${text}\n  ${linkTo(path)}`).join("\n"),
    link: linkTo("/work"),
  };
  await inTransaction(async (tx) => {
    const claimed = await tx.$executeRaw(sql`
      INSERT INTO "Digest" ("personId", "week") VALUES (${personId}, ${week})
      ON CONFLICT ("personId") DO UPDATE SET "week" = excluded."week" WHERE "Digest"."week" < excluded."week"`);
    if (claimed !== 1 || lines.length === 0) return;
    await notify(tx, {
      key: `digest:${personId}:${week}`,
      personId,
      address: email,
      kind: "digest",
      action: "/work",
      locale,
      subject: words.t("notifications.digest.subject", params),
      body: words.t("notifications.digest.body", params),
    });
  });
}

/** The lines of a work list. */
const waitingOf =
  (work: WhatWaits): DigestPart =>
  async (actor, { t, number }) =>
    (await work(actor)).map(({ kind, count, href }) => ({
      text: t("notifications.digest.line", {
        count: number(count),
        what: t(`admin.work.${kind}`, { count }),
      }),
      path: href,
    }));

/** Who is behind in the courses that run: so many by name, the rest as a number. */
const peopleBehind: DigestPart = async (actor, { t, list }) =>
  (await whoAreBehind(actor)).map(({ cohortId, cohort, names }) => ({
    text: t("notifications.digest.behind", {
      cohort,
      count: names.length,
      names: list(
        names.length > NAMED
          ? [...names.slice(0, NAMED), t("notifications.digest.more", { count: names.length - NAMED })]
          : names,
      ),
    }),
    path: paths.behind(cohortId),
  }));

/** Of the actor's own people only: a head is told nothing of another organisation's. */
async function whoAreBehind(actor: Actor): Promise<{ cohortId: string; cohort: string; names: string[] }[]> {
  const holder = asHolderOf(actor, "see:cohorts");
  if (!holder) return [];
  const day = today(actor.timeZone);
  const theirs = await db.enrolment.findMany({
    where: {
      AND: [
        enrolmentsInReach(holder),
        { status: { in: ["confirmed", "active"] } },
        { cohort: { closedAt: null, startDate: { lte: day }, endDate: { gte: day } } },
      ],
    },
    select: { id: true, cohortId: true },
  });
  const own = new Set(theirs.map(({ id }) => id));
  const told = [];
  for (const cohortId of new Set(theirs.map((enrolment) => enrolment.cohortId))) {
    const cohort = await findCohort(holder, cohortId);
    if (!cohort) continue;
    const names = (await whoIsBehind(cohort))
      .filter(({ enrolmentId, flags }) => own.has(enrolmentId) && flags.length > 0)
      .map(({ name }) => name);
    if (names.length > 0) told.push({ cohortId, cohort: cohort.name, names });
  }
  return told;
}
