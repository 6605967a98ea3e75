import { recordAudit } from "#app/features/audit/record.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { ContactForm } from "./organisation-forms.ts";
import { organisationsToPlaceIn } from "./organisation-scope.server.ts";

/* Whom one rings about an organisation. They need no account; who places its people keeps the list. */

const MOST = 20;

export const addContact = (actor: Actor, organisationId: string, form: ContactForm): Promise<Result<void>> =>
  changing(actor, organisationId, "added", async (tx) => {
    if ((await tx.organisationContact.count({ where: { organisationId } })) >= MOST)
      return refuse("organisations.enough-contacts", { count: MOST });
    const contact = { organisationId, ...columns(form) };
    // Pressed twice it is one contact.
    if ((await tx.organisationContact.count({ where: contact })) === 0)
      await tx.organisationContact.create({ data: { id: newId(), ...contact } });
    return ok(undefined);
  });

export const editContact = (
  actor: Actor,
  organisationId: string,
  contactId: string,
  form: ContactForm,
): Promise<Result<void>> =>
  changing(actor, organisationId, "edited", async (tx) => {
    const { count } = await tx.organisationContact.updateMany({
      where: { id: contactId, organisationId },
      data: columns(form),
    });
    return count === 1 ? ok(undefined) : refuse("changed-meanwhile");
  });

export const removeContact = (
  actor: Actor,
  organisationId: string,
  contactId: string,
): Promise<Result<void>> =>
  changing(actor, organisationId, "removed", async (tx) => {
    await tx.organisationContact.deleteMany({ where: { id: contactId, organisationId } });
    return ok(undefined);
  });

const columns = ({ contactName, contactRole, contactPhone, contactEmail }: ContactForm) => ({
  name: contactName,
  role: contactRole,
  phone: contactPhone,
  email: contactEmail,
});

type Change = "added" | "edited" | "removed";

const changing = (
  actor: Actor,
  organisationId: string,
  change: Change,
  work: (tx: Tx) => Promise<Result<void>>,
): Promise<Result<void>> =>
  inTransaction(async (tx) => {
    const held = await tx.organisation.updateMany({
      where: { AND: [{ id: organisationId }, organisationsToPlaceIn(actor)] },
      data: { id: organisationId },
    });
    if (held.count !== 1) return refuse("changed-meanwhile");
    const outcome = await work(tx);
    if (outcome.ok)
      await recordAudit(tx, actor, `organisation.contact-${change}`, {
        kind: "organisation",
        id: organisationId,
      });
    return outcome;
  });
