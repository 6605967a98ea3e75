import { countedModules } from "#app/features/catalogue/elective-choice.ts";
import { inLanguage, type CourseOutline } from "#app/features/catalogue/course-outline.ts";
import type { CohortFacts } from "#app/features/cohorts/cohorts.server.ts";
import { asksActivities, asksAttendance } from "#app/features/cohorts/completion.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { LOCALES } from "#app/lib/locales.ts";
import type { Qualification } from "./cohort-qualifications.server.ts";
import { fittingModules, printableTitle, type FactsDraft } from "./freeze-facts.ts";
import type { CertificateKind } from "./issue-gate.ts";
import type { SecondTexts } from "./template.ts";

/** What the certificate of this kind says of this person, in their language, as things stand today. */
export function draftFacts(
  cohort: CohortFacts,
  participant: Qualification,
  kind: CertificateKind,
  issuedOn: CalendarDay,
): FactsDraft {
  const { outline, version } = cohort.version;
  const { person, facts } = participant;
  const locale = printedLocale(person.locale);
  const { t } = wordsFor(locale, "UTC");
  const modules =
    kind === "attendance-statement" ? sessions(participant, locale) : taught(cohort, participant, locale);
  return {
    kind,
    locale,
    issuer: cohort.issuer,
    programme: t(`common.programme.${outline.programme}`),
    course: { title: inLanguage(outline.texts, locale, outline.source).text.title, version },
    cohort: cohort.name,
    format: cohort.format,
    place: cohort.place || undefined,
    startDate: cohort.startDate,
    endDate: cohort.endDate,
    holder: { name: person.printedName ?? person.name, nameLocal: person.printedNameLocal ?? undefined },
    minutes: minutesOf(cohort, participant, kind),
    halfDays: { attended: Math.floor(facts.attendedHalves / 2), total: facts.halfDays },
    modules: fittingModules(modules, (count) => t("certification.print.moreSessions", { count })),
    signatories: cohort.signatories,
    issuedOn,
    edition: 1,
  };
}

/** For the language beside a certificate's own. */
export const secondTexts = (outline: CourseOutline, locale: string): SecondTexts => ({
  programme: wordsFor(locale, "UTC").t(`common.programme.${outline.programme}`),
  title: inLanguage(outline.texts, locale, outline.source).text.title,
});

/** Languages a certificate is worded in; the test page's made-up one is not printed. */
const printedLocale = (locale: string): string => LOCALES.find((known) => known === locale) ?? LOCALES[0];

/** Time in the room as far as the format asks for it, and the course's own time as far as that counts. */
function minutesOf(
  cohort: CohortFacts,
  { sessions, electives }: Qualification,
  kind: CertificateKind,
): number {
  const inTheRoom = sum(sessions.map(({ minutes }) => minutes));
  if (kind === "attendance-statement") return inTheRoom;
  const modules = countedModules(cohort.version.outline, electives).map(({ minutes }) => minutes);
  return (asksAttendance(cohort.format) ? inTheRoom : 0) + (asksActivities(cohort.format) ? sum(modules) : 0);
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

function sessions({ sessions: attended }: Qualification, locale: string): FactsDraft["modules"] {
  const { t } = wordsFor(locale, "UTC");
  return attended.map(({ date, title, part, minutes }) => ({
    title: printableTitle(title, t(part === "am" ? "cohorts.part.am" : "cohorts.part.pm"), fontsCover),
    day: date,
    minutes,
  }));
}

function taught(
  { version }: CohortFacts,
  { electives }: Qualification,
  locale: string,
): FactsDraft["modules"] {
  const { outline } = version;
  return countedModules(outline, electives).map(({ texts, minutes }) => ({
    title: inLanguage(texts, locale, outline.source).text.title,
    minutes,
  }));
}
