import type { TrainerFacts } from "#app/features/certification/trainer-facts.ts";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { whole } from "#app/features/certification/certificate-view.ts";
import { HolderName } from "#app/features/certification/holder-name.tsx";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { Rich, useWords } from "#app/ui/words.tsx";
import { provisionalWord } from "#app/features/trainers/candidacies/provisional.ts";
import type { PublicStatus } from "./public-standing.ts";
import type { CheckedCertificate, CheckedNumber, Present } from "./trainer-certificate-view.ts";

export const VERDICT_TONE: Record<PublicStatus, "good" | "warn" | "danger"> = {
  active: "good",
  "expires-soon": "good",
  "renewal-under-review": "good",
  pending: "warn",
  lapsed: "warn",
  expired: "warn",
  superseded: "warn",
  surrendered: "warn",
  "on-leave": "warn",
  "back-from-leave": "warn",
  ended: "warn",
  suspended: "danger",
  "not-a-trainer": "danger",
  revoked: "danger",
  "in-error": "danger",
};

/** The answer to whoever has the code: who holds what, and what it is worth today. */
export function TrainerVerdict({ checked }: { checked: CheckedCertificate }) {
  const { t, date } = useWords();
  const { facts, standing, present } = checked;
  if (present) return <Now {...present} />;
  const { kind, holder, scheme, locale } = facts;
  const provisional = kind === "provisional";
  if (isNameless(facts))
    return <TrainerNumberVerdict checked={{ ...checked, provisional, imported: false }} />;
  if (!standing.valid) return <Worth standing={standing} provisional={provisional} />;
  const said = provisional
    ? standing.untilDecided
      ? "provisionalUndecided"
      : "provisional"
    : standing.status === "renewal-under-review"
      ? "review"
      : "valid";
  // The day it rests on: its last, or that on which the renewal was handed in.
  const sentence = t(`trainers.check.${said}`, {
    name: holder.name,
    scheme: scheme.title,
    day: whole(date(standing.day)),
  });
  return (
    <Verdict tone="good" word={t(`trainers.check.word.${standing.status}`)}>
      <Rich
        text={sentence}
        parts={{
          name: (name) => <DirText>{name}</DirText>,
          scheme: (title) => <DirText lang={locale}>{title}</DirText>,
        }}
      />
    </Verdict>
  );
}

/** The answer to whoever has a number alone. */
export function TrainerNumberVerdict({ checked }: { checked: CheckedNumber }) {
  const { t, date } = useWords();
  const { number, standing, provisional, imported, present } = checked;
  if (present) return <Now {...present} />;
  if (!standing.valid) return <Worth standing={standing} provisional={provisional} />;
  const under = standing.status === "renewal-under-review";
  const sentence = t(
    under
      ? "trainers.check.numberReview"
      : standing.untilDecided
        ? "trainers.check.numberUndecided"
        : imported
          ? "trainers.check.numberImported"
          : "trainers.check.number",
    { number, day: whole(date(standing.day)) },
  );
  return (
    <Verdict tone="good" word={t(`trainers.check.word.${standing.status}`)}>
      <Rich text={sentence} parts={{ number: (text) => <span className="whole">{text}</span> }} />
    </Verdict>
  );
}

type WorthProps = { standing: CheckedCertificate["standing"]; provisional: boolean };

function Worth({ standing, provisional }: WorthProps) {
  const { t, date } = useWords();
  const { status, day } = standing;
  const on = { day: whole(date(day)) };
  return (
    <Verdict tone={VERDICT_TONE[status]} word={t(`trainers.check.word.${status}`)}>
      {provisional
        ? t(`trainers.provisional.${provisionalWord(standing)}`, on)
        : t(`trainers.check.not.${status as "lapsed"}`, on)}
    </Verdict>
  );
}

/** Of one that was replaced: first what its holder is today. */
function Now({ number, standing }: Present) {
  const { t, date } = useWords();
  if (!standing.valid) return <Worth standing={standing} provisional={false} />;
  const said = standing.status === "renewal-under-review" ? "nowReview" : "now";
  return (
    <Verdict tone="good" word={t(`trainers.check.word.${standing.status}`)}>
      {t(`trainers.check.${said}`, { number, day: whole(date(standing.day)) })}
    </Verdict>
  );
}

/** Beside the verdict: an imported record, an edition that was replaced, a period that is over. */
export function TrainerNotes({
  checked: { standing, replacedOn, present, imported = false },
}: {
  checked: Pick<CheckedNumber, "standing" | "replacedOn" | "present"> & { imported?: boolean };
}) {
  const { t, date } = useWords();
  return (
    <>
      {imported && <p>{t("trainers.check.imported")}</p>}
      {present && standing.status === "superseded" ? (
        <p>{t("trainers.check.earlier", { day: whole(date(standing.day)) })}</p>
      ) : (
        replacedOn && <p>{t("certification.check.older", { day: whole(date(replacedOn)) })}</p>
      )}
    </>
  );
}

/** What a trainer's certificate says, as issued. */
export function TrainerFactList({ facts, more }: { facts: TrainerFacts; more: Fact[] }) {
  const { t, date, list, language } = useWords();
  const { holder, scheme, locale, topics, validFrom, validUntil, timeZone, place, decision } = facts;
  const { edition, supersedes, certification } = facts;
  const rows: (Fact | false)[] = [
    {
      term: t("certification.facts.holder"),
      value: <HolderName holder={holder} />,
    },
    { term: t("certification.facts.kind"), value: t(`certification.kind.${facts.kind}`) },
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
    { term: t("trainers.facts.language"), value: language(facts.language) },
    {
      term: t("trainers.facts.topics"),
      value:
        topics.length > 0 ? <DirText lang={locale}>{list(topics)}</DirText> : t("trainers.facts.allTopics"),
    },
    {
      term: t("trainers.check.printed"),
      value: t("trainers.check.printedDays", {
        from: whole(date(validFrom)),
        to: whole(date(validUntil)),
        zone: timeZone,
      }),
    },
    { term: t("certification.facts.issuer"), value: <DirText>{facts.issuer}</DirText> },
    { term: t("trainers.check.decided"), value: date(decision.on) },
    place !== undefined && { term: t("certification.facts.place"), value: <DirText>{place}</DirText> },
    certification !== undefined && { term: t("trainers.check.inRegister"), value: certification },
    { term: t("certification.facts.number"), value: facts.number },
    { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
    supersedes !== undefined && { term: t("trainers.check.replaces"), value: supersedes },
    edition > 1 && { term: t("certification.facts.edition"), value: String(edition) },
  ];
  return <FactList facts={[...rows.filter((row) => row !== false), ...more]} />;
}
