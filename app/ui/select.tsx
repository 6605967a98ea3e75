import type { ComponentPropsWithoutRef } from "react";
import { Field, type FieldWords } from "./field.tsx";

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined };

type SelectProps = FieldWords & {
  name: string;
  id?: string | undefined;
  options: SelectOption[];
  /** First, empty choice: “Choose one”. */
  placeholder?: string | undefined;
} & Omit<ComponentPropsWithoutRef<"select">, "className" | "style" | "children" | "id" | "name">;

export function Select(props: SelectProps) {
  const { label, hint, error, optional, span, id = props.name, options, placeholder, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} span={span}>
      {(aria) => (
        <select {...rest} {...aria}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
