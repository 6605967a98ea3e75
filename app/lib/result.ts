/** What a rule answers: a value, or a reason that is a locale key with its parameters. */
export type Result<Value, Reason = Refusal> = { ok: true; value: Value } | { ok: false; reason: Reason };

/** `key` is looked up under `refusal.` in the locale files; `params` fill its gaps. */
export type Refusal = { key: string; params?: Record<string, string | number> };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refuse = (
  key: string,
  params?: Record<string, string | number>,
): { ok: false; reason: Refusal } => ({ ok: false, reason: params ? { key, params } : { key } });
