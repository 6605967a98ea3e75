import { hash } from "@node-rs/argon2";
import type { ActionFunctionArgs } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { comeIn } from "#app/features/identity/come-in.server.ts";
import { rememberDevice } from "#app/features/identity/known-device.server.ts";
import { hashPassword, verifyPassword } from "#app/features/identity/passwords.server.ts";
import { findSignedIn, SESSION_COOKIE, startSession } from "#app/features/identity/session.server.ts";
import { signIn } from "#app/features/identity/sign-in.server.ts";
import { goOut } from "#app/features/identity/way-out.server.ts";
import { readCookie } from "#app/infra/cookies.server.ts";
import { db } from "#app/infra/db.server.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import { asCookie, makeAccount, PASSWORD, visitFrom } from "#tests/support/identity-fixture.ts";

const right = (identifier: string) => ({ identifier, password: PASSWORD });
const wrong = (identifier: string) => ({ identifier, password: "not the password" });
const refusalOf = async (tried: ReturnType<typeof signIn>) => {
  const outcome = await tried;
  return outcome.ok ? null : outcome.reason;
};

describe("who comes in", () => {
  test("by username or e-mail, however they are typed", async () => {
    const { personId, username } = await makeAccount({
      name: "Chea Sreymom",
      email: "sreymom@rumdul.example",
    });
    for (const identifier of [username, "Chea.Sreymom ", "SREYMOM@rumdul.example"])
      expect(await signIn(right(identifier), visitFrom())).toEqual({ ok: true, value: { personId } });
  });

  test("the refusal is the same for a wrong password, nobody, an account without password, a closed one", async () => {
    const { username } = await makeAccount();
    const without = await makeAccount();
    await db.person.update({ where: { id: without.personId }, data: { passwordHash: null } });
    const closed = await makeAccount();
    await db.person.update({ where: { id: closed.personId }, data: { deactivatedAt: new Date() } });
    for (const form of [
      wrong(username),
      right("nobody"),
      right("no@body.example"),
      right(without.username),
      right(closed.username),
    ])
      expect(await refusalOf(signIn(form, visitFrom()))).toEqual({ key: "sign-in-wrong" });
  });

  test("a password hashed with older parameters is right, and hashed anew", async () => {
    const { personId, username } = await makeAccount();
    const passwordHash = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 });
    await db.person.update({ where: { id: personId }, data: { passwordHash } });
    expect(await signIn(right(username), visitFrom())).toMatchObject({ ok: true });
    const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
    expect(person.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await signIn(right(username), visitFrom())).toMatchObject({ ok: true });
  });
});

describe("passwords", () => {
  test("however the keyboard composes the letters", async () => {
    const known = await hashPassword("Une crème brûlée");
    expect(await verifyPassword(known, "Une creme brulee".normalize("NFD"))).toBe(false);
    expect(await verifyPassword(known, "Une crème brûlée".normalize("NFD"))).toBe(true);
    expect(await verifyPassword(known, "une crème brûlée")).toBe(false);
    expect(await verifyPassword(null, "Une crème brûlée")).toBe(false);
  });

  test("a flood is turned away at once, and afterwards all is well", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 70 }, () => hashPassword("plum quay tore")),
    );
    const refused = outcomes
      .filter((outcome) => outcome.status === "rejected")
      .map(({ reason }) => reason as Response);
    expect(refused.length).toBe(70 - 2 - 50);
    expect(refused.every(({ status, headers }) => status === 503 && headers.has("Retry-After"))).toBe(true);
    expect(await verifyPassword(await hashPassword("plum quay tore"), "plum quay tore")).toBe(true);
  });
});

