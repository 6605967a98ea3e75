import { describe, expect, test } from "vitest";
import {
  firstSetUpLink,
  isSetUpLink,
  setUpFirstAdministrator,
} from "#app/features/identity/first-administrator.server.ts";
import { sendInvitation } from "#app/features/identity/invitations.server.ts";
import { requestPasswordReset } from "#app/features/identity/password-reset.server.ts";
import { purgeOldWaysIn } from "#app/features/identity/person-tokens.server.ts";
import { findSignedIn, SESSION_COOKIE, startSession } from "#app/features/identity/session.server.ts";
import { holderOfLink, setPasswordByLink } from "#app/features/identity/set-password-by-link.server.ts";
import {
  checkSignInCode,
  issueSignInCodes,
  spendSignInCode,
} from "#app/features/identity/sign-in-codes.server.ts";
import { signIn } from "#app/features/identity/sign-in.server.ts";
import { readCookie } from "#app/infra/cookies.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import {
  actorWith,
  asCookie,
  everybody,
  linkIn,
  mailTo,
  makeAccount,
  makeOrganisation,
  PASSWORD,
  platform,
  visitFrom,
} from "#tests/support/identity-fixture.ts";
import { auditOf } from "#tests/support/learning-fixture.ts";

const NEW = "four plain words here";
const DAY = 86_400_000;
const past = new Date(Date.now() - 1000);

const sessionOf = async (personId: string) =>
  readCookie(asCookie(await startSession(personId, "", [])), SESSION_COOKIE) ?? "";
const mayComeInWith = async (identifier: string, password: string) =>
  (await signIn({ identifier, password }, visitFrom())).ok;

/* First: while the database is empty. */
describe("the first administrator", () => {
  const person = {
    name: "Chan Sophea",
    username: "sophea",
    email: null,
    locale: "en",
    timeZone: "UTC",
    password: NEW,
  };
  const secretOf = (link: string | null) => link?.split("/set-up/")[1] ?? "";

  test("one link, the newest, works once for one person; then there is none", async () => {
    const older = secretOf(await firstSetUpLink());
    const secret = secretOf(await firstSetUpLink());
    expect(await isSetUpLink(older)).toBe(false);
    expect(await isSetUpLink(secret)).toBe(true);
    expect(await setUpFirstAdministrator(secret, { ...person, password: "too short" }, "test")).toMatchObject(
      {
        reason: { about: "password", problem: { key: "password-too-short", params: { min: 15 } } },
      },
    );
    const outcomes: string[] = [];
    await inParallel(6, 6, async (index) => {
      const outcome = await setUpFirstAdministrator(
        secret,
        { ...person, username: `sophea${index}` },
        "test",
      );
      outcomes.push(
        outcome.ok ? "in" : "about" in outcome.reason ? outcome.reason.about : outcome.reason.key,
      );
    });
    expect(outcomes.sort()).toEqual(["in", ...Array<string>(5).fill("way-in")]);
    expect(await db.person.count()).toBe(1);
    expect(await db.roleAssignment.findMany()).toMatchObject([
      { role: "platform-administrator", scopeKind: "all" },
    ]);
    expect(await firstSetUpLink()).toBeNull();
    expect(await isSetUpLink(secret)).toBe(false);
    const { username } = await db.person.findFirstOrThrow();
    expect(await mayComeInWith(username, NEW)).toBe(true);
  });
});

