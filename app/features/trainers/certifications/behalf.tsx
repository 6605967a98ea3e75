import { useWords } from "#app/ui/words.tsx";

/** For whom a deputy decided, under the name of who did. */
export function Behalf({ name }: { name: string | null }) {
  const { t } = useWords();
  if (name === null) return null;
  return (
    <>
      <br />
      <span className="soft">{t("audit.behalf", { names: name })}</span>
    </>
  );
}
