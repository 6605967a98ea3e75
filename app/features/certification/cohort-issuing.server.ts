import type { CohortFacts } from "#app/features/cohorts/cohorts.server.ts";
import { newestJobAbout } from "#app/features/jobs/job-list.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { bulkProgress, type BulkProgress } from "./bulk-issue.ts";
import { cohortQualifications, type Qualification } from "./cohort-qualifications.server.ts";
import type { CertificateKind } from "./issue-gate.ts";
import type { IssueFilter, IssueRow } from "./issue-rows.ts";

const SHOWS: Record<IssueFilter, (participant: Qualification) => boolean> = {
  due: ({ next }) => next?.ok === true,
  refused: ({ next }) => next?.ok === false,
  "name-open": ({ facts }) => !facts.nameConfirmed,
  held: ({ held }) => held.length > 0,
};

/** One page of the cohort with what each would get now, and what all of them together would, and how far that is. */
export async function cohortIssuing(
  cohort: CohortFacts,
  issuerId: string,
  { show, page }: { show: IssueFilter | ""; page: number },
) {
  const [all, job] = await Promise.all([
    cohortQualifications(cohort, issuerId),
    newestJobAbout("issue-certificates", cohort.id),
  ]);
  const names = new Map(all.map(({ enrolmentId, person }) => [enrolmentId, person.name]));
  const bulk: BulkProgress | null = job && bulkProgress(job, names, now());
  const shown = show ? all.filter(SHOWS[show]) : all;
  return {
    bulk,
    counts: countDue(all),
    nameOpen: all.filter(SHOWS["name-open"]).length,
    total: shown.length,
    rows: shown.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(toRow),
  };
}

function countDue(participants: Qualification[]): Record<CertificateKind, number> {
  const counts = { achievement: 0, participation: 0, "attendance-statement": 0 };
  for (const { next } of participants) if (next?.ok) counts[next.value] += 1;
  return counts;
}

function toRow({ enrolmentId, person, facts, held, next, waitsFor }: Qualification): IssueRow {
  const refusal = next?.ok === false ? next : waitsFor;
  return {
    enrolmentId,
    name: person.name,
    printedName: person.printedName,
    nameConfirmed: facts.nameConfirmed,
    held: held.map(({ id, number, kind, revoked, inError = false }) => ({
      id,
      number,
      kind,
      revoked,
      inError,
    })),
    due: next?.ok ? next.value : null,
    because: refusal?.ok === false ? refusal.reason : null,
  };
}
