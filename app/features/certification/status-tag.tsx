import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateStatus } from "./certificate-status.ts";

const TONE: Record<CertificateStatus, TagTone> = { valid: "good", superseded: "warn", revoked: "danger" };

export function StatusTag({ status }: { status: CertificateStatus }) {
  const { t } = useWords();
  return <Tag tone={TONE[status]}>{t(`certification.status.${status}`)}</Tag>;
}
