import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { OwnCertificate } from "./certificate-view.ts";
import { StatusTag } from "./status-tag.tsx";

export type Mine = OwnCertificate & { bytes: number | null };

/** One of the reader's own certificates: what it is, what it is worth today, the file, the public check. */
export function MyCertificateSheet({ certificate }: { certificate: Mine }) {
  const { t, date } = useWords();
  const { facts, status, revokedOn, supersededOn, revokedReason } = certificate;
  return (
    <Sheet
      engraved={status === "valid"}
      eyebrow={t(`certification.kind.${facts.kind}`)}
      title={facts.course.title}
      aside={status !== "valid" && <StatusTag status={status} />}
    >
      {status === "superseded" && <p>{t("certification.mine.superseded", { day: date(supersededOn!) })}</p>}
      {status === "revoked" && (
        <p>{t("certification.mine.revoked", { day: date(revokedOn!), reason: revokedReason ?? "" })}</p>
      )}
      <FactList
        facts={[
          { term: t("certification.facts.holder"), value: <DirText>{facts.holder.name}</DirText> },
          { term: t("certification.facts.number"), value: certificate.number },
          { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
          { term: t("certification.facts.state"), value: t(`certification.mine.state.${status}`) },
        ]}
      />
      {status === "valid" && <Ways certificate={certificate} />}
    </Sheet>
  );
}

function Ways({ certificate: { id, code, bytes } }: { certificate: Mine }) {
  const { t, size } = useWords();
  return (
    <Actions>
      <ButtonLink href={paths.certificatePdf(id)} icon="download">
        {bytes === null
          ? t("certification.mine.download")
          : t("certification.mine.downloadSize", { size: size(bytes) })}
      </ButtonLink>
      <ButtonLink href={paths.verify(code)} tone="quiet">
        {t("certification.mine.check")}
      </ButtonLink>
    </Actions>
  );
}
