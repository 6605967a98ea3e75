import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateStatus } from "./certificate-status.ts";
import type { CertificateRecord } from "./certificate-view.ts";

const TONE: Record<CertificateStatus, TagTone> = {
  valid: "good",
  superseded: "warn",
  revoked: "danger",
  "in-error": "danger",
};

export function StatusTag({ status }: { status: CertificateStatus }) {
  const { t } = useWords();
  return <Tag tone={TONE[status]}>{t(`certification.status.${status}`)}</Tag>;
}

/** A revocation is told with its reason: its holder has a right to it. */
export function StatusInWords({ certificate }: { certificate: CertificateRecord }) {
  const { t, date } = useWords();
  const { status, supersededOn, revokedOn, revokedReason } = certificate;
  if (status === "superseded") return <>{t("certification.mine.superseded", { day: date(supersededOn!) })}</>;
  if (status === "valid") return <>{t("certification.mine.valid")}</>;
  return <>{t(`certification.mine.${status}`, { day: date(revokedOn!), reason: revokedReason ?? "" })}</>;
}
