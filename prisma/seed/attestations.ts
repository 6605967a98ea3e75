import { recordLeave } from "#app/features/attestation/keep-leave.server.ts";
import { emptyLine } from "#app/features/attestation/day-lines.ts";
import { addRefresherDay, recordDay } from "#app/features/attestation/refresher-days.server.ts";
import { setNeeds } from "#app/features/attestation/set-needs.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { DemoPerson } from "./people.ts";
import { must } from "./studying.ts";

/* The officers of Rumdul's other branches, who teach clients: attested, due, lapsed, new, on leave. */

/** Days ago somebody was attested; null: never. */
const BRANCHES: Record<string, readonly (readonly [name: string, attested: number | null])[]> = {
  "rumdul-pv": [
    ["Heng Sokha", 40],
    ["Nuon Pisey", 320],
    ["Oum Ratana", 85],
    ["Pich Chanthy", null],
  ],
  "rumdul-sr": [
    ["Keo Vuthy", 60],
    ["Sam Kunthea", 60],
    ["Yim Socheat", 375],
    ["Lay Sreypov", 130],
    ["Mom Davy", 20],
  ],
  "rumdul-bb": [
    ["Hun Makara", 310],
    ["Im Sothea", 330],
    ["Khiev Rany", 500],
    ["Loeung Phalla", null],
    ["Men Sreyneang", null],
  ],
};

const OFFICERS = Object.entries(BRANCHES).flatMap(([unit, people]) =>
  people.map(([name, attested], index) => ({
    unit,
    name,
    attested,
    username: `${unit.slice(-2)}${index + 1}`,
  })),
);

export const BRANCH_OFFICERS: DemoPerson[] = OFFICERS.map(({ unit, name, username }, index) => ({
  username,
  name,
  sex: index % 3 === 0 ? "male" : "female",
  country: "KH",
  locale: "en",
  timeZone: "Asia/Phnom_Penh",
  works: { organisation: "rumdul", unit, position: "Client officer", staffNumber: `R-03${10 + index}` },
}));

type Stage = { officer: Actor; head: Actor; idOf: (key: string) => string; day: CalendarDay };

export async function tellAttestations({ officer, head, idOf, day }: Stage): Promise<void> {
  const organisationId = idOf("rumdul");
  const all = topicsOf("fe-facilitator");
  const asked: Record<string, readonly string[]> = {
    "Client officer": all,
    "Area manager": all,
    "Branch manager": ["true-cost-and-terms", "danger-of-too-much-debt", "insurance-and-claims"],
  };
  for (const [position, topics] of Object.entries(asked)) {
    const done = await setNeeds(head, organisationId, { position, topics, from: addMonths(day, -18) });
    if (!done?.ok) throw new Error("the needs of the story were refused");
  }
  const attested = [
    ...OFFICERS,
    { username: "dara", attested: 100 },
    { username: "bopha", attested: 312 },
    { username: "sreymom", attested: 410 },
  ];
  for (const [index, { username, attested: ago }] of attested.entries()) {
    if (ago === null) continue;
    must(
      await recordCertification(officer, {
        username,
        schemeId: "fe-facilitator",
        number: `FE-2026-${201 + index}`,
        language: "km",
        // Insurance came to the course later: whoever was attested before has the others.
        topics: all.filter((topic) => topic !== "insurance-and-claims" || ago < 200),
        validFrom: addDays(day, -ago),
        basis: "List of attested officers of the training department, signed by the area managers.",
      }),
    );
  }
  const next = { heldOn: addDays(day, 14), place: "Head office, Phnom Penh", unitId: "", topic: "" };
  const added = await addRefresherDay(head, organisationId, next);
  if (!added?.ok) throw new Error("the refresher day of the story was refused");
  await tellRefresherDay(head, organisationId, { idOf, day });
  const leave = {
    personId: idOf("sr4"),
    from: addDays(day, -35),
    until: addDays(day, 55),
    reason: "Maternity leave",
  };
  const done = await recordLeave(head, organisationId, leave);
  if (!done?.ok) throw new Error("the leave of the story was refused");
}

/** A day last week: two came and are renewed, one still has to be observed. */
async function tellRefresherDay(
  head: Actor,
  organisationId: string,
  { idOf, day }: Pick<Stage, "idOf" | "day">,
): Promise<void> {
  const past = { heldOn: addDays(day, -6), place: "Battambang", unitId: idOf("rumdul-west"), topic: "" };
  const made = await addRefresherDay(head, organisationId, past);
  if (!made?.ok) throw new Error("the refresher day of the story was refused");
  const seen = {
    observer: "sr1",
    observedOn: addDays(day, -20),
    steps: "10",
    done: "9",
    criticalMissed: "0",
  };
  const lines = new Map([
    [idOf("bb1"), { ...emptyLine(), present: "yes", score: "82", ...seen }],
    [idOf("sr3"), { ...emptyLine(), present: "yes", score: "74", ...seen }],
    [idOf("bb2"), { ...emptyLine(), present: "yes", score: "90" }],
  ]);
  const done = await recordDay(head, made.value, lines);
  if (!done?.ok || done.value.renewed !== 2) throw new Error("the refresher day of the story went otherwise");
}
