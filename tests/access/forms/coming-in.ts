import { firstSetUpLink } from "#app/features/identity/first-administrator.server.ts";
import { makeToken, type TokenKind } from "#app/features/identity/person-tokens.server.ts";
import { issueSignInCodes } from "#app/features/identity/sign-in-codes.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { sign } from "#app/infra/cookies.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { signingSecret } from "#app/infra/secret.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { PASSWORD } from "#tests/support/identity-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { CONTACT, type Fields, type Scene, type ValidForms } from "./scene.ts";

const NEW_PASSWORD = "seven slow buffaloes cross the river";
const newPassword = { offeredPassword: "", password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };

const byLink = (kind: TokenKind, path: string) => async (): Promise<Scene> => {
  const { personId } = await fresh.someone();
  const token = await inTransaction((tx) => makeToken(tx, kind, personId));
  return { path: `${path}/${token}`, cookie: "", fields: newPassword };
};

async function card(fields: Fields): Promise<Scene> {
  const { personId, username } = await fresh.someone();
  const { actor } = await fresh.staff("platform-administrator");
  const validUntil = new Date(Date.now() + 86_400_000);
  const [issued] = await issueSignInCodes(actor, [personId], () => validUntil);
  return {
    path: "/sign-in/code",
    cookie: "",
    fields: { identifier: username, code: issued!.code, ...fields },
  };
}

async function onMessage(intent: string): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const key = newId();
  const words = { locale: "en", subject: "S", body: "B" };
  await notify(db, { key, personId, address: null, kind: "plan-approved", action: "/learn", ...words });
  const { id } = await db.outboxMessage.findUniqueOrThrow({ where: { key } });
  return { path: "/inbox", cookie, fields: intent === "all-read" ? { intent } : { intent, message: id } };
}

async function colleague(): Promise<fresh.Someone> {
  const someone = await fresh.someone();
  const scope = { scopeKind: "programme", scopeId: "financial-education" };
  await db.roleAssignment.create({
    data: { id: newId(), personId: someone.personId, role: "auditor", ...scope, grantedAt: now() },
  });
  return someone;
}

async function keptOf(personId: string): Promise<string> {
  const work = { personId, path: "/me", fields: [["name", "Sok Dara"]], at: now().getTime() };
  return sign(await signingSecret(), `kept:${Buffer.from(JSON.stringify(work)).toString("base64url")}`);
}

/** Only while nobody has an account. */
async function setUp(): Promise<Scene> {
  const everybody = {};
  for (const delegate of [db.roleAssignment, db.session, db.personToken] as {
    deleteMany: (all: object) => Promise<unknown>;
  }[])
    await delegate.deleteMany(everybody);
  await db.person.deleteMany(everybody);
  const path = new URL((await firstSetUpLink())!).pathname;
  const fields = {
    name: "Sok Dara",
    username: "sok.dara",
    email: "sok@rumdul.example",
    timeZone: "UTC",
    ...newPassword,
  };
  return { path, cookie: "", fields };
}

export const COMING_IN: Record<string, ValidForms> = {
  "/preferences": {
    choose: async () => ({
      path: "/preferences",
      cookie: "",
      fields: { lang: "fr", theme: "dark", next: "/privacy" },
    }),
  },
  "/sign-in": {
    "sign in": async () => {
      const { username } = await fresh.someone();
      return {
        path: "/sign-in",
        cookie: "",
        fields: { identifier: username, password: PASSWORD, next: "/me" },
      };
    },
    "sign in with kept work": async () => {
      const { personId, username } = await fresh.someone();
      const kept = await keptOf(personId);
      return {
        path: "/sign-in",
        cookie: "",
        fields: { identifier: username, password: PASSWORD, next: "", kept },
      };
    },
  },
  "/sign-in/code": {
    check: () => card({ intent: "check" }),
    choose: () => card({ intent: "choose", ...newPassword }),
  },
  "/sign-out": {
    "sign out": async () => ({ path: "/sign-out", cookie: (await fresh.someone()).cookie, fields: {} }),
  },
  "/forgot-password": {
    ask: async () => {
      const { username } = await fresh.someone({ email: `${newId()}@rumdul.example` });
      return { path: "/forgot-password", cookie: "", fields: { identifier: username } };
    },
  },
  "/reset-password/:token": { choose: byLink("password-reset", "/reset-password") },
  "/invitation/:token": { choose: byLink("invitation", "/invitation") },
  "/set-up/:token": { "set up": setUp },
  "/welcome": {
    agree: async () => {
      const { cookie } = await fresh.someone({ noticeVersion: null });
      return { path: "/welcome", cookie, fields: { next: "/me" } };
    },
  },
  "/send-again": {
    look: async () => {
      const { personId, cookie } = await fresh.someone();
      return { path: "/send-again", cookie, fields: { kept: await keptOf(personId) } };
    },
  },
  "/me": {
    save: async () => {
      const { cookie } = await fresh.someone();
      const names = { printedName: "Sok Dara", printedNameLocal: "សុខ តារា" };
      return {
        path: "/me",
        cookie,
        fields: { ...CONTACT, ...names, theme: "dark", currentPassword: PASSWORD },
      };
    },
  },
  "/me/password": {
    change: async () => {
      const { cookie } = await fresh.someone();
      return { path: "/me/password", cookie, fields: { currentPassword: PASSWORD, ...newPassword } };
    },
  },
  "/me/messages": {
    choose: async () => {
      const { cookie } = await fresh.someone();
      return { path: "/me/messages", cookie, fields: { "mailed[]": ["results"] } };
    },
  },
  "/inbox": {
    open: () => onMessage("open"),
    read: () => onMessage("read"),
    unread: () => onMessage("unread"),
    all: () => onMessage("all-read"),
  },
  "/me/deputies": {
    name: async () => {
      const { actor, cookie } = await fresh.staff("certification-officer");
      const role = await db.roleAssignment.findFirstOrThrow({ where: { personId: actor.personId } });
      const deputy = await colleague();
      const as = `${role.id} ${role.scopeKind}:${role.scopeId}`;
      const days = { from: today(), until: addDays(today(), 10) };
      return {
        path: "/me/deputies",
        cookie,
        fields: { intent: "name", as, deputy: deputy.username, ...days, reason: "On leave" },
      };
    },
    end: async () => {
      const { actor } = await fresh.staff("certification-officer");
      const role = await db.roleAssignment.findFirstOrThrow({ where: { personId: actor.personId } });
      const { personId, cookie } = await colleague();
      const id = newId();
      const between = { assignmentId: role.id, principalId: actor.personId, deputyId: personId };
      const scope = { scopeKind: role.scopeKind, scopeId: role.scopeId };
      const days = { from: today(), until: today() };
      await db.deputyship.create({
        data: { id, ...between, ...scope, ...days, reason: "Leave", namedAt: now() },
      });
      return { path: "/me/deputies", cookie, fields: { intent: "end", deputyship: id } };
    },
  },
  "/me/devices": {
    one: async () => {
      const { personId, cookie } = await fresh.someone();
      await fresh.signIn(personId);
      const [session] = await db.session.findMany({
        where: { personId },
        orderBy: { createdAt: "desc" },
        take: 1,
      });
      return { path: "/me/devices", cookie, fields: { intent: "one", session: session!.id } };
    },
    others: async () => {
      const { personId, cookie } = await fresh.someone();
      await fresh.signIn(personId);
      return { path: "/me/devices", cookie, fields: { intent: "others" } };
    },
  },
};
