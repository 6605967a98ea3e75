import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from "lucia";
import { cookie, readCookie, secureCookies } from "#app/infra/cookies.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, Prisma, rowsOf, type Tx } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Grant, Role, ScopeKind } from "#app/lib/actor.ts";
import { isStaff } from "./home.ts";

/*
 * The only file that knows Lucia. Our own adapter keeps only a hash of the session id, so that a stolen
 * database signs nobody in, and reads the session, the person and the roles in one statement.
 */

const MINUTE = 60_000;
const IDLE = { learner: 12 * 60 * MINUTE, staff: 2 * 60 * MINUTE };
const LIFETIME = { learner: 7 * 24 * 60 * MINUTE, staff: 12 * 60 * MINUTE };
/** A last-seen older than this is written again: the one thing a GET writes. */
const SEEN_EVERY = 5 * MINUTE;
/** Signed out or run out, a session is remembered this long so that typed work finds its author again. */
const REMEMBERED = 30 * 24 * 60 * MINUTE;

export type SignedIn = {
  personId: string;
  name: string;
  locale: string;
  timeZone: string;
  theme: string;
  noticeVersion: string | null;
  /** Messages not read yet. */
  unread: number;
  grants: Grant[];
};

declare module "lucia" {
  interface Register {
    Lucia: typeof lucia;
    DatabaseUserAttributes: SignedIn;
    DatabaseSessionAttributes: { device: string; lifetime: number };
  }
}

type SessionRow = {
  personId: string;
  expiresAt: Date;
  absoluteExpiresAt: Date;
  lastSeenAt: Date;
  name: string;
  locale: string;
  timeZone: string;
  theme: string;
  noticeVersion: string | null;
  unread: number | bigint;
  role: string | null;
  scopeKind: string | null;
  scopeId: string | null;
  principalId: string | null;
};

type RoleRow = Pick<SessionRow, "role" | "scopeKind" | "scopeId" | "principalId">;

/** A person without a role is one row without one. */
const asGrants = (rows: RoleRow[]): Grant[] =>
  rows.flatMap(({ role, scopeKind, scopeId, principalId }) => {
    if (role === null) return [];
    const scope = { kind: scopeKind as ScopeKind, id: scopeId! };
    return [{ role: role as Role, scope: principalId === null ? scope : { ...scope, for: principalId } }];
  });

/**
 * The roles somebody holds, their own and, on the days of it, those they are the deputy for, as a table "held": a unit
 * brings the units below it, so whoever reads grants reaches them. UNION ends at a circle.
 */
const held = (personId: Prisma.Sql) => Prisma.sql`WITH RECURSIVE held AS (
  SELECT r."role", r."scopeKind", r."scopeId", CAST(NULL AS TEXT) AS "principalId" FROM "RoleAssignment" r
    WHERE r."personId" = ${personId} AND r."endedAt" IS NULL
  UNION
  SELECT r."role", d."scopeKind", d."scopeId", d."principalId" FROM "Deputyship" d
    JOIN "RoleAssignment" r ON r."id" = d."assignmentId" AND r."personId" = d."principalId" AND r."endedAt" IS NULL
    JOIN "Person" x ON x."id" = d."principalId" AND x."deactivatedAt" IS NULL
    WHERE d."deputyId" = ${personId} AND d."deputyId" <> d."principalId" AND d."endedAt" IS NULL
      AND d."from" <= ${today()} AND d."until" >= ${today()}
  UNION
  SELECT h."role", h."scopeKind", u."id", h."principalId" FROM held h
    JOIN "OrganisationUnit" u ON h."scopeKind" = 'units' AND u."parentId" = h."scopeId")`;

export const grantsOf = async (personId: string): Promise<Grant[]> =>
  asGrants(
    await rowsOf<RoleRow>(
      Prisma.sql`${held(Prisma.sql`${personId}`)} SELECT "role", "scopeKind", "scopeId", "principalId" FROM held`,
    ),
  );

