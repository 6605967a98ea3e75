import { dayIn } from "#app/lib/calendar-day.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Goal, PlanState as State } from "./action-plan.ts";
import { GoalFacts } from "./goal-form.tsx";
import { Titled } from "./titled.tsx";
import type { Title } from "./titles.ts";

type PlanStateProps = {
  plan: { state: State; submittedAt: Date | null; reviewedAt: Date | null; reviewNote: string | null };
};

const TONE = { draft: "info", submitted: "info", returned: "warn", approved: "good" } as const;

/** Where the plan stands, since when, and what the reviewer wrote. */
export function PlanState({ plan: { state, submittedAt, reviewedAt, reviewNote } }: PlanStateProps) {
  const { t, date, timeZone } = useWords();
  const since = state === "submitted" ? submittedAt : reviewedAt;
  if (state === "draft") return null;
  const words = t(`learning.plan.state.${state}`);
  return (
    <Alert tone={TONE[state]}>
      <p>{since ? t("learning.plan.stateOn", { state: words, day: date(dayIn(timeZone, since)) }) : words}</p>
      {reviewNote && state !== "submitted" && (
        <p>
          <strong>{t("learning.plan.note")}</strong>
          <br />
          <bdi>{reviewNote}</bdi>
        </p>
      )}
    </Alert>
  );
}

type PlanGoalsProps = { goals: { title: Title; href: string | null; goal: Goal | null }[]; open: boolean };

/** Every prompt of the course with its goal; while the plan is open each leads to where it is written. */
export function PlanGoals({ goals, open }: PlanGoalsProps) {
  const { t } = useWords();
  return (
    <>
      {goals.map(({ title, href, goal }) => (
        <Sheet
          key={title.words}
          title={<Titled of={title} />}
          aside={
            open && href && <a href={href}>{t(goal ? "learning.plan.change" : "learning.plan.write")}</a>
          }
        >
          {goal ? <GoalFacts goal={goal} /> : <p className="soft">{t("learning.plan.missing")}</p>}
        </Sheet>
      ))}
    </>
  );
}
