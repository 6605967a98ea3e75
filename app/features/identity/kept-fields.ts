/* Which of the fields somebody had typed they recognise their work by: sentences, not the ids and marks around. */

const MOST_SHOWN = 6;

const isProse = (value: string) => /\s/.test(value.trim()) || /[^\p{ASCII}]/u.test(value);

export type KeptFields = {
  /** Texts to show, in the order of the form. */
  texts: string[];
  /** How many further fields were filled in. */
  others: number;
};

export function recognisable(fields: readonly (readonly [string, string])[]): KeptFields {
  const filled = fields.filter(([name, value]) => value.trim() !== "" && name !== "intent");
  const texts = filled
    .map(([, value]) => value)
    .filter(isProse)
    .slice(0, MOST_SHOWN);
  return { texts, others: filled.length - texts.length };
}
