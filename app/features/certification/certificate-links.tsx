import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";
import { linkedInAddress } from "./linked-in.ts";
import { TranscriptLinks } from "./transcript-links.tsx";
import { isOfTrainer, type AnyFacts } from "./trainer-facts.ts";

type Props = {
  certificate: { id: string; code: string; bytes: number | null; facts: AnyFacts };
  /** Whether the reader holds it, and may want to show it. */
  own?: boolean;
};

/** The file of a certificate, the public check of it, the badge to show, and the same for machines. */
export function CertificateLinks({ certificate: { id, code, bytes, facts }, own }: Props) {
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
      {!isOfTrainer(facts) && <TranscriptLinks id={id} facts={facts} />}
      {own && <ToShare id={id} facts={facts} />}
      <ForMachines address={(as) => paths.credential(id, as)} />
    </>
  );
}

/** The same certificate for wallets and machines. */
export function ForMachines({ address }: { address: (as: "json" | "jwt") => string }) {
  const { t } = useWords();
  return (
    <details>
      <summary>{t("certification.credential.forMachines")}</summary>
      <div className="stack tight">
        <p className="soft">{t("certification.credential.hint")}</p>
        <Actions>
          <ButtonLink href={address("json")} tone="quiet" icon="download">
            {t("certification.credential.json")}
          </ButtonLink>
          <ButtonLink href={address("jwt")} tone="quiet" icon="download">
            {t("certification.credential.jwt")}
          </ButtonLink>
        </Actions>
      </div>
    </details>
  );
}

function ToShare({ id, facts }: { id: string; facts: AnyFacts }) {
  const { t } = useWords();
  const title = isOfTrainer(facts) ? facts.scheme.title : facts.course.title;
  const name = t("certification.credential.name", { kind: t(`certification.kind.${facts.kind}`), title });
  return (
    <details>
      <summary>{t("credentials.badge.title")}</summary>
      <div className="stack tight">
        <p className="soft">{t("credentials.share.hint")}</p>
        <PictureLink href={paths.certificatePicture(id)} verifyUrl={facts.verifyUrl} />
        <p className="soft">{t("credentials.badge.hint")}</p>
        <BadgeLinks address={(as) => paths.credential(id, as)} />
        <p className="soft">{t("credentials.badge.linkedInHint")}</p>
        <Actions>
          <ButtonLink href={linkedInAddress(facts, name)} tone="quiet" rel="noopener noreferrer">
            {t("credentials.badge.linkedIn")}
          </ButtonLink>
        </Actions>
      </div>
    </details>
  );
}

/** Sent by the phone itself where it can (share.client.ts), else downloaded. */
export function PictureLink({ href, verifyUrl }: { href: string; verifyUrl: string }) {
  const { t } = useWords();
  return (
    <Actions>
      <ButtonLink
        href={href}
        tone="quiet"
        icon="download"
        data-share={t("credentials.share.send")}
        data-ready={t("credentials.share.ready")}
        data-address={verifyUrl}
      >
        <span aria-live="polite">{t("credentials.share.download")}</span>
      </ButtonLink>
    </Actions>
  );
}

export function BadgeLinks({ address }: { address: (as: "png" | "svg") => string }) {
  const { t } = useWords();
  return (
    <Actions>
      <ButtonLink href={address("png")} tone="quiet" icon="download">
        {t("credentials.badge.png")}
      </ButtonLink>
      <ButtonLink href={address("svg")} tone="quiet" icon="download">
        {t("credentials.badge.svg")}
      </ButtonLink>
    </Actions>
  );
}
