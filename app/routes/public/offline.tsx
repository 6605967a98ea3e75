import { ButtonLink } from "#app/ui/button.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("common.offline.title") } satisfies PageHandle;

/** Shown from the phone's own store in place of a page that cannot be fetched: trying again asks for that page. */
export default function Offline() {
  const { t } = useWords();
  return (
    <div className="narrow">
      <ErrorPage
        title={t("common.offline.title")}
        actions={<ButtonLink href="">{t("common.offline.retry")}</ButtonLink>}
      >
        {t("common.offline.text")}
      </ErrorPage>
    </div>
  );
}
