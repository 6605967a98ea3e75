import { describe, expect, test } from "vitest";
import { acceptNotice } from "#app/features/identity/accept-notice.server.ts";
import { signOutOne, signOutOthers } from "#app/features/identity/devices.server.ts";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import {
  changeOwnPassword,
  profileOf,
  saveProfile,
  type Profile,
} from "#app/features/identity/profile.server.ts";
import {
  findSignedIn,
  openSessionsOf,
  SESSION_COOKIE,
  startSession,
} from "#app/features/identity/session.server.ts";
import { signIn } from "#app/features/identity/sign-in.server.ts";
import { readCookie } from "#app/infra/cookies.server.ts";
import { db } from "#app/infra/db.server.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import {
  actorWith,
  asCookie,
  mailTo,
  makeAccount,
  own,
  PASSWORD,
  visitFrom,
} from "#tests/support/identity-fixture.ts";
import { auditOf } from "#tests/support/learning-fixture.ts";

const actorOf = (personId: string) => actorWith(personId, own);
const profileFrom = async (personId: string): Promise<Profile> => {
  const { username: _username, ...profile } = await profileOf(personId);
  return profile;
};
const save = async (personId: string, changes: Partial<Profile>, password = "") =>
  saveProfile(actorOf(personId), { ...(await profileFrom(personId)), ...changes }, password, visitFrom());

describe("the profile", () => {
  test("is saved with what staff find the person by, and says so in the audit trail by field names only", async () => {
    const { personId } = await makeAccount();
    expect(
      await save(personId, { name: "Ros Vannak", phone: "+855 12 777 888", locale: "fr", theme: "dark" }),
    ).toMatchObject({
      ok: true,
    });
    const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
    expect(person).toMatchObject({ name: "Ros Vannak", locale: "fr", theme: "dark" });
    expect(person.searchText).toContain("ros vannak");
    expect(person.searchText).toContain("85512777888");
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { subjectId: personId, action: "person.profile-changed" },
    });
    expect(JSON.parse(entry.detail)).toEqual({ changed: ["name", "phone", "locale", "theme"] });
  });

  test("saved unchanged it is no act", async () => {
    const { personId } = await makeAccount();
    await save(personId, {});
    expect(await auditOf(personId)).toEqual(["person.created"]);
  });

  test("a changed printed name has to be confirmed again; a changed phone does not undo it", async () => {
    const { personId } = await makeAccount({ printedName: "Sok Dara" });
    const confirm = () =>
      db.person.update({ where: { id: personId }, data: { nameConfirmedAt: new Date() } });
    const confirmed = async () =>
      (await db.person.findUniqueOrThrow({ where: { id: personId } })).nameConfirmedAt !== null;
    await confirm();
    await save(personId, { phone: "012 345 678" });
    expect(await confirmed()).toBe(true);
    await save(personId, { printedNameLocal: "សុខ ដារ៉ា" });
    expect(await confirmed()).toBe(false);
  });

  test("a new e-mail needs the password, tells the old address, and is nobody else's", async () => {
    const { personId } = await makeAccount({ email: "old@rumdul.example" });
    await makeAccount({ email: "taken@rumdul.example" });
    const refusal = async (email: string, password: string) => {
      const outcome = await save(personId, { email }, password);
      return outcome.ok ? null : outcome.reason;
    };
    expect(await refusal("new@rumdul.example", "")).toEqual({
      field: "currentPassword",
      key: "password-needed",
    });
    expect(await refusal("new@rumdul.example", "wrong")).toEqual({
      field: "currentPassword",
      key: "password-wrong",
    });
    expect(await refusal("taken@rumdul.example", PASSWORD)).toEqual({ field: "email", key: "email-taken" });
    expect(await mailTo(personId, "email-changed")).toEqual([]);
    expect(await refusal("new@rumdul.example", PASSWORD)).toBeNull();
    expect(await mailTo(personId, "email-changed")).toMatchObject([{ address: "old@rumdul.example" }]);
    expect((await profileOf(personId)).email).toBe("new@rumdul.example");
  });
});

