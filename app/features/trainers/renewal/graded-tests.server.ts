import type { Prisma, Tx } from "#app/infra/db.server.ts";
import { dayIn } from "#app/lib/calendar-day.ts";

/** Graded tests of these courses, in hundredths of a percent, by when they were graded. */
export async function gradedTests(tx: Tx, who: Prisma.PersonWhereInput, courses: readonly string[]) {
  const rows = await tx.attempt.findMany({
    where: {
      state: "graded",
      practice: false,
      enrolment: { person: who, cohort: { courseVersion: { courseId: { in: [...courses] } } } },
    },
    select: {
      gradedAt: true,
      points: true,
      maxPoints: true,
      enrolment: {
        select: { personId: true, cohort: { select: { courseVersion: { select: { courseId: true } } } } },
      },
    },
  });
  return byPerson(
    rows.flatMap(({ gradedAt, points, maxPoints, enrolment: { personId, cohort } }) =>
      gradedAt && points !== null && maxPoints > 0
        ? [
            {
              personId,
              courseId: cohort.courseVersion.courseId,
              at: gradedAt,
              score: Math.floor((points * 10_000) / maxPoints),
            },
          ]
        : [],
    ),
  );
}

type Graded = { courseId: string; at: Date; score: number };

/** Each on its day as the scheme counts days. */
export const onDaysOf = (timeZone: string, tests: readonly Graded[]) =>
  tests.map(({ at, ...test }) => ({ ...test, on: dayIn(timeZone, at) }));

export function byPerson<One extends { personId: string }>(all: readonly One[]): Map<string, One[]> {
  const own = new Map<string, One[]>();
  for (const one of all) own.set(one.personId, [...(own.get(one.personId) ?? []), one]);
  return own;
}