describe("first-sign-in codes", () => {
  const validUntil = new Date(Date.now() + DAY);
  const issueTo = async (personId: string, until = validUntil) => {
    const [issued] = await issueSignInCodes(actorWith("admin", everybody), [personId], () => until);
    return issued?.code ?? "";
  };

  test("work once, read forgivingly; every session and older code is over then", async () => {
    const { personId, username } = await makeAccount();
    const session = await sessionOf(personId);
    const code = await issueTo(personId);
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    const card = { identifier: username.toUpperCase(), code: code.toLowerCase().replace("-", " ") };
    expect(await checkSignInCode(card, visitFrom())).toMatchObject({
      ok: true,
      value: { personId, shortest: 10 },
    });
    expect(await spendSignInCode(card, NEW, visitFrom())).toEqual({ ok: true, value: { personId } });
    expect(await spendSignInCode(card, "another one again", visitFrom())).toMatchObject({
      reason: { key: "sign-in-code-wrong" },
    });
    expect(await mayComeInWith(username, NEW)).toBe(true);
    expect(await findSignedIn(session)).toBeNull();
    expect(await auditOf(personId)).toEqual(["person.created", "sign-in-code.issued", "password.set"]);
    const stored = await db.signInCode.findMany({ where: { personId } });
    expect(JSON.stringify(stored)).not.toContain(code.replace("-", ""));
  });

  test("twenty presses at once are one sign-in", async () => {
    const { personId, username } = await makeAccount();
    const code = await issueTo(personId);
    let used = 0;
    await inParallel(20, 20, async () => {
      if ((await spendSignInCode({ identifier: username, code }, NEW, visitFrom())).ok) used++;
    });
    expect(used).toBe(1);
  });

  test("re-issued for many in one act: the old ones are dead, the new ones live", async () => {
    const people = [await makeAccount(), await makeAccount(), await makeAccount()];
    const ids = people.map(({ personId }) => personId);
    const actor = actorWith("admin", everybody);
    const old = await issueSignInCodes(actor, ids, () => validUntil);
    const fresh = await issueSignInCodes(actor, ids, () => validUntil);
    expect(fresh).toHaveLength(3);
    for (const { username, code } of old)
      expect(await checkSignInCode({ identifier: username, code }, visitFrom())).toMatchObject({ ok: false });
    for (const { username, code } of fresh)
      expect(await checkSignInCode({ identifier: username, code }, visitFrom())).toMatchObject({ ok: true });
  });

  test("issued twice in the same moment, only the newest lives", async () => {
    const { personId, username } = await makeAccount();
    const codes: string[] = [];
    await inParallel(8, 8, async () => codes.push(await issueTo(personId)));
    let open = 0;
    for (const code of codes)
      if ((await checkSignInCode({ identifier: username, code }, visitFrom())).ok) open++;
    expect(open).toBe(1);
  });

  test("too old, somebody else's, or nobody's: the same refusal", async () => {
    const [one, other] = [await makeAccount(), await makeAccount()];
    const late = await issueTo(one.personId, past);
    const foreign = await issueTo(other.personId);
    for (const card of [
      { identifier: one.username, code: late },
      { identifier: one.username, code: foreign },
      { identifier: "nobody.here", code: foreign },
      { identifier: other.username, code: "K7PQ2-9XM4T" },
    ])
      expect(await checkSignInCode(card, visitFrom())).toEqual({
        ok: false,
        reason: { key: "sign-in-code-wrong" },
      });
  });

  test("guessing at codes waits like guessing at passwords, and apart from it", async () => {
    const { personId, username } = await makeAccount();
    const visit = visitFrom();
    const code = await issueTo(personId);
    for (let count = 0; count < 5; count++)
      await checkSignInCode({ identifier: username, code: "00000-00000" }, visit);
    expect(await checkSignInCode({ identifier: username, code }, visit)).toMatchObject({
      reason: { key: "sign-in-wait" },
    });
    expect(await signIn({ identifier: username, password: PASSWORD }, visit)).toMatchObject({ ok: true });
  });

  test("a refused password leaves the card as it was", async () => {
    const { personId, username } = await makeAccount({ name: "Ros Vannak" });
    const card = { identifier: username, code: await issueTo(personId) };
    expect(await spendSignInCode(card, "ros vannak 1990", visitFrom())).toMatchObject({
      reason: { about: "password", problem: { key: "password-own-words" } },
    });
    expect(await spendSignInCode(card, NEW, visitFrom())).toMatchObject({ ok: true });
  });

  test("only for people in reach; never for staff, but by one who reaches everybody", async () => {
    const organisationId = await makeOrganisation();
    const affiliation = { organisationId, from: "2026-01-01" };
    const mine = await makeAccount({ affiliation });
    const staff = await makeAccount({ affiliation, roles: [{ role: "auditor", scope: everybody }] });
    const foreign = await makeAccount();
    const ids = [mine, staff, foreign].map(({ personId }) => personId);
    const head = actorWith("head", { kind: "organisation", id: organisationId });
    expect((await issueSignInCodes(head, ids, () => validUntil)).map(({ personId }) => personId)).toEqual([
      mine.personId,
    ]);
    expect(
      await db.signInCode.count({ where: { personId: { in: [staff.personId, foreign.personId] } } }),
    ).toBe(0);
    expect(await issueSignInCodes(actorWith("admin", everybody), ids, () => validUntil)).toHaveLength(3);
  });
});

