import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { FaultKind } from "./review.ts";

/** What keeps a text from being approved, in words; said as good news where there is nothing. */
export function ReviewFaults({
  faults,
}: {
  faults: { kind: FaultKind; what: string; line?: number | undefined }[];
}) {
  const { t } = useWords();
  if (faults.length === 0) return <Alert tone="good">{t("catalogue.review.clean")}</Alert>;
  return (
    <div role="alert">
      <Alert tone="danger">
        <p>{t("catalogue.review.faults")}</p>
        <ul>
          {faults.map(({ kind, what, line = 0 }) => (
            <li key={`${kind} ${what} ${line}`}>{t(`catalogue.review.fault.${kind}`, { what, line })}</li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}
