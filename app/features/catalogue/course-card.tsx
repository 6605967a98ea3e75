import { paths } from "#app/lib/paths.ts";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CourseCard } from "./course-view.ts";
import { LanguageTag } from "./translation-notice.tsx";
import { writtenIn } from "./written-in.ts";

/** A course in the list: what it is, for whom, how long, in which languages. */
export function CourseSheet({ course }: { course: CourseCard }) {
  const { t } = useWords();
  return (
    <Sheet
      eyebrow={t(`common.programme.${course.programme}`)}
      title={
        <a href={paths.course(course.courseId)} {...writtenIn(course.locale)}>
          {course.title}
        </a>
      }
      engraved
    >
      <div className="stack tight">
        <p {...writtenIn(course.locale)}>{course.summary}</p>
        <CourseFacts course={course} />
      </div>
    </Sheet>
  );
}

export function CourseFacts({ course }: { course: CourseCard }) {
  const { t } = useWords();
  const { hours, modules, audience, languages, locale } = course;
  return (
    <FactList
      facts={[
        { term: t("catalogue.card.audience"), value: <bdi {...writtenIn(locale)}>{audience}</bdi> },
        {
          term: t("catalogue.card.length"),
          value: t("catalogue.card.lengthOf", {
            hours: t("catalogue.card.hours", { count: hours }),
            modules: t("catalogue.card.modules", { count: modules }),
          }),
        },
        {
          term: t("catalogue.card.languages"),
          value: (
            <ul className="actions" role="list">
              {languages.map(({ locale: language, state }) => (
                <li key={language}>
                  <LanguageTag locale={language} state={state} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
