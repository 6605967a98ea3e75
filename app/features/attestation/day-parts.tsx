import { stepWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import type { Step } from "#app/features/trainers/schemes/checklist.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
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
import type { DayLine, GivenPeriod, Outcome } from "./day-view.ts";
import { SessionInWords } from "./session-in-words.tsx";

/** `asked`: what of an observed session, none where no observation is asked for; `version`: of whose steps the numbers are. */
type Props = {
  dayId: string;
  version: string;
  lines: DayLine[];
  asked: readonly LineField[];
  form: FormHelp;
  looked: boolean;
};

/** Everybody of the day with what their sheet says; looked at first, and recorded as a whole. */
export function DayLines({ dayId, version, lines, asked, form, looked }: Props) {
  const { t } = useWords();
  return (
    <Form>
      <input type="hidden" name="version" value={version} />
      {lines.map((line, index) => (
        <OneLine key={line.personId} line={line} asked={asked} form={form} number={index + 1} />
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

/** The steps by their numbers, as a sheet has them. */
export function StepNumbers({ steps, how }: { steps: readonly Step[]; how: string }) {
  const words = useWords();
  return (
    <Sheet title={words.t("attestation.day.stepNumbers")} headingLevel={2}>
      <div className="stack tight">
        <p>{how}</p>
        <ol>
          {steps.map((one) => (
            <li key={one.step}>
              {stepWords(words, one)} {one.critical && <Tag tone="due">{words.t("candidacy.critical")}</Tag>}
            </li>
          ))}
        </ol>
      </div>
    </Sheet>
  );
}

const FIELD_PROPS: Partial<
  Record<LineField, { type?: "date"; inputMode?: "numeric"; autoCapitalize?: "none" }>
> = {
  observedOn: { type: "date" },
  observer: { autoCapitalize: "none" },
  steps: { inputMode: "numeric" },
  done: { inputMode: "numeric" },
  criticalMissed: { inputMode: "numeric" },
};
const HINTED = ["observer", "missed"] as const;

function OneLine({
  line: { personId, name, staffNumber, username, unit, periods, line, observed, outcome },
  asked,
  form,
  number: place,
}: {
  line: DayLine;
  asked: readonly LineField[];
  form: FormHelp;
  number: number;
}) {
  const { t, number } = useWords();
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
      aside={outcome ? <OutcomeTag outcome={outcome} /> : <StandingTag standing={periods[0]!.standing} />}
    >
      <div className="stack tight">
        <p className="soft">{[staffNumber ?? username, unit].filter(Boolean).join(" · ")}</p>
        <Periods periods={periods} />
        {outcome && <OutcomeInWords outcome={outcome} />}
        {observed && <SessionInWords session={observed} />}
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
            {asked.map((name) => {
              const hinted = HINTED.find((one) => one === name);
              return (
                <TextInput
                  key={name}
                  {...field(name)}
                  {...FIELD_PROPS[name]}
                  hint={hinted && t(`attestation.day.${hinted}Hint`)}
                />
              );
            })}
          </div>
        )}
      </div>
    </Sheet>
  );
}

/** Of several each with what it is for. */
function Periods({ periods }: Pick<DayLine, "periods">) {
  const { t, date } = useWords();
  const topics = useTopics();
  if (periods.length === 1)
    return <p className="soft">{t("attestation.day.until", { day: date(periods[0]!.validUntil) })}</p>;
  return (
    <ul className="soft">
      {periods.map((period) => (
        <li key={`${period.validUntil} ${period.topics.join()}`}>
          {t("attestation.day.untilFor", { topics: topics(period.topics), day: date(period.validUntil) })}
        </li>
      ))}
    </ul>
  );
}

function useTopics() {
  const { t, list } = useWords();
  return (topics: readonly Topic[]) => list(topics.map((topic) => t(`trainers.topic.${topic}`)));
}

const TONE = { renewed: "good", topic: "good", done: "good", partly: "warn", noted: "warn" } as const;

function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const { t } = useWords();
  return <Tag tone={TONE[outcome.kind]}>{t(`attestation.day.outcome.${outcome.kind}`)}</Tag>;
}

function OutcomeInWords({ outcome }: { outcome: Outcome }) {
  const { t, date, refusal } = useWords();
  const topics = useTopics();
  switch (outcome.kind) {
    case "renewed": {
      const [only, ...more] = outcome.periods;
      const day = ({ from, until }: GivenPeriod) => ({ from: date(from), until: date(until) });
      return (
        <>
          {more.length + outcome.not.length === 0 ? (
            <p>{t("attestation.day.gives", day(only!))}</p>
          ) : (
            outcome.periods.map((period) => (
              <p key={`${period.from} ${period.topics.join()}`}>
                {t("attestation.day.givesFor", { topics: topics(period.topics), ...day(period) })}
              </p>
            ))
          )}
          {outcome.not.map((reason) => (
            <p key={reason.key}>{t("attestation.day.givesNot", { reason: refusal(reason) })}</p>
          ))}
        </>
      );
    }
    case "topic":
      return <p>{t("attestation.day.givesTopic")}</p>;
    case "done":
      return outcome.paperWaits ? (
        <Alert tone="warn">{t("attestation.day.paperWaits")}</Alert>
      ) : (
        <p>{t("attestation.day.doneText")}</p>
      );
    case "partly":
      return (
        <>
          <p>{t("attestation.day.partlyText")}</p>
          {outcome.paperWaits && <Alert tone="warn">{t("attestation.day.paperWaits")}</Alert>}
          <OutcomeInWords outcome={outcome.others} />
        </>
      );
    case "noted":
      return <p>{refusal(outcome.reason)}</p>;
  }
}
