import type { ActionFunctionArgs } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { keepWork, openKeptWork, type SignInAgain } from "#app/features/identity/kept-work.server.ts";
import { rememberDevice } from "#app/features/identity/known-device.server.ts";
import { endSession, SESSION_COOKIE, startSession } from "#app/features/identity/session.server.ts";
import { readCookie } from "#app/infra/cookies.server.ts";
import { asCookie, makeAccount } from "#tests/support/identity-fixture.ts";

/** A form posted to a path with a session cookie, after that session has ended. */
async function postLate(personId: string, path: string, fields: Record<string, string>) {
  const cookie = asCookie(await startSession(personId, "", []));
  await endSession(readCookie(cookie, SESSION_COOKIE) ?? "");
  const request = new Request(`http://localhost${path}`, {
    method: "POST",
    headers: { Cookie: cookie },
    body: new URLSearchParams(fields),
  });
  return {
    request,
    context: { visitor: null, requestId: "test" },
    params: {},
  } as unknown as ActionFunctionArgs;
}

const kept = async (args: ActionFunctionArgs) => (await (await keepWork(args)).json()) as SignInAgain;

describe("work typed into a session that had ended", () => {
  test("comes back to its author, word for word, with the address it was for", async () => {
    const { personId } = await makeAccount();
    const fields = { intent: "save", goal: "ទៅលេងអតិថិជន ".repeat(2000) };
    const answer = await kept(await postLate(personId, "/learn/e1/action-plan?step=2", fields));
    const work = await openKeptWork(answer.kept ?? "", personId);
    expect(work).toMatchObject({ path: "/learn/e1/action-plan?step=2", fields: Object.entries(fields) });
  });

  test("without the passwords and codes that were in it", async () => {
    const { personId } = await makeAccount();
    const fields = {
      name: "Dara",
      currentPassword: "a",
      offeredPassword: "b",
      passwordAgain: "c",
      code: "d",
    };
    const { kept: work } = await kept(await postLate(personId, "/me", fields));
    expect((await openKeptWork(work ?? "", personId))?.fields).toEqual([["name", "Dara"]]);
  });

  test("to nobody else, not when tampered with, and never as something else we signed", async () => {
    const [author, other] = [await makeAccount(), await makeAccount()];
    const { kept: work } = await kept(await postLate(author.personId, "/learn", { goal: "x" }));
    const device = readCookie(asCookie(await rememberDevice(null, author.personId)), "device") ?? "";
    expect(await openKeptWork(work ?? "", other.personId)).toBeNull();
    expect(await openKeptWork(`x${work}`, author.personId)).toBeNull();
    for (const foreign of ["", "kept:", "a.b", device])
      expect(await openKeptWork(foreign, author.personId)).toBeNull();
  });

  test("the guard keeps a write and sends a read to the sign-in page", async () => {
    const { personId } = await makeAccount();
    const args = await postLate(personId, "/me", { name: "Dara" });
    const thrown = await requirePermission(args, "use:own-account").catch((response: Response) => response);
    expect(thrown).toMatchObject({ status: 401 });
    const read = { ...args, request: new Request("http://localhost/me?x=1") };
    const redirected = await requirePermission(read, "use:own-account").catch(
      (response: Response) => response,
    );
    expect((redirected as Response).headers.get("Location")).toBe("/sign-in?next=%2Fme%3Fx%3D1");
  });

  test("lost a second time on the page that sends it, the same work stays kept", async () => {
    const { personId } = await makeAccount();
    const first = await kept(await postLate(personId, "/me", { name: "Dara" }));
    const second = await kept(await postLate(personId, "/send-again", { kept: first.kept ?? "" }));
    expect(second.kept).toBe(first.kept);
  });

  test("without a session there never was, nothing is kept", async () => {
    const request = new Request("http://localhost/me", {
      method: "POST",
      body: new URLSearchParams({ name: "x" }),
    });
    const args = { request, context: { visitor: null }, params: {} } as unknown as ActionFunctionArgs;
    expect(await kept(args)).toEqual({ kept: null, next: "/me" });
  });
});
