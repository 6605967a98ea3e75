import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { packDownload } from "#app/features/catalogue/module-pack.server.ts";
import { ClientFormLinks } from "#app/features/catalogue/client-form-view.tsx";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { askedLanguage, withLanguage } from "#app/features/learning/course-path.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { modulePage, type ModulePage } from "#app/features/learning/learning-pages.ts";
import { LockNotice } from "#app/features/learning/lock-notice.tsx";
import { Titled } from "#app/features/learning/titled.tsx";
import { UnitList } from "#app/features/learning/unit-list.tsx";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Meter } from "#app/ui/meter.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (_t, { page }: { page: ModulePage }) => page.title.words,
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { enrolmentId = "", moduleId = "" } = args.params;
  const course = found(await myEnrolment(actor, enrolmentId));
  const asked = askedLanguage(new URL(args.request.url));
  const page = found(modulePage(course, moduleId, readingLanguage(asked, args.context.words.locale)));
  const pack = page.lock ? null : await packDownload(course.version.id, moduleId, page.title.locale);
  return { page, moduleId, asked, pack };
}

export default function ModuleOfCourse() {
  const { page, moduleId, asked, pack } = useLoaderData<typeof loader>();
  const { t, size } = useWords();
  const { title, course, summary, objectives, minutes, settled, units, lock } = page;
  const progress = t("learning.module.progress", { settled, units: units.length });
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(page.enrolmentId), label: course.words },
          { label: title.words },
        ]}
      />
      <PageHeader
        eyebrow={t("catalogue.minutes", { count: minutes })}
        title={<Titled of={title} />}
        lead={<Titled of={{ words: summary, locale: title.locale }} />}
        actions={
          page.next && (
            <ButtonLink
              href={withLanguage(paths.unit(page.enrolmentId, moduleId, page.next), asked)}
              iconEnd="arrow-end"
            >
              {t(settled > 0 ? "learning.next.continue" : "learning.module.begin")}
            </ButtonLink>
          )
        }
      />
      {lock && <LockNotice lock={lock} />}
      <Sheet title={t("learning.module.objectives")}>
        <ul {...writtenIn(title.locale)}>
          {objectives.map((objective) => (
            <li key={objective}>{objective}</li>
          ))}
        </ul>
      </Sheet>
      <Sheet title={t("learning.module.units")} aside={<span className="soft">{progress}</span>}>
        <Meter value={settled} max={units.length} label={progress} wide />
        <UnitList page={page} moduleId={moduleId} asked={asked} />
      </Sheet>
      {pack && (
        <p>
          <a href={pack.href} download>
            {pack.bytes === null
              ? t("learning.module.pack")
              : t("learning.module.packSized", { size: size(pack.bytes) })}
          </a>
        </p>
      )}
      {page.clientForms && (
        <Sheet title={t("catalogue.clientForm.title")}>
          <div className="stack tight">
            <p>{t("catalogue.clientForm.lead")}</p>
            <ClientFormLinks
              pageAt={(form) => withLanguage(paths.clientForm(page.enrolmentId, moduleId, form), asked)}
            />
          </div>
        </Sheet>
      )}
      <p>
        <a href={paths.myCourse(page.enrolmentId)}>{t("learning.module.back")}</a>
      </p>
    </>
  );
}
