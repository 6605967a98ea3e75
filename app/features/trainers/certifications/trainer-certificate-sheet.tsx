import type { ReactNode } from "react";
import { CertificateLinks } from "#app/features/certification/certificate-links.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { provisionalWord } from "#app/features/trainers/candidacies/provisional.ts";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { StandingInWords, StandingTag } from "./standing-tag.tsx";
import type { ShownCertificate } from "./trainer-certificate-view.ts";

/** One of the reader's own: what it is, what it is worth today, the file, the public check. */
export function MyTrainerCertificate({ certificate }: { certificate: ShownCertificate }) {
  const { t, date } = useWords();
  const { facts, standing, number, endedBecause } = certificate;
  return (
    <Sheet
      engraved={standing.valid}
      eyebrow={t(`certification.kind.${facts.kind}`)}
      title={<DirText lang={facts.locale}>{facts.scheme.title}</DirText>}
      aside={<StandingTag standing={standing} />}
    >
      <div className="stack tight">
        <FactList
          facts={[
            { term: t("certification.facts.holder"), value: <DirText>{facts.holder.name}</DirText> },
            { term: t("certification.facts.number"), value: number },
            { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
            { term: t("certification.facts.state"), value: <CertificateWorth certificate={certificate} /> },
            ...(endedBecause
              ? [{ term: t("certification.ending.reason"), value: <DirText>{endedBecause}</DirText> }]
              : []),
          ]}
        />
        <CertificateLinks certificate={certificate} own />
      </div>
    </Sheet>
  );
}

/** A provisional certificate is worth what the candidacy is; any other what its certification is. */
export function CertificateWorth({ certificate: { facts, standing } }: { certificate: ShownCertificate }) {
  const { t, date } = useWords();
  return facts.kind === "provisional" ? (
    <>{t(`trainers.provisional.${provisionalWord(standing)}`, { day: date(standing.day) })}</>
  ) : (
    <StandingInWords standing={standing} />
  );
}

/** On the page of what it certifies: the file, or why there is none. */
export function CertificatePart({
  certificate,
  imported,
  children,
}: {
  certificate: ShownCertificate | null;
  /** Decided on paper before this system: the paper is the certificate. */
  imported: boolean;
  /** The way to issue one. */
  children?: ReactNode;
}) {
  const { t, date } = useWords();
  if (!certificate && !imported && !children) return null;
  return (
    <Sheet title={t("trainers.certificate.title")}>
      <div className="stack tight">
        {certificate ? (
          <>
            <p>
              {t("trainers.certificate.issued", {
                kind: t(`certification.kind.${certificate.facts.kind}`),
                number: certificate.number,
                day: date(certificate.facts.issuedOn),
              })}
            </p>
            <CertificateLinks certificate={certificate} />
          </>
        ) : (
          <p>{t(imported ? "trainers.certificate.imported" : "trainers.certificate.missing")}</p>
        )}
        {children}
      </div>
    </Sheet>
  );
}
