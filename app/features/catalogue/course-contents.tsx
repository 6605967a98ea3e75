import type { ReactNode } from "react";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CourseView, ModuleView, SectionView } from "./course-view.ts";
import { writtenIn } from "./written-in.ts";

type CourseContentsProps = {
  course: CourseView;
  /** The units of a module; by default folded away, with their kinds and minutes. */
  units?: (module: ModuleView) => ReactNode;
};

/** Sections and modules in their order: what one will be able to do, and how long it takes. */
export function CourseContents({
  course,
  units = (module) => <Units module={module} />,
}: CourseContentsProps) {
  const { t, percent } = useWords();
  return (
    <>
      {course.sections.map((section) => (
        <section key={section.id} className="stack tight" aria-labelledby={`section-${section.id}`}>
          <h2 id={`section-${section.id}`}>
            <bdi {...writtenIn(course.locale)}>{section.title}</bdi>{" "}
            <small className="soft">{t(`catalogue.course.${section.kind}`)}</small>
          </h2>
          {isFirstElective(course, section) && course.selection && (
            <p>{t("catalogue.course.selection", course.selection)}</p>
          )}
          {section.modules.map((module) => (
            <ModuleSheet key={module.id} module={module}>
              {units(module)}
            </ModuleSheet>
          ))}
        </section>
      ))}
      {course.final && (
        <p>
          {t("catalogue.course.final", {
            items: course.final.items,
            pass: percent(course.final.pass / 100),
          })}
        </p>
      )}
    </>
  );
}

const isFirstElective = ({ sections }: CourseView, section: SectionView) =>
  sections.find(({ kind }) => kind === "elective") === section;

function ModuleSheet({ module, children }: { module: ModuleView; children: ReactNode }) {
  const { t, list } = useWords();
  const { locale, title, summary, minutes, objectives, moments } = module;
  const hours = Math.round(minutes / 60);
  const length =
    hours > 1 ? t("catalogue.card.hours", { count: hours }) : t("catalogue.minutes", { count: minutes });
  return (
    <Sheet
      headingLevel={3}
      title={<bdi {...writtenIn(locale)}>{title}</bdi>}
      aside={<span className="soft">{length}</span>}
    >
      <div className="stack tight">
        <p {...writtenIn(locale)}>{summary}</p>
        <div>
          <p className="soft">{t("catalogue.course.objectives")}</p>
          <ul {...writtenIn(locale)}>
            {objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </div>
        {moments.length > 0 && (
          <p className="soft">
            {t("catalogue.course.when", {
              moments: list(moments.map((moment) => t(`catalogue.moment.${moment}`))),
            })}
          </p>
        )}
        {children}
      </div>
    </Sheet>
  );
}

function Units({ module }: { module: ModuleView }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("catalogue.course.units")}>
      <ol>
        {module.units.map(({ id, kind, minutes, title, locale }) => (
          <li key={id}>
            <bdi {...writtenIn(locale)}>{title}</bdi>{" "}
            <span className="soft">
              ({t(`catalogue.kind.${kind}`)}, {t("catalogue.minutes", { count: minutes })})
            </span>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
