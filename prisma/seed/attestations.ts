import { recordLeave } from "#app/features/attestation/keep-leave.server.ts";
import { emptyLine } from "#app/features/attestation/day-lines.ts";
import { addRefresherDay, recordDay } from "#app/features/attestation/refresher-days.server.ts";
import { setNeeds } from "#app/features/attestation/set-needs.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { PLATFORM_STEPS, ticked, type StepId } from "#app/features/trainers/schemes/checklist.ts";
import { FACILITATOR_TICKED } from "#app/features/trainers/schemes/first-schemes.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import type { Actor, Grant } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { DemoPerson } from "./people.ts";
import { act, on, record, taken } from "./candidate-story.ts";
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

const HERE = { country: "KH", locale: "en", timeZone: "Asia/Phnom_Penh" } as const;

/** Attested first, so that they can attest their branches. */
const WESTERN_MANAGER: DemoPerson = {
  username: "sovann",
  name: "Chhay Sovann",
  sex: "male",
  ...HERE,
  works: { organisation: "rumdul", unit: "rumdul-west", position: "Area manager", staffNumber: "R-0032" },
  roles: [{ role: "area-manager", kind: "units", id: "rumdul-west" }],
};

const OFFICERS_THEMSELVES = OFFICERS.map(({ unit, name, username }, index): DemoPerson => ({
  username,
  name,
  sex: index % 3 === 0 ? "male" : "female",
  ...HERE,
  works: { organisation: "rumdul", unit, position: "Client officer", staffNumber: `R-03${10 + index}` },
}));

export const BRANCH_OFFICERS: DemoPerson[] = [WESTERN_MANAGER, ...OFFICERS_THEMSELVES];

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
    { username: "sovann", attested: 45 },
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

type Story = { actor: (username: string) => Actor; idOf: (key: string) => string; day: CalendarDay };

/**
 * Three who are on their way: one is attested and waits to be recorded, one missed a critical step and is to be observed
 * again, and one waits for it in the east, where the area manager's own attestation has lapsed.
 */
export async function tellFacilitators({ actor, idOf, day }: Story): Promise<void> {
  const as = (username: string, ...grants: Grant[]): Actor => ({ ...actor(username), grants });
  const head = as("chenda", {
    role: "training-head",
    scope: { kind: "organisation", id: idOf("rumdul") },
  });
  const administrator = as("aminata", { role: "cohort-administrator", scope: { kind: "all", id: "" } });
  const manager = as("sovann", {
    role: "area-manager",
    scope: { kind: "units", id: idOf("rumdul-bb") },
  });
  const tested = topicsOf("fe-facilitator").filter((topic) => topic !== "insurance-and-claims");
  const ago = (days: number) => addDays(day, -days);
  const trained = async (username: string) => {
    const asked = { schemeId: "fe-facilitator", language: "km", reason: "New in the branch." } as const;
    const id = must(await on(ago(40), () => nominate(head, username, asked)));
    await on(ago(30), async () => {
      const course = { missed: 0, madeUp: 0, endedOn: ago(31) };
      taken(await record(head, id, { kind: "attendance", body: course }));
      const test = { on: ago(30), score: 8400, releasedOn: ago(30), topics: tested };
      taken(await record(head, id, { kind: "sitting", body: test }));
      taken(await act(administrator, id, "advance", "Course and test are done."));
    });
    return id;
  };
  await trained("pv4");
  const again = await trained("bb4");
  const seen = await trained("bb5");
  const session = (...missed: StepId[]) => {
    const done = PLATFORM_STEPS.filter((step) => !missed.some((one) => one === step));
    const steps = ticked(FACILITATOR_TICKED.checklist!, done);
    return { kind: "checklist" as const, body: { on: ago(7), ...steps, topics: ["saving" as const] } };
  };
  await on(ago(6), async () => {
    taken(await record(manager, again, session("no-selling", "example")));
    taken(await record(manager, seen, session("try")));
    taken(await act(manager, seen, "recommend", "Clear, patient, and asked back."));
  });
}

/** A day last week: two came and are renewed, one has missed a critical step and is to be observed again. */
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
    missed: "8",
  };
  const lines = new Map([
    [idOf("bb1"), { ...emptyLine(), present: "yes", score: "82", ...seen }],
    [idOf("sr3"), { ...emptyLine(), present: "yes", score: "74", ...seen }],
    [idOf("bb2"), { ...emptyLine(), present: "yes", score: "90", ...seen, missed: "3 5" }],
  ]);
  const done = await recordDay(head, made.value, lines);
  if (!done?.ok || done.value.renewed !== 2) throw new Error("the refresher day of the story went otherwise");
}
