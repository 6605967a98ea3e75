import { refuse, type Refusal } from "#app/lib/result.ts";
import { isUniqueViolation } from "./db.server.ts";

/* What is refused halfway takes back what was written before it: the refusal is thrown, and the transaction answers it. */

type Refused = { ok: false; reason: Refusal };

class Undone extends Error {
  constructor(readonly answer: Refused | null) {
    super("undone");
  }
}

/** Takes the transaction back; whoever asked is given this answer. Its caller catches with `answerOf`. */
export function undo(answer: Refused | null): never {
  throw new Undone(answer);
}

/** For `.catch` of a transaction: the answer that took it back; of two who act at once, the second one is told. */
export function answerOf<Answer extends { ok: boolean } | null>(error: unknown): Answer {
  if (error instanceof Undone) return error.answer as Answer;
  if (isUniqueViolation(error)) return refuse("changed-meanwhile") as { ok: boolean } as Answer;
  throw error;
}
