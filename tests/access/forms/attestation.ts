import { FACILITATOR_TICKED } from "#app/features/trainers/schemes/first-schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { attested, employ, onLeave, refresherDay, trainingHead } from "#tests/support/attestation-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

/** To an employer's page, about somebody attested there. */
async function employer(
  fields: (officer: { id: string; personId: string }, organisationId: string) => Fields | Promise<Fields>,
): Promise<Scene> {
  const { organisationId } = await fresh.organisation();
  const officer = await attested({ organisationId });
  const sent = await fields(officer, organisationId);
  return as("platform-administrator", paths.employer(organisationId), { reason: "As agreed", ...sent });
}

/** The sheet of a day: one officer, who lacks the observation still. */
async function day(intent: "look" | "record"): Promise<Scene> {
  const { organisationId } = await fresh.organisation();
  const { personId } = await attested({ organisationId }, { validFrom: addDays(today(), -340) });
  const id = await refresherDay(organisationId);
  const fields = {
    intent,
    version: FACILITATOR_TICKED.version,
    [`present.${personId}`]: "yes",
    [`score.${personId}`]: "80",
  };
  return as("platform-administrator", paths.refresherDay(id), fields);
}

export const ATTESTATION: Record<string, ValidForms> = {
  "/coverage/people": {
    nominate: async () => {
      const { learners } = await fresh.finished();
      return as("certification-officer", "/coverage/people", {
        intent: "nominate",
        "people[]": [learners[0]!.personId],
        language: "km",
        reason: "New in the branch",
      });
    },
  },
  "/refresher-days/:dayId": {
    look: () => day("look"),
    record: () => day("record"),
  },
  "/attestations/:organisationId": {
    "set-date": () => employer(() => ({ intent: "set-date", date: "2026-12-31" })),
    "add-day": () =>
      employer(() => ({ intent: "add-day", heldOn: today(), place: "Head office", unitId: "", topic: "" })),
    needs: () =>
      employer(() => ({
        intent: "needs",
        position: "Client officer",
        "topics[]": ["budget"],
        from: today(),
      })),
    leave: () =>
      employer(({ personId }) => ({ intent: "leave", personId, from: today(), until: addDays(today(), 90) })),
    "end-leave": () =>
      employer(async ({ personId }, organisationId) => ({
        intent: "end-leave",
        leaveId: await onLeave(personId, organisationId, today()),
        until: addDays(today(), 30),
      })),
    "plan-refresher": () =>
      employer(async (_officer, organisationId) => {
        const { personId } = await attested({ organisationId }, { validFrom: addDays(today(), -340) });
        await trainingHead(organisationId);
        return {
          intent: "plan-refresher",
          "people[]": [personId],
          courseVersionId: await fresh.refresherCourse(),
          name: "Refresher",
          place: "Head office",
          startDate: addDays(today(), 10),
          endDate: addDays(today(), 10),
        };
      }),
    recognise: () =>
      employer(async (_officer, organisationId) => {
        const before = await fresh.organisation();
        const { id, personId } = await attested(
          {
            organisationId: before.organisationId,
            until: addDays(today(), -1),
          },
          { validFrom: addDays(today(), -30) },
        );
        await employ(personId, { organisationId, from: today() });
        return { intent: "recognise", certificationId: id };
      }),
  },
};
