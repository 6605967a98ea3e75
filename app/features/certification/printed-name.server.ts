import { db } from "#app/infra/db.server.ts";
import { fold } from "#app/lib/fold.ts";
import { isNameless } from "./certificate-facts.ts";
import type { PrintedFacts } from "./licence-facts.ts";
import { AnyFacts } from "./trainer-facts.ts";

/** What staff find a certificate by when its holder is called otherwise by now: the name as it was printed, folded. */
export const printedNameText = ({ holder }: Pick<PrintedFacts, "holder">): string =>
  isNameless({ holder }) ? "" : [holder.name, holder.nameLocal ?? ""].map(fold).join(" ").trim();

const AT_ONCE = 500;

/** Of those that were issued before names were folded: no database folds them itself, so it is done at the start. */
export async function foldOlderNames(): Promise<void> {
  const older = { searchText: null };
  for (let after = ""; ;) {
    const rows = await db.certificate.findMany({
      where: { ...older, id: { gt: after } },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      select: { id: true, facts: true },
    });
    for (const { id, facts } of rows) {
      const searchText = printedNameText(AnyFacts.parse(JSON.parse(facts)));
      // Only as it was read: an erasure meanwhile has the last word.
      await db.certificate.updateMany({ where: { id, facts, ...older }, data: { searchText } });
    }
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
