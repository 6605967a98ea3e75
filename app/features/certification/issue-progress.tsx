import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { BulkProgress } from "./bulk-issue.ts";

/** How far the certificates of a cohort are, or how the last press of the button ended. */
export function IssueProgress({ cohortId, bulk }: { cohortId: string; bulk: BulkProgress }) {
  const { t, number } = useWords();
  const { state, issued, of, refused } = bulk;
  const soFar = t("certification.bulk.soFar", { issued: number(issued), of: number(of) });
  if (state === "under-way")
    return (
      <div data-under-way>
        <Sheet accent title={soFar}>
          <div className="stack tight">
            <Meter value={issued + refused.length} max={of} label={t("certification.bulk.meter")} wide />
            <p className="soft">{t("certification.bulk.goesOn")}</p>
            <Refused refused={refused} />
            <p>
              <ButtonLink href={paths.issueCertificates(cohortId)} tone="quiet" size="small">
                {t("certification.bulk.look")}
              </ButtonLink>
            </p>
          </div>
        </Sheet>
      </div>
    );
  if (state === "stopped")
    return (
      <Alert tone="danger" title={t("certification.bulk.stopped", { soFar })}>
        {t("certification.bulk.stoppedText")}
      </Alert>
    );
  return (
    <Alert tone={refused.length > 0 ? "warn" : "good"} title={soFar}>
      <Refused refused={refused} />
    </Alert>
  );
}

function Refused({ refused }: Pick<BulkProgress, "refused">) {
  const { refusal } = useWords();
  if (refused.length === 0) return null;
  return (
    <ul className="plain">
      {refused.map(({ enrolmentId, name, reason }) => (
        <li key={enrolmentId}>
          <DirText>{name}</DirText>: {refusal(reason)}
        </li>
      ))}
    </ul>
  );
}
