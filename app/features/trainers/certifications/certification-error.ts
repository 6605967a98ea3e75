import { ok, refuse, type Result } from "#app/lib/result.ts";
import { mayConfirm, mayEnd, mayTakeBack } from "#app/features/certification/ending.ts";

/*
 * That a certification should never have been decided: an administrator says so with a reason, one more confirms it, and
 * nobody is heard, since nothing is held against the holder. From then on it holds on no day (certification-status.ts).
 */

type Fact = { id: string; kind: string; reason: string; recordedBy: string };

/** Whether the actor may do one of the three acts on what the holder has. */
export type ErrorRule = (holderId: string, facts: readonly Fact[], actorId: string) => Result<void>;

const ABOUT_ERRORS = ["error-proposed", "error-dropped", "in-error"];

/** What somebody has said and nobody has settled yet. */
export function openError<Of extends Fact>(facts: readonly Of[]): Of | null {
  const last = facts.filter(({ kind }) => ABOUT_ERRORS.includes(kind)).at(-1);
  return last?.kind === "error-proposed" ? last : null;
}

const actFacts = (holderId: string, facts: readonly Fact[]) => ({
  holderId,
  superseded: false,
  revoked: facts.some(({ kind }) => kind === "in-error"),
});

export function maySayError(holderId: string, facts: readonly Fact[], actorId: string): Result<void> {
  const allowed = mayEnd(actFacts(holderId, facts), [actorId]);
  if (!allowed.ok) return allowed;
  return openError(facts) ? refuse("certificate.ending-proposed") : ok(undefined);
}

/** The facts are those `withOneAuthority` answers: of the same authority is of the actor. */
export function mayConfirmError(holderId: string, facts: readonly Fact[], actorId: string): Result<void> {
  const open = openError(facts);
  if (!open) return refuse("changed-meanwhile");
  const proposed = { proposedBy: open.recordedBy, proposedFor: [] };
  return mayConfirm(actFacts(holderId, facts), proposed, [actorId]);
}

export const mayDropError = (holderId: string, facts: readonly Fact[], actorId: string): Result<void> =>
  openError(facts) ? mayTakeBack({ holderId }, [actorId]) : refuse("changed-meanwhile");
