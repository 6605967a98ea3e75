import { courseTitle } from "#app/features/learning/titles.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import type { PrintedLetter } from "./letter-pdf.server.tsx";
import { readPassport } from "./travel.server.ts";

/** The letter a consulate asks for, in the participant's language; null where no passport is there. */
export async function visaLetter(
  actor: Actor,
  cohort: CohortFacts,
  enrolmentId: string,
): Promise<PrintedLetter | null> {
  const passport = await readPassport(actor, cohort, enrolmentId);
  if (!passport) return null;
  const { person } = await db.enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    select: { person: { select: { locale: true, timeZone: true } } },
  });
  const words = wordsFor(person.locale, person.timeZone);
  const { t, date, country } = words;
  const madeOn = today(cohort.timeZone);
  const signed = cohort.signatories.map(({ name, role }) => `${name}\n${role}`).join("\n\n");
  return {
    locale: words.locale,
    direction: words.direction,
    from: cohort.issuer,
    to: [],
    day: date(madeOn),
    madeOn,
    subject: t("cohorts.visa.subject", { name: passport.name }),
    blocks: [
      {
        kind: "text",
        text: t("cohorts.visa.body", {
          name: passport.name,
          course: courseTitle(cohort.version.outline, words.locale).words,
          place: cohort.place,
          from: date(cohort.startDate),
          to: date(cohort.endDate),
          issuer: cohort.issuer,
        }),
      },
      {
        kind: "facts",
        facts: [
          { term: t("cohorts.travel.passport.name"), value: passport.name },
          { term: t("cohorts.travel.passport.number"), value: passport.number },
          { term: t("cohorts.travel.passport.nationality"), value: country(passport.nationality) },
          { term: t("cohorts.travel.passport.birthDate"), value: date(passport.birthDate) },
          { term: t("cohorts.travel.passport.expiresOn"), value: date(passport.expiresOn) },
        ],
      },
      { kind: "text", text: `${t("cohorts.visa.closing")}\n\n${signed}` },
    ],
  };
}
