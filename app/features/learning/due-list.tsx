import { Tag } from "#app/ui/tag.tsx";
import { DueList } from "#app/ui/work-list.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Due } from "./due.ts";

const SOON = 7;

/** What is due with its date; the nearest first. */
export function DueDates({ due }: { due: Due[] }) {
  const { t, date } = useWords();
  return (
    <DueList
      items={due.map(({ kind, course, count, href, date: day, daysLeft }) => ({
        title: t(`learning.due.${kind}`, { count, course: course.words }),
        href,
        date: date(day),
        dateTime: day,
        tag:
          daysLeft < 0 ? (
            <Tag tone="danger">{t("learning.due.late")}</Tag>
          ) : daysLeft <= SOON ? (
            <Tag tone="due">{t("learning.due.soon", { count: daysLeft })}</Tag>
          ) : undefined,
      }))}
    />
  );
}
