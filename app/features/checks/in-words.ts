import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";

type Worth = { says: WordKey; since: string; present: { number: string; valid: boolean } | null };

/** What a certificate is worth today, in sentences; of one that was replaced, first what its holder has. */
export function inWords({ says, since, present }: Worth, { t, date }: Pick<Words, "t" | "date">): string {
  const said = t(says, { day: date(since) });
  if (!present) return said;
  const { number, valid } = present;
  return valid
    ? `${t("credentials.list.now", { number })} ${said}`
    : `${said} ${t("credentials.list.present", { number })}`;
}
