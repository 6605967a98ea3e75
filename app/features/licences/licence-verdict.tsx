import { whole } from "#app/features/certification/certificate-view.ts";
import type { LicenceFacts } from "#app/features/certification/licence-facts.ts";
import { VERDICT_TONE } from "#app/features/trainers/certifications/check-verdict.tsx";
import { saidAs } from "#app/features/trainers/certifications/public-standing.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { Rich, useWords } from "#app/ui/words.tsx";
import type { LicenceOfNumber } from "./licence-check.ts";

/** The answer to whoever has the code or the number: which organisation, for what, and what it has today. */
export function LicenceVerdict({ checked }: { checked: LicenceOfNumber }) {
  const { t, date } = useWords();
  const { organisation, schemeId, present } = checked;
  const { standing } = present ?? checked;
  const { status, day } = standing;
  return (
    <Verdict tone={VERDICT_TONE[status]} word={t(`trainers.check.word.${status}`)}>
      {standing.valid ? (
        <Rich
          text={t("licences.check.valid", { name: organisation, scheme: t(`trainers.scheme.${schemeId}`) })}
          parts={{ name: (name) => <DirText>{name}</DirText> }}
        />
      ) : (
        <Rich
          text={t("licences.check.not", { name: organisation })}
          parts={{ name: (name) => <DirText>{name}</DirText> }}
        />
      )}{" "}
      {t(`licences.standing.${saidAs(status)}`, { day: whole(date(day)) })}
    </Verdict>
  );
}

export function LicenceNotes({ checked: { imported, standing, present } }: { checked: LicenceOfNumber }) {
  const { t, date } = useWords();
  return (
    <>
      {present && (
        <p>{t("licences.check.earlier", { number: present.number, day: whole(date(standing.day)) })}</p>
      )}
      {imported && <p>{t("trainers.check.imported")}</p>}
      <p>
        <a href="/licensed">{t("licences.register.title")}</a>
      </p>
    </>
  );
}

/** What the certificate says, as issued. */
export function LicenceFactList({ facts, more }: { facts: LicenceFacts; more: Fact[] }) {
  const { t, date, number } = useWords();
  const { holder, scheme, locale, validFrom, validUntil, timeZone, issuer, decision, supersedes } = facts;
  const rows: (Fact | false)[] = [
    { term: t("licences.list.organisation"), value: <DirText>{holder.name}</DirText> },
    { term: t("certification.facts.kind"), value: t("certification.kind.licence") },
    {
      term: t("trainers.facts.scheme"),
      value: (
        <>
          <a href={paths.schemeRules(scheme.id, scheme.version)}>
            <DirText lang={locale}>{scheme.title}</DirText>
          </a>{" "}
          <span className="soft">{t("certification.facts.version", { version: scheme.version })}</span>
        </>
      ),
    },
    {
      term: t("trainers.check.printed"),
      value: t("trainers.check.printedDays", {
        from: whole(date(validFrom)),
        to: whole(date(validUntil)),
        zone: timeZone,
      }),
    },
    { term: t("licences.check.trainers"), value: number(facts.trainers) },
    { term: t("certification.facts.issuer"), value: <DirText>{issuer}</DirText> },
    { term: t("trainers.check.decided"), value: date(decision.on) },
    { term: t("certification.facts.number"), value: facts.number },
    { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
    supersedes !== undefined && { term: t("trainers.check.replaces"), value: supersedes },
  ];
  return <FactList facts={[...rows.filter((row) => row !== false), ...more]} />;
}
