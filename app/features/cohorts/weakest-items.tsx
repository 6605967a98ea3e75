import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { paths } from "#app/lib/paths.ts";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { WeakItemView } from "./weakest-items.ts";

/** Item by item, the weakest first: how many had it right, what most others chose, and where it is taught. */
export function WeakestItems({ items, versionId }: { items: WeakItemView[]; versionId: string }) {
  return (
    <ol className="plain stack">
      {items.map((item, index) => (
        <li key={item.item}>
          <Item item={item} place={index + 1} versionId={versionId} />
        </li>
      ))}
    </ol>
  );
}

function Item({ item, place, versionId }: { item: WeakItemView; place: number; versionId: string }) {
  const { t, number, percent } = useWords();
  const { prompt, locale, right, people } = item;
  return (
    <Sheet
      eyebrow={t("cohorts.weakest.place", { place: number(place) })}
      title={<bdi {...writtenIn(locale)}>{prompt}</bdi>}
      aside={
        <strong>
          {t("cohorts.weakest.right", {
            share: percent(Math.round((100 * right) / people) / 100),
            count: people,
          })}
        </strong>
      }
    >
      <FactList facts={useFacts(item, versionId)} />
    </Sheet>
  );
}

function useFacts({ wrong, why, objective, teaches, locale }: WeakItemView, versionId: string): Fact[] {
  const { t } = useWords();
  const inWords = (text: string) => <span {...writtenIn(locale)}>{text}</span>;
  const facts: (Fact | false)[] = [
    wrong !== null && {
      term: t("cohorts.weakest.chosen", { count: wrong.people }),
      value:
        wrong.words === null
          ? t(`learning.answer.${wrong.option as "true" | "false"}`)
          : inWords(wrong.words),
    },
    why !== null && { term: t("cohorts.weakest.why"), value: inWords(why) },
    objective !== null && { term: t("cohorts.weakest.objective"), value: <Titled of={objective} /> },
    teaches !== null && {
      term: t("cohorts.weakest.teaches"),
      value: (
        <a href={paths.previewUnit(versionId, teaches.moduleId, teaches.unitId)}>
          <Titled of={teaches.title} />
        </a>
      ),
    },
  ];
  return facts.filter((fact) => fact !== false);
}
