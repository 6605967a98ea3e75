import { wordsFor } from "#app/infra/words.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Words } from "#app/locales/words.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import { hoursOf } from "./certificate-view.ts";
import { isOfOrganisation, type LicenceFacts, type PrintedFacts } from "./licence-facts.ts";
import { isOfTrainer, type TrainerFacts } from "./trainer-facts.ts";
import type { CertificateWords, SideWords } from "./certificate-pdf.server.tsx";
import { FIRST_TEMPLATE, wordedAs, type TemplateText } from "./template.ts";

/** A copy on paper, and the day it was printed. */
export type PrintedCopy = { copy: number; on: CalendarDay };

/** The sentences printed round frozen facts: in the certificate's own language, and the second one where it has two. */
export function certificateWords(
  facts: PrintedFacts,
  template = FIRST_TEMPLATE,
  copy?: PrintedCopy,
): CertificateWords {
  const words = wordsFor(facts.locale, "UTC");
  const { t, date } = words;
  const { number, edition, supersedes } = facts;
  return {
    direction: words.direction,
    ...openingWords(facts, words, template),
    ...partsOf(facts, words),
    second: secondWords(facts, template),
    number: t("certification.print.number", { number }),
    issued: [
      t("certification.print.issuedOn", { day: date(facts.issuedOn) }),
      ...(supersedes
        ? [
            edition > 1
              ? t("certification.print.edition", { edition, number: supersedes })
              : t("certification.print.replaces", { number: supersedes }),
          ]
        : []),
      ...(copy && copy.copy > 1
        ? [t("certification.print.copy", { copy: copy.copy, day: date(copy.on) })]
        : []),
    ],
    verify: t("certification.print.verify"),
    signatories: facts.signatories,
  };
}

/** What it is called, in its own language. */
export const certificateTitle = (facts: PrintedFacts, template = FIRST_TEMPLATE): string =>
  titleIn(wordsFor(facts.locale, "UTC"), facts, template);

/** As the template words it, or as the platform does. */
const titleIn = ({ t, locale }: Words, { kind }: PrintedFacts, template: TemplateText): string =>
  wordedAs(template, locale, `title-${kind}`) ?? t(`certification.kind.${kind}`);

function openingWords(facts: PrintedFacts, words: Words, template: TemplateText) {
  const { kind } = facts;
  const { t, locale } = words;
  return {
    title: titleIn(words, facts, template),
    completed: wordedAs(template, locale, `completed-${kind}`) ?? t(`certification.print.completed.${kind}`),
    closing: wordedAs(template, locale, "closing") ?? "",
  };
}

function secondWords(facts: PrintedFacts, template: TemplateText): SideWords | null {
  if (!facts.second) return null;
  const { locale, programme, title, topics } = facts.second;
  const words = wordsFor(locale, "UTC");
  const { subject, details } = partsOf(retold(facts, title, topics), words);
  return { ...openingWords(facts, words, template), subject, details, programme };
}

/** The same facts under the title, and with the topics, of another language. */
function retold(facts: PrintedFacts, title: string, topics: string[] | undefined): PrintedFacts {
  if (isOfOrganisation(facts)) return { ...facts, scheme: { ...facts.scheme, title } };
  if (!isOfTrainer(facts)) return { ...facts, course: { ...facts.course, title } };
  return { ...facts, scheme: { ...facts.scheme, title }, topics: topics ?? facts.topics };
}

type Parts = Pick<CertificateWords, "subject" | "details" | "rows" | "stamp">;

function partsOf(facts: PrintedFacts, words: Words): Parts {
  if (isOfOrganisation(facts)) return licenceParts(facts, words);
  return isOfTrainer(facts) ? trainerParts(facts, words) : courseParts(facts, words);
}

const courseParts = (facts: CertificateFacts, words: Words): Parts => ({
  subject: facts.course.title,
  details: detailsOf(facts, words),
  rows: facts.kind === "attendance-statement" ? rowsOf(facts, words) : [],
  stamp: {
    above: words.t(`certification.print.stamp.${facts.kind}`),
    date: stampDate(facts.endDate, words),
    below: hoursIn(facts.minutes, words),
  },
});

/** Scope and validity in the zone its days count in; the stamp says how long it holds. */
function trainerParts(facts: TrainerFacts, words: Words): Parts {
  const { t, date, number, list, language } = words;
  const { kind, scheme, certification, topics, validFrom, validUntil, timeZone, decision, place } = facts;
  const inLanguage = language(facts.language);
  return {
    subject: scheme.title,
    details: [
      topics.length > 0
        ? t("certification.print.someTopics", { language: inLanguage, topics: list(topics) })
        : t("certification.print.allTopics", { language: inLanguage }),
      t("certification.print.validFromTo", { from: date(validFrom), to: date(validUntil), zone: timeZone }),
      place
        ? t("certification.print.decidedSeen", { day: date(decision.on), place })
        : t("certification.print.decided", { day: date(decision.on) }),
      ...(decision.floor ? [t("certification.print.floor", { floor: number(decision.floor) })] : []),
      certification
        ? t("certification.print.inRegister", { version: scheme.version, number: certification })
        : t("certification.print.schemeVersion", { version: scheme.version }),
    ],
    rows: [],
    stamp: {
      above: t("certification.print.stamp.until"),
      date: stampDate(validUntil, words),
      below: t(`certification.print.stamp.${kind}`),
    },
  };
}

function licenceParts(facts: LicenceFacts, words: Words): Parts {
  const { t, date, number } = words;
  const { scheme, validFrom, validUntil, timeZone, decision, trainers } = facts;
  return {
    subject: scheme.title,
    details: [
      t("certification.print.validFromTo", { from: date(validFrom), to: date(validUntil), zone: timeZone }),
      t("certification.print.trainersInForce", { count: trainers, number: number(trainers) }),
      t("certification.print.decided", { day: date(decision.on) }),
      t("certification.print.schemeVersion", { version: scheme.version }),
    ],
    rows: [],
    stamp: {
      above: t("certification.print.stamp.until"),
      date: stampDate(validUntil, words),
      below: t("certification.print.stamp.licence"),
    },
  };
}

function detailsOf(facts: CertificateFacts, words: Words): string[] {
  const { t, date } = words;
  const { cohort, place, course, format, halfDays, startDate, endDate } = facts;
  const hours = hoursIn(facts.minutes, words);
  const formatWords = t(`certification.print.format.${format}` as Parameters<Words["t"]>[0]);
  return [
    t("certification.print.version", { version: course.version, format: formatWords }),
    place ? t("certification.print.cohortAt", { cohort, place }) : cohort,
    startDate === endDate
      ? t("certification.print.onDay", { day: date(startDate), hours })
      : t("certification.print.fromTo", { from: date(startDate), to: date(endDate), hours }),
    ...(halfDays.total > 0 ? [t("certification.print.halfDays", halfDays)] : []),
  ];
}

const rowsOf = ({ modules }: CertificateFacts, words: Words): CertificateWords["rows"] =>
  modules.map(({ title, day, minutes }) => ({
    when: day ? stampDate(day, words) : "",
    what: title,
    amount: hoursIn(minutes ?? 0, words),
  }));

/** "28 Nov 2026" */
const stampDate = (day: string, { t, shortDate }: Words): string =>
  t("certification.print.stampDate", { day: shortDate(day), year: day.slice(0, 4) });

const hoursIn = (minutes: number, { t, number }: Words): string => {
  const hours = hoursOf(minutes);
  return t("certification.hours", { count: hours, hours: number(hours) });
};
