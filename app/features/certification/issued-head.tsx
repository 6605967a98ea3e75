import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { IssuedCertificate } from "./certificate-view.ts";
import { StatusInWords, StatusTag } from "./status-tag.tsx";

type Props = {
  certificate: IssuedCertificate;
  own: boolean;
  /** Certificates of the same person that bear another name than today's. */
  others: { id: string; number: string }[];
};

/** Whose it is, whether it holds, and where the file and the public page are. */
export function IssuedHead({ certificate, own, others }: Props) {
  const { t, dateTime } = useWords();
  const { id, number, code, facts, status, cohort, issuerName, issuedAt } = certificate;
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            <a href="/certificates/issued">{t("certification.register.title")}</a> · {number}
          </>
        }
        title={
          <>
            <DirText>{facts.holder.name}</DirText> <StatusTag status={status} />
          </>
        }
        lead={t(`certification.kind.${facts.kind}`)}
        actions={
          <>
            <ButtonLink href={paths.certificatePdf(id)} icon="download">
              {t("certification.mine.download")}
            </ButtonLink>
            <ButtonLink href={paths.verify(code)} tone="quiet">
              {t("certification.mine.check")}
            </ButtonLink>
          </>
        }
      />
      <StatusAlert certificate={certificate} />
      {own && <Alert>{t("certification.issued.own")}</Alert>}
      {others.length > 0 && (
        <Alert tone="warn" title={t("certification.issued.others", { count: others.length })}>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <a href={paths.issuedCertificate(other.id)}>{other.number}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <p className="soft">
        {issuerName
          ? t("certification.issued.by", { at: dateTime(issuedAt), name: issuerName })
          : t("certification.issued.at", { at: dateTime(issuedAt) })}{" "}
        {cohort && <a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
      </p>
    </>
  );
}

function StatusAlert({ certificate }: { certificate: IssuedCertificate }) {
  const { t } = useWords();
  const { status, editions } = certificate;
  const [newest] = editions;
  if (status === "valid") return null;
  return (
    <Alert
      tone={status === "superseded" ? "warn" : "danger"}
      action={
        newest &&
        newest.id !== certificate.id && (
          <a href={paths.issuedCertificate(newest.id)}>{t("certification.issued.newest")}</a>
        )
      }
    >
      <p>
        <StatusInWords certificate={certificate} />
      </p>
    </Alert>
  );
}
