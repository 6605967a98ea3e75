import { paths } from "#app/lib/paths.ts";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { CertificateKind } from "./certificate-facts.ts";

/** Which papers one gets for a course and what each asks; each with its address for machines. */
export function PapersOfCourse({ courseId, version }: { courseId: string; version: string }) {
  const { t } = useWords();
  return (
    <Sheet title={t("certification.achieved.title")}>
      <FactList
        facts={CertificateKind.options.map((paper) => ({
          term: t(`certification.kind.${paper}`),
          value: (
            <>
              {t(`certification.achieved.${paper}`, { version })}{" "}
              <a
                className="soft"
                href={paths.achievement("courses", courseId, version, `${paper}.json`)}
                type="application/ld+json"
              >
                {t("certification.achieved.machines")}
              </a>
            </>
          ),
        }))}
      />
    </Sheet>
  );
}