describe("one's own password", () => {
  const change = (personId: string, current: string, password: string, visit = visitFrom()) =>
    changeOwnPassword(actorOf(personId), { currentPassword: current, password }, visit);

  test("needs the old one; then every session is over and mail says so", async () => {
    const { personId, username } = await makeAccount({ email: "own@rumdul.example" });
    const session = readCookie(asCookie(await startSession(personId, "", [])), SESSION_COOKIE) ?? "";
    expect(await change(personId, "wrong", "four plain words here")).toMatchObject({
      reason: { field: "currentPassword", key: "password-wrong" },
    });
    expect(await change(personId, PASSWORD, "short")).toMatchObject({
      reason: { field: "password", key: "password-too-short", params: { min: 10 } },
    });
    expect(await findSignedIn(session)).not.toBeNull();
    expect(await change(personId, PASSWORD, "four plain words here")).toMatchObject({ ok: true });
    expect(await findSignedIn(session)).toBeNull();
    expect(await mailTo(personId, "password-changed")).toHaveLength(1);
    expect(
      await signIn({ identifier: username, password: "four plain words here" }, visitFrom()),
    ).toMatchObject({ ok: true });
  });

  test("staff need 15 characters", async () => {
    const { personId } = await makeAccount({
      roles: [{ role: "trainer", scope: { kind: "cohort", id: "x" } }],
    });
    expect(await change(personId, PASSWORD, "twelve words")).toMatchObject({
      reason: { key: "password-too-short", params: { min: 15 } },
    });
  });

  test("guessing at it waits, also for whoever sits at an open session", async () => {
    const { personId } = await makeAccount();
    const visit = visitFrom();
    for (let count = 0; count < 5; count++) await change(personId, "wrong", "four plain words here", visit);
    expect(await change(personId, PASSWORD, "four plain words here", visit)).toMatchObject({
      reason: { field: "currentPassword", key: "password-wait", params: { count: 1 } },
    });
  });
});

describe("where one is signed in", () => {
  const start = async (personId: string, device: string) =>
    readCookie(asCookie(await startSession(personId, device, [])), SESSION_COOKIE) ?? "";

  test("one is listed, this device first; one of one's own is ended, a foreign one is not", async () => {
    const [me, other] = [await makeAccount(), await makeAccount()];
    const here = await start(me.personId, "Chrome · Android");
    const there = await start(me.personId, "Firefox · Windows");
    const foreign = await start(other.personId, "");
    const listed = await openSessionsOf(me.personId, here);
    expect(listed.map((session) => [session.device, session.here])).toEqual([
      ["Chrome · Android", true],
      ["Firefox · Windows", false],
    ]);
    const [foreignRow] = await openSessionsOf(other.personId, null);
    expect(await signOutOne(actorOf(me.personId), foreignRow?.id ?? "")).toBe(false);
    expect(await findSignedIn(foreign)).not.toBeNull();
    expect(await signOutOne(actorOf(me.personId), listed[1]?.id ?? "")).toBe(true);
    expect(await signOutOne(actorOf(me.personId), listed[1]?.id ?? "")).toBe(false);
    expect(await findSignedIn(there)).toBeNull();
    expect(await findSignedIn(here)).not.toBeNull();
  });

  test("everywhere else is everywhere but here", async () => {
    const { personId } = await makeAccount();
    const here = await start(personId, "");
    const others = [await start(personId, ""), await start(personId, "")];
    expect(await signOutOthers(actorOf(personId), here)).toBe(2);
    expect(await signOutOthers(actorOf(personId), here)).toBe(0);
    for (const session of others) expect(await findSignedIn(session)).toBeNull();
    expect(await findSignedIn(here)).not.toBeNull();
    expect(await auditOf(personId)).toEqual(["person.created", "sessions.ended"]);
  });
});

test("the privacy notice is accepted by version, once, whatever is pressed how often", async () => {
  const { personId } = await makeAccount();
  await inParallel(6, 6, () => acceptNotice(personId, "fr", "test"));
  const accepted = () =>
    db.noticeAcceptance.findMany({ where: { personId }, orderBy: { noticeVersion: "asc" } });
  expect(await accepted()).toMatchObject([{ noticeVersion: PRIVACY_NOTICE_VERSION, locale: "fr" }]);
  expect(await auditOf(personId)).toEqual(["person.created", "privacy-notice.accepted"]);
  await db.person.update({ where: { id: personId }, data: { noticeVersion: "2020-01" } });
  await acceptNotice(personId, "en", "test");
  expect(await accepted()).toHaveLength(1);
  expect((await db.person.findUniqueOrThrow({ where: { id: personId } })).noticeVersion).toBe(
    PRIVACY_NOTICE_VERSION,
  );
});
