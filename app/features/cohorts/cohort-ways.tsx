import type { WordKey } from "#app/locales/keys.ts";
import { paths } from "#app/lib/paths.ts";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CohortPhase } from "./cohort-phase.ts";
import { STAGE_OF, waysOf, type MayInCohort, type Way } from "./cohort-ways.ts";

const PAGES: Record<Way, { word: WordKey; href: (cohortId: string) => string }> = {
  applications: { word: "cohorts.head.applications", href: paths.applications },
  enrolmentCode: { word: "cohorts.code.title", href: paths.enrolmentCode },
  codes: { word: "cohorts.head.codes", href: paths.signInCodes },
  travel: { word: "cohorts.head.travel", href: paths.travel },
  fees: { word: "cohorts.head.fees", href: paths.fees },
  calendar: { word: "cohorts.head.calendar", href: paths.calendar },
  behind: { word: "cohorts.head.behind", href: paths.behind },
  test: { word: "cohorts.head.test", href: paths.cohortTest },
  evaluations: { word: "cohorts.head.evaluations", href: paths.evaluations },
  report: { word: "cohorts.head.report", href: paths.trainingReport },
  certificates: { word: "cohorts.head.certificates", href: paths.issueCertificates },
  handOver: { word: "cohorts.head.handOver", href: paths.handOver },
  followUps: { word: "cohorts.head.followUps", href: paths.followUps },
  figures: { word: "cohorts.head.figures", href: paths.reportOf },
  evidence: { word: "cohorts.head.evidence", href: paths.evidence },
  edit: { word: "cohorts.edit.title", href: paths.editCohort },
  move: { word: "cohorts.head.move", href: paths.moveCohort },
};

type Props = { cohortId: string; phase: CohortPhase; may: MayInCohort };

/** The pages of a cohort, grouped by when they are worked with; the group of today is marked. */
export function CohortWays({ cohortId, phase, may }: Props) {
  const { t } = useWords();
  return (
    <nav className="ways" aria-label={t("cohorts.ways.label")}>
      {waysOf(may, phase).map(({ stage, ways }) => {
        const now = stage !== "whole" && stage === STAGE_OF[phase];
        return (
          <section key={stage} className={now ? "now" : undefined} aria-labelledby={`ways-${stage}`}>
            <h2 id={`ways-${stage}`}>
              {t(`cohorts.ways.${stage}`)} {now && <Tag tone="due">{t("cohorts.ways.now")}</Tag>}
            </h2>
            <ul className="plain">
              {ways.map((way) => (
                <li key={way}>
                  <a href={PAGES[way].href(cohortId)}>{t(PAGES[way].word)}</a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
