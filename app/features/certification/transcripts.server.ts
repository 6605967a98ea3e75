import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import type { Format } from "#app/features/cohorts/completion.ts";
import { clockFor } from "#app/features/learning/clock.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress } from "#app/features/learning/progress.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { LOCALES } from "#app/lib/locales.ts";
import type { Drawable } from "./certificate-view.ts";
import { isNameless, type CertificateFacts } from "./certificate-facts.ts";
import { secondLanguage, transcriptParts, type Transcript } from "./transcript.ts";
import { isOfTrainer } from "./trainer-facts.ts";

export type OfCourse = Drawable & { facts: CertificateFacts };

/** What there is a transcript of: a course somebody has completed or taken part in. */
export const hasTranscript = (certificate: Drawable): certificate is OfCourse =>
  !isOfTrainer(certificate.facts) &&
  certificate.facts.kind !== "attendance-statement" &&
  !isNameless(certificate.facts);

/** What stands behind a certificate that the caller may open, as it is recorded today. */
export async function transcriptOf(
  { id, facts }: OfCourse,
  asked: string | null,
): Promise<Transcript | null> {
  const first = LOCALES.find((locale) => locale === facts.locale) ?? LOCALES[0];
  const languages: Transcript["languages"] = [first, secondLanguage(first, asked)];
  const enrolment = await db.enrolment.findFirst({
    where: { certificates: { some: { certificateId: id } } },
    orderBy: { enrolledAt: "desc" },
    select: { id: true, electives: true, courseVersionId: true, cohort: { select: { timeZone: true } } },
  });
  const version = enrolment && (await courseVersion(enrolment.courseVersionId));
  if (!version) return null;
  const record = (await learningRecords([enrolment.id])).get(enrolment.id)!;
  const electives = JSON.parse(enrolment.electives) as string[];
  const { outline } = version;
  const progress = courseProgress(outline, electives, record, clockFor(enrolment.cohort.timeZone));
  return {
    languages,
    recordedOn: today(enrolment.cohort.timeZone),
    ...transcriptParts(
      { outline, format: facts.format as Format, minutes: facts.minutes, progress, record },
      languages,
    ),
  };
}