const adapter: Adapter = {
  async getSessionAndUser(sessionId): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const id = sha256(sessionId);
    const rows = await rowsOf<SessionRow>(
      Prisma.sql`${held(Prisma.sql`(SELECT "personId" FROM "Session" WHERE "id" = ${id})`)}
        SELECT s."personId", s."expiresAt", s."absoluteExpiresAt", s."lastSeenAt",
          p."name", p."locale", p."timeZone", p."theme", p."noticeVersion",
          (SELECT CAST(COUNT(*) AS INTEGER) FROM "InboxMessage" i
            WHERE i."personId" = p."id" AND i."readAt" IS NULL) AS "unread",
          h."role", h."scopeKind", h."scopeId", h."principalId"
        FROM "Session" s JOIN "Person" p ON p."id" = s."personId"
        LEFT JOIN held h ON 1 = 1
        WHERE s."id" = ${id} AND p."deactivatedAt" IS NULL`,
    );
    const [row] = rows;
    if (!row) return [null, null];
    const grants = asGrants(rows);
    const idle = isStaff(grants) ? IDLE.staff : IDLE.learner;
    const at = now().getTime();
    const ends = Math.min(
      row.expiresAt.getTime(),
      row.absoluteExpiresAt.getTime(),
      row.lastSeenAt.getTime() + idle,
    );
    if (at < ends && at - row.lastSeenAt.getTime() > SEEN_EVERY)
      await db.session.updateMany({ where: { id }, data: { lastSeenAt: now() } });
    const { personId, name, locale, timeZone, theme, noticeVersion } = row;

    const attributes = {
      personId,
      name,
      locale,
      timeZone,
      theme,
      noticeVersion,
      unread: Number(row.unread),
      grants,
    };
    return [
      { id: sessionId, userId: personId, expiresAt: new Date(ends), attributes: { device: "", lifetime: 0 } },
      { id: personId, attributes },
    ];
  },
  async getUserSessions(userId) {
    const rows = await db.session.findMany({ where: { personId: userId, expiresAt: { gt: now() } } });
    return rows.map(({ id, personId, expiresAt, device }) => ({
      id,
      userId: personId,
      expiresAt,
      attributes: { device, lifetime: 0 },
    }));
  },
  async setSession({ id, userId, attributes }) {
    const at = now();
    const ends = new Date(at.getTime() + attributes.lifetime);
    await db.session.create({
      data: {
        id: sha256(id),
        personId: userId,
        createdAt: at,
        lastSeenAt: at,
        expiresAt: ends,
        absoluteExpiresAt: ends,
        device: attributes.device,
      },
    });
  },
  /* The idle limit is kept by lastSeenAt; Lucia's sliding window is not used. */
  async updateSessionExpiration() {},
  async deleteSession(sessionId) {
    await endSessions(db, { id: sha256(sessionId) });
  },
  async deleteUserSessions(userId) {
    await endSessions(db, { personId: userId });
  },
  async deleteExpiredSessions() {
    const before = new Date(now().getTime() - REMEMBERED);
    await db.session.deleteMany({ where: { expiresAt: { lt: before } } });
  },
};

/** Ended, not deleted: a form posted afterwards still finds whose it was (see kept-work). */
async function endSessions(tx: Tx, where: Prisma.SessionWhereInput): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...where, expiresAt: { gt: now() } },
    data: { expiresAt: now() },
  });
  return count;
}

const lucia = new Lucia(adapter, {
  sessionExpiresIn: new TimeSpan(7, "d"),
  getUserAttributes: (attributes) => attributes,
  getSessionAttributes: ({ device }) => ({ device }),
});

/** `__Host-` only over TLS: a phone on the office network must be able to use the demo. */
export const SESSION_COOKIE = secureCookies ? "__Host-sid" : "sid";

export function readSessionId(cookieHeader: string | null | undefined): string | null {
  const value = readCookie(cookieHeader, SESSION_COOKIE);
  return value && /^[a-z2-7]{40}$/.test(value) ? value : null;
}

/** The person behind a session id, or null when it is unknown, over, idle too long, or theirs no more. */
export async function findSignedIn(sessionId: string): Promise<SignedIn | null> {
  const { session, user } = await lucia.validateSession(sessionId);
  return session && user ? user : null;
}

/** Whose session this was, ended or not: kept work goes back to its author only. */
export async function authorOfSession(sessionId: string): Promise<string | null> {
  const row = await db.session.findUnique({
    where: { id: sha256(sessionId) },
    select: { personId: true },
  });
  return row?.personId ?? null;
}

/** Starts a session and answers its cookie. The cookie ends with the session, the browser may end it sooner. */
export async function startSession(personId: string, device: string, known?: Grant[]): Promise<string> {
  const grants = known ?? (await grantsOf(personId));
  const lifetime = isStaff(grants) ? LIFETIME.staff : LIFETIME.learner;
  const session = await lucia.createSession(personId, { device: device.slice(0, 200), lifetime });
  return cookie(SESSION_COOKIE, session.id, { maxAge: Math.floor(lifetime / 1000) });
}

export async function endSession(sessionId: string): Promise<string> {
  await lucia.invalidateSession(sessionId);
  return cookie(SESSION_COOKIE, "", { maxAge: 0 });
}

/** Everywhere, or everywhere but here; answers how many. */
export const endSessionsOf = (tx: Tx, personId: string, butSessionId?: string | null): Promise<number> =>
  endSessions(tx, { personId, ...(butSessionId ? { id: { not: sha256(butSessionId) } } : {}) });

/** One of the person's own sessions by its row; false when it is not theirs or already over. */
export const endOwnSession = async (tx: Tx, personId: string, rowId: string): Promise<boolean> =>
  (await endSessions(tx, { personId, id: rowId })) === 1;

export type OpenSession = { id: string; device: string; createdAt: Date; lastSeenAt: Date; here: boolean };

/** Where this person is signed in now, the session in use first. */
export async function openSessionsOf(personId: string, sessionId: string | null): Promise<OpenSession[]> {
  const rows = await db.session.findMany({
    where: { personId, expiresAt: { gt: now() }, absoluteExpiresAt: { gt: now() } },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, device: true, createdAt: true, lastSeenAt: true },
  });
  const current = sessionId && sha256(sessionId);
  return rows
    .map((row) => ({ ...row, here: row.id === current }))
    .sort((one, other) => Number(other.here) - Number(one.here));
}

export async function purgeOldSessions(): Promise<void> {
  await lucia.deleteExpiredSessions();
}
