import { certificatesInReach, certificatesSought } from "#app/features/certification/certificates.server.ts";
import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import { cohortsInReach } from "#app/features/cohorts/cohort-scope.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { organisationsInReach } from "#app/features/identity/organisation-scope.server.ts";
import { searchWords } from "#app/features/identity/people-filters.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Words } from "#app/locales/words.ts";
import { asksEnough, groupOf, SEARCH_KINDS, type Hit, type HitGroup, type SearchKind } from "./search.ts";

type Asking = Pick<Actor, "personId" | "grants">;
type Reaching = Pick<Actor, "personId" | "reach">;
type Question = { q: string; words: string[]; take: number; say: Words };

const SEES: Record<SearchKind, Permission> = {
  people: "see:people",
  cohorts: "see:cohorts",
  organisations: "see:organisations",
  certificates: "see:certificates",
};

const LOOK_UP: Record<SearchKind, (actor: Reaching, question: Question) => Promise<Hit[]>> = {
  people: lookUpPeople,
  cohorts: lookUpCohorts,
  organisations: lookUpOrganisations,
  certificates: lookUpCertificates,
};

/** Every word must occur; each kind within the reach of its own permission, one question to the database for each. */
export async function search(actor: Asking, q: string, size: number, say: Words): Promise<HitGroup[]> {
  if (!asksEnough(q)) return [];
  const question = { q, words: searchWords(q), take: size + 1, say };
  const groups = await Promise.all(
    SEARCH_KINDS.map(async (kind) => {
      const reach = reachOf(actor.grants, SEES[kind]);
      const found = reach.length > 0 ? await LOOK_UP[kind]({ ...actor, reach }, question) : [];
      return groupOf(kind, found, size);
    }),
  );
  return groups.filter(({ hits }) => hits.length > 0);
}

const allOf = (words: string[]) => words.map((word) => ({ searchText: { contains: word } }));

async function lookUpPeople(actor: Reaching, { words, take }: Question): Promise<Hit[]> {
  const people = await db.person.findMany({
    where: { AND: [peopleInReach(actor), { deactivatedAt: null }, ...allOf(words)] },
    orderBy: [{ searchText: "asc" }, { id: "asc" }],
    take,
    select: {
      id: true,
      name: true,
      username: true,
      affiliations: {
        where: holdsToday(),
        orderBy: { from: "desc" },
        take: 1,
        select: { organisation: { select: { name: true } } },
      },
    },
  });
  return people.map(({ id, name, username, affiliations }) => ({
    id,
    name,
    about: [username, ...affiliations.map(({ organisation }) => organisation.name)].join(" · "),
  }));
}

async function lookUpCohorts(actor: Reaching, { words, take, say }: Question): Promise<Hit[]> {
  const cohorts = await db.cohort.findMany({
    where: { AND: [cohortsInReach(actor), ...allOf(words)] },
    orderBy: [{ startDate: "desc" }, { id: "desc" }],
    take,
    select: { id: true, name: true, place: true, startDate: true },
  });
  return cohorts.map(({ id, name, place, startDate }) => ({
    id,
    name,
    about: `${place} · ${say.mediumDate(startDate)}`,
  }));
}

async function lookUpOrganisations(actor: Reaching, { words, take, say }: Question): Promise<Hit[]> {
  const organisations = await db.organisation.findMany({
    where: { AND: [organisationsInReach(actor), ...allOf(words)] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take,
    select: { id: true, name: true, country: true },
  });
  return organisations.map(({ id, name, country }) => ({ id, name, about: say.country(country) }));
}

async function lookUpCertificates(actor: Reaching, { q, take }: Question): Promise<Hit[]> {
  const certificates = await db.certificate.findMany({
    where: { AND: [certificatesInReach(actor), certificatesSought(q)] },
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    take,
  });
  return certificates.map(readCertificate).map(({ id, number, facts }) => ({
    id,
    name: facts.holder.name,
    about: `${number} · ${facts.course.title}`,
  }));
}
