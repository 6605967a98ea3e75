import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificationStatus, Standing } from "./certification-status.ts";

const TONE: Record<CertificationStatus, TagTone> = {
  pending: "quiet",
  active: "good",
  "renewal-due": "due",
  "renewal-under-review": "due",
  suspended: "danger",
  "not-a-trainer": "danger",
  "on-leave": "quiet",
  "back-from-leave": "warn",
  lapsed: "warn",
  expired: "warn",
  ended: "quiet",
  superseded: "quiet",
  surrendered: "quiet",
  revoked: "danger",
  "in-error": "danger",
};

export function StandingTag({ standing }: { standing: Standing }) {
  const { t } = useWords();
  return <Tag tone={TONE[standing.status]}>{t(`trainers.status.${standing.status}`)}</Tag>;
}

/** The status as a sentence with the day it rests on. */
export function StandingInWords({ standing }: { standing: Standing }) {
  const { t, date } = useWords();
  return <>{t(`trainers.standing.${standing.status}`, { day: date(standing.day) })}</>;
}
