import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { FIRST_SOURCES, SOURCES, type Source } from "./observation.ts";
import type { ObservationView, RaterView } from "./rating-view.ts";

/* What an officer does with observations: plan one, ask for a second rating, call one off. */

export type PlanChoices = {
  /** The first day that counts; null: any. */
  since: string | null;
  /** The first rating may be from a recording. */
  onVideo: boolean;
  assessors: readonly { id: string; name: string }[];
  /** Who could but for having trained the candidate: by an exception. */
  trained: readonly { id: string; name: string }[];
  sessions: readonly { id: string; date: string; part: "am" | "pm"; cohort: string }[];
};
type Props = { choices: PlanChoices; form: FormHelp };

function useFields(form: FormHelp, mine: boolean, prefix: string) {
  return (name: string) => ({
    name,
    id: mine ? name : `${prefix}-${name}`,
    defaultValue: mine ? form.value(name) : "",
    error: mine ? form.error(name) : undefined,
  });
}

type Field = ReturnType<typeof useFields>;

/** Who rates, and why it may be somebody who has trained the candidate. */
function Assessor({ choices: { assessors, trained }, field }: { choices: PlanChoices; field: Field }) {
  const { t } = useWords();
  return (
    <>
      <Select
        label={t("observation.field.assessor")}
        hint={assessors.length === 0 ? t("observation.list.nobodyMay") : undefined}
        placeholder={t("observation.choose")}
        options={[
          ...assessors.map(({ id, name }) => ({ value: id, label: name })),
          ...trained.map(({ id, name }) => ({
            value: id,
            label: t("observation.exception.option", { name }),
          })),
        ]}
        required
        {...field("assessorId")}
      />
      {trained.length > 0 && (
        <TextArea
          rows={2}
          dir="auto"
          label={t("observation.exception.reason")}
          hint={t("observation.exception.hint")}
          optional={t("common.form.optional")}
          {...field("exception")}
        />
      )}
    </>
  );
}

function Sources({ field, of = SOURCES }: { field: Field; of?: readonly Source[] }) {
  const { t } = useWords();
  return (
    <>
      <Select
        label={t("observation.field.source")}
        options={of.map((value) => ({ value, label: t(`observation.source.${value}`) }))}
        required
        {...field("source")}
      />
      <TextInput
        type="url"
        label={t("observation.field.video")}
        hint={t("observation.field.videoHint")}
        optional={t("common.form.optional")}
        maxLength={500}
        {...field("video")}
      />
    </>
  );
}

export function PlanForm({ choices, form }: Props) {
  const { t, date } = useWords();
  const field = useFields(form, form.value("intent") === "plan", "plan");
  return (
    <Sheet title={t("observation.plan.title")}>
      <div className="stack">
        <p className="soft">{t("observation.plan.consequence")}</p>
        <Form>
          {choices.sessions.length > 0 && (
            <Select
              label={t("observation.field.session")}
              placeholder={t("observation.field.otherPlace")}
              options={choices.sessions.map(({ id, date: day, part, cohort }) => ({
                value: id,
                label: t("observation.field.sessionOf", {
                  day: date(day),
                  part: t(`cohorts.part.${part}`),
                  cohort,
                }),
              }))}
              {...field("halfDayId")}
            />
          )}
          <TextInput
            type="date"
            label={t("observation.field.day")}
            hint={t("observation.field.placeHint")}
            min={choices.since ?? undefined}
            {...field("day")}
          />
          <TextInput label={t("observation.field.place")} maxLength={300} dir="auto" {...field("place")} />
          <Assessor choices={choices} field={field} />
          {choices.onVideo && <Sources field={field} of={FIRST_SOURCES} />}
          <Actions>
            <Button name="intent" value="plan">
              {t("observation.plan.do")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Sheet>
  );
}

/** The form of this very observation: there may be several on the page. */
const isMine = (form: FormHelp, intent: string, view: Pick<ObservationView, "id">) =>
  form.value("intent") === intent && [form.value("observationId"), form.value("ratingId")].includes(view.id);

export function SecondForm({
  view,
  choices,
  form,
}: Props & { view: Pick<ObservationView, "id" | "reasons"> }) {
  const { t } = useWords();
  const mine = isMine(form, "second", view);
  const field = useFields(form, mine, `second-${view.id}`);
  const needed = view.reasons.length > 0;
  return (
    <Disclosure summary={t("observation.second.title")} open={mine || needed || undefined}>
      <div className="stack">
        {!needed && <p>{t("observation.second.notNeeded")}</p>}
        <p className="soft">{t("observation.second.consequence")}</p>
        <Form>
          <input type="hidden" name="observationId" value={view.id} />
          <Assessor choices={choices} field={field} />
          <Sources field={field} />
          <Actions>
            <Button name="intent" value="second" tone={needed ? "primary" : "quiet"}>
              {t("observation.second.do")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
  );
}

/** Somebody else in the place of one assessor. */
export function ReplaceForm({ rating, choices, form }: Props & { rating: RaterView }) {
  const { t } = useWords();
  const mine = isMine(form, "replace", rating);
  const field = useFields(form, mine, `replace-${rating.id}`);
  return (
    <Disclosure summary={t("observation.replace.title", { name: rating.assessor })} open={mine || undefined}>
      <div className="stack">
        <p>{t("observation.replace.consequence")}</p>
        <Form>
          <input type="hidden" name="ratingId" value={rating.id} />
          <Assessor choices={choices} field={field} />
          <Sources field={field} />
          <TextArea rows={2} dir="auto" label={t("observation.field.reason")} required {...field("reason")} />
          <Actions>
            <Button name="intent" value="replace" tone="quiet">
              {t("observation.replace.do")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
  );
}

export function CancelForm({ view, form }: { view: Pick<ObservationView, "id">; form: FormHelp }) {
  const { t } = useWords();
  const mine = isMine(form, "cancel", view);
  const field = useFields(form, mine, `cancel-${view.id}`);
  return (
    <Disclosure summary={t("observation.cancel.title")} open={mine || undefined}>
      <div className="stack">
        <p>{t("observation.cancel.consequence")}</p>
        <Form>
          <input type="hidden" name="observationId" value={view.id} />
          <TextArea rows={2} dir="auto" label={t("observation.field.reason")} required {...field("reason")} />
          <Actions>
            <Button name="intent" value="cancel" tone="danger">
              {t("observation.cancel.do")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
  );
}
