import { daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { whatStillCounts } from "./next-step.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import { courseTitle, type Title } from "./titles.ts";

/*
 * What is due and when: the cohort's last day stands for its work, its final, its plan and the printed name, its first for
 * the choice of electives, from which its agenda is built.
 */

export type Due = {
  kind: "electives" | "modules" | "final" | "plan" | "plan-returned" | "name";
  course: Title;
  /** Modules still to choose, or to finish. */
  count: number;
  href: string;
  date: CalendarDay;
  daysLeft: number;
};

/** Nobody is reminded of a final that is locked: the modules before it are what is due. */
export function dueIn(course: EnrolmentFacts, today: CalendarDay, locale: string): Due[] {
  const { id, version, progress, cohort } = course;
  const due = (kind: Due["kind"], href: string, count = 0, date = cohort.endDate): Due => ({
    kind,
    course: courseTitle(version.outline, locale),
    count,
    href,
    date,
    daysLeft: daysBetween(today, date),
  });
  const left = whatStillCounts(progress, course.nameConfirmed);
  const modules = left.filter(({ kind }) => kind === "module").length;
  return [
    ...(modules > 0 ? [due("modules", paths.myCourse(id), modules)] : []),
    ...left.flatMap((thing) => {
      if (thing.kind === "electives")
        return [
          due(
            "electives",
            paths.electives(id),
            thing.left,
            cohort.selfPaced ? cohort.endDate : cohort.startDate,
          ),
        ];
      if (thing.kind === "final" && (thing.state === "open" || thing.state === "running"))
        return [due("final", paths.final(id))];
      if (thing.kind === "plan" && thing.state === "returned")
        return [due("plan-returned", paths.actionPlan(id))];
      if (thing.kind === "plan" && thing.state === "draft") return [due("plan", paths.actionPlan(id))];
      return thing.kind === "name" ? [due("name", paths.printedName(id))] : [];
    }),
  ];
}
