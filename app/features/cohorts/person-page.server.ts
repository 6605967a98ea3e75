import { readAuditTrail } from "#app/features/audit/audit-trail.server.ts";
import { affiliationsOf } from "#app/features/identity/affiliations.server.ts";
import { deputiesOf } from "#app/features/identity/deputies.server.ts";
import { placesFor } from "#app/features/identity/organisations.server.ts";
import { asHolderOf, findPerson, mayOn } from "#app/features/identity/person-file.server.ts";
import { scopesToGrant } from "#app/features/identity/person-roles.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { enrolmentsOfPerson } from "./person-enrolments.server.ts";
import { closedAudit, readableAudit } from "./readable-audit.server.ts";

/** Everything the page of one person shows to this actor; null when the person is not in reach. */
export async function personPage(actor: Actor, personId: string, locale: string) {
  const person = await findPerson(actor, personId);
  if (!person) return null;
  const may = await mayOn(actor, personId);
  const manager = may.place ? asHolderOf(actor, "manage:people") : null;
  const watcher = asHolderOf(actor, "see:cohorts");
  const auditor = asHolderOf(actor, "see:audit");
  const [affiliations, places, scopes, enrolments, trail, deputies] = await Promise.all([
    affiliationsOf(personId, manager),
    manager && placesFor(manager),
    may.roles ? scopesToGrant() : null,
    watcher && enrolmentsOfPerson(watcher, personId, locale),
    auditor && trailOf(auditor, personId),
    deputiesOf(personId),
  ]);
  return { person, may, affiliations, places, scopes, enrolments, trail, deputies };
}

async function trailOf(auditor: Actor, personId: string) {
  const about = { action: "", actor: null, subject: { id: personId, patterns: [] }, between: null };
  const { rows } = await readAuditTrail(readableAudit(auditor), about, null, await closedAudit(auditor));
  return rows.slice(0, 8);
}
