import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";

/** What keeps a text from being approved, in words; said as good news where there is nothing. */
export function ReviewFaults({ faults }: { faults: { kind: string; what: string; line?: number }[] }) {
  const { t } = useWords();
  if (faults.length === 0) return <Alert tone="good">{t("catalogue.review.clean")}</Alert>;
  return (
    <div role="alert">
      <Alert tone="danger">
        <p>{t("catalogue.review.faults")}</p>
        <ul>
          {faults.map(({ kind, what, line = 0 }) => (
            <li key={`${kind} ${what} ${line}`}>
              {t(`catalogue.review.fault.${kind as FaultKind}`, { what, line })}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

type FaultKind = "form" | "unspeakable" | `${"picture" | "link" | "gap" | "figure"}-${"lost" | "new"}`;
