import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";
import { OPEN_THINGS, type OpenThings } from "./open-things.ts";

/** Closing does not wait for these, but whoever closes shall know. */
export function StillOpen({ open }: { open: OpenThings }) {
  const { t } = useWords();
  const things = OPEN_THINGS.filter((thing) => open[thing] > 0);
  if (things.length === 0) return null;
  return (
    <Alert tone="warn" title={t("cohorts.close.stillOpen")}>
      <ul>
        {things.map((thing) => (
          <li key={thing}>{t(`cohorts.close.open-${thing}`, { count: open[thing] })}</li>
        ))}
      </ul>
    </Alert>
  );
}