describe("guessing", () => {
  test("waits after five wrong tries from one place; the right password waits too", async () => {
    const { username } = await makeAccount();
    const visit = visitFrom();
    for (let count = 0; count < 5; count++)
      expect(await refusalOf(signIn(wrong(username), visit))).toEqual({ key: "sign-in-wrong" });
    expect(await refusalOf(signIn(right(username), visit))).toEqual({
      key: "sign-in-wait",
      params: { count: 1 },
    });
    expect(await refusalOf(signIn(right(username), visitFrom()))).toBeNull();
  });

  test("somebody unknown waits exactly like somebody known", async () => {
    const visit = visitFrom();
    const keys: (string | undefined)[] = [];
    for (let count = 0; count < 6; count++)
      keys.push((await refusalOf(signIn(wrong("nobody.here"), visit)))?.key);
    expect(keys).toEqual([...Array<string>(5).fill("sign-in-wrong"), "sign-in-wait"]);
  });

  test("many tries at once are counted, not one", async () => {
    const { username } = await makeAccount();
    const visit = visitFrom();
    const keys: (string | undefined)[] = [];
    await inParallel(40, 40, async () => keys.push((await refusalOf(signIn(wrong(username), visit)))?.key));
    expect(keys.filter((key) => key === "sign-in-wrong")).toHaveLength(5);
  });

  test("a right password clears one's own mistakes", async () => {
    const { username } = await makeAccount();
    const visit = visitFrom();
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 4; count++) await signIn(wrong(username), visit);
      expect(await signIn(right(username), visit)).toMatchObject({ ok: true });
    }
  });

  test("1,000 wrong tries from elsewhere: the owner signs in at once on a device they know", async () => {
    const { personId, username } = await makeAccount();
    const device = asCookie(await rememberDevice(null, personId));
    let checked = 0;
    await inParallel(1000, 20, async (index) => {
      const refusal = await refusalOf(signIn(wrong(username), visitFrom(`2001:db8:ffff:${index % 300}::1`)));
      if (refusal?.key === "sign-in-wrong") checked++;
    });
    expect(checked).toBeLessThanOrEqual(60);
    expect(await refusalOf(signIn(right(username), visitFrom()))).toMatchObject({ key: "sign-in-wait" });
    expect(await signIn(right(username), visitFrom(undefined, device))).toMatchObject({ ok: true });
  });

  test("a device cookie helps only the people it knows, only as we signed it, and not for ever", async () => {
    const [known, other] = [await makeAccount(), await makeAccount()];
    const device = asCookie(await rememberDevice(null, known.personId));
    const address = "2001:db8:eeee::1";
    for (let count = 0; count < 6; count++) {
      await signIn(wrong(known.username), visitFrom(address));
      await signIn(wrong(other.username), visitFrom(address));
    }
    const keyOf = async (username: string, cookies: string) =>
      (await refusalOf(signIn(right(username), visitFrom(address, cookies))))?.key;
    expect(await keyOf(other.username, device)).toBe("sign-in-wait");
    expect(await keyOf(known.username, device.replace(/\.[^.]*$/, ".forged"))).toBe("sign-in-wait");
    expect(await keyOf(known.username, device)).toBeUndefined();
    const both = asCookie(await rememberDevice(device, other.personId));
    expect(await keyOf(other.username, both)).toBeUndefined();
    for (let count = 0; count < 5; count++) await signIn(wrong(known.username), visitFrom(address, both));
    expect(await keyOf(known.username, both)).toBe("sign-in-wait");
  });
});

describe("coming in and going out", () => {
  const argsWith = (cookies: string, sessionId: string | null) =>
    ({
      request: new Request("http://localhost/sign-in", {
        headers: { Cookie: cookies, "User-Agent": "Firefox/1 Android" },
      }),
      context: { sessionId, requestId: "test" },
    }) as unknown as ActionFunctionArgs;
  const sidIn = (headers: Headers) =>
    headers
      .getSetCookie()
      .map((line) => readCookie(asCookie(line), SESSION_COOKIE))
      .find((value) => value) ?? "";

  test("always a new session; the one that was there before is over", async () => {
    const [attacker, owner] = [await makeAccount(), await makeAccount()];
    const planted = readCookie(asCookie(await startSession(attacker.personId, "", [])), SESSION_COOKIE) ?? "";
    const { headers } = await comeIn(
      argsWith(`${SESSION_COOKIE}=${planted}; lang=fr`, planted),
      owner.personId,
    );
    expect(sidIn(headers)).not.toBe(planted);
    expect(await findSignedIn(planted)).toBeNull();
    expect(await findSignedIn(sidIn(headers))).toMatchObject({ personId: owner.personId });
    expect(headers.getSetCookie().filter((line) => /^(lang|theme)=;.*Max-Age=0/.test(line))).toHaveLength(2);
    expect(
      headers.getSetCookie().every((line) => line.includes("HttpOnly") && line.includes("SameSite=Lax")),
    ).toBe(true);
    const [session] = await db.session.findMany({ where: { personId: owner.personId } });
    expect(session).toMatchObject({ device: "Firefox · Android" });
    expect(session?.id).not.toContain(sidIn(headers));
  });

  test("the language chosen on the way in becomes one's own at the first time only", async () => {
    const { personId } = await makeAccount();
    const localeOf = async () => (await db.person.findUniqueOrThrow({ where: { id: personId } })).locale;
    await comeIn(argsWith("lang=fr", null), personId);
    expect(await localeOf()).toBe("en");
    await comeIn(argsWith("lang=fr", null), personId, { firstTime: true });
    expect(await localeOf()).toBe("fr");
    await comeIn(argsWith("lang=tlh", null), personId, { firstTime: true });
    expect(await localeOf()).toBe("fr");
  });

  test("signed out, the session is over here and nowhere else, and the browser forgets", async () => {
    const { personId } = await makeAccount();
    const start = async () =>
      readCookie(asCookie(await startSession(personId, "", [])), SESSION_COOKIE) ?? "";
    const [here, elsewhere] = [await start(), await start()];
    const headers = await goOut(argsWith("", here));
    expect(headers.get("Clear-Site-Data")).toBe('"cache"');
    expect(headers.getSetCookie().filter((line) => line.includes("Max-Age=0"))).toHaveLength(3);
    expect(await findSignedIn(here)).toBeNull();
    expect(await findSignedIn(elsewhere)).not.toBeNull();
  });
});
