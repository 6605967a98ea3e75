import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { LockView } from "./passbook.ts";

/** Why a module is not open yet, and the way to open it. */
export function LockNotice({ lock }: { lock: LockView }) {
  const { t } = useWords();
  if (lock.because === "not-chosen")
    return <Alert title={t("learning.lock.notChosen")}>{t("learning.lock.notChosenText")}</Alert>;
  return (
    <Alert
      title={t("learning.lock.title")}
      action={<a href={lock.href}>{t("learning.lock.open", { title: lock.title.words })}</a>}
    >
      {t("learning.lock.text", { title: lock.title.words })}
    </Alert>
  );
}
