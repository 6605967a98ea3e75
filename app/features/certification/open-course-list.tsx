import { paths } from "#app/lib/paths.ts";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { OpenCourse } from "./still-counts.ts";

/** What still counts, course by course: nobody has to guess why there is no certificate yet. */
export function OpenCourseList({ courses }: { courses: OpenCourse[] }) {
  const { t, date } = useWords();
  return (
    <>
      {courses.map(({ enrolmentId, courseTitle, endDate, still }) => (
        <Sheet
          key={enrolmentId}
          eyebrow={t("certification.mine.onTheWay")}
          title={<a href={paths.myCourse(enrolmentId)}>{courseTitle}</a>}
        >
          <ul>
            {still.map((part) => (
              <li key={part}>
                {part === "name" ? (
                  <a href={paths.printedName(enrolmentId)}>{t("certification.still.name")}</a>
                ) : (
                  t(`certification.still.${part}`, { day: date(endDate) })
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      ))}
    </>
  );
}
