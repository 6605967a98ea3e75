import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { changeFee, setCohortFee } from "#app/features/cohorts/fees.server.ts";
import { saveNeeds, savePassport } from "#app/features/cohorts/travel.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { must } from "./studying.ts";

const NEEDS = [
  { arrival: "Bus from Siem Reap, 17:00", diet: "No pork", access: "" },
  { arrival: "", diet: "Vegetarian", access: "A seat in front" },
  { arrival: "Flight AT 291, 22:10", diet: "no pork", access: "" },
];

/** Some have paid, a funder is invoiced, one is waived; three have said what they need, one of them needs a visa. */
export async function tellFeesAndTravel(
  administrator: Actor,
  learner: (username: string) => Actor,
  cohortId: string,
  usernames: string[],
  enrolments: string[],
): Promise<void> {
  const cohort = (await findRunCohort(administrator, cohortId))!;
  must(await setCohortFee(administrator, cohortId, { amount: 45_000, currency: "USD" }));
  const change = async (place: number, form: Parameters<typeof changeFee>[3]) =>
    must(await changeFee(administrator, cohort, enrolments[place]!, form));
  await change(0, { intent: "invoice", version: 0 });
  await change(0, { intent: "pay", version: 1 });
  const funded = { amount: 40_000, currency: "USD", payer: "Inclusive Finance Fund" };
  await change(2, { intent: "edit", ...funded, version: 0 });
  await change(2, { intent: "invoice", version: 1 });
  await change(6, { intent: "waive", version: 0 });
  for (const [place, needs] of NEEDS.entries()) {
    const actor = learner(usernames[place]!);
    const course = (await myEnrolment(actor, enrolments[place]!))!;
    const contact = { contactName: "Sok Phal", contactPhone: "+855 12 345 678" };
    must(await saveNeeds(actor, course, { intent: "needs", arrivesOn: "", ...needs, ...contact }));
    if (place === 2)
      must(
        await savePassport(actor, course, {
          intent: "passport",
          name: "YOUSSEF HADDAD",
          number: "MA8812345",
          nationality: "MA",
          birthDate: "1986-04-17",
          expiresOn: "2031-01-31",
        }),
      );
  }
}
