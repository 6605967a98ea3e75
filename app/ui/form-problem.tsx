import type { ReactNode } from "react";
import type { FormProblem } from "#app/lib/form.ts";
import type { Refusal } from "#app/lib/result.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { Alert } from "./alert.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { useWords } from "./words.tsx";

/** What an action answers when it did not go through: badForm or refused (app/infra/http.server.ts). */
export type FormAnswer = { problem: FormProblem; refusal: Refusal | null } | undefined;

export type FormHelp = {
  /** The sentence at a field, or undefined. */
  error: (field: string) => string | undefined;
  /** What was typed, else what is stored. */
  value: (field: string, stored?: string | null) => string;
  values: (field: string, stored?: string[]) => string[];
  /** The summary above the form: how many errors with links, or the rule that said no. */
  summary: ReactNode;
};

/** Everything a form needs to show itself again after `answer = useActionData()`. */
export function useForm(answer: FormAnswer): FormHelp {
  const { t, refusal } = useWords();
  const problem = answer?.problem;
  const errors = (problem?.errors ?? []).map(({ field, key, params }) => ({
    field,
    message: t(`common.form.${key}` as WordKey, params),
  }));
  const typed = (field: string) => problem?.values[field];
  return {
    error: (field) => errors.find((error) => error.field === field)?.message,
    value(field, stored) {
      const value = typed(field);
      return typeof value === "string" ? value : (stored ?? "");
    },
    values(field, stored = []) {
      const value = typed(field);
      if (value === undefined) return problem ? [] : stored;
      return typeof value === "string" ? [value] : value;
    },
    summary: (
      <>
        {errors.length > 0 && (
          <ErrorSummary title={t("common.error.summary", { count: errors.length })} errors={errors} />
        )}
        {answer?.refusal && (
          <div role="alert">
            <Alert tone="danger">{refusal(answer.refusal)}</Alert>
          </div>
        )}
      </>
    ),
  };
}
