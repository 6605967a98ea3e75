import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

type Named = { id: string; name: string };
type Props = { halfDays: { trainers: Named[] }[]; trainers: Named[]; form: ReturnType<typeof useForm> };

/** One trainer for another in all that is still to be held; nothing where nobody is planned yet. */
export function ReplaceTrainer({ halfDays, trainers, form }: Props) {
  const { t } = useWords();
  const planned = new Map(
    halfDays.flatMap((each) => each.trainers.map(({ id, name }) => [id, name] as const)),
  );
  if (planned.size === 0) return null;
  const options = (people: Iterable<readonly [string, string]>) =>
    [...people].map(([value, label]) => ({ value, label }));
  return (
    <Disclosure summary={t("cohorts.replace.title")} open={form.value("intent") === "replace" || undefined}>
      <p>{t("cohorts.replace.consequence")}</p>
      <Form>
        <Select
          name="from"
          label={t("cohorts.replace.from")}
          placeholder={t("cohorts.replace.choose")}
          options={options(planned)}
          defaultValue={form.value("from")}
          error={form.error("from")}
        />
        <Select
          name="to"
          label={t("cohorts.replace.to")}
          placeholder={t("cohorts.replace.choose")}
          options={options(trainers.map(({ id, name }) => [id, name] as const))}
          defaultValue={form.value("to")}
          error={form.error("to")}
        />
        <Actions>
          <Button name="intent" value="replace">
            {t("cohorts.replace.act")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}
