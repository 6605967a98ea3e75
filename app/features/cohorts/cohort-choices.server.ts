import { latestVersions } from "#app/features/catalogue/courses.server.ts";
import { db } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { titleOf } from "./cohorts.server.ts";

export type CohortChoices = {
  courses: { id: string; title: string; version: string }[];
  hosts: { id: string; name: string }[];
  timeZones: string[];
};

/** What the cohort form offers: the newest version of each course, hosts in reach, all zones. */
export async function cohortChoices(actor: Actor, locale: string): Promise<CohortChoices> {
  const programmes = reachedIds(actor, "programme");
  const organisations = reachedIds(actor, "organisation");
  const any = reachesAll(actor) || organisations.length > 0;
  const [versions, hosts] = await Promise.all([
    latestVersions(),
    db.organisation.findMany({
      where: reachesAll(actor) || programmes.length > 0 ? {} : { id: { in: organisations } },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
  ]);
  return {
    courses: versions
      .filter(({ outline }) => any || programmes.includes(outline.programme))
      .map((version) => ({ id: version.id, title: titleOf(version, locale), version: version.version })),
    hosts,
    timeZones: Intl.supportedValuesOf("timeZone"),
  };
}
