import { refuse, type Refusal } from "#app/lib/result.ts";
import { isUniqueViolation } from "./db.server.ts";

/* What is refused halfway takes back what was written before it: the refusal is thrown, and the transaction answers it. */

type Refused = { ok: false; reason: Refusal };

class Undone extends Error {
  constructor(readonly answer: Refused) {
    super("undone");
  }
}

/** Takes the transaction back; whoever asked is given this answer. Its caller catches with `answerOf`. */
export function undo(answer: Refused): never {
  throw new Undone(answer);
}

/** For `.catch` of a transaction: the answer that took it back; of two who act at once, the second one is told. */
export function answerOf(error: unknown): Refused {
  if (error instanceof Undone) return error.answer;
  if (isUniqueViolation(error)) return refuse("changed-meanwhile");
  throw error;
}
