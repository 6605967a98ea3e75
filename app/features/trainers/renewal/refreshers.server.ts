import { publicCalls } from "#app/features/admission/calls.server.ts";
import { latestVersions } from "#app/features/catalogue/courses.server.ts";
import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { db } from "#app/infra/db.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { RefresherOffer } from "./renewal-view.ts";

/** The refreshers of a scheme: what each is called, and what may be applied for now. */
export async function refreshersOf({ renewal }: Scheme, locale: string): Promise<RefresherOffer[]> {
  if (renewal.refreshers.length === 0) return [];
  const [versions, calls] = await Promise.all([latestVersions(), publicCalls()]);
  return versions
    .filter(({ courseId }) => renewal.refreshers.includes(courseId))
    .map(({ courseId, outline }) => ({
      courseId,
      title: courseTitle(outline, locale),
      calls: calls
        .filter(({ version }) => version.courseId === courseId)
        .map(({ id, phase, opensOn, closesOn, cohort: { name, place, startDate } }) => ({
          id,
          open: phase === "open",
          opensOn,
          closesOn,
          name,
          place,
          startDate,
        })),
    }));
}

/** Where somebody sits in one of them and is not through with it. */
export async function seatInRefresher({ renewal }: Scheme, personId: string) {
  const seat = await db.enrolment.findFirst({
    where: {
      personId,
      status: { notIn: SEATLESS },
      cohort: {
        closedAt: null,
        cancellation: { is: null },
        courseVersion: { courseId: { in: [...renewal.refreshers] } },
      },
    },
    orderBy: { id: "desc" },
    select: { id: true, cohort: { select: { name: true } } },
  });
  return seat && { enrolmentId: seat.id, name: seat.cohort.name };
}
