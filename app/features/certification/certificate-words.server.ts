import { wordsFor } from "#app/infra/words.server.ts";
import type { Words } from "#app/locales/words.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import { hoursOf } from "./certificate-view.ts";
import type { CertificateWords } from "./certificate-pdf.server.tsx";

/** The sentences printed round frozen facts, in the certificate's own language. */
export function certificateWords(facts: CertificateFacts): CertificateWords {
  const words = wordsFor(facts.locale, "UTC");
  const { t, date } = words;
  const { kind, number, edition, supersedes } = facts;
  return {
    direction: words.direction,
    title: t(`certification.kind.${kind}`),
    completed: t(`certification.print.completed.${kind}`),
    details: detailsOf(facts, words),
    rows: kind === "attendance-statement" ? rowsOf(facts, words) : [],
    stamp: {
      above: t(`certification.print.stamp.${kind}`),
      date: stampDate(facts.endDate, words),
      below: hoursIn(facts.minutes, words),
    },
    number: t("certification.print.number", { number }),
    issued: [
      t("certification.print.issuedOn", { day: date(facts.issuedOn) }),
      ...(supersedes ? [t("certification.print.edition", { edition, number: supersedes })] : []),
    ],
    verify: t("certification.print.verify"),
    signatories: facts.signatories,
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
