import type { ReactNode } from "react";
import { useScoreChoices } from "#app/features/trainers/observations/anchors.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, CheckboxGroup } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { UnmetList } from "./candidacy-parts.tsx";
import { DECLINE_CODES, type Refused } from "./candidacy.ts";
import { DOCUMENTS, TIES, type WrittenKind } from "./candidacy-records.ts";
import type { CandidacySheet, Offer, Offers } from "./candidacy-view.ts";
import { eventWords, stageWords, stepWords } from "./candidacy-words.tsx";
import { CRITERIA, type Criterion } from "#app/features/trainers/schemes/criteria.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { VOLUME_SCHEMES } from "#app/features/trainers/schemes/schemes.ts";

/* Each act and each record is one small form: what it means, its data, why. */

type Helped = {
  form: FormHelp;
  sheet: Pick<CandidacySheet, "seen" | "today" | "stageNames">;
  formId: string;
};

/** A field of this form: what was typed comes back to the form that sent it, and its id is the one an error leads to. */
function useFields(intent: string, form: FormHelp) {
  const mine = form.value("intent") === intent;
  return {
    mine,
    field: (name: string, stored = "") => ({
      name,
      id: mine ? name : `${intent}-${name}`,
      defaultValue: mine ? form.value(name) : stored,
      error: mine ? form.error(name) : undefined,
    }),
    ticked: (name: string) => ({
      name,
      id: mine ? name : `${intent}-${name}`,
      value: "yes",
      defaultChecked: mine && form.value(name) === "yes",
    }),
  };
}

type ActFormProps = Helped & {
  intent: string;
  does: string;
  children?: ReactNode;
  danger?: boolean;
  /** What its page is for. */
  alone?: boolean;
};

function ActForm({ intent, does, children, danger, alone, formId, sheet }: ActFormProps) {
  const isUpload = intent === "document";
  return (
    <Form encType={isUpload ? "multipart/form-data" : undefined}>
      <input type="hidden" name="id" value={`${formId}-${intent}`} />
      <input type="hidden" name="seen" value={sheet.seen} />
      {children}
      <Actions>
        <Button name="intent" value={intent} tone={danger ? "danger" : alone ? undefined : "quiet"}>
          {does}
        </Button>
      </Actions>
    </Form>
  );
}

const WITHOUT_REASON = new Set(["recommend", "start-clock", "give-notice"]);
const ENDING = new Set(["fail", "decline", "withdraw"]);

/** What the act is called for whom: an employer attests and records, an assessor recommends and an officer certifies. */
function actName({ kind, to, as }: Offer) {
  if (kind === "recommend" && as === "attester") return "attest";
  if (kind !== "advance" || to !== "certified") return kind;
  return as === "training-department" ? "record-attestation" : "certify";
}

function NotNow({ title, refused }: { title: string; refused: Refused }) {
  const { refusal } = useWords();
  const { key, unmet, bars, day } = refused;
  return (
    <div className="candidacy-refused">
      <p>
        <b>{title}</b> {refusal({ key: `candidacy.${key}`, ...(day ? { params: { day } } : {}) })}
      </p>
      <UnmetList unmet={unmet} bars={bars} />
    </div>
  );
}

