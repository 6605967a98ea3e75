import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Goal, GoalView } from "./action-plan.ts";

type GoalFormProps = { view: GoalView; form: ReturnType<typeof useForm> };

/** One goal of the action plan: written here while the plan is open, read here afterwards. */
export function GoalForm({ view, form }: GoalFormProps) {
  const { t } = useWords();
  const { goal, mayWrite, state } = view;
  if (!mayWrite)
    return (
      <>
        <Alert>{t(`learning.plan.state.${state}`)}</Alert>
        {goal && <GoalFacts goal={goal} />}
      </>
    );
  const text = (name: "goal" | "firstStep" | "indicator") => ({
    name,
    label: t(`learning.goal.${name}`),
    hint: t(`learning.goal.${name}Hint`),
    rows: 3,
    maxLength: 1000,
    required: true,
    defaultValue: form.value(name, goal?.[name]),
    error: form.error(name),
  });
  return (
    <form method="post" className="form">
      <input type="hidden" name="intent" value="goal" />
      <TextArea {...text("goal")} />
      <TextArea {...text("firstStep")} />
      <TextInput
        name="byDate"
        type="date"
        span="medium"
        required
        label={t("learning.goal.byDate")}
        hint={t("learning.goal.byDateHint")}
        defaultValue={form.value("byDate", goal?.byDate)}
        error={form.error("byDate")}
      />
      <TextArea {...text("indicator")} />
      <Button iconEnd="arrow-end">{t("learning.goal.save")}</Button>
    </form>
  );
}

export function GoalFacts({ goal }: { goal: Goal }) {
  const { t, date } = useWords();
  const words = (text: string) => <bdi>{text}</bdi>;
  return (
    <FactList
      facts={[
        { term: t("learning.goal.goal"), value: words(goal.goal) },
        { term: t("learning.goal.firstStep"), value: words(goal.firstStep) },
        { term: t("learning.goal.byDate"), value: date(goal.byDate) },
        { term: t("learning.goal.indicator"), value: words(goal.indicator) },
      ]}
    />
  );
}
