import { Button } from "#app/ui/button.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateKind } from "./issue-gate.ts";

const HIGHEST_FIRST: CertificateKind[] = ["achievement", "participation", "attendance-statement"];

/** How many qualify now, and the one act for all of them. */
export function IssueSummary({ counts }: { counts: Record<CertificateKind, number> }) {
  const { t, list } = useWords();
  const kinds = HIGHEST_FIRST.filter((kind) => counts[kind] > 0);
  const all = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  if (all === 0) return null;
  return (
    <Sheet accent title={t("certification.issue.due", { count: all })}>
      <div className="stack tight">
        <p>{list(kinds.map((kind) => t(`certification.issue.count.${kind}`, { count: counts[kind] })))}</p>
        <p className="soft">{t("certification.issue.consequence")}</p>
        <form method="post">
          <Button name="intent" value="all" icon="certificate">
            {t("certification.issue.all", { count: all })}
          </Button>
        </form>
      </div>
    </Sheet>
  );
}
