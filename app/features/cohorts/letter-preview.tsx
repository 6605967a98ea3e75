import { Alert } from "#app/ui/alert.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { LetterPreview } from "./letter-preview.ts";

/** A letter to everybody, as one of them gets it in each language; the most read one is open to be read. */
export function LetterPreviews({ previews }: { previews: LetterPreview[] }) {
  const { t, language } = useWords();
  const [first, ...others] = previews;
  if (!first) return <Alert>{t("cohorts.move.nobodyReads")}</Alert>;
  const readers = ({ people, locale }: LetterPreview) =>
    t("cohorts.behind.readers", { count: people, language: language(locale) });
  return (
    <div className="stack tight">
      <Alert tone="info" title={t("cohorts.behind.previewTitle")}>
        <p className="soft">{readers(first)}</p>
        <Letter letter={first} />
      </Alert>
      {others.map((letter) => (
        <Disclosure key={letter.locale} summary={readers(letter)}>
          <Letter letter={letter} />
        </Disclosure>
      ))}
    </div>
  );
}

function Letter({ letter: { locale, subject, body } }: { letter: LetterPreview }) {
  return (
    <div lang={locale} dir="auto">
      <p>
        <b>{subject}</b>
      </p>
      <p className="written">{body}</p>
    </div>
  );
}
