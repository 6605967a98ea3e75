import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CohortPhase } from "./cohort-phase.ts";

const TONES: Record<CohortPhase, TagTone> = {
  planned: "quiet",
  running: "good",
  ended: "due",
  closed: "quiet",
  cancelled: "warn",
};

/** "ended" is due: report, certificates and closing wait. */
export function PhaseTag({ phase }: { phase: CohortPhase }) {
  const { t } = useWords();
  return <Tag tone={TONES[phase]}>{t(`cohorts.phase.${phase}`)}</Tag>;
}
