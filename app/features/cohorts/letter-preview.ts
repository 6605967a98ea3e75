/** A letter to many as one of them gets it, and how many read it in this language. */
export type LetterPreview = { locale: string; people: number; subject: string; body: string };

/** By language, most readers first; each as the first of its readers gets it. */
export function previewsOf<Reader extends { locale: string }>(
  readers: readonly Reader[],
  textFor: (reader: Reader) => { subject: string; body: string },
): LetterPreview[] {
  const locales = [...new Set(readers.map(({ locale }) => locale))];
  return locales
    .map((locale) => {
      const own = readers.filter((reader) => reader.locale === locale);
      return { locale, people: own.length, ...textFor(own[0]!) };
    })
    .sort((one, other) => other.people - one.people);
}
