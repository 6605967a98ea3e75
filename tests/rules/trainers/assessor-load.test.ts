import { expect, test } from "vitest";
import { assessorLoad, type Judgement } from "#app/features/trainers/observations/assessor-load.ts";

const judged = (raterId: string, personId: string, on: string, minutes = 0): Judgement => ({
  raterId,
  personId,
  on,
  minutes,
  observed: minutes > 0,
});

test("each assessor by what they have judged: candidates once, minutes of what was watched, the last day", () => {
  const load = assessorLoad(
    ["lina", "kwame", "ana"],
    [
      judged("lina", "c1", "2026-03-10", 180),
      judged("kwame", "c1", "2026-03-10", 60),
      judged("lina", "c1", "2026-02-01"),
      judged("lina", "c2", "2026-04-02", 90),
      judged("lina", "c2", "2026-01-05"),
      judged("somebody", "c3", "2026-04-03", 90),
      { ...judged("kwame", "c4", "2026-03-01"), minutes: 30 }, // a practice has no minutes that count
    ],
  );
  expect(load).toEqual([
    { raterId: "lina", candidates: 2, judgements: 4, observations: 2, minutes: 270, last: "2026-04-02" },
    { raterId: "kwame", candidates: 2, judgements: 2, observations: 1, minutes: 60, last: "2026-03-10" },
    { raterId: "ana", candidates: 0, judgements: 0, observations: 0, minutes: 0, last: null },
  ]);
});
