import type { ComponentPropsWithoutRef } from "react";
import { Field, type FieldWords } from "./field.tsx";

type FileInputProps = FieldWords & { name: string; id?: string | undefined } & Omit<
    ComponentPropsWithoutRef<"input">,
    "className" | "style" | "type" | "id" | "name" | "value" | "defaultValue"
  >;

/** Say kinds and size limit in the hint; the form needs `encType="multipart/form-data"`. */
export function FileInput(props: FileInputProps) {
  const { label, hint, error, optional, span, id = props.name, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} span={span}>
      {(aria) => <input type="file" {...rest} {...aria} />}
    </Field>
  );
}
