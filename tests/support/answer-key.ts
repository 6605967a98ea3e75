import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import { parse } from "yaml";
import * as z from "zod";

/* Somebody who knows: finds a question of a paper by its words in the courseware, and gives the right answer. */

const Item = z.discriminatedUnion("kind", [
  z.object({ id: z.string(), kind: z.literal("single"), key: z.string() }),
  z.object({ id: z.string(), kind: z.literal("true-false"), key: z.boolean() }),
  z.object({ id: z.string(), kind: z.literal("multiple"), key: z.array(z.string()) }),
  z.object({ id: z.string(), kind: z.literal("numeric"), key: z.string() }),
  z.object({ id: z.string(), kind: z.literal("matching"), key: z.record(z.string(), z.string()) }),
  z.object({ id: z.string(), kind: z.literal("ordering"), options: z.array(z.string()) }),
  z.object({ id: z.string(), kind: z.enum(["short-text", "free-text"]) }),
]);
type Item = z.output<typeof Item>;
const Texts = z.record(z.string(), z.object({ prompt: z.string() }));

export type AnswerKey = {
  /** Gives the right answer to a question as it stands on the page, and sends nothing. */
  answer: (question: Locator) => Promise<void>;
};

export async function readAnswerKey(courseId: string, moduleId: string): Promise<AnswerKey> {
  const folder = path.join("content", courseId, "modules", moduleId);
  const read = async (file: string): Promise<unknown> =>
    parse(await readFile(path.join(folder, file), "utf8"));
  const items = z.array(Item).parse(await read("items.yaml"));
  const texts = Texts.parse(await read("en/items.yaml"));
  const known = items.map((item) => ({ item, prompt: lettersOf(texts[item.id]?.prompt ?? item.id) }));
  return {
    async answer(question) {
      const words = lettersOf(await question.innerText());
      const found = known.find(({ prompt }) => words.includes(prompt));
      if (!found) throw new Error(`not a question of ${moduleId}: ${words}`);
      await give(question, found.item);
    },
  };
}

/** Publishing sets quotation marks and spaces; the letters stay. */
const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

async function give(question: Locator, item: Item): Promise<void> {
  const select = (part: string, value: string) =>
    question.locator(`select[name$=".${part}"]`).selectOption(value);
  const tick = (value: string) => question.locator(`input[value="${value}"]`).check();
  switch (item.kind) {
    case "single":
      return tick(item.key);
    case "true-false":
      return tick(String(item.key));
    case "multiple":
      for (const value of item.key) await tick(value);
      return;
    case "numeric":
      return question.locator("input[inputmode]").fill(item.key);
    case "matching":
      for (const [left, right] of Object.entries(item.key)) await select(left, right);
      return;
    case "ordering":
      for (const [index, option] of item.options.entries()) await select(option, String(index + 1));
      return;
    default:
      throw new Error(`${item.id} is answered in one's own words`);
  }
}
