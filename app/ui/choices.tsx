import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { cx } from "./class-names.ts";
import { fieldAria, fieldClass, FieldNotes, Optional, type FieldWords } from "./field.tsx";

export type Choice = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What follows the words: a Tag with the verdict on an answer. */
  after?: ReactNode;
  disabled?: boolean | undefined;
};

type GroupProps = Omit<FieldWords, "label" | "span"> & {
  /** The question the choices answer. */
  legend: ReactNode;
  /** A quiz question rather than a field among others. */
  large?: boolean | undefined;
  /** A frame round each choice: easier to hit and to read where the choices are sentences. */
  boxed?: boolean | undefined;
  /** Side by side: numbers of a scale. */
  inline?: boolean | undefined;
  name: string;
  id?: string | undefined;
  choices: Choice[];
  required?: boolean | undefined;
  disabled?: boolean | undefined;
};

/** One of several. The first choice carries the group's id, so an error summary leads to it. */
export function RadioGroup({ value, ...group }: GroupProps & { value?: string | undefined }) {
  return <Choices {...group} type="radio" chosen={value === undefined ? [] : [value]} />;
}

/** Any of several. */
export function CheckboxGroup({ values = [], ...group }: GroupProps & { values?: string[] | undefined }) {
  return <Choices {...group} type="checkbox" chosen={values} />;
}

function Choices(props: GroupProps & { type: "radio" | "checkbox"; chosen: string[] }) {
  const {
    type,
    legend,
    hint,
    error,
    optional,
    large,
    boxed,
    inline,
    name,
    id = name,
    choices,
    chosen,
  } = props;
  const { "aria-describedby": described } = fieldAria(id, { hint, error });
  const radio = type === "radio";
  return (
    <fieldset
      className={fieldClass({ error, span: "full" })}
      role={radio ? "radiogroup" : undefined}
      aria-invalid={radio && error ? true : undefined}
      aria-describedby={described}
      disabled={props.disabled}
    >
      <legend className={cx(large && "large")}>
        {legend}
        <Optional word={optional} />
      </legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <div className={cx("choices", boxed && "boxed", inline && "inline")}>
        {choices.map((choice, index) => (
          <ChoiceRow key={choice.value} after={choice.after} hint={choice.hint} label={choice.label}>
            <input
              type={type}
              name={name}
              id={index === 0 ? id : `${id}-${index + 1}`}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              required={radio ? props.required : undefined}
            />
          </ChoiceRow>
        ))}
      </div>
    </fieldset>
  );
}

function ChoiceRow(props: { label: ReactNode; hint?: ReactNode; after?: ReactNode; children: ReactNode }) {
  return (
    <label className="choice">
      {props.children}
      <span>
        {props.label}
        {props.hint && <span className="hint">{props.hint}</span>}
        {props.after && <> {props.after}</>}
      </span>
    </label>
  );
}

type CheckboxProps = {
  name: string;
  id?: string | undefined;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** In a table row: the label is spoken, not shown. */
  bare?: boolean | undefined;
} & Omit<ComponentPropsWithoutRef<"input">, "className" | "style" | "type" | "id" | "name">;

/** A single yes. */
export function Checkbox({ label, hint, error, bare, id, ...rest }: CheckboxProps) {
  if (bare) {
    return (
      <label className="choice bare">
        <input type="checkbox" id={id} {...rest} />
        <span className="hidden-text">{label}</span>
      </label>
    );
  }
  const own = id ?? rest.name;
  return (
    <div className={fieldClass({ error, span: "full" })}>
      <FieldNotes id={own} hint={undefined} error={error} />
      <ChoiceRow label={label} hint={hint}>
        <input type="checkbox" {...rest} {...fieldAria(own, { hint: undefined, error })} />
      </ChoiceRow>
    </div>
  );
}
