import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { PLAN_DAYS, SLOW_POINTS, UNSEEN_DAYS, type Flag } from "./who-is-behind.ts";

/** Each flag with the rule behind it. */
export function FlagList({ flags }: { flags: Flag[] }) {
  const { t, number, percent } = useWords();
  if (flags.length === 0) return <Tag tone="good">{t("cohorts.table.onCourse")}</Tag>;
  const words = (flag: Flag): { what: string; rule: string } => {
    switch (flag.kind) {
      case "unseen":
        return {
          what:
            flag.days === null
              ? t("cohorts.behind.notBegun")
              : t("cohorts.behind.unseen", { count: flag.days }),
          rule: t("cohorts.behind.unseenRule", { count: UNSEEN_DAYS }),
        };
      case "slow":
        return {
          what: t("cohorts.behind.slow", {
            done: number(flag.done),
            count: flag.of,
            elapsed: percent(flag.elapsed / 100, 0),
          }),
          rule: t("cohorts.behind.slowRule", { points: number(SLOW_POINTS) }),
        };
      case "absent":
        return {
          what:
            flag.mayMiss === null
              ? t("cohorts.table.belowThreshold")
              : t("cohorts.behind.absent", { count: flag.mayMiss }),
          rule: t("cohorts.behind.absentRule"),
        };
      case "failed":
        return {
          what: t("cohorts.behind.failed", { count: flag.tests }),
          rule: t("cohorts.behind.failedRule"),
        };
      case "no-plan":
        return {
          what: t("cohorts.behind.noPlan"),
          rule: t("cohorts.behind.noPlanRule", { count: PLAN_DAYS }),
        };
    }
  };
  return (
    <ul className="plain">
      {flags.map((flag) => {
        const { what, rule } = words(flag);
        return (
          <li key={flag.kind}>
            <Tag tone="warn">{what}</Tag> <small className="soft">{rule}</small>
          </li>
        );
      })}
    </ul>
  );
}
