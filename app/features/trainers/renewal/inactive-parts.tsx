import { Alert } from "#app/ui/alert.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Inactive } from "./inactive.ts";

/* That somebody has not delivered for long: among staff. */

export function InactiveNotice({ inactive }: { inactive: Inactive }) {
  const { t, date } = useWords();
  const { since, last } = inactive;
  // What they delivered after that does not bring them back.
  const delivered = last && t(`trainers.inactive.${last >= since ? "alone" : "last"}`, { day: date(last) });
  return (
    <Alert tone="warn" title={t("trainers.inactive.title", { day: date(since) })}>
      {delivered ?? t("trainers.inactive.never")} {t("trainers.inactive.cure")}
    </Alert>
  );
}

export function InactiveTag({ inactive }: { inactive: Inactive | undefined }) {
  const { t, date } = useWords();
  return inactive ? (
    <>
      {" "}
      <Tag tone="warn">{t("trainers.inactive.since", { day: date(inactive.since) })}</Tag>
    </>
  ) : null;
}
