import { paths } from "#app/lib/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { useWords } from "#app/ui/words.tsx";
import { withLanguage } from "./course-path.ts";
import type { Title } from "./titles.ts";

type UnitFootProps = {
  page: {
    enrolmentId: string;
    moduleId: string;
    lock: object | null;
    learning: boolean;
    doneAt: number | null;
    assessment: object | null;
    goal: object | null;
    previous: Neighbour | null;
    next: Neighbour | null;
  };
  asked: string | null;
};
type Neighbour = { unitId: string; title: Title };

/** Under every unit: "Done, next" where reading is what counts, and the ways on and back. */
export function UnitFoot({ page, asked }: UnitFootProps) {
  const { t } = useWords();
  const { enrolmentId, moduleId, previous, next, doneAt } = page;
  const href = ({ unitId }: Neighbour) => withLanguage(paths.unit(enrolmentId, moduleId, unitId), asked);
  const toRead = !page.lock && page.learning && !page.assessment && !page.goal;
  return (
    <div className="stack tight lesson-next no-print">
      {toRead && doneAt === null && (
        <form method="post">
          <Button name="intent" value="done" icon="check">
            {t(next ? "learning.unit.doneNext" : "learning.unit.doneLast")}
          </Button>
        </form>
      )}
      {toRead && doneAt !== null && <p className="soft">{t("learning.unit.alreadyDone")}</p>}
      <div className="actions">
        {next && (
          <ButtonLink
            href={href(next)}
            tone={doneAt === null && page.learning ? "quiet" : "primary"}
            iconEnd="arrow-end"
          >
            {t("learning.unit.next", { title: next.title.words })}
          </ButtonLink>
        )}
        {previous && (
          <ButtonLink href={href(previous)} tone="quiet" icon="arrow-start">
            {t("learning.unit.previous", { title: previous.title.words })}
          </ButtonLink>
        )}
        <a href={withLanguage(paths.module(enrolmentId, moduleId), asked)}>{t("learning.unit.toModule")}</a>
      </div>
    </div>
  );
}
