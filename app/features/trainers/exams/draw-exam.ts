import { optionsOf, shuffled, type Paper } from "#app/features/learning/quiz-draw.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { groupOf, type BankItem } from "./exam-bank.ts";

/*
 * Each candidate's own paper: so many items of each group of the bank, none of which they were given in an exam before
 * (domain §0a "drawn disjoint from what the person has seen"). The same seed draws the same paper.
 */

export type Drawable = Pick<BankItem, "id" | "objective" | "body">;

/** Items for each group of the bank (exam-bank.ts). */
export type Blueprint = Readonly<Record<string, number>>;

export function drawExam(
  bank: readonly Drawable[],
  blueprint: Blueprint,
  seen: ReadonlySet<string>,
  seed: string,
): Result<Paper> {
  const random = seededRandom(seed);
  const drawn: Drawable[] = [];
  for (const [group, count] of inOrder(blueprint)) {
    const fresh = bank
      .filter((item) => groupOf(item) === group && !seen.has(item.id))
      .sort((a, b) => (a.id < b.id ? -1 : 1)); // the order in which a database lists things must not change a paper
    if (fresh.length < count) return refuse("exam.tooFew", { group, count: fresh.length, wanted: count });
    drawn.push(...shuffled(fresh, random).slice(0, count));
  }
  return ok(
    shuffled(drawn, random).map(({ id, body }) => ({
      item: id,
      options: optionsOf(body, seededRandom(`${seed}/${id}`)),
    })),
  );
}

const inOrder = (blueprint: Blueprint) => Object.entries(blueprint).sort(([a], [b]) => (a < b ? -1 : 1));
