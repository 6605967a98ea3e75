import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CourseFacts } from "#app/features/catalogue/course-card.tsx";
import { CourseContents } from "#app/features/catalogue/course-contents.tsx";
import { findCourse } from "#app/features/catalogue/course-pages.server.ts";
import type { CourseView } from "#app/features/catalogue/course-view.ts";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { PapersOfCourse } from "#app/features/certification/papers-of-course.tsx";
import { found } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { complaintsAbout } from "#app/features/trainers/complaints/complaint-links.server.ts";
import { LinkedComplaints } from "#app/features/trainers/complaints/complaint-parts.tsx";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (_t, data: { course: CourseView }) => data.course.title,
} satisfies PageHandle;

/** Public: the outline of the newest version, without its texts. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { visitor, words } = context;
  const { versionId, course } = found(await findCourse(params.courseId ?? "", words.locale));
  const mayPreview = reachOf(visitor?.grants ?? [], "preview:courses").length > 0;
  const complaints = visitor ? await complaintsAbout(visitor, "course", params.courseId ?? "") : [];
  return { course, complaints, preview: mayPreview ? paths.preview(versionId) : null };
}

export default function Course() {
  const { course, complaints, preview } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <Breadcrumbs
        label={t("catalogue.preview.crumbs")}
        items={[{ href: "/courses", label: t("catalogue.list.title") }, { label: course.title }]}
      />
      <PageHeader
        eyebrow={t(`common.programme.${course.programme}`)}
        title={<bdi {...writtenIn(course.locale)}>{course.title}</bdi>}
        lead={<bdi {...writtenIn(course.locale)}>{course.summary}</bdi>}
        actions={
          preview && (
            <ButtonLink href={preview} tone="quiet" icon="book">
              {t("catalogue.course.preview")}
            </ButtonLink>
          )
        }
      />
      <LinkedComplaints complaints={complaints} />
      <Sheet
        title={t("catalogue.course.facts")}
        aside={t("catalogue.course.version", { version: course.version })}
      >
        <CourseFacts course={course} />
      </Sheet>
      <CourseContents course={course} />
      <PapersOfCourse courseId={course.courseId} version={course.version} />
    </>
  );
}
