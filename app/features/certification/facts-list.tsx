import { HolderName } from "./holder-name.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CertificateFacts } from "./certificate-facts.ts";
import { hoursOf, whole } from "./certificate-view.ts";

type Props = {
  facts: CertificateFacts;
  /** Facts beside those that were frozen: when it was checked, who issued it. */
  more?: Fact[] | undefined;
};

/** What a certificate says, as issued, in the reader's language. */
export function CertificateFactList({ facts, more = [] }: Props) {
  const { t, date, number } = useWords();
  const { holder, course, halfDays, place, edition, supersedes, locale } = facts;
  const hours = hoursOf(facts.minutes);
  const rows: (Fact | false)[] = [
    {
      term: t("certification.facts.holder"),
      value: <HolderName holder={holder} />,
    },
    { term: t("certification.facts.kind"), value: t(`certification.kind.${facts.kind}`) },
    {
      term: t("certification.facts.course"),
      value: (
        <>
          <DirText lang={locale}>{course.title}</DirText>{" "}
          <span className="soft">{t("certification.facts.version", { version: course.version })}</span>
        </>
      ),
    },
    { term: t("certification.facts.issuer"), value: <DirText>{facts.issuer}</DirText> },
    { term: t("certification.facts.programme"), value: <DirText lang={locale}>{facts.programme}</DirText> },
    { term: t("certification.facts.cohort"), value: <DirText>{facts.cohort}</DirText> },
    place !== undefined && { term: t("certification.facts.place"), value: <DirText>{place}</DirText> },
    {
      term: t("certification.facts.dates"),
      value: t("certification.facts.fromTo", {
        from: whole(date(facts.startDate)),
        to: whole(date(facts.endDate)),
      }),
    },
    {
      term: t("certification.facts.hours"),
      value: t("certification.hours", { count: hours, hours: number(hours) }),
    },
    halfDays.total > 0 && {
      term: t("certification.facts.attended"),
      value: t("certification.facts.halfDays", { attended: halfDays.attended, total: halfDays.total }),
    },
    { term: t("certification.facts.number"), value: facts.number },
    { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
    edition > 1 && {
      term: t("certification.facts.edition"),
      value: t("certification.facts.editionOf", { edition, number: supersedes ?? "" }),
    },
  ];
  return <FactList facts={[...rows.filter((row) => row !== false), ...more]} />;
}
