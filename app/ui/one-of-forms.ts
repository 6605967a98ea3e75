import type { FormHelp } from "./form-problem.tsx";

/** The fields of one form of several on a page: what was typed and what is wrong belong to the one that was sent. */
export function fieldsOf(form: FormHelp, intent: string) {
  const mine = form.value("intent") === intent;
  const own = (name: string, required = true) => ({
    name,
    id: mine ? name : `${intent}-${name}`,
    defaultValue: mine ? form.value(name) : "",
    error: mine ? form.error(name) : undefined,
    required,
  });
  return { mine, own };
}