/** An act, or the sentence why not now. */
export function ActOffer({ offer, ...helped }: Helped & { offer: Offer }) {
  const words = useWords();
  const { t } = words;
  const { kind, refused, waivable, to } = offer;
  const { mine, field } = useFields(kind, helped.form);
  const name = actName(offer);
  const title = t(`candidacy.act.${name}.title`, {
    stage: to ? stageWords(words, to, helped.sheet.stageNames) : "",
  });
  if (refused) return <NotNow title={title} refused={refused} />;
  return (
    <Disclosure summary={title} open={mine || undefined}>
      <div className="stack">
        <p>{t(`candidacy.act.${name}.consequence`)}</p>
        <ActForm {...helped} intent={kind} does={t(`candidacy.act.${name}.do`)} danger={ENDING.has(kind)}>
          {kind === "waive" && (
            <Select
              label={t("candidacy.field.requirement")}
              options={waivable.map((value) => ({ value, label: t(`candidacy.waivable.${value}` as never) }))}
              required
              {...field("requirement")}
            />
          )}
          {kind === "decline" && <DeclineCode {...field("code")} />}
          <TextArea
            rows={2}
            dir="auto"
            label={t(WITHOUT_REASON.has(kind) ? "candidacy.field.note" : "candidacy.field.reason")}
            hint={t("candidacy.field.reasonHint")}
            required={!WITHOUT_REASON.has(kind)}
            {...field("reason")}
          />
        </ActForm>
      </div>
    </Disclosure>
  );
}

/** Why somebody is not admitted, of a short list; the words to it are beside it. */
export function DeclineCode(field: FieldProps) {
  const { t } = useWords();
  return (
    <Select
      label={t("candidacy.field.code")}
      placeholder={t("candidacy.apply.choose")}
      options={DECLINE_CODES.map((value) => ({ value, label: t(`candidacy.declineCode.${value}`) }))}
      required
      {...field}
    />
  );
}

/** Something to write down, with what its form chooses from. */
export function RecordOffer({ kind, offers, ...helped }: Helped & { kind: WrittenKind; offers: Offers }) {
  const { t } = useWords();
  const { mine } = useFields(kind, helped.form);
  const bars = kind === "strike" ? offers.strikeBars : [];
  if (bars.length > 0)
    return (
      <NotNow
        title={t("candidacy.record.strike.title")}
        refused={{ key: "barred", unmet: [], bars, day: null }}
      />
    );
  return (
    <Disclosure summary={t(`candidacy.record.${kind}.title`)} open={mine || undefined}>
      <div className="stack">
        <p className="soft">{t(`candidacy.record.${kind}.hint`)}</p>
        <ActForm {...helped} intent={kind} does={t(`candidacy.record.${kind}.do`)}>
          <RecordFields kind={kind} offers={offers} {...helped} />
        </ActForm>
      </div>
    </Disclosure>
  );
}

/** What was seen of a session with clients; a page of its own, which opens again without a line. */
export const SessionFields = ({ offers, ...helped }: Helped & { offers: Offers }) => (
  <ActForm {...helped} alone intent="checklist" does={useWords().t("candidacy.record.checklist.do")}>
    <RecordFields kind="checklist" offers={offers} {...helped} />
  </ActForm>
);

