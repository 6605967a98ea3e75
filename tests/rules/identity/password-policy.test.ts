import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMON_PASSWORDS } from "#app/features/identity/common-passwords.ts";
import { passphrase } from "#app/features/identity/passphrase.ts";
import { PASSPHRASE_WORDS_EN } from "#app/features/identity/passphrase-words-en.ts";
import { PASSPHRASE_WORDS_FR } from "#app/features/identity/passphrase-words-fr.ts";
import {
  normalisePassword,
  passwordProblem,
  type PasswordFacts,
} from "#app/features/identity/password-policy.ts";

const learner: PasswordFacts = {
  kind: "learner",
  ownWords: ["Sok Dara", "sok.dara", "dara@rumdul.example", "85517302946", "Rumdul Microfinance"],
  common: COMMON_PASSWORDS,
};
const problemOf = (password: string, facts = learner) => passwordProblem(password, facts)?.key ?? null;

describe("length", () => {
  test("10 characters for learners, 15 for staff, at most 128", () => {
    expect(problemOf("plum quay")).toBe("password-too-short");
    expect(problemOf("plum quays")).toBeNull();
    expect(problemOf("plum quays tor", { ...learner, kind: "staff" })).toBe("password-too-short");
    expect(problemOf("plum quays tore", { ...learner, kind: "staff" })).toBeNull();
    expect(problemOf("plum quay ".repeat(12) + "plum qua")).toBeNull();
    expect(problemOf("plum quay ".repeat(12) + "plum quay")).toBe("password-too-long");
  });

  test("is counted in characters people see, not in code units", () => {
    expect(problemOf("🐘🐎🐄🐖🐏🐑🐐🐪🐫")).toBe("password-too-short");
    expect(problemOf("🐘🐎🐄🐖🐏🐑🐐🐪🐫🦙")).toBeNull();
  });

  test("no rules of composition: a Khmer sentence or only small letters will do", () => {
    expect(problemOf("ខ្ញុំចូលចិត្តស្វាយទុំ")).toBeNull();
    expect(problemOf("mangoes at noon")).toBeNull();
  });
});

describe("what is guessed first is refused", () => {
  test.each([
    "iloveyou2024",
    "Password123!",
    "P@ssw0rd2026",
    "motdepasse1",
    "!!Bienvenue!!",
    "welcomewelcome",
    "1q2w3e4r5t",
  ])("commonly chosen: %s", (password) => expect(problemOf(password)).toBe("password-common"));

  test.each([
    "1234567890",
    "qwertyuiop",
    "azertyuiop123",
    "aaaaaaaaaaaa",
    "abababababab",
    "zyxwvutsrqp",
    "0987654321",
  ])("a pattern: %s", (password) => expect(problemOf(password)).toBe("password-common"));

  test.each([
    "sokdara2024",
    "Sok Dara 1990",
    "DARA.SOK!!",
    "rumdul-microfinance",
    "Rumdul2026!!",
    "017 30 29 46!",
  ])("one's own words: %s", (password) => expect(problemOf(password)).toBe("password-own-words"));

  test("one's own name inside a longer sentence is fine", () => {
    expect(problemOf("dara sells mangoes")).toBeNull();
  });
});

test("composed or decomposed, with or without a space at the end, it is the same password", () => {
  expect(normalisePassword("café crème ")).toBe(normalisePassword("cafe\u0301 cre\u0300me"));
  fc.assert(
    fc.property(
      fc.string(),
      (text) => normalisePassword(normalisePassword(text)) === normalisePassword(text),
    ),
  );
});

describe("passphrases offered", () => {
  const drawn = (picks: number[]) => {
    let index = 0;
    return (below: number) => (picks[index++ % picks.length] ?? 0) % below;
  };
  const picks = fc.uniqueArray(fc.nat(5000), { minLength: 8, maxLength: 8, selector: (pick) => pick % 1300 });

  test("four different words, in the language asked for", () => {
    fc.assert(
      fc.property(picks, fc.constantFrom("en", "fr", "ar-XB"), (chosen, locale) => {
        const words = passphrase(locale, drawn(chosen)).split(" ");
        const list = locale === "fr" ? PASSPHRASE_WORDS_FR : PASSPHRASE_WORDS_EN;
        expect(new Set(words).size).toBe(4);
        expect(words.every((word) => list.includes(word))).toBe(true);
      }),
    );
  });

  test("always pass the policy of staff", () => {
    fc.assert(
      fc.property(picks, fc.constantFrom("en", "fr"), (chosen, locale) => {
        expect(problemOf(passphrase(locale, drawn(chosen)), { ...learner, kind: "staff" })).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test.each([PASSPHRASE_WORDS_EN, PASSPHRASE_WORDS_FR])("more than 40 bits, no word twice", (...list) => {
    expect(new Set(list).size).toBe(list.length);
    expect(Math.log2(list.length) * 4).toBeGreaterThan(40);
    expect(list.filter((word) => !/^[a-z]{4,8}$/.test(word))).toEqual([]);
  });
});
