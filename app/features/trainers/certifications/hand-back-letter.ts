import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A holder who does not come here gives a certification up by a letter: an officer enters it with the letter, another person
 * who has read it confirms, and only then it ends. Until then nothing has changed for the holder, and it can be taken back.
 */

type Fact = { id: string; kind: string; recordedBy: string };

const OF_LETTERS = ["surrender-entered", "surrender-dropped", "surrendered"];

/** The letter that was entered and nobody has settled yet. */
export function openLetter<Of extends Fact>(facts: readonly Of[]): Of | null {
  const last = facts.filter(({ kind }) => OF_LETTERS.includes(kind)).at(-1);
  return last?.kind === "surrender-entered" ? last : null;
}

/** Whose it is, and who acts; the facts are those `withOneAuthority` answers: of the same authority is of the actor. */
export type LetterActors = { holderId: string; actorId: string; conflict: boolean };

const mayAct = ({ holderId, actorId, conflict }: LetterActors): Result<null> => {
  if (holderId === actorId) return refuse("certification-own-record");
  return conflict ? refuse("certification-conflict") : ok(null);
};

/** @param handsBack whether it can be handed back at all (`mayHandBack`) */
export function mayEnterLetter(
  facts: readonly Fact[],
  who: LetterActors,
  handsBack: Result<null>,
  { writtenOn, today }: { writtenOn: CalendarDay; today: CalendarDay },
): Result<null> {
  const may = mayAct(who);
  if (!may.ok) return may;
  if (!handsBack.ok) return handsBack;
  if (openLetter(facts)) return refuse("hand-back.entered-already");
  return writtenOn > today ? refuse("hand-back.written-later") : ok(null);
}

export function mayConfirmLetter(
  facts: readonly Fact[],
  who: LetterActors,
  handsBack: Result<null>,
): Result<null> {
  const may = mayAct(who);
  if (!may.ok) return may;
  const open = openLetter(facts);
  if (!open) return refuse("changed-meanwhile");
  if (open.recordedBy === who.actorId) return refuse("hand-back.needs-another");
  return handsBack;
}

/** By anybody who could confirm it or has entered it. */
export function mayDropLetter(facts: readonly Fact[], who: LetterActors): Result<null> {
  const may = mayAct(who);
  if (!may.ok) return may;
  return openLetter(facts) ? ok(null) : refuse("changed-meanwhile");
}
