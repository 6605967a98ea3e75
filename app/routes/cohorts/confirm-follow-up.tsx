import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CONFIRMATIONS, type GoalState } from "#app/features/cohorts/follow-up.ts";
import { ConfirmForm } from "#app/features/cohorts/follow-up-forms.ts";
import { confirmFollowUp, toConfirm } from "#app/features/cohorts/follow-ups.server.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.confirm.title"), noIndex: true } satisfies PageHandle;

/** Public by its link, which works once: a supervisor has no account. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const asked = await toConfirm(params["token"] ?? "", context.words.locale);
  return data({ asked }, { status: asked ? 200 : 410 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request, ConfirmForm);
  if (!form.ok) return badForm(form.problem);
  const confirmed = await confirmFollowUp(params["token"] ?? "", form.value, context.requestId);
  return data({ confirmed }, { status: confirmed ? 200 : 410 });
}

export default function ConfirmFollowUp() {
  const { asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer && "problem" in answer ? answer : undefined);
  const { t } = useWords();
  if (answer && "confirmed" in answer && answer.confirmed)
    return (
      <EmptyState headingLevel={1} title={t("cohorts.confirm.thanks")}>
        {t("cohorts.confirm.thanksText")}
      </EmptyState>
    );
  if (!asked)
    return (
      <EmptyState headingLevel={1} title={t("cohorts.confirm.gone")}>
        {t("cohorts.confirm.goneText")}
      </EmptyState>
    );
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={<Titled of={asked.course} />}
        title={t("cohorts.confirm.of", { name: asked.person })}
        lead={t("cohorts.confirm.lead", {
          name: asked.supervisorName,
          person: asked.person,
          count: asked.months,
        })}
      />
      {form.summary}
      {asked.goals.map(({ title, goal, indicator, state, note }) => (
        <Sheet
          key={`${title.words} ${goal}`}
          title={<DirText>{goal}</DirText>}
          aside={<Tag>{t(`cohorts.followUp.goal-${state as GoalState}`)}</Tag>}
        >
          <p className="soft">
            {t("cohorts.followUp.indicator")} <DirText>{indicator}</DirText>
          </p>
          {note && (
            <p dir="auto" className="written">
              {note}
            </p>
          )}
        </Sheet>
      ))}
      <Form>
        <RadioGroup
          name="confirmation"
          legend={t("cohorts.confirm.ask")}
          value={form.value("confirmation") || undefined}
          error={form.error("confirmation")}
          choices={CONFIRMATIONS.map((each) => ({ value: each, label: t(`cohorts.confirm.${each}`) }))}
        />
        <TextArea
          name="comment"
          dir="auto"
          rows={3}
          label={t("cohorts.confirm.comment")}
          hint={t("cohorts.confirm.commentHint", { person: asked.person })}
          optional={t("common.form.optional")}
          defaultValue={form.value("comment")}
          error={form.error("comment")}
        />
        <Actions>
          <Button>{t("cohorts.confirm.send")}</Button>
        </Actions>
      </Form>
    </div>
  );
}
