import { Anchors, InWordsOf } from "#app/features/trainers/observations/anchors.tsx";
import { paths } from "#app/lib/paths.ts";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { CRITERIA } from "./criteria.ts";
import { papersOf } from "./papers.ts";
import { anchoredIn, partsOf } from "./scheme-fields.ts";
import { SchemeFigures } from "./scheme-parts.tsx";
import type { PublishedScheme } from "./scheme-view.ts";
import type { CourseTitles } from "./scheme-words.tsx";
import type { Scheme } from "./scheme.ts";
import type { SchemeId } from "./schemes.ts";

/* A version of a scheme as everybody may read it. */

/** Those that hold now, under one heading of the list. */
export function SchemeLinks({ title, schemes }: { title: string; schemes: readonly Scheme[] }) {
  const { t } = useWords();
  return (
    <Sheet title={title}>
      <ul className="plain stack tight">
        {schemes.map(({ id, version }) => (
          <li key={id}>
            <a href={paths.schemeRules(id, version)}>{t(`trainers.scheme.${id as SchemeId}`)}</a>{" "}
            <span className="soft whole">{t("schemes.public.versionOf", { version })}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** What leads to it, stage by stage; what is rated; for how long it holds and how it is renewed. */
export function SchemeRules({ scheme, titles }: { scheme: Scheme; titles: CourseTitles }) {
  const { t } = useWords();
  const stages = scheme.stages.map(({ id }) => id);
  const figures = partsOf(scheme).filter(
    (part) => !stages.includes(part) && !anchoredIn(part) && part !== "checklist",
  );
  return (
    <>
      <h2>{t("schemes.public.way")}</h2>
      {stages.length === 0 && <p className="soft">{t("schemes.page.noStages")}</p>}
      <SchemeFigures scheme={scheme} titles={titles} parts={stages} />
      {scheme.stages.some(({ asks }) => asks.some(({ kind }) => kind === "criteria-scored")) && (
        <Criteria scheme={scheme} />
      )}
      {scheme.checklist && <SchemeFigures scheme={scheme} titles={titles} parts={["checklist"]} />}
      <h2>{t("schemes.public.holding")}</h2>
      <SchemeFigures scheme={scheme} titles={titles} parts={figures} />
    </>
  );
}

function Criteria({ scheme }: { scheme: Scheme }) {
  const { t } = useWords();
  return (
    <>
      <h2>{t("schemes.public.criteria")}</h2>
      <p>{t("schemes.public.criteriaLead")}</p>
      <Sheet>
        <InWordsOf anchors={scheme.anchors}>
          <ol className="plain stack tight">
            {CRITERIA.map((criterion) => (
              <li key={criterion}>
                {t("candidacy.criterionNamed", { criterion, name: t(`candidacy.criterion.${criterion}`) })}
                <Anchors criterion={criterion} />
              </li>
            ))}
          </ol>
        </InWordsOf>
      </Sheet>
    </>
  );
}

/** Each with its address for machines. */
export function SchemePapers({ scheme }: { scheme: Scheme }) {
  const { t } = useWords();
  const papers = papersOf(scheme);
  if (papers.length === 0) return null;
  return (
    <Sheet title={t("schemes.public.certificates")}>
      <ul className="plain stack tight">
        {papers.map((paper) => (
          <li key={paper} id={paper}>
            {t(`certification.kind.${paper}`)}{" "}
            <a
              className="soft"
              href={paths.achievement("schemes", scheme.id, scheme.version, `${paper}.json`)}
              type="application/ld+json"
            >
              {t("schemes.public.achievement")}
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

export function SchemeVersionLinks({ scheme, versions }: Pick<PublishedScheme, "scheme" | "versions">) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("schemes.public.versions")}>
      <ul className="plain stack tight">
        {versions.map(({ version, since }) => {
          const name = t("schemes.public.versionOf", { version });
          const own = version === scheme.version;
          return (
            <li key={version}>
              {own ? <strong>{name}</strong> : <a href={paths.schemeRules(scheme.id, version)}>{name}</a>}{" "}
              <span className="soft">
                {since === null
                  ? t("schemes.public.original")
                  : t("schemes.public.since", { day: date(since) })}
              </span>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
