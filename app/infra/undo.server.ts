import { refuse, type Refusal } from "#app/lib/result.ts";
import { isUniqueViolation } from "./db.server.ts";

/* What is refused halfway takes back what was written before it: the refusal is thrown, and the transaction answers it. */

type Refused = { ok: false; reason: Refusal };

class Undone extends Error {
  constructor(readonly answer: Refused | null) {
    super("undone");
  }
}

/** Takes the transaction back; whoever asked is given this answer. Null: it is not theirs. */
export function undo(answer: Refused | null): never {
  throw new Undone(answer);
}

/** For `.catch` of a transaction: the answer that took it back; of two who act at once, the second one is told. */
export function answerOf(error: unknown): Refused | null {
  if (error instanceof Undone) return error.answer;
  if (isUniqueViolation(error)) return refuse("changed-meanwhile");
  throw error;
}

/** The same, where nothing but a refusal takes it back. */
export function refusalOf(error: unknown): Refused {
  const refused = answerOf(error);
  if (refused === null) throw error;
  return refused;
}
