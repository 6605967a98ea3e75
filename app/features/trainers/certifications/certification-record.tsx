import type { ReactNode } from "react";
import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";
import {
  CertificationFacts,
  CertificationHistory,
  OtherPeriods,
  StandingSheet,
} from "./certification-parts.tsx";
import type { CertificationSheet } from "./certification-view.ts";
import type { PastPaper } from "./past-papers.server.ts";
import { PastPapers } from "./past-parts.tsx";
import { CertificatePart } from "./trainer-certificate-sheet.tsx";

/* One certification, as its holder and as staff read it: what they may do stands between and below. */

type NowProps = Parameters<typeof StandingSheet>[0] & { hearing: string };

/** What it is worth, and that its revocation is to be heard. */
export function CertificationNow({ hearing: text, ...standing }: NowProps) {
  const { t, date } = useWords();
  const { hearing } = standing.certification;
  return (
    <>
      <StandingSheet {...standing} />
      {hearing && (
        <Alert tone="warn" title={t("trainers.hearing.title", { day: date(hearing.on) })}>
          {text}
        </Alert>
      )}
    </>
  );
}

type RecordProps = {
  certification: CertificationSheet;
  certificate: Parameters<typeof CertificatePart>[0]["certificate"];
  papers: readonly PastPaper[];
  href: (id: string) => string;
  /** Beside a certificate that is still to be issued. */
  issue?: ReactNode;
  /** Beside one that is. */
  paper?: ReactNode;
  /** Below the history. */
  children?: ReactNode;
};

export const CertificationRecord = ({
  certification,
  certificate,
  papers,
  href,
  issue,
  paper,
  children,
}: RecordProps) => (
  <>
    <CertificatePart certificate={certificate} imported={certification.origin === "recorded"}>
      {issue}
    </CertificatePart>
    {paper}
    <CertificationFacts certification={certification} />
    <PastPapers papers={papers} />
    <CertificationHistory facts={certification.facts} href={href} />
    {children}
    <OtherPeriods others={certification.others} href={href} />
  </>
);
