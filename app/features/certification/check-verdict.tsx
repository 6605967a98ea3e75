import type { ReactNode } from "react";
import { DirText } from "#app/ui/dir-text.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { Rich, useWords } from "#app/ui/words.tsx";
import { isNameless, type CertificateFacts } from "./certificate-facts.ts";
import { whole, type Standing } from "./certificate-view.ts";

const TONE = { valid: "good", superseded: "warn", revoked: "danger", "in-error": "danger" } as const;

/** The answer to whoever has the code: what the certificate is worth, in one sentence. */
export function CodeVerdict({ facts, standing }: { facts: CertificateFacts; standing: Standing }) {
  const { t, date } = useWords();
  if (standing.status !== "valid" || isNameless(facts)) return <NumberVerdict standing={standing} />;
  const { kind, holder, course, halfDays, endDate, locale } = facts;
  const sentence = t(`certification.check.valid.${kind}`, {
    name: holder.name,
    course: course.title,
    day: whole(date(endDate)),
    attended: halfDays.attended,
    total: halfDays.total,
  });
  return (
    <Said status="valid">
      <Rich
        text={sentence}
        parts={{
          name: (name) => <DirText>{name}</DirText>,
          course: (title) => <DirText lang={locale}>{title}</DirText>,
        }}
      />
    </Said>
  );
}

/** The answer to whoever has the number alone. */
export function NumberVerdict({ standing }: { standing: Standing }) {
  const { t, date } = useWords();
  if (standing.status !== "valid") return <StandingVerdict standing={standing} />;
  const { number, issuedOn } = standing;
  const sentence = t("certification.check.validNumber", { number, day: whole(date(issuedOn)) });
  return (
    <Said status="valid">
      <Rich text={sentence} parts={{ number: (number) => <span className="whole">{number}</span> }} />
    </Said>
  );
}

/** Of one that was replaced: first what its holder has today. */
function StandingVerdict({ standing }: { standing: Standing }) {
  const { t, date } = useWords();
  const { status, present, revokedOn, supersededOn } = standing;
  const on = (day: string | null | undefined) => (day ? whole(date(day)) : "");
  if (status === "superseded" && present && present.status !== "superseded")
    return (
      <Said status={present.status}>
        {t(`certification.check.now.${present.status}`, {
          number: present.number,
          day: on(present.revokedOn ?? present.issuedOn),
        })}
      </Said>
    );
  return (
    <Said status={status}>
      {status === "superseded"
        ? t("certification.check.superseded", { day: on(supersededOn) })
        : t(`certification.check.${status as "revoked"}`, { day: on(revokedOn) })}
    </Said>
  );
}

function Said({ status, children }: { status: keyof typeof TONE; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Verdict tone={TONE[status]} word={t(`certification.check.word.${status}`)}>
      {children}
    </Verdict>
  );
}

/** Beside what the holder has today: that the paper in hand is another. */
export function OlderEdition({ standing: { status, supersededOn, present } }: { standing: Standing }) {
  const { t, date } = useWords();
  if (present && present.status !== "superseded" && (status === "revoked" || status === "in-error"))
    return (
      <p>
        {t(`certification.check.now.${present.status}`, {
          number: present.number,
          day: whole(date(present.revokedOn ?? present.issuedOn)),
        })}
      </p>
    );
  if (status !== "superseded" || !supersededOn) return null;
  return <p>{t("certification.check.older", { day: whole(date(supersededOn)) })}</p>;
}

/** Too many checks from one place: when to come back, in words. */
export function CheckAgainLater({ seconds }: { seconds: number }) {
  const { t } = useWords();
  return (
    <Verdict tone="warn" word={t("certification.check.word.later")}>
      {t("certification.check.later", { count: seconds })}
    </Verdict>
  );
}
