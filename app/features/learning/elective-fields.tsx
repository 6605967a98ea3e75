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
  const { t, refusal } = useWords();
  const { rule, sections, whyNot } = page;
  const chosen = form.values("electives", page.chosen);
  return (
    <>
      {form.summary}
      {whyNot && <Alert>{refusal(whyNot)}</Alert>}
      <p>
        {t("learning.electives.ruleTotal", { count: rule.total })}{" "}
        {rule.products > 0 && t("learning.electives.ruleProducts", { count: rule.products })}{" "}
        {rule.segments > 0 && t("learning.electives.ruleSegments", { count: rule.segments })}
      </p>
      <Form>
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
