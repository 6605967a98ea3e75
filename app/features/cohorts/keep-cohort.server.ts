import { recordAudit } from "#app/features/audit/record.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortSearchText, signatoriesOf, type CohortForm } from "./cohort-forms.ts";
import type { CohortCodes } from "./cohorts.server.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";

/** Within one's programmes, or hosted by one's organisation; a host has to be there. */
async function mayPlace(tx: Tx, actor: Actor, programme: string, hostId: string): Promise<boolean> {
  if (hostId && (await tx.organisation.count({ where: { id: hostId } })) === 0) return false;
  return (
    reachesAll(actor) ||
    reachedIds(actor, "programme").includes(programme) ||
    (hostId !== "" && reachedIds(actor, "organisation").includes(hostId))
  );
}

/** Who is to run what, for whom, and from when. */
export type Hosting = { hostId: string; programme: string; audience: string; startDate: CalendarDay };

/** What a later feature asks of the host of a course (licences/may-host.server.ts). */
export type HostGate = (tx: Tx, hosting: Hosting) => Promise<Result<void>>;

const columns = (form: CohortForm) => ({
  name: form.name,
  hostId: form.hostId || null,
  format: form.format,
  audience: form.audience,
  locales: JSON.stringify(form.locales),
  place: form.place,
  searchText: cohortSearchText(form),
  timeZone: form.timeZone,
  startDate: form.startDate,
  endDate: form.endDate,
  issuer: form.issuer,
  signatories: JSON.stringify(signatoriesOf(form)),
});

/** What others know the cohort by; no row where nobody calls it anything. */
export async function keepCodes(tx: Tx, cohortId: string, { activity, project }: CohortCodes): Promise<void> {
  if (!activity && !project) {
    await tx.cohortCodes.deleteMany({ where: { cohortId } });
    return;
  }
  const codes = { activity, project };
  await tx.cohortCodes.upsert({ where: { cohortId }, create: { cohortId, ...codes }, update: codes });
}

export async function createCohort(
  actor: Actor,
  form: CohortForm,
  mayHost: HostGate,
): Promise<Result<{ cohortId: string }>> {
  const version = await courseVersion(form.courseVersionId);
  if (!version) return refuse("cohort.no-such-course");
  const programme = version.outline.programme;
  return inTransaction(async (tx) => {
    // Nobody is told of a licence where they place nothing.
    if (!(await mayPlace(tx, actor, programme, form.hostId))) return refuse("cohort.outside-reach");
    const hosted = await mayHost(tx, { ...form, programme });
    return hosted.ok ? createCohortOf(tx, actor, { id: version.id, programme }, form) : hosted;
  });
}

/** The same inside an act that does more. */
export async function createCohortOf(
  tx: Tx,
  actor: Actor,
  course: { id: string; programme: string },
  form: CohortForm,
): Promise<Result<{ cohortId: string }>> {
  if (!(await mayPlace(tx, actor, course.programme, form.hostId))) return refuse("cohort.outside-reach");
  const cohortId = newId();
  await tx.cohort.create({
    data: {
      id: cohortId,
      ...columns(form),
      programme: course.programme,
      courseVersionId: course.id,
      selfPaced: false,
      createdAt: now(),
      version: 1,
    },
  });
  await keepCodes(tx, cohortId, form);
  await recordAudit(
    tx,
    actor,
    "cohort.created",
    { kind: "cohort", id: cohortId },
    { courseVersionId: course.id },
  );
  return ok({ cohortId });
}

/**
 * Everything but the course may change; the course version is pinned once people may be enrolled. The host is asked about
 * where it is another one, for others, or from another day.
 */
export async function editCohort(
  actor: Actor,
  cohortId: string,
  form: CohortForm,
  mayHost: HostGate,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const cohort = await tx.cohort.findFirst({
      where: { id: cohortId, ...cohortsRunBy(actor) },
      select: { programme: true, closedAt: true, hostId: true, audience: true, startDate: true },
    });
    if (!cohort) return refuse("cohort.outside-reach");
    if (cohort.closedAt) return refuse("cohort.closed");
    if (!(await mayPlace(tx, actor, cohort.programme, form.hostId))) return refuse("cohort.outside-reach");
    const hosting = { ...form, programme: cohort.programme };
    const hosted = isSameHosting({ ...cohort, hostId: cohort.hostId ?? "" }, hosting)
      ? ok(undefined)
      : await mayHost(tx, hosting);
    if (!hosted.ok) return hosted;
    const { count } = await tx.cohort.updateMany({
      where: { id: cohortId, version: form.version, closedAt: null },
      data: { ...columns(form), version: { increment: 1 } },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await keepCodes(tx, cohortId, form);
    await recordAudit(tx, actor, "cohort.edited", { kind: "cohort", id: cohortId });
    return ok(undefined);
  });
}

const isSameHosting = (one: Hosting, other: Hosting): boolean =>
  one.hostId === other.hostId && one.audience === other.audience && one.startDate === other.startDate;
