import { addAffiliation, endAffiliation } from "#app/features/identity/affiliations.server.ts";
import { editPerson } from "#app/features/identity/edit-person.server.ts";
import { issueCards, type IssuedCards } from "#app/features/identity/people-acts.server.ts";
import type { Permission } from "#app/features/identity/permissions.ts";
import {
  deactivatePerson,
  endAllSessions,
  inviteAgain,
  reactivatePerson,
} from "#app/features/identity/person-access.server.ts";
import type { PersonForm, PersonIntent } from "#app/features/identity/person-forms.ts";
import { endRole, grantRole } from "#app/features/identity/person-roles.server.ts";
import { confirmNameFor } from "#app/features/learning/confirm-name.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { FormProblem } from "#app/lib/form.ts";
import { ok, refuse, type Refusal } from "#app/lib/result.ts";

/** What each button of a person's page asks for. */
export const PERMISSION_FOR: Record<PersonIntent, Permission> = {
  edit: "manage:people",
  "add-affiliation": "manage:people",
  "end-affiliation": "manage:people",
  "grant-role": "grant:roles",
  "end-role": "grant:roles",
  "confirm-name": "manage:people",
  "issue-code": "issue:sign-in-codes",
  "send-invitation": "manage:people",
  "end-sessions": "manage:people",
  deactivate: "manage:people",
  reactivate: "manage:people",
};

export type PersonActed =
  { ok: true; cards?: IssuedCards } | { ok: false; reason: Refusal } | { ok: false; problem: FormProblem };

/** One button of a person's page; null when the person is not one the actor may do this to. */
export async function actOnPerson(
  actor: Actor,
  personId: string,
  form: PersonForm,
): Promise<PersonActed | null> {
  switch (form.intent) {
    case "edit": {
      const { intent: _intent, ...contact } = form;
      return done(await editPerson(actor, personId, contact));
    }
    case "add-affiliation":
      return done(await addAffiliation(actor, personId, form));
    case "end-affiliation":
      return done(await endAffiliation(actor, personId, form));
    case "grant-role":
      return done(await grantRole(actor, personId, form));
    case "end-role":
      return done(await endRole(actor, personId, form.assignmentId));
    case "confirm-name": {
      const { printedName, printedNameLocal, reason } = form;
      return confirmNameFor(actor, personId, {
        printedName,
        printedNameLocal: printedNameLocal ?? "",
        reason,
      });
    }
    case "issue-code": {
      const issued = await issueCards(actor, [personId]);
      return issued.ok ? { ok: true, cards: issued.value } : null;
    }
    case "send-invitation":
      return (await inviteAgain(actor, [personId])) === 0 ? refuse("people.no-invitations") : ok(undefined);
    case "end-sessions":
      return done(await endAllSessions(actor, personId));
    case "deactivate":
      return done(await deactivatePerson(actor, personId));
    case "reactivate":
      return done(await reactivatePerson(actor, personId));
  }
}

const done = (outcome: { ok: true } | { ok: false; reason: Refusal } | null): PersonActed | null =>
  outcome?.ok ? { ok: true } : outcome;
