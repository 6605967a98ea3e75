import { useWords } from "#app/ui/words.tsx";
import type { CountsView } from "./passbook.ts";

/** What still stands between here and the certificate, each with its reason. */
export function StillCounts({ things }: { things: CountsView[] }) {
  const { t, percent } = useWords();
  const words = (thing: CountsView) => {
    switch (thing.kind) {
      case "electives":
        return {
          what: t("learning.counts.electives", { count: thing.left }),
          why: t("learning.counts.electivesWhy"),
        };
      case "module":
        return {
          what: t("learning.counts.module", { count: thing.left }),
          why: t(thing.locked ? "learning.counts.moduleLockedWhy" : "learning.counts.moduleWhy"),
        };
      case "marking":
        return { what: t("learning.counts.marking"), why: t("learning.counts.markingWhy") };
      case "final":
        return {
          what: t(`learning.counts.final.${thing.state}`, { count: thing.modulesLeft }),
          why: t("learning.counts.finalWhy", { pass: percent(thing.pass / 100) }),
        };
      case "plan":
        return {
          what: t(`learning.counts.plan.${thing.state}`, { count: thing.goalsLeft }),
          why: t("learning.counts.planWhy"),
        };
      case "name":
        return { what: t("learning.counts.name"), why: t("learning.counts.nameWhy") };
    }
  };
  return (
    <ul className="stack tight" role="list">
      {things.map((thing) => {
        const { what, why } = words(thing);
        return (
          <li key={`${thing.kind} ${thing.href}`}>
            <a href={thing.href}>
              {thing.title ? t("learning.counts.of", { title: thing.title.words, what }) : what}
            </a>
            <br />
            <small className="soft">{why}</small>
          </li>
        );
      })}
    </ul>
  );
}
