import { DirText } from "#app/ui/dir-text.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { HIT, listOf } from "./search-links.ts";
import type { HitGroup } from "./search.ts";

/** What was found, by kind; each kind leads to its own list where it holds more. */
export function SearchGroups({ groups, q }: { groups: HitGroup[]; q: string }) {
  const { t } = useWords();
  return groups.map(({ kind, hits, more }) => (
    <Sheet key={kind} title={t(`search.kind.${kind}`)}>
      <ul className="plain hits">
        {hits.map(({ id, name, about }) => (
          <li key={id}>
            <a href={HIT[kind](id)}>
              <DirText>{name}</DirText>
            </a>
            <span className="soft">
              <DirText>{about}</DirText>
            </span>
          </li>
        ))}
      </ul>
      {more && <a href={listOf(kind, q)}>{t(`search.more.${kind}`)}</a>}
    </Sheet>
  ));
}
