import { recordLeave } from "#app/features/attestation/keep-leave.server.ts";
import { affiliationsOf, endAffiliation } from "#app/features/identity/affiliations.server.ts";
import { handBack } from "#app/features/trainers/appeals/appeals.server.ts";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import type { CertificationAct } from "#app/features/trainers/certifications/certification-acts.ts";
import { actOnError, errorFor } from "#app/features/trainers/certifications/certification-error.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import type { Actor, Grant } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { on } from "./candidate-story.ts";
import type { DemoPerson } from "./people.ts";
import { must } from "./studying.ts";
import { tellRenewal } from "./trainers.ts";

/* Somebody in each of the states that a decision gives and no date: with those the dates give, one in every state. */

const AT_RUMDUL = { country: "KH", locale: "en", timeZone: "Asia/Phnom_Penh" };
const trains = { organisation: "rumdul", unit: "rumdul-head", position: "Trainer" };
const teaches = { organisation: "rumdul", unit: "rumdul-kt", position: "Client officer" };

export const DECIDED_ON: DemoPerson[] = [
  { username: "boreth", name: "Sin Boreth", sex: "male", ...AT_RUMDUL, works: trains },
  { username: "sreyleak", name: "Ung Sreyleak", sex: "female", ...AT_RUMDUL, works: trains },
  { username: "sambo", name: "Ros Sambo", sex: "male", ...AT_RUMDUL, works: trains },
  { username: "vireak", name: "Tan Vireak", sex: "male", ...AT_RUMDUL, works: trains },
  { username: "kimsan", name: "Pov Kimsan", sex: "male", ...AT_RUMDUL, works: trains },
  { username: "malis", name: "Chey Malis", sex: "female", ...AT_RUMDUL, works: trains },
  { username: "ratha", name: "Sao Ratha", sex: "male", ...AT_RUMDUL, works: teaches },
  { username: "channary", name: "Ly Channary", sex: "female", ...AT_RUMDUL, works: teaches },
];

type Stage = { actor: (username: string) => Actor; idOf: (key: string) => string; day: CalendarDay };

export async function tellDecided({ actor, idOf, day }: Stage): Promise<void> {
  const all = { kind: "all", id: "" } as const;
  const as = (username: string, role: Grant["role"]): Actor => ({
    ...actor(username),
    grants: [{ role, scope: all }],
  });
  const [officer, another] = [as("jean", "certification-officer"), as("petra", "certification-officer")];
  const administrator = as("aminata", "cohort-administrator");
  let count = 0;
  const record = async (username: string, schemeId: SchemeId, validFrom: CalendarDay) =>
    must(
      await recordCertification(officer, {
        username,
        schemeId,
        topics: [...topicsOf(schemeId)],
        number: `TR-2025-1${String((count += 1)).padStart(2, "0")}`,
        language: "km",
        validFrom,
        basis: "Decision of the certification committee, kept in folder 5 at the institute.",
      }),
    );
  const trainer = (username: string, months = 14) =>
    record(username, "mmw-volume-1-trainer", addMonths(day, -months));
  const decide = async (who: Actor, id: string, act: CertificationAct, reason: string) =>
    done(await actOnCertification(who, id, act, reason));

  const revoked = await trainer("boreth");
  const hearing = { kind: "propose-revocation", until: addDays(day, -50) } as const;
  await on(addDays(day, -70), () =>
    decide(officer, revoked, hearing, "Participants signed for days that were not held."),
  );
  await on(addDays(day, -48), () =>
    decide(another, revoked, { kind: "revoke", until: null }, "Heard; the sheets of two courses are forged."),
  );

  const surrendered = await trainer("sreyleak");
  done(await handBack({ ...officer, personId: idOf("sreyleak") }, surrendered, "I lead a branch now."));

  const wrong = await trainer("sambo");
  const reason = "The decision was about another Ros Sambo, of Kampot.";
  done(await actOnError(administrator, wrong, "propose-ending", { reason }));
  const { seen } = (await errorFor(officer, wrong)).ending!;
  done(await actOnError(officer, wrong, "confirm-ending", { seen }));

  // Three years that ended a month ago, and four months more.
  const extended = await on(addDays(day, -60), () => trainer("vireak", 37));
  await on(addDays(day, -50), () =>
    decide(
      officer,
      extended,
      { kind: "extend", until: addDays(addMonths(day, -1), 120) },
      "No refresher was held this year.",
    ),
  );

  // Handed in in time; nobody has decided, and its last day is past.
  const waits = addDays(day, -20);
  await on(waits, async () => {
    const first = addDays(addMonths(addDays(day, -8), -36), 1);
    await tellRenewal(another, await record("kimsan", "mmw-volume-1-trainer", first), waits);
  });

  const base = await trainer("malis", 24);
  await record("malis", "mmw-master-trainer", addMonths(day, -12));
  const suspension = { kind: "suspend", until: addDays(day, 60), word: "quality" } as const;
  await decide(officer, base, suspension, "Two evaluations in a row below 3.");

  await record("ratha", "fe-facilitator", addMonths(day, -6));
  const [work] = await affiliationsOf(idOf("ratha"), null);
  const left = { affiliationId: work!.id, until: addDays(day, -20) };
  done(await endAffiliation(administrator, idOf("ratha"), left));

  await record("channary", "fe-facilitator", addMonths(day, -6));
  const leave = { from: addDays(day, -120), until: addDays(day, -15), reason: "Maternity leave" };
  const head = as("chenda", "training-head");
  done(await recordLeave(head, idOf("rumdul"), { personId: idOf("channary"), ...leave }));
}

function done(result: { ok: boolean } | null): void {
  if (!result?.ok) throw new Error(`a decision of the story was refused: ${JSON.stringify(result)}`);
}
