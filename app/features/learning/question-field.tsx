import type { ReactNode } from "react";
import { directionOf } from "#app/lib/locales.ts";
import { CheckboxGroup, RadioGroup } from "#app/ui/choices.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { answerField, placesIn } from "./answer.ts";
import { isShort, SourcePrompt } from "./prompt.tsx";
import type { Asked, QuestionView } from "./question-view.ts";

type FormHelp = ReturnType<typeof useForm>;
type Part = { question: QuestionView; form: FormHelp };

/** One item with its controls: real inputs in a fieldset, whatever the kind. */
export function QuestionField(props: Part) {
  const { locale } = props.question;
  return (
    <div lang={locale} dir={directionOf(locale)}>
      <Controls {...props} />
    </div>
  );
}

function Controls({ question, form }: Part) {
  switch (question.kind) {
    case "single":
    case "true-false":
      return <OneOf question={question} form={form} />;
    case "multiple":
      return <AnyOf question={question} form={form} />;
    case "matching":
      return <Pairs question={question} form={form} />;
    case "ordering":
      return <Order question={question} form={form} />;
    default:
      return <Written question={question} form={form} />;
  }
}

const choice = (
  { words, source }: QuestionView,
  part: keyof Asked & ("options" | "left" | "right"),
  id: string,
) => ({
  label: words[part]?.[id] ?? id,
  hint: source && <span lang={source.locale}>{source.words[part]?.[id] ?? id}</span>,
});

/** In a list one can only write words: the source stands behind a dot. */
const inList = (view: QuestionView, part: "options" | "left" | "right", id: string): string => {
  const own = view.words[part]?.[id] ?? id;
  return view.source ? `${own} · ${view.source.words[part]?.[id] ?? id}` : own;
};

function OneOf({ question, form }: Part) {
  const { t } = useWords();
  const { answer, position, kind, options } = question;
  const name = answerField(position);
  const stored = answer && "choice" in answer ? answer.choice : undefined;
  const choices =
    kind === "true-false"
      ? (["true", "false"] as const).map((value) => ({ value, label: t(`learning.answer.${value}`) }))
      : options.map((id) => ({ value: id, ...choice(question, "options", id) }));
  return (
    <RadioGroup
      legend={question.words.prompt}
      hint={question.source && <SourcePrompt source={question.source} />}
      large={isShort(question)}
      boxed
      name={name}
      choices={choices}
      value={form.value(name, stored) || undefined}
      error={form.error(name)}
    />
  );
}

function AnyOf({ question, form }: Part) {
  const { t } = useWords();
  const { answer, position, options } = question;
  const name = answerField(position);
  return (
    <CheckboxGroup
      legend={question.words.prompt}
      hint={<Hints source={question.source}>{t("learning.answer.multipleHint")}</Hints>}
      large={isShort(question)}
      boxed
      name={`${name}[]`}
      id={name}
      choices={options.map((id) => ({ value: id, ...choice(question, "options", id) }))}
      values={form.values(name, answer && "choices" in answer ? answer.choices : [])}
      error={form.error(name)}
    />
  );
}

/** The source of the question, then what to do. */
function Hints({ source, children }: Pick<QuestionView, "source"> & { children: string }) {
  return (
    <>
      <SourcePrompt source={source} />
      {source && <br />}
      {children}
    </>
  );
}

function Fieldset({
  question,
  hint,
  children,
}: {
  question: QuestionView;
  hint?: string;
  children: ReactNode;
}) {
  const { position, words, source } = question;
  const id = answerField(position);
  return (
    <fieldset className="field" id={id} aria-describedby={source || hint ? `${id}-hint` : undefined}>
      <legend className={isShort(question) ? "large" : undefined}>{words.prompt}</legend>
      {(source || hint) && (
        <p className="hint" id={`${id}-hint`}>
          <Hints source={source}>{hint ?? ""}</Hints>
        </p>
      )}
      <div className="stack tight">{children}</div>
    </fieldset>
  );
}

function Pairs({ question, form }: Part) {
  const { t } = useWords();
  const { answer, position, options, left } = question;
  const stored = answer && "pairs" in answer ? answer.pairs : {};
  return (
    <Fieldset question={question} hint={t("learning.answer.matchingHint")}>
      {left.map((id) => {
        const name = answerField(position, id);
        return (
          <Select
            key={id}
            name={name}
            label={inList(question, "left", id)}
            placeholder={t("learning.answer.choose")}
            options={options.map((right) => ({ value: right, label: inList(question, "right", right) }))}
            defaultValue={form.value(name, stored[id])}
          />
        );
      })}
    </Fieldset>
  );
}

function Order({ question, form }: Part) {
  const { t, number } = useWords();
  const { answer, position, options } = question;
  const stored = placesIn(answer);
  return (
    <Fieldset question={question} hint={t("learning.answer.orderingHint")}>
      {options.map((id) => {
        const name = answerField(position, id);
        return (
          <Select
            key={id}
            name={name}
            label={inList(question, "options", id)}
            span="short"
            placeholder="–"
            options={options.map((_, index) => ({ value: String(index + 1), label: number(index + 1) }))}
            defaultValue={form.value(name, stored[id])}
          />
        );
      })}
    </Fieldset>
  );
}

function Written({ question, form }: Part) {
  const { t } = useWords();
  const { answer, position, kind, words } = question;
  const name = answerField(position);
  const common = {
    name,
    id: `${name}.text`,
    label: t("learning.answer.yours"),
    defaultValue: form.value(name, answer && "text" in answer ? answer.text : ""),
    error: form.error(name),
    autoComplete: "off",
  };
  return (
    <Fieldset question={question}>
      {kind === "free-text" ? (
        <TextArea {...common} rows={10} maxLength={20_000} />
      ) : kind === "numeric" ? (
        <TextInput {...common} span="medium" inputMode="decimal" suffix={words.unit} />
      ) : (
        <TextInput {...common} maxLength={200} />
      )}
    </Fieldset>
  );
}
