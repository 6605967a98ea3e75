import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ClientFormLinks } from "#app/features/catalogue/client-form-view.tsx";
import { CourseFacts } from "#app/features/catalogue/course-card.tsx";
import { CourseContents } from "#app/features/catalogue/course-contents.tsx";
import { findPreview } from "#app/features/catalogue/course-pages.server.ts";
import type { CourseView, ModuleView } from "#app/features/catalogue/course-view.ts";
import { languagesToReview } from "#app/features/catalogue/texts-to-review.server.ts";
import { LanguageTags } from "#app/features/catalogue/translation-notice.tsx";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { isExaminedOn } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, data: { course: CourseView }) => t("catalogue.preview.title", { title: data.course.title }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "preview:courses");
  const preview = found(await findPreview(actor, args.params.versionId ?? "", args.context.words.locale));
  const reviewer = { ...actor, reach: reachOf(actor.grants, "review:translations") };
  const [toReview, examined] = await Promise.all([
    languagesToReview(reviewer, preview.versionId),
    isExaminedOn(actor, preview.versionId),
  ]);
  return { ...preview, toReview: examined ? [] : toReview, examined };
}

export default function Preview() {
  const { versionId, course, toReview, examined } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={t("catalogue.preview.eyebrow", { version: course.version })}
        title={<bdi {...writtenIn(course.locale)}>{course.title}</bdi>}
        lead={t("catalogue.preview.lead")}
      />
      <Sheet>
        <CourseFacts course={course} />
        {examined && <p>{t("catalogue.trainer.examined")}</p>}
        {toReview.map((locale) => (
          <p key={locale}>
            <a href={paths.translation(versionId, locale)}>
              {t("catalogue.review.title", { language: LANGUAGE_NAMES[locale] ?? locale })}
            </a>
          </p>
        ))}
      </Sheet>
      <CourseContents
        course={course}
        units={(module) => (
          <>
            <Units versionId={versionId} module={module} />
            {!examined && <ForTrainers versionId={versionId} module={module} />}
            {module.clientForms && (
              <ClientFormLinks pageAt={(page) => paths.previewClientForm(versionId, module.id, page)} />
            )}
          </>
        )}
      />
    </>
  );
}

type ModuleProps = { versionId: string; module: ModuleView };

/** What a trainer holds a session with, where the module has it. */
function ForTrainers({ versionId, module }: ModuleProps) {
  const { t } = useWords();
  if (module.trainer.length === 0) return null;
  return (
    <p>
      {t("catalogue.trainer.for")}{" "}
      {module.trainer.map((text, index) => (
        <span key={text}>
          {index > 0 && " · "}
          <a href={paths.previewTrainer(versionId, module.id, text)}>{t(`catalogue.trainer.${text}`)}</a>
        </span>
      ))}
    </p>
  );
}

/** Each unit with a way into it, and how far each of its translations is. */
function Units({ versionId, module }: ModuleProps) {
  const { t, number } = useWords();
  return (
    <DataTable
      caption={t("catalogue.preview.units", { title: module.title })}
      rows={module.units}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "unit",
          header: t("catalogue.preview.unit"),
          rowHeader: true,
          cell: ({ id, title, locale }) => (
            <a href={paths.previewUnit(versionId, module.id, id)} {...writtenIn(locale)}>
              {title}
            </a>
          ),
        },
        { key: "kind", header: t("catalogue.preview.kind"), cell: ({ kind }) => t(`catalogue.kind.${kind}`) },
        {
          key: "minutes",
          header: t("catalogue.preview.minutes"),
          numeric: true,
          cell: ({ minutes }) => number(minutes),
        },
        {
          key: "texts",
          header: t("catalogue.preview.texts"),
          // a test has no text of its own
          cell: ({ states }) => (states ? <LanguageTags states={states} /> : "–"),
        },
      ]}
    />
  );
}