function RecordFields({ kind, offers, form, sheet }: Helped & { kind: WrittenKind; offers: Offers }) {
  const words = useWords();
  const { t } = words;
  const { mine, field, ticked } = useFields(kind, form);
  const whole = (name: "missed" | "madeUp" | "attended" | "held" | "minutes" | "responses" | "present") => (
    <Whole label={t(`candidacy.field.${name}`)} {...field(name)} />
  );
  const day = (name: "on" | "endedOn" | "releasedOn", stored = sheet.today) => (
    <TextInput type="date" label={t(`candidacy.field.${name}`)} required {...field(name, stored)} />
  );
  const why = (
    <TextArea
      rows={2}
      dir="auto"
      label={t("candidacy.field.reason")}
      hint={t("candidacy.field.reasonHint")}
      required
      {...field("reason")}
    />
  );
  const topics = (of: "tested" | "seen", ticked: readonly Topic[]) =>
    offers.topics.length > 0 && (
      <CheckboxGroup
        name="topics[]"
        id={field("topics").id}
        legend={t(`candidacy.field.topics.${of}`)}
        hint={t(`candidacy.field.topics.${of}Hint`)}
        error={field("topics").error}
        choices={offers.topics.map((value) => ({ value, label: t(`trainers.topic.${value}`) }))}
        values={mine ? form.values("topics", []) : [...ticked]}
      />
    );
  const another = field("another");
  const scores = (of: readonly Criterion[]) => <ScoreFields of={of} field={field} />;
  switch (kind) {
    case "document":
      return <DocumentFields form={form} />;
    case "selection":
      return (
        <>
          <TextInput inputMode="decimal" label={t("candidacy.field.total")} required {...field("total")} />
          {(["microfinanceYears", "managementYears", "trainingYears"] as const).map((years) => (
            <Whole key={years} label={t(`candidacy.field.${years}`)} {...field(years)} />
          ))}
        </>
      );
    case "enrolled":
      return (
        <Select
          label={t("candidacy.field.cohort")}
          placeholder={t("candidacy.apply.choose")}
          options={offers.cohorts.map(({ id, name }) => ({ value: id, label: name }))}
          required
          {...field("cohortId")}
        />
      );
    case "attendance":
      return (
        <>
          {whole("missed")}
          {whole("madeUp")}
          {day("endedOn")}
        </>
      );
    case "debriefs":
      return (
        <>
          {whole("attended")}
          {whole("held")}
        </>
      );
    case "practice":
      return (
        <>
          {day("on")}
          <Checkbox label={t("candidacy.field.localised")} {...ticked("localised")} />
          <Checkbox label={t("candidacy.field.feedback")} {...ticked("feedback")} />
          {scores(offers.criteria)}
        </>
      );
    case "form":
      return (
        <>
          {day("on")}
          {scores(CRITERIA)}
          <Checkbox label={t("candidacy.field.ready")} {...ticked("ready")} />
        </>
      );
    case "sitting":
      return (
        <>
          {day("on")}
          <TextInput inputMode="decimal" label={t("candidacy.field.score")} required {...field("score")} />
          {day("releasedOn")}
          {topics("tested", offers.topics)}
        </>
      );
    case "remarking":
      return why;
    case "remarked":
      return (
        <>
          <TextInput inputMode="decimal" label={t("candidacy.field.score")} required {...field("score")} />
          <Checkbox label={t("candidacy.field.another")} error={another.error} {...ticked("another")} />
          {why}
        </>
      );
    case "excuse":
      return (
        <>
          <TextInput type="date" label={t("candidacy.field.until")} required {...field("until")} />
          {why}
        </>
      );
    case "delivery":
      return (
        <>
          <Select
            label={t("candidacy.field.module")}
            placeholder={t("candidacy.apply.choose")}
            options={offers.modules.map(({ id, title }) => ({ value: id, label: title }))}
            required
            {...field("moduleId")}
          />
          {day("on")}
          {whole("minutes")}
        </>
      );
    case "feedback":
      return (
        <>
          {whole("responses")}
          {whole("present")}
          <TextInput inputMode="decimal" label={t("candidacy.field.mean")} required {...field("mean")} />
        </>
      );
    case "cycle":
      return (
        <>
          <TextInput dir="auto" label={t("candidacy.field.course")} required {...field("title")} />
          {day("on")}
          {whole("responses")}
          <TextInput inputMode="decimal" label={t("candidacy.field.mean")} required {...field("mean")} />
          <TextInput
            autoCapitalize="none"
            label={t("candidacy.field.observedBy")}
            hint={t("candidacy.field.observedByHint")}
            optional={t("common.form.optional")}
            {...field("observedBy")}
          />
          <Checkbox label={t("candidacy.field.data")} {...ticked("data")} />
          <Checkbox label={t("candidacy.field.reported")} {...ticked("reported")} />
        </>
      );
    case "mentored":
      return (
        <>
          <Select
            label={t("candidacy.field.of")}
            placeholder={t("candidacy.apply.choose")}
            options={VOLUME_SCHEMES.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
            required
            {...field("of")}
          />
          <TextInput dir="auto" label={t("candidacy.field.course")} required {...field("title")} />
          {day("on")}
        </>
      );
    case "refresher":
      return (
        <>
          {day("on")}
          <TextInput inputMode="decimal" label={t("candidacy.field.score")} required {...field("score")} />
        </>
      );
    case "report":
      return <TextArea rows={2} dir="auto" label={t("candidacy.field.note")} {...field("reason")} />;
    case "checklist":
      return (
        <>
          {day("on")}
          {topics("seen", [])}
          {offers.steps ? (
            <CheckboxGroup
              boxed
              name="ticked[]"
              id={field("ticked").id}
              legend={t("candidacy.field.ticked")}
              hint={t("candidacy.field.tickedHint")}
              error={field("ticked").error}
              choices={offers.steps.map((one) => ({
                value: one.step,
                label: stepWords(words, one),
                after: one.critical && <Tag tone="due">{t("candidacy.critical")}</Tag>,
              }))}
              values={mine ? form.values("ticked", []) : []}
            />
          ) : (
            (["done", "steps", "criticalMissed"] as const).map((name) => (
              <Whole key={name} label={t(`candidacy.field.${name}`)} {...field(name)} />
            ))
          )}
        </>
      );
    case "tie":
      return (
        <>
          <TextInput
            autoCapitalize="none"
            label={t("candidacy.field.username")}
            required
            {...field("username")}
          />
          <Select
            label={t("candidacy.field.tie")}
            options={TIES.map((value) => ({ value, label: t(`candidacy.tie.${value}`) }))}
            required
            {...field("tie")}
          />
          {why}
        </>
      );
    case "observation":
      return null; // from the instrument only (rating-form.tsx)
    case "strike":
      return (
        <>
          <Select
            label={t("candidacy.field.eventId")}
            placeholder={t("candidacy.apply.choose")}
            options={offers.strikeable.map(({ entry }) => ({
              value: entry.id,
              label: eventWords(words, entry),
            }))}
            required
            {...field("eventId")}
          />
          {why}
        </>
      );
  }
}

type FieldProps = { name: string; id: string; defaultValue: string; error: string | undefined };

const Whole = ({ label, ...field }: FieldProps & { label: string }) => (
  <TextInput inputMode="numeric" pattern="[0-9]*" label={label} required {...field} />
);

/** The criteria with what the scores mean, each a choice that may stay open. */
function ScoreFields({ of, field }: { of: readonly Criterion[]; field: (name: string) => FieldProps }) {
  const { t } = useWords();
  const options = useScoreChoices().map(({ value, label }) => ({ value: String(value), label }));
  if (of.length === 0) return null;
  return (
    <fieldset className="candidacy-scores">
      <legend>{t("candidacy.field.scores")}</legend>
      {of.map((criterion) => (
        <Select
          key={criterion}
          label={t("candidacy.criterionNamed", { criterion, name: t(`candidacy.criterion.${criterion}`) })}
          placeholder={t("candidacy.field.notScored")}
          options={options}
          {...field(criterion)}
        />
      ))}
    </fieldset>
  );
}

function DocumentFields({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const { field } = useFields("document", form);
  const { defaultValue: _none, ...file } = field("file");
  return (
    <>
      <Select
        label={t("candidacy.page.uploadWhat")}
        options={DOCUMENTS.map((value) => ({ value, label: t(`candidacy.document.${value}`) }))}
        required
        {...field("document")}
      />
      <FileInput label={t("candidacy.apply.file")} hint={t("candidacy.apply.fileHint")} {...file} />
      <TextArea rows={3} dir="auto" label={t("candidacy.page.uploadWords")} {...field("words")} />
    </>
  );
}

/** Why it was not taken, at the form: the rule's sentence stands above, what is missing here. */
export function NotTakenBecause({ answer }: { answer: unknown }) {
  const { unmet = [], bars = [] } = (answer ?? {}) as Partial<Parameters<typeof UnmetList>[0]>;
  return unmet.length > 0 || bars.length > 0 ? (
    <Alert tone="danger">
      <UnmetList unmet={unmet} bars={bars} />
    </Alert>
  ) : null;
}
