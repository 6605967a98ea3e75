/* As much of JSON Schema as our OpenAPI document uses; a word that is not known here is a fault of its own. */

export type Schema = Record<string, unknown>;

/** What is wrong with a value, each with where it is; nothing, if it is as the schema says. */
export function faultsIn(value: unknown, schema: Schema, at = "$"): string[] {
  return Object.entries(schema).flatMap(([word, said]) => {
    const check = WORDS[word];
    return check ? check(value, said as never, at) : [`${at}: "${word}" is not known`];
  });
}

type Check = (value: unknown, said: never, at: string) => string[];

const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
const isObject = (value: unknown): value is Record<string, unknown> => typeOf(value) === "object";
const unless = (right: boolean, fault: string): string[] => (right ? [] : [fault]);

const WORDS: Record<string, Check> = {
  description: () => [],
  type: (value, said: string | string[], at) =>
    unless(
      [said].flat().some((type) => (type === "integer" ? Number.isInteger(value) : type === typeOf(value))),
      `${at} is ${typeOf(value)}, not ${[said].flat().join()}`,
    ),
  const: (value, said: unknown, at) => unless(value === said, `${at} is not ${String(said)}`),
  enum: (value, said: unknown[], at) => unless(said.includes(value), `${at} is none of ${said.join()}`),
  required: (value, said: string[], at) =>
    isObject(value) ? said.filter((key) => !(key in value)).map((key) => `${at} has no ${key}`) : [],
  properties: (value, said: Record<string, Schema>, at) =>
    isObject(value)
      ? Object.entries(said).flatMap(([key, own]) =>
          key in value ? faultsIn(value[key], own, `${at}.${key}`) : [],
        )
      : [],
  items: (value, said: Schema, at) =>
    Array.isArray(value) ? value.flatMap((item, index) => faultsIn(item, said, `${at}[${index}]`)) : [],
  minItems: (value, said: number, at) => unless((value as unknown[]).length >= said, `${at} is too short`),
  maxItems: (value, said: number, at) => unless((value as unknown[]).length <= said, `${at} is too long`),
  minimum: (value, said: number, at) => unless((value as number) >= said, `${at} is less than ${said}`),
  format: (value, said: "date" | "uri", at) =>
    unless(
      typeof value !== "string" || (said === "date" ? /^\d{4}-\d\d-\d\d$/.test(value) : URL.canParse(value)),
      `${at} is no ${said}`,
    ),
};
