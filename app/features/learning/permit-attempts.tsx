import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { TryResult } from "./assessment-card.tsx";
import type { PersonAssessment } from "./assessments-of.ts";
import { PERMISSION_KINDS } from "./attempt.ts";
import { Titled } from "./titled.tsx";

type FormHelp = ReturnType<typeof useForm>;

type AssessmentsProps = {
  assessments: PersonAssessment[];
  /** A fresh id per page: the form sent twice is one grant. Null for those who may only look. */
  grantId: string | null;
  form: FormHelp;
};

/** A person's quizzes and final with their tries; under each what a trainer may grant, with a reason. */
export function PersonAssessments({ assessments, grantId, form }: AssessmentsProps) {
  const { t } = useWords();
  if (assessments.length === 0) return <p className="soft">{t("learning.permit.none")}</p>;
  return (
    <>
      {assessments.map((each) => (
        <Sheet
          key={each.assessment}
          headingLevel={3}
          eyebrow={each.module && <Titled of={each.module} />}
          title={each.title ? <Titled of={each.title} /> : t("learning.final.title")}
        >
          <Standing assessment={each} />
          {grantId && <Grants assessment={each} grantId={grantId} form={form} />}
        </Sheet>
      ))}
    </>
  );
}

function Standing({ assessment: { view } }: { assessment: PersonAssessment }) {
  const { t, number, dateTime, refusal } = useWords();
  return (
    <div className="stack tight">
      {view.tries.length === 0 ? (
        <p className="soft">{t("learning.permit.noTries")}</p>
      ) : (
        <ul role="list">
          {view.tries.map((row) => (
            <li key={row.id}>
              {t("learning.assessment.tryNumber", { number: number(row.number) })}
              {" · "}
              {dateTime(row.at)} <TryResult row={row} />
            </li>
          ))}
        </ul>
      )}
      {view.why && !view.passed && <Alert>{refusal(view.why)}</Alert>}
    </div>
  );
}

type GrantsProps = { assessment: PersonAssessment; grantId: string; form: FormHelp };

function Grants({ assessment: { assessment }, grantId, form }: GrantsProps) {
  const { t } = useWords();
  const mine = form.value("assessment") === assessment;
  const value = (field: string) => (mine ? form.value(field) : "");
  const error = (field: string) => (mine ? form.error(field) : undefined);
  const id = (field: string) => `${field} ${assessment}`.replaceAll(/[ /]/g, "-");
  return (
    <Disclosure summary={t("learning.permit.title")} open={mine || undefined}>
      <form method="post" className="form">
        <input type="hidden" name="intent" value="permit" />
        <input type="hidden" name="grantId" value={grantId} />
        <input type="hidden" name="assessment" value={assessment} />
        <RadioGroup
          name="kind"
          id={id("kind")}
          legend={t("learning.permit.what")}
          required
          choices={PERMISSION_KINDS.map((kind) => ({
            value: kind,
            label: t(`learning.permit.${kind}`),
            hint: t(`learning.permit.${kind}Hint`),
          }))}
          value={value("kind") || undefined}
          error={error("kind")}
        />
        <TextInput
          name="minutes"
          id={id("minutes")}
          inputMode="numeric"
          span="short"
          label={t("learning.permit.minutes")}
          hint={t("learning.permit.minutesHint")}
          defaultValue={value("minutes")}
          error={error("minutes")}
        />
        <TextArea
          name="reason"
          id={id("reason")}
          rows={2}
          required
          label={t("learning.permit.reason")}
          hint={t("learning.permit.reasonHint")}
          defaultValue={value("reason")}
          error={error("reason")}
        />
        <Button tone="quiet">{t("learning.permit.grant")}</Button>
      </form>
    </Disclosure>
  );
}
