import { Button } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";

/**
 * The way to /search; search.client.ts adds suggestions as one types. A header and the page itself each have one, hence
 * the id.
 */
export function SearchBox({ id, q = "" }: { id: string; q?: string }) {
  const { t } = useWords();
  return (
    <search className="find">
      <form method="get" action="/search" data-suggest="/search/suggestions">
        <label className="hidden-text" htmlFor={id}>
          {t("search.label")}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          maxLength={100}
          autoComplete="off"
          placeholder={t("search.placeholder")}
          defaultValue={q}
        />
        <Button tone="quiet" icon="search">
          <span className="hidden-text">{t("search.act")}</span>
        </Button>
      </form>
    </search>
  );
}
