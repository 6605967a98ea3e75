import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ElectivesPage } from "./choose-electives.ts";
import { Titled } from "./titled.tsx";

type Props = { page: ElectivesPage; form: FormHelp; backTo: string };

/** The electives of a course, by section, and the rule they are chosen by. */
export function ElectiveFields({ page, form, backTo }: Props) {
  const { t, refusal, date } = useWords();
  const { rule, sections, whyNot, until } = page;
  const chosen = form.values("electives", page.chosen);
  const kept = sections.flatMap(({ modules }) =>
    modules.filter(({ moduleId }) => page.chosen.includes(moduleId)),
  );
  const differs = kept.length !== chosen.length || kept.some(({ moduleId }) => !chosen.includes(moduleId));
  return (
    <>
      {form.summary}
      {whyNot && <Alert>{refusal(whyNot)}</Alert>}
      {differs && kept.length > 0 && (
        <Alert title={t("learning.electives.keptNow")}>
          <ul>
            {kept.map(({ moduleId, title }) => (
              <li key={moduleId}>
                <Titled of={title} />
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <p>
        {t("learning.electives.ruleTotal", { count: rule.total })}{" "}
        {rule.products > 0 && t("learning.electives.ruleProducts", { count: rule.products })}{" "}
        {rule.segments > 0 && t("learning.electives.ruleSegments", { count: rule.segments })}
      </p>
      {!whyNot && until !== "always" && (
        <p>
          {until === "once-kept"
            ? t("learning.electives.onceKept")
            : t("learning.electives.until", { date: date(until) })}
        </p>
      )}
      <Form>
        <input type="hidden" name="seen" value={page.seen} />
        {sections.map(({ id, title, modules }) => (
          <CheckboxGroup
            key={id}
            id={`electives-${id}`}
            name="electives[]"
            legend={<Titled of={title} />}
            boxed
            disabled={whyNot !== null}
            values={[...chosen, ...modules.filter(({ begun }) => begun).map(({ moduleId }) => moduleId)]}
            choices={modules.map(({ moduleId, title: own, summary, minutes, begun }) => ({
              value: moduleId,
              label: <Titled of={own} />,
              hint: (
                <>
                  <span {...writtenIn(summary.locale)}>{summary.words}</span>{" "}
                  {t("catalogue.minutes", { count: minutes })}
                  {begun && ` · ${t("learning.electives.begun")}`}
                </>
              ),
              disabled: begun,
            }))}
          />
        ))}
        <Actions>
          {!whyNot && <Button icon="check">{t("learning.electives.keep")}</Button>}
          <ButtonLink href={backTo} tone="quiet">
            {t("common.action.back")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
