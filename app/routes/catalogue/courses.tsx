import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CourseSheet } from "#app/features/catalogue/course-card.tsx";
import { listCourses } from "#app/features/catalogue/course-pages.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("catalogue.list.title") } satisfies PageHandle;

/** Public: what there is to learn is no secret. */
export async function loader({ context }: LoaderFunctionArgs) {
  return { courses: await listCourses(context.words.locale) };
}

export default function Courses() {
  const { courses } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        title={t("catalogue.list.title")}
        lead={t("catalogue.list.lead")}
        actions={
          <ButtonLink href="/calls" tone="quiet">
            {t("common.nav.calls")}
          </ButtonLink>
        }
      />
      {courses.map((course) => (
        <CourseSheet key={course.courseId} course={course} />
      ))}
      {courses.length === 0 && (
        <EmptyState title={t("catalogue.list.emptyTitle")}>{t("catalogue.list.emptyText")}</EmptyState>
      )}
    </>
  );
}
