import { dayIn } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { withLanguage } from "./course-path.ts";
import type { ModulePage } from "./learning-pages.ts";
import type { UnitState } from "./progress.ts";
import { Titled } from "./titled.tsx";

const TONE: Record<UnitState, TagTone> = {
  done: "good",
  "not-passed": "warn",
  waiting: "warn",
  running: "due",
  open: "quiet",
  locked: "quiet",
};

/** The units of a module in their order, each with its kind, its minutes and how it stands. */
export function UnitList({
  page,
  moduleId,
  asked,
}: {
  page: ModulePage;
  moduleId: string;
  asked: string | null;
}) {
  const { t } = useWords();
  return (
    <ol className="dues" role="list">
      {page.units.map(({ unitId, title, kind, minutes, state, at }) => (
        <li key={unitId}>
          <span>
            <a href={withLanguage(paths.unit(page.enrolmentId, moduleId, unitId), asked)}>
              <Titled of={title} />
            </a>{" "}
            <UnitTag state={state} at={at} />
            <br />
            <small className="soft">
              {t(`catalogue.kind.${kind}`)}
              {" · "}
              {t("catalogue.minutes", { count: minutes })}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}

function UnitTag({ state, at }: { state: UnitState; at: number | null }) {
  const { t, date, timeZone } = useWords();
  if (state === "open") return null;
  const words = t(`learning.unitState.${state}`);
  if (state !== "done" || at === null) return <Tag tone={TONE[state]}>{words}</Tag>;
  return (
    <Tag tone="good">
      {t("learning.unitState.doneOn", { day: date(dayIn(timeZone, { getTime: () => at })) })}
    </Tag>
  );
}
