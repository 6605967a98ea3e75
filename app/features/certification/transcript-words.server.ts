import { wordsFor } from "#app/infra/words.server.ts";
import type { Words } from "#app/locales/words.ts";
import { checkAddress, type CertificateFacts } from "./certificate-facts.ts";
import { hoursOf } from "./certificate-view.ts";
import type { PrintedTranscript, Two } from "./transcript-pdf.server.tsx";
import type { Result, Transcript } from "./transcript.ts";

/** Everything a transcript prints, each in both of its languages. */
export function transcriptWords(facts: CertificateFacts, transcript: Transcript): PrintedTranscript {
  const [one, two] = transcript.languages.map((locale) => wordsFor(locale, "UTC")) as [Words, Words];
  const both = (say: (words: Words) => string): Two => [say(one), say(two)];
  const hours = (minutes: number) => both((words) => hoursIn(minutes, words));
  const { startDate, endDate, halfDays, holder } = facts;
  const { final, plan } = transcript;
  const last = [
    final && { what: both(({ t }) => t("certification.transcript.final")), result: both(resultIn(final)) },
    plan && {
      what: both(({ t }) => t("certification.transcript.plan")),
      result: both(({ t }) => t(`certification.transcript.${plan.approved ? "approved" : "open"}`)),
    },
  ].filter((line) => line !== null);
  return {
    direction: one.direction,
    locale: one.locale,
    madeOn: transcript.recordedOn,
    issuer: facts.issuer,
    standsBehind: both(({ t }) => t(`certification.kind.${facts.kind}`)),
    title: both(({ t }) => t("certification.transcript.title")),
    names: [holder.name, holder.nameLocal ?? ""].filter(Boolean),
    course: transcript.course,
    number: facts.number,
    about: [
      both(({ t }) => t("certification.transcript.belongs", { number: facts.number })),
      both(({ t, date }) =>
        startDate === endDate
          ? date(startDate)
          : t("certification.transcript.fromTo", { from: date(startDate), to: date(endDate) }),
      ),
      ...(halfDays.total > 0 ? [both(({ t }) => t("certification.print.halfDays", halfDays))] : []),
      both(({ t, date }) => t("certification.transcript.recordedOn", { day: date(transcript.recordedOn) })),
    ],
    headings: {
      module: both(({ t }) => t("certification.transcript.module")),
      hours: both(({ t }) => t("certification.transcript.hours")),
      result: both(({ t }) => t("certification.transcript.result")),
    },
    rows: transcript.rows.map(({ titles, minutes, result }) => ({
      what: titles,
      amount: hours(minutes),
      result: both(resultIn(result)),
    })),
    sums: transcript.hours.map(({ what, minutes }) => ({
      what: both(({ t }) => t(`certification.transcript.sum.${what}`)),
      amount: hours(minutes),
    })),
    last,
    verify: both(({ t }) => t("certification.transcript.verify", { address: checkAddress(facts) })),
  };
}

const resultIn =
  (result: Result) =>
  ({ t, percent, list }: Words): string => {
    if (result.kind !== "tested") return t(`certification.transcript.${result.kind}`);
    return t(`certification.transcript.${result.passed ? "passed" : "notPassed"}`, {
      share: list(result.shares.map((share) => percent(share))),
    });
  };

const hoursIn = (minutes: number, { t, number }: Words): string => {
  const hours = hoursOf(minutes);
  return t("certification.hours", { count: hours, hours: number(hours) });
};
