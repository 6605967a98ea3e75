import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as forms from "#app/features/identity/account-forms.ts";
import { deviceName } from "#app/features/identity/device-name.ts";
import { homeOf, isStaff } from "#app/features/identity/home.ts";
import { recognisable } from "#app/features/identity/kept-fields.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { isUsername, usernameCandidates, usernameFrom } from "#app/features/identity/username.ts";
import type { Role } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";

describe("usernames", () => {
  test.each([
    ["Sok Dara", null, "sok.dara"],
    ["Nguyễn Thị Đào", null, "nguyen.thi.dao"],
    ["N’Diaye-Sarr, Awa", null, "ndiaye.sarr.awa"],
    ["សុខ ដារ៉ា", "dara.sok@rumdul.example", "dara.sok"],
    ["សុខ ដារ៉ា", null, "learner"],
    ["Li", null, "learner"],
    ["Bopha", null, "bopha"],
  ])("%s with %s is %s", (name, email, username) => expect(usernameFrom(name, email)).toBe(username));

  test("whatever the name, the username can be typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.option(fc.emailAddress()), (name, email) => {
        for (const candidate of usernameCandidates(usernameFrom(name, email)))
          expect(isUsername(candidate)).toBe(true);
      }),
    );
  });

  test("what people type finds it: folding changes no username", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => fold(usernameFrom(name)) === usernameFrom(name)),
    );
  });
});

test("a person is found by any of their names, their e-mail and the digits of their phone", () => {
  const text = searchTextOf({
    name: "José",
    username: "jose",
    email: "Jose@Example.org",
    phone: "+855 12-345",
    printedNameLocal: "ហូសេ",
  });
  expect(text).toBe("jose ហូសេ jose@example.org 85512345");
});

describe("fields about people", () => {
  const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: string) =>
    schema.safeParse(value).success;

  test.each(["Sok", "សុខ", "N’Diaye", "O", "María José"])("%s is a name", (name) =>
    expect(accepts(forms.nameField, name)).toBe(true),
  );
  test.each(["", "123", "—", "x".repeat(121)])("%s is none", (name) =>
    expect(accepts(forms.nameField, name)).toBe(false),
  );
  test.each(["Sok Dara", "Nguyễn Thị Đào", "N’Diaye", "Ö. Åberg (née Ek)"])(
    "%s is in Latin letters",
    (name) => expect(accepts(forms.latinNameField, name)).toBe(true),
  );
  test.each(["សុខ", "Сок", "Sok សុខ", "...", "R2D2"])("%s is not", (name) =>
    expect(accepts(forms.latinNameField, name)).toBe(false),
  );
  test("an e-mail is stored in small letters", () =>
    expect(forms.emailField.parse("Dara@Rumdul.Example")).toBe("dara@rumdul.example"));

  const chosen = (form: object) =>
    forms.NewPasswordForm.safeParse(form).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];
  test("a password is one of those offered, or one's own typed twice", () => {
    expect(chosen({ offeredPassword: "plum quay tore lamp" })).toEqual([]);
    expect(chosen({ password: "mangoes at noon", passwordAgain: "mangoes at noon" })).toEqual([]);
    expect(chosen({ password: "mangoes at noon", passwordAgain: "mangoes at moon" })).toEqual([
      ["passwordAgain", "form:passwords-differ"],
    ]);
    expect(chosen({})).toEqual([["password", "form:required"]]);
    expect(forms.chosenPassword({ offeredPassword: "", password: "one", passwordAgain: "one" })).toBe("one");
    expect(forms.chosenPassword({ offeredPassword: "two", password: "one", passwordAgain: "" })).toBe("two");
  });
});

test("staff start at their work list, everyone else at their learning", () => {
  const grant = (role: Role) => ({ role, scope: { kind: "all" as const, id: "" } });
  expect(homeOf([])).toBe("/learn");
  expect(homeOf([grant("learner")])).toBe("/learn");
  expect(homeOf([grant("learner"), grant("trainer")])).toBe("/work");
  expect(isStaff([grant("learner")])).toBe(false);
  expect(isStaff([grant("learner"), grant("assessor")])).toBe(true);
});

test.each([
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    "Chrome · Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Safari · iPhone",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Windows"],
  ["curl/8", ""],
  [null, ""],
])("%s is %s", (userAgent, name) => expect(deviceName(userAgent)).toBe(name));

test("kept work is recognised by its sentences", () => {
  const fields: [string, string][] = [
    ["intent", "save answer"],
    ["item", "m1/q3"],
    ["goal", "Visit each late client on Monday"],
    ["note", ""],
    ["name", "សុខ"],
  ];
  expect(recognisable(fields)).toEqual({ texts: ["Visit each late client on Monday", "សុខ"], others: 1 });
});
