import { db } from "#app/infra/db.server.ts";
import { fold } from "#app/lib/fold.ts";
import { isNameless } from "./certificate-facts.ts";
import { AnyFacts } from "./trainer-facts.ts";

type Titled = { title: string };
type Printed = Pick<AnyFacts, "holder" | "place" | "second"> & ({ scheme: Titled } | { course: Titled });

/**
 * What staff find a certificate by, as it was printed: the name, whatever its holder is called by now, the course or the
 * scheme, and the place; folded.
 */
export function printedText(facts: Printed): string {
  const { holder, place, second } = facts;
  const names = isNameless(facts) ? [] : [holder.name, holder.nameLocal];
  const title = "scheme" in facts ? facts.scheme.title : facts.course.title;
  return [...names, title, second?.title, place].flatMap((text) => (text ? fold(text) : [])).join(" ");
}

const AT_ONCE = 500;

/** Of those that were issued before it was kept: no database folds letters itself, so it is done at the start. */
export async function foldOlderCertificates(): Promise<void> {
  const older = { searchText: null };
  for (let after = ""; ;) {
    const rows = await db.certificate.findMany({
      where: { ...older, id: { gt: after } },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      select: { id: true, facts: true },
    });
    for (const { id, facts } of rows) {
      const searchText = printedText(AnyFacts.parse(JSON.parse(facts)));
      // Only as it was read: an erasure meanwhile has the last word.
      await db.certificate.updateMany({ where: { id, facts, ...older }, data: { searchText } });
    }
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
