import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import type { Actor, Grant } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { createPerson } from "./accounts.server.ts";
import { mayPlace } from "./affiliations.server.ts";
import { holdPerson } from "./hold-person.server.ts";
import { sendInvitation } from "./invitations.server.ts";
import type { InvitePersonForm } from "./person-forms.ts";
import { asHolderOf } from "./person-file.server.ts";
import { mayGrant } from "./person-roles.ts";
import { scopeExists } from "./person-roles.server.ts";
import { codeValidUntil } from "./sign-in-code.ts";
import { issueSignInCodes, type IssuedCode } from "./sign-in-codes.server.ts";

const SAME_PRESS = 60_000;

/** Invited by mail, or with a code to hand over where there is no address. */
export type Invited = { personId: string; card: IssuedCode | null };

/** A new person with a place, at most one role, and a way in. Pressed twice it is one person. */
export async function invitePerson(actor: Actor, form: InvitePersonForm): Promise<Result<Invited>> {
  const roles = rolesAsked(actor, form);
  if (!roles.ok) return roles;
  const created = await inTransaction((tx) => createAndInvite(tx, actor, form, roles.value));
  if (!created.ok) return created;
  const { personId } = created.value;
  if (form.email) return ok({ personId, card: null });
  const validUntil = new Date(codeValidUntil(null, now().getTime()));
  // Whoever lets a person in gives them their first card, also where only enrolling brings them within reach.
  const host = { ...actor, reach: [{ kind: "all" as const, id: "" }] };
  const [card] = await issueSignInCodes(host, [personId], () => validUntil);
  return ok({ personId, card: card ?? null });
}

function rolesAsked(actor: Actor, { role, scope }: InvitePersonForm): Result<Grant[]> {
  if (role === "learner") return ok([]);
  if (!asHolderOf(actor, "grant:roles")) return refuse("roles.not-yours-to-give");
  if (!scope) return refuse("roles.scope-unfit");
  const asked = { role, scope };
  const allowed = mayGrant({ actorId: actor.personId, personId: "", asked });
  return allowed.ok ? ok([asked]) : allowed;
}

async function createAndInvite(
  tx: Tx,
  actor: Actor,
  form: InvitePersonForm,
  roles: Grant[],
): Promise<Result<{ personId: string }>> {
  const twin = await createdJustNow(tx, actor, form);
  if (twin) return ok({ personId: twin });
  if (!form.place && actor.reach.every(({ kind }) => kind === "organisation"))
    return refuse("people.place-needed");
  if (form.place) {
    const allowed = await mayPlace(tx, actor, form.place, form.staffNumber, null);
    if (!allowed.ok) return allowed;
  }
  for (const { scope } of roles) if (!(await scopeExists(tx, scope))) return refuse("roles.scope-unfit");
  const { place, position, staffNumber, role: _role, scope: _scope, ...facts } = form;
  const affiliation = place && {
    ...place,
    position: position || null,
    staffNumber: staffNumber || null,
    from: today(),
  };
  const created = await createPerson(tx, actor, { ...facts, affiliation, roles });
  if (created.ok && form.email) await sendInvitation(tx, actor, created.value.personId);
  return created;
}

/** The same person, made by the same actor within the last minute; of two presses at once the second one waits. */
async function createdJustNow(tx: Tx, actor: Actor, { name, email, phone }: InvitePersonForm) {
  await holdPerson(tx, actor.personId);
  const entries = await tx.auditEntry.findMany({
    where: {
      actorId: actor.personId,
      action: "person.created",
      at: { gt: new Date(now().getTime() - SAME_PRESS) },
    },
    select: { subjectId: true },
  });
  const twin = await tx.person.findFirst({
    where: { id: { in: entries.map(({ subjectId }) => subjectId) }, name, email, phone },
    select: { id: true },
  });
  return twin?.id ?? null;
}
