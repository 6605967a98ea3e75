import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { CertificateLinks } from "./certificate-links.tsx";
import type { OwnCertificate } from "./certificate-view.ts";
import { StatusInWords, StatusTag } from "./status-tag.tsx";

export type Mine = OwnCertificate & { bytes: number | null };

/** One of the reader's own certificates: what it is, what it is worth today, the file, the public check. */
export function MyCertificateSheet({ certificate }: { certificate: Mine }) {
  const { t, date } = useWords();
  const { facts, status } = certificate;
  return (
    <Sheet
      engraved={status === "valid"}
      eyebrow={t(`certification.kind.${facts.kind}`)}
      title={<DirText lang={facts.locale}>{facts.course.title}</DirText>}
      aside={status !== "valid" && <StatusTag status={status} />}
    >
      <div className="stack tight">
        <FactList
          facts={[
            { term: t("certification.facts.holder"), value: <DirText>{facts.holder.name}</DirText> },
            { term: t("certification.facts.number"), value: certificate.number },
            { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
            { term: t("certification.facts.state"), value: <StatusInWords certificate={certificate} /> },
          ]}
        />
        {status === "valid" && <CertificateLinks certificate={certificate} own />}
      </div>
    </Sheet>
  );
}
