import { shortOf } from "#app/features/cohorts/attendance-forms.ts";
import { SITTINGS } from "#app/features/cohorts/cohort-test.ts";
import { drawTest, keyScores } from "#app/features/cohorts/cohort-tests.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { must } from "./studying.ts";

/** Ten questions before and after, marked by hand: of each person in turn how many were right. */
export async function testOnPaper(
  trainer: Actor,
  cohortId: string,
  enrolments: string[],
  rights: [number, number | null][],
): Promise<void> {
  const cohort = await findRunCohort(trainer, cohortId);
  must(await drawTest(trainer, cohort!, 10, cohortId));
  const scores = rights.flatMap((both, index) =>
    SITTINGS.flatMap((sitting, place) => {
      const right = both[place] ?? null;
      return right === null ? [] : [{ sitting, who: shortOf(enrolments[index]!), right, shown: "" }];
    }),
  );
  must(await keyScores(trainer, cohortId, scores));
}
