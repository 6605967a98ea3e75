import { stepList } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { SeenSession } from "./day-view.ts";

/** What was seen of a session, in the words of the version it was seen by. */
export function SessionInWords({ session }: { session: SeenSession }) {
  const { on, by, done, steps, criticalMissed, missed = [] } = session;
  const words = useWords();
  const { t, date, number } = words;
  const said = { day: date(on), observer: by, done: number(done), steps: number(steps) };
  return (
    <p className="soft">
      {missed.length > 0
        ? t("attestation.day.sawNamed", { ...said, what: stepList(words, missed) })
        : t("attestation.day.saw", { ...said, critical: number(criticalMissed) })}
    </p>
  );
}
