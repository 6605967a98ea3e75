import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { db } from "#app/infra/db.server.ts";
import { APPLICANT_KINDS } from "./application-forms.ts";

/** What is known of somebody who applies while signed in, as their form shows it. */
export async function knownOf(personId: string) {
  const person = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      name: true,
      email: true,
      phone: true,
      sex: true,
      country: true,
      affiliations: {
        where: holdsToday(),
        orderBy: [{ from: "desc" }, { id: "desc" }],
        take: 1,
        select: { position: true, organisation: { select: { name: true, kind: true, country: true } } },
      },
    },
  });
  const { affiliations, name } = person;
  const [work] = affiliations;
  return {
    name,
    email: person.email ?? "",
    phone: person.phone ?? "",
    sex: person.sex ?? "",
    country: person.country ?? work?.organisation.country ?? "",
    organisation: work?.organisation.name ?? "",
    organisationKind: APPLICANT_KINDS.find((kind) => kind === work?.organisation.kind) ?? "",
    position: work?.position ?? "",
  };
}
