import { DirText } from "#app/ui/dir-text.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { RefresherHeld } from "./day-view.ts";
import { SessionInWords } from "./session-in-words.tsx";

/** What the sheets of refresher days say of one facilitator, for them and for whoever looks after them. */
export function RefreshersHeld({ refreshers }: { refreshers: readonly RefresherHeld[] }) {
  const { t, date, percent } = useWords();
  if (refreshers.length === 0) return null;
  return (
    <Sheet title={t("attestation.days.title")}>
      <ul>
        {refreshers.map(({ dayId, heldOn, place, topic, present, score, observed, gave }) => (
          <li key={dayId}>
            <p>
              <b>{date(heldOn)}</b>, <DirText>{place}</DirText>
              {" · "}
              {topic ? t(`trainers.topic.${topic}`) : t("attestation.days.refresher")}{" "}
              {!gave && <Tag tone="warn">{t("attestation.day.outcome.noted")}</Tag>}
            </p>
            <p className="soft">
              {!present
                ? t("attestation.held.absent")
                : score === null
                  ? t("attestation.held.untested")
                  : t("attestation.held.tested", { score: percent(score / 10_000) })}
            </p>
            {observed && <SessionInWords session={observed} />}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
