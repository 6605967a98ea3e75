import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";

/** Of a page that was opened before a version was published, which it now shows. */
export function NewerVersion({ version }: { version: string | null }) {
  const { t } = useWords();
  return version && <Alert tone="warn">{t("catalogue.review.newer", { version })}</Alert>;
}
