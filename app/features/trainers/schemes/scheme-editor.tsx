import { askWords, stageWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Anchored } from "./anchors.ts";
import { addable, askKey } from "./asked.ts";
import { stepsToChoose } from "./checklist.ts";
import { SCORES } from "./criteria.ts";
import {
  anchoredIn,
  changesBetween,
  fieldsOfPart,
  isList,
  type Decider,
  partsOf,
  PRACTICES,
  typedValue,
  valueOf,
  type CourseChoices,
  type SchemeField,
} from "./scheme-fields.ts";
import {
  choiceWords,
  fieldWords,
  flawWords,
  groupWords,
  keyWords,
  namesTests,
  type CourseTitles,
} from "./scheme-words.tsx";
import { LONGEST_ANCHOR } from "./scheme-text.ts";
import type { Requirement, Scheme, Stage } from "./scheme.ts";
import type { KeptSchemeId } from "./schemes.ts";
import type { Flaw } from "./sound-scheme.ts";

/* The next version of a scheme, part by part: each a page of its own, short enough for a phone. */

type PartsProps = { schemeId: KeptSchemeId; current: Scheme; draft: Scheme };

/** Every part, and which of them are changed already. */
export function SchemePartList({ schemeId, current, draft }: PartsProps) {
  const words = useWords();
  const { t } = words;
  const changed = new Set(
    changesBetween(current, draft).map((change) =>
      change.kind === "figure" ? change.field.group : change.stage,
    ),
  );
  const parts = partsOf(draft);
  const [anchors, others] = [parts.filter(anchoredIn), parts.filter((part) => !anchoredIn(part))];
  const list = (some: readonly string[]) => (
    <ul className="plain stack tight">
      {some.map((part) => {
        const stage = draft.stages.find(({ id }) => id === part);
        return (
          <li key={part}>
            <a href={paths.schemePart(schemeId, part)}>{groupWords(words, draft, part)}</a>{" "}
            {stage && <span className="soft">{t("schemes.draft.asks", { count: stage.asks.length })}</span>}{" "}
            {changed.has(part) && <Tag tone="due">{t("schemes.draft.changed")}</Tag>}
          </li>
        );
      })}
    </ul>
  );
  return (
    <Sheet title={t("schemes.draft.parts")}>
      <div className="stack">
        {list(others)}
        {anchors.length > 0 && (
          <Disclosure
            summary={t("schemes.anchors.title")}
            open={anchors.some((part) => changed.has(part)) || undefined}
          >
            {list(anchors)}
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

/** What keeps it from being published, each with what would help. */
type FlawsProps = { scheme: Scheme; flaws: readonly Flaw[] };

export function SchemeFlaws({ scheme, flaws }: FlawsProps) {
  const words = useWords();
  if (flaws.length === 0) return null;
  return (
    <Alert tone="danger" title={words.t("schemes.flaw.title")}>
      <ul>
        {flaws.map((flaw) => (
          <li key={`${flaw.key} ${flaw.stage} ${flaw.asked ? askKey(flaw.asked) : ""}`}>
            {flawWords(words, scheme, flaw)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

// ── One part ────────────────────────────────────────────────────────────────────────────────────────

type PartProps = {
  scheme: Scheme;
  part: string;
  titles: CourseTitles;
  choices: CourseChoices;
  form: FormHelp;
};

/** One form: whichever button is pressed, all that was typed is kept. */
export function SchemePartForm({ scheme, part, titles, choices, form }: PartProps) {
  const { t } = useWords();
  const stage = scheme.stages.find(({ id }) => id === part);
  const anchored = anchoredIn(part);
  const own = fieldsOfPart(scheme, part, { courses: choices }).filter(({ asked }) => asked === null);
  return (
    <Form>
      <div className="stack">
        {/* What Enter presses: not the first arrow. */}
        <button className="hidden-text" name="intent" value="save" tabIndex={-1} aria-hidden="true">
          {t("schemes.part.save")}
        </button>
        {stage && <input type="hidden" name="asked" value={stage.asks.map(askKey).join(" ")} />}
        {stage?.asks.map((asked, index) => (
          <AskedFields key={askKey(asked)} {...{ scheme, stage, asked, index, form }} />
        ))}
        {stage && <AddAsked scheme={scheme} stage={stage} form={form} />}
        {stage && own.length > 0 && (
          <Sheet title={t("schemes.part.own")}>
            <OwnFields scheme={scheme} fields={own} form={form} />
          </Sheet>
        )}
        {anchored && <AnchorFields scheme={scheme} of={anchored} fields={own} form={form} />}
        {part === "checklist" && <StepFields scheme={scheme} fields={own} form={form} />}
        {!stage && !anchored && part !== "checklist" && (
          <FieldList scheme={scheme} fields={own} titles={titles} form={form} />
        )}
        <Actions>
          <Button name="intent" value="save">
            {t("schemes.part.save")}
          </Button>
        </Actions>
      </div>
    </Form>
  );
}

type FieldsProps = {
  scheme: Scheme;
  fields: readonly SchemeField[];
  titles?: CourseTitles;
  form: FormHelp;
};

/** Who decides and by when; what it is called is seldom changed. */
function OwnFields({ scheme, fields, form }: FieldsProps) {
  const { t } = useWords();
  const names = fields.filter(({ unit }) => unit === "name");
  const given = names.some(({ name, ...field }) =>
    form.value(name, String(valueOf(scheme, { name, ...field }))),
  );
  return (
    <div className="stack">
      <FieldList scheme={scheme} fields={fields.filter(({ unit }) => unit !== "name")} form={form} />
      <Disclosure summary={t("schemes.part.names")} open={given || undefined}>
        <FieldList scheme={scheme} fields={names} form={form} />
      </Disclosure>
    </div>
  );
}

/** Score by score: what the platform says, and what the scheme says instead, in each language. */
function AnchorFields({ of, fields, ...rest }: FieldsProps & { of: Anchored }) {
  const { t, number } = useWords();
  return SCORES.map((score) => (
    <Sheet key={score} title={t("schemes.anchors.score", { score: number(score) })}>
      <div className="stack">
        <p className="soft">
          {t("schemes.anchors.platform", {
            meaning: t(of === "any" ? `candidacy.anchor.${score}` : `anchors.${of}.${score}`),
          })}
        </p>
        <FieldList fields={fields.filter(({ path }) => path[2] === String(score))} {...rest} />
      </div>
    </Sheet>
  ));
}

/** Which steps, which of them are critical, and each in words of its own. */
function StepFields({ scheme, fields, form }: FieldsProps) {
  const words = useWords();
  const ofStep = (step: string) => fields.filter(({ path, unit }) => unit === "step" && path[2] === step);
  return (
    <>
      <FieldList scheme={scheme} fields={fields.filter(({ unit }) => unit === "steps")} form={form} />
      {stepsToChoose(scheme.checklist).map((step) => {
        const own = ofStep(step);
        const given = own.some((field) => form.value(field.name, String(valueOf(scheme, field))));
        return (
          <Disclosure key={step} summary={choiceWords(words, "steps", step, {})} open={given || undefined}>
            <FieldList scheme={scheme} fields={own} form={form} />
          </Disclosure>
        );
      })}
    </>
  );
}

type AskedProps = { scheme: Scheme; stage: Stage; asked: Requirement; index: number; form: FormHelp };

/** One thing that is asked: as the candidate reads it, its figures, and its place in the list. */
function AskedFields({ scheme, stage, asked, index, form }: AskedProps) {
  const words = useWords();
  const { t } = words;
  const key = askKey(asked);
  const what = keyWords(words, key);
  const fields = fieldsOfPart(scheme, stage.id).filter((field) => field.asked === key);
  const last = index === stage.asks.length - 1;
  const acts = [
    ...(index > 0 ? (["up"] as const) : []),
    ...(last ? [] : (["down"] as const)),
    "remove" as const,
  ];
  return (
    <div id={`asked-${key}`}>
      <Sheet title={what}>
        <div className="stack">
          <p className="soft">{askWords(words, asked)}</p>
          {fields.length > 0 && <FieldList scheme={scheme} fields={fields} form={form} />}
          <Actions>
            {acts.map((act) => (
              <Button
                key={act}
                name="intent"
                value={`${act} ${key}`}
                tone="quiet"
                size="small"
                formNoValidate={act === "remove"}
                aria-label={t(`schemes.part.${act}Of`, { what })}
              >
                {t(`schemes.part.${act}`)}
              </Button>
            ))}
          </Actions>
        </div>
      </Sheet>
    </div>
  );
}

function AddAsked({ scheme, stage, form }: { scheme: Scheme; stage: Stage; form: FormHelp }) {
  const words = useWords();
  const { t } = words;
  const keys = addable(scheme, stage);
  if (keys.length === 0) return null;
  return (
    <Sheet title={t("schemes.part.add")} accent>
      <div className="stack">
        <Select
          name="add"
          label={t("schemes.part.addWhat")}
          hint={t("schemes.part.addHint")}
          placeholder={t("schemes.part.choose")}
          defaultValue={form.value("add")}
          error={form.error("add")}
          options={keys.map((value) => ({ value, label: keyWords(words, value) }))}
        />
        <Actions>
          <Button name="intent" value="add" tone="quiet">
            {t("schemes.part.addAct")}
          </Button>
        </Actions>
      </div>
    </Sheet>
  );
}

function FieldList({ fields, ...rest }: FieldsProps) {
  return (
    <div className="stack">
      {fields.map((field) => (
        <FigureField key={field.name} field={field} {...rest} />
      ))}
    </div>
  );
}

type FigureProps = Omit<FieldsProps, "fields"> & { field: SchemeField };

function FigureField({ scheme, field, titles = {}, form }: FigureProps) {
  const words = useWords();
  const { t } = words;
  const { name, unit, choices = [] } = field;
  const stored = typedValue(valueOf(scheme, field), unit);
  const shown = { name, label: fieldWords(words, field), error: form.error(name) };
  if (isList(unit))
    return (
      <CheckboxGroup
        name={`${name}[]`}
        id={name}
        legend={shown.label}
        hint={
          unit === "about"
            ? t("schemes.part.coursesHint")
            : namesTests(field)
              ? t("schemes.part.testsHint")
              : undefined
        }
        error={shown.error}
        values={form.values(name, stored as string[])}
        choices={choices.map((value) => ({ value, label: choiceWords(words, unit, value, titles) }))}
      />
    );
  const common = { ...shown, defaultValue: form.value(name, stored as string) };
  switch (unit) {
    case "who":
      return (
        <Select
          {...common}
          options={choices.map((value) => ({ value, label: t(`candidacy.part.${value as Decider}`) }))}
        />
      );
    case "recommender":
      return (
        <Select
          {...common}
          options={[
            { value: "", label: t("schemes.unit.nobody") },
            ...choices.map((value) => ({ value, label: t(`candidacy.part.${value as Decider}`) })),
          ]}
        />
      );
    case "yes":
      return (
        <Select
          {...common}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(`schemes.unit.${value}`) }))}
        />
      );
    case "practice":
      return (
        <Select
          {...common}
          options={PRACTICES.map((value) => ({ value, label: t(`schemes.practice.${value}`) }))}
        />
      );
    case "name":
      return (
        <TextInput
          {...common}
          dir="auto"
          maxLength={80}
          optional={t("common.form.optional")}
          hint={
            field.path.at(-1) === words.locale
              ? t("schemes.part.nameHint", { name: stageWords(words, field.group) })
              : undefined
          }
        />
      );
    case "anchor":
    case "step":
      return (
        <TextArea
          {...common}
          rows={2}
          dir="auto"
          maxLength={LONGEST_ANCHOR}
          optional={t("common.form.optional")}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          span="short"
          inputMode={unit === "share" || unit === "mark" ? "decimal" : "text"}
          dir="ltr"
          required={unit !== "until"}
          optional={unit === "until" ? t("common.form.optional") : undefined}
        />
      );
  }
}
