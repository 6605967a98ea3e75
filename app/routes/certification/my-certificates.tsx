import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { certificateBytes } from "#app/features/certification/certificate-bytes.server.ts";
import { counts } from "#app/features/certification/certificate-status.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { MyCertificateSheet } from "#app/features/certification/my-certificate-sheet.tsx";
import enhancement from "#app/features/certification/share.client.ts?worker&url";
import { openCourses } from "#app/features/certification/my-certificates.server.ts";
import { OpenCourseList } from "#app/features/certification/open-course-list.tsx";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { MyTrainerCertificate } from "#app/features/trainers/certifications/trainer-certificate-sheet.tsx";
import { trainerCertificatesOf } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("certification.mine.title"),
  scripts: [enhancement],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const own = await certificatesOf(actor.personId);
  const certificates = await Promise.all(
    own.map(async (one) => ({ ...one, bytes: await certificateBytes(one) })),
  );
  const ofTrainer = await trainerCertificatesOf(actor.personId);
  const achieved = own.filter(({ kind, status }) => kind === "achievement" && counts(status));
  const certified = new Set(achieved.map(({ courseVersionId }) => courseVersionId));
  const courses = await openCourses(actor.personId, args.context.words.locale, certified);
  return { certificates, ofTrainer, courses };
}

export default function MyCertificates() {
  const { certificates, ofTrainer, courses } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        title={t("certification.mine.title")}
        lead={t("certification.mine.lead")}
        actions={
          <ButtonLink href="/candidacies" tone="quiet">
            {t("candidacy.mine.title")}
          </ButtonLink>
        }
      />
      {certificates.length + ofTrainer.length + courses.length === 0 && (
        <EmptyState
          title={t("certification.mine.none")}
          action={<ButtonLink href="/courses">{t("certification.mine.toCourses")}</ButtonLink>}
        >
          {t("certification.mine.noneText")}
        </EmptyState>
      )}
      {ofTrainer.map((certificate) => (
        <MyTrainerCertificate key={certificate.id} certificate={certificate} />
      ))}
      {certificates.map((certificate) => (
        <MyCertificateSheet key={certificate.id} certificate={certificate} />
      ))}
      <OpenCourseList courses={courses} />
    </>
  );
}
