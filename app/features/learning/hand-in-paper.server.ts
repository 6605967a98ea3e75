import type { Actor } from "#app/lib/actor.ts";
import { isBlank, type Fields } from "./answer.ts";
import { answersOf } from "./my-attempt.server.ts";
import { keepAnswers } from "./save-answers.server.ts";
import { sitting } from "./sittings.server.ts";
import { submitAttempt } from "./submit-attempt.server.ts";

export type PaperOutcome =
  | { kind: "saved"; items: number }
  /** Not handed in: items are without an answer, and nobody has said that this is meant. */
  | { kind: "missing" }
  | { kind: "handed-in" }
  | { kind: "over" }
  | { kind: "bad"; field: string };

/** Keeps what the form holds and, if that was pressed, hands in; null when there is no such attempt of theirs. */
export async function handInPaper(
  actor: Actor,
  attemptId: string,
  fields: Fields,
  intent: "save" | "submit" | "submit-anyway",
): Promise<PaperOutcome | null> {
  const kept = await keepAnswers(actor, attemptId, fields, { onlyChanges: true });
  const paper = await sitting(attemptId, actor.personId);
  if (!kept || !paper) return null;
  if (kept.kind !== "saved") return kept;
  if (intent === "save") return { kind: "saved", items: paper.paper.length };
  if (intent === "submit" && (await hasGaps(attemptId, paper.paper.length))) return { kind: "missing" };
  await submitAttempt(actor, attemptId);
  return { kind: "handed-in" };
}

async function hasGaps(attemptId: string, items: number): Promise<boolean> {
  const answered = [...(await answersOf(attemptId)).values()].filter(({ value }) => !isBlank(value));
  return answered.length < items;
}
