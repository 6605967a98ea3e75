import { LOCALES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateFacts } from "./certificate-facts.ts";

/** What stands behind a certificate of a course, with each other language. */
export function TranscriptLinks({ id, facts }: { id: string; facts: CertificateFacts }) {
  const { t, language } = useWords();
  if (facts.kind === "attendance-statement") return null;
  return (
    <details>
      <summary>{t("certification.transcript.title")}</summary>
      <div className="stack tight">
        <p className="soft">{t("certification.transcript.hint")}</p>
        <Actions>
          {LOCALES.filter((locale) => locale !== facts.locale).map((locale) => (
            <ButtonLink key={locale} href={paths.transcript(id, locale)} tone="quiet" icon="download">
              {t("certification.transcript.with", { language: language(locale) })}
            </ButtonLink>
          ))}
        </Actions>
      </div>
    </details>
  );
}
