import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { paths } from "#app/lib/paths.ts";
import type { LineField } from "./day-lines.ts";
import type { DayLine, Outcome } from "./day-view.ts";

/** `observed`: whether an observation is asked for too. */
type Props = { dayId: string; lines: DayLine[]; observed: boolean; form: FormHelp; looked: boolean };

/** Everybody of the day with what their sheet says; looked at first, and recorded as a whole. */
export function DayLines({ dayId, lines, observed, form, looked }: Props) {
  const { t } = useWords();
  return (
    <Form>
      {lines.map((line, index) => (
        <OneLine key={line.personId} line={line} observed={observed} form={form} number={index + 1} />
      ))}
      <Actions>
        <Button name="intent" value="look" tone={looked ? "quiet" : undefined}>
          {t("attestation.day.look")}
        </Button>
        <Button name="intent" value="record" tone={looked ? undefined : "quiet"}>
          {t("attestation.day.record")}
        </Button>
        <ButtonLink href={paths.printDay(dayId)} tone="quiet" icon="print">
          {t("attestation.day.print")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

function OneLine({
  line: { personId, name, staffNumber, username, unit, standing, validUntil, line, outcome },
  observed,
  form,
  number: place,
}: {
  line: DayLine;
  observed: boolean;
  form: FormHelp;
  number: number;
}) {
  const { t, date, list, number } = useWords();
  const done = outcome?.kind === "done";
  const field = (name: LineField) => {
    const key = `${name}.${personId}`;
    return {
      name: key,
      id: key,
      defaultValue: form.value(key, line[name]),
      error: form.error(key),
      label: t(`attestation.day.field.${name}`),
    };
  };
  return (
    <Sheet
      title={
        <>
          {number(place)}. <DirText>{name}</DirText>
        </>
      }
      headingLevel={3}
      aside={outcome ? <OutcomeTag outcome={outcome} /> : <StandingTag standing={standing} />}
    >
      <p className="soft">
        {list(
          [staffNumber ?? username, unit ?? "", t("attestation.day.until", { day: date(validUntil) })].filter(
            Boolean,
          ),
        )}
      </p>
      {outcome && <OutcomeInWords outcome={outcome} />}
      {!done && (
        <div className="field-row">
          <Checkbox
            name={`present.${personId}`}
            value="yes"
            label={t("attestation.day.field.present")}
            defaultChecked={
              form.value(`present.${personId}`, line.present) !== "" && !/^(no|non|0)$/i.test(line.present)
            }
            error={form.error(`present.${personId}`)}
          />
          <TextInput {...field("score")} inputMode="decimal" suffix="%" />
          {observed && (
            <>
              <TextInput {...field("observedOn")} type="date" />
              <TextInput
                {...field("observer")}
                autoCapitalize="none"
                hint={t("attestation.day.observerHint")}
              />
              <TextInput {...field("steps")} inputMode="numeric" />
              <TextInput {...field("done")} inputMode="numeric" />
              <TextInput {...field("criticalMissed")} inputMode="numeric" />
            </>
          )}
        </div>
      )}
    </Sheet>
  );
}

const TONE = { renewed: "good", topic: "good", done: "good", noted: "warn" } as const;

function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const { t } = useWords();
  return <Tag tone={TONE[outcome.kind]}>{t(`attestation.day.outcome.${outcome.kind}`)}</Tag>;
}

function OutcomeInWords({ outcome }: { outcome: Outcome }) {
  const { t, date, refusal } = useWords();
  switch (outcome.kind) {
    case "renewed":
      return <p>{t("attestation.day.gives", { from: date(outcome.from), until: date(outcome.until) })}</p>;
    case "topic":
      return <p>{t("attestation.day.givesTopic")}</p>;
    case "done":
      return outcome.paperWaits ? (
        <Alert tone="warn">{t("attestation.day.paperWaits")}</Alert>
      ) : (
        <p>{t("attestation.day.doneText")}</p>
      );
    case "noted":
      return <p>{refusal(outcome.reason)}</p>;
  }
}
