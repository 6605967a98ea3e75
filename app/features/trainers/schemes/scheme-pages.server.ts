import { reachOf } from "#app/features/identity/permissions.ts";
import { latestVersions } from "#app/features/catalogue/courses.server.ts";
import { titleOf } from "#app/features/cohorts/cohorts.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { OPEN } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  WITH_FACTS,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { OF_A_VOLUME } from "./courses.ts";
import { manned, seatsOf, type Part, type There } from "./people-needed.ts";
import type { SchemeBook } from "./scheme-book.ts";
import type { CourseChoices } from "./scheme-fields.ts";
import { loadSchemes } from "./scheme-versions.server.ts";
import type { SchemeRow, SchemeSheet } from "./scheme-view.ts";
import type { Scheme } from "./scheme.ts";
import { PROGRAMME_OF, SCHEME_IDS, type KeptSchemeId } from "./schemes.ts";
import { teachesAll } from "./topics.ts";

/** Whether the actor keeps the rules of this scheme: by its programme. */
export function keepsScheme(actor: Pick<Actor, "grants">, schemeId: KeptSchemeId): boolean {
  const keeper = { reach: reachOf(actor.grants, "keep:schemes") };
  return reachesAll(keeper) || reachedIds(keeper, "programme").includes(PROGRAMME_OF[schemeId]);
}

export const isSchemeId = (id: string | undefined): id is KeptSchemeId =>
  id !== undefined && Object.hasOwn(PROGRAMME_OF, id);

export async function listSchemes(): Promise<SchemeRow[]> {
  const [book, published, drafts, certifications, licences, candidacies] = await Promise.all([
    loadSchemes(),
    db.schemeVersion.groupBy({ by: ["schemeId"], _max: { publishedAt: true } }),
    db.schemeDraft.findMany({ select: { schemeId: true } }),
    db.certification.groupBy({ by: ["schemeId"], _count: true }),
    db.licence.groupBy({ by: ["schemeId"], _count: true }),
    db.candidacy.groupBy({ by: ["schemeId"], where: { openKey: OPEN }, _count: true }),
  ]);
  const of = <Row extends { schemeId: string }>(rows: readonly Row[], id: string) =>
    rows.find(({ schemeId }) => schemeId === id);
  return book.ids.map((schemeId) => ({
    schemeId,
    version: book.current(schemeId).version,
    publishedAt: of(published, schemeId)?._max.publishedAt?.getTime() ?? null,
    certifications: of([...certifications, ...licences], schemeId)?._count ?? 0,
    candidacies: of(candidacies, schemeId)?._count ?? 0,
    draft: of(drafts, schemeId) !== undefined,
  }));
}

export async function schemeSheet(
  actor: Pick<Actor, "grants">,
  schemeId: KeptSchemeId,
): Promise<SchemeSheet> {
  const [book, rows, draft] = await Promise.all([
    loadSchemes(),
    db.schemeVersion.findMany({ where: { schemeId }, orderBy: { position: "asc" } }),
    db.schemeDraft.count({ where: { schemeId } }),
  ]);
  const current = book.current(schemeId);
  const day = today(current.timeZone);
  const [writers, there] = await Promise.all([
    db.person.findMany({
      where: { id: { in: rows.map(({ publishedBy }) => publishedBy) } },
      select: { id: true, name: true },
    }),
    peopleThere(book, current, day),
  ]);
  const versions = book.versions(schemeId).map((scheme, index) => {
    const row = rows.find(({ position }) => position === index + 1);
    return {
      scheme,
      publishedAt: row?.publishedAt.getTime() ?? null,
      by: writers.find(({ id }) => id === row?.publishedBy)?.name ?? null,
      reason: row?.reason ?? null,
    };
  });
  return {
    schemeId,
    current,
    versions: [...versions].reverse(),
    people: manned(seatsOf(current), there),
    mayEdit: keepsScheme(actor, schemeId),
    draft: draft > 0,
  };
}

/** What every course is called, and which may be ticked: of the programme; as a refresher, those that are nobody's first course. */
export async function coursesFor(
  schemeId: KeptSchemeId,
  locale: string,
): Promise<{ titles: Readonly<Record<string, string>>; choices: CourseChoices }> {
  const versions = await latestVersions();
  const own = versions.filter(({ outline }) => outline.programme === PROGRAMME_OF[schemeId]);
  const refreshing = own.filter(
    ({ courseId, outline }) =>
      !OF_A_VOLUME.includes(courseId) && !SCHEME_IDS.some((id) => teachesAll(id, outline)),
  );
  const ids = (some: typeof versions) => some.map(({ courseId }) => courseId);
  return {
    titles: Object.fromEntries(versions.map((version) => [version.courseId, titleOf(version, locale)])),
    choices: { ofProgramme: ids(own), refreshing: ids(refreshing) },
  };
}

const PART_OF: Readonly<Record<string, Part>> = {
  "certification-officer": "officer",
  assessor: "master-trainer",
  "cohort-administrator": "cohort-administrator",
  "area-manager": "attester",
  "training-head": "training-department",
};
/** Held at an employer, whichever: counted are those there are anywhere. */
const AT_EMPLOYERS = ["area-manager", "training-head"];

/** Who could act for the scheme today: by role and reach; who assesses trainers is a valid master trainer besides. */
export async function peopleThere(
  book: SchemeBook,
  scheme: Scheme,
  day: CalendarDay,
  tx: Tx = db,
): Promise<There[]> {
  const programme = PROGRAMME_OF[scheme.id as KeptSchemeId];
  const masters = book.ids.filter((id) => book.current(id).kind === "master-trainer");
  const people = await tx.person.findMany({
    where: { deactivatedAt: null, roles: { some: { role: { in: Object.keys(PART_OF) }, endedAt: null } } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      roles: { where: { endedAt: null }, select: { role: true, scopeKind: true, scopeId: true } },
      certifications: { where: { schemeId: { in: masters } }, include: WITH_FACTS },
    },
  });
  return people.map(({ id, roles, certifications }) => {
    const isMaster = certifications.some(
      (row) => standingOn(readCertification(row), book.judging(row, day).validity, day).valid,
    );
    const parts = roles
      .filter(
        ({ role, scopeKind, scopeId }) =>
          AT_EMPLOYERS.includes(role) ||
          scopeKind === "all" ||
          (scopeKind === "programme" && scopeId === programme),
      )
      .flatMap(({ role }) => PART_OF[role] ?? [])
      .filter(
        (part) => part !== "master-trainer" || isMaster || ["facilitator", "licence"].includes(scheme.kind),
      );
    return { personId: id, parts };
  });
}
