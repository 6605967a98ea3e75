import type { Actor } from "#app/lib/actor.ts";
import type { Fields } from "./answer.ts";
import { keepAnswers, type Keeping } from "./save-answers.server.ts";
import { submitAttempt } from "./submit-attempt.server.ts";

export type PaperOutcome =
  | { kind: "saved" }
  /** Not handed in: items are without an answer, and nobody has said that this is meant. */
  | { kind: "missing" }
  | { kind: "handed-in" }
  | Extract<Keeping, { kind: "over" | "bad" }>;

/** Keeps what the form holds and, if that was pressed, hands in; null when there is no such attempt of theirs. */
export async function handInPaper(
  actor: Actor,
  attemptId: string,
  fields: Fields,
  intent: "save" | "submit" | "submit-anyway",
): Promise<PaperOutcome | null> {
  const kept = await keepAnswers(actor, attemptId, fields);
  if (kept?.kind !== "saved") return kept;
  if (intent === "save") return { kind: "saved" };
  if (intent === "submit" && kept.gaps > 0) return { kind: "missing" };
  return (await submitAttempt(actor, attemptId)) ? { kind: "handed-in" } : null;
}
