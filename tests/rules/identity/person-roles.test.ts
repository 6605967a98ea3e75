import { describe, expect, test } from "vitest";
import { SCOPES_OF_ROLE } from "#app/features/identity/permissions.ts";
import {
  GRANTABLE_ROLES,
  mayEnd,
  mayGrant,
  readScope,
  writeScope,
} from "#app/features/identity/person-roles.ts";
import { ROLES, SCOPE_KINDS } from "#app/lib/actor.ts";

const reasonOf = (result: ReturnType<typeof mayGrant>) => (result.ok ? "allowed" : result.reason.key);
const grant = (role: (typeof ROLES)[number], kind: (typeof SCOPE_KINDS)[number], actorId = "admin") =>
  reasonOf(mayGrant({ actorId, personId: "sok", asked: { role, scope: { kind, id: "x" } } }));

describe("a role holds in a scope that makes sense for it", () => {
  const pairs = ROLES.flatMap((role) => SCOPE_KINDS.map((kind) => [role, kind] as const));
  test.each(pairs)("%s in %s", (role, kind) => {
    const fits = role !== "learner" && SCOPES_OF_ROLE[role].includes(kind);
    const refusal = role === "learner" ? "roles.everybody-learns" : "roles.scope-unfit";
    expect(grant(role, kind)).toBe(fits ? "allowed" : refusal);
  });

  test("the platform administrator reaches all and nothing less", () => {
    expect(SCOPE_KINDS.filter((kind) => grant("platform-administrator", kind) === "allowed")).toEqual([
      "all",
    ]);
  });

  test("learning is nothing one is given", () => expect(GRANTABLE_ROLES).not.toContain("learner"));
});

test("nobody changes their own roles, an administrator neither", () => {
  expect(grant("trainer", "cohort", "sok")).toBe("roles.own");
  expect(reasonOf(mayEnd({ actorId: "a", personId: "a", role: "trainer", otherAdministrators: 3 }))).toBe(
    "roles.own",
  );
});

test("somebody must stay who can change everybody's", () => {
  const end = (otherAdministrators: number) =>
    reasonOf(mayEnd({ actorId: "a", personId: "b", role: "platform-administrator", otherAdministrators }));
  expect([end(0), end(1)]).toEqual(["roles.last-administrator", "allowed"]);
  expect(reasonOf(mayEnd({ actorId: "a", personId: "b", role: "auditor", otherAdministrators: 0 }))).toBe(
    "allowed",
  );
});

test("a scope comes back from a form as it was written", () => {
  for (const scope of [
    { kind: "all", id: "" },
    { kind: "cohort", id: "0198-ab" },
  ] as const)
    expect(readScope(writeScope(scope))).toEqual(scope);
  for (const text of ["", "all", "everything:", "organisation:", "all:x", ":x"])
    expect(readScope(text)).toBeNull();
});