describe("invitations", () => {
  const invite = (personId: string) => inTransaction((tx) => sendInvitation(tx, platform, personId));

  test("go by mail for seven days, in the person's language; the newest alone works, once", async () => {
    const { personId, username } = await makeAccount({ email: "bopha@rumdul.example", locale: "fr" });
    await db.person.update({ where: { id: personId }, data: { passwordHash: null } });
    await invite(personId);
    await invite(personId);
    const [older, newer] = (await mailTo(personId, "invitation")).map(({ body }) => linkIn(body));
    const [mail] = await mailTo(personId, "invitation");
    expect(mail).toMatchObject({
      address: "bopha@rumdul.example",
      locale: "fr",
      subject: "Votre invitation sur Passbook",
    });
    expect(await holderOfLink("invitation", older ?? "")).toBeNull();
    expect(await holderOfLink("password-reset", newer ?? "")).toBeNull();
    expect(await holderOfLink("invitation", newer ?? "")).toMatchObject({ personId, username });
    let used = 0;
    await inParallel(10, 10, async () => {
      if ((await setPasswordByLink("invitation", newer ?? "", NEW, "test")).ok) used++;
    });
    expect(used).toBe(1);
    expect(await mayComeInWith("bopha@rumdul.example", NEW)).toBe(true);
    expect(await mailTo(personId, "password-changed")).toEqual([]);
    expect(JSON.stringify(await db.personToken.findMany())).not.toContain(newer);
    const { expiresAt, createdAt } = await db.personToken.findFirstOrThrow({ where: { personId } });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(7 * DAY);
  });

  test("need an e-mail address; end with the account; end with time", async () => {
    const without = await makeAccount();
    expect(await invite(without.personId)).toEqual({ ok: false, reason: { key: "no-email" } });
    const { personId } = await makeAccount({ email: "late@rumdul.example" });
    await invite(personId);
    const link = linkIn((await mailTo(personId, "invitation"))[0]?.body ?? "");
    await db.person.update({ where: { id: personId }, data: { deactivatedAt: new Date() } });
    expect(await holderOfLink("invitation", link)).toBeNull();
    await db.person.update({ where: { id: personId }, data: { deactivatedAt: null } });
    expect(await holderOfLink("invitation", link)).not.toBeNull();
    await db.personToken.updateMany({ where: { personId }, data: { expiresAt: past } });
    expect(await setPasswordByLink("invitation", link, NEW, "test")).toEqual({
      ok: false,
      reason: { about: "way-in" },
    });
  });
});

describe("a forgotten password", () => {
  const resetMails = (personId: string) => mailTo(personId, "password-reset");

  test("the link works once for 30 minutes; everyone signed in is out, and the owner hears of it", async () => {
    const { personId, username } = await makeAccount({ email: "vannak@rumdul.example" });
    const sessions = [await sessionOf(personId), await sessionOf(personId)];
    await requestPasswordReset("Vannak@rumdul.example", visitFrom());
    const [mail] = await resetMails(personId);
    const link = linkIn(mail?.body ?? "");
    expect(mail?.body).toContain(username);
    const { expiresAt, createdAt } = await db.personToken.findFirstOrThrow({ where: { personId } });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(30 * 60_000);
    expect(await setPasswordByLink("password-reset", link, NEW, "test")).toEqual({
      ok: true,
      value: { personId },
    });
    expect(await setPasswordByLink("password-reset", link, "another one again", "test")).toMatchObject({
      ok: false,
    });
    for (const session of sessions) expect(await findSignedIn(session)).toBeNull();
    expect(await mayComeInWith(username, PASSWORD)).toBe(false);
    expect(await mayComeInWith(username, NEW)).toBe(true);
    expect(await mailTo(personId, "password-changed")).toHaveLength(1);
    expect(await auditOf(personId)).toEqual(["person.created", "password-reset.requested", "password.set"]);
  });

  test("somebody unknown, without e-mail or closed gets the same answer and no mail", async () => {
    const without = await makeAccount();
    const closed = await makeAccount({ email: "closed@rumdul.example" });
    await db.person.update({ where: { id: closed.personId }, data: { deactivatedAt: new Date() } });
    const before = await db.outboxMessage.count();
    for (const identifier of ["nobody@rumdul.example", without.username, "closed@rumdul.example", "💥"])
      expect(await requestPasswordReset(identifier, visitFrom())).toBeUndefined();
    expect(await db.outboxMessage.count()).toBe(before);
  });

  test("asked for again and again, three mails and no more", async () => {
    const { personId, username } = await makeAccount({ email: "again@rumdul.example" });
    await inParallel(8, 8, () => requestPasswordReset(username, visitFrom()));
    expect(await resetMails(personId)).toHaveLength(3);
  });

  test("a code printed meanwhile dies with the change, and so do other links", async () => {
    const { personId, username } = await makeAccount({ email: "both@rumdul.example" });
    const [card] = await issueSignInCodes(
      actorWith("admin", everybody),
      [personId],
      () => new Date(Date.now() + DAY),
    );
    await inTransaction((tx) => sendInvitation(tx, platform, personId));
    await requestPasswordReset(username, visitFrom());
    const reset = linkIn((await resetMails(personId))[0]?.body ?? "");
    const invitation = linkIn((await mailTo(personId, "invitation"))[0]?.body ?? "");
    await setPasswordByLink("password-reset", reset, NEW, "test");
    expect(await holderOfLink("invitation", invitation)).toBeNull();
    expect(
      await checkSignInCode({ identifier: username, code: card?.code ?? "" }, visitFrom()),
    ).toMatchObject({ ok: false });
  });
});

test("links and codes that ended a month ago are purged, others stay", async () => {
  const { personId } = await makeAccount({ email: "purge@rumdul.example" });
  await inTransaction((tx) => sendInvitation(tx, platform, personId));
  await issueSignInCodes(actorWith("admin", everybody), [personId], () => new Date(Date.now() - 31 * DAY));
  await issueSignInCodes(actorWith("admin", everybody), [personId], () => past);
  await purgeOldWaysIn();
  expect(await db.signInCode.count({ where: { personId } })).toBe(1);
  expect(await db.personToken.count({ where: { personId } })).toBe(1);
});
