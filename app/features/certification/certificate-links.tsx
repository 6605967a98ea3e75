import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";

type Props = { certificate: { id: string; code: string; bytes: number | null } };

/** The file of a certificate, the public check of it, and the same for machines. */
export function CertificateLinks({ certificate: { id, code, bytes } }: Props) {
  const { t, size } = useWords();
  return (
    <>
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
      <details>
        <summary>{t("certification.credential.forMachines")}</summary>
        <div className="stack tight">
          <p className="soft">{t("certification.credential.hint")}</p>
          <Actions>
            <ButtonLink href={paths.credential(id, "json")} tone="quiet" icon="download">
              {t("certification.credential.json")}
            </ButtonLink>
            <ButtonLink href={paths.credential(id, "jwt")} tone="quiet" icon="download">
              {t("certification.credential.jwt")}
            </ButtonLink>
          </Actions>
        </div>
      </details>
    </>
  );
}
