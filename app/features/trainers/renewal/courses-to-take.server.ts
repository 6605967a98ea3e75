import { publicCalls } from "#app/features/admission/calls.server.ts";
import { latestVersions } from "#app/features/catalogue/courses.server.ts";
import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { db } from "#app/infra/db.server.ts";
import type { TestPart } from "#app/features/trainers/schemes/courses.ts";
import type { CourseOffer, RenewalSheet, TestRow } from "./renewal-view.ts";

type ToTake = { courseId: string; parts: TestPart[] };

/** What each is called, and what may be applied for now. */
export async function offersOf(courses: readonly ToTake[], locale: string): Promise<CourseOffer[]> {
  if (courses.length === 0) return [];
  const [versions, calls] = await Promise.all([latestVersions(), publicCalls()]);
  return versions.flatMap(({ courseId, outline }) => {
    const wanted = courses.find((one) => one.courseId === courseId);
    return wanted
      ? [{ ...wanted, title: courseTitle(outline, locale), calls: callsFor(calls, courseId) }]
      : [];
  });
}

const callsFor = (calls: Awaited<ReturnType<typeof publicCalls>>, courseId: string): CourseOffer["calls"] =>
  calls
    .filter(({ version }) => version.courseId === courseId)
    .map(({ id, phase, opensOn, closesOn, cohort: { name, place, startDate } }) => ({
      id,
      open: phase === "open",
      opensOn,
      closesOn,
      name,
      place,
      startDate,
    }));

/** With the seat in one of them that somebody has and is not through with; null: there is nothing to take. */
export async function coursesOffered(
  courses: readonly ToTake[],
  locale: string,
  personId: string,
): Promise<RenewalSheet["toTake"]> {
  if (courses.length === 0) return null;
  const [offers, seat] = await Promise.all([
    offersOf(courses, locale),
    db.enrolment.findFirst({
      where: {
        personId,
        status: { notIn: SEATLESS },
        cohort: {
          closedAt: null,
          cancellation: { is: null },
          courseVersion: { courseId: { in: courses.map(({ courseId }) => courseId) } },
        },
      },
      orderBy: { id: "desc" },
      select: { id: true, cohort: { select: { name: true } } },
    }),
  ]);
  return { offers, seat: seat && { enrolmentId: seat.id, name: seat.cohort.name } };
}

/** The newest first, each by the name of its course. */
export async function withTitles<Test extends Omit<TestRow, "title">>(
  tests: readonly Test[],
  locale: string,
): Promise<(Test & TestRow)[]> {
  if (tests.length === 0) return [];
  const titles = new Map(
    (await latestVersions()).map(({ courseId, outline }) => [courseId, courseTitle(outline, locale)]),
  );
  return tests
    .map((test) => ({ ...test, title: titles.get(test.courseId) ?? { words: test.courseId, locale } }))
    .sort((one, other) => other.on.localeCompare(one.on));
}
