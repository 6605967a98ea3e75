import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";
import type { News } from "./candidacy-news.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { namesOf, ownName } from "#app/features/trainers/schemes/stage.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

type Row = { id: string; personId: string; schemeId: string; schemeVersion: string; language: string };
type Said = { eventId: string; reason: string; news: News };

/** Tells the candidate once of one event; certified, with the way to the certification. */
export async function tellCandidate(tx: Tx, row: Row, { eventId, reason, news }: Said): Promise<void> {
  const [candidate, { certificationId }] = await Promise.all([
    tx.person.findUniqueOrThrow({
      where: { id: row.personId },
      select: { name: true, email: true, locale: true, timeZone: true },
    }),
    tx.candidacy.findUniqueOrThrow({ where: { id: row.id }, select: { certificationId: true } }),
  ]);
  const { t, date, language, list } = wordsFor(candidate.locale, candidate.timeZone);
  const names = namesOf((await loadSchemes(tx)).of(row));
  const action = certificationId ? paths.myCertification(certificationId) : paths.myCandidacy(row.id);
  const stage = (id: string) =>
    ownName(names, id, candidate.locale) ?? t(`candidacy.stage.${id as "applied"}`);
  const { again, code, criteria, due, appealUntil } = news;
  const params = {
    name: candidate.name,
    scheme: t(`trainers.scheme.${row.schemeId as SchemeId}`),
    language: language(row.language),
    stage: stage(news.state),
    due: due ? date(due) : "",
  };
  const parts = [
    t("candidacy.mail.hello", params),
    t(`candidacy.mail.news.${news.kind}`, params),
    code && t("candidacy.mail.because", { why: t(`candidacy.declineCode.${code}`) }),
    reason && t("candidacy.mail.reason", { reason }),
    criteria.length > 0 &&
      t("candidacy.mail.criteria", {
        criteria: list(
          criteria.map((criterion) =>
            t("candidacy.criterionNamed", { criterion, name: t(`candidacy.criterion.${criterion}`) }),
          ),
        ),
      }),
    appealUntil && t("candidacy.mail.appeal", { until: date(appealUntil) }),
    again && t("candidacy.mail.again", { day: date(again.from), stage: stage(again.at) }),
    t("candidacy.mail.link", { link: linkTo(action) }),
  ];
  await notify(tx, {
    key: `candidacy-decision:${eventId}`,
    personId: row.personId,
    address: candidate.email,
    kind: "candidacy-decision",
    action,
    locale: candidate.locale,
    subject: t(`candidacy.mail.subject.${news.kind}`, params),
    body: parts.filter(Boolean).join("\n\n"),
  });
}

/** Tells the candidate that another version of the scheme judges their candidacy from now on. */
export async function tellOfNewRules(
  tx: Tx,
  candidacyId: string,
  { eventId, reason }: { eventId: string; reason: string },
): Promise<void> {
  const { person, ...row } = await tx.candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    include: { person: { select: { name: true, email: true, locale: true, timeZone: true } } },
  });
  const { t, date, language } = wordsFor(person.locale, person.timeZone);
  const names = namesOf((await loadSchemes(tx)).of(row));
  const action = paths.myCandidacy(candidacyId);
  const params = {
    name: person.name,
    scheme: t(`trainers.scheme.${row.schemeId as SchemeId}`),
    language: language(row.language),
    stage: ownName(names, row.state, person.locale) ?? t(`candidacy.stage.${row.state as "applied"}`),
    version: row.schemeVersion,
  };
  const parts = [
    t("candidacy.mail.hello", params),
    t("candidacy.mail.newRules", params),
    row.dueOn && t("candidacy.mail.newDue", { ...params, day: date(row.dueOn) }),
    t("candidacy.mail.reason", { reason }),
    t("candidacy.mail.link", { link: linkTo(action) }),
  ];
  await notify(tx, {
    key: `candidacy-decision:${eventId}`,
    personId: row.personId,
    address: person.email,
    kind: "candidacy-decision",
    action,
    locale: person.locale,
    subject: t("candidacy.mail.newRulesSubject", params),
    body: parts.filter(Boolean).join("\n\n"),
  });
}
