import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { AssessmentView, TryView } from "./assessment-view.ts";
import { withLanguage } from "./course-path.ts";

type AssessmentCardProps = { view: AssessmentView; asked: string | null };

/** A quiz or the final before it begins: what it asks, its rules in words, start or the reason why not. */
export function AssessmentCard({ view, asked }: AssessmentCardProps) {
  const { t, refusal } = useWords();
  const { may, resumeId, why, passed } = view;
  return (
    <>
      {passed && <Alert tone="good">{t("learning.assessment.passed")}</Alert>}
      <AssessmentRules view={view} />
      {why && !passed && <Alert>{refusal(why)}</Alert>}
      {may === "resume" && resumeId && (
        <p>
          <ButtonLink href={withLanguage(paths.attempt(resumeId), asked)} iconEnd="arrow-end">
            {t("learning.assessment.resume")}
          </ButtonLink>
        </p>
      )}
      {may === "start" && (
        <form method="post">
          <Button name="intent" value="start" iconEnd="arrow-end" tone={passed ? "quiet" : "primary"}>
            {t(view.used > 0 ? "learning.assessment.startAgain" : "learning.assessment.start")}
          </Button>
        </form>
      )}
      {view.tries.length > 0 && <Tries tries={view.tries} asked={asked} />}
    </>
  );
}

export function AssessmentRules({ view }: { view: AssessmentView }) {
  const { t, percent } = useWords();
  const { items, pass, minutes, daysBetween, attempts, used, left, extraAttempts, extraMinutes } = view;
  return (
    <ul>
      <li>{t("learning.assessment.items", { count: items, pass: percent(pass / 100) })}</li>
      <li>
        {minutes === null
          ? t("learning.assessment.noLimit")
          : t("learning.assessment.minutes", { count: minutes })}
      </li>
      <li>
        {attempts === null
          ? t("learning.assessment.attemptsFree")
          : t("learning.assessment.attempts", { count: attempts + extraAttempts, used, left: left ?? 0 })}
      </li>
      {daysBetween > 0 && <li>{t("learning.assessment.daysBetween", { count: daysBetween })}</li>}
      {(extraAttempts > 0 || extraMinutes > 0) && <li>{t("learning.assessment.granted")}</li>}
      <li>{t("learning.assessment.savedAsYouGo")}</li>
    </ul>
  );
}

function Tries({ tries, asked }: { tries: TryView[]; asked: string | null }) {
  const { t, number, dateTime } = useWords();
  return (
    <DataTable
      caption={t("learning.assessment.tries")}
      rows={tries}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          header: t("learning.assessment.try"),
          rowHeader: true,
          cell: ({ id, number: n, state }) => {
            const words = t("learning.assessment.tryNumber", { number: number(n) });
            const open = state === "in-progress" ? paths.attempt(id) : paths.attemptResult(id);
            return state === "voided" ? words : <a href={withLanguage(open, asked)}>{words}</a>;
          },
        },
        { key: "at", header: t("learning.assessment.when"), cell: ({ at }) => dateTime(at) },
        { key: "result", header: t("learning.assessment.result"), cell: (row) => <TryResult row={row} /> },
      ]}
    />
  );
}

export function TryResult({ row }: { row: TryView }) {
  const { t, percent } = useWords();
  const { state, passed, practice } = row;
  if (state !== "graded" || row.percent === null) return <Tag>{t(`learning.attemptState.${state}`)}</Tag>;
  const verdict = practice ? "practice" : passed ? "passed" : "notPassed";
  return (
    <span>
      {percent(row.percent / 100)}{" "}
      <Tag tone={passed && !practice ? "good" : "quiet"}>{t(`learning.verdict.${verdict}`)}</Tag>
    </span>
  );
}
