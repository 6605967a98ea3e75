import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";

type Props = { certificate: { id: string; code: string; bytes: number | null } };

/** The file of a certificate, and the public check of it. */
export function CertificateLinks({ certificate: { id, code, bytes } }: Props) {
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
