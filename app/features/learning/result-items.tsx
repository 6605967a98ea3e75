import { directionOf } from "#app/lib/locales.ts";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { AnswerWords } from "./answer-words.tsx";
import { SourcePrompt } from "./prompt.tsx";
import type { ResultItem } from "./question-view.ts";

/** Item by item: what was answered, what is right, and why. */
export function ResultItems({ items }: { items: ResultItem[] }) {
  return (
    <>
      {items.map((item) => (
        <Item key={item.item} item={item} of={items.length} />
      ))}
    </>
  );
}

function Item({ item, of }: { item: ResultItem; of: number }) {
  const { t, number } = useWords();
  const { position, locale } = item;
  return (
    <section className="sheet stack tight" aria-labelledby={`q${position}-title`}>
      <header className="actions">
        <h2 className="eyebrow" id={`q${position}-title`}>
          {t("learning.paper.position", { position: number(position), of: number(of) })}
        </h2>
        <Earned item={item} />
      </header>
      <div lang={locale} dir={directionOf(locale)}>
        <p>
          <strong>{item.words.prompt}</strong>
        </p>
        {item.source && (
          <p className="hint">
            <SourcePrompt source={item.source} />
          </p>
        )}
      </div>
      <FactList facts={useFacts(item)} />
    </section>
  );
}

function useFacts(item: ResultItem): Fact[] {
  const { t } = useWords();
  const { answer, right, explain, misled, comment, locale, earned, points } = item;
  const inWords = (text: string) => (
    <span lang={locale} dir={directionOf(locale)}>
      {text}
    </span>
  );
  const facts: (Fact | false)[] = [
    { term: t("learning.result.yours"), value: <AnswerWords question={item} answer={answer} /> },
    right !== null &&
      earned !== points && {
        term: t("learning.result.right"),
        value: <AnswerWords question={item} answer={right} />,
      },
    misled.length > 0 && { term: t("learning.result.misled"), value: inWords(misled.join(" ")) },
    explain !== null && { term: t("learning.result.why"), value: inWords(explain) },
    comment !== null && comment !== "" && { term: t("learning.result.comment"), value: <bdi>{comment}</bdi> },
  ];
  return facts.filter((fact) => fact !== false);
}

function Earned({ item: { earned, points } }: { item: ResultItem }) {
  const { t, number } = useWords();
  if (earned === null) return <Tag tone="warn">{t("learning.result.waiting")}</Tag>;
  const verdict = earned === points ? "full" : earned === 0 ? "none" : "part";
  const tone = { full: "good", part: "warn", none: "quiet" } as const;
  return (
    <Tag tone={tone[verdict]}>
      {t(`learning.result.${verdict}`, { earned: number(earned / 100), points: number(points / 100) })}
    </Tag>
  );
}
