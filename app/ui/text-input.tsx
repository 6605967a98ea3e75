import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { Field, type FieldWords } from "./field.tsx";

type Own = FieldWords & { name: string; id?: string | undefined };

type TextInputProps = Own & {
  /** A unit or sign beside the box: “%”, “KHR”. */
  prefix?: ReactNode;
  suffix?: ReactNode;
} & Omit<ComponentPropsWithoutRef<"input">, "className" | "style" | "prefix" | "size" | "id" | "name">;

/** One line of text, a number, a date, a password: whatever `type` says. */
export function TextInput(props: TextInputProps) {
  const {
    label,
    hint,
    error,
    optional,
    span,
    id = props.name,
    prefix,
    suffix,
    type = "text",
    ...rest
  } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} span={span}>
      {(aria) => {
        const input = <input type={type} {...rest} {...aria} />;
        if (!prefix && !suffix) return input;
        return (
          <span className="affix">
            {prefix}
            {input}
            {suffix}
          </span>
        );
      }}
    </Field>
  );
}

type TextAreaProps = Own & Omit<ComponentPropsWithoutRef<"textarea">, "className" | "style" | "id" | "name">;

export function TextArea(props: TextAreaProps) {
  const { label, hint, error, optional, span, id = props.name, rows = 5, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} span={span}>
      {(aria) => <textarea rows={rows} {...rest} {...aria} />}
    </Field>
  );
}
