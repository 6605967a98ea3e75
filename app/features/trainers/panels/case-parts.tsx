import { noteWords } from "#app/features/trainers/observations/rating-words.tsx";
import type { SignedRating } from "#app/features/trainers/observations/rating-view.ts";
import { scoreWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CasePaper } from "./panel-view.ts";

/** What was handed in, opened by the seat. */
export function CasePapers({ papers, href }: { papers: readonly CasePaper[]; href: (id: string) => string }) {
  const { t, date, size } = useWords();
  if (papers.length === 0) return null;
  return (
    <Sheet title={t("panels.papers.title")}>
      <ul>
        {papers.map((paper) => (
          <li key={paper.id}>
            {"day" in paper && t(`panels.papers.${paper.of}`, { day: date(paper.day) })}
            {paper.of === "past" && t("panels.papers.past")}
            {!("day" in paper) && paper.of !== "past" && t(`candidacy.document.${paper.of}`)}:{" "}
            <a href={href(paper.id)}>
              {"name" in paper ? <DirText>{paper.name}</DirText> : t("panels.papers.page")}
            </a>{" "}
            {"bytes" in paper && <small className="soft">{size(paper.bytes)}</small>}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** Each rating with what its assessor noted, one after another. */
export function CaseRatings({ ratings }: { ratings: readonly SignedRating[] }) {
  const words = useWords();
  const { t, date } = words;
  if (ratings.length === 0) return null;
  return (
    <Sheet title={t("panels.ratings.title")}>
      <div className="stack">
        {ratings.map(({ id, assessor, day, place, minutes, scores, notes, feedback }) => (
          <Disclosure key={id} summary={t("panels.ratings.one", { assessor, day: date(day) })}>
            <div className="stack">
              <p>
                {t("panels.ratings.seen", { minutes, place })} {scoreWords(words, scores)}
              </p>
              {notes.length > 0 && (
                <ul>
                  {notes.map(({ id: note, about, text }) => (
                    <li key={note}>
                      <b>{noteWords(words, about)}:</b> <DirText>{text}</DirText>
                    </li>
                  ))}
                </ul>
              )}
              {feedback && (
                <p>
                  <b>{t("observation.rating.feedback")}:</b> <DirText>{feedback}</DirText>
                </p>
              )}
            </div>
          </Disclosure>
        ))}
      </div>
    </Sheet>
  );
}
