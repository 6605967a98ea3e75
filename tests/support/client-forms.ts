import type { ClientForms, ClientFormWords } from "#app/features/catalogue/client-forms.ts";

/* Two forms for clients on the small course's objectives: six questions each, every one with its twin. */

const KEYS = { a: ["a", "b", "c", "a", "b", "c"], b: ["c", "a", "b", "c", "a", "b"] } as const;
const NUMBERS = ["one", "two", "three", "four", "five", "six"];

/** `last` is what the sixth question asks for: an objective of the module. */
export const clientForms = (last: string): ClientForms => {
  const form = (here: "a" | "b", there: "a" | "b") =>
    NUMBERS.map((number, index) => ({
      id: `${here}-${number}`,
      objective: index < 5 ? "know" : last,
      key: KEYS[here][index]!,
      twin: `${there}-${number}`,
    }));
  return { a: form("a", "b"), b: form("b", "a") };
};

export const clientFormWords: ClientFormWords = Object.fromEntries(
  ["a", "b"].flatMap((form) =>
    NUMBERS.map((number) => [
      `${form}-${number}`,
      {
        say: `What about ${number}, in form ${form}? One: this. Two: that. Three: neither.`,
        options: { a: "This", b: "That", c: "Neither" },
      },
    ]),
  ),
);

const inYaml = (value: unknown) => JSON.stringify(value);

/** One question a line. */
export const CLIENT_FORMS_YAML = Object.entries(clientForms("do"))
  .map(([form, questions]) => `${form}:\n${questions.map((one) => `  - ${inYaml(one)}\n`).join("")}`)
  .join("");

export const CLIENT_FORM_WORDS_YAML = Object.entries(clientFormWords)
  .map(([id, words]) => `${id}: ${inYaml(words)}\n`)
  .join("");
