import { inLanguage } from "#app/features/catalogue/course-outline.ts";
import type { Format } from "#app/features/cohorts/completion.ts";
import { marksOf } from "#app/features/cohorts/participants.server.ts";
import { mayRead } from "#app/features/learning/enrolment.ts";
import { myEnrolments, type EnrolmentFacts } from "#app/features/learning/enrolments.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { issueFacts } from "./qualification.server.ts";
import { stillCounts, type OpenCourse } from "./still-counts.ts";

/** One's own courses that may still bring a certificate, but those of `certified` course versions. */
export async function openCourses(
  personId: string,
  locale: string,
  certified: ReadonlySet<string>,
): Promise<OpenCourse[]> {
  const enrolments = (await myEnrolments(personId)).filter(
    ({ status, version, cohort }) => mayRead(status) && !cohort.closed && !certified.has(version.id),
  );
  const [cohorts, marks, person] = await Promise.all([
    db.cohort.findMany({
      where: { id: { in: enrolments.map(({ cohort }) => cohort.id) } },
      select: {
        id: true,
        format: true,
        halfDays: { select: { verifiedAt: true } },
        report: { select: { state: true } },
      },
    }),
    marksOf(enrolments.map(({ id }) => id)),
    db.person.findUniqueOrThrow({
      where: { id: personId },
      select: { printedName: true, printedNameLocal: true, nameConfirmedAt: true },
    }),
  ]);
  const cohortOf = new Map(cohorts.map((cohort) => [cohort.id, cohort]));
  return enrolments.map((enrolment): OpenCourse => {
    const { format, halfDays, report } = cohortOf.get(enrolment.cohort.id)!;
    const { endDate, timeZone } = enrolment.cohort;
    const facts = issueFacts({
      ...enrolment,
      cohort: {
        programme: enrolment.version.outline.programme,
        format: format as Format,
        endDate,
        halfDays: halfDays.map(({ verifiedAt }) => ({ verified: verifiedAt !== null })),
        reportValidated: report?.state === "validated",
      },
      person,
      marks: marks.get(enrolment.id)!,
    });
    return {
      enrolmentId: enrolment.id,
      courseTitle: titleOf(enrolment, locale),
      endDate,
      still: stillCounts(facts, today(timeZone)),
    };
  });
}

const titleOf = ({ version: { outline } }: EnrolmentFacts, locale: string): string =>
  inLanguage(outline.texts, locale, outline.source).text.title;
