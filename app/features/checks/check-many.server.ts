import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import type { Cell, Table } from "#app/infra/table-files.server.ts";
import { refuse, ok, type Result } from "#app/lib/result.ts";
import type { Words } from "#app/locales/words.ts";
import { MOST_CODES, readCodeList, type ListedCode } from "./code-list.ts";
import { worthOf, type Found, type Worth } from "./worth-of.server.ts";

/** Lists a network may have checked in ten minutes: an office with a pile, and no machine that tries out codes. */
export const secondsToListAgain = limitPerNetwork(20, 600);

export type CheckedRow = ListedCode & { worth: Worth | null; words: string };

/** A list as somebody sent it, each line with what it comes to in words. */
export async function checkList(text: string, words: Words): Promise<Result<CheckedRow[]>> {
  const listed = readCodeList(text);
  if (listed.length === 0) return refuse("code-list-empty");
  if (listed.length > MOST_CODES)
    return refuse("code-list-too-long", { most: MOST_CODES, count: listed.length });
  const worths = await worthOf(listed.flatMap(({ code }) => code ?? []));
  return ok(
    listed.map((row) => {
      const found = row.code === null ? undefined : worths.get(row.code);
      if (!found)
        return {
          ...row,
          worth: null,
          words: words.t(`credentials.list.${row.code ? "unknown" : "unreadable"}`),
        };
      const { says: _, ...worth } = found;
      return { ...row, worth, words: inWords(found, words) };
    }),
  );
}

/** What a certificate is worth today, in sentences; of one that was replaced, first what its holder has. */
export function inWords({ says, since, present }: Found, { t, date }: Pick<Words, "t" | "date">): string {
  const said = t(says, { day: date(since) });
  if (!present) return said;
  const { number, valid } = present;
  return valid
    ? `${t("credentials.list.now", { number })} ${said}`
    : `${said} ${t("credentials.list.present", { number })}`;
}

/** For machines: in the order asked, null for what is not ours. */
export async function checkCodes(codes: readonly (string | null)[]): Promise<(Worth | null)[]> {
  const worths = await worthOf(codes.filter((code) => code !== null));
  return codes.map((code) => {
    const { says: _, ...worth } = (code !== null && worths.get(code)) || { says: null };
    return "status" in worth ? worth : null;
  });
}

/** For a spreadsheet, in the language of whoever asked. */
export function listTable(rows: readonly CheckedRow[], { t, direction }: Words): Table {
  const heading = (
    column: "code" | "holds" | "words" | "status" | "since" | "number" | "kind" | "issuedOn",
  ) => t(`credentials.list.column.${column}`);
  return {
    name: t("credentials.list.title"),
    headings: ["code", "holds", "words", "status", "since", "number", "kind", "issuedOn"].map((column) =>
      heading(column as "code"),
    ),
    rows: rows.map(({ code, typed, worth, words }): Cell[] => [
      code ?? typed,
      t(`credentials.list.holds.${worth?.valid ? "yes" : "no"}`),
      words,
      worth?.status ?? "",
      worth?.since ?? "",
      worth?.number ?? "",
      worth ? t(`certification.kind.${worth.kind}`) : "",
      worth?.issuedOn ?? "",
    ]),
    rightToLeft: direction === "rtl",
  };
}
