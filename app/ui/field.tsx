import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon } from "./icon.tsx";

/** What every form part takes beside its own attributes. */
export type FieldWords = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** The word for “optional”, shown after the label; leave out where an answer is needed. */
  optional?: string | undefined;
  /** How long an answer to expect. */
  span?: "short" | "medium" | "full" | undefined;
};

/** Attributes that tie a control to its label, hint and error. */
export type FieldAria = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

export function fieldAria(id: string, { hint, error }: Pick<FieldWords, "hint" | "error">): FieldAria {
  const described = cx(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`);
  return { id, "aria-describedby": described, "aria-invalid": error ? true : undefined };
}

type FieldProps = FieldWords & { id: string; children: (aria: FieldAria) => ReactNode };

/** Label, hint, error, control; the control is drawn by the caller with the attributes it is given. */
export function Field({ id, label, hint, error, optional, span, children }: FieldProps) {
  return (
    <div className={fieldClass({ error, span })}>
      <label htmlFor={id}>
        {label}
        <Optional word={optional} />
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
      {children(fieldAria(id, { hint, error }))}
    </div>
  );
}

export function fieldClass({ error, span }: Pick<FieldWords, "error" | "span">): string | undefined {
  return cx("field", span !== "full" && span, Boolean(error) && "has-error");
}

export function Optional({ word }: { word: string | undefined }) {
  return word ? <span className="optional"> ({word})</span> : null;
}

export function FieldNotes({ id, hint, error }: { id: string } & Pick<FieldWords, "hint" | "error">) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
    </>
  );
}
